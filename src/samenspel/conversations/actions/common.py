from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Collaboration
from samenspel.conversations import queries, rules
from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Conversation, Statement
from samenspel.people.models import User
from samenspel.platform.errors import DomainError

SETTLING = timedelta(seconds=3)  # votes that come in meanwhile are in the same map
LONGEST = timedelta(days=365)  # that people can take part
LONGEST_STATEMENT, MOST_STATEMENTS = 280, 100  # letters; to begin with
WEBSITE = r"https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?/?"
AskMap = Task[[int], None]


class NotForYou(DomainError):
    """Someone tried what only those who speak for a party may do."""


class NotOpen(DomainError):
    """Something came in before a conversation opened or after it ended."""


class SaidBefore(DomainError):
    """A statement was added that is there already."""


def _check_may_lead(by: User | None, collaboration: Collaboration) -> None:
    """Refuse whoever does not speak for a party here."""
    if by is not None and not rules.may_lead(by, collaboration):
        raise NotForYou(_("Only who speaks for a party here can do this."))


def _locked(conversation: Conversation) -> Conversation:
    """The conversation as it is now, for us alone until the transaction ends."""
    found = Conversation.objects.select_related("collaboration")
    return found.select_for_update(of=("self",)).get(pk=conversation.pk)


def _locked_open(conversation: Conversation, at: datetime) -> Conversation:
    """The same, if people can take part."""
    found = _locked(conversation)
    if not queries.takes_part(found, at):
        raise NotOpen(_("This conversation has ended."))
    return found


def _add(conversation: Conversation, text: str, state: StatementState, at: datetime) -> Statement:
    """Put a sentence among the statements, under the next number."""
    sentence = " ".join(text.split())
    if conversation.statements.filter(text__iexact=sentence).exists():
        raise SaidBefore(_("This statement is there already."))
    last = conversation.statements.aggregate(last=Max("number"))["last"]
    number = 0 if last is None else last + 1
    return conversation.statements.create(
        number=number, text=sentence, state=state, made_on=at.date()
    )


def _ask_for_map(conversation: Conversation, make_map: AskMap, at: datetime) -> None:
    """Have a new map made soon, unless that was asked already."""
    waits = Conversation.objects.filter(pk=conversation.pk, map_asked_at=None)
    if waits.update(map_asked_at=at):
        make_map.using(run_after=at + SETTLING).enqueue(conversation.pk)
