"""Files of sums are read back as they were written, or refused in one sentence."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from samenspel_analysis.opinion import pack_matrix, part
from samenspel_report.votes import VoteFileError
from samenspel_report.votes.sums import SharedSums, read_sums, sums_bytes

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/opinion-sums.schema.json").read_text())
WIDE = np.array([[1, -1, 0], [1, 1, np.nan], [0, -1, -1]])


def written(ids=("a", "b", "c")):
    return json.loads(sums_bytes(SharedSums(ids, part(pack_matrix(WIDE))), packed=False))


def file_of(folder, content, name="sums.json"):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_sums_come_back_as_they_were_written(tmp_path, packed):
    shared = SharedSums(("7", "30", "x"), part(pack_matrix(WIDE)), 4)
    path = tmp_path / ("sums.json.gz" if packed else "sums.json")
    path.write_bytes(sums_bytes(shared, packed=packed))
    found = read_sums(path)
    assert (found.statement_ids, found.parts, found.sums.people) == (("7", "30", "x"), 4, 3)
    for name in ("agrees", "disagrees", "both", "mixed", "values"):
        assert np.array_equal(getattr(found.sums, name), getattr(shared.sums, name))
    whole = json.loads(gzip.decompress(path.read_bytes()) if packed else path.read_bytes())
    assert list(Draft202012Validator(SCHEMA).iter_errors(whole)) == []


def test_ids_that_are_all_numbers_are_numbers_again(tmp_path):
    found = read_sums(file_of(tmp_path, written(("10", "9", "-3"))))
    assert found.statement_ids.tolist() == [10, 9, -3]
    assert read_sums(file_of(tmp_path, written(("10", "09", "3")))).statement_ids[1] == "09"


def changed(**changes):
    return {**written(), **changes}


NOT_SUMS = "“sums.json” is not a file of sums; expected what “samenspel opinion sums” writes."
BROKEN = {
    "no JSON": ("people,votes", NOT_SUMS),
    "a list": ("[1, 2]", NOT_SUMS),
    "deep": ("[" * 100_000, NOT_SUMS),
    "another version": (changed(version=2), NOT_SUMS),
    "ids that are no text": (changed(statement_ids=[1, 2, 3]), NOT_SUMS),
    "an id that names nothing": (
        changed(statement_ids=["a", "", "c"]),
        "“sums.json”, statement_ids[1]: “” cannot come from votes; expected 1…200.",
    ),
    "an id that is half a character": (
        changed(statement_ids=["\ud800", "b", "c"]),
        "“sums.json”, statement_ids[0]: “?” cannot come from votes; expected 1…200.",
    ),
    "an id twice": (
        changed(statement_ids=["a", "b", "a"]),
        "“sums.json”, statement_ids: “a” is named twice; expected each statement once.",
    ),
    "a row too few": (
        changed(both=[[3], [3, 3]]),
        "“sums.json”, both: “2” cannot come from votes; expected 3.",
    ),
    "a row too long": (
        changed(both=[[3], [3, 3], [2, 2, 2, 2]]),
        "“sums.json”, both[2]: “4” cannot come from votes; expected 3.",
    ),
    "a fraction": (
        changed(agrees=[1.5, 1, 0]),
        "“sums.json”, agrees[0]: “1.5” cannot come from votes; expected "
        "-9007199254740991…9007199254740991.",
    ),
    "more agree than voted": (
        changed(agrees=[4, 1, 0]),
        "“sums.json”, agrees[0]: “4” cannot come from votes; expected 0…3.",
    ),
    "fewer people than votes": (
        changed(people=2),
        "“sums.json”, both[0][0]: “3” cannot come from votes; expected 0…2.",
    ),
    "no people": (
        changed(people=None),
        "“sums.json”, people: “None” cannot come from votes; expected 0…9007199254740991.",
    ),
    "a product too large": (
        changed(values=[[2], [0, 3], [-3, 1, 1]]),
        "“sums.json”, values[0][2]: “-3” cannot come from votes; expected -2…2.",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_sums_of_votes_is_refused_in_one_sentence(tmp_path, content, sentence):
    with pytest.raises(VoteFileError) as fault:
        read_sums(file_of(tmp_path, content))
    assert fault.value.sentence("en") == sentence


def test_a_missing_and_a_damaged_file_are_a_sentence(tmp_path):
    with pytest.raises(VoteFileError, match="There is no file or folder"):
        read_sums(tmp_path / "none.json")
    with pytest.raises(VoteFileError, match="cannot be unpacked: it is damaged"):
        read_sums(file_of(tmp_path, "not packed", name="sums.json.gz"))
    whole = sums_bytes(SharedSums(("a", "b", "c"), part(pack_matrix(WIDE))), packed=True)
    half = tmp_path / "half.json.gz"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(VoteFileError, match="cannot be unpacked: it is damaged"):
        read_sums(half)


def test_what_unpacks_to_more_than_sums_can_be_is_refused_before_it_is_all_read(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("samenspel_report.votes.sums.LONGEST", 1000)
    packed = tmp_path / "bomb.json.gz"
    packed.write_bytes(gzip.compress(b" " * 5_000_000))
    with pytest.raises(VoteFileError, match="is not a file of sums"):
        read_sums(packed)
    with pytest.raises(VoteFileError, match="is not a file of sums"):
        read_sums(file_of(tmp_path, " " * 1001))
