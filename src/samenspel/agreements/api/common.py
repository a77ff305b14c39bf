"""What operations about agreements share: where they are, and for which party someone decides."""

from enum import StrEnum
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import Field

from samenspel.agreements import queries, rules
from samenspel.agreements.choices import Standing
from samenspel.agreements.models import Agreement
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.api.deciding import named_among
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, Key, Text
from samenspel.platform.once import refuse

AREA = gettext_noop("agreements")
Line = Annotated[Text, Field(min_length=1, max_length=500)]
OtherLine = Annotated[Text, Field(max_length=500)]
Rating = Annotated[int, Field(ge=0, le=10)]


class VersionStanding(StrEnum):
    """What became of a version; described by a name that no other choice of the API has."""

    PROPOSED = Standing.PROPOSED.value
    ACCEPTED = Standing.ACCEPTED.value
    DECLINED = Standing.DECLINED.value
    WITHDRAWN = Standing.WITHDRAWN.value


class ListAsked(Asked):
    """Of which collaboration."""

    collaboration: Key | None = None


class ForPartyIn(In):
    """For which party of yours you decide."""

    party: Key


class DeclineIn(ForPartyIn):
    """For which party of yours, and why not."""

    because: Line


def found_here(request: MemberRequest, collaboration_id: int) -> Collaboration:
    """A collaboration of this person; to anyone else it does not exist."""
    here = collaborations.collaborations_of(request.user)
    return get_object_or_404(here, pk=collaboration_id)


def deciding(
    request: MemberRequest, here: Collaboration, number: int, agreement: Agreement | None = None
) -> Party:
    """The party of this number, if this person decides for it here."""
    return named_among(rules.parties_to_decide_for(request.user, here, agreement), number)


def holding(here: Collaboration, number: int | None) -> Agreement | None:
    """The agreement of this number, if it holds here; `None` for the whole collaboration."""
    if number is None:
        return None
    found = queries.agreements_that_hold(here).filter(pk=number).first()
    if found is None:
        raise refuse("body.agreement", _("No agreement with this number holds here."))
    return found


def taking_part(here: Collaboration, number: int, where: str) -> Party:
    """The party of this number, if it takes part here."""
    found = next((party for party in queries.parties_of(here) if party.pk == number), None)
    if found is None:
        raise refuse(where, _("This party does not take part here."))
    return found
