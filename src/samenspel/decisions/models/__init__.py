"""What is kept of decisions."""

from .body import DecidingBody
from .consent import (
    ConsentRound,
    Nomination,
    Objection,
    Remark,
    Stance,
)
from .decision import (
    Decision,
    DecisionText,
)
from .elsewhere import VoteElsewhere
from .standing import (
    Contest,
    Proxy,
)
from .voting import (
    Ballot,
    BoxBallot,
    DecisionOption,
    Declaration,
    Elector,
    Tally,
)

__all__ = [
    "Ballot",
    "BoxBallot",
    "ConsentRound",
    "Contest",
    "DecidingBody",
    "Decision",
    "DecisionOption",
    "DecisionText",
    "Declaration",
    "Elector",
    "Nomination",
    "Objection",
    "Proxy",
    "Remark",
    "Stance",
    "Tally",
    "VoteElsewhere",
]
