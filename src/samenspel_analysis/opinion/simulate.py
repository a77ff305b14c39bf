"""Made-up crowds whose truth is known."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes, pack

PASSES = 0.1  # of all votes
DOUBT = 0.5  # log-odds either way within which people in doubt pass


@dataclass(frozen=True, slots=True)
class Crowd:
    """Votes, the group each person belongs to, and how each group leans to agree (groups, S)."""

    votes: Votes
    groups: IntArray
    leaning: FloatArray


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
    agrees = rng.random(len(person)) < expit(leaning[groups[person], statement])
    vote = np.where(rng.random(len(person)) < PASSES, 0, np.where(agrees, 1, -1))
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
) -> tuple[IntArray, IntArray]:
    """Who votes on what: about `votes_each` statements a person, at random."""
    counts = rng.binomial(statements, min(1.0, votes_each / statements), people)
    return np.repeat(np.arange(people), counts), _without_repeats(counts, statements, rng)


def _without_repeats(counts: IntArray, statements: int, rng: np.random.Generator) -> IntArray:
    """For each person `counts` different statements, at random."""
    chosen = [np.empty(0, dtype=np.int64)]
    for first in range(0, len(counts), 4096):
        block = counts[first : first + 4096]
        order = np.argsort(rng.random((len(block), statements)), axis=1)
        chosen.append(order[np.arange(statements) < block[:, None]])
    return np.concatenate(chosen)
