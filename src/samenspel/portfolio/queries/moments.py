"""One line of the logbook, and those about looking back together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samenspel.evaluation import queries as evaluation
from samenspel.evaluation.models import Evaluation
from samenspel.portfolio.choices import Sort, Stream


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the logbook: when, in which stream, what happened, and where to read on."""

    on: date
    stream: Stream
    sort: Sort
    says: str
    path: str
    is_ahead: bool = False
    about: str = ""  # what several moments have in common


def looked_back(evaluations: Sequence[Evaluation]) -> Iterator[Moment]:
    """When parties asked each other how it goes, opened the answers, and will ask again."""
    for place, each in enumerate(evaluations):
        path = evaluation.page_of(each)
        says = _("%(party)s asked to look back together.") % {"party": each.asked_for.name}
        yield _upper(evaluation.day_of(each.asked_at), says, path)
        if each.opened_at:
            says = _("What each side says of working together was opened.")
            yield _upper(evaluation.day_of(each.opened_at), says, path)
            if place == 0:
                yield _upper(each.next_on, _("Look back together again."), path, is_ahead=True)
        else:
            says = _("Last day to answer the evaluation.")
            yield _upper(evaluation.day_of(each.closes_at), says, path, is_ahead=True)


def _upper(on: date, says: str, path: str, *, is_ahead: bool = False) -> Moment:
    return Moment(on, Stream.UPPER, Sort.EVALUATION, says, path, is_ahead=is_ahead)
