"""What the statements say and which of them count: Polis's comments or our own list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from samenspel_report.intake.columns import listed
from samenspel_report.spreadsheet import as_meant
from samenspel_report.votes.blocks import Blocks, open_blocks, silently
from samenspel_report.votes.careful import Place, identity, rows_of
from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.identities import Names
from samenspel_report.votes.rows import header_of
from samenspel_report.votes.table import as_names

OWN = ("statement_id", "text", "moderated", "meta")
OWN_ALSO = ("language", "translation")  # of a text; they change no count
POLIS = ("comment-id", "comment-body", "moderated", "is-meta")
POLIS_ALSO = (
    "timestamp", "datetime", "author-id", "agrees", "disagrees", "is-seed",
    "group-informed-consensus",
)  # fmt: skip
MODERATION = {"-1": -1, "0": 0, "1": 1, "": 0}
YES_NO = {"true": True, "false": False, "1": True, "0": False, "": False}
LISTS = ("statements", "comments")


@dataclass(frozen=True, slots=True)
class StatementList:
    """What is known of statements, by id: their texts, the moderator's word, and which are meta.

    A moderator's word is -1 (out), 0 (not looked at) or 1 (in). `translated` holds in which
    language a text is, and how it reads in the other.
    """

    texts: Mapping[str, str]
    moderation: Mapping[str, int]
    meta: frozenset[str]
    translated: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def left_out(self, ids: Names) -> npt.NDArray[np.bool_]:
        """(statements,) which are moderated out or are about the conversation itself."""
        return np.array(
            [self.moderation.get(name, 0) < 0 or name in self.meta for name in as_names(ids)],
            np.bool_,
        )

    def is_meta(self, ids: Names) -> npt.NDArray[np.bool_]:
        """(statements,) which are about the conversation itself."""
        return np.array([name in self.meta for name in as_names(ids)], np.bool_)


NONE_KNOWN = StatementList({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class _Places:
    names: tuple[str, ...]
    id: int
    text: int | None
    moderated: int | None
    meta: int | None
    also: tuple[int, ...]  # language and translation, where both are there


def beside(path: Path) -> Path | None:
    """The list of statements in a folder of votes, or beside the votes of a Polis export."""
    if path.is_dir():
        folder = path
    elif path.name.removesuffix(".gz") in ("votes.csv", "participants-votes.csv"):
        folder = path.parent
    else:
        return None
    found = [folder / f"{name}{end}" for name in LISTS for end in (".csv", ".csv.gz")]
    return next((file for file in found if file.is_file()), None)


def read_statements(path: Path) -> StatementList:
    """A list of statements, or `VoteFileError` at its first fault."""
    if not path.is_file():
        if path.exists():
            raise VoteFileError(VoteFault.UNREADABLE, str(path))
        raise VoteFileError(VoteFault.MISSING_FILE, str(path))
    texts: dict[str, str] = {}
    moderation: dict[str, int] = {}
    meta: set[str] = set()
    translated: dict[str, tuple[str, str]] = {}
    with open_blocks(path, silently) as blocks:
        places = _places_of(header_of(blocks, path), path.name)
        place = Place(path.name, 2, blocks.separator.decode())
        for row, cells in rows_of(_whole(blocks), place, len(places.names)):
            name = identity(cells, places.id, places.names, place, row).decode()
            if name in moderation:
                raise VoteFileError(
                    VoteFault.TWO_ROWS, path.name, row=row, column=places.names[places.id],
                    value=name,
                )  # fmt: skip
            moderation[name] = _code(cells, places.moderated, MODERATION, places, place, row)
            if places.text is not None:
                texts[name] = as_meant(" ".join(cells[places.text].split()))
            if _code(cells, places.meta, YES_NO, places, place, row):
                meta.add(name)
            if places.also:
                language, translation = (" ".join(cells[at].split()) for at in places.also)
                translated[name] = (language.casefold(), translation)
    return StatementList(texts, moderation, frozenset(meta), translated)


def _whole(blocks: Blocks) -> bytes:
    """All rows at once: a text may run on over lines, and a list of statements is short."""
    return b"".join(block for _, block in blocks.rows)


def _places_of(header: Sequence[str], file: str) -> _Places:
    names = tuple(name.strip() for name in header)
    known = POLIS if POLIS[0] in names else OWN
    also = POLIS_ALSO if known is POLIS else OWN_ALSO
    for name in names:
        if name not in known + also:
            raise VoteFileError(
                VoteFault.UNKNOWN_COLUMN, file, row=1, value=name, expected=listed(known)
            )
        if names.count(name) > 1:
            raise VoteFileError(VoteFault.DOUBLE_COLUMN, file, row=1, value=name)
    if known[0] not in names:
        raise VoteFileError(
            VoteFault.MISSING_COLUMN, file, row=1, column=known[0], value=listed(names),
            expected=listed(known),
        )  # fmt: skip
    id_, text, moderated, meta = (names.index(n) if n in names else None for n in known)
    both = also == OWN_ALSO and all(name in names for name in also)
    where = tuple(names.index(name) for name in also) if both else ()
    return _Places(names, id_ or 0, text, moderated, meta, where)


def _code(
    cells: Sequence[str],
    column: int | None,
    known: Mapping[str, int],
    places: _Places,
    place: Place,
    row: int,
) -> int:
    if column is None:
        return 0
    written = cells[column].strip().casefold()
    if written not in known:
        raise VoteFileError(
            VoteFault.NOT_A_MODERATION, place.file, row=row, column=places.names[column],
            value=cells[column], expected=", ".join(filter(None, known)),
        )  # fmt: skip
    return known[written]
