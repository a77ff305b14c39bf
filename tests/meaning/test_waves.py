"""The next wave: the same question to the same people, and what moved in between."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.choices import Depth, MailState
from samenspel.meaning.models import Scan
from samenspel.platform.guests import Guest
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_person, speaker_of
from tests.make_scans import LATER, SITE, make_draft, make_open, open_up, sides_of

pytestmark = pytest.mark.django_db


def test_one_press_makes_the_next_wave(signed_in, first, parties):
    path = reverse("meaning:next_wave", args=[first.collaboration.slug, first.pk])
    response = signed_in(speaker_of(parties[1])).post(path)
    later = Scan.objects.get(wave=2)
    assert response.url == reverse("meaning:scan_state", args=[later.collaboration.slug, later.pk])
    assert (later.series, later.title, later.is_draft) == (first.series, first.title, True)
    for one, other in zip(queries.words_of(first), queries.words_of(later), strict=True):
        assert one.name_nl == other.name_nl
        assert [str(s) for s in one.scales.all()] == [str(s) for s in other.scales.all()]
    assert [s.population for s in sides_of(later)] == [20, 20]
    assert AuditEvent.objects.latest("position").action == "meaning.next_wave_made"


def test_the_same_people_are_asked_again_without_their_old_links(parties):
    scan = make_draft(*parties)
    side = sides_of(scan)[0]
    actions.invite(
        side=side, guests=[Guest("Ada", "ada@voorbeeld.example"), Guest("Bo")],
        language="en", mail=None, site=SITE, by=speaker_of(parties[0]), at=NOON,
    )  # fmt: skip
    gone = side.invitations.create(name="Cas", revoked_at=NOON)
    Scan.objects.filter(pk=scan.pk).update(state="revealed", revealed_at=NOON)
    later = actions.make_next_wave(scan=scan, by=speaker_of(parties[1]), at=LATER)
    asked = list(queries.people_asked(sides_of(later)[0]))
    assert [(p.name, p.email, p.language, p.mail_state) for p in asked] == [
        ("Ada", "ada@voorbeeld.example", "en", MailState.WAITING), ("Bo", "", "en", MailState.NONE)
    ]  # fmt: skip
    assert {(p.token_hash, p.added_by) for p in asked} == {("", speaker_of(parties[0]))}
    assert gone.name not in {p.name for p in asked}


def test_a_next_wave_comes_once_and_after_opening(first, parties):
    speaker = speaker_of(parties[0])
    with pytest.raises(actions.NotYetOpened):
        actions.make_next_wave(scan=make_open(*parties), by=speaker, at=NOON)
    actions.make_next_wave(scan=first, by=speaker, at=LATER)
    with pytest.raises(actions.NextWaveExists):
        actions.make_next_wave(scan=first, by=speaker, at=LATER)
    with pytest.raises(IntegrityError, match="series"):
        Scan.objects.filter(pk=first.pk).update(wave=2)


def test_only_who_speaks_for_a_party_makes_it(signed_in, first, parties):
    facilitator = make_person()
    parties[0].representations.create(person=facilitator, role=Role.FACILITATOR)
    path = reverse("meaning:next_wave", args=[first.collaboration.slug, first.pk])
    assert signed_in(facilitator).post(path).status_code == 302
    assert signed_in(make_person()).post(path).status_code == 404
    assert not Scan.objects.filter(wave=2).exists()


def test_a_draft_is_changed_until_it_opens(signed_in, first, parties):
    later = actions.make_next_wave(scan=first, by=speaker_of(parties[0]), at=LATER)
    path = reverse("meaning:change_draft", args=[later.collaboration.slug, later.pk])
    people = {f"people_{party.pk}": 30 for party in parties}
    client = signed_in(speaker_of(parties[0]))
    with time_machine.travel(LATER, tick=False):
        assert client.get(path).status_code == 200
        given = {"title": "Een jaar later", "closes_on": "2026-08-01", **people}
        assert client.post(path, given).status_code == 302
        changed = Scan.objects.get(pk=later.pk)
        assert (changed.title, changed.closes_at.isoformat()) == (
            "Een jaar later", "2026-08-01T22:00:00+00:00"
        )  # fmt: skip
        assert {s.population for s in sides_of(changed)} == {30}
        open_up(changed, at=LATER)
        assert "deze scan is open" in client.post(path, given).content.decode().casefold()


def moved_path(scan):
    return reverse("meaning:movement", args=[scan.collaboration.slug, scan.pk])


def test_the_page_tells_what_moved_to_every_side_and_to_nobody_else(signed_in, second, parties):
    read = ("wij bewogen naar hen toe", "zij bewogen naar ons toe")
    for party, said in zip(parties, read, strict=True):
        page = signed_in(speaker_of(party)).get(moved_path(second))
        assert "Wat bewoog tussen scan 1 en scan 2" in page.text
        assert said in page.text
        assert not re.search(r"beïnvloed|doordat|omdat|dankzij|door de scan", page.text)
    assert signed_in(make_person()).get(moved_path(second)).status_code == 404


def test_a_first_wave_has_no_such_page(signed_in, first, parties):
    client = signed_in(speaker_of(parties[0]))
    assert client.get(moved_path(first)).status_code == 404
    detail = reverse("meaning:scan_detail", args=[first.collaboration.slug, first.pk])
    assert "Maak het volgende meetmoment" in client.get(detail).text


@pytest.mark.parametrize("words", [1, 6])
def test_what_moved_costs_five_queries(
    signed_in, django_assert_num_queries, second, parties, words
):
    (moved,) = second.result.payload["waves"]
    moved["concepts"] = [
        {**moved["concepts"][0], "concept": f"woord {number}"} for number in range(words)
    ]
    second.result.save()
    client = signed_in(speaker_of(parties[0]))
    with django_assert_num_queries(5):
        client.get(moved_path(second))


@pytest.mark.parametrize(
    ("depth", "days", "told", "due"),
    [
        (Depth.LIGHT, 60, None, False),
        (Depth.LIGHT, 61, None, True),
        (Depth.LIGHT, 400, 61, False),
        (Depth.FULL, 182, None, False),
        (Depth.FULL, 183, None, True),
        (Depth.FULL, 364, 183, False),
        (Depth.FULL, 365, 183, True),
        (Depth.FULL, 500, 365, False),
    ],
)
def test_the_next_wave_is_due_after_two_months_or_six_and_twelve(parties, depth, days, told, due):
    scan = make_draft(*parties)
    Scan.objects.filter(pk=scan.pk).update(
        state="revealed", depth=depth, revealed_at=NOON,
        next_wave_told_at=NOON + timedelta(days=told) if told else None,
    )  # fmt: skip
    at = NOON + timedelta(days=days)
    assert queries.next_waves_due(at).exists() is due
    actions.make_next_wave(scan=scan, by=speaker_of(parties[0]), at=at)
    assert not queries.next_waves_due(at).exists()
