from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.conversations.choices import About
from samenspel.conversations.models import (
    AboutAnswer,
    AboutOption,
    AboutQuestion,
    Conversation,
    Participant,
)
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .common import _check_may_lead, _locked, _locked_open

MOST_OPTIONS = 8
HUNDRED = (Decimal("99.5"), Decimal("100.5"))  # shares are rounded, so they may miss it by a little


class AskedAlready(DomainError):
    """People were asked for something about themselves, or it is too late to ask."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question about people: its wording, its answers with known shares, and whence those."""

    kind: About
    text: str
    options: Sequence[tuple[str, Decimal | None]]
    shares_from: str = ""


@transaction.atomic
def ask_about(
    *, conversation: Conversation, asking: Asking, by: User | None, at: datetime
) -> AboutQuestion:
    """Let people tell something of themselves, if they like; fixed once they can take part."""
    found = _locked_draft(conversation, by)
    if found.about_questions.filter(kind=asking.kind).exists():
        raise AskedAlready(_("You ask this already. Take it out first to ask it otherwise."))
    _check_shares(asking)
    question = found.about_questions.create(
        kind=asking.kind, text=asking.text, shares_from=asking.shares_from
    )
    AboutOption.objects.bulk_create(
        AboutOption(question=question, number=number, label=label, share=share)
        for number, (label, share) in enumerate(asking.options)
    )
    audit.record("conversations.about_asked", subject=found, by=by, at=at)
    return question


@transaction.atomic
def drop_about(*, question: AboutQuestion, by: User, at: datetime) -> None:
    """Ask this no longer; only while nobody can take part yet."""
    found = _locked_draft(question.conversation, by)
    question.delete()
    audit.record("conversations.about_dropped", subject=found, by=by, at=at)


@transaction.atomic
def tell_about(*, chosen: dict[int, int | None], by: Participant, at: datetime) -> None:
    """Keep what someone tells of themselves, by question; `None` takes an answer back.

    Like a vote it leaves no line in the trail.
    """
    conversation = _locked_open(by.conversation, at)
    options = {
        (each.question_id, each.pk): each
        for each in AboutOption.objects.filter(question__conversation=conversation)
    }
    for question_id, option_id in chosen.items():
        option = options.get((question_id, option_id or 0))
        if option is None:
            by.about_answers.filter(question_id=question_id).delete()
        else:
            AboutAnswer.objects.update_or_create(
                participant=by, question_id=question_id, defaults={"option": option}
            )


def _locked_draft(conversation: Conversation, by: User | None) -> Conversation:
    found = _locked(conversation)
    _check_may_lead(by, found.collaboration)
    if not found.is_draft:
        raise AskedAlready(_("People can take part already; what you ask of them stays as it is."))
    return found


def _check_shares(asking: Asking) -> None:
    """All shares or none, about a hundred together, and from a source."""
    shares = [share for _label, share in asking.options if share is not None]
    if not shares:
        return
    if len(shares) < len(asking.options):
        raise AskedAlready(_("Give the share of each answer, or of none."))
    if not HUNDRED[0] <= sum(shares) <= HUNDRED[1]:
        raise AskedAlready(_("The shares do not add up to a hundred."))
    if not asking.shares_from:
        raise AskedAlready(_("Say where the shares come from, so that others can look them up."))
