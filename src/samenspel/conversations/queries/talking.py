from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.crypto import salted_hmac

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.conversations.choices import Access, ConversationState, StatementState
from samenspel.conversations.models import (
    Conversation,
    EntryCode,
    Participant,
    Statement,
    Vote,
)
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform.events import About
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

STEP = 5  # an open conversation counts people in fives, so that nobody shows
AT_ONCE = 50_000  # votes read from the database in one go


@dataclass(frozen=True, slots=True)
class Turnout:
    """A conversation in numbers: statements shown, and who voted on them.

    While people can vote `people` goes in fives and `votes` is left out: who hands someone the link
    would see that they voted, and how often.
    """

    statements: int
    people: int
    votes: int | None


def conversations_visible_to(person: User) -> QuerySet[Conversation]:
    """The conversations of the collaborations of this person."""
    here = collaborations.ids_visible_to(person)
    return Conversation.objects.select_related("collaboration").filter(collaboration__in=here)


def conversations_in(collaboration: Collaboration) -> QuerySet[Conversation]:
    """The conversations of a collaboration, newest first."""
    return collaboration.conversations.order_by("-made_at", "-pk")


def fictional_conversation(*, at: datetime) -> Conversation | None:
    """The conversation of the example, while it is open: nobody made it."""
    found = Conversation.objects.select_related("collaboration").filter(made_by=None)
    return found.filter(state=ConversationState.OPEN, closes_at__gt=at).order_by("pk").first()


def takes_part(conversation: Conversation, at: datetime) -> bool:
    """Whether people may vote and add statements at this moment."""
    return conversation.state == ConversationState.OPEN and at < conversation.closes_at


def conversation_of(token: str) -> Conversation | None:
    """The conversation that this link leads to, unless it was replaced by a newer one."""
    found = Conversation.objects.select_related("collaboration")
    return found.filter(link_hash=fingerprint(token)).first()


def open_to_all(conversation_id: int) -> Conversation | None:
    """The conversation with this number, if it is there for everyone; not while it is made."""
    found = Conversation.objects.select_related("collaboration").filter(access=Access.PUBLIC)
    return found.exclude(state=ConversationState.DRAFT).filter(pk=conversation_id).first()


def conversation_with_code(conversation_id: int, code: str) -> Conversation | None:
    """The conversation with this number, if the code is one of it."""
    found = EntryCode.objects.select_related("conversation__collaboration")
    held = found.filter(conversation_id=conversation_id, code_hash=fingerprint(code)).first()
    return held.conversation if held else None


def member_key(conversation: Conversation, person: User) -> str:
    """The key of a member in this conversation: the same each time, and kept nowhere.

    Only the secret of the installation leads from a person to it.
    """
    about = f"{conversation.pk} {person.pk}"
    return salted_hmac("samenspel.conversations.member", about, algorithm="sha256").hexdigest()


def conversations_begun() -> QuerySet[Conversation]:
    """Every conversation in which people took or take part, for who keeps the installation."""
    found = Conversation.objects.select_related("collaboration")
    return found.exclude(state=ConversationState.DRAFT).order_by("pk")


def statements_of(conversation: Conversation) -> QuerySet[Statement]:
    """Every statement of a conversation, in the order in which they came."""
    return conversation.statements.order_by("number")


def statements_to_lead(conversation: Conversation) -> QuerySet[Statement]:
    """The same for who leads it: what waits for a decision first."""
    appealed = Q(state=StatementState.REFUSED, looked_again_at=None) & ~Q(appealed_on=None)
    waits = Case(When(Q(state=StatementState.WAITING) | appealed, then=0), default=1)
    return conversation.statements.order_by(waits, "number")


def shown_statements(conversation: Conversation) -> QuerySet[Statement]:
    """The statements on which people can vote."""
    return statements_of(conversation).filter(state=StatementState.SHOWN)


def waiting_statements(conversation: Conversation) -> QuerySet[Statement]:
    """What participants added and nobody has read yet."""
    return statements_of(conversation).filter(state=StatementState.WAITING)


def taken_out(conversation: Conversation) -> QuerySet[Statement]:
    """What moderators took out: everyone reads when and why, and nobody what it said."""
    gone = statements_of(conversation).filter(state=StatementState.REFUSED)
    return gone.defer("text").order_by("-decided_at", "-pk")


def own_statements(participant: Participant) -> QuerySet[Statement]:
    """The sentences that someone added, for this person alone."""
    return participant.statements.order_by("number")


