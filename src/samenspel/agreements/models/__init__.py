"""What is kept of agreements."""

from .agreement import Acceptance, Agreement, AgreementVersion, GoalTarget
from .balance import BalanceAnswer, BalanceRound
from .commitment import Commitment, CommitmentTerms
from .ending import (
    Ending,
    Farewell,
)
from .exchange import Contribution
from .moving import Pause, Reassessment, Upheaval

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementVersion",
    "BalanceAnswer",
    "BalanceRound",
    "Commitment",
    "CommitmentTerms",
    "Contribution",
    "Ending",
    "Farewell",
    "GoalTarget",
    "Pause",
    "Reassessment",
    "Upheaval",
]
