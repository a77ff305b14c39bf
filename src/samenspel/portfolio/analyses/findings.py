from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.portfolio.queries import Row

from .overview import Carried, Overview


def what_to_know(overview: Overview) -> Iterator[str]:
    """The portfolio in sentences: what is late, missing or weak, and what rests on one partner."""
    if overview.late:
        yield ngettext(
            "In %(n)s collaboration something is past its day.",
            "In %(n)s collaborations something is past its day.",
            len(overview.late),
        ) % {"n": len(overview.late)}
    for row, outcomes in overview.shaken:
        yield what_was_shaken(row, outcomes)
    for each in overview.outcomes:
        if said := what_is_weak(each):
            yield said
    if said := where_hours_go(overview):
        yield said


def what_was_shaken(row: Row, outcomes: str) -> str:
    """Where something big changed and nobody said yet what comes of that, and what rests on it."""
    said = {"name": row.name, "outcomes": outcomes}
    if not outcomes:
        return _("Something big changed in %(name)s. Look at it again.") % said
    return (
        _(
            "Something big changed in %(name)s. Look at it again; these outcomes rest on it too:"
            " %(outcomes)s."
        )
        % said
    )


def what_is_weak(each: Carried) -> str:
    """What is missing or weak about who works on an outcome; nothing where that is in order."""
    named = {"outcome": each.step.name, "partner": ", ".join(each.hangs_on)}
    if each.is_missing:
        return _("Nothing works on “%(outcome)s”.") % named
    if each.is_weak:
        return _("On “%(outcome)s” nothing works mainly.") % named
    if each.hangs_on:
        return _("“%(outcome)s” hangs on %(partner)s.") % named
    return ""


def where_hours_go(overview: Overview) -> str:
    """To whom most of our hours go; nothing where none were written down."""
    if not overview.by_hours:
        return ""
    row, hours, part = overview.by_hours[0]
    return _(
        "Of our %(total)s hours in a year %(hours)s go to %(name)s: %(part)s of every 100."
    ) % {"total": whole(overview.spread.total), "hours": whole(hours), "name": row.name,
         "part": part}  # fmt: skip


def what_is_counted(overview: Overview) -> str:
    """What the last line of the table adds up, and what stands above it that it leaves out."""
    said = _("The last line counts everything that runs or rests.")
    if not (left_out := overview.left_out):
        return said
    hours = sum((row.hours or Decimal(0) for row in left_out), Decimal(0))
    missing = ngettext(
        "It leaves out %(n)s collaboration that ended or is an idea, with %(hours)s hours.",
        "It leaves out %(n)s collaborations that ended or are an idea, with %(hours)s hours.",
        len(left_out),
    ) % {"n": len(left_out), "hours": whole(hours)}
    return f"{said} {missing}"


def whole(number: float | Decimal) -> str:
    """A number without what comes behind the comma."""
    return number_format(number, 0, force_grouping=True)
