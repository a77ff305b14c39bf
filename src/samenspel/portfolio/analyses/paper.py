from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.collaborations.models import Party
from samenspel.portfolio.choices import Standing, Strength
from samenspel.portfolio.models import ChainStep, Indicator
from samenspel.portfolio.queries import Row
from samenspel_report.portfolio import PaperOutcome, PaperRow, PortfolioPaper

from .findings import what_is_counted, what_to_know, where_hours_go, whole
from .overview import Carried, Overview

NAMED = 8


def paper_of(
    party: Party, rows: Sequence[Row], overview: Overview, made_on: date
) -> PortfolioPaper:
    """The portfolio for a board: what to know, what works on what, and what shows it."""
    outcomes = [each.step for each in overview.outcomes]
    parts = (
        (_("What works on no outcome yet"), tuple(row.name for row in overview.unlinked)),
        (_("What works only on outcomes you let go of"),
         tuple(row.name for row in overview.off_course)),
    )  # fmt: skip
    hours_said = where_hours_go(overview)
    return PortfolioPaper(
        party=party.name,
        heading=_("Portfolio"),
        sentences=tuple(said for said in what_to_know(overview) if said != hours_said),
        outcomes=tuple(map(_outcome, overview.outcomes)),
        rows=tuple(_row(row, outcomes, made_on) for row in rows),
        hours=whole(overview.spread.total) if overview.by_hours else "",
        hours_said=hours_said,
        counted=what_is_counted(overview),
        strip=str(overview.strip),
        parts=tuple(part for part in parts if part[1]),
        cannot=(
            _("Which collaboration is the best. We do not rank partners."),
            _("Whether many hours bring much. That is for who gets them to say."),
        ),
        words=_words(),
        made_on=made_on,
    )


def _words() -> dict[str, str]:
    return {
        "first": _("What to look at first"),
        "matrix": _("What works on what"),
        "name": _("Collaboration"),
        "due": _("Next"),
        "works_on": _("Works on"),
        "hours": _("Our hours in a year"),
        "carried": _("Carried by"),
        "main": str(Strength.MAIN.label),
        "also": str(Strength.ALSO.label),
        "outcomes": _("What we want to change, and how that stands"),
        "outcome": _("Outcome"),
        "carriers": _("Who works on it"),
        "seen": _("By what we see it"),
        "spread": _("Where our hours go"),
    }


def _row(row: Row, outcomes: Sequence[ChainStep], today: date) -> PaperRow:
    standing = "" if row.standing == Standing.RUNNING else str(row.standing.label)
    named = [
        (strength, [step.name for step in outcomes if row.links.get(step.pk) == strength])
        for strength in Strength
    ]
    return PaperRow(
        name=row.name,
        about=", ".join(part for part in (row.partner_names, standing) if part),
        due=_due(row),
        late=_("(late)") if row.is_at_work and row.due_on and row.due_on < today else "",
        strengths=tuple(str(row.links.get(step.pk, "")) for step in outcomes),
        works_on="; ".join(_listed(strength, names) for strength, names in named if names),
        hours=whole(row.hours) if row.hours else "",
    )


def _due(row: Row) -> str:
    day = date_format(row.due_on, "j b Y") if row.due_on else ""
    return ": ".join(part for part in (day, row.due_what) if part)


def _outcome(each: Carried) -> PaperOutcome:
    mainly, also = ([row.name for row in rows] for rows in (each.mainly, each.also))
    named = [_listed(Strength.MAIN, mainly), _listed(Strength.ALSO, also)]
    shown = tuple(map(_shown, each.step.indicators.all()))
    return PaperOutcome(
        name=each.step.name,
        weight=each.step.get_weight_display(),
        carried=", ".join(_counted(len(mainly), len(also))) or _("nothing"),
        carriers=tuple(said for said in named if said) or (_("Nobody works on it."),),
        indicators=shown or (_("There is no indicator yet."),),
    )


def _listed(strength: Strength, names: Sequence[str]) -> str:
    if not names:
        return ""
    said = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        said += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return f"{strength.label}: {said}"


def _counted(mainly: int, also: int) -> Iterator[str]:
    if mainly:
        yield _("%(number)s mainly") % {"number": mainly}
    if also:
        yield _("%(number)s also") % {"number": also}


def _shown(each: Indicator) -> str:
    """What an indicator tells: where it began, is now and should come, or words."""
    said = [] if each.shows_something else [_("not measured yet")]
    if each.baseline is not None:
        said.append(_("began at %(number)s") % {"number": _number(each.baseline)})
    if each.actual is not None:
        said.append(_("is now at %(number)s") % {"number": _number(each.actual)})
    if each.target is not None and each.target_on:
        told = {"number": _number(each.target), "day": date_format(each.target_on, "j b Y")}
        said.append(_("should come to %(number)s on %(day)s") % told)
    if each.in_words:
        said.append(each.in_words)
    return f"{each.name}: {', '.join(said)}."


def _number(number: Decimal) -> str:
    plain = number.normalize()
    digits = max(-int(plain.as_tuple().exponent), 0)
    return number_format(plain, digits, force_grouping=True)
