"""One line of the logbook, and those about looking back together and about a talk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from samenspel.evaluation import queries as evaluation
from samenspel.evaluation.models import Evaluation
from samenspel.meaning.models import Scan, Talk
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
    at: datetime | None = None  # where more is known of it than the day

    @property
    def order(self) -> tuple[date, datetime]:
        """Its place in time; of which no hour is known comes first on its day."""
        return self.on, self.at or datetime.min.replace(tzinfo=UTC)


def looked_back(evaluations: Sequence[Evaluation]) -> Iterator[Moment]:
    """When parties asked each other how it goes, opened the answers, and will ask again."""
    for each in reversed(evaluations):
        path = evaluation.page_of(each)
        says = _("%(party)s asked to look back together.") % {"party": each.asked_for.name}
        yield _upper(each.asked_at, says, path)
        if each.opened_at:
            says = _("What each side says of working together was opened.")
            yield _upper(each.opened_at, says, path)
            if each is evaluations[0]:
                says = _("Look back together again.")
                yield Moment(each.next_on, Stream.UPPER, Sort.EVALUATION, says, path, is_ahead=True)
        else:
            says = _("Last day to answer the evaluation.")
            yield _upper(each.closes_at, says, path, is_ahead=True)


def _upper(at: datetime, says: str, path: str, *, is_ahead: bool = False) -> Moment:
    on = evaluation.day_of(at)
    return Moment(on, Stream.UPPER, Sort.EVALUATION, says, path, is_ahead=is_ahead, at=at)


def whose_word(talk: Talk, scan: Scan) -> str:
    """Whose word it is that a talk was held, or who skipped it; nobody checks it."""
    by = talk.numbers_by
    says = (
        _("You talked about “%(scan)s”, says %(name)s.")
        if by
        else _("You talked about “%(scan)s”.")
    )
    if talk.is_skipped:
        says = (
            _("%(name)s skipped the talk about “%(scan)s”.")
            if by
            else _("The talk about “%(scan)s” was skipped.")
        )
    return says % {"scan": scan.title, "name": by.name if by else ""}
