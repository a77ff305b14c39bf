"""Files of PrefLib: orders (`.soc .soi .toc .toi`) and categories (`.cat`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samenspel_analysis.decision.ranked import Ranking
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.ranked_file import (
    Format,
    PointsFile,
    RankedFile,
    packed,
    packed_points,
)
from samenspel_report.ballots.text import text_of

ORDERS = (".soc", ".soi", ".toc", ".toi")
CATEGORIES = ".cat"
LINE = re.compile(r"(\d{1,12}):(.*)", re.ASCII)
PIECE = re.compile(r"\s*(?:\{([\d,\s]*)\}|(\d+))\s*(?:,|$)", re.ASCII)
NAME = re.compile(r"(ALTERNATIVE|CATEGORY) NAME (\d{1,6})", re.ASCII)

MOST = 1_000  # options

Levels = tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class _Header:
    told: dict[str, str] = field(default_factory=dict)
    names: dict[str, dict[int, str]] = field(
        default_factory=lambda: {"ALTERNATIVE": {}, "CATEGORY": {}}
    )

    def add(self, text: str) -> None:
        key, _, value = text.partition(":")
        if found := NAME.fullmatch(key.strip()):
            self.names[found[1]][int(found[2])] = value.strip()
        else:
            self.told[key.strip()] = value.strip()

    def listed(self, kind: str, plural: str) -> list[str]:
        """Names from number 1 on; a number stands where no name is given."""
        names, told = self.names[kind], self.told.get(f"NUMBER {plural}", "")
        count = int(told) if told.isascii() and told.isdigit() else max(names, default=0)
        return [names.get(number, str(number)) for number in range(1, min(count, MOST) + 1)]

    @property
    def options(self) -> list[str]:
        """What is voted on."""
        return self.listed("ALTERNATIVE", "ALTERNATIVES")

    @property
    def categories(self) -> list[str]:
        """What an option can be put in, best first."""
        return self.listed("CATEGORY", "CATEGORIES")


def read_orders(path: Path) -> RankedFile:
    """Ballots in order; what ties stands between braces."""
    header, lines = _read(path)
    names = header.options
    rankings: dict[Ranking, int] = {}
    for line, weight, levels in lines:
        _check(levels, len(names), path.name, line)
        ranking = tuple(tuple(option - 1 for option in level) for level in levels)
        rankings[ranking] = rankings.get(ranking, 0) + weight
    _check_voters(header, sum(rankings.values()), path.name)
    election = packed(path.name, names, rankings)
    return RankedFile(election, Format.PREFLIB, header.told.get("TITLE", ""))


def read_categories(path: Path) -> PointsFile:
    """Ballots that put options in categories: none for the last, one more for each above it."""
    header, lines = _read(path)
    names, categories = header.options, header.categories
    ballots: dict[tuple[tuple[int, int], ...], int] = {}
    for line, weight, levels in lines:
        _check(levels, len(names), path.name, line)
        ballot = tuple(
            (option - 1, max(len(categories) - 1 - place, 0))
            for place, level in enumerate(levels)
            for option in level
        )
        ballots[ballot] = ballots.get(ballot, 0) + weight
    _check_voters(header, sum(ballots.values()), path.name)
    election = packed_points(path.name, names, ballots)
    return PointsFile(election, Format.PREFLIB, header.told.get("TITLE", ""), tuple(categories))


def _read(path: Path) -> tuple[_Header, Iterator[tuple[int, int, Levels]]]:
    header, rows = _Header(), list[tuple[int, str]]()
    for line, text in enumerate(text_of(path).split("\n"), 1):
        if text.startswith("#"):
            header.add(text[1:])
        elif text.strip():
            rows.append((line, text.strip()))
    return header, (_ballot(text, path.name, line) for line, text in rows)


def _ballot(text: str, file: str, line: int) -> tuple[int, int, Levels]:
    found = LINE.fullmatch(text)
    levels, place = list[tuple[int, ...]](), 0
    rest = found[2] if found else ""
    while found and place < len(rest):
        piece = PIECE.match(rest, place)
        if piece is None:
            found = None
        else:
            inside = piece[2] or piece[1] or ""
            levels.append(tuple(int(each) for each in inside.split(",") if each.strip()))
            place = piece.end()
    if found is None:
        raise BallotFileError(
            BallotFault.NOT_A_BALLOT, file, line=line, value=text, expected="3: 1,{2,4},5"
        )
    return line, int(found[1]), tuple(levels)


def _check(levels: Levels, options: int, file: str, line: int) -> None:
    named = [option for level in levels for option in level]
    for option in named:
        if not 0 < option <= options:
            raise BallotFileError(
                BallotFault.UNKNOWN_OPTION, file, line=line, value=option, expected=options
            )
    if len(set(named)) < len(named):
        twice = next(option for option in named if named.count(option) > 1)
        raise BallotFileError(BallotFault.NAMED_TWICE, file, line=line, value=twice)


def _check_voters(header: _Header, found: int, file: str) -> None:
    told = header.told.get("NUMBER VOTERS", "")
    if told and told != str(found):
        raise BallotFileError(
            BallotFault.WRONG_COUNT, file, column="NUMBER VOTERS", value=found, expected=told
        )
