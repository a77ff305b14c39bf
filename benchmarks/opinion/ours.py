"""Our map of a file: `python -m benchmarks.opinion.ours FILE TIMES WAY… [plain]`.

`plain` leaves Numba aside.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.opinion.process import measured, say
from samenspel_analysis.opinion import DEFAULTS, UNTESTED, Settings, Votes, opinion_map, pack, speed
from samenspel_analysis.opinion.axes import axes_of
from samenspel_analysis.opinion.live import LiveMap
from samenspel_analysis.opinion.sampled import sampled
from samenspel_analysis.opinion.simulation import crowd
from samenspel_analysis.opinion.structure import structure_test
from samenspel_analysis.opinion.sums import finish, part
from samenspel_report.votes import read_votes

SHUFFLES = 200
CASTS = 20


def from_arrays(file: str, times: int, settings: Settings) -> dict[str, float]:
    """Packing and the map."""
    with np.load(file) as arrays:
        person, statement, vote = (arrays[name] for name in ("person", "statement", "vote"))
    return measured(
        lambda: opinion_map(pack(person, statement, vote), settings=settings), times=times
    )


def from_packed(file: str, times: int, settings: Settings) -> dict[str, float]:
    """The map alone, of votes packed before."""
    votes = _packed(file)
    return measured(lambda: opinion_map(votes, settings=settings), times=times)


def from_csv(file: str, times: int, settings: Settings) -> dict[str, float]:
    """Reading, packing and the map."""

    def work() -> object:
        table = read_votes(Path(file))
        votes = pack(table.persons, table.statements, table.votes)
        del table
        return opinion_map(votes, settings=settings)

    return measured(work, times=times)


def one_vote(file: str, times: int, settings: Settings) -> dict[str, float]:
    """One vote to a new map, the mean of some."""
    votes = _packed(file)
    live = LiveMap(votes, settings=settings)
    rng = np.random.default_rng(0)
    cast = rng.integers(0, [votes.people, votes.statements, 3], (CASTS, 3)).tolist()

    def work() -> object:
        for person, statement, vote in cast:
            live.cast(person, statement, vote - 1)
        return live.map

    found = measured(work, times=times)
    return {**found, "seconds": found["seconds"] / CASTS}


def shuffles(file: str, times: int, settings: Settings) -> dict[str, float]:
    """Shuffles of the test of structure, none left out."""
    votes = _packed(file)
    axes = axes_of(finish(part(votes), np.ones(votes.statements, bool)), votes.statements)
    people = sampled(votes, axes, np.arange(votes.people), settings.sample, 0)
    return measured(
        lambda: structure_test(people, most=SHUFFLES, enough=SHUFFLES + 1, seed=0), times=times
    )


def size(file: str, _times: int, _settings: Settings) -> dict[str, float]:
    """What there is to do: people, statements, votes, their bytes, and updates of pairs."""
    votes = _packed(file)
    counts = votes.counts
    return {
        "people": int(np.count_nonzero(counts)),
        "statements": votes.statements,
        "votes": len(votes.packed),
        "megabytes": votes.packed.nbytes / 1e6,
        "updates": int((counts * (counts + 1) // 2).sum()) / 1e6,
    }


def _packed(file: str) -> Votes:
    with np.load(file) as arrays:
        return pack(arrays["person"], arrays["statement"], arrays["vote"])


WAYS: dict[str, tuple[Callable[[str, int, Settings], dict[str, float]], Settings]] = {
    "arrays": (from_arrays, UNTESTED),
    "tested": (from_arrays, DEFAULTS),
    "packed": (from_packed, UNTESTED),
    "packed-tested": (from_packed, DEFAULTS),
    "csv": (from_csv, UNTESTED),
    "one-vote": (one_vote, UNTESTED),
    "shuffles": (shuffles, DEFAULTS),
    "size": (size, UNTESTED),
}


def main(file: str, times: int, ways: list[str]) -> None:
    """A first small map, so that loading libraries is not counted; then the ways asked for."""
    for settings in (UNTESTED, DEFAULTS):
        votes = crowd(60, 20, 10, 2, rng=np.random.default_rng(0), apart=3).votes
        opinion_map(votes, settings=settings)
    found = {}
    for way in ways:
        work, settings = WAYS[way]
        found[way] = work(file, times, settings)
    say(found)


if __name__ == "__main__":
    asked = sys.argv[3:]
    speed.HAS_NUMBA = speed.HAS_NUMBA and "plain" not in asked
    main(sys.argv[1], int(sys.argv[2]), [way for way in asked if way != "plain"])
