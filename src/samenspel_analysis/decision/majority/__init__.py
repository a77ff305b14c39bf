"""For, against and blank: majorities, quorum, classes, proxies."""

from samenspel_analysis.decision.majority.proxies import (
    Fate,
    Mandate,
    MandateRule,
    Resolved,
    resolve,
)
from samenspel_analysis.decision.majority.results import (
    MajorityOutcome,
    Part,
    Presence,
    Verdict,
)
from samenspel_analysis.decision.majority.settings import (
    Basis,
    Chambers,
    MajorityRule,
    Quorum,
    Threshold,
)
from samenspel_analysis.decision.majority.tally import majority
from samenspel_analysis.decision.majority.votes import (
    Choice,
    Counts,
    MajorityVotes,
    capped_units,
    votes_of,
)

__all__ = [
    "Basis",
    "Chambers",
    "Choice",
    "Counts",
    "Fate",
    "MajorityOutcome",
    "MajorityRule",
    "MajorityVotes",
    "Mandate",
    "MandateRule",
    "Part",
    "Presence",
    "Quorum",
    "Resolved",
    "Threshold",
    "Verdict",
    "capped_units",
    "majority",
    "resolve",
    "votes_of",
]
