"""What has to be fixed before a ranked vote opens."""

from dataclasses import dataclass
from enum import StrEnum

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ranked.ballots import RankedElection
from samenspel_analysis.decision.ties import TieRule, places


class Arithmetic(StrEnum):
    """How votes that are transferred are rounded: down to 5 decimals, or not at all."""

    FIVE = "5"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class RankedTerms:
    """How many are elected, and how ties go."""

    seats: int = 1
    tie: TieRule = TieRule.LOT
    seed: str | None = None  # of the lot; the fingerprint of the ballots where none was announced


def tie_order(election: RankedElection, terms: RankedTerms) -> tuple[str | None, tuple[int, ...]]:
    """The seed of the lot, if there is one, and the place of each option when it ties."""
    if not 0 < terms.seats <= len(election.names):
        raise DecisionError("from one seat to as many as there are options are expected")
    if terms.tie is TieRule.LISTED:
        return None, places(election.names, terms.tie, "")
    seed = election.fingerprint() if terms.seed is None else terms.seed
    return seed, places(election.names, terms.tie, seed)
