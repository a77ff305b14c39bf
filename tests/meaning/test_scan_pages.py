import json
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import IntegrityError
from django.urls import reverse

from samenspel.meaning import queries
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.management.commands.load_example import load_example
from samenspel.meaning.models import Scan
from tests.make import make_collaboration, make_party, make_scan, speaker_of

pytestmark = pytest.mark.django_db

STATES = {
    "duurzaamheid": "hidden_difference",
    "gezondheid": "seen_difference",
    "vertrouwen": "imagined_difference",
    "samenwerking": "shared_ground",
    "eigenaarschap": "undecided",
    "inclusiviteit": "divided",
}


@pytest.fixture
def example():
    load_example()
    return Scan.objects.get(state=ScanState.REVEALED)


@pytest.fixture
def ours():
    return make_party("Ons")


def test_the_example_shows_every_state_once(example):
    (pair,) = example.result.payload["pairs"]
    assert {word["concept"]: word["state"] for word in pair["concepts"]} == STATES


def test_the_example_opens_for_everyone_with_three_words_and_the_facts(client, example):
    page = client.get(reverse("meaning:example_scan"))
    assert "<h1>Drie woorden om over te praten</h1>" in page.text
    for fact in ("8 van 9 mensen", "7 van 11 mensen", "5 november 2026", "verzonnen"):
        assert fact in page.text


def test_the_example_speaks_english_to_english_readers(client, example):
    english = {"accept-language": "en"}
    page = client.get(reverse("meaning:example_scan"), headers=english).text
    assert "<h1>Three words to talk about</h1>" in page
    assert "It is about the climate" in page
    assert "duurzaamheid" not in page
    assert "Minder plastic, minder kilometers." in page  # people's own words stay theirs


def test_without_an_example_the_page_says_so(client):
    assert client.get(reverse("meaning:example_scan")).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "opening"),
    [
        ("rapport.pdf", "application/pdf", b"%PDF-"),
        ("rapport.html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_the_report_comes_as_a_document(client, example, name, kind, opening):
    response = client.get(reverse("meaning:example_document", args=[name]))
    assert response.headers["Content-Type"] == kind
    attachment = f'attachment; filename="samenspel-{name}"'
    assert response.headers["Content-Disposition"] == attachment
    assert response.content[: len(opening)].lower() == opening.lower()


def test_the_numbers_come_as_json(client, example):
    response = client.get(reverse("meaning:example_document", args=["uitkomst.json"]))
    numbers = json.loads(response.content)
    assert numbers["sides"][0] == {"name": "Stichting Volle Tafel", "n": 8, "N": 9}


def test_a_document_can_be_asked_for_in_the_other_language(client, example):
    path = reverse("meaning:example_document", args=["rapport.html"])
    assert '<html lang="nl"' in client.get(path).text
    assert '<html lang="en"' in client.get(path + "?taal=en").text
    assert '<html lang="nl"' in client.get(path + "?taal=xx").text


def test_a_document_we_do_not_make_does_not_exist(client, example):
    assert client.get(reverse("meaning:example_document", args=["rapport.exe"])).status_code == 404


def test_a_document_is_made_once_per_language(client, example):
    path = reverse("meaning:example_document", args=["rapport.pdf"])
    client.get(path)
    made = caches["documents"]
    (name,) = (made._dir_glob if hasattr(made, "_dir_glob") else made._list_cache_files)()
    client.get(path)
    assert made._list_cache_files() == [name]
    client.get(path + "?taal=en")
    assert len(made._list_cache_files()) == 2


def test_a_scan_that_a_party_brought_in_stays_with_that_party(ours):
    theirs = make_party("Zij")
    collaboration = make_collaboration(ours, theirs)
    brought_in = make_scan(collaboration, brought_in_by=ours)
    sealed = make_scan(collaboration)
    assert set(queries.scans_visible_to(speaker_of(ours))) == {brought_in, sealed}
    assert list(queries.scans_visible_to(speaker_of(theirs))) == [sealed]


def test_a_scan_brought_into_the_example_is_not_open_to_everyone(client, ours):
    collaboration = make_collaboration(ours, is_example=True)
    make_scan(collaboration, brought_in_by=ours)
    assert list(queries.example_scans()) == []
    assert client.get(reverse("meaning:example_scan")).status_code == 404


def test_a_scan_of_another_collaboration_is_not_found_under_ours(signed_in, ours):
    here, elsewhere = make_collaboration(ours), make_scan(make_collaboration(ours))
    path = reverse("meaning:scan_detail", args=[here.slug, elsewhere.pk])
    assert signed_in(speaker_of(ours)).get(path).status_code == 404


@pytest.mark.parametrize("origin", [ScanOrigin.SEALED, ScanOrigin.BROUGHT_IN])
def test_only_a_scan_that_was_brought_in_names_who_did(ours, origin):
    party = ours if origin == ScanOrigin.SEALED else None
    with pytest.raises(IntegrityError, match="scan_brought_in_by_a_party"):
        Scan.objects.create(
            collaboration=make_collaboration(), title="x", made_on=date(2026, 1, 1),
            origin=origin, brought_in_by=party,
        )  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_eight_queries(signed_in, django_assert_num_queries, ours, number):
    collaboration = make_collaboration(ours)
    for day in range(number):
        made_on = date(2026, 5, 1) + timedelta(days=day)
        make_scan(collaboration, brought_in_by=ours, title=f"Scan {day}", made_on=made_on)
    client = signed_in(speaker_of(ours))
    with django_assert_num_queries(8):
        page = client.get(reverse("meaning:scans", args=[collaboration.slug]))
    titles = [scan.title for scan in page.context["scans"]]
    assert titles == [f"Scan {day}" for day in reversed(range(number))]


def test_a_result_costs_eight_queries(signed_in, django_assert_num_queries, ours):
    scan = make_scan(make_collaboration(ours))
    client = signed_in(speaker_of(ours))
    path = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
    with django_assert_num_queries(8):
        client.get(path)


def test_the_example_costs_one_query(client, django_assert_num_queries, example):
    with django_assert_num_queries(1):
        client.get(reverse("meaning:example_scan"))


@pytest.mark.parametrize("name", ["rapport.html", "rapport.pdf"])
def test_a_report_that_leaves_the_site_still_finds_the_method(client, example, name):
    report = client.get(reverse("meaning:example_document", args=[name])).content
    assert b"http://testserver/methoden/meaning/" in report
