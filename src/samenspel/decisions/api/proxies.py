"""Who votes for another, and who steps back from a matter."""

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.decisions import actions
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Key, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA, VOTER, found_by, person_asking, voter_in
from .shown import DecisionDetail, whole

router = new_router(AREA)


class ProxyIn(In):
    """Which voter casts it."""

    holder: Key


class InterestIn(In):
    """Which interest of one’s own."""

    why: Annotated[Text, Field(min_length=1, max_length=200)]


@router.put(f"{VOTER}/proxy", response=DecisionDetail, summary=_("Give a proxy"),
            operation_id="giveProxy")  # fmt: skip
@once(200)
def give_proxy(
    request: MemberRequest, decision_id: InPath, voter_id: InPath, given: ProxyIn
) -> DecisionDetail:
    """Let another voter cast your vote; your own goes before it."""
    found, person = found_by(request, decision_id), person_asking(request)
    actions.give_proxy(
        giver=voter_in(found, voter_id), holder=voter_in(found, given.holder), by=person,
        at=timezone.now(),
    )  # fmt: skip
    return whole(person, found_by(request, decision_id))


@router.delete(f"{VOTER}/proxy", response={204: None}, summary=_("Revoke a proxy"),
               operation_id="revokeProxy")  # fmt: skip
@once(204)
def revoke_proxy(request: MemberRequest, decision_id: InPath, voter_id: InPath) -> None:
    """Take it back before it closes; what the holder voted with it goes too."""
    found, person = found_by(request, decision_id), person_asking(request)
    actions.revoke_proxy(giver=voter_in(found, voter_id), by=person, at=timezone.now())


@router.put(f"{VOTER}/interest", response=DecisionDetail, summary=_("Step back from a matter"),
            operation_id="stepBack")  # fmt: skip
@once(200)
def step_back(
    request: MemberRequest, decision_id: InPath, voter_id: InPath, given: InterestIn
) -> DecisionDetail:
    """Say which interest you have: your vote no longer counts, and everyone here reads why."""
    found, person = found_by(request, decision_id), person_asking(request)
    actions.recuse(elector=voter_in(found, voter_id), why=given.why, by=person, at=timezone.now())
    return whole(person, found_by(request, decision_id))
