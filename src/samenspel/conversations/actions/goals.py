from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.conversations import analyses, queries
from samenspel.conversations.choices import ActState, GoalState
from samenspel.conversations.models import (
    Conversation,
    GoalAct,
    GoalReaction,
    GoalSource,
    GoalVersion,
    Participant,
    SharedGoal,
)
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .common import _check_may_lead, _locked

LONGEST_ROUND = timedelta(days=90)
CountRound = Task[[int], None]


class NotNow(DomainError):
    """A goal stands where this cannot be done with it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal says, why, and the numbers of the statements it comes from."""

    text: str
    why: str
    numbers: Collection[int]


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of a hundred must carry a goal, said before anyone is asked, and until when."""

    needed: int
    ends_at: datetime


@transaction.atomic
def word_goal(
    *, conversation: Conversation, wording: Wording, by: User | None, at: datetime
) -> SharedGoal:
    """Make a goal of statements; their votes stay with it as the newest map counts them."""
    found = _locked(conversation)
    _check_may_lead(by, found.collaboration)
    last = found.goals.aggregate(last=Max("number"))["last"] or 0
    goal = SharedGoal.objects.create(conversation=found, number=last + 1)
    _word(goal, 1, wording, by, at)
    return goal


@transaction.atomic
def reword_goal(
    *, goal: SharedGoal, wording: Wording, by: User | None, at: datetime
) -> GoalVersion:
    """Word a goal otherwise; what was said of an earlier wording stays with that one."""
    found = _locked(goal.conversation)
    _check_may_lead(by, found.collaboration)
    newest = queries.newest_version_of(goal)
    if newest.state == GoalState.ASKED:
        raise NotNow(_("People are asked about this wording now. Wait until they have answered."))
    return _word(goal, newest.number + 1, wording, by, at)


def _word(
    goal: SharedGoal, number: int, wording: Wording, by: User | None, at: datetime
) -> GoalVersion:
    version = goal.versions.create(
        number=number, text=wording.text, why=wording.why, made_by=by, made_at=at
    )
    kept = queries.shown_map_of(goal.conversation)
    whole = queries.map_of(goal.conversation) if kept else None
    counts = analyses.counts_of(bytes(whole.counted)) if whole else {}
    groups = analyses.groups_on(kept.payload) if kept else {}
    shown = queries.shown_statements(goal.conversation).filter(number__in=wording.numbers)
    GoalSource.objects.bulk_create(
        GoalSource(
            version=version,
            statement=each,
            groups=groups.get(each.number, []),
            **dict(
                zip(
                    ("agreed", "disagreed", "passed"),
                    counts.get(each.number, (0, 0, 0)),
                    strict=True,
                )
            ),
        )
        for each in shown
    )
    audit.record("conversations.goal_worded", subject=version, by=by, at=at)
    return version


@transaction.atomic
def ask_consent(
    *,
    version: GoalVersion,
    measure: Measure,
    count_round: CountRound,
    by: User | None,
    at: datetime,
) -> None:
    """Ask everyone who takes part; the count comes by itself, and nobody sees it sooner."""
    _check_may_lead(by, version.goal.conversation.collaboration)
    asked = GoalVersion.objects.filter(pk=version.pk, state=GoalState.DRAFT)
    newest = queries.newest_version_of(version.goal)
    if newest.pk != version.pk or not asked.update(
        state=GoalState.ASKED, needed=measure.needed, asked_at=at, ends_at=measure.ends_at
    ):
        raise NotNow(_("People were asked about this wording before."))
    count_round.using(run_after=measure.ends_at).enqueue(version.pk)
    audit.record("conversations.goal_asked", subject=version, by=by, at=at)


@transaction.atomic
def react(
    *, version: GoalVersion, consents: bool, reason: str, by: Participant, at: datetime
) -> None:
    """Keep what someone says of a goal; it replaces what was said. It leaves no line."""
    found = GoalVersion.objects.get(pk=version.pk)
    if found.state != GoalState.ASKED or found.ends_at is None or at >= found.ends_at:
        raise NotNow(_("This round has ended."))
    GoalReaction.objects.update_or_create(
        version=found,
        participant=by,
        defaults={"consents": consents, "reason": "" if consents else reason},
    )


@transaction.atomic
def count_reactions(*, version: GoalVersion, by: None, at: datetime) -> None:
    """Count what people said when the round is over; doing it twice changes nothing."""
    found = GoalVersion.objects.select_for_update().get(pk=version.pk)
    if found.state != GoalState.ASKED or found.ends_at is None or at < found.ends_at:
        return
    said = found.reactions.aggregate(
        carry=Count("pk", Q(consents=True)), object=Count("pk", Q(consents=False))
    )
    everyone = said["carry"] + said["object"]
    is_carried = (
        everyone >= queries.FEWEST and 100 * said["carry"] >= (found.needed or 100) * everyone
    )
    GoalVersion.objects.filter(pk=found.pk).update(
        state=GoalState.RATIFIED if is_carried else GoalState.NOT_CARRIED,
        decided_at=at,
        consents=said["carry"],
        objections=said["object"],
    )
    audit.record("conversations.goal_decided", subject=found, by=by, at=at)


@transaction.atomic
def tell_act(
    *,
    goal: SharedGoal,
    text: str,
    state: ActState,
    outcome: str,
    by: User | None,
    at: datetime,
    address: str = "",
) -> GoalAct:
    """Tell everyone what is done with a goal that people carry, and where it is followed."""
    _check_may_lead(by, goal.conversation.collaboration)
    if not goal.versions.filter(state=GoalState.RATIFIED).exists():
        raise NotNow(_("First ask people whether they carry this goal."))
    act = goal.acts.create(
        text=text, state=state, outcome=outcome, address=address, made_by=by, made_at=at
    )
    audit.record("conversations.goal_act_told", subject=act, by=by, at=at)
    return act
