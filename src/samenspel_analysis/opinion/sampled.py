"""The people that tests rest on, put in an order of their own content."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from samenspel_analysis.opinion.axes import Axes, totals
from samenspel_analysis.opinion.canonical import Keys, mixed
from samenspel_analysis.opinion.lanczos import leading
from samenspel_analysis.opinion.votes import VOTE_BITS, FloatArray, IntArray, Votes

LOOSE = 1e-5  # residual, as a share of the largest eigenvalue: the eigenvalue is good to 1e-10


@dataclass(frozen=True, slots=True)
class Sampled:
    """Votes of P people on the K statements of the map, in an order of their own content.

    `who` (P,) are person numbers. A vote is `up` (1, 0, -1) by the side of the first axis it
    falls on, so that turning all votes round changes nothing. `person`, `statement` and `up` have
    one entry per vote; `mean` (K,) is of the votes of these people.
    """

    who: IntArray
    starts: IntArray
    person: IntArray
    statement: IntArray
    up: FloatArray
    statements: int

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.who)

    def within(self, votes: int) -> "Sampled":
        """As many of these people, the first drawn, as have at most so many votes together."""
        people = int(np.searchsorted(self.starts, votes, side="right")) - 1
        if people >= self.people:
            return self
        people = max(1, people)
        last = int(self.starts[people])
        return Sampled(
            self.who[:people],
            self.starts[: people + 1],
            self.person[:last],
            self.statement[:last],
            self.up[:last],
            self.statements,
        )

    def centred(self, up: FloatArray, kept: FloatArray | None = None) -> csr_array:
        """`up` less the mean of its statement, as a (P, K) matrix; `kept` (votes,) 1 or 0."""
        cast = np.bincount(self.statement, kept, self.statements)
        said = up if kept is None else up * kept
        mean = np.bincount(self.statement, said, self.statements) / np.maximum(cast, 1)
        less = up - mean[self.statement]
        if kept is not None:
            less *= kept
        return csr_array((less, self.statement, self.starts), shape=(self.people, self.statements))

    def scale(self, kept: FloatArray | None = None) -> FloatArray:
        """√(K / n) of each person, by votes kept."""
        voted = np.diff(self.starts)
        if kept is not None:
            voted = np.bincount(self.person, kept, self.people)
        return np.asarray(np.sqrt(self.statements / np.maximum(voted, 1)))


def people_keys(votes: Votes, axes: Axes) -> Keys:
    """A key per person from what they voted: the same in any order, and with all votes turned."""
    per_statement = np.zeros(votes.statements, dtype=np.uint64)
    per_statement[axes.statements] = axes.keys
    vote = axes.steps.astype(np.uint64)
    with np.errstate(over="ignore"):
        both = vote[:, 0] + mixed(vote[:, 1])
        per_vote = mixed(both + np.repeat(per_statement, 4)) * vote[:, 2]
    return mixed(np.asarray(totals(votes, per_vote), dtype=np.uint64))


def sampled(votes: Votes, axes: Axes, placed: IntArray, most: int, seed: int) -> Sampled:
    """At most `most` of the people `placed`, drawn by `seed`; `axes` are turned already."""
    keys = people_keys(votes, axes)[placed]
    with np.errstate(over="ignore"):
        drawn = mixed(keys ^ mixed(np.array([seed], dtype=np.uint64)))
    if len(placed) > most:
        nearest = np.argpartition(drawn, most)[:most]
        placed, drawn = placed[nearest], drawn[nearest]
    who = placed[np.argsort(drawn, kind="stable")]
    theirs = votes.of_people(who)
    rank = np.full(votes.statements, -1, dtype=np.int64)
    order = np.argsort(axes.keys, kind="stable")
    rank[axes.statements[order]] = np.arange(len(order))
    side = np.where(axes.components[order, 0] < 0, -1.0, 1.0)
    statement = rank[theirs.statement]
    theirs, statement = theirs.where(statement >= 0), statement[statement >= 0]
    person, width = theirs.person.astype(np.int64), max(1, len(order))
    code = np.sort(
        ((person * width + statement) << VOTE_BITS) + theirs.vote + 1
    )  # no two are equal
    statement = (code >> VOTE_BITS) % width
    up = ((code & 3) - 1).astype(np.float64) * side[statement]
    return Sampled(who, theirs.starts, person, statement, up, len(order))


def shuffled(owner: IntArray, turn: IntArray, chance: np.random.Generator) -> IntArray:
    """The turns (votes,) of each owner's votes, put in an order by lot within that owner.

    Owners stand in rising order. Owner, lot and turn stand in one number, and no two are equal:
    any way of sorting gives the same order. Of the lot there are as many bits as are left.
    """
    if not len(turn):
        return turn
    low = int(turn.max()).bit_length()
    left = 63 - low - int(owner.max()).bit_length()
    lot = (chance.random(len(turn)) * 2.0**left).astype(np.int64)
    numbers = np.sort((((owner << left) | lot) << low) | turn)
    return numbers & ((1 << low) - 1)


def eigen(
    centred: csr_array,
    count: int,
    weights: FloatArray | None = None,
    *,
    tolerance: float = LOOSE,
    start: FloatArray | None = None,
) -> tuple[FloatArray, FloatArray]:
    """Largest eigenvalues and eigenvectors of D'D, or of D'diag(weights)D."""
    turned = centred.T

    def product(x: FloatArray) -> FloatArray:
        image = centred @ x
        return np.asarray(turned @ (image if weights is None else image * weights))

    return leading(product, centred.shape[1], count, tolerance=tolerance, start=start)
