import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import permutations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning import queries, rules
from samenspel.meaning.analyses import ScaleDraft, WordDraft
from samenspel.meaning.choices import Depth, MailState, News, ScanOrigin, ScanState
from samenspel.meaning.models import Guessing, Invitation, Scan, ScanScale, ScanWord
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError, NotAllowed

MANY = 3  # from so many sides on one chooses who guesses about whom
MOST_WORDS = 6
LIGHT_WORDS = 3
FEWEST_SCALES, MOST_SCALES = 2, 10
LONGEST = timedelta(days=365)
CONSENT_VERSION = "2026-11b"


class NotForYou(NotAllowed):
    """Someone tried what only a manager or representative of a party may do."""


class ScanNotDraft(DomainError):
    """A scan was changed after it was opened."""


class ScanNotReady(DomainError):
    """A scan cannot be opened yet."""


class ChangedMeanwhile(DomainError):
    """Someone else changed a draft since the page was opened on which something is pressed."""


@transaction.atomic
def make_scan(
    *,
    collaboration: Collaboration,
    title: str,
    words: Sequence[WordDraft],
    populations: Mapping[Party, int],
    closes_at: datetime,
    by: User | None,
    at: datetime,
    guesses: Collection[tuple[int, int]] | None = None,
) -> Scan:
    """Prepare a scan: its words, its sides and its last day. Nobody is asked yet.

    `guesses` says which party guesses about which other, by their ids; without it every one does.
    Pressed twice it is made once.
    """
    if by is not None and not rules.may_make_scan(by, collaboration):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    asked = {word.name_nl for word in words}
    for twin in queries.drafts_of(by, collaboration).filter(title=title, closes_at=closes_at):
        if asked == {word.name_nl for word in twin.words.all()}:
            return twin
    scan = Scan.objects.create(
        collaboration=collaboration,
        title=title,
        made_on=at.date(),
        origin=ScanOrigin.SEALED,
        made_by=by,
        closes_at=closes_at,
    )
    for position, word in enumerate(words, 1):
        _ask(scan, position, word)
    for party, population in populations.items():
        scan.sides.create(party=party, population=population)
    _let_guess(scan, guesses)
    audit.record("meaning.scan_made", subject=scan, by=by, at=at)
    return scan


@transaction.atomic
def add_word(*, scan: Scan, word: WordDraft, by: User, at: datetime) -> ScanWord:
    """Ask one more word."""
    scan = _draft(scan, by)
    if scan.words.count() >= MOST_WORDS:
        raise ScanNotReady(_("A scan asks at most six words."))
    if scan.words.filter(name_nl=word.name_nl).exists():
        raise ScanNotReady(_("This word is already in the scan."))
    last = scan.words.aggregate(last=Max("position"))["last"] or 0
    added = _ask(scan, last + 1, word)
    audit.record("meaning.word_added", subject=scan, by=by, at=at)
    return added


@transaction.atomic
def change_word(
    *, asked: ScanWord, word: WordDraft, by: User, at: datetime, seen: str = ""
) -> None:
    """Ask a word in another way; its scales are replaced. `seen` is the mark of what it was."""
    scan = _draft(asked.scan, by)
    _still_as_seen(queries.words_of(scan).filter(pk=asked.pk), seen)
    if scan.words.filter(name_nl=word.name_nl).exclude(pk=asked.pk).exists():
        raise ScanNotReady(_("This word is already in the scan."))
    ScanWord.objects.filter(pk=asked.pk).update(
        name_nl=word.name_nl, name_en=word.name_en, code=word.code
    )
    asked.scales.all().delete()
    _lay_scales(asked, word.scales)
    audit.record("meaning.word_changed", subject=scan, by=by, at=at)


@transaction.atomic
def remove_word(*, asked: ScanWord, by: User, at: datetime) -> None:
    """Ask one word less."""
    scan = _draft(asked.scan, by)
    asked.delete()
    audit.record("meaning.word_removed", subject=scan, by=by, at=at)


