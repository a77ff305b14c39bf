"""Votes of made-up people whose truth is known: to try a method on, and to see where it errs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes, pack

PASSES = 0.1  # of all votes
DOUBT = 0.5  # log-odds either way within which people in doubt pass
SHARED_STATEMENTS = 0.3  # of all statements: every group leans the same way
LEAN = 1.6  # standard deviation of a group's log odds of agreeing
BLOCK = 50_000  # people at a time
READING = 8_000.0  # milliseconds: median time from one vote to the next
SPREAD_OF_READING = 0.6  # standard deviation of its logarithm
DAY = 86_400_000

Integers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Community:
    """What a made-up community thinks.

    `agree` is (groups, statements): the chance that a member who does not pass agrees.
    """

    agree: FloatArray
    pass_share: float


@dataclass(frozen=True, slots=True)
class SimulatedVotes:
    """Votes of some people, person after person.

    `persons`, `statements`, `votes` (1, 0, -1) and `moments` (milliseconds from the start) are
    (rows,); `groups` is (people,) for the people from `first` on.
    """

    first: int
    groups: Integers
    persons: Integers
    statements: Integers
    votes: npt.NDArray[np.int8]
    moments: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Votes, the group each person belongs to, and how each group leans to agree (groups, S)."""

    votes: Votes
    groups: IntArray
    leaning: FloatArray


def made_up_community(statements: int, groups: int, rng: np.random.Generator) -> Community:
    """A community of so many groups; with none, every vote is the toss of a coin.

    Three in ten statements lean the same way in every group, the others in each group its own.
    """
    if statements < 1 or groups < 0:
        raise ValueError("A community has at least one statement and no fewer than 0 groups.")
    if groups == 0:
        return Community(np.full((1, statements), 0.5), PASSES)
    shared = rng.random(statements) < SHARED_STATEMENTS
    lean = rng.normal(0.0, LEAN, (groups, statements))
    same = np.abs(lean) * np.sign(lean[:1])
    return Community(1.0 / (1.0 + np.exp(-np.where(shared, same, lean))), PASSES)


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
        vote = _said(community.agree[group[person], statement], community.pass_share, rng)
        yield SimulatedVotes(
            first, group, person + np.int32(first), statement, vote,
            _moments(person, many, days, rng),
        )  # fmt: skip


def crowd(
    people: int,
    statements: int,
    votes_each: int,
    groups: int,
    *,
    rng: np.random.Generator,
    apart: float = 1.5,
    shared: float = 0.5,
) -> Crowd:
    """People in groups who vote on about `votes_each` statements drawn at random.

    A group agrees with a statement with log-odds that vary around 0 with standard deviation
    `apart`; on a share `shared` of the statements all groups agree alike. A tenth of votes passes.
    """
    leaning = rng.normal(0, apart, (groups, statements))
    alike = rng.random(statements) < shared
    leaning[:, alike] = rng.normal(0, 1, statements)[alike]
    belongs = rng.integers(0, groups, people)
    return Crowd(cast(belongs, leaning, votes_each, rng), belongs, leaning)


def cast(groups: IntArray, leaning: FloatArray, votes_each: int, rng: np.random.Generator) -> Votes:
    """Votes of people of these `groups`, on about `votes_each` statements each."""
    statements = leaning.shape[1]
    person, statement = _asked(len(groups), statements, votes_each, rng)
    vote = _said(expit(leaning[groups[person], statement]), PASSES, rng)
    return pack(person, statement, vote, people=len(groups), statements=statements)


def coin_flips(people: int, statements: int, votes_each: int, *, rng: np.random.Generator) -> Votes:
    """Votes that say nothing: a coin for each."""
    everyone = np.zeros(people, dtype=np.int64)
    return cast(everyone, np.zeros((1, statements)), votes_each, rng)


def one_cloud(
    people: int, statements: int, votes_each: int, *, rng: np.random.Generator, pull: float = 1.0
) -> Votes:
    """People who differ on two axes, but lie in one cloud: no groups."""
    return cast(np.arange(people), _leaning(people, statements, pull, rng), votes_each, rng)


def doubting_cloud(
    people: int, statements: int, votes_each: int, *, rng: np.random.Generator, pull: float = 1.0
) -> Votes:
    """The same, where not one vote in ten passes, but who is in doubt about a statement."""
    leaning = _leaning(people, statements, pull, rng)
    person, statement = _asked(people, statements, votes_each, rng)
    felt = leaning[person, statement] + rng.logistic(size=len(person))
    vote = np.where(np.abs(felt) < DOUBT, 0, np.sign(felt))
    return pack(person, statement, vote, people=people, statements=statements)


def _leaning(people: int, statements: int, pull: float, rng: np.random.Generator) -> FloatArray:
    """Log-odds (people, statements) to agree, from where people stand on two axes."""
    stand = rng.normal(size=(people, 2))
    return stand @ rng.normal(0, pull, (2, statements)) + rng.normal(0, 0.7, statements)


def _asked(
    people: int, statements: int, votes_each: int, rng: np.random.Generator
) -> tuple[Integers, Integers]:
    """Who votes on what: about `votes_each` statements a person, at random."""
    return _chosen(
        rng.binomial(statements, min(1.0, votes_each / statements), people), statements, rng
    )


def _said(agree: FloatArray, pass_share: float, rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """A vote for each chance to agree among those who do not pass."""
    vote = np.where(rng.random(len(agree)) < agree, 1, -1).astype(np.int8)
    vote[rng.random(len(agree)) < pass_share] = 0
    return vote


def _chosen(many: IntArray, statements: int, rng: np.random.Generator) -> tuple[Integers, Integers]:
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
    person: Integers,
    many: IntArray,
    days: int,
    rng: np.random.Generator,
) -> IntArray:
    arrival = rng.random(many.size) * days * DAY
    steps = np.exp(rng.normal(np.log(READING), SPREAD_OF_READING, person.size))
    total = np.cumsum(steps)
    before = total[np.cumsum(many) - many] - steps[np.cumsum(many) - many]
    moments: IntArray = (arrival[person] + total - before[person]).astype(np.int64)
    return moments
