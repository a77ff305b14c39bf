"""When the numbers open after a talk, what the second guesses taught is kept and shown."""

import json
from pathlib import Path

import pytest
from django.core.cache import caches
from django.urls import reverse
from jsonschema import Draft202012Validator

from samenspel.meaning import actions, analyses
from samenspel.meaning.models import Talk
from tests.make import make_party, speaker_of
from tests.make_scans import LATER, answer, answered_by, ask, make_open, sides_of
from tests.meaning.talking import address, opened

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "docs" / "scan-result.schema.json"


@pytest.fixture
def talk():
    """Six of ours mean 1 and guess that they mean 1 too; they mean 7; ten guess again."""
    scan = make_open(make_party("Ons"), make_party("Zij"), words=1)
    ours, theirs = sides_of(scan)
    people = [invitation for invitation, _token in ask(ours, *(f"Mens {n}" for n in range(6)))]
    for place, each in enumerate(people):
        answer(each, own=1, guess=1 + place % 2)
    others = [invitation for invitation, _token in ask(theirs, *(f"Ander {n}" for n in range(6)))]
    for place, each in enumerate(others):
        answer(each, own=7 - place % 2, guess=7)
    made = opened(scan)
    made.ours = people
    actions.open_guessing(talk=made, by=leader(made), at=LATER)
    return made


def leader(talk):
    return speaker_of(sides_of(talk.scan)[0].party)


def guess(talk, people, points):
    theirs = sides_of(talk.scan)[1]
    scales = list(talk.scan.words.first().scales.all())
    for place, each in enumerate(people):
        guesses = {theirs.pk: {scale.pk: points - place % 2 for scale in scales}}
        actions.guess_again(guesses=guesses, agrees_to_small_group=False, by=each, at=LATER)


def test_what_was_learned_is_kept_and_read_by_both_sides(signed_in, talk):
    guess(talk, talk.ours, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    kept = Talk.objects.get(pk=talk.pk).learning
    (lessons,) = kept["lessons"]
    assert (lessons["side"], lessons["about"]) == ("Ons", "Zij")
    assert lessons["people"] == {"before": 6, "after": 6}
    (word,) = lessons["concepts"]
    assert [scale["before"] for scale in word["scales"]] == [1.5, 1.5]
    assert [scale["after"] for scale in word["scales"]] == [5.5, 5.5]
    assert [scale["meant"] for scale in word["scales"]] == [6.5, 6.5]
    assert word["share"]["low"] < 0.8 < word["share"]["high"]
    read = ("Wij raden Zij beter", "Ons raadt ons beter")
    for side, said in zip(sides_of(talk.scan), read, strict=True):
        page = signed_in(speaker_of(side.party)).get(address(talk.scan, "scan_detail")).text
        assert "Wat jullie van elkaar leerden" in page
        assert said in page


def test_four_who_did_not_all_agree_to_a_small_group_are_shown_to_nobody(signed_in, talk):
    guess(talk, talk.ours[:4], 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    assert Talk.objects.get(pk=talk.pk).learning == {}
    page = signed_in(leader(talk)).get(address(talk.scan, "scan_detail")).text
    assert "Wat jullie van elkaar leerden" not in page


def test_without_a_second_guess_and_after_a_skipped_talk_nothing_is_told(talk):
    guess(talk, talk.ours, 6)
    actions.skip_talk(talk=talk, by=leader(talk), at=LATER)
    assert Talk.objects.get(pk=talk.pk).learning == {}
    other = opened(answered_by(make_open(make_party("A"), make_party("B"), words=1)))
    actions.open_numbers(talk=other, by=leader(other), at=LATER)
    assert Talk.objects.get(pk=other.pk).learning == {}


def test_the_page_is_made_once_and_reads_in_english(signed_in, talk, django_assert_num_queries):
    guess(talk, talk.ours, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    browser = signed_in(leader(talk))
    browser.post("/taal/", {"language": "en", "next": "/"})
    page = browser.get(address(talk.scan, "scan_detail")).text
    assert "What you learned of each other" in page
    assert "guesses" in page


def test_the_documents_tell_what_was_said_agreed_and_learned(signed_in, talk):
    guess(talk, talk.ours, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    browser = signed_in(leader(talk))
    path = reverse(
        "meaning:scan_document", args=[talk.scan.collaboration.slug, talk.scan_id, "rapport.html"]
    )
    before = browser.get(path).text
    assert "Wat jullie van elkaar leerden" in before
    assert "Wat jullie gesprek opleverde" not in before
    write(talk, "Wij delen wat er is.", version=0)
    agree(talk)
    told = browser.get(path).text
    assert told.count("Wij delen wat er is.") == 1
    assert [told.count(each) for each in ("Samen het busje rijden", "Noor Bakker")] == [1, 1]
    write(talk, "Wij delen eerlijk.", version=1)
    changed = browser.get(path).text
    assert "Wij delen eerlijk." in changed
    assert "Wij delen wat er is." not in changed


def write(talk, sentence, *, version):
    (concept,) = analyses.concepts_of(talk.scan.result)
    actions.write_word(
        talk=talk,
        concept=concept,
        notes="",
        shared_meaning=sentence,
        version=version,
        by=leader(talk),
        at=LATER,
    )


def agree(talk):
    actions.agree(
        talk=talk,
        concept="",
        what="Samen het busje rijden",
        owner="Noor Bakker",
        due_on=LATER.date(),
        by=leader(talk),
        at=LATER,
    )


def downloaded(signed_in, talk):
    """The outcome as a program reads it; it fits the schema."""
    place = [talk.scan.collaboration.slug, talk.scan_id, "uitkomst.json"]
    numbers = signed_in(leader(talk)).get(reverse("meaning:scan_document", args=place)).json()
    schema = Draft202012Validator(json.loads(SCHEMA.read_text()))
    assert [error.message for error in schema.iter_errors(numbers)] == []
    return numbers


def test_programs_read_what_was_learned_as_it_is_kept(signed_in, talk):
    guess(talk, talk.ours, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    kept = Talk.objects.get(pk=talk.pk).learning
    learning = {"method_version": kept["method_version"], "sides": kept["lessons"]}
    assert downloaded(signed_in, talk)["talk"] == {"skipped": False, "learning": learning}
    assert [each["about"] for each in learning["sides"]] == ["Zij"]


def test_programs_read_that_nobody_guessed_again_or_that_the_talk_was_skipped(signed_in, talk):
    guess(talk, talk.ours, 6)
    actions.skip_talk(talk=talk, by=leader(talk), at=LATER)
    assert downloaded(signed_in, talk)["talk"] == {"skipped": True, "learning": None}
    other = opened(answered_by(make_open(make_party("A"), make_party("B"), words=1)))
    actions.open_numbers(talk=other, by=leader(other), at=LATER)
    assert downloaded(signed_in, other)["talk"] == {"skipped": False, "learning": None}


def test_after_erasing_no_document_keeps_a_name(
    signed_in, talk, django_capture_on_commit_callbacks
):
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    agree(talk)
    path = reverse(
        "meaning:scan_document", args=[talk.scan.collaboration.slug, talk.scan_id, "rapport.html"]
    )
    assert "Noor Bakker" in signed_in(leader(talk)).get(path).text
    made = caches["documents"]
    assert len(made._list_cache_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_talks(person=leader(talk), by=leader(talk), at=LATER)
    assert made._list_cache_files() == []
