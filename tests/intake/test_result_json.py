import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from samenspel_analysis.meaning import results, states
from samenspel_report.result_json import from_json, to_json
from tests import make_results
from tests.make_answers import analyse_sides, make_pair, make_questionnaire

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "scan-result.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
BY_HAND = [
    make_results.result(),
    make_results.three_sides(),
    make_results.means_only(),
    make_results.nothing_known(),
    make_results.with_movement(),
    make_results.community(),
]


def written(result, language="en"):
    """Through text and back, as a file would."""
    return json.loads(json.dumps(to_json(result, seed=7, language=language), allow_nan=False))


def faults(document):
    return [error.message for error in VALIDATOR.iter_errors(document)]


@pytest.mark.parametrize("result", BY_HAND)
def test_a_result_fits_the_schema_and_comes_back_the_same(result):
    assert faults(written(result)) == []
    assert from_json(written(result)) == result


def test_an_analysis_fits_the_schema_and_comes_back_the_same():
    sides = make_pair([6, 2, 5, 4], [3, 5, 4, 4], [4, 4, 4, 4], [5, 3, 4, 4])
    result = analyse_sides(make_questionnaire(), *sides, draws=200)
    assert faults(written(result)) == []
    assert from_json(written(result)) == result


UNIT = st.floats(0, 1)
ESTIMATES = st.none() | st.builds(results.Estimate, UNIT, st.none() | UNIT, st.none() | UNIT)
MEANS = st.builds(results.AnswerMean, st.none() | UNIT, st.none() | UNIT, UNIT, st.integers(0, 99))
SIDES = st.builds(
    results.WordSide,
    st.integers(0, 99),
    ESTIMATES,
    ESTIMATES,
    st.none() | st.booleans(),
    st.none() | UNIT,
)
NUMBERS = st.none() | st.floats(-9, 9)
SQUARES = st.builds(results.UnbiasedSquares, NUMBERS, *[st.tuples(NUMBERS, NUMBERS)] * 3)
SCALES = st.builds(
    results.ScaleResult,
    st.text(max_size=5),
    st.tuples(MEANS, MEANS),
    st.tuples(MEANS, MEANS),
    st.builds(
        results.Difference, NUMBERS, NUMBERS, NUMBERS, st.none() | st.sampled_from(states.Verdict)
    ),
)
STATES = st.sampled_from(states.State)
WORDS = st.builds(
    results.WordResult,
    st.text(max_size=5),
    *[ESTIMATES] * 4,
    STATES,
    *[st.none() | UNIT] * 3,
    st.none() | STATES,
    st.none() | STATES,
    st.tuples(SIDES, SIDES),
    st.lists(SCALES, max_size=2).map(tuple),
    SQUARES,
)


@given(st.lists(WORDS, max_size=2))
def test_any_words_fit_the_schema_and_come_back_the_same(words):
    result = make_results.result(make_results.pair(words, listed=0))
    assert faults(written(result)) == []
    assert from_json(written(result)) == result


def test_what_is_not_finite_is_written_as_cannot_say():
    word = make_results.words_in_every_state()[0]
    odd = replace(word, tension=results.Estimate(float("nan"), 0.0, float("inf")))
    concept = written(make_results.result(make_results.pair([odd])))["pairs"][0]["concepts"][0]
    assert (concept["tension"], concept["tension_low"], concept["tension_high"]) == (
        None,
        0.0,
        None,
    )


def test_a_warning_is_a_code_and_a_sentence_in_the_language_asked_for():
    notice = results.Notice(states.NoticeKind.WIDE_TOLERANCE)
    result = make_results.result(notices=(notice,))
    texts = {language: written(result, language)["warnings"] for language in ("nl", "en")}
    assert texts["en"] == [
        {
            "code": "wide_tolerance",
            "text": "The tolerance is more than a quarter of the range."
            " Then much counts as shared.",
            "side": None,
            "concept": None,
            "count": None,
        }
    ]
    assert texts["nl"][0]["text"] != texts["en"][0]["text"]


@pytest.mark.parametrize("place", [(), ("method",), ("pairs", 0), ("pairs", 0, "concepts", 0)])
def test_the_schema_allows_no_unknown_field(place):
    document = written(make_results.result())
    spot = document
    for step in place:
        spot = spot[step]
    spot["surprise"] = 1
    assert len(faults(document)) == 1


def described(node):
    """The fields of the schema that lack a description or allow more than they list."""
    if isinstance(node, list):
        return [fault for item in node for fault in described(item)]
    if not isinstance(node, dict):
        return []
    found = [
        name
        for name, field in node.get("properties", {}).items()
        if isinstance(field, dict) and not {"description", "$ref"} & set(field)
    ]
    if "properties" in node and node.get("additionalProperties") is not False:
        found.append(node.get("description"))
    return found + [fault for child in node.values() for fault in described(child)]


def test_every_field_of_the_schema_is_described_and_closed():
    Draft202012Validator.check_schema(SCHEMA)
    assert described(SCHEMA) == []
