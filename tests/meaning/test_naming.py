"""Names and poles of words that the library knows, against those that a file gives."""

import pytest
from django.urls import reverse

from samenspel.meaning.analyses import ReadingChoices, finding_in
from samenspel.meaning.analyses.naming import in_language
from samenspel.meaning.models import WordAnswer
from tests.make import speaker_of
from tests.make_scans import LATER, accept_all, answered_by, make_draft, open_up

CLIMATE = ("Het gaat om het klimaat", "Het gaat om mensen")


def found(tmp_path, *words, poles=("", "")):
    """What a file says in which ten people answer on one scale of each of these words."""
    low, high = poles
    lines = ["respondent;side;concept;scale;pole_low;pole_high;own;guess"]
    for word in words:
        lines += [
            f"{side}{person};{side};{word};climate_people;{low};{high};{1 + person};{7 - person}"
            for side in ("Tafel", "Winkel")
            for person in range(5)
        ]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines))
    return finding_in(path, ReadingChoices())


def poles_in(finding, language):
    _payload, context = in_language(finding.payload, finding.context, language)
    return {(word, scale): (low, high) for word, scale, low, high in context["poles"]}


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        (CLIMATE, CLIMATE, ("It is about the climate", "It is about people")),
        (CLIMATE[::-1], CLIMATE[::-1], ("It is about people", "It is about the climate")),
        (("Nu", "Straks"), ("Nu", "Straks"), ("Nu", "Straks")),
        ((CLIMATE[0], "Straks"), (CLIMATE[0], "Straks"), (CLIMATE[0], "Straks")),
        (("", ""), CLIMATE, ("It is about the climate", "It is about people")),
    ],
    ids=["library", "swapped", "own", "half own", "none"],
)
def test_the_poles_of_the_file_win_over_those_of_the_library(tmp_path, given, dutch, english):
    finding = found(tmp_path, "duurzaamheid", poles=given)
    assert poles_in(finding, "nl")["duurzaamheid", "climate_people"] == dutch
    assert poles_in(finding, "en")["sustainability", "climate_people"] == english


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_words_of_a_file_keep_two_names(tmp_path, language):
    finding = found(tmp_path, "duurzaamheid", "sustainability")
    payload, _context = in_language(finding.payload, finding.context, language)
    (pair,) = payload["pairs"]
    names = {word["concept"] for word in pair["concepts"]}
    assert names == {"duurzaamheid", "sustainability"}


@pytest.mark.django_db
def test_a_word_that_too_few_answered_is_named_in_the_readers_language(signed_in):
    draft = make_draft(words=2)
    draft.words.filter(position=2).update(name_nl="vertrouwen", name_en="trust", code="trust")
    scan = answered_by(open_up(draft))
    few = WordAnswer.objects.filter(word__name_nl="vertrouwen", respondent__side__party__name="Ons")
    few.update(is_skipped=True)
    opened = accept_all(scan, at=LATER)
    assert opened.result.context["left_out"] == ["vertrouwen"]
    client = signed_in(speaker_of(opened.sides.first().party))
    path = reverse("meaning:scan_detail", args=[opened.collaboration.slug, opened.pk])
    assert "‘vertrouwen’ is ook gevraagd en staat er niet bij" in client.get(path).text
    english = client.get(path, headers={"accept-language": "en"}).text
    assert "‘trust’ was asked too, and is not shown" in english


def read_in(signed_in, scan, name, language):
    client = signed_in(speaker_of(scan.sides.first().party))
    path = reverse(f"meaning:{name}", args=[scan.collaboration.slug, scan.pk])
    return client.get(path, headers={"accept-language": language}).text


@pytest.mark.django_db
def test_a_word_of_ones_own_is_read_in_the_language_its_makers_wrote(signed_in):
    scan = accept_all(answered_by(open_up(make_draft())), at=LATER)
    english, dutch = (read_in(signed_in, scan, "scan_detail", each) for each in ("en", "nl"))
    for told, other in (("word1", "woord1"), ("low10", "laag10"), ("high11", "hoog11")):
        assert told in english
        assert other not in english
        assert other in dutch
        assert told not in dutch


@pytest.mark.django_db
def test_a_word_without_an_english_name_keeps_the_one_it_has(signed_in):
    draft = make_draft()
    draft.words.update(name_en="")
    draft.words.first().scales.update(pole_low_en="", pole_high_en="")
    scan = accept_all(answered_by(open_up(draft)), at=LATER)
    english = read_in(signed_in, scan, "scan_detail", "en")
    assert "woord1" in english
    assert "laag10" in english


@pytest.mark.django_db
def test_the_talk_names_it_in_that_language_too(signed_in):
    scan = accept_all(answered_by(open_up(make_draft())), at=LATER, talked=False)
    assert "<h2>word1</h2>" in read_in(signed_in, scan, "talk", "en")
    assert "<h2>woord1</h2>" in read_in(signed_in, scan, "talk", "nl")
