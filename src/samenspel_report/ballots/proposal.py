"""Votes on a proposal as a table (CSV): a row for each entry of the electorate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samenspel_analysis.decision.majority import (
    Choice,
    Fate,
    MajorityVotes,
    Mandate,
    MandateRule,
    Resolved,
    capped_units,
    resolve,
    votes_of,
)
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.table import NO, WEIGHT, WHOLE, YES, columns_of, read_rows

CHOICE, CLASS, PRESENT, ENTITLED, PROXY = "choice", "class", "present", "entitled", "proxy"
VOTER = "voter"
COLUMNS = (VOTER, CHOICE, WEIGHT, CLASS, PRESENT, ENTITLED, PROXY)
CHOICES: Mapping[str, Choice] = {
    **dict.fromkeys(("for", "voor", "yes", "ja"), Choice.FOR),
    **dict.fromkeys(("against", "tegen", "no", "nee"), Choice.AGAINST),
    **dict.fromkeys(("blank", "blanco"), Choice.BLANK),
    "": Choice.NOTHING,
}
EVERYONE = "all"

Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """An electorate with its votes; `proxies` says what became of votes handed over."""

    votes: MajorityVotes
    proxies: Resolved | None
    title: str


def is_proposal(path: Path) -> bool:
    """Whether a table says what people chose, rather than what they gave each option."""
    return CHOICE in [name.casefold() for name in columns_of(path)]


def read_proposal(
    path: Path, *, unit_cap: int | None = None, most_proxies: int | None = None
) -> ProposalFile:
    """Read a table of votes; raises `BallotFileError` at the first fault."""
    columns, found = read_rows(path)
    names = [name.casefold() for name in columns]
    for name in names:
        if name not in COLUMNS:
            raise BallotFileError(
                BallotFault.UNKNOWN_COLUMN, path.name, line=1, value=name,
                expected=", ".join(COLUMNS),
            )  # fmt: skip
    rows: list[Row] = [(line, dict(zip(names, cells, strict=True))) for line, cells in found]
    if not rows:
        raise BallotFileError(BallotFault.NO_BALLOTS, path.name)
    return _made(rows, path.name, unit_cap, most_proxies)


def _made(
    rows: list[Row], file: str, unit_cap: int | None, most_proxies: int | None
) -> ProposalFile:
    choices = [_choice(row, line, file) for line, row in rows]
    weights = [_weight(row, line, file) for line, row in rows]
    if unit_cap is not None:
        weights = capped_units(weights, most=unit_cap).tolist()
    entitled = _answers(rows, file, ENTITLED, [True] * len(rows))
    said = [choice is not Choice.NOTHING for choice in choices]
    present = _answers(rows, file, PRESENT, said)
    _check(rows, said, present, entitled, file)
    proxies = _proxies(rows, choices, weights, most_proxies, file)
    if proxies is not None:
        _cast(proxies, choices, present)
    classes = [row.get(CLASS, "") or EVERYONE for _, row in rows]
    class_names = sorted(set(classes))
    numbers = {name: number for number, name in enumerate(class_names)}
    votes = votes_of(
        np.array(choices), weights=weights, classes=[numbers[name] for name in classes],
        entitled=entitled, present=present, class_names=class_names,
    )  # fmt: skip
    return ProposalFile(votes, proxies, "")


def _choice(row: Mapping[str, str], line: int, file: str) -> Choice:
    said = row[CHOICE].casefold()
    if said not in CHOICES:
        raise BallotFileError(
            BallotFault.NOT_A_CHOICE, file, line=line, column=CHOICE, value=row[CHOICE]
        )
    return CHOICES[said]


def _weight(row: Mapping[str, str], line: int, file: str) -> int:
    text = row.get(WEIGHT, "1")
    if not WHOLE.fullmatch(text):
        raise BallotFileError(BallotFault.NOT_A_WEIGHT, file, line=line, column=WEIGHT, value=text)
    return int(text)


def _answers(rows: list[Row], file: str, column: str, unsaid: list[bool]) -> list[bool]:
    """Yes or no in a column; where nothing is said, what goes without saying."""
    found = []
    for (line, row), otherwise in zip(rows, unsaid, strict=True):
        text = row.get(column, "")
        if text.casefold() not in (*YES, *NO):
            raise BallotFileError(
                BallotFault.NOT_YES_OR_NO, file, line=line, column=column, value=text
            )
        found.append(text.casefold() in YES if text else otherwise)
    return found


def _check(
    rows: list[Row],
    said: list[bool],
    present: list[bool],
    entitled: list[bool],
    file: str,
) -> None:
    seen: set[str] = set()
    for place, (line, row) in enumerate(rows):
        voter = row.get(VOTER, "")
        if voter and voter in seen:
            raise BallotFileError(BallotFault.TWO_BALLOTS, file, line=line, value=voter)
        seen.add(voter)
        if (said[place] or row.get(PROXY, "")) and not entitled[place]:
            raise BallotFileError(BallotFault.NOT_ENTITLED, file, line=line, value=voter)
        if said[place] and not present[place]:
            raise BallotFileError(BallotFault.NOT_THERE, file, line=line, value=voter)


def _proxies(
    rows: list[Row],
    choices: list[Choice],
    weights: Sequence[int],
    most: int | None,
    file: str,
) -> Resolved | None:
    """Who votes for whom; a holder is named as in the column of voters."""
    numbers = {row.get(VOTER, ""): place for place, (_, row) in enumerate(rows)}
    mandates = []
    for place, (line, row) in enumerate(rows):
        holder = row.get(PROXY, "")
        if holder and (holder not in numbers or numbers[holder] == place):
            raise BallotFileError(BallotFault.UNKNOWN_HOLDER, file, line=line, value=holder)
        if holder:
            mandates.append(Mandate(place, numbers[holder]))
    if not mandates:
        return None
    voted = [choice is not Choice.NOTHING for choice in choices]
    return resolve(weights, voted, mandates, MandateRule(1, most), at=0)


def _cast(proxies: Resolved, choices: list[Choice], present: list[bool]) -> None:
    """Who is represented counts as present, and votes as the holder does."""
    for place, (caster, fate) in enumerate(zip(proxies.caster, proxies.fate, strict=True)):
        if caster is not None and fate is Fate.CARRIED:
            choices[place], present[place] = choices[caster], True
