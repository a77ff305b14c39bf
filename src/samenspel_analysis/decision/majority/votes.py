"""Who may vote, who was there, and what each said: for, against, blank or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samenspel_analysis.decision.errors import DecisionError

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

MOST_WEIGHT = 1 << 52


class Choice(IntEnum):
    """What somebody said of a proposal."""

    FOR = 0
    AGAINST = 1
    BLANK = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class MajorityVotes:
    """One row for each entry of the electorate, all (entries,).

    `weights` are votes per entry, `choices` what it said, `classes` the number of its class,
    `entitled` whether it may vote on this matter, `present` whether it was there or represented.
    """

    weights: IntArray
    choices: IntArray
    classes: IntArray
    entitled: BoolArray
    present: BoolArray
    class_names: tuple[str, ...]


def votes_of(
    choices: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    classes: ArrayLike | None = None,
    entitled: ArrayLike | None = None,
    present: ArrayLike | None = None,
    class_names: Sequence[str] = ("all",),
) -> MajorityVotes:
    """Check an electorate and its votes; raises `DecisionError` on bad ones.

    Unless said otherwise each entry has one vote, is entitled, and is there if it said something.
    """
    said = np.asarray(choices, np.int64)
    size = len(said)
    votes = MajorityVotes(
        weights=np.ones(size, np.int64) if weights is None else np.asarray(weights, np.int64),
        choices=said,
        classes=np.zeros(size, np.int64) if classes is None else np.asarray(classes, np.int64),
        entitled=np.ones(size, bool) if entitled is None else np.asarray(entitled, bool),
        present=said != Choice.NOTHING if present is None else np.asarray(present, bool),
        class_names=tuple(class_names),
    )
    _check(votes, size)
    return votes


def _check(votes: MajorityVotes, size: int) -> None:
    arrays = (votes.weights, votes.choices, votes.classes, votes.entitled, votes.present)
    if size == 0 or any(array.shape != (size,) for array in arrays):
        raise DecisionError("as many of each are expected, for at least one entry")
    if votes.choices.min() < 0 or votes.choices.max() > Choice.NOTHING:
        raise DecisionError("a choice is for, against, blank or nothing")
    if votes.weights.min() < 0 or float(votes.weights.sum(dtype=np.float64)) >= MOST_WEIGHT:
        raise DecisionError("a weight is a whole number of 0 or more, all together below 2^52")
    if votes.classes.min() < 0 or votes.classes.max() >= len(votes.class_names):
        raise DecisionError("an entry is in a class that is not there")
    said = votes.choices != Choice.NOTHING
    if (said & ~votes.entitled).any():
        raise DecisionError("someone voted who is not entitled")
    if (said & ~votes.present).any():
        raise DecisionError("someone voted who was neither there nor represented")


@dataclass(frozen=True, slots=True)
class Counts:
    """Votes of entitled entries: said for, against or blank, there without a word, and in all."""

    in_favour: int
    against: int
    blank: int
    silent: int
    absent: int

    @property
    def present(self) -> int:
        """Votes of all who were there or represented."""
        return self.in_favour + self.against + self.blank + self.silent

    @property
    def entitled(self) -> int:
        """Votes of all who may vote on this."""
        return self.present + self.absent

    def __add__(self, other: Self) -> Self:
        """The votes of two classes together."""
        return type(self)(
            self.in_favour + other.in_favour,
            self.against + other.against,
            self.blank + other.blank,
            self.silent + other.silent,
            self.absent + other.absent,
        )


def counted(votes: MajorityVotes) -> tuple[Counts, ...]:
    """The votes of each class. Sums stay below 2^53, so that binary fractions hold them exactly."""
    kinds = len(Choice) + 1
    kind = np.where(votes.present, votes.choices, len(Choice))
    key = votes.classes * kinds + kind
    weights = np.where(votes.entitled, votes.weights, 0)
    sums = np.bincount(key, weights, kinds * len(votes.class_names)).astype(np.int64)
    return tuple(Counts(*row) for row in sums.reshape(-1, kinds).tolist())


def capped_units(units: ArrayLike, *, most: int, per_vote: int = 1) -> IntArray:
    """A vote for each so many units (homes, certificates), and no more than `most` each."""
    held = np.asarray(units, np.int64)
    if most < 1 or per_vote < 1 or (held < 0).any():
        raise DecisionError("units are 0 or more, a vote and a cap at least 1")
    return np.minimum(held // per_vote, most)
