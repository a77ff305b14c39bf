"""Votes as they come from a file: one row a vote, ids apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.identities import Codes, Identities, Names, Numbers

MOST_STATEMENTS = 1 << 20

Votes = npt.NDArray[np.int8]
Moments = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class VoteTable:
    """Votes in the order in which they were cast, so that the last one wins.

    `persons`, `statements`, `votes` and `moments` are (rows,) arrays; the first two point into
    `people` and `statement_ids`, which stand in their own order. A vote is 1, 0 or -1.
    `moments` are as in the file, seconds or milliseconds, and missing if the file has none.
    """

    persons: Codes
    statements: Codes
    votes: Votes
    moments: Moments | None
    people: Names
    statement_ids: Names

    @property
    def rows(self) -> int:
        """How many votes the file holds, changed ones too."""
        return int(self.votes.size)


class Collector:
    """Collects blocks of rows into a table."""

    def __init__(self, file: str, *, with_moments: bool) -> None:
        self.file = file
        self.people, self.statements = Identities(), Identities()
        self._votes: list[Votes] = []
        self._moments: list[Moments] | None = [] if with_moments else None

    def take(self, votes: Votes, moments: Moments | None) -> None:
        """Add the votes of a block whose ids were given to `people` and `statements`."""
        self._votes.append(votes)
        if self._moments is not None and moments is not None:
            self._moments.append(moments)

    def finish(self) -> VoteTable:
        """The table, in the order of its moments."""
        votes = np.concatenate(self._votes) if self._votes else np.zeros(0, np.int8)
        if not votes.size:
            raise VoteFileError(VoteFault.NO_VOTES, self.file)
        self._votes = []
        persons, people = self.people.finish()
        statements, statement_ids = self.statements.finish()
        if len(statement_ids) > MOST_STATEMENTS:
            raise VoteFileError(
                VoteFault.TOO_MANY_STATEMENTS,
                self.file,
                value=len(statement_ids),
                expected=MOST_STATEMENTS,
            )
        moments = None if self._moments is None else np.concatenate(self._moments)
        return in_order(VoteTable(persons, statements, votes, moments, people, statement_ids))


def in_order(table: VoteTable) -> VoteTable:
    """The same votes sorted by moment; those of one moment stay as they stood."""
    moments = table.moments
    if moments is None or not np.any(moments[1:] < moments[:-1]):
        return table
    order = np.argsort(moments, kind="stable")
    return VoteTable(
        table.persons[order],
        table.statements[order],
        table.votes[order],
        moments[order],
        table.people,
        table.statement_ids,
    )


def joined(parts: Mapping[str, VoteTable]) -> VoteTable:
    """Several files as one; a participant stands in one of them only."""
    tables = list(parts.values())
    if len(tables) == 1:
        return tables[0]
    check_apart({name: table.people for name, table in parts.items()})
    persons, people = _together([t.people for t in tables], [t.persons for t in tables])
    statements, ids = _together([t.statement_ids for t in tables], [t.statements for t in tables])
    moments = [t.moments for t in tables]
    known = [m for m in moments if m is not None]
    return in_order(
        VoteTable(
            persons,
            statements,
            np.concatenate([t.votes for t in tables]),
            np.concatenate(known) if len(known) == len(tables) else None,
            people,
            ids,
        )
    )


def as_names(ids: Names) -> tuple[str, ...]:
    """The ids as text."""
    return ids if isinstance(ids, tuple) else tuple(map(str, ids.tolist()))


def united(lists: list[Names]) -> Names:
    """All different ids of several lists, in order; text as soon as one list is text."""
    if all(isinstance(ids, np.ndarray) for ids in lists):
        whole = np.sort(np.concatenate([np.asarray(ids, np.int64) for ids in lists]))
        different: Numbers = whole[np.append(True, whole[1:] != whole[:-1])]
        return different
    return tuple(sorted({name for ids in lists for name in as_names(ids)}, key=str.encode))


def places_in(ids: Names, whole: Names) -> Codes:
    """Where each of these ids stands in the whole list."""
    if isinstance(whole, np.ndarray):
        return np.searchsorted(whole, np.asarray(ids)).astype(np.int32)
    place = {name: i for i, name in enumerate(whole)}
    return np.fromiter((place[name] for name in as_names(ids)), np.int32, count=len(ids))


def _together(lists: list[Names], codes: list[Codes]) -> tuple[Codes, Names]:
    whole = united(lists)
    moved = [places_in(ids, whole)[code] for ids, code in zip(lists, codes, strict=True)]
    return np.concatenate(moved), whole


def check_apart(people: Mapping[str, Names]) -> None:
    """Refuse files that share a participant, naming one and both files."""
    files = list(people)
    if all(isinstance(ids, np.ndarray) for ids in people.values()):
        ends = sorted((int(ids[0]), int(ids[-1])) for ids in people.values() if len(ids))
        if all(before[1] < after[0] for before, after in pairwise(ends)):
            return
    first: dict[str, str] = {}
    for file in files:
        for name in as_names(people[file]):
            if first.setdefault(name, file) != file:
                raise VoteFileError(VoteFault.TWO_PARTS, file, value=name, expected=first[name])
