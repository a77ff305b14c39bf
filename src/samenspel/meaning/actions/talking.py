import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.meaning import analyses, queries, rules
from samenspel.meaning.choices import News
from samenspel.meaning.models import SecondGuess, Talk, TalkAgreement, TalkWord
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .making import NotForYou

MOST_AGREEMENTS = 30


class NumbersAreOpen(DomainError):
    """Something that belongs before the numbers was tried after they were opened."""


class WrittenMeanwhile(DomainError):
    """Someone else wrote about the same word of a talk since this page was opened."""


class TooManyAgreements(DomainError):
    """A talk holds more agreements than anyone keeps."""


@transaction.atomic
def plan_talk(*, talk: Talk, planned_at: datetime, by: User, at: datetime) -> None:
    """Say when the talk is."""
    talk = _led_by(talk, by)
    _before_the_numbers(talk)
    Talk.objects.filter(pk=talk.pk).update(planned_at=planned_at)
    audit.record("meaning.talk_planned", subject=talk, by=by, at=at)


@transaction.atomic
def write_word(
    *,
    talk: Talk,
    concept: str,
    notes: str,
    shared_meaning: str,
    version: int,
    by: User,
    at: datetime,
) -> None:
    """Keep what was said of a word; `version` is what the writer last saw, 0 for nothing."""
    talk = _led_by(talk, by)
    known = talk.words.filter(concept=concept).first()
    if (
        (known.notes, known.shared_meaning) == (notes, shared_meaning)
        if known
        else not (notes or shared_meaning)
    ):
        return
    if (known.version if known else 0) != version:
        raise WrittenMeanwhile(
            _("Someone else wrote here meanwhile. Your text is below: compare, then save again.")
        )
    TalkWord.objects.update_or_create(
        talk=talk,
        concept=concept,
        defaults={
            "notes": notes,
            "shared_meaning": shared_meaning,
            "version": version + 1,
            "written_by": by,
            "written_at": at,
        },
    )
    audit.record("meaning.talk_written", subject=talk, by=by, at=at)


@transaction.atomic
def agree(
    *, talk: Talk, concept: str, what: str, owner: str, due_on: date, by: User, at: datetime
) -> TalkAgreement:
    """Note what was agreed, who sees to it and by which day; pressed twice it is noted once."""
    talk = _led_by(talk, by)
    same = talk.agreements.filter(concept=concept, what=what, owner=owner, due_on=due_on).first()
    if same is not None:
        return same
    if talk.agreements.count() >= MOST_AGREEMENTS:
        raise TooManyAgreements(_("Thirty agreements is enough. Remove one first."))
    agreed = TalkAgreement.objects.create(
        talk=talk, concept=concept, what=what, owner=owner, due_on=due_on, written_by=by, made_at=at
    )
    audit.record("meaning.talk_agreed", subject=agreed, by=by, at=at)
    events.tell(News.TALK_AGREED, queries.news_about(talk.scan), at=at)
    return agreed


@transaction.atomic
def drop_agreement(*, agreed: TalkAgreement, by: User, at: datetime) -> None:
    """Take an agreement off the list."""
    _led_by(agreed.talk, by)
    audit.record("meaning.talk_agreement_dropped", subject=agreed, by=by, at=at)
    agreed.delete()


@transaction.atomic
def open_guessing(*, talk: Talk, by: User, at: datetime) -> None:
    """Let everyone guess again with their personal link, until the numbers open."""
    talk = _led_by(talk, by)
    _before_the_numbers(talk)
    if talk.takes_guesses:
        return
    Talk.objects.filter(pk=talk.pk).update(guessing_at=at, link_secret=secrets.token_hex(32))
    audit.record("meaning.guessing_opened", subject=talk, by=by, at=at)


@transaction.atomic
def open_numbers(*, talk: Talk, by: User, at: datetime) -> None:
    """Open the numbers to every side after the talk; nobody can guess again from then on."""
    talk = _led_by(talk, by)
    if not talk.is_done:
        _open(talk, is_skipped=False, by=by, at=at)


@transaction.atomic
def skip_talk(*, talk: Talk, by: User, at: datetime) -> None:
    """Open the numbers to every side without a talk; the outcome says so from then on."""
    talk = _led_by(talk, by)
    if not rules.may_skip_talk(by, talk.scan.collaboration):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    if not talk.is_done:
        _open(talk, is_skipped=True, by=by, at=at)


def _open(talk: Talk, *, is_skipped: bool, by: User, at: datetime) -> None:
    """Open the numbers, and forget for good whose second guess was whose."""
    SecondGuess.objects.filter(side__scan=talk.scan_id).update(link_key="")
    Talk.objects.filter(pk=talk.pk).update(
        numbers_at=at,
        numbers_by=by,
        is_skipped=is_skipped,
        link_secret="",
        learning={} if is_skipped else analyses.learning_in(talk),
    )
    if is_skipped:
        audit.record("meaning.talk_skipped", subject=talk, by=by, at=at)
    else:
        audit.record("meaning.numbers_opened", subject=talk, by=by, at=at)


def _led_by(talk: Talk, by: User) -> Talk:
    """The talk as it stands now, locked; it must be one in which this person may write."""
    fresh = Talk.objects.select_for_update(of=("self",)).select_related("scan__collaboration")
    found = fresh.get(pk=talk.pk)
    if not rules.may_lead_talk(by, found.scan.collaboration):
        raise NotForYou(_("Only who speaks for a party here can do this."))
    return found


def _before_the_numbers(talk: Talk) -> None:
    if talk.is_done:
        raise NumbersAreOpen(_("The numbers are open already."))


@transaction.atomic
def forget_talks(*, person: User, by: User, at: datetime) -> None:
    """Take the name of someone who is erased off the agreements they would see to.

    Documents are thrown away too: an earlier one may name them.
    """
    for agreed in queries.agreements_owned(person):
        TalkAgreement.objects.filter(pk=agreed.pk).update(owner="")
        audit.record("meaning.agreement_owner_erased", subject=agreed, by=by, at=at)
    transaction.on_commit(analyses.forget_documents)
