"""Who spoke beside who is there, and what it would be if each group counted by its known share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .counted import Gathered

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from samenspel.conversations.models import AboutQuestion

FEWEST = 5  # people of whom a number is told
Row = tuple[int, int, int]  # who told, which question, the number of the answer


@dataclass(frozen=True, slots=True)
class Heard:
    """A group: how many of it spoke, their part of who told, and the known share; of a hundred."""

    label: str
    people: int | None
    part: int | None
    share: Decimal | None

    @property
    def known(self) -> str:
        """The known share as a picture takes it."""
        return str(self.share or 0)

    @property
    def behind(self) -> Decimal:
        """How much less than its share it speaks, at least, in points of a hundred."""
        return (self.share or Decimal(0)) - (self.part or 0)


@dataclass(frozen=True, slots=True)
class HeardOf:
    """One question about people: its groups, and the one that is heard least beside its share."""

    question: str
    shares_from: str
    told: int
    groups: tuple[Heard, ...]
    least: Heard | None


@dataclass(frozen=True, slots=True)
class Reweighed:
    """How many of a hundred agreed with a statement: as counted, and weighted."""

    text: str
    plain: int
    weighted: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted view, or the reason why there is none; largest differences first."""

    why_not: str
    counted: int
    effective: int
    deff: float
    statements: tuple[Reweighed, ...]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who spoke; the weighted view waits until nobody votes any more."""

    questions: tuple[HeardOf, ...]
    weighted: Weighted | None


def speaking_in(
    votes: Gathered, questions: Sequence["AboutQuestion"], answers: Iterable[Row], statements: int
) -> dict[str, Any]:
    """What a map keeps of who spoke: numbers of at least five people, and whole hundredths."""
    if not questions:
        return {}
    groups = _groups(votes, questions, answers)
    told = [
        _safe(_counted(column, each), votes.counted.people)
        for column, each in zip(groups.T, questions, strict=True)
    ]
    return {
        "questions": [
            {"id": each.pk, "told": counts} for each, counts in zip(questions, told, strict=True)
        ],
        "weighted": _weighted(votes, groups, questions, statements),
    }


def without(speaking: Mapping[str, Any], shown: Iterable[int]) -> dict[str, Any]:
    """The same after a statement was taken out."""
    kept = dict(speaking)
    if kept.get("weighted"):
        numbers = set(shown)
        rows = [row for row in kept["weighted"]["statements"] if row[0] in numbers]
        kept["weighted"] = kept["weighted"] | {"statements": rows}
    return kept


def _groups(
    votes: Gathered, questions: Sequence["AboutQuestion"], answers: Iterable[Row]
) -> "npt.NDArray[np.int64]":
    """(people, questions): the number of what each person on the map chose, -1 without."""
    import numpy as np

    groups = np.full((len(votes.people), len(questions)), -1, dtype=np.int64)
    rows: npt.NDArray[np.int64] = np.fromiter(answers, dtype=np.dtype((np.int64, 3)))
    rows = rows[np.isin(rows[:, 0], votes.people)]
    place = np.searchsorted(votes.people, rows[:, 0])
    for column, question in enumerate(questions):
        about = rows[:, 1] == question.pk
        groups[place[about], column] = rows[about, 2]
    return groups


def _counted(column: "npt.NDArray[np.int64]", question: "AboutQuestion") -> list[int]:
    import numpy as np

    wide = len(question.options.all())
    counts: list[int] = np.bincount(column[column >= 0], minlength=wide).tolist()
    return counts


def _safe(counts: list[int], people: int) -> list[int | None]:
    """Counts of at least five; none from which a smaller one, or who did not tell, follows."""
    shown: list[int | None] = [each if each >= FEWEST else None for each in counts]
    while 0 < people - sum(each or 0 for each in shown) < FEWEST:
        left = [each for each in shown if each]
        if not left:
            break
        shown[shown.index(min(left))] = None
    return shown


def _weighted(
    votes: Gathered,
    groups: "npt.NDArray[np.int64]",
    questions: Sequence["AboutQuestion"],
    statements: int,
) -> dict[str, Any]:
    """Weighted shares of statements, of those questions whose shares are known."""
    from samenspel_analysis.weighing import weigh

    known = [
        place
        for place, each in enumerate(questions)
        if all(option.share is not None for option in each.options.all())
    ]
    if not known:
        return {}
    shares = [[float(o.share or 0) for o in questions[place].options.all()] for place in known]
    found = weigh(groups[:, known], shares)
    if found.cannot or found.effective is None or found.deff is None:
        return {"cannot": found.cannot.value if found.cannot else "", "statements": []}
    return {
        "counted": found.counted,
        "effective": int(found.effective),
        "deff": round(found.deff, 2),
        "statements": _shares(votes, found.weights, statements),
    }


def _shares(
    votes: Gathered, weights: "npt.NDArray[np.float64]", statements: int
) -> list[list[int]]:
    """Number of a statement, and of a hundred who agreed: all on the map, and weighted.

    A statement is left out where few people cast a weighted vote on it or few an unweighted one:
    what those few said would follow from the other numbers.
    """
    import numpy as np

    from samenspel_analysis.weighing import told_weighted

    rows = votes.counted.votes
    told = told_weighted(rows, weights, statements=statements)
    everyone = told_weighted(rows, np.ones(len(weights)), statements=statements)
    rest = everyone.cast - told.cast
    fit = (told.cast >= FEWEST) & ((rest == 0) | (rest >= FEWEST))
    hundredths = np.rint(100 * np.stack([everyone.plain[:, 0], told.weighted[:, 0]], axis=1))
    return [[number, *map(int, hundredths[number])] for number in np.flatnonzero(fit).tolist()]


def who_spoke(
    speaking: Mapping[str, Any],
    questions: Sequence["AboutQuestion"],
    texts: Mapping[int, str],
    *,
    is_over: bool,
) -> Speaking | None:
    """What may be told of who spoke: in fives, and nothing weighted, while people can vote."""
    told = {each["id"]: each["told"] for each in speaking.get("questions", ())}
    found = [
        _heard_of(each, told[each.pk], is_over=is_over) for each in questions if each.pk in told
    ]
    if not found:
        return None
    weighted = speaking["weighted"] if is_over else {}
    return Speaking(tuple(found), _reweighed(weighted, texts) if weighted else None)


def _heard_of(question: "AboutQuestion", told: Sequence[int | None], *, is_over: bool) -> HeardOf:
    counts = [each if each is None or is_over else each // FEWEST * FEWEST for each in told]
    total = sum(each or 0 for each in counts)
    groups = tuple(
        Heard(
            option.label,
            count,
            round(100 * count / total) if count is not None else None,
            option.share,
        )
        for option, count in zip(question.options.all(), counts, strict=True)
    )
    behind = [each for each in groups if each.share is not None and each.behind >= 1]
    least = max(behind, key=lambda each: each.behind, default=None)
    return HeardOf(question.text, question.shares_from, total, groups, least if total else None)


def _reweighed(weighted: Mapping[str, Any], texts: Mapping[int, str]) -> Weighted:
    if "cannot" in weighted:
        return Weighted(_why_not(weighted["cannot"]), 0, 0, 0.0, ())
    rows = [
        Reweighed(texts[number], plain, share)
        for number, plain, share in weighted["statements"]
        if number in texts
    ]
    rows.sort(key=lambda row: -abs(row.weighted - row.plain))
    return Weighted("", weighted["counted"], weighted["effective"], weighted["deff"], tuple(rows))


def _why_not(cannot: str) -> str:
    reasons = {
        "nobody": _("Nobody told all of it."),
        "too_few": _("Of one of the groups fewer than five people told all of it."),
        "at_odds": _("No weights give all groups their share at once."),
        "too_heavy": _("One person would count more than five times as much as on average."),
    }
    return reasons[cannot]
