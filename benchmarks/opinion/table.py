"""Every measurement of the opinion map, as lines of one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from benchmarks.opinion.conversations import as_csv, in_parts, made_up, real
from benchmarks.opinion.runs import Found, on_cluster, ours, theirs

BOWLING_GREEN = "american-assembly.bowling-green"
PARTED = (1_000_000, 1_000, 30, 16)  # people, statements, votes each, and files
GROWTH = (50_000, 100_000, 200_000, 400_000)


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: seconds of CPU and growth in MB, ours and theirs, with goal and floor."""

    what: str
    seconds: float
    megabytes: float | None = None
    plain: float | None = None
    tested: float | None = None
    theirs: Found | None = None
    goal: str = ""
    floor: str = ""

    @property
    def times(self) -> float | None:
        """How many times less CPU than the other engine."""
        return self.theirs["seconds"] / self.seconds if self.theirs else None


def real_lines() -> Iterator[Line]:
    """Each real conversation, beside the other engine; then the median."""
    ratios = []
    for file in real():
        line = _compared(file.stem, file, times=7, goal="4 times less")
        if line.times is not None:
            ratios.append(line.times)
        yield line
        if file.stem == BOWLING_GREEN:
            found = ours(file, "shuffles")["shuffles"]
            yield Line(f"{file.stem}, 200 shuffles", **found, goal="10 s")
    if ratios:
        print(f"times less CPU: median {median(ratios):.1f}, least {min(ratios):.1f}")


def made_up_lines() -> Iterator[Line]:
    """Crowds of three groups, from small to a million people."""
    for people in (10_000, 40_000):
        yield _compared(f"{people:,} × 200 × 30", made_up(people, 200, 30), times=1)
    yield _alone("100,000 × 200 × 30", made_up(100_000, 200, 30), "arrays", goal="1 s")
    yield _alone("33,422 × 783 × 60", made_up(33_422, 783, 60), "arrays", goal="1 s")
    vote = ours(made_up(100_000, 200, 30), "one-vote")["one-vote"]
    yield Line("one vote to a new map at 100,000 × 200 × 30", **vote, goal="0.030 s")
    million = made_up(1_000_000, 1_000, 30)
    goal = "2 s and 500 MB; 8 s without Numba"
    yield _alone("1,000,000 × 1,000 × 30, packed", million, "packed", goal=goal)
    csv = ours(as_csv(million), "csv")["csv"]
    yield Line("the same from CSV", **csv, goal="30 s")


def growth() -> float:
    """The exponent of CPU time in people, fitted over a factor of eight."""
    seconds = [
        ours(made_up(people, 200, 30), "packed", times=3)["packed"]["seconds"] for people in GROWTH
    ]
    steps = [f"{b / a:.2f}" for a, b in pairwise(seconds)]
    print(f"growth each time people double: {', '.join(steps)}")
    return float(np.polyfit(np.log(GROWTH), np.log(seconds), 1)[0])


def cluster_lines() -> Iterator[str]:
    """Seconds and efficiency on Dask by number of workers, measured and simulated."""
    folder = in_parts(*PARTED)
    found = [("measured, on the clock", on_cluster(folder, 1) | on_cluster(folder, 2))]
    found.append(("simulated, processor time", on_cluster(folder, 0)))
    for how, seconds in found:
        for workers, each in seconds.items():
            efficiency = seconds["1"] / (int(workers) * each)
            yield f"| {workers} | {how} | {each:.2f} | {efficiency:.2f} |"


def _compared(what: str, file, *, times: int, goal: str = "") -> Line:
    line = _alone(what, file, "arrays", times=times, goal=goal)
    found = theirs(file, times=min(times, 3))
    return Line(
        line.what, line.seconds, line.megabytes, line.plain, line.tested, found, goal, line.floor
    )


def _alone(what: str, file, way: str, *, times: int = 1, goal: str = "") -> Line:
    tested = "tested" if way == "arrays" else "packed-tested"
    found = ours(file, "size", way, times=times) | ours(file, tested)
    plain = ours(file, way, times=times, plain=True)[way]
    size = found["size"]
    floor = f"{size['megabytes']:.2f} MB, {size['updates']:.1f} million sums"
    return Line(
        f"{what} ({size['votes']:,} votes)",
        found[way]["seconds"],
        found[way]["megabytes"],
        plain["seconds"],
        found[tested]["seconds"],
        goal=goal,
        floor=floor,
    )
