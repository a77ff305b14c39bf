"""Which column of which kind of file says what."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_report.intake.columns import listed
from samenspel_report.votes.faults import VoteFault, VoteFileError

OWN = ("participant_id", "statement_id", "vote", "modified")
POLIS = ("voter-id", "comment-id", "vote", "timestamp")
POLIS_ALSO = ("datetime",)
WIDE_FIRST = ("participant",)
WIDE_ALSO = ("xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


@dataclass(frozen=True, slots=True)
class Roles:
    """Where the participant, the statement, the vote and the moment stand; names for faults."""

    names: tuple[str, ...]
    person: int
    statement: int
    vote: int
    moment: int | None


@dataclass(frozen=True, slots=True)
class WideRoles:
    """Where the participant stands, and from which column on there are statements."""

    names: tuple[str, ...]
    person: int
    first: int
    statements: tuple[str, ...]


def roles_of(header: Sequence[str], file: str) -> Roles | WideRoles:
    """What the columns of this header are for, or a fault."""
    names = tuple(name.strip() for name in header)
    if not any(names):
        expected = listed(OWN[:3])
        raise VoteFileError(VoteFault.EMPTY_FILE, file, row=1, expected=expected)
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise VoteFileError(VoteFault.DOUBLE_COLUMN, file, row=1, value=name)
        seen.add(name)
    if names[0] in WIDE_FIRST:
        return _wide(names, file)
    if POLIS[0] in seen or POLIS[1] in seen:
        return _long(names, POLIS, POLIS_ALSO, file)
    return _long(names, OWN, (), file)


def _long(
    names: tuple[str, ...], known: tuple[str, ...], also: tuple[str, ...], file: str
) -> Roles:
    expected = f"{listed(known[:3])} ({known[3]})"
    for name in known[:3]:
        if name not in names:
            raise VoteFileError(
                VoteFault.MISSING_COLUMN,
                file,
                row=1,
                column=name,
                value=listed(names),
                expected=expected,
            )
    for name in names:
        if name not in known + also:
            raise VoteFileError(
                VoteFault.UNKNOWN_COLUMN, file, row=1, value=name, expected=expected
            )
    person, statement, vote = (names.index(name) for name in known[:3])
    moment = names.index(known[3]) if known[3] in names else None
    return Roles(names, person, statement, vote, moment)


def _wide(names: tuple[str, ...], file: str) -> WideRoles:
    first = next((i for i, name in enumerate(names) if i and name not in WIDE_ALSO), len(names))
    statements = names[first:]
    for name in statements:
        if not name or name in WIDE_ALSO:
            raise VoteFileError(
                VoteFault.UNKNOWN_COLUMN, file, row=1, value=name, expected=listed(WIDE_ALSO)
            )
    if not statements:
        raise VoteFileError(VoteFault.NO_VOTES, file)
    return WideRoles(names, 0, first, statements)
