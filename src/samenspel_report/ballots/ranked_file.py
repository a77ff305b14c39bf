"""What a file of ranked ballots or of points tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenspel_analysis.decision.points import PointsElection, pack_points
from samenspel_analysis.decision.ranked import RankedElection, Ranking, pack
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.intake.cells import cleaned


class Format(StrEnum):
    """How a file of ballots is written."""

    PREFLIB = "preflib"
    BLT = "blt"
    WARD = "ward"  # as the counts of Scottish wards are published
    CSV = "csv"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class RankedFile:
    """Ranked ballots, what they are about, and how many are to be elected where the file says."""

    election: RankedElection
    format: Format
    title: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class PointsFile:
    """Ballots that approve or give points; `categories` where they came as such, best first."""

    election: PointsElection
    format: Format
    title: str
    categories: tuple[str, ...] = ()


def own_names(names: list[str]) -> list[str]:
    """Names as they are written, told apart by their number where two are the same."""
    told = [cleaned(name) or str(place) for place, name in enumerate(names, 1)]
    return [
        f"{name} ({place})" if told.count(name) > 1 else name for place, name in enumerate(told, 1)
    ]


def packed(file: str, names: list[str], rankings: Mapping[Ranking, int]) -> RankedElection:
    """An election of ballots that were checked as they were read."""
    if not names:
        raise BallotFileError(BallotFault.NO_OPTIONS, file)
    if not sum(rankings.values()):
        raise BallotFileError(BallotFault.NO_BALLOTS, file)
    return pack(own_names(names), rankings)


def packed_points(
    file: str, names: list[str], ballots: Mapping[tuple[tuple[int, int], ...], int]
) -> PointsElection:
    """An election by points of ballots that were checked as they were read."""
    if not names:
        raise BallotFileError(BallotFault.NO_OPTIONS, file)
    if not sum(ballots.values()):
        raise BallotFileError(BallotFault.NO_BALLOTS, file)
    return pack_points(own_names(names), ballots)
