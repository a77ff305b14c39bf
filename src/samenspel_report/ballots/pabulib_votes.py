"""The projects and ballots of a `.pb` file, and what was odd about them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.budget import Ballot, BudgetElection
from samenspel_analysis.decision.budget.ballots import MOST_POINTS
from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.intake.cells import cleaned

WHOLE = re.compile(r"\d{1,7}(?:\.0+)?", re.ASCII)
NOT_FUNDED, FUNDED = "0", "1"


class Kind(StrEnum):
    """What a ballot says of projects."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"
    ORDINAL = "ordinal"


WITH_POINTS = (Kind.CUMULATIVE, Kind.SCORING)


class Oddity(StrEnum):
    """What a file says that we read in one way and others may read in another."""

    NAMED_TWICE = "named_twice"
    VOTES_DIFFER = "votes_differ"
    SCORE_DIFFERS = "score_differs"
    SELECTED_OTHERWISE = "selected_otherwise"


@dataclass(frozen=True, slots=True)
class Notice:
    """An oddity: how often, and where first (a line, or the name of a project)."""

    oddity: Oddity
    times: int
    first: str


@dataclass(slots=True)
class Projects:
    """Projects as they come by: where each stands, its cost, and what the file says of it."""

    file: str
    header: list[str]
    places: dict[str, int] = field(default_factory=dict)
    costs: list[Fraction] = field(default_factory=list)
    told: list[Mapping[str, str]] = field(default_factory=list)

    def add(self, line: int, name: str, cost: Fraction, row: list[str]) -> None:
        """One more project."""
        if not name:
            raise BallotFileError(BallotFault.NO_NAME, self.file, line=line, column="project_id")
        if name in self.places:
            raise BallotFileError(BallotFault.TWO_PROJECTS, self.file, line=line, value=name)
        self.places[name] = len(self.places)
        self.costs.append(cost)
        self.told.append(dict(zip(self.header, row, strict=False)))

    @property
    def titles(self) -> tuple[str, ...]:
        """What each project is called; its own number where it has no name."""
        return tuple(
            cleaned(told.get("name", "")) or name
            for name, told in zip(self.places, self.told, strict=True)
        )

    @property
    def selected(self) -> frozenset[int] | None:
        """What the file says was funded by its rule, if it says so."""
        if "selected" not in self.header:
            return None
        told = enumerate(told.get("selected", "").strip() for told in self.told)
        return frozenset(place for place, selected in told if selected == FUNDED)

    def notices(self, election: BudgetElection, kind: Kind) -> Iterator[Notice]:
        """Where the file counts otherwise than its ballots, or says more than funded or not."""
        counted = {"votes": (Oddity.VOTES_DIFFER, election.votes)}
        if kind in (*WITH_POINTS, Kind.ORDINAL):
            counted["score"] = (Oddity.SCORE_DIFFERS, election.scores)
        for column, (oddity, numbers) in counted.items():
            yield from self._differing(oddity, column, [str(number) for number in numbers])
        other = [
            name
            for name, told in zip(self.places, self.told, strict=True)
            if told.get("selected", "").strip() not in ("", NOT_FUNDED, FUNDED)
        ]
        if other:
            yield Notice(Oddity.SELECTED_OTHERWISE, len(other), other[0])

    def _differing(self, oddity: Oddity, column: str, counted: list[str]) -> Iterator[Notice]:
        differ = [
            name
            for (name, told), count in zip(
                zip(self.places, self.told, strict=True), counted, strict=True
            )
            if told.get(column, "").strip().removesuffix(".0") not in ("", count)
        ]
        if differ:
            yield Notice(oddity, len(differ), differ[0])


