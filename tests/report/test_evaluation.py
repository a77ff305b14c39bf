"""The report of an evaluation: every number with how answers lie, in both languages, on paper."""

import json
from datetime import date

import numpy as np
import pytest

from samenspel_analysis.evaluation import Asked, Group, evaluate
from samenspel_report.evaluation.html import evaluation_body, evaluation_pdf
from samenspel_report.evaluation.items import HIGH, LOW, facets, minutes
from samenspel_report.evaluation.report import Around, Checked, evaluation_report
from samenspel_report.evaluation.stored import from_json, to_json

DAY = date(2026, 11, 3)


@pytest.fixture(scope="module")
def found():
    """Different, shared, too few, and not yet to say, in that order."""
    items = [item.code for facet in facets("en", light=True) for item in facet.items]
    first = np.tile([6.0, 5, 6, 4, *[5] * 8], (8, 1))
    second = np.tile([2.0, 5, 6, 5, *[5] * 8], (8, 1))
    first[:, 3] += np.array([-1, 0, 1, 2, -2, 0, 1, -1])
    first[1:, 2] = np.nan
    asked = Asked(tuple(items), tuple(i.partition(".")[0] for i in items), LOW, HIGH)
    groups = [Group(name, rows, np.full(8, True), 9) for name, rows in
              (("De Kas", first), ("Pit & Zoon", second))]  # fmt: skip
    return evaluate(asked, groups, rng=np.random.default_rng(1))


def told(found, language, **around):
    asked = facets(language, light=True)
    return evaluation_report(found, asked, Around("Plein", "Licht", DAY, **around), language)


def test_what_is_stored_is_read_again(found):
    assert from_json(json.loads(json.dumps(to_json(found)))) == found
    with pytest.raises(ValueError, match="version 2"):
        from_json(to_json(found) | {"version": 2})


def test_items_are_the_same_in_both_languages_and_take_ten_minutes():
    codes = [
        [(f.code, item.code) for f in facets(language, light=False) for item in f.items]
        for language in ("nl", "en")
    ]
    assert codes[0] == codes[1]
    assert (minutes(facets("nl", light=True)), minutes(facets("nl", light=False))) == (8, 11)
    with pytest.raises(ValueError, match="nl and en"):
        facets("fr", light=True)


def test_in_short_names_what_is_different_alike_and_not_yet_known(found):
    asks = [item.ask for facet in facets("en", light=True) for item in facet.items]
    (apart, different), (alike, shared), (open_yet, none) = told(found, "en").in_short
    assert (apart, different) == ("You see this differently:", (asks[0],))
    assert (alike, shared) == ("You see this alike:", (asks[1], *asks[4:]))
    assert open_yet == "Of 2 questions it is not yet to say whether you see them alike."
    assert none == ()


def test_a_gap_says_who_is_higher_and_how_sure_that_is(found):
    sentences = [i.sentences[0] for f in told(found, "en").facets for i in f.items][:4]
    assert sentences[0].startswith("Different: De Kas answers 3.")
    assert sentences[1].startswith("Shared: between ")
    assert sentences[2] == "De Kas and Pit & Zoon: too few answers to compare."
    assert sentences[3].startswith("Not yet to say: ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_percentage_is_made_of_answers(found, language):
    body = evaluation_body(told(found, language))
    text = body.replace('"100%"', "").replace("95%", "")
    shown = "".join(part.partition(">")[2] for part in text.split("<"))
    assert "Pit &amp; Zoon" in shown
    assert "%" not in shown


def test_picture_sentence_and_table_tell_the_same(found):
    item = told(found, "en").facets[0].items[0]
    assert item.table.rows[0][1:9] == (*["0"] * 5, "8", "0", "6.0")
    assert "De Kas: 8 answers, from 6 to 6, 6.0 on average." in item.drawing.alt
    assert ">8</text>" in item.drawing.svg


def test_what_people_wrote_stays_text_and_paper_is_the_same_twice(found):
    report = told(
        found, "nl", remarks={"why": [["De Kas", ["<b>#strong[x]"]]]}, findings="Een\nTwee",
        evaluator="Eva", improvements=[("Bellen", "Mo", DAY)],
        checked=[Checked("Bellen", DAY, (("De Kas", (3, 1, 1)), ("Pit", None)))],
    )  # fmt: skip
    assert "&lt;b&gt;#strong[x]" in evaluation_body(report)
    assert report.improvements == ("Bellen (Mo, uiterlijk 3 november 2026)",)
    assert report.checked == ((  # names nobody: it is kept, and someone may be erased
        "Bellen (uiterlijk 3 november 2026)",
        ("De Kas: gedaan 3, deels 1, niet 1", "Pit: te weinig antwoorden om te laten zien."),
    ),)  # fmt: skip
    paper = evaluation_pdf(report, "nl", DAY)
    assert paper.startswith(b"%PDF-1.7")
    assert paper == evaluation_pdf(report, "nl", DAY)
