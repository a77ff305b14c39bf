from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.choices import Conclusion, News, Turn
from samenspel.agreements.models import Agreement, Pause, Reassessment, Upheaval
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError
from samenspel.platform.letters import Mail, put_in_line

from .agreements import NotForYou
from .exchange import NotYetGiven, _check_may


class AlreadyPaused(DomainError):
    """A pause was asked for what rests already."""


class PauseOver(DomainError):
    """A pause was ended or made longer that had ended."""


class PauseInThePast(DomainError):
    """A pause was asked until a day that has passed."""


class AlreadyConcluded(DomainError):
    """A conclusion came in about what was concluded already."""


@transaction.atomic
def pause(
    *, collaboration: Collaboration, agreement: Agreement | None, reason: str, stays_alive: str,
    message: str, until_on: date, party: Party, mail: Mail, by: User | None, at: datetime,
) -> Pause:  # fmt: skip
    """Let a collaboration or an agreement rest from now, and tell the other parties why."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_here(by, party, collaboration)
    _check_until(until_on, at)
    if queries.running_pauses(collaboration).filter(agreement=agreement).exists():
        raise AlreadyPaused(_("This rests already."))
    made = Pause.objects.create(
        collaboration=collaboration,
        agreement=agreement,
        reason=reason,
        stays_alive=stays_alive,
        message=message,
        until_on=until_on,
        asked_for=party,
        asked_by=by,
        asked_at=at,
    )
    audit.record("agreements.paused", subject=made, by=by, at=at)
    events.tell(News.PAUSED, queries.news_of(made, collaboration, "flexibility"), at=at)
    for person in queries.speakers_in(collaboration).exclude(representations__party=party):
        put_in_line(mail=mail, about=made, given=[made.pk, person.pk])
    return made


@transaction.atomic
def extend_pause(
    *, pause: Pause, until_on: date, party: Party, by: User | None, at: datetime
) -> None:
    """Let it rest until a later day; near that day everyone is reminded again."""
    locked = _resting(pause, party, by)
    _check_until(until_on, at)
    locked.until_on, locked.reminded_at = until_on, None
    locked.save(update_fields=["until_on", "reminded_at"])
    audit.record("agreements.pause_extended", subject=locked, by=by, at=at)


@transaction.atomic
def end_pause(*, pause: Pause, party: Party, by: User | None, at: datetime) -> None:
    """Take up again what rested."""
    locked = _resting(pause, party, by)
    locked.ended_at, locked.ended_for = at, party
    locked.save(update_fields=["ended_at", "ended_for"])
    audit.record("agreements.pause_ended", subject=locked, by=by, at=at)
    about = queries.news_of(locked, locked.collaboration, "flexibility")
    events.tell(News.PAUSE_ENDED, about, at=at)


@transaction.atomic
def remind_of_pause(*, pause: Pause, mail: Mail, by: User | None, at: datetime) -> int:
    """Ask for a letter to everyone who decides here, once for each end of a pause; how many."""
    waiting = Pause.objects.filter(pk=pause.pk, reminded_at=None, ended_at=None)
    if not waiting.update(reminded_at=at):
        return 0
    people = list(queries.speakers_in(pause.collaboration))
    for person in people:
        put_in_line(mail=mail, about=pause, given=[pause.pk, person.pk])
    audit.record("agreements.pause_reminded", subject=pause, by=by, at=at)
    return len(people)


@transaction.atomic
def note_upheaval(
    *, collaborations: Iterable[Collaboration], kind: Turn, what: str, happened_on: date,
    party: Party, by: User | None, at: datetime,
) -> list[Upheaval]:  # fmt: skip
    """Say what changed for a party, and mark what it agreed with others to be looked at again."""
    if happened_on > queries.day_of(at):
        raise NotYetGiven(_("Choose today or a day before."))
    made = []
    for each in collaborations:
        _check_here(by, party, each)
        noted = Upheaval.objects.create(
            collaboration=each,
            kind=kind,
            what=what,
            happened_on=happened_on,
            noted_for=party,
            noted_by=by,
            noted_at=at,
        )
        marked: list[Agreement | None] = [None, *queries.agreements_that_hold(each)]
        Reassessment.objects.bulk_create(
            Reassessment(upheaval=noted, agreement=agreement) for agreement in marked
        )
        audit.record("agreements.upheaval_noted", subject=noted, by=by, at=at)
        events.tell(News.CHANGED, queries.news_of(noted, each, "flexibility"), at=at)
        made.append(noted)
    return made


@transaction.atomic
def conclude(
    *, reassessment: Reassessment, conclusion: Conclusion, because: str, party: Party,
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    """Say what comes of looking at it again; a change or an end is then proposed as always."""
    related = Reassessment.objects.select_related("upheaval__collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=reassessment.pk)
    _check_here(by, party, locked.upheaval.collaboration)
    if locked.conclusion:
        raise AlreadyConcluded(_("Someone said meanwhile what comes of it."))
    locked.conclusion, locked.because = conclusion, because
    locked.concluded_for, locked.concluded_by, locked.concluded_at = party, by, at
    locked.save()
    audit.record("agreements.reassessed", subject=locked, by=by, at=at)


def _resting(pause: Pause, party: Party, by: User | None) -> Pause:
    related = Pause.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=pause.pk)
    _check_here(by, party, locked.collaboration)
    if locked.ended_at:
        raise PauseOver(_("This was taken up again meanwhile."))
    return locked


def _check_here(by: User | None, party: Party, collaboration: Collaboration) -> None:
    _check_may(by, party, collaboration)
    if party not in queries.parties_of(collaboration):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))


def _check_until(until_on: date, at: datetime) -> None:
    if until_on <= queries.day_of(at):
        raise PauseInThePast(_("Choose a day after today."))
