from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.choices import Again, Manner, News
from samenspel.agreements.models import Agreement, Ending, Farewell
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .exchange import NotYetGiven
from .moving import _check_here


class AlreadyEnded(DomainError):
    """Something was ended that had ended."""


class FarewellsOpen(DomainError):
    """A party wanted to say something else after all had said what they think."""


@dataclass(frozen=True, slots=True)
class Told:
    """How something came to its end, as one party tells it."""

    manner: Manner
    ended_on: date
    reason: str
    lessons: str = ""
    still_promised: str = ""
    talk_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a party says at an ending."""

    recognises: bool
    again: Again
    goals_reached: int | None = None
    value: int | None = None
    words: str = ""


@transaction.atomic
def end(
    *, collaboration: Collaboration, agreement: Agreement | None, told: Told, party: Party,
    by: User | None, at: datetime,
) -> Ending:  # fmt: skip
    """Note how an agreement, or all of a collaboration, was renewed, deepened or ended."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_here(by, party, collaboration)
    if told.ended_on > queries.day_of(at):
        raise NotYetGiven(_("Choose today or a day before."))
    if queries.has_ended(collaboration, agreement):
        raise AlreadyEnded(_("This has ended already."))
    made = Ending.objects.create(
        collaboration=collaboration,
        agreement=agreement,
        noted_for=party,
        noted_by=by,
        noted_at=at,
        **asdict(told),
    )
    audit.record("agreements.ended", subject=made, by=by, at=at)
    about = queries.news_of(made, collaboration, "ending", made.pk)
    events.tell(News.ENDED, about, at=at)
    return made


@transaction.atomic
def say_farewell(
    *, ending: Ending, said: Said, party: Party, by: User | None, at: datetime
) -> Farewell:
    """Say for a party what it thinks of the ending; again replaces it, until all have said it."""
    related = Ending.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=ending.pk)
    _check_here(by, party, locked.collaboration)
    if not queries.parties_yet_to_say(locked):
        raise FarewellsOpen(_("Everyone said it; the answers are open and stay as they are."))
    given = asdict(said) | {"said_by": by, "said_at": at}
    made, _is_new = Farewell.objects.update_or_create(ending=locked, party=party, defaults=given)
    audit.record("agreements.farewell_said", subject=locked, by=by, at=at)
    return made