@dataclass(slots=True)
class Votes:
    """The rows of ballots and where their cells stand; then the ballots, counted."""

    rows: list[tuple[int, list[str]]]
    voter: int | None
    vote: int
    points: int | None
    points_name: str
    line: int
    header: list[str]
    ballots: dict[Ballot, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def read_ballots(votes: Votes, projects: Projects, kind: Kind, meta: Mapping[str, str]) -> Votes:
    """Count equal ballots together; raises `BallotFileError` at the first that is wrong."""
    if kind in WITH_POINTS and votes.points is None:
        raise BallotFileError(
            BallotFault.MISSING_COLUMN, projects.file, line=votes.line, column="points",
            value=", ".join(votes.header),
        )  # fmt: skip
    longest = meta.get("max_length", "")
    most = int(longest) if WHOLE.fullmatch(longest) else len(projects.places)
    reader = _Reader(projects, kind, votes.points_name, most)
    points = votes.points if kind in WITH_POINTS else None
    for (vote, given), (weight, line) in _counted(votes, points, projects.file).items():
        ballot = reader.ballot(vote, given, weight, line)
        votes.ballots[ballot] = votes.ballots.get(ballot, 0) + weight
    if reader.twice:
        line, times = min(reader.twice), sum(reader.twice.values())
        votes.notices = (Notice(Oddity.NAMED_TWICE, times, str(line)),)
    return votes


def _counted(votes: Votes, points: int | None, file: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Each distinct text of a ballot: how many gave it, and the line where it stands first."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    voters: set[str] = set()
    needed = max(votes.vote, votes.voter or 0, points or 0) + 1
    for line, row in votes.rows:
        if len(row) < needed:
            raise BallotFileError(
                BallotFault.SHORT_ROW, file, line=line, value=len(row), expected=needed
            )
        if votes.voter is not None:
            name = row[votes.voter].strip()
            if name and name in voters:
                raise BallotFileError(BallotFault.TWO_BALLOTS, file, line=line, value=name)
            voters.add(name)
        key = row[votes.vote], "" if points is None else row[points]
        weight, first = found.get(key, (0, line))
        found[key] = weight + 1, first
    return found


@dataclass(slots=True)
class _Reader:
    projects: Projects
    kind: Kind
    points_name: str
    most: int
    twice: dict[int, int] = field(default_factory=dict)  # by line, how many gave such a ballot

    def ballot(self, vote: str, given: str, weight: int, line: int) -> Ballot:
        """A ballot from its text, by rising number of project."""
        names = [name.strip() for name in vote.split(",") if name.strip()]
        chosen = [self._place(name, line) for name in names]
        if len(set(chosen)) < len(chosen):
            chosen = self._once(names, chosen, weight, line)
        if self.kind is Kind.CHOOSE_ONE and len(chosen) > 1:
            raise self._fault(BallotFault.ONE_CHOICE, line, value=len(chosen))
        if self.kind in WITH_POINTS:
            points = self._points(given, len(chosen), line)
        elif self.kind is Kind.ORDINAL:
            points = [max(self.most - place, 0) for place in range(len(chosen))]
        else:
            points = [1] * len(chosen)
        return tuple(sorted(zip(chosen, points, strict=True)))

    def _place(self, name: str, line: int) -> int:
        place = self.projects.places.get(name)
        if place is None:
            raise self._fault(BallotFault.UNKNOWN_PROJECT, line, value=name)
        return place

    def _once(self, names: list[str], chosen: list[int], weight: int, line: int) -> list[int]:
        """An approval given twice counts once; points or ranks given twice say two things."""
        if self.kind not in (Kind.APPROVAL, Kind.CHOOSE_ONE):
            name = next(n for place, n in enumerate(names) if n in names[:place])
            raise self._fault(BallotFault.TWICE_WITH_POINTS, line, value=name)
        self.twice[line] = self.twice.get(line, 0) + weight
        return list(dict.fromkeys(chosen))

    def _points(self, text: str, projects: int, line: int) -> list[int]:
        cells = [cell.strip() for cell in text.split(",")] if text.strip() else []
        if len(cells) != projects:
            raise self._fault(
                BallotFault.POINTS_PER_PROJECT, line, value=len(cells), expected=projects
            )
        for cell in cells:
            if not WHOLE.fullmatch(cell) or float(cell) > MOST_POINTS:
                raise self._fault(
                    BallotFault.NOT_POINTS, line, column=self.points_name, value=cell,
                    expected=MOST_POINTS,
                )  # fmt: skip
        return [int(float(cell)) for cell in cells]

    def _fault(
        self,
        code: BallotFault,
        line: int,
        *,
        column: str | None = None,
        value: str | int,
        expected: int | None = None,
    ) -> BallotFileError:
        return BallotFileError(
            code, self.projects.file, line=line, column=column, value=value, expected=expected
        )
