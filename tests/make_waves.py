"""Makers of two waves: everyone answers, and again with the key of the first time."""

import re

import time_machine
from django.test import Client
from django.urls import reverse

from samenspel.meaning import actions, queries
from samenspel.meaning.models import Invitation
from tests.make import NOON, speaker_of
from tests.make_scans import LATER, ask, open_up, sides_of

KEY = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def begun(token, **given):
    """Someone who began with a personal link, in a browser of their own."""
    browser = Client()
    path = reverse("meaning:personal_link", args=[token])
    response = browser.post(path, given)
    assert response.status_code == 302, response.content.decode()
    return browser


def key_of(browser, scan):
    return browser.cookies[f"wave_key_{scan.series.hex}"].value


def answered_with_keys(scan, *, own, people=6, keys=None, at=NOON):
    """Everyone of every side answers; the key of each by side and number, typed where given."""
    found = {}
    with time_machine.travel(at, tick=False):
        for place, side in enumerate(sides_of(scan)):
            links = ask(side, *[f"{side.party.name} {n}" for n in range(people)], at=at)
            for number, (invitation, token) in enumerate(links):
                typed = (keys or {}).get((side.party.name, number), "")
                browser = begun(token, **({"wave_key": typed} if typed else {}))
                own_points = min(7, max(1, own[place] + number % 3 - 1))
                save(invitation, own_points, at)
                found[side.party.name, number] = key_of(browser, scan)
    return found


def save(invitation, own, at):
    for word in queries.words_of(invitation.side.scan):
        scales = [scale.pk for scale in word.scales.all()]
        others = queries.other_sides(invitation.side)
        given = actions.GivenAnswer(
            own=dict.fromkeys(scales, own),
            guesses={other.pk: dict.fromkeys(scales, 4) for other in others},
            importance=3,
        )
        actions.save_answer(word=word, given=given, nonce="browser", by=invitation, at=at)


def next_of(first, parties, at=LATER):
    later = actions.make_next_wave(scan=first, by=speaker_of(parties[0]), at=at)
    Invitation.objects.filter(side__scan=later).delete()  # so that the same names can be asked
    return open_up(later, at=at)
