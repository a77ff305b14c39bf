"""Votes of made-up people whose groups are known, to try a method on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PASS_SHARE = 0.1
SHARED_STATEMENTS = 0.3  # of all statements: every group leans the same way
LEAN = 1.6  # standard deviation of a group's log odds of agreeing
BLOCK = 50_000  # people at a time
READING = 8_000.0  # milliseconds: median time from one vote to the next
SPREAD_OF_READING = 0.6  # standard deviation of its logarithm
DAY = 86_400_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Community:
    """What a made-up community thinks.

    `agree` is (groups, statements): the chance that a member who does not pass agrees.
    """

    agree: Floats
    pass_share: float


@dataclass(frozen=True, slots=True)
class SimulatedVotes:
    """Votes of some people, person after person.

    `persons`, `statements`, `votes` (1, 0, -1) and `moments` (milliseconds from the start) are
    (rows,); `groups` is (people,) for the people from `first` on.
    """

    first: int
    groups: npt.NDArray[np.int32]
    persons: npt.NDArray[np.int32]
    statements: npt.NDArray[np.int32]
    votes: npt.NDArray[np.int8]
    moments: npt.NDArray[np.int64]


def made_up_community(statements: int, groups: int, rng: np.random.Generator) -> Community:
    """A community of so many groups; with none, every vote is the toss of a coin.

    Three in ten statements lean the same way in every group, the others in each group its own.
    """
    if statements < 1 or groups < 0:
        raise ValueError("A community has at least one statement and no fewer than 0 groups.")
    if groups == 0:
        return Community(np.full((1, statements), 0.5), PASS_SHARE)
    shared = rng.random(statements) < SHARED_STATEMENTS
    lean = rng.normal(0.0, LEAN, (groups, statements))
    same = np.abs(lean) * np.sign(lean[:1])
    return Community(1.0 / (1.0 + np.exp(-np.where(shared, same, lean))), PASS_SHARE)


def simulate_votes(
    community: Community,
    *,
    people: int,
    votes: float,
    rng: np.random.Generator,
    days: int = 14,
) -> Iterator[SimulatedVotes]:
    """Votes of so many people, at most 50,000 of them at a time.

    `votes` is the mean number for a person: Poisson, at least 1 and at most every statement,
    chosen at random. People come at random moments of so many days.
    """
    groups, statements = community.agree.shape
    for first in range(0, people, BLOCK):
        count = min(BLOCK, people - first)
        group = rng.integers(0, groups, count).astype(np.int32)
        many = np.clip(rng.poisson(votes, count), 1, statements)
        person, statement = _chosen(many, statements, rng)
        agrees = rng.random(person.size) < community.agree[group[person], statement]
        vote = np.where(agrees, 1, -1).astype(np.int8)
        vote[rng.random(person.size) < community.pass_share] = 0
        yield SimulatedVotes(
            first, group, person + np.int32(first), statement, vote,
            _moments(person, many, days, rng),
        )  # fmt: skip


def _chosen(
    many: npt.NDArray[np.int64], statements: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """So many different statements for each person, in the order in which they came up."""
    keys = np.zeros(0, np.int64)
    missing = many.copy()
    while missing.any():
        person = np.repeat(np.arange(many.size), missing)
        drawn = person * statements + rng.integers(0, statements, person.size)
        keys = np.sort(np.concatenate([keys, drawn]))  # np.unique hashes, ten times slower here
        keys = keys[np.append(True, keys[1:] != keys[:-1])]
        missing = many - np.bincount(keys // statements, minlength=many.size)
    shuffled = keys[np.lexsort((rng.random(keys.size), keys // statements))]
    return (shuffled // statements).astype(np.int32), (shuffled % statements).astype(np.int32)


def _moments(
    person: npt.NDArray[np.int32],
    many: npt.NDArray[np.int64],
    days: int,
    rng: np.random.Generator,
) -> npt.NDArray[np.int64]:
    arrival = rng.random(many.size) * days * DAY
    steps = np.exp(rng.normal(np.log(READING), SPREAD_OF_READING, person.size))
    total = np.cumsum(steps)
    before = total[np.cumsum(many) - many] - steps[np.cumsum(many) - many]
    moments: npt.NDArray[np.int64] = (arrival[person] + total - before[person]).astype(np.int64)
    return moments
