"""The next wave: the same words asked of the same people, and the keys that tie both together."""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.meaning import queries, rules
from samenspel.meaning.choices import MailState, News, ScanOrigin
from samenspel.meaning.models import (
    Guessing,
    Invitation,
    Respondent,
    Scan,
    ScanScale,
    ScanSide,
    ScanWord,
)
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .making import NotForYou

OPEN_FOR = timedelta(days=14)
TAGS_KEPT = timedelta(days=550)  # a year and a half: long after a full scan is due again


class NotYetOpened(DomainError):
    """A next wave was asked for before this one was opened together."""


class NextWaveExists(DomainError):
    """The next wave of a scan had been made already."""


@transaction.atomic
def make_next_wave(*, scan: Scan, by: User, at: datetime) -> Scan:
    """Prepare the next wave: the same words, scales and people. Nobody is asked yet."""
    if not rules.may_make_scan(by, scan.collaboration):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    earlier = Scan.objects.select_for_update().get(pk=scan.pk)
    if not (earlier.is_sealed and earlier.is_revealed):
        raise NotYetOpened(_("First open the outcome of this scan together."))
    if queries.wave_after(earlier) is not None:
        raise NextWaveExists(_("The next wave was made already."))
    later = _copied(earlier, by, at)
    for side in earlier.sides.order_by("pk"):
        _ask_again(side, later)
    sides = {side.party_id: side for side in later.sides.all()}
    Guessing.objects.bulk_create(
        Guessing(by=sides[one], about=sides[other])
        for one, other in sorted(queries.guesses_in(earlier))
    )
    audit.record("meaning.next_wave_made", subject=later, by=by, at=at)
    events.tell(News.NEXT_WAVE_MADE, queries.news_about(later), at=at)
    return later


def _copied(earlier: Scan, by: User, at: datetime) -> Scan:
    here = timezone.get_current_timezone()
    closes_on = (at + OPEN_FOR + timedelta(days=1)).astimezone(here).date()
    try:
        with transaction.atomic():
            later = Scan.objects.create(
                collaboration_id=earlier.collaboration_id,
                title=earlier.title,
                series=earlier.series,
                wave=earlier.wave + 1,
                wave_label=f"scan {earlier.wave + 1}",
                made_on=at.date(),
                origin=ScanOrigin.SEALED,
                low=earlier.low,
                high=earlier.high,
                tolerance=earlier.tolerance,
                made_by=by,
                closes_at=datetime.combine(closes_on, time.min, here),
            )
    except IntegrityError as error:
        raise NextWaveExists(_("The next wave was made already.")) from error
    for word in queries.words_of(earlier):
        scales = list(word.scales.all())
        asked = _again(word, scan=later)
        ScanScale.objects.bulk_create(_scale_again(scale, asked) for scale in scales)
    return later


def _again(word: ScanWord, *, scan: Scan) -> ScanWord:
    return scan.words.create(
        position=word.position, code=word.code, name_nl=word.name_nl, name_en=word.name_en
    )


def _scale_again(scale: ScanScale, word: ScanWord) -> ScanScale:
    return ScanScale(
        word=word,
        position=scale.position,
        code=scale.code,
        pole_low_nl=scale.pole_low_nl,
        pole_high_nl=scale.pole_high_nl,
        pole_low_en=scale.pole_low_en,
        pole_high_en=scale.pole_high_en,
    )


def _ask_again(side: ScanSide, later: Scan) -> None:
    """The same people, added by whom they were added; links are made anew."""
    again = later.sides.create(party_id=side.party_id, population=side.population)
    for person in queries.people_asked(side).filter(revoked_at=None, group_link=None):
        Invitation.objects.create(
            side=again,
            name=person.name,
            email=person.email,
            language=person.language,
            added_by=person.added_by,
            mail_state=MailState.WAITING if person.email else MailState.NONE,
        )


@transaction.atomic
def forget_wave_tags(*, by: None, at: datetime) -> int:
    """Forget what ties answers to a next wave that never came; how many."""
    old = Scan.objects.filter(revealed_at__lt=at - TAGS_KEPT)
    tagged = Respondent.objects.filter(side__scan__in=old).exclude(wave_tag="")
    for scan in old.filter(pk__in=tagged.values("side__scan")):
        audit.record("meaning.wave_tags_forgotten", subject=scan, by=by, at=at)
    return tagged.update(wave_tag="")


@transaction.atomic
def note_next_wave_told(*, scan: Scan, by: None, at: datetime) -> bool:
    """Note that the speakers were told that the next wave is due; false if someone was first."""
    fresh = Scan.objects.filter(pk=scan.pk, next_wave_told_at=scan.next_wave_told_at)
    if not fresh.update(next_wave_told_at=at):
        return False
    audit.record("meaning.next_wave_told", subject=scan, by=by, at=at)
    return True
