from .asking import AboutAnswer, AboutOption, AboutQuestion
from .goals import GoalAct, GoalReaction, GoalSource, GoalVersion, SharedGoal
from .stages import GoalStage
from .talking import Conversation, EntryCode, OpinionMap, Participant, Statement, Vote

__all__ = [
    "AboutAnswer",
    "AboutOption",
    "AboutQuestion",
    "Conversation",
    "EntryCode",
    "GoalAct",
    "GoalReaction",
    "GoalSource",
    "GoalStage",
    "GoalVersion",
    "OpinionMap",
    "Participant",
    "SharedGoal",
    "Statement",
    "Vote",
]
