"""The ballots of a document, as they were counted."""

from collections.abc import Mapping

from samenspel_analysis.decision.budget import pack as pack_budget
from samenspel_analysis.decision.majority import Choice, votes_of
from samenspel_analysis.decision.points import pack_points
from samenspel_analysis.decision.ranked import pack
from samenspel_report.ballots import BudgetFile
from samenspel_report.ballots.pabulib_votes import Kind
from samenspel_report.ballots.proposal import ProposalFile
from samenspel_report.ballots.ranked_file import Format, PointsFile, RankedFile
from samenspel_report.decision.document.values import Value

MOST_ENTRIES = 10_000_000
CHOICES = tuple(choice.name.lower() for choice in Choice)


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _number(name: str, numbers: Mapping[str, int], value: Value) -> int:
    if name not in numbers:
        raise value.wrong(", ".join(list(numbers)[:5]))
    return numbers[name]


def _given(ballot: Value, numbers: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    points = ballot["points"]
    return tuple(
        sorted((_number(name, numbers, points), each.whole()) for name, each in points.items())
    )


def budget_in(question: Value, title: str) -> BudgetFile:
    """A vote on a budget."""
    projects = list(question["projects"].each())
    names = [project["id"].text() for project in projects]
    numbers, ballots = _numbers(names), dict[tuple[tuple[int, int], ...], int]()
    for ballot in question["ballots"].each():
        key = _given(ballot, numbers)
        ballots[key] = ballots.get(key, 0) + ballot["voters"].whole()
    return BudgetFile(
        election=pack_budget(
            names, [project["cost"].exact() for project in projects],
            question["budget"].exact(), ballots,
        ),
        titles=tuple(project["title"].text() for project in projects),
        kind=Kind(question["ballots_hold"].one_of(tuple(Kind))),
        meta={"description": title},
        rule=None,
        selected=None,
        notices=(),
    )  # fmt: skip


def ranked_in(question: Value, title: str) -> RankedFile:
    """Ranked ballots."""
    names = [name.text() for name in question["options"].each()]
    numbers, ballots = _numbers(names), dict[tuple[tuple[int, ...], ...], int]()
    for ballot in question["ballots"].each():
        key = tuple(
            tuple(_number(name.text(), numbers, name) for name in level.each())
            for level in ballot["ranking"].each()
        )
        ballots[key] = ballots.get(key, 0) + ballot["voters"].whole()
    return RankedFile(pack(names, ballots), Format.DOCUMENT, title)


def points_in(question: Value, title: str) -> PointsFile:
    """Approvals or points."""
    names = [name.text() for name in question["options"].each()]
    numbers, ballots = _numbers(names), dict[tuple[tuple[int, int], ...], int]()
    for ballot in question["ballots"].each():
        key = _given(ballot, numbers)
        ballots[key] = ballots.get(key, 0) + ballot["voters"].whole()
    return PointsFile(pack_points(names, ballots), Format.DOCUMENT, title)


def proposal_in(question: Value, title: str) -> ProposalFile:
    """Votes on a proposal; equal entries were written together."""
    names = [name.text() for name in question["classes"].each()]
    numbers = _numbers(names)
    columns: dict[str, list[int]] = {
        name: [] for name in ("choices", "classes", "weights", "entitled", "present")
    }
    for entry in question["entries"].each():
        times = entry["entries"].whole(1, MOST_ENTRIES - len(columns["choices"]))
        said = CHOICES.index(entry["choice"].one_of(CHOICES))
        number = _number(entry["class"].text(), numbers, entry["class"])
        row = (
            said, number, entry["votes"].whole(), entry["entitled"].yes(), entry["present"].yes()
        )  # fmt: skip
        for column, value in zip(columns.values(), row, strict=True):
            column.extend([value] * times)
    choices = columns.pop("choices")
    return ProposalFile(votes_of(choices, class_names=names, **columns), None, title)
