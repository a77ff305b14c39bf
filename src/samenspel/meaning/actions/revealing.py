from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.meaning import queries, rules
from samenspel.meaning.analyses import finding_of
from samenspel.meaning.choices import News, ScanState
from samenspel.meaning.models import Respondent, Scan, ScanResult, ScanSide, Talk, WordAnswer
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .making import NotForYou
from .writing import forget_reminders


class ScanNotOver(DomainError):
    """A scan was accepted or withheld while people could still answer."""


class ScanAlreadyRevealed(DomainError):
    """A scan was withheld after it was opened together."""


@transaction.atomic
def agree_to_close(*, side: ScanSide, by: User, at: datetime) -> bool:
    """Say for one side that answering may end now; whether that ended it, as all sides said so."""
    scan = _scan_for(side, by)
    if not scan.takes_answers(at):
        raise ScanNotOver(_("This scan is not open."))
    scan.sides.filter(pk=side.pk, close_agreed_at=None).update(close_agreed_at=at)
    audit.record("meaning.close_agreed", subject=side, by=by, at=at)
    if scan.sides.filter(close_agreed_at=None).exists():
        return False
    _close(scan, at, by=by, at=at)
    return True


@transaction.atomic
def accept_opening(*, side: ScanSide, by: User, at: datetime) -> bool:
    """Accept for one side, by name, that the outcome opens; whether that opened it.

    A side accepts whether or not another withholds: two that withhold can both come round.
    """
    if by.is_program:
        raise NotForYou(_("A person accepts this by name, not a program."))
    scan = _over_scan(side, by, at)
    scan.sides.filter(pk=side.pk, accepted_at=None).update(
        accepted_at=at, accepted_by=by, withheld_at=None, withheld_by=None
    )
    audit.record("meaning.opening_accepted", subject=side, by=by, at=at)
    if scan.sides.filter(accepted_at=None).exists():
        return False
    _reveal(scan, by=by, at=at)
    return True


@transaction.atomic
def withhold(*, side: ScanSide, by: User, at: datetime) -> None:
    """Keep the answers closed for one side; it can still accept later."""
    scan = _over_scan(side, by, at)
    scan.sides.filter(pk=side.pk).update(
        accepted_at=None, accepted_by=None, withheld_at=at, withheld_by=by
    )
    audit.record("meaning.opening_withheld", subject=side, by=by, at=at)


def _scan_for(side: ScanSide, by: User) -> Scan:
    if not rules.may_act_for_side(by, side):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
    return Scan.objects.select_for_update().get(pk=side.scan_id)


def _over_scan(side: ScanSide, by: User, at: datetime) -> Scan:
    scan = _scan_for(side, by)
    if not scan.is_over(at):
        raise ScanNotOver(_("People can still answer. Wait until the scan has ended."))
    if scan.is_revealed:
        raise ScanAlreadyRevealed(_("This outcome was opened already."))
    if scan.state == ScanState.OPEN and scan.closes_at:
        _close(scan, scan.closes_at, by=by, at=at)
    return scan


def _close(scan: Scan, ended_at: datetime, *, by: User, at: datetime) -> None:
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.CLOSED, closed_at=ended_at)
    Respondent.objects.filter(side__scan=scan, link_key="").delete()  # whose answers were erased
    forget_reminders(scan=scan, by=None, at=at)
    audit.record("meaning.scan_closed", subject=scan, by=by, at=at)
    events.tell(News.SCAN_CLOSED, queries.news_about(scan), at=at)


def _reveal(scan: Scan, *, by: User, at: datetime) -> None:
    """Store the outcome, and forget for good whose answers were whose."""
    ScanResult.objects.create(scan=scan, made_at=at, **asdict(finding_of(scan)))
    _settle_wave_tags(scan)
    Respondent.objects.filter(side__scan=scan).update(link_key="", came_by_group_link=False)
    WordAnswer.objects.filter(word__scan=scan).update(device_key="")
    Scan.objects.filter(pk=scan.pk).update(state=ScanState.REVEALED, revealed_at=at, link_secret="")
    Talk.objects.create(scan=scan)
    audit.record("meaning.scan_revealed", subject=scan, by=by, at=at)
    events.tell(News.SCAN_REVEALED, queries.news_about(scan), at=at)


def _settle_wave_tags(scan: Scan) -> None:
    """Make the tags comparable, and forget those of the wave before.

    A key that two people of one side used ties nobody.
    """
    answered = Respondent.objects.filter(side__scan=scan).exclude(wave_tag="")
    tags = {person.pk: (person.side_id, queries.unsealed_tag(scan, person)) for person in answered}
    times = Counter(tags.values())
    for person in answered:
        told = tags[person.pk]
        person.wave_tag = told[1] if times[told] == 1 else ""
    Respondent.objects.bulk_update(answered, ["wave_tag"])
    earlier = Respondent.objects.filter(side__scan__series=scan.series)
    earlier.filter(side__scan__wave__lt=scan.wave).update(wave_tag="")
