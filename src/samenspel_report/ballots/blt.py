"""BLT, the common form of ranked ballots, and the form in which Scottish wards publish them."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from samenspel_analysis.decision.ranked import Ranking
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.ranked_file import Format, RankedFile, packed
from samenspel_report.ballots.text import text_of

NUMBER = re.compile(r"\d{1,9}", re.ASCII)
QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
FIRST = re.compile(r"\s*(\d{1,4})[\s,]+(\d{1,4})[\s,]*", re.ASCII)
BALLOT, END = "4 1 3 2 0", "0"
SKIPPED = "-"

Line = tuple[int, str]


def read_blt(path: Path) -> RankedFile:
    """Options and seats, ballots that end in 0, then names and a title."""
    lines = _lines(path)
    options, seats = _first(lines, path.name)
    withdrawn, rankings = set[int](), dict[Ranking, int]()
    ended = False
    for line, text in lines:
        pieces = text.split()
        if pieces == [END]:
            ended = True
            break
        if pieces[0].startswith("-"):
            withdrawn |= {_option(piece[1:], options, path.name, line) for piece in pieces}
            continue
        weight, ranking = _ballot(pieces, options, path.name, line)
        rankings[ranking] = rankings.get(ranking, 0) + weight
    if not ended:
        raise BallotFileError(BallotFault.NO_END, path.name)
    names, title = _names(lines, options, path.name)
    return _without(withdrawn, path.name, names, rankings, title, seats)


def read_ward(path: Path) -> RankedFile:
    """As published for Scottish wards: the same between commas, names with their party."""
    lines = _lines(path)
    options, seats = _first(lines, path.name)
    rankings, names, title = dict[Ranking, int](), list[str](), ""
    for line, text in lines:
        cells = [cell.strip() for cell in next(csv.reader([text]))]
        if cells[0].startswith("Candidate "):
            names.append(cells[1] if len(cells) > 1 else cells[0])
        elif not NUMBER.fullmatch(cells[0]):
            title = cells[0]
        else:
            pieces = [cell for cell in cells if cell]
            weight, ranking = _ballot([*pieces, END], options, path.name, line)
            rankings[ranking] = rankings.get(ranking, 0) + weight
    if len(names) != options:
        raise BallotFileError(
            BallotFault.WRONG_NAMES, path.name, value=len(names), expected=options
        )
    return RankedFile(packed(path.name, names, rankings), Format.WARD, title, seats)


def is_ward(path: Path) -> bool:
    """Whether a CSV is a Scottish ward: two numbers on its first line, names at its end."""
    first, _, rest = text_of(path).partition("\n")
    return bool(FIRST.fullmatch(first)) and '"Candidate 1"' in rest


def _lines(path: Path) -> Iterator[Line]:
    """Lines without comments and blank lines."""
    for line, text in enumerate(text_of(path).split("\n"), 1):
        bare = text if '"' in text.split("#")[0] else text.split("#")[0]
        quoted = QUOTED.match(bare)
        bare = quoted[0] if quoted and bare[quoted.end() :].lstrip().startswith("#") else bare
        if bare.strip():
            yield line, bare.strip()


def _first(lines: Iterator[Line], file: str) -> tuple[int, int]:
    line, text = next(lines, (1, ""))
    found = FIRST.fullmatch(text)
    if found is None or not 0 < int(found[2]) <= int(found[1]):
        raise BallotFileError(BallotFault.NO_SEATS, file, line=line, value=text)
    return int(found[1]), int(found[2])


def _ballot(pieces: list[str], options: int, file: str, line: int) -> tuple[int, Ranking]:
    if not NUMBER.fullmatch(pieces[0]) or len(pieces) < 2 or pieces[-1] != END:
        raise BallotFileError(
            BallotFault.NOT_A_BALLOT, file, line=line, value=" ".join(pieces), expected=BALLOT
        )
    levels = tuple(
        tuple(_option(each, options, file, line) for each in piece.split("="))
        for piece in pieces[1:-1]
        if piece != SKIPPED
    )
    named = [option for level in levels for option in level]
    if len(set(named)) < len(named):
        twice = next(option for option in named if named.count(option) > 1) + 1
        raise BallotFileError(BallotFault.NAMED_TWICE, file, line=line, value=twice)
    return int(pieces[0]), levels


def _option(text: str, options: int, file: str, line: int) -> int:
    if not NUMBER.fullmatch(text) or not 0 < int(text) <= options:
        raise BallotFileError(
            BallotFault.UNKNOWN_OPTION, file, line=line, value=text, expected=options
        )
    return int(text) - 1


def _names(lines: Iterator[Line], options: int, file: str) -> tuple[list[str], str]:
    found = []
    for line, text in lines:
        quoted = QUOTED.fullmatch(text)
        if quoted is None:
            raise BallotFileError(BallotFault.NOT_QUOTED, file, line=line, value=text)
        found.append(quoted[1].replace('""', '"'))
    if not options <= len(found) <= options + 1:
        raise BallotFileError(BallotFault.WRONG_NAMES, file, value=len(found), expected=options)
    return found[:options], "".join(found[options:])


def _without(
    withdrawn: set[int],
    file: str,
    names: list[str],
    rankings: dict[Ranking, int],
    title: str,
    seats: int,
) -> RankedFile:
    """The election without who withdrew; their place on a ballot goes to the next."""
    kept = [option for option in range(len(names)) if option not in withdrawn]
    number = {option: place for place, option in enumerate(kept)}
    moved: dict[Ranking, int] = {}
    for ranking, weight in rankings.items():
        levels = (tuple(number[o] for o in level if o in number) for level in ranking)
        key = tuple(level for level in levels if level)
        moved[key] = moved.get(key, 0) + weight
    election = packed(file, [names[option] for option in kept], moved)
    return RankedFile(election, Format.BLT, title, min(seats, len(kept)))
