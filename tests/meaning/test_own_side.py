"""The numbers from the side of whoever reads them, and never from another's."""

import re

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from tests.make import make_collaboration, make_party, make_scan, speaker_of
from tests.make_scans import accept_all, answered_by, make_draft, make_open, sides_of
from tests.meaning.talking import address, talk_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    return make_party("Ons"), make_party("Zij")


@pytest.fixture
def scan(parties):
    return accept_all(answered_by(make_open(*parties, words=2), guess=5))


def read_by(client, scan, query=""):
    path = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
    return client.get(path + query).text.partition("<main")[2]


def who_is_we(page):
    """The sides that a page calls "we", by its legend."""
    return set(re.findall(r"wij, (\w+)", page))


def test_each_side_reads_itself_as_we_whoever_read_first(signed_in, parties, scan):
    for _again in range(2):
        for party in parties:
            page = read_by(signed_in(speaker_of(party)), scan)
            assert who_is_we(page) == {party.name}
            assert f"Je leest dit voor {party.name}" in page


def test_one_side_cannot_ask_for_the_view_of_the_other(signed_in, parties, scan):
    page = read_by(signed_in(speaker_of(parties[0])), scan, f"?kant={parties[1].pk}")
    assert who_is_we(page) == {"Ons"}


def test_who_speaks_for_both_chooses_and_begins_as_nobody(signed_in, parties, scan):
    person = speaker_of(parties[0])
    parties[1].representations.create(person=person, role=Role.REPRESENTATIVE)
    client = signed_in(person)
    assert who_is_we(read_by(client, scan)) == set()
    for party in parties:
        chosen = read_by(client, scan, f"?kant={party.pk}")
        assert who_is_we(chosen) == {party.name}
        assert f'aria-current="true"><strong>{party.name}</strong></a>' in chosen
    assert who_is_we(read_by(client, scan, "?kant=niets")) == set()


def test_the_side_someone_chose_is_kept_for_the_visit_and_for_one_collaboration(
    signed_in, parties, scan
):
    elsewhere = accept_all(answered_by(make_open(*parties), guess=5))
    person = speaker_of(parties[0])
    parties[1].representations.create(person=person, role=Role.REPRESENTATIVE)
    client = signed_in(person)
    read_by(client, scan, f"?kant={parties[1].pk}")
    assert who_is_we(read_by(client, scan)) == {"Zij"}
    assert who_is_we(read_by(client, elsewhere)) == set()
    assert who_is_we(read_by(signed_in(person), scan)) == set()
    page = read_by(client, scan)
    assert '<a href="?kant=">niemand in het bijzonder</a>' in page
    assert who_is_we(read_by(client, scan, "?kant=")) == set()
    assert who_is_we(read_by(client, scan)) == set()


def test_a_side_that_is_no_longer_ones_own_is_forgotten(signed_in, parties, scan):
    person = speaker_of(parties[0])
    second = parties[1].representations.create(person=person, role=Role.REPRESENTATIVE)
    client = signed_in(person)
    read_by(client, scan, f"?kant={parties[1].pk}")
    second.delete()
    assert who_is_we(read_by(client, scan)) == {"Ons"}


def test_a_pair_of_three_sides_is_read_from_ones_own(signed_in):
    parties = [make_party(name) for name in ("Eén", "Twee", "Drie")]
    scan = accept_all(answered_by(make_open(*parties), guess=5))
    path = reverse("meaning:pair_detail", args=[scan.collaboration.slug, scan.pk, 1])
    seen = [who_is_we(signed_in(speaker_of(party)).get(path).text) for party in parties]
    assert seen == [{"Eén"}, {"Twee"}, set()]


def test_a_scan_that_was_brought_in_is_read_as_nobody(signed_in):
    ours = make_party("Ons")
    scan = make_scan(make_collaboration(ours), brought_in_by=ours)
    assert who_is_we(read_by(signed_in(speaker_of(ours)), scan)) == set()


@pytest.mark.parametrize("name", ["rapport.html", "rapport.pdf", "uitkomst.json"])
def test_the_documents_take_no_side_and_are_the_same_for_everyone(signed_in, parties, scan, name):
    path = reverse("meaning:scan_document", args=[scan.collaboration.slug, scan.pk, name])
    got = []
    for party in parties:
        client = signed_in(speaker_of(party))
        read_by(client, scan)
        got.append(client.get(path).content)
    assert got[0] == got[1]
    if name == "rapport.html":
        assert who_is_we(got[0].decode()) == set()


def test_its_maker_previews_the_questions_of_either_side(signed_in):
    scan = make_draft(words=2)
    first, second = sides_of(scan)
    client = signed_in(speaker_of(first.party))
    path = reverse("meaning:preview_word", args=[scan.collaboration.slug, scan.pk, 1])
    assert "Wat denk je dat Zij bedoelt?" in client.get(path).text
    page = client.get(f"{path}?kant={second.pk}").text
    assert "Wat denk je dat Ons bedoelt?" in page
    assert f"/proef/2/?kant={second.pk}" in page
    assert "Wat denk je dat Zij bedoelt?" in client.get(f"{path}?kant=9x").text


@pytest.mark.parametrize(("people", "more"), [(5, "Nog 2 zinnen"), (10, "Nog 7 zinnen")])
def test_after_three_sentences_the_rest_of_the_talk_page_is_folded(signed_in, people, more):
    parties = make_party("Ons"), make_party("Zij")
    talk = talk_for(*parties, people=people, own_words="zeepbel")
    page = signed_in(speaker_of(parties[0])).get(address(talk.scan, "talk")).text
    assert page.count(more) == 2
    columns = re.findall(r"<blockquote>.*?</div>", page, re.DOTALL)
    shown = [column.partition("<details>")[0].count("<blockquote>") for column in columns]
    assert shown == [3, 3]
    assert page.count("zeepbel") == 2 * people
    screen = signed_in(speaker_of(parties[0])).get(address(talk.scan, "talk_word", 1)).text
    assert "<details><summary>Nog" not in screen
