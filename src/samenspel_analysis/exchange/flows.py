"""Who gave how much to whom: contributions, added up per giver and receiver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class ExchangeError(ValueError):
    """Contributions that cannot be added up, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Flows:
    """What went from party to party, added up; only pairs between which something went.

    `keys` (F,) rise: giver x parties + receiver. `amounts` (F,) are above zero.
    """

    parties: int
    keys: IntArray
    amounts: FloatArray

    @property
    def givers(self) -> IntArray:
        """The number of the party that gave, (F,)."""
        return self.keys // max(self.parties, 1)

    @property
    def receivers(self) -> IntArray:
        """The number of the party that got it, (F,)."""
        return self.keys % max(self.parties, 1)

    @property
    def back(self) -> FloatArray:
        """What went the other way between the same two, (F,); zero where nothing did."""
        if not self.keys.size:
            return np.zeros(0)
        turned = self.receivers * self.parties + self.givers
        at = np.minimum(np.searchsorted(self.keys, turned), self.keys.size - 1)
        return np.where(self.keys[at] == turned, self.amounts[at], 0.0)


def part(givers: ArrayLike, receivers: ArrayLike, amounts: ArrayLike, *, parties: int) -> Flows:
    """Add up contributions between parties numbered from 0; raises `ExchangeError` on bad ones.

    The sums of parts merge into those of the whole: bit for bit with whole amounts, else to the
    rounding of a sum. A contribution of nothing makes no flow.
    """
    giver, receiver = _numbers(givers, parties), _numbers(receivers, parties)
    amount = np.asarray(amounts, dtype=np.float64)
    if not giver.shape == receiver.shape == amount.shape:
        raise ExchangeError("as many givers as receivers and amounts are expected")
    if not np.isfinite(amount).all() or (amount < 0).any():
        raise ExchangeError("an amount is a number of 0 or more")
    if (giver == receiver).any():
        raise ExchangeError("nobody gives to themselves")
    return _added(giver * parties + receiver, amount, parties)


def merge(first: Flows, second: Flows) -> Flows:
    """The flows of both parts together."""
    if first.parties != second.parties:
        raise ExchangeError("both parts must number the same parties")
    keys = np.concatenate([first.keys, second.keys])
    return _added(keys, np.concatenate([first.amounts, second.amounts]), first.parties)


def rolling(
    givers: ArrayLike,
    receivers: ArrayLike,
    amounts: ArrayLike,
    days: ArrayLike,
    *,
    parties: int,
    length: int,
    ends: Sequence[int],
) -> Iterator[Flows]:
    """The flows of each window of `length` days that ends with a day of `ends`, that day included.

    Days are whole numbers, counted from anywhere.
    """
    if length < 1:
        raise ExchangeError("a window lasts a day or longer")
    day = np.asarray(days)
    columns = [np.asarray(each) for each in (givers, receivers, amounts)]
    if any(each.shape != day.shape for each in columns):
        raise ExchangeError("as many days as contributions are expected")
    order = np.argsort(day, kind="stable")
    day, columns = day[order], [each[order] for each in columns]
    for end in ends:
        start, stop = np.searchsorted(day, [end - length + 1, end + 1])
        yield part(*(each[start:stop] for each in columns), parties=parties)


def _numbers(given: ArrayLike, parties: int) -> IntArray:
    numbers = np.asarray(given)
    if numbers.ndim != 1:
        raise ExchangeError("a list is expected, one line per contribution")
    if numbers.size and not np.issubdtype(numbers.dtype, np.integer):
        raise ExchangeError("parties are numbered with whole numbers")
    if numbers.size and (numbers.min() < 0 or numbers.max() >= parties):
        raise ExchangeError(f"parties are numbered from 0 to {parties - 1}")
    return numbers.astype(np.int64)


def _added(keys: IntArray, amounts: FloatArray, parties: int) -> Flows:
    order = np.argsort(keys, kind="stable")
    keys, amounts = keys[order], amounts[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(amounts, first) if first.size else np.zeros(0)
    some = sums > 0
    return Flows(parties, keys[first][some], sums[some])
