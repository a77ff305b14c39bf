"""Projects that cost money and what voters gave them; equal ballots are counted together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import fingerprint

IntArray = NDArray[np.int64]
Amount = int | Fraction
Ballot = tuple[tuple[int, int], ...]  # project and points; an approval is one point

MOST_POINTS = 1 << 20
MOST_VOTERS = 1 << 32


@dataclass(frozen=True, slots=True)
class BudgetElection:
    """Projects, the money there is, and the ballots; money counts in units of `1 / scale`.

    `weights` (ballots,) says how many voters gave each distinct ballot. The supporters of project
    `p` are the ballots `given_by[starts[p]:starts[p + 1]]`, with `points` beside it.
    """

    names: tuple[str, ...]
    costs: tuple[int, ...]
    money: int
    scale: int
    weights: IntArray
    starts: IntArray = field(repr=False)
    given_by: IntArray = field(repr=False)
    points: IntArray = field(repr=False)

    @property
    def voters(self) -> int:
        """All voters, those with an empty ballot too."""
        return int(self.weights.sum())

    @property
    def budget(self) -> Fraction:
        """The money there is."""
        return Fraction(self.money, self.scale)

    def cost(self, project: int) -> Fraction:
        """What a project costs."""
        return Fraction(self.costs[project], self.scale)

    def supporters(self, project: int) -> IntArray:
        """The ballots that gave a project a point or more."""
        return self.given_by[self.starts[project] : self.starts[project + 1]]

    def points_for(self, project: int) -> IntArray:
        """The points of those ballots."""
        return self.points[self.starts[project] : self.starts[project + 1]]

    @property
    def votes(self) -> tuple[int, ...]:
        """How many voters support each project."""
        return tuple(
            int(self.weights[self.supporters(project)].sum()) for project in range(len(self.costs))
        )

    @property
    def scores(self) -> tuple[int, ...]:
        """The points of each project; its votes where ballots approve."""
        return tuple(
            int((self.weights[self.supporters(p)] * self.points_for(p)).sum())
            for p in range(len(self.costs))
        )

    def fingerprint(self) -> str:
        """SHA-256 of projects, money and ballots; the order in which they came does not count."""
        lines: list[list[str]] = [[] for _ in self.weights]
        for project in sorted(range(len(self.costs)), key=self.names.__getitem__):
            name, points = self.names[project], self.points_for(project).tolist()
            labels = {each: f"{name}={each}" for each in set(points)}
            for ballot, each in zip(self.supporters(project).tolist(), points, strict=True):
                lines[ballot].append(labels[each])
        weighed = zip(self.weights.tolist(), lines, strict=True)
        ballots = sorted(f"{weight}:{','.join(line)}" for weight, line in weighed)
        return fingerprint([*self._terms(), *ballots])

    def _terms(self) -> Iterator[str]:
        yield str(self.budget)
        yield from sorted(f"{name}={self.cost(p)}" for p, name in enumerate(self.names))


def pack(
    names: Sequence[str],
    costs: Sequence[Amount],
    budget: Amount,
    ballots: Mapping[Ballot, int],
) -> BudgetElection:
    """Check projects and ballots and put them in order; raises `DecisionError` on bad ones.

    `ballots` says how many voters gave each ballot. Nothing is won by a project with zero points.
    """
    _check_projects(names, costs, budget)
    scale = lcm(*(Fraction(amount).denominator for amount in (*costs, budget)))
    counted = _counted(ballots, len(names))
    order = sorted(counted)
    entries = np.array(
        [(p, ballot, points) for ballot, key in enumerate(order) for p, points in key], np.int64
    ).reshape(-1, 3)
    entries = entries[np.argsort(entries[:, 0], kind="stable")]
    return BudgetElection(
        names=tuple(names),
        costs=tuple(int(cost * scale) for cost in costs),
        money=int(budget * scale),
        scale=scale,
        weights=np.array([counted[key] for key in order], np.int64),
        starts=np.searchsorted(entries[:, 0], np.arange(len(names) + 1)).astype(np.int64),
        given_by=np.ascontiguousarray(entries[:, 1]),
        points=np.ascontiguousarray(entries[:, 2]),
    )


def _check_projects(names: Sequence[str], costs: Sequence[Amount], budget: Amount) -> None:
    if not names or len(names) != len(costs):
        raise DecisionError("as many costs as projects are expected, and at least one")
    if len(set(names)) < len(names):
        raise DecisionError("two projects have the same name")
    if budget <= 0 or any(cost <= 0 for cost in costs):
        raise DecisionError("a budget and every cost are above zero")


def _counted(ballots: Mapping[Ballot, int], projects: int) -> dict[Ballot, int]:
    counted: dict[Ballot, int] = {}
    for ballot, weight in ballots.items():
        if weight < 0:
            raise DecisionError("a ballot counts for no fewer than zero voters")
        chosen = [project for project, _ in ballot]
        if len(set(chosen)) < len(chosen):
            raise DecisionError("a ballot names a project twice")
        if chosen and not (min(chosen) >= 0 and max(chosen) < projects):
            raise DecisionError("a ballot names a project that is not there")
        if any(not 0 <= points <= MOST_POINTS for _, points in ballot):
            raise DecisionError(f"points are whole numbers from 0 to {MOST_POINTS}")
        if weight:
            key = tuple(sorted((project, points) for project, points in ballot if points))
            counted[key] = counted.get(key, 0) + weight
    if not 0 < sum(counted.values()) <= MOST_VOTERS:
        raise DecisionError(f"from 1 to {MOST_VOTERS} voters are expected")
    return counted
