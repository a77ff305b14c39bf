"""What was given, put right by who gave it or got it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from samenspel.agreements import actions
from samenspel.agreements.actions import Given
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import InPath
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import AREA, deciding
from .contributions import ContributionOut, contribution_shown, found_contribution
from .goods import Good

router = new_router(AREA)


class CorrectionIn(Good):
    """What was given after all, when, and how much of it; `party` is yours that says so."""

    given_on: date
    in_solidarity: bool = False
    is_part: bool = False


@router.put("/contributions/{contribution_id}", response=ContributionOut,
            summary=_("Put a contribution right"), operation_id="correctContribution")  # fmt: skip
@once(200)
def correct_contribution(
    request: MemberRequest, contribution_id: InPath, given: CorrectionIn
) -> ContributionOut:
    """Say what was given after all; when what or how much changes the other side rates it anew."""
    found = found_contribution(request, contribution_id)
    party = deciding(request, found.collaboration, given.party)
    told = Given(**given.model_dump(exclude={"party"}))
    try:
        actions.correct_contribution(
            contribution=found, given=told, party=party, by=request.user, at=timezone.now()
        )
    except actions.NotYetGiven as refusal:
        raise refuse("body.givenOn", str(refusal)) from refusal
    except actions.PartOfNothing as refusal:
        raise refuse("body.isPart", str(refusal)) from refusal
    return contribution_shown(found_contribution(request, contribution_id))
