"""A whole conversation to take elsewhere: in our own form, or as Polis gives it."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samenspel_report.spreadsheet import harmless

from .counted import counts_of
from .maps import groups_on

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from samenspel.conversations.models import OpinionMap
    from samenspel.conversations.queries import Worded

OWN_ZIP, POLIS_ZIP = "gesprek.zip", "polis.zip"
ZIPS = (OWN_ZIP, POLIS_ZIP)
AT_ONCE = 2_000  # people written in one go
Row = tuple[int, int, int]  # person, number of a statement, vote
Line = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What leaves: statements that are shown, and each person's votes or none at all.

    `votes` is `None` where people were not told before that votes are shared.
    """

    worded: "Mapping[int, Worded]"
    counts: Mapping[int, tuple[int, int, int]]
    groups: Mapping[int, Sequence[Mapping[str, Any]]]
    votes: "npt.NDArray[np.int64] | None"


def sharing_of(
    kept: "OpinionMap", worded: "Mapping[int, Worded]", votes: Iterable[Row] | None
) -> Sharing:
    """Totals are those of the last map; people get numbers drawn for this file alone."""
    return Sharing(
        worded,
        counts_of(bytes(kept.counted)),
        groups_on(kept.payload),
        None if votes is None else _renumbered(votes),
    )


def _renumbered(votes: Iterable[Row]) -> "npt.NDArray[np.int64]":
    """People under fresh numbers, by chance that nobody can repeat; rows by those numbers."""
    import numpy as np

    rows: npt.NDArray[np.int64] = np.fromiter(votes, dtype=np.dtype((np.int64, 3)))
    people, place = np.unique(rows[:, 0], return_inverse=True)
    rows[:, 0] = np.random.default_rng().permutation(len(people))[place]
    ordered: npt.NDArray[np.int64] = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    return ordered


def zip_of(name: str, shared: Sharing) -> bytes:
    """One of `ZIPS`."""
    made = io.BytesIO()
    parts = _own(shared) if name == OWN_ZIP else _polis(shared)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, lines in parts.items():
            with packed.open(zipfile.ZipInfo(file), "w") as raw:
                text = io.TextIOWrapper(raw, encoding="utf-8", newline="")
                csv.writer(text, lineterminator="\n").writerows(lines)
                text.flush()
                text.detach()
    return made.getvalue()


def _own(shared: Sharing) -> dict[str, Iterable[Line]]:
    head = ("statement_id", "text", "moderated", "meta", "language", "translation")
    statements = [
        (number, harmless(each.text), 1, "false", each.language, harmless(each.translation))
        for number, each in shared.worded.items()
    ]
    parts: dict[str, Iterable[Line]] = {
        "statements.csv": [head, *statements],
        "sums.csv": _sums(shared),
    }
    if shared.votes is not None:
        columns = ("participant_id", "statement_id", "vote")
        parts["votes.csv"] = _headed(columns, (row for row in shared.votes.tolist()))
    return parts


def _sums(shared: Sharing) -> Iterator[Line]:
    """Everyone, and each group where the map tells of groups: no group has fewer than five."""
    yield ("statement_id", "group", "agree", "disagree", "pass", "voted")
    for number in shared.worded:
        counts = shared.counts.get(number, (0, 0, 0))
        yield (number, "", *counts, sum(counts))
        for each in shared.groups.get(number, ()):
            yield (number, each["group"], each["count"], "", "", each["of"])


def _polis(shared: Sharing) -> dict[str, Iterable[Line]]:
    """Without moments and authors, which we do not keep: those columns are empty."""
    head = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees",
            "moderated", "comment-body")  # fmt: skip
    comments = []
    for number, each in shared.worded.items():
        agreed, disagreed, _passed = shared.counts.get(number, (0, 0, 0))
        comments.append(("", "", number, "", agreed, disagreed, 1, harmless(each.text)))
    parts: dict[str, Iterable[Line]] = {"comments.csv": [head, *comments]}
    if shared.votes is not None:
        parts["participants-votes.csv"] = _matrix(shared)
    return parts


def _matrix(shared: Sharing) -> Iterator[Line]:
    """One line for each person, one column for each statement; blank where no vote was cast."""
    import numpy as np

    if shared.votes is None:
        return
    numbers = list(shared.worded)
    column = np.full(1 + max(numbers, default=-1), -1, dtype=np.int64)
    column[numbers] = np.arange(len(numbers))
    yield ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *numbers)
    people = int(shared.votes[-1, 0]) + 1 if len(shared.votes) else 0
    for first in range(0, people, AT_ONCE):
        at = np.searchsorted(shared.votes[:, 0], [first, first + AT_ONCE])
        rows = shared.votes[at[0] : at[1]]
        cells = np.full((min(AT_ONCE, people - first), len(numbers)), "", dtype="<U2")
        cells[rows[:, 0] - first, column[rows[:, 1]]] = np.array(["-1", "0", "1"])[rows[:, 2] + 1]
        voted, agreed, against = (
            np.bincount(rows[fits, 0] - first, minlength=len(cells)).tolist()
            for fits in (slice(None), rows[:, 2] == 1, rows[:, 2] == -1)
        )
        for place, line in enumerate(cells.tolist()):
            counts = (voted[place], agreed[place], against[place])
            yield (first + place, "", "", *counts, *line)


def _headed(head: Line, rows: Iterable[Line]) -> Iterator[Line]:
    yield head
    yield from rows
