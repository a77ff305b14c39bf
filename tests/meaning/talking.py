"""Makers of talks: an outcome that was opened together, its pages, and who guesses again."""

from django.urls import reverse

from samenspel.meaning import actions
from samenspel.meaning.models import Scan, Talk
from tests.make import speaker_of
from tests.make_scans import LATER, answered_by, make_open, sides_of

TALK_PAGES = ("talk", "talk_guess", "talk_calendar", "open_numbers", "skip_talk")


def opened(scan, at=LATER):
    """The talk about a scan that every side lets open."""
    for side in sides_of(scan):
        actions.accept_opening(side=side, by=speaker_of(side.party), at=at)
    return Talk.objects.select_related("scan__collaboration", "scan__result").get(scan=scan)


def talk_for(*parties, words=1, people=5, **kwargs):
    """A talk of these parties, with so many people of each who answered."""
    return opened(answered_by(make_open(*parties, words=words), people=people, **kwargs))


def address(scan, name, *more):
    """The address of a page of the talk about a scan."""
    slug = Scan.objects.select_related("collaboration").get(pk=scan.pk).collaboration.slug
    return reverse(f"meaning:{name}", args=[slug, scan.pk, *more])
