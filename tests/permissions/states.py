"""A scan between parties, brought to each of its states.

`make test` walks through the states that differ most, `make test-all` through every one.
"""

import os
from datetime import timedelta

from django.utils import timezone

from samenspel.meaning import actions
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Invitation, Scan, Talk
from tests.make import make_scan
from tests.make_scans import (
    answered_by,
    ask,
    make_draft,
    open_up,
    sides_of,
)

DAYS = timedelta(days=7)
OWN_WORDS = "zeskantige zeepbel"
# In their order: `ended` is past its last day and nobody did anything yet, `accepted` and
# `withheld` are what one side decided; `skipped`, `next_wave` and `three` have their numbers open.
SEALED = ("open", "ended", "closed", "accepted", "withheld")
BROUGHT_IN = ("unmatched", "brought_in")
NUMBERS = ("numbers", "skipped", "next_wave", "three")
OPENED = ("revealed", "guessing", *NUMBERS)  # together: before, in and after the talk
STATES = ("draft", *SEALED, *OPENED, *BROUGHT_IN)
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
WALKED = STATES if FULL else ("draft", "open", "closed", "revealed", "numbers", "brought_in")
KEPT_SHUT = [state for state in SEALED if state in WALKED]
GROUPS = {
    "asked": ("draft", *SEALED, *OPENED),
    "over": SEALED[1:],
    "together": OPENED,
    "shown": NUMBERS,
    "file": BROUGHT_IN,
}


def scan_in(state, collaboration, speakers):
    """The scan before anyone decided about it; `speakers` holds a manager for each party."""
    if state in BROUGHT_IN:
        (ours, person), *_others = speakers.items()
        scan = make_scan(collaboration, brought_in_by=ours, brought_in_by_person=person)
        if state == "unmatched":
            Scan.objects.filter(pk=scan.pk).update(state=ScanState.DRAFT)
        return scan
    sides = list(speakers)[: 3 if state == "three" else 2]
    scan = make_draft(*sides, collaboration=collaboration, closes_at=timezone.now() + DAYS)
    if state == "draft":
        return scan
    if state == "next_wave":
        scan = _later_wave(_answered(scan), speakers)
    return _answered(scan)


def _answered(scan):
    now = timezone.now()
    return answered_by(open_up(scan, at=now), own_words=OWN_WORDS, at=now)


def _later_wave(scan, speakers):
    now = timezone.now()
    move_on(scan, "numbers")
    later = actions.make_next_wave(scan=scan, by=next(iter(speakers.values())), at=now)
    Invitation.objects.filter(side__scan=later).delete()  # so that the same names can be asked
    return later


def someone_asked(scan):
    """Somebody of our side with a link; the invitation and its token."""
    ((invitation, token),) = ask(sides_of(scan)[0], "Iemand", at=timezone.now())
    return invitation, token


def move_on(scan, state):
    """Bring an open scan from where people answered to where its state says."""
    now = timezone.now()
    if state == "ended":
        Scan.objects.filter(pk=scan.pk).update(closes_at=now - timedelta(minutes=1))
    elif state not in ("draft", "open"):
        Scan.objects.filter(pk=scan.pk).update(state=ScanState.CLOSED, closed_at=now)
    mine, *others = sides_of(scan)
    if state == "withheld":
        actions.withhold(side=mine, by=speaker(mine), at=now)
    deciding = [mine, *others] if state in OPENED else others[:1] if state == "accepted" else []
    for each in deciding:
        actions.accept_opening(side=each, by=speaker(each), at=now)
    if state in OPENED:
        _talk(Talk.objects.get(scan=scan), state, speaker(mine))


def _talk(talk, state, manager):
    """The talk about it, as far as the state says."""
    now = timezone.now()
    agreed = {"concept": "", "what": "x", "owner": "y", "due_on": (now + DAYS).date()}
    actions.agree(talk=talk, by=manager, at=now, **agreed)
    actions.plan_talk(talk=talk, planned_at=now + DAYS, by=manager, at=now)
    if state == "skipped":
        actions.skip_talk(talk=talk, by=manager, at=now)
    elif state != "revealed":
        actions.open_guessing(talk=talk, by=manager, at=now)
    if state in ("numbers", "next_wave", "three"):
        actions.open_numbers(talk=talk, by=manager, at=now)


def speaker(side):
    """The manager of the party of a side."""
    return side.party.representations.get(role="manager").person
