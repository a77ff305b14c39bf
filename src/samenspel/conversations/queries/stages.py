from samenspel.conversations.choices import GoalState, InitiativeStage, Part
from samenspel.conversations.models import SharedGoal


def parts_of(goal: SharedGoal) -> dict[InitiativeStage, Part]:
    """What part people took in each stage of a goal, as far as it was told."""
    return {InitiativeStage(each.stage): Part(each.part) for each in goal.stages.all()}


def is_carried(goal: SharedGoal) -> bool:
    """Whether people carried a wording of this goal when they were asked."""
    return any(each.state == GoalState.RATIFIED for each in goal.versions.all())
