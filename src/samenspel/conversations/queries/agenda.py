"""What waits, what changed and what is to come in conversations, for one person."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.collaborations import queries as collaborations
from samenspel.conversations.choices import ConversationState, GoalState, StatementState
from samenspel.conversations.models import GoalAct, GoalVersion, SharedGoal
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.together import Asking, asked

from .talking import conversations_visible_to, page_of

OfGoal = TypeVar("OfGoal", GoalAct, GoalVersion)


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """The conversations in which statements wait for someone who reads them, or looks again."""
    waiting = Count("statements", Q(statements__state=StatementState.WAITING))
    appealed = Q(statements__state=StatementState.REFUSED, statements__appealed_on__isnull=False)
    not_yet = Q(statements__looked_again_at=None) & ~Q(statements__decided_by=person)
    found = conversations_visible_to(person).filter(state=ConversationState.OPEN)
    counted = found.annotate(waiting=waiting, appealed=Count("statements", appealed & not_yet))
    for each in (yield from asked(counted.filter(Q(waiting__gt=0) | Q(appealed__gt=0)))):
        for says in _asked_in(each.question, each.waiting, each.appealed):
            yield Entry(says, each.collaboration.name, page_of(each), each.opened_at or at)


def _asked_in(question: str, waiting: int, appealed: int) -> Iterator[str]:
    if waiting:
        yield ngettext(
            "Read %(n)s statement that waits in “%(question)s”.",
            "Read %(n)s statements that wait in “%(question)s”.",
            waiting,
        ) % {"n": waiting, "question": question}
    if appealed:
        yield ngettext(
            "Look again at %(n)s statement that was taken out of “%(question)s”.",
            "Look again at %(n)s statements that were taken out of “%(question)s”.",
            appealed,
        ) % {"n": appealed, "question": question}


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which conversations opened and ended."""
    for each in (
        yield from asked(conversations_visible_to(person).exclude(state=ConversationState.DRAFT))
    ):
        ended_at = min(filter(None, (each.closed_at, each.closes_at)))
        moments = (
            (each.opened_at, _("People can take part in “%(question)s”.")),
            (ended_at, _("“%(question)s” has ended.")),
        )
        for moment, says in moments:
            if moment and since < moment <= until:
                yield Entry(
                    says % {"question": each.question},
                    each.collaboration.name,
                    page_of(each),
                    moment,
                )


def goals_changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """What people said of a goal when they were asked, and what is done with it."""
    decided = _of_goals(GoalVersion, person).filter(decided_at__gt=since, decided_at__lte=until)
    for version in (yield from asked(decided.order_by("decided_at", "pk"))):
        carried = version.state == GoalState.RATIFIED
        says = (
            _("People carry a goal: %(goal)s")
            if carried
            else _("Too few people carry a goal: %(goal)s")
        )
        yield _told(version.goal, says % {"goal": version.text}, version.decided_at or until)
    acts = _of_goals(GoalAct, person).filter(made_at__gt=since, made_at__lte=until)
    for act in (yield from asked(acts.order_by("made_at", "pk"))):
        facts = {
            "state": act.get_state_display(),
            "question": act.goal.conversation.question,
            "act": act.text,
        }
        says = _("%(state)s, with a goal of “%(question)s”: %(act)s") % facts
        yield _told(act.goal, says, act.made_at)


def _of_goals(model: type[OfGoal], person: User) -> QuerySet[OfGoal]:
    """What belongs to goals in the collaborations of this person."""
    here = collaborations.ids_visible_to(person)
    found = model._default_manager.select_related("goal__conversation__collaboration")
    return found.filter(goal__conversation__collaboration__in=here)


def _told(goal: SharedGoal, says: str, at: datetime) -> Entry:
    return Entry(says, goal.conversation.collaboration.name, _page_of_goal(goal), at)


def _page_of_goal(goal: SharedGoal) -> str:
    found = goal.conversation
    return reverse("conversations:goal", args=[found.collaboration.slug, found.pk, goal.number])


def days_of(person: User, _at: datetime) -> Asking[Day]:
    """When conversations that are open end."""
    for each in (
        yield from asked(conversations_visible_to(person).filter(state=ConversationState.OPEN))
    ):
        title = _("“%(question)s” ends") % {"question": each.question}
        yield Day(f"conversation-ends-{each.pk}", title, each.closes_at, page_of(each))


def goal_days_of(person: User, at: datetime) -> Asking[Day]:
    """Until when people are asked whether they carry a goal."""
    rounds = _of_goals(GoalVersion, person).filter(state=GoalState.ASKED)
    for version in (yield from asked(rounds.order_by("ends_at", "pk"))):
        title = _("Last day to say whether you carry “%(goal)s”") % {"goal": version.text}
        yield Day(
            f"goal-round-{version.pk}", title, version.ends_at or at, _page_of_goal(version.goal)
        )
