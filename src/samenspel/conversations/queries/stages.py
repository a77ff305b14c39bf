from samenspel.conversations.choices import GoalState, Part, Stage
from samenspel.conversations.models import SharedGoal


def parts_of(goal: SharedGoal) -> dict[Stage, Part]:
    """What part people took in each stage of a goal, as far as it was told."""
    return {Stage(each.stage): Part(each.part) for each in goal.stages.all()}


def is_carried(goal: SharedGoal) -> bool:
    """Whether people carried a wording of this goal when they were asked."""
    return any(each.state == GoalState.RATIFIED for each in goal.versions.all())
