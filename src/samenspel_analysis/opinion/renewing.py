"""Votes with their sums, brought up to date with what people voted since.

Sums are whole numbers, so what changed is taken out and put in exactly: a map that goes on from
here is, to the bit, the map of all votes gone through from nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samenspel_analysis.opinion.sums import WIDEST, Sums, less, merge, part
from samenspel_analysis.opinion.votes import (
    IntArray,
    Votes,
    VotesError,
    join,
    kind_of,
    pack,
)


@dataclass(frozen=True, slots=True)
class Tallied:
    """Votes of people under keys of their own, in rising order, and the sums of those votes.

    Everyone here cast at least one vote. There are no `sums` of more than 4,096 statements.
    """

    keys: IntArray  # (people,)
    votes: Votes
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """Votes up to date, and how many people's votes are no longer what they were."""

    tallied: Tallied
    changed: int


def tallied(key: ArrayLike, statement: ArrayLike, vote: ArrayLike, *, statements: int) -> Tallied:
    """All votes, gone through from nothing; of several by one person on one the last counts."""
    keys, person = np.unique(np.asarray(key, dtype=np.int64), return_inverse=True)
    votes = _packed(person, statement, vote, len(keys), statements)
    return Tallied(keys, votes, part(votes) if statements <= WIDEST else None)


def renewed(
    before: Tallied,
    key: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    *,
    gone: ArrayLike = (),
    statements: int,
) -> Renewed:
    """The same with votes cast since, in place of earlier ones, and without the people `gone`.

    `statements` is how many there are now; raises `VotesError` when that is fewer than before.
    Whoever is gone counts not as changed, and votes that they cast since are left out.
    """
    if statements < before.votes.statements:
        raise VotesError(f"{statements} statements: there were {before.votes.statements}")
    who, about, said = (np.asarray(each, dtype=np.int64) for each in (key, statement, vote))
    here = ~np.isin(who, gone)
    old = Votes(before.votes.starts, before.votes.packed.astype(kind_of(statements), copy=False),
                statements)  # fmt: skip
    keys, person = np.unique(who[here], return_inverse=True)
    own = np.isin(before.keys, keys)
    theirs = old.of_people(np.flatnonzero(own))
    at = np.searchsorted(keys, before.keys[own])
    new = _packed(
        np.concatenate([at[theirs.person], person]),
        np.concatenate([theirs.statement, about[here]]),
        np.concatenate([theirs.vote, said[here]]),
        len(keys),
        statements,
    )
    stay = ~own & ~np.isin(before.keys, gone)
    everyone = np.concatenate([before.keys[stay], keys])
    order = np.argsort(everyone)
    votes = join([old.of_people(np.flatnonzero(stay)), new]).of_people(order)
    sums = _renewed_sums(before, old, ~stay, new)
    same = _same(theirs, new.of_people(at))
    return Renewed(Tallied(everyone[order], votes, sums), len(keys) - same)


def _renewed_sums(before: Tallied, old: Votes, out: NDArray[np.bool_], new: Votes) -> Sums | None:
    if old.statements > WIDEST:
        return None
    sums = part(old) if before.sums is None else before.sums
    if sums.statements < old.statements:
        sums = sums.among(np.arange(sums.statements), old.statements)
    return less(merge(sums, part(new)), part(old.of_people(np.flatnonzero(out))))


def _same(these: Votes, those: Votes) -> int:
    """Of how many people both hold the same votes; people in the same order."""
    alike = these.counts == those.counts
    here, there = (each.of_people(np.flatnonzero(alike)) for each in (these, those))
    return int(alike.sum()) - len(np.unique(here.person[here.packed != there.packed]))


def _packed(
    person: ArrayLike, statement: ArrayLike, vote: ArrayLike, people: int, statements: int
) -> Votes:
    if not people:
        return Votes(np.zeros(1, np.int64), np.empty(0, kind_of(statements)), statements)
    return pack(person, statement, vote, people=people, statements=statements)
