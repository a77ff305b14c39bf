"""Ballots that put options in order, ties within a ballot kept; equal ballots counted together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import fingerprint

IntArray = NDArray[np.int64]
RankArray = NDArray[np.int16]
BoolArray = NDArray[np.bool_]
Ranking = tuple[tuple[int, ...], ...]  # options from first to last; several where they tie

MOST_OPTIONS = 1_000
MOST_WEIGHT = 1 << 52  # of all ballots together


@dataclass(frozen=True)
class RankedElection:
    """Options and the ballots that rank them.

    `ranks` (options, ballots) says where a ballot puts an option, 0 for first; options it leaves
    out stand together after all others. `weights` (ballots,) says how many voters gave a ballot.
    """

    names: tuple[str, ...]
    ranks: RankArray = field(repr=False)
    weights: IntArray

    @property
    def voters(self) -> int:
        """All voters, those with a blank ballot too."""
        return int(self.weights.sum())

    @property
    def tied(self) -> BoolArray:
        """Whether a ballot ties options that it ranks, (ballots,)."""
        ranked = self.ranks < len(self.names)
        highest = np.where(ranked, self.ranks, -1).max(axis=0)
        found: BoolArray = ranked.sum(axis=0) > highest + 1
        return found

    def fingerprint(self) -> str:
        """SHA-256 of options and ballots; the order in which they came does not count."""
        lines = [
            f"{weight}:{'>'.join('='.join(sorted(level)) for level in self._levels(ballot))}"
            for ballot, weight in enumerate(self.weights.tolist())
        ]
        return fingerprint([*sorted(self.names), *sorted(lines)])

    def _levels(self, ballot: int) -> list[list[str]]:
        levels: dict[int, list[str]] = {}
        for option, rank in enumerate(self.ranks[:, ballot].tolist()):
            if rank < len(self.names):
                levels.setdefault(rank, []).append(self.names[option])
        return [levels[rank] for rank in sorted(levels)]


def pack(names: Sequence[str], ballots: Mapping[Ranking, int]) -> RankedElection:
    """Check ballots and count equal ones together; raises `DecisionError` on bad ones.

    `ballots` says how many voters gave each ranking; what a ranking leaves out comes last in it.
    """
    _check_names(names)
    counted: dict[Ranking, int] = {}
    for ranking, weight in ballots.items():
        _check(ranking, weight, len(names))
        if weight:
            key = _plain(ranking, len(names))
            counted[key] = counted.get(key, 0) + weight
    rankings = sorted(counted)
    ranks = np.full((len(rankings), len(names)), len(names), np.int16)
    for ballot, ranking in enumerate(rankings):
        for place, level in enumerate(ranking):
            for option in level:
                ranks[ballot, option] = place
    weights = np.array([counted[ranking] for ranking in rankings], np.int64)
    return _made(names, np.ascontiguousarray(ranks.T), weights)


def _plain(ranking: Ranking, options: int) -> Ranking:
    """A ranking without empty places; what ties last with all that is left, is left out."""
    levels = [tuple(sorted(level)) for level in ranking if level]
    if levels and len(levels[-1]) > 1 and sum(map(len, levels)) == options:
        levels.pop()
    return tuple(levels)


def pack_ranks(
    names: Sequence[str], ranks: NDArray[np.integer], weights: NDArray[np.integer]
) -> RankedElection:
    """Ballots as an array (options, ballots) of places that rise from 0, without gaps.

    What a ballot leaves out has the number of options as its place. Equal ballots stay apart.
    """
    _check_names(names)
    if ranks.shape != (len(names), len(weights)):
        raise DecisionError("ranks are expected for each option and ballot")
    if ranks.size and (ranks.min() < 0 or ranks.max() > len(names)):
        raise DecisionError("a rank lies from 0 to the number of options")
    if (weights < 0).any():
        raise DecisionError("a ballot counts for no fewer than zero voters")
    return _made(names, ranks.astype(np.int16, copy=False), weights.astype(np.int64, copy=False))


def _made(names: Sequence[str], ranks: RankArray, weights: IntArray) -> RankedElection:
    total = sum(weights.tolist()) if len(weights) < MOST_OPTIONS else int(weights.sum())
    if not 0 < total < MOST_WEIGHT:
        raise DecisionError(f"from 1 to {MOST_WEIGHT} voters are expected")
    return RankedElection(tuple(names), ranks, weights)


def _check_names(names: Sequence[str]) -> None:
    if not 0 < len(names) <= MOST_OPTIONS:
        raise DecisionError(f"from 1 to {MOST_OPTIONS} options are expected")
    if len(set(names)) < len(names):
        raise DecisionError("two options have the same name")


def _check(ranking: Ranking, weight: int, options: int) -> None:
    if weight < 0:
        raise DecisionError("a ballot counts for no fewer than zero voters")
    named = [option for level in ranking for option in level]
    if len(set(named)) < len(named):
        raise DecisionError("a ballot names an option twice")
    if named and not (min(named) >= 0 and max(named) < options):
        raise DecisionError("a ballot names an option that is not there")
