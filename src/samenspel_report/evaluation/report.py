"""An evaluation as content for page and paper: per item a picture, sentences and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date

from samenspel_analysis.evaluation.results import Evaluated, Heard, ItemFound
from samenspel_report.evaluation.items import Facet, Item
from samenspel_report.evaluation.sentences import (
    gap_sentence,
    heard_sentence,
    in_short,
    limits,
    verdict_words,
)
from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.pictures.answer_bars import BarLane, answer_bars, bars_height
from samenspel_report.scan.content import Drawing, Table

PRINTED = 340.0  # how wide a picture is drawn in print
DASH = "–"


@dataclass(frozen=True, slots=True)
class Checked:
    """Something agreed the time before: what, by when, and what each side sees of it."""

    what: str
    due_on: date
    seen: tuple[tuple[str, tuple[int, int, int] | None], ...]  # side; people: done, partly, not


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the answers: names, day, remarks by facet, and what is checked first."""

    collaboration: str
    kind: str
    opened_on: date
    remarks: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = field(default_factory=dict)
    checked: Sequence[Checked] = ()
    findings: str = ""  # of an outside evaluator
    evaluator: str = ""
    improvements: Sequence[tuple[str, str, date]] = ()  # what, who, by when


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item: what was asked, the picture, the sentences, the table."""

    ask: str
    ends: tuple[str, str]
    drawing: Drawing
    sentences: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet with its items, and what people wrote beside them."""

    code: str
    name: str
    divided: tuple[str, ...]
    items: tuple[ItemShown, ...]
    remarks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Everything a reader gets, in order."""

    title: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    checked: tuple[tuple[str, tuple[str, ...]], ...]
    in_short: tuple[tuple[str, tuple[str, ...]], ...]
    facets: tuple[FacetShown, ...]
    findings: tuple[str, ...]
    improvements: tuple[str, ...]
    limits: tuple[str, ...]
    labels: dict[str, str]


def evaluation_report(
    found: Evaluated, asked: tuple[Facet, ...], around: Around, language: str
) -> EvaluationReport:
    """The content in one language; `asked` are the items in that language."""
    t = translator(language)
    by_code = {item.item: item for item in found.items}
    kept = [(facet, [item for item in facet.items if item.code in by_code]) for facet in asked]
    asks = {item.code: item.ask for _facet, items in kept for item in items}
    return EvaluationReport(
        title=around.collaboration,
        heading=around.kind,
        facts=_facts(t, found, around),
        checked=tuple(_checked(t, each) for each in around.checked),
        in_short=tuple(in_short(t, found, [asks[each.item] for each in found.items])),
        facets=tuple(
            _facet(t, found, facet, [_item(t, found, item, by_code[item.code]) for item in items],
                   around)
            for facet, items in kept if items
        ),
        findings=tuple(line for line in around.findings.splitlines() if line.strip()),
        improvements=tuple(_improvement(t, *each) for each in around.improvements),
        limits=tuple(limits(t)),
        labels=_labels(t, around),
    )  # fmt: skip


def _facts(t: Translator, found: Evaluated, around: Around) -> tuple[tuple[str, str], ...]:
    answered = [
        (name, t.gettext("%(n)s of %(of)s answered") % {"n": n, "of": of} if of else
         t.ngettext("%(n)s answered", "%(n)s answered", n) % {"n": n})
        for name, n, of in zip(found.sides, found.people, found.populations, strict=True)
    ]  # fmt: skip
    return (
        *answered,
        (t.gettext("Opened together"), _day(t, around.opened_on)),
        (
            t.gettext("Tolerance"),
            t.ngettext("%(n)s point of %(of)s", "%(n)s points of %(of)s", round(found.tolerance))
            % {"n": t.number(found.tolerance), "of": found.high - found.low + 1},
        ),
    )


def _facet(
    t: Translator, found: Evaluated, facet: Facet, items: list[ItemShown], around: Around
) -> FacetShown:
    divided = tuple(
        t.gettext("%(side)s is divided here: its answers lie as far apart as by chance.")
        % {"side": name}
        for name, told in zip(found.sides, found.divided[facet.code], strict=True) if told
    )  # fmt: skip
    remarks = tuple((side, tuple(texts)) for side, texts in around.remarks.get(facet.code, ()))
    return FacetShown(facet.code, facet.name, divided, tuple(items), remarks)


def _item(t: Translator, found: Evaluated, item: Item, told: ItemFound) -> ItemShown:
    pairs = list(zip(found.sides, told.sides, strict=True))
    heard = [heard_sentence(t, name, each, found.low) for name, each in pairs]
    alt = " ".join([item.ask, *heard])
    lanes = [BarLane(name, each.counts, each.mean, each.low, each.high) for name, each in pairs]
    svg = answer_bars(lanes, low=found.low, high=found.high, label=alt)
    return ItemShown(
        ask=item.ask,
        ends=(item.low, item.high),
        drawing=Drawing(svg, alt, PRINTED, bars_height(len(lanes))),
        sentences=tuple(gap_sentence(t, found, gap) for gap in told.gaps),
        table=_table(t, found, item, told),
    )


def _table(t: Translator, found: Evaluated, item: Item, told: ItemFound) -> Table:
    points = [str(point) for point in range(found.low, found.high + 1)]
    head = (t.gettext("Side"), *points, t.gettext("Mean"), t.gettext("95% interval"))
    rows = tuple(
        (name, *_counts(each, len(points)), DASH if each.mean is None else t.number(each.mean, 1),
         _interval(t, each))
        for name, each in zip(found.sides, told.sides, strict=True)
    )  # fmt: skip
    verdicts = ", ".join(
        f"{found.sides[gap.first]} – {found.sides[gap.second]}: {verdict_words(t, gap)}"
        for gap in told.gaps
    )
    return Table(f"{item.ask} {verdicts}", head, rows)


def _counts(heard: Heard, points: int) -> tuple[str, ...]:
    return tuple(map(str, heard.counts)) if heard.counts else (DASH,) * points


def _interval(t: Translator, heard: Heard) -> str:
    if heard.low is None or heard.high is None:
        return DASH
    ends = {"from": t.number(heard.low, 1), "to": t.number(heard.high, 1)}
    return t.gettext("%(from)s to %(to)s") % ends


def _checked(t: Translator, each: Checked) -> tuple[str, tuple[str, ...]]:
    said = []
    for side, seen in each.seen:
        if seen is None:
            said.append(t.gettext("%(side)s: too few answers to show.") % {"side": side})
        else:
            done, partly, undone = seen
            facts = {"side": side, "done": done, "partly": partly, "undone": undone}
            said.append(
                t.gettext("%(side)s: done %(done)s, partly %(partly)s, not %(undone)s") % facts
            )
    return _improvement(t, each.what, "", each.due_on), tuple(said)


def _improvement(t: Translator, what: str, owner: str, due_on: date) -> str:
    said = {"what": what, "who": owner, "day": _day(t, due_on)}
    if not owner:
        return t.gettext("%(what)s (by %(day)s)") % said
    return t.gettext("%(what)s (%(who)s, by %(day)s)") % said


def _day(t: Translator, day: date) -> str:
    return format_date(day, format="d MMMM y", locale=DATES[t.language])


def _labels(t: Translator, around: Around) -> dict[str, str]:
    return {
        "checked": t.gettext("What you agreed last time"),
        "in_short": t.gettext("In short"),
        "remarks": t.gettext("What people wrote"),
        "findings": t.gettext("What %(who)s saw, from outside") % {"who": around.evaluator},
        "improvements": t.gettext("What you do about it"),
        "limits": t.gettext("What you cannot conclude from this"),
        "table": t.gettext("Read this picture as a table"),
        "key": t.gettext(
            "A bar says how many people chose a point. The mark below it is their mean, the line "
            "beside it the 95% interval."
        ),
        "page_of": t.gettext("of"),
    }
