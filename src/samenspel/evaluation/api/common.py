"""What operations about evaluations share: which one, for which party, until which day."""

from enum import StrEnum
from typing import Annotated, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from pydantic import Field

from samenspel.collaborations.api.deciding import named_among
from samenspel.collaborations.models import Collaboration, Party
from samenspel.evaluation import queries
from samenspel.evaluation.choices import Depth, Fate, MailState
from samenspel.evaluation.models import Evaluation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, Key, Text

AREA = gettext_noop("evaluations")
ONE = "/evaluations/{evaluation_id}"
What = Annotated[Text, Field(min_length=1, max_length=200)]
Owner = Annotated[Text, Field(min_length=1, max_length=120)]
Settled = Literal["done", "dropped"]


class EvaluationDepth(StrEnum):
    """How much an evaluation asks; described by a name that no other choice has."""

    LIGHT = Depth.LIGHT.value
    FULL = Depth.FULL.value


class LetterState(StrEnum):
    """Where the e-mail of an invitation is; a name of its own for the same reason."""

    NONE = MailState.NONE.value
    WAITING = MailState.WAITING.value
    SENDING = MailState.SENDING.value
    SENT = MailState.SENT.value
    FAILED = MailState.FAILED.value
    UNCERTAIN = MailState.UNCERTAIN.value


class PlanFate(StrEnum):
    """What became of something that was to be done; a name of its own for the same reason."""

    OPEN = Fate.OPEN.value
    DONE = Fate.DONE.value
    DROPPED = Fate.DROPPED.value


class ForSideIn(In):
    """For which party of yours you decide."""

    party: Key


def found_inside(request: MemberRequest, evaluation_id: int) -> Evaluation:
    """An evaluation of which a party of this person is a side; to others it does not exist."""
    return get_object_or_404(queries.evaluations_visible_to(request.user), pk=evaluation_id)


def found_by(request: MemberRequest, evaluation_id: int) -> Evaluation:
    """The same, or one that this person reads as its outside evaluator."""
    for visible in (queries.evaluations_visible_to, queries.read_from_outside):
        found = visible(request.user).filter(pk=evaluation_id).first()
        if found is not None:
            return found
    raise Http404


def deciding(request: MemberRequest, here: Collaboration, number: int) -> Party:
    """The party of this number, if this person decides for it here."""
    return named_among(queries.speaking_parties(request.user, here), number)
