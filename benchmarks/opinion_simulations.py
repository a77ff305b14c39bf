"""What the opinion map says when the truth is known (docs/methods/opinion.md).

`.venv/bin/python -m benchmarks.opinion_simulations [SETS [KIND…]]` prints the table of that page.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from samenspel_analysis.opinion import OpinionMap, Settings, Votes, opinion_map
from samenspel_analysis.opinion.simulation import (
    Crowd,
    cast,
    coin_flips,
    crowd,
    doubting_cloud,
    one_cloud,
)

# With 99 draws the fifth that reaches says no group already: to draw on changes no answer.
SETTINGS = Settings(permutations=99, clouds=99, enough=5, resamples=0, longest=10_000)
Cloud = Callable[..., Votes]
APART, SHARED = 3.0, 0.5  # log-odds between groups; share of statements on which all are alike


@dataclass
class Tally:
    """What came out of a number of made-up conversations."""

    groups: int = 0
    sets: int = 0
    with_groups: int = 0
    right_number: int = 0
    shown: int = 0
    false: int = 0
    false_shares: float = 0.0
    sets_with_shown: int = 0

    def add(self, found: OpinionMap, truth: Crowd | None, groups: int) -> None:
        """Count one map; `truth` tells which statements do not differ between groups."""
        self.sets, self.groups = self.sets + 1, groups
        self.with_groups += bool(found.groups)
        self.right_number += len(found.groups) == groups
        shown = [each.statement for group in found.groups for each in group.statements]
        self.sets_with_shown += bool(shown)
        if truth is not None and shown:
            alike = np.ptp(truth.leaning, axis=0) == 0
            false = int(alike[shown].sum())
            self.shown, self.false = self.shown + len(shown), self.false + false
            self.false_shares += false / len(shown)


def coins(sets: int, *, seed: int) -> Tally:
    """Coin flips: nothing to find."""
    tally = Tally()
    for number in range(sets):
        rng = np.random.default_rng([seed, number])
        votes = coin_flips(300, 60, 30, rng=rng)
        tally.add(opinion_map(votes, settings=SETTINGS, seed=number), None, 0)
    return tally


def clouds(
    sets: int,
    *,
    seed: int,
    pull: float = 1.0,
    kind: Cloud = one_cloud,
    asked: tuple[int, int] = (60, 30),
) -> Tally:
    """One cloud of people on two real axes: structure, but no groups."""
    tally = Tally()
    for number in range(sets):
        rng = np.random.default_rng([seed, number])
        votes = kind(300, *asked, rng=rng, pull=pull)
        tally.add(opinion_map(votes, settings=SETTINGS, seed=number), None, 0)
    return tally


def groups(sets: int, *, seed: int, shared: float = SHARED) -> Tally:
    """Three separated groups, 300 people, about 30 votes each."""
    tally = Tally()
    for number in range(sets):
        rng = np.random.default_rng([seed, number])
        truth = crowd(300, 100, 30, 3, rng=rng, apart=APART, shared=shared)
        tally.add(opinion_map(truth.votes, settings=SETTINGS, seed=number), truth, 3)
    return tally


def camps(sets: int, *, seed: int, people: int, statements: int) -> Tally:
    """Two camps, in which everyone goes along with their camp nine times in ten."""
    tally = Tally()
    for number in range(sets):
        rng = np.random.default_rng([seed, number])
        lean = rng.choice([-1, 1], statements) * logit(0.9)
        camp = rng.integers(0, 2, people)
        votes = cast(camp, np.stack([lean, -lean]), statements, rng)
        tally.add(opinion_map(votes, settings=SETTINGS, seed=number), None, 2)
    return tally


KINDS = {
    "coin flips": lambda sets: coins(sets, seed=1),
    "one cloud, strong axes": lambda sets: clouds(sets, seed=2),
    "one cloud, weak axes": lambda sets: clouds(sets, seed=3, pull=0.5),
    "one cloud, who doubts passes": lambda sets: clouds(sets, seed=6, kind=doubting_cloud),
    "one cloud, 15 votes each on 100 statements": lambda sets: clouds(
        sets, seed=2, asked=(100, 15)
    ),
    "two camps, 60 people and 12 statements": lambda sets: camps(
        sets, seed=7, people=60, statements=12
    ),
    "two camps, 60 people and 30 statements": lambda sets: camps(
        sets, seed=7, people=60, statements=30
    ),
    "two camps, 120 people and 12 statements": lambda sets: camps(
        sets, seed=7, people=120, statements=12
    ),
    "three groups": lambda sets: groups(sets, seed=4, shared=0.2),
    "three groups, half of the statements alike": lambda sets: groups(sets, seed=5),
}


def main(sets: int, kinds: Sequence[str] = tuple(KINDS)) -> None:
    """The table of the method page."""
    print("| votes | sets | groups said | right number said | statements shown | false share |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in kinds:
        tally = KINDS[name](sets)
        row = [f"{name} | {tally.sets} | {tally.with_groups / sets:.3f}"]
        row.append(f"{tally.right_number / sets:.3f}" if tally.groups else "")
        row.append(f"{tally.shown / sets:.1f}" if tally.shown else "")
        row.append(f"{tally.false_shares / tally.sets_with_shown:.3f}" if tally.shown else "")
        print(f"| {' | '.join(row)} |".replace("|  |", "| |").replace("|  |", "| |"), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, sys.argv[2:] or tuple(KINDS))
