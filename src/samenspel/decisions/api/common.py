"""What operations about decisions share: which one, whose vote, and who may not be a program."""

from enum import StrEnum
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import AfterValidator, Field

from samenspel.decisions import queries
from samenspel.decisions.choices import Kind, Standing
from samenspel.decisions.models import Decision, Elector
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.asking import Text
from samenspel.platform.errors import NotAllowed

AREA = gettext_noop("decisions")
ONE = "/decisions/{decision_id}"
VOTER = f"{ONE}/voters/{{voter_id}}"

LINE_ENDS = AfterValidator(lambda text: text.replace("\r\n", "\n"))  # so that a fingerprint holds
Wording = Annotated[Text, LINE_ENDS, Field(min_length=1, max_length=8000)]
Why = Annotated[Text, Field(min_length=1, max_length=500)]
OtherWhy = Annotated[Text, Field(max_length=500)]
Words = Annotated[Text, Field(min_length=1, max_length=1000)]
OtherWords = Annotated[Text, Field(max_length=1000)]
Digest = Annotated[Text, Field(pattern="^[0-9a-f]{64}$")]


class MatterKind(StrEnum):
    """What sort of decision it is; described by a name that no other choice of the API has."""

    MATTER = Kind.MATTER.value
    POLICY = Kind.POLICY.value
    MONEY = Kind.MONEY.value
    APPOINTMENT = Kind.APPOINTMENT.value
    DISMISSAL = Kind.DISMISSAL.value
    ACCOUNTS = Kind.ACCOUNTS.value
    DISCHARGE = Kind.DISCHARGE.value
    STATUTES = Kind.STATUTES.value
    DISSOLUTION = Kind.DISSOLUTION.value


class ObjectionStanding(StrEnum):
    """What became of an objection; a name of its own for the same reason."""

    OPEN = Standing.OPEN.value
    INTEGRATED = Standing.INTEGRATED.value
    WITHDRAWN = Standing.WITHDRAWN.value
    REPLACED = Standing.REPLACED.value
    ESCALATED = Standing.ESCALATED.value


def found_by(request: MemberRequest, decision_id: int) -> Decision:
    """A decision that this person may see; to anyone else it does not exist."""
    return get_object_or_404(queries.decisions_visible_to(request.user), pk=decision_id)


def voter_in(found: Decision, voter_id: int) -> Elector:
    """One entry of the list of voters."""
    return get_object_or_404(queries.electors_of(found), pk=voter_id)


def person_asking(request: MemberRequest) -> User:
    """Who asks, with a key of their own: a program of a party has no say of its own."""
    if request.user.is_program:
        raise NotAllowed(_("A person says this, with a key of their own: not a program."))
    return request.user


def counted_by(request: MemberRequest, decision_id: int) -> Decision:
    """The same once it was counted; before that there is no outcome."""
    seen = queries.decisions_visible_to(request.user).filter(tally__isnull=False)
    return get_object_or_404(seen, pk=decision_id)
