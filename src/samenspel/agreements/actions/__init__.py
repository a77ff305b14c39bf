"""What can be changed in agreements, and what can go wrong."""

from .agreements import (
    AloneHere,
    NotForYou,
    NothingChanged,
    ProposalClosed,
    ProposalOpen,
    ReviewInThePast,
    UnknownTarget,
    accept,
    decline,
    load_targets,
    propose_agreement,
    propose_change,
    remind_of_review,
)
from .exchange import GivenToOneself, NotYetGiven, note_contribution, rate

__all__ = [
    "AloneHere",
    "GivenToOneself",
    "NotForYou",
    "NotYetGiven",
    "NothingChanged",
    "ProposalClosed",
    "ProposalOpen",
    "ReviewInThePast",
    "UnknownTarget",
    "accept",
    "decline",
    "load_targets",
    "note_contribution",
    "propose_agreement",
    "propose_change",
    "rate",
    "remind_of_review",
]
