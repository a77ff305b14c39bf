"""A conversation held elsewhere, as its files tell it: statements, and who voted what by place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .maps import LANGUAGES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from samenspel_report.votes import VoteTable

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A statement that came along: what it says, and whether it is out or about the talk itself."""

    text: str
    is_out: bool
    is_meta: bool
    language: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A whole conversation: `votes` (n, 3) hold a person by place, a statement by place, a vote.

    Names of people are dropped here; of several votes on one statement the last stays.
    """

    statements: tuple[Brought, ...]
    people: int
    votes: "npt.NDArray[np.int64]"


def export_in(folder: Path, *, on_progress: Progress | None = None) -> Export:
    """Read a Polis export or a folder of our own form; raises `VoteFileError` at a fault."""
    from samenspel_report.votes import as_names, read_votes
    from samenspel_report.votes.statements import NONE_KNOWN, beside, read_statements

    table = read_votes(folder, on_progress=on_progress)
    listed = beside(folder)
    known = read_statements(listed) if listed else NONE_KNOWN
    voted = as_names(table.statement_ids)
    also = [name for name in known.moderation if name not in set(voted)]
    statements = tuple(
        Brought(
            known.texts.get(name, "") or name,
            known.moderation.get(name, 0) < 0,
            name in known.meta,
            *_translated(known.translated.get(name, ("", ""))),
        )
        for name in (*voted, *also)
    )
    return Export(statements, len(table.people), _last(table))


def _translated(told: tuple[str, str]) -> tuple[str, str]:
    """A language that we know, with the translation; nothing of another."""
    return told if told[0] in LANGUAGES else ("", "")


def _last(table: "VoteTable") -> "npt.NDArray[np.int64]":
    """The last vote of each person on each statement, people and statements in their order."""
    import numpy as np

    wide = len(table.statement_ids)
    about = table.persons.astype(np.int64) * wide + table.statements
    kept, turned = np.unique(about[::-1], return_index=True)
    said = table.votes[::-1][turned].astype(np.int64)
    return np.stack([kept // wide, kept % wide, said], axis=1)
