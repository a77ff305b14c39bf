"""How many votes routing saves: a closed loop in which each vote decides on the next question.

`.venv/bin/python -m benchmarks.routing` prints the table of docs/methods/opinion-routing.md.
"""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion import pack, part
from samenspel_analysis.opinion.routing import chances, knowledge
from samenspel_analysis.opinion.simulation import made_up_community
from samenspel_analysis.opinion.sums import finish

STATEMENTS = 100
PART_OF_VOTES = 0.7
FIRST, EVERY = 100, 50  # people asked at random, and people between two looks at the sums


@dataclass(frozen=True)
class Compared:
    """Mean map errors: of uniform draws, and of our own with seven tenths of the votes."""

    uniform: float
    own: float


def compared(*, groups: int, votes: int, people: int, runs: int) -> Compared:
    """Both ways for so many made-up communities, each person casting so many votes."""
    errors = []
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        community = made_up_community(STATEMENTS, groups, rng)
        group = rng.integers(0, groups, people)
        opinion = np.where(rng.random((people, STATEMENTS)) < community.agree[group], 1.0, -1.0)
        opinion[rng.random(opinion.shape) < community.pass_share] = 0.0
        whole = points(opinion, np.ones(opinion.shape, bool))
        few = round(PART_OF_VOTES * votes)
        uniform = asked(opinion, votes, rng, routed=False)
        own = asked(opinion, few, rng, routed=True)
        errors.append([misfit(points(opinion, each), whole) for each in (uniform, own)])
    return Compared(*(float(error) for error in np.mean(errors, axis=0)))


def asked(opinion: np.ndarray, votes: int, rng: np.random.Generator, *, routed: bool) -> np.ndarray:
    """(people, statements) who was asked what; people come one group of fifty after another."""
    had = np.zeros(opinion.shape, bool)
    for start in range(0, len(opinion), EVERY):
        rows = slice(start, start + EVERY)
        known = None
        if routed and start >= FIRST:
            known = knowledge(sums_of(opinion, had), np.ones(STATEMENTS, bool))
        for _ in range(votes):
            here = had[rows]
            odds = (~here).astype(float) if known is None else chances(known, here)
            odds /= odds.sum(axis=1, keepdims=True)
            drawn = (odds.cumsum(axis=1) > rng.random((len(here), 1))).argmax(axis=1)
            here[np.arange(len(here)), drawn] = True
    return had


def sums_of(opinion: np.ndarray, had: np.ndarray):
    """The exact sums of the votes cast."""
    person, statement = np.nonzero(had)
    sizes = {"people": len(opinion), "statements": STATEMENTS}
    return part(pack(person, statement, opinion[person, statement], **sizes))


def points(opinion: np.ndarray, had: np.ndarray) -> np.ndarray:
    """The map as published: two axes, people moved outward by the root of what they left out."""
    centred = finish(sums_of(opinion, had), np.ones(STATEMENTS, bool))
    axes = np.linalg.eigh(centred.cross)[1][:, ::-1][:, :2]
    less = np.where(had[:, centred.statements], opinion[:, centred.statements] - centred.mean, 0.0)
    return np.sqrt(STATEMENTS / had.sum(axis=1))[:, None] * (less @ axes)


def misfit(found: np.ndarray, whole: np.ndarray) -> float:
    """What is left of the squared distances after turning and scaling one map onto the other."""
    one, other = found - found.mean(axis=0), whole - whole.mean(axis=0)
    common = np.linalg.svd(one.T @ other, compute_uv=False).sum()
    return float(1 - common**2 / ((one**2).sum() * (other**2).sum()))


def main() -> None:
    """Print the table."""
    print("| groups | votes a person | map error, uniform | map error, ours with 70 % |")
    print("| --- | --- | --- | --- |")
    for groups in (2, 3):
        for votes in (10, 20, 30):
            found = compared(groups=groups, votes=votes, people=1_000, runs=10)
            print(f"| {groups} | {votes} | {found.uniform:.3f} | {found.own:.3f} |", flush=True)


if __name__ == "__main__":
    main()
