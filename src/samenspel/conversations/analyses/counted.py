"""The votes that a map counts: millions of them, so they stay numbers in a row from end to end."""

import hashlib
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from samenspel_analysis.opinion import Votes

KEPT_AS = "<i4"  # people by place, so nobody's key is among them
QUICKLY = 1  # level of packing: a tenth larger than the default, in a third of the time


@dataclass(frozen=True, slots=True)
class Counted:
    """Votes (n, 3): a person by place, the number of a statement, a vote; by person and number."""

    votes: "npt.NDArray[np.int64]"

    @property
    def people(self) -> int:
        """How many people cast them."""
        return int(self.votes[-1, 0]) + 1 if len(self.votes) else 0

    def packed(self, statements: int) -> "Votes":
        """The same, as the calculation takes it."""
        from samenspel_analysis.opinion import pack

        sizes = {"people": self.people, "statements": statements}
        columns = self.votes[:, 0], self.votes[:, 1], self.votes[:, 2]
        return pack(*columns, **{name: size for name, size in sizes.items() if size})

    def kept(self) -> bytes:
        """The same, to keep: whose the votes are is not in it."""
        return zlib.compress(self.votes.astype(KEPT_AS).tobytes(), QUICKLY)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Votes as they are now, and how many people cast one that the newest map did not count.

    `people` are the keys of those who cast them, by place.
    """

    counted: Counted
    changed: int
    people: "npt.NDArray[np.int64]"


def gathered(rows: Iterable[tuple[int, int, int, bool]]) -> Gathered:
    """Votes in any order: who cast it, on the statement of which number, what, and if counted."""
    import numpy as np

    cast: npt.NDArray[np.int64] = np.fromiter(rows, dtype=np.dtype((np.int64, 4)))
    changed = np.unique(cast[cast[:, 3] == 0, 0]).size
    return Gathered(_in_order(cast[:, :3]), int(changed), np.unique(cast[:, 0]))


def from_kept(kept: bytes, only: Collection[int] | None = None) -> Counted:
    """The votes that a map counted, on the statements in `only`; none of a map that kept none."""
    import numpy as np

    raw = zlib.decompress(kept) if kept else b""
    votes = np.frombuffer(raw, dtype=KEPT_AS).reshape(-1, 3).astype(np.int64)
    if only is not None:
        votes = votes[np.isin(votes[:, 1], list(only))]
    return _in_order(votes)


def counts_of(kept: bytes) -> dict[int, tuple[int, int, int]]:
    """Of each statement that a map counted: who agreed, disagreed and passed."""
    import numpy as np

    votes = from_kept(kept).votes
    about, said = votes[:, 1], votes[:, 2]
    each = [np.bincount(about[said == value], minlength=1 + int(about.max(initial=0)))
            for value in (1, -1, 0)]  # fmt: skip
    return {
        number: (int(each[0][number]), int(each[1][number]), int(each[2][number]))
        for number in np.unique(about).tolist()
    }


def fingerprint_of(kept: bytes) -> str:
    """The same for the same votes; never told, for who tries every row would read a vote."""
    return hashlib.sha256(zlib.decompress(kept)).hexdigest()


def _in_order(votes: "npt.NDArray[np.int64]") -> Counted:
    """People by their place among those who voted, and everything in order."""
    import numpy as np

    placed = votes.copy()
    placed[:, 0] = np.unique(votes[:, 0], return_inverse=True)[1]
    return Counted(placed[np.lexsort((placed[:, 1], placed[:, 0]))])
