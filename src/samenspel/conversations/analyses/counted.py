"""The votes that a map counts: millions of them, so they stay numbers in a row from end to end."""

import hashlib
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from samenspel_analysis.opinion import Sums, Tallied, Votes

    Rows = npt.NDArray[np.int64]

MARK = b"\2"  # before what is kept since votes are packed; what was kept before begins otherwise
KEPT_AS = "<u4"  # a vote, and how many of each person: by place, so nobody's key is among them
KEPT_BEFORE_AS = "<i4"
QUICKLY = 1  # level of packing: a tenth larger than the default, in a third of the time


@dataclass(frozen=True)
class Counted:
    """Votes by place of who cast them, and the sums of those votes where they are known."""

    packed: "Votes"
    sums: "Sums | None" = None

    @property
    def people(self) -> int:
        """How many people cast them."""
        return self.packed.people

    @property
    def voted_on(self) -> list[int]:
        """The numbers of the statements that they cast one on, in order."""
        import numpy as np

        numbers: list[int] = np.flatnonzero(np.bincount(self.packed.statement)).tolist()
        return numbers

    @property
    def votes(self) -> "Rows":
        """(n, 3): a person by place, the number of a statement, a vote; by person and number."""
        import numpy as np

        columns = (self.packed.person, self.packed.statement, self.packed.vote)
        votes: Rows = np.stack(columns, axis=1, dtype=np.int64)
        return votes

    def on(self, statements: int) -> "Counted":
        """The same among so many statements, as the calculation takes it."""
        import numpy as np

        from samenspel_analysis.opinion import Votes

        now = self.packed.statements
        if now == statements:
            return self
        wide = Votes(self.packed.starts, self.packed.packed, statements)
        return Counted(wide, self.sums and self.sums.among(np.arange(now), statements))

    def summed(self) -> "Counted":
        """The same with the sums; of more statements than sums are kept of, as it is."""
        from samenspel_analysis.opinion import WIDEST, part

        if self.sums is not None or self.packed.statements > WIDEST:
            return self
        return Counted(self.packed, part(self.packed))

    @cached_property
    def _raw(self) -> bytes:
        columns = (self.packed.counts, self.packed.packed)
        return b"".join(each.astype(KEPT_AS).tobytes() for each in columns)

    @property
    def fingerprint(self) -> str:
        """The same for the same votes; never told: who tries every row would read a vote."""
        return hashlib.sha256(self._raw).hexdigest()

    def kept(self) -> bytes:
        """The same, to keep: whose the votes are is not in it."""
        import numpy as np

        head = np.array([self.people, self.packed.statements], dtype=KEPT_AS).tobytes()
        return MARK + zlib.compress(head + self._raw, QUICKLY)


@dataclass(frozen=True, slots=True)
class Read:
    """Votes as they came from the database, one below the other.

    `rows` (n, 5): the key of the vote, who cast it, the number of the statement, what, and whether
    the newest map counted it.
    """

    rows: "Rows"

    @property
    def new(self) -> "Rows":
        """(n, 2): the keys of those that no map counted, and what they say."""
        import numpy as np

        new: Rows = self.rows[self.rows[:, 4] == 0][:, np.array([0, 3])]
        return new


@dataclass(frozen=True, slots=True)
class Gathered:
    """Votes as they are now, and how many people cast one that the newest map did not count."""

    tallied: "Tallied"
    changed: int
    read: Read

    @property
    def counted(self) -> Counted:
        """The votes, without whose they are."""
        return Counted(self.tallied.votes, self.tallied.sums)

    @property
    def people(self) -> "Rows":
        """The keys of those who cast them, by place."""
        return self.tallied.keys


def read_of(rows: Iterable[tuple[int, int, int, int, bool]], shown: Collection[int]) -> Read:
    """Votes in any order, on the statements in `shown`."""
    import numpy as np

    cast: Rows = np.fromiter(rows, dtype=np.dtype((np.int64, 5)))
    known = np.isin(cast[:, 2], list(shown))
    return Read(cast if known.all() else cast[known])


def gathered(read: Read, shown: Collection[int]) -> Gathered:
    """All votes, from nothing."""
    import numpy as np

    from samenspel_analysis.opinion import tallied

    _vote, who, about, said, counted = read.rows.T
    found = tallied(who, about, said, statements=_wide(shown))
    return Gathered(found, len(np.unique(who[counted == 0])), read)


def gone_on(before: "Tallied", read: Read, here: Iterable[int], shown: Collection[int]) -> Gathered:
    """The votes of a map with those in `read` put in, of the people who are still `here`."""
    import numpy as np

    from samenspel_analysis.opinion import renewed

    there: Rows = np.fromiter(here, dtype=np.int64)
    _vote, who, about, said, _counted = read.rows.T
    gone = np.setdiff1d(np.union1d(before.keys, who), there)
    found = renewed(before, who, about, said, gone=gone, statements=_wide(shown))
    return Gathered(found.tallied, found.changed, read)


def from_kept(kept: bytes, only: Collection[int] | None = None) -> Counted:
    """The votes that a map counted, on the statements in `only`; none of a map that kept none."""
    import numpy as np

    votes = _unpacked(bytes(kept))
    if only is not None:
        votes = votes.where(np.isin(votes.statement, list(only)))
        votes = votes.of_people(np.flatnonzero(votes.counts))
    return Counted(votes)


def counts_of(kept: bytes) -> dict[int, tuple[int, int, int]]:
    """Of each statement that a map counted: who agreed, disagreed and passed."""
    import numpy as np

    votes = from_kept(kept).packed
    each = np.bincount(votes.packed, minlength=4 * votes.statements).reshape(-1, 4)
    return {
        number: (int(agreed), int(against), int(passed))
        for number, (against, passed, agreed, _none) in enumerate(each)
        if agreed + against + passed
    }


def _unpacked(kept: bytes) -> "Votes":
    import numpy as np

    from samenspel_analysis.opinion import Votes, kind_of, pack

    if kept[:1] != MARK:  # of before votes were packed: a row of three numbers for each
        raw = zlib.decompress(kept) if kept else b""
        return pack(*np.frombuffer(raw, dtype=KEPT_BEFORE_AS).reshape(-1, 3).T)
    numbers = np.frombuffer(zlib.decompress(kept[1:]), dtype=KEPT_AS)
    people, statements = numbers[:2].tolist()
    starts = np.concatenate([[0], np.cumsum(numbers[2 : 2 + people], dtype=np.int64)])
    packed: npt.NDArray[np.uint16 | np.uint32] = numbers[2 + people :].astype(kind_of(statements))
    return Votes(starts, packed, statements)


def _wide(shown: Collection[int]) -> int:
    return 1 + max(shown, default=-1)
