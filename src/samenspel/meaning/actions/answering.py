from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenspel.meaning import queries
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Answer, Invitation, Respondent, Scan, ScanWord, WordAnswer
from samenspel.platform import audit, rows
from samenspel.platform.errors import DomainError
from samenspel.platform.locks import hold

from .inviting import ScanOver, _forget_answers

SAID = ["own_words", "importance", "no_idea_about", "is_skipped", "device_key"]


class AnswerOutOfRange(DomainError):
    """An answer named a scale, a side or a point that was not asked."""


class NotBegun(DomainError):
    """An answer came in before its giver agreed to take part."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What someone said of one word: `own` by scale, `guesses` by side and scale."""

    own: Mapping[int, int] = field(default_factory=dict)
    guesses: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    no_idea_about: Sequence[int] = ()
    importance: int | None = None
    own_words: str = ""
    is_skipped: bool = False


@transaction.atomic
def begin_answering(
    *, agrees_to_small_group: bool, by: Invitation, at: datetime, wave_key: str = ""
) -> Respondent:
    """Let someone take part who agreed to the consent text; again on another device.

    Who begins again can take back that a small group may be shown, and not give it: a link may be
    in other hands by then. `wave_key` is theirs alone; of it we keep what is comparable only once
    the scan opens.
    """
    scan = _open_scan(by, at)
    earlier = queries.respondent_of(by)
    is_first = earlier is None or not earlier.wave_tag  # later the browser that answers decides
    keyed = {"wave_tag": queries.sealed_tag(scan, wave_key)} if wave_key and is_first else {}
    still_agrees = earlier is None or earlier.agrees_to_small_group
    respondent, _made = Respondent.objects.update_or_create(
        link_key=queries.link_key(scan, by.pk),
        side=by.side,
        defaults={
            "agrees_to_small_group": agrees_to_small_group and still_agrees,
            "consent_version": scan.consent_version,
            "came_by_group_link": by.group_link_id is not None,
            **keyed,
        },
    )
    # The line names the scan, not the person: nobody can read from it who took part.
    audit.record("meaning.answering_begun", subject=scan, by=None, at=at)
    return respondent


@transaction.atomic
def save_answer(
    *, word: ScanWord, given: GivenAnswer, nonce: str, by: Invitation, at: datetime,
    wave_key: str = "",
) -> None:  # fmt: skip
    """Keep what someone says of a word; saying it again replaces what was said before.

    `wave_key` is that of the browser in which it is said; the last one counts for the next wave.
    """
    scan = by.side.scan
    answering = _respondent(by, at)
    respondent = answering.pk
    if wave_key and queries.unsealed_tag(scan, answering) != queries.wave_tag(scan, wave_key):
        sealed = queries.sealed_tag(scan, wave_key)
        Respondent.objects.filter(pk=respondent).update(wave_tag=sealed)
    points = list(_points(scan, word, given, by))
    kept = WordAnswer(
        id=uuid5(respondent, str(word.pk)),  # known beforehand, so that one upsert is enough
        respondent_id=respondent,
        word=word,
        own_words="" if given.is_skipped else given.own_words,
        importance=None if given.is_skipped else given.importance,
        no_idea_about=[] if given.is_skipped else list(given.no_idea_about),
        is_skipped=given.is_skipped,
        device_key=queries.device_key(scan, nonce),
    )
    WordAnswer.objects.bulk_create(
        [kept], update_conflicts=True, unique_fields=["respondent", "word"], update_fields=SAID
    )
    kept.answers.all().delete()
    rows.insert(
        [
            Answer(word_answer_id=kept.pk, about_id=about, scale_id=scale, points=point)
            for about, scale, point in points
        ]
    )
    audit.record("meaning.answer_saved", subject=scan, by=None, at=at)


@transaction.atomic
def erase_answers(*, by: Invitation, at: datetime) -> None:
    """Forget everything this person answered, while the scan is open."""
    scan = _open_scan(by, at)
    _forget_answers(scan, by)
    audit.record("meaning.answers_erased", subject=scan, by=None, at=at)


def _respondent(invitation: Invitation, at: datetime) -> Respondent:
    """Who answers, locked; the scan held, so that it closes before or after but not meanwhile.

    Who is found by a key with the secret of the scan answers the scan as we read it before: as long
    as it is open neither changes.
    """
    hold(invitation.side.scan)
    key = queries.link_key(invitation.side.scan, invitation.pk)
    asked = Respondent.objects.filter(
        link_key=key,
        side__invitations=invitation.pk,
        side__invitations__revoked_at=None,
        side__scan__state=ScanState.OPEN,
        side__scan__closes_at__gt=at,
    )
    locked = asked.select_for_update(of=("self",)).only("pk", "wave_tag")
    found = next(iter(locked), None) if key else None
    if found is None:
        # Read, not locked: who holds a row and then locks it waits for all others who hold it.
        _taking_answers(_scan_of(invitation).first(), at)
        raise NotBegun(_("Begin with your personal link."))
    return found


def _open_scan(invitation: Invitation, at: datetime) -> Scan:
    """The scan, locked so that nothing is saved while it closes."""
    scan = _taking_answers(_scan_of(invitation).select_for_update(of=("self",)).first(), at)
    invitation.side.scan = scan
    return scan


def _scan_of(invitation: Invitation) -> QuerySet[Scan]:
    return Scan.objects.filter(
        sides__invitations=invitation.pk, sides__invitations__revoked_at=None
    )


def _taking_answers(scan: Scan | None, at: datetime) -> Scan:
    if scan is None or not scan.takes_answers(at):
        raise ScanOver(_("This scan has ended. Your last answers were not saved."))
    return scan


def _points(
    scan: Scan, word: ScanWord, given: GivenAnswer, by: Invitation
) -> Iterator[tuple[int | None, int, int]]:
    """What was said, as side, scale and point; refused where one of the three was not asked."""
    if given.is_skipped:
        return
    scales = {scale.pk for scale in word.scales.all()}
    sides = {None, *(side.pk for side in queries.asked_in(scan).beside(by.side))}
    told: list[tuple[int | None, Mapping[int, int]]] = [(None, given.own)]
    told += [each for each in given.guesses.items() if each[0] not in given.no_idea_about]
    for about, said in told:
        for scale, point in said.items():
            if scale not in scales or about not in sides or not scan.low <= point <= scan.high:
                raise AnswerOutOfRange(_("Choose one of the points on the line."))
            yield about, scale, point
