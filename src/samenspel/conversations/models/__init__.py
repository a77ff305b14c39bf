from .goals import GoalAct, GoalReaction, GoalSource, GoalVersion, SharedGoal
from .talking import Conversation, EntryCode, OpinionMap, Participant, Statement, Vote

__all__ = [
    "Conversation",
    "EntryCode",
    "GoalAct",
    "GoalReaction",
    "GoalSource",
    "GoalVersion",
    "OpinionMap",
    "Participant",
    "SharedGoal",
    "Statement",
    "Vote",
]
