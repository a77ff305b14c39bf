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

__all__ = [
    "AloneHere",
    "NotForYou",
    "NothingChanged",
    "ProposalClosed",
    "ProposalOpen",
    "ReviewInThePast",
    "UnknownTarget",
    "accept",
    "decline",
    "load_targets",
    "propose_agreement",
    "propose_change",
    "remind_of_review",
]