def votes_of(participant: Participant) -> QuerySet[Vote]:
    """What someone said of the statements that are shown, in the order of the statements."""
    shown = Q(statement__state=StatementState.SHOWN)
    return participant.votes.select_related("statement").filter(shown).order_by("statement__number")


def turnout(conversation: Conversation, *, at: datetime) -> Turnout:
    """A conversation in numbers, for those who lead it."""
    cast = _counting(conversation).aggregate(
        people=Count("participant", distinct=True), votes=Count("pk")
    )
    people, statements = cast["people"], shown_statements(conversation).count()
    if takes_part(conversation, at):
        return Turnout(statements, people // STEP * STEP, None)
    return Turnout(statements, people, cast["votes"])


def joined_in_fives(conversation: Conversation) -> int:
    """How many take part, counted down in fives: the count of a screen that many look at."""
    return conversation.participants.count() // STEP * STEP


def votes_to_count(conversation: Conversation) -> Iterator[tuple[int, int, int, int, bool]]:
    """Every vote on a statement shown, all of one moment, in any order.

    Its key, who cast it, on the statement of which number, what, and whether the newest map
    counted it.
    """
    return _to_count(_counting(conversation))


def new_votes(conversation: Conversation) -> Iterator[tuple[int, int, int, int, bool]]:
    """The same of those that the newest map did not count as they are now."""
    return _to_count(_counting(conversation).filter(is_counted=False))


def _to_count(votes: QuerySet[Vote]) -> Iterator[tuple[int, int, int, int, bool]]:
    fields = ("pk", "participant_id", "statement__number", "value", "is_counted")
    return votes.order_by().values_list(*fields).iterator(chunk_size=AT_ONCE)


def were_counted(conversation: Conversation, numbers: Collection[int]) -> bool:
    """Whether a map counted votes on one of these statements."""
    cast = _counting(conversation).filter(is_counted=True, statement__number__in=numbers)
    return bool(numbers) and cast.exists()


def people_in(conversation: Conversation) -> Iterator[int]:
    """The keys of those who take part, in any order."""
    rows = conversation.participants.order_by().values_list("pk", flat=True)
    return rows.iterator(chunk_size=AT_ONCE)


def votes_to_share(conversation: Conversation) -> Iterator[tuple[int, int, int]] | None:
    """Who said what of the statements shown; `None` where people were not told it is shared."""
    if not conversation.shares_votes:
        return None
    rows = _counting(conversation).order_by()
    cast = rows.values_list("participant_id", "statement__number", "value")
    return cast.iterator(chunk_size=AT_ONCE)


def _counting(conversation: Conversation) -> QuerySet[Vote]:
    return Vote.objects.filter(
        statement__conversation=conversation, statement__state=StatementState.SHOWN
    )


def news_about(conversation: Conversation) -> About:
    """What its parties may have told to their own programs: that it moved on."""
    collaboration = conversation.collaboration
    parties = collaboration.participations.values_list("party_id", flat=True)
    return About(conversation, parties, page_of(conversation))


@prepared
def _conversations_made_by(person: User) -> QuerySet[Conversation]:
    return Conversation.objects.filter(made_by=person).order_by("made_at", "pk")


def conversations_told(person: User) -> Asking[Fact]:
    """The conversations this person prepared."""
    for each in (yield from asked(_conversations_made_by(person))):
        yield {"made_at": each.made_at, "question": each.question}


@prepared
def _statements_decided_by(person: User) -> QuerySet[Statement]:
    return Statement.objects.filter(decided_by=person).order_by("decided_at", "pk")


@prepared
def _statements_looked_at_again_by(person: User) -> QuerySet[Statement]:
    return Statement.objects.filter(looked_again_by=person).order_by("looked_again_at", "pk")


def decisions_told(person: User) -> Asking[Fact]:
    """What this person decided about statements of participants."""
    for each in (yield from asked(_statements_decided_by(person))):
        yield {"at": each.decided_at, "state": each.get_state_display(), "reason": each.reason}
    for each in (yield from asked(_statements_looked_at_again_by(person))):
        yield {"at": each.looked_again_at, "state": each.get_state_display(), "reason": each.reason}


def page_of(conversation: Conversation) -> str:
    """Where those who lead a conversation find it."""
    args = [conversation.collaboration.slug, conversation.pk]
    return reverse("conversations:conversation", args=args)
