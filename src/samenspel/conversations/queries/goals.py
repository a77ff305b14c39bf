from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

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
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .maps import shown_map_of

FEWEST = 5  # people who said something, before anything of it is told


def goals_of(conversation: Conversation) -> QuerySet[SharedGoal]:
    """The goals of a conversation with their wordings, newest first, and what is done with them."""
    versions = Prefetch("versions", GoalVersion.objects.order_by("-number"))
    acts = Prefetch("acts", GoalAct.objects.order_by("-made_at", "-pk"))
    return conversation.goals.prefetch_related(versions, acts).order_by("number")


def newest_version_of(goal: SharedGoal) -> GoalVersion:
    """How a goal is worded now."""
    return goal.versions.order_by("-number")[0]


def sources_of(versions: Iterable[GoalVersion]) -> QuerySet[GoalSource]:
    """The statements that these wordings come from."""
    found = GoalSource.objects.select_related("statement").filter(version__in=versions)
    return found.order_by("version_id", "statement__number")


def tells_reactions(version: GoalVersion) -> bool:
    """Whether it may be told how many people carry this wording, and why others do not."""
    return version.decided_at is not None and version.reacted >= FEWEST


def reactions_to(version: GoalVersion) -> QuerySet[GoalReaction]:
    """Why people object, by what they wrote; in an order that says nothing of who came when."""
    return version.reactions.filter(consents=False).order_by("reason", "pk")


def versions_asked(participant: Participant) -> QuerySet[GoalVersion]:
    """The wordings that this person is asked about now."""
    found = GoalVersion.objects.select_related("goal").filter(state=GoalState.ASKED)
    return found.filter(goal__conversation=participant.conversation_id).order_by("goal__number")


def own_reactions(participant: Participant) -> dict[int, GoalReaction]:
    """What this person said, by wording."""
    return {each.version_id: each for each in participant.reactions.all()}


def said_and_done(conversation: Conversation) -> QuerySet[SharedGoal]:
    """The goals that people carry, with what is done with each."""
    carried = GoalVersion.objects.filter(state=GoalState.RATIFIED).order_by("-number")
    found = goals_of(conversation).prefetch_related(None).filter(versions__in=carried).distinct()
    acts = Prefetch("acts", GoalAct.objects.order_by("-made_at", "-pk"))
    return found.prefetch_related(Prefetch("versions", carried), acts, "stages")


@prepared
def _goal_versions_made_by(person: User) -> QuerySet[GoalVersion]:
    return GoalVersion.objects.filter(made_by=person).order_by("made_at", "pk")


@prepared
def _goal_acts_made_by(person: User) -> QuerySet[GoalAct]:
    return GoalAct.objects.filter(made_by=person).order_by("made_at", "pk")


def goals_told(person: User) -> Asking[Fact]:
    """What this person wrote of goals."""
    for version in (yield from asked(_goal_versions_made_by(person))):
        yield {"at": version.made_at, "text": version.text}
    for act in (yield from asked(_goal_acts_made_by(person))):
        yield {"at": act.made_at, "text": act.text}


def loose_ends_of(conversation: Conversation) -> dict[str, list[str]]:
    """What hangs loose: goals carried without an act, and what most share that is in no goal."""
    carried = said_and_done(conversation)
    idle = [each.versions.all()[0].text for each in carried if not each.acts.all()]
    waiting = [
        each.versions.all()[0].text
        for each in carried
        if each.acts.all() and each.acts.all()[0].state == ActState.ACCEPTED
    ]
    return {
        "goals_without_act": idle,
        "acts_without_outcome": waiting,
        "statements_without_goal": _shared_in_no_goal(conversation),
    }


def _shared_in_no_goal(conversation: Conversation) -> list[str]:
    """Statements that most people agree on, at the lower bound too, and no goal comes from."""
    kept = shown_map_of(conversation)
    shared = [
        int(each["id"])
        for each in (kept.payload["consensus"] if kept else [])
        if each["direction"] == "agree"
    ]
    used = GoalSource.objects.filter(version__goal__conversation=conversation)
    loose = conversation.statements.filter(number__in=shared).exclude(
        pk__in=used.values("statement_id")
    )
    return list(loose.order_by("number").values_list("text", flat=True))