@transaction.atomic
def change_draft(
    *,
    scan: Scan,
    title: str,
    populations: Mapping[Party, int],
    closes_at: datetime,
    by: User,
    at: datetime,
    guesses: Collection[tuple[int, int]] | None = None,
) -> None:
    """Call a scan otherwise, or change its last day, its people or who guesses about whom."""
    scan = _draft(scan, by)
    Scan.objects.filter(pk=scan.pk).update(title=title, closes_at=closes_at)
    for party, population in populations.items():
        scan.sides.filter(party=party).update(population=population)
    _let_guess(scan, guesses)
    audit.record("meaning.draft_changed", subject=scan, by=by, at=at)


@transaction.atomic
def open_scan(
    *,
    scan: Scan,
    mail: "Task[[int, str], None]",
    site: str,
    by: User | None,
    at: datetime,
    seen: str = "",
) -> None:
    """Fix what is asked and let the people who were invited answer.

    `seen` is the mark of the words as whoever opens the scan read them.
    """
    scan = _draft(scan, by)
    _still_as_seen(queries.words_of(scan), seen)
    if not scan.words.exists():
        raise ScanNotReady(_("Choose at least one word first."))
    if scan.closes_at is None or scan.closes_at <= at:
        raise ScanNotReady(_("The last day has passed. Make a new scan."))
    light = scan.words.count() <= LIGHT_WORDS
    Scan.objects.filter(pk=scan.pk).update(
        state=ScanState.OPEN,
        depth=Depth.LIGHT if light else Depth.FULL,
        opened_at=at,
        consent_version=CONSENT_VERSION,
        link_secret=secrets.token_hex(32),
    )
    audit.record("meaning.scan_opened", subject=scan, by=by, at=at)
    events.tell(News.SCAN_OPENED, queries.news_about(scan), at=at)
    waiting = Invitation.objects.filter(
        side__scan=scan, revoked_at=None, mail_state=MailState.WAITING
    )
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        mail.enqueue(pk, site)


def _let_guess(scan: Scan, guesses: Collection[tuple[int, int]] | None) -> None:
    """Fix who guesses about whom; two sides always guess about each other."""
    sides = list(scan.sides.order_by("pk"))
    everyone = guesses is None or len(sides) < MANY
    Guessing.objects.filter(by__scan=scan).delete()
    Guessing.objects.bulk_create(
        Guessing(by=by, about=about)
        for by, about in permutations(sides, 2)
        if everyone or (by.party_id, about.party_id) in (guesses or ())
    )


def _draft(scan: Scan, by: User | None) -> Scan:
    """The scan as it stands now, locked; it must still be a draft of this person's."""
    fresh = Scan.objects.select_for_update().get(pk=scan.pk)
    if by is not None and not rules.may_make_scan(by, fresh.collaboration):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    if not fresh.is_draft:
        raise ScanNotDraft(_("This scan is open. Its words cannot change any more."))
    return fresh


def _still_as_seen(words: Iterable[ScanWord], seen: str) -> None:
    if seen and seen != queries.mark_of(words):
        raise ChangedMeanwhile(
            _("Someone else changed this meanwhile. See how it stands now, then press again.")
        )


def _ask(scan: Scan, position: int, word: WordDraft) -> ScanWord:
    asked = scan.words.create(
        position=position, code=word.code, name_nl=word.name_nl, name_en=word.name_en
    )
    _lay_scales(asked, word.scales)
    return asked


def _lay_scales(asked: ScanWord, scales: Sequence[ScaleDraft]) -> None:
    ScanScale.objects.bulk_create(
        ScanScale(
            word=asked,
            position=position,
            code=scale.code,
            pole_low_nl=scale.low_nl,
            pole_high_nl=scale.high_nl,
            pole_low_en=scale.low_en,
            pole_high_en=scale.high_en,
        )
        for position, scale in enumerate(scales, 1)
    )
