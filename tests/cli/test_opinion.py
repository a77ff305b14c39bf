import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from samenspel_report.votes import read_votes
from tests.cli.test_scan import samenspel
from tests.votes.files import votes_file

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "opinion-map.schema.json").read_text())


@pytest.fixture(scope="module")
def votes(tmp_path_factory):
    """Three groups that differ plainly, written by the command itself."""
    path = tmp_path_factory.mktemp("votes") / "buurt.csv"
    code, said, complaints = samenspel(
        "opinion", "simulate", "--people", "90", "--statements", "30", "--votes", "25",
        "--seed", "3", "--out", path,
    )  # fmt: skip
    assert (code, said, complaints) == (0, "", f"Geschreven: {path}.\n")
    return path


def mapped(*arguments):
    code, said, complaints = samenspel("opinion", "map", *arguments, "--json")
    assert (code, complaints) == (0, "")
    found = json.loads(said)
    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []
    return found


def without_time(found):
    return {name: value for name, value in found.items() if name != "timing"}


def test_the_json_is_the_documented_json_and_the_seed_repeats_it(votes):
    found = mapped(votes, "--seed", "5")
    assert (found["people"], found["statements"], found["profile"]) == (90, 30, "robust")
    assert len(found["groups"]) == 3
    assert sum(group["size"] for group in found["groups"]) == found["placed"]
    assert {"reading", "sums", "flags"} <= set(found["timing"])
    assert without_time(mapped(votes, "--seed", "5")) == without_time(found)


def test_coin_flips_are_one_community_and_the_reason_is_said(tmp_path):
    path = tmp_path / "coins.csv"
    samenspel("opinion", "simulate", "--people", "120", "--statements", "30", "--votes", "20",
              "--groups", "0", "--out", path)  # fmt: skip
    found = mapped(path)
    assert (found["groups"], found["bridging"], found["divisive"]) == ([], [], [])
    assert found["no_groups_reason"] in ("no_structure", "one_cloud")
    said = samenspel("opinion", "map", path)[1]
    assert "Eén gemeenschap, geen groepen" in said


def test_reports_and_places_are_written_in_one_go(votes, tmp_path):
    targets = [tmp_path / f"kaart.{ending}" for ending in ("html", "pdf", "json")]
    outs = [part for target in targets for part in ("--out", target)]
    places = tmp_path / "places.csv"
    code, said, _ = samenspel("opinion", "map", votes, *outs, "--projection", places)
    assert (code, said) == (0, "")
    assert [target.read_bytes()[:5] for target in targets[:2]] == [b"<!doc", b"%PDF-"]
    assert json.loads(targets[2].read_text())["projection"] == str(places)
    rows = list(csv.DictReader(places.read_text().splitlines()))
    assert len(rows) == 90
    assert {row["group"] for row in rows} == {"A", "B", "C"}


def test_a_name_of_a_file_that_is_no_text_does_not_spoil_the_json(votes, tmp_path):
    code, said, _ = samenspel(
        "opinion", "map", votes, "--json", "--projection", tmp_path / "a\udcff.csv"
    )
    assert code == 0
    assert json.loads(said)["projection"].endswith("a?.csv")


def test_moderated_statements_are_left_out_and_texts_are_shown(votes, tmp_path):
    listed = votes_file(
        tmp_path, "0,Eerste stelling,-1,false", "1,Over dit gesprek,1,true", "2,Derde,1,false",
        header="statement_id,text,moderated,meta", name="statements.csv",
    )  # fmt: skip
    found = mapped(votes, "--moderation", listed)
    assert (found["statements"], found["statements_left_out"]) == (28, 2)
    html = tmp_path / "a.html"
    samenspel("opinion", "map", votes, "--moderation", listed, "--out", html)
    assert "2 stellingen tellen niet mee" in html.read_text()


def test_the_polis_profile_tests_nothing_and_says_so(votes):
    found = mapped(votes, "--profile", "polis")
    assert found["profile"] == "polis"
    assert (found["structure"]["p"], found["groups_test"]["p"]) == (None, None)
    assert "toetst niets" in samenspel("opinion", "map", votes, "--profile", "polis")[1]


def test_flagged_people_are_named_and_the_map_without_them_stands_beside(votes, tmp_path):
    rows = votes.read_text().splitlines()[1:]
    rows += [f"{person},{statement},1" for person in range(90, 93) for statement in range(30)]
    found = mapped(votes_file(tmp_path, *rows))
    flagged = {name for flag in found["flags"] for name in flag["people"]}
    assert flagged >= {"90", "91", "92"}
    assert found["without_flagged"]["left_out"] == len(flagged)
    assert found["people"] == len({row.split(",")[0] for row in rows})


SMALL = {
    "one person": ["1,1,1"],
    "one statement": ["1,1,1", "2,1,-1", "3,1,0"],
    "two people": [f"{p},{s},{2 * p - 1}" for p in range(2) for s in range(9)],
    "everybody passes": [f"{p},{s},0" for p in range(12) for s in range(9)],
    "all the same vote": [f"{p},{s},1" for p in range(12) for s in range(9)],
    "ids with gaps": [
        f"{p * 10**8},{s * 997},{(p + s) % 3 - 1}" for p in range(11) for s in range(8)
    ],
}


@pytest.mark.parametrize("rows", SMALL.values(), ids=SMALL)
def test_votes_that_say_little_give_a_map_that_says_so(rows, tmp_path):
    path = votes_file(tmp_path, *rows)
    found = mapped(path)
    assert found["groups"] == []
    assert found["no_groups_reason"]
    for ending in ("html", "pdf"):
        assert samenspel("opinion", "map", path, "--out", tmp_path / f"a.{ending}")[0] == 0


REFUSALS = {
    ("--profile", "fast"): "--profile “fast” kan niet; kies uit: robust, polis.",
    ("--seed", "x"): "--seed “x” kan niet; geef een heel getal van 0 tot en met 2147483647.",
    ("--out", "a.txt"): "--out “a.txt” kunnen we niet schrijven; geef een naam die eindigt op "
    ".html, .pdf, .json.",
    ("--projection", "a.txt"): "--projection “a.txt” kunnen we niet schrijven; geef een naam die "
    "eindigt op .csv.",
    ("--moderation", "none.csv"): "Er is geen bestand en geen map “none.csv”; geef een bestand met "
    "stemmen of een map met zulke bestanden.",
}


@pytest.mark.parametrize("options", REFUSALS, ids=" ".join)
def test_an_option_that_cannot_be_used_is_one_sentence_and_exit_code_two(votes, options):
    code, said, complaints = samenspel("opinion", "map", votes, *options)
    assert (code, said, complaints) == (2, "", REFUSALS[options] + "\n")


@pytest.mark.parametrize("command", [
    ("opinion", "map"), ("opinion", "sums"), ("scan", "analyse"), ("decide",),
    ("decide", "recount"), ("backup",), ("restore",),
])  # fmt: skip
def test_no_name_is_not_the_folder_that_one_is_in(command, votes, monkeypatch):
    monkeypatch.chdir(votes.parent)
    says = "“” is geen naam van een bestand; geef er een.\n"
    assert samenspel(*command, "") == (2, "", says)


def test_a_bad_vote_is_one_sentence_and_exit_code_two(tmp_path):
    path = votes_file(tmp_path, "1,1,1", "1,2,9")
    code, said, complaints = samenspel("opinion", "map", path)
    assert (code, said) == (2, "")
    assert complaints == (
        "“votes-own.csv”, rij 3, kolom “vote”: “9” is geen stem; verwacht: 1 (eens), 0 (overslaan) "
        "of -1 (oneens).\n"
    )


def test_simulated_votes_are_the_same_for_a_seed_in_one_file_or_on_the_screen(votes):
    code, said, _ = samenspel("opinion", "simulate", "--people", "90", "--statements", "30",
                              "--votes", "25", "--seed", "3")  # fmt: skip
    assert (code, said) == (0, votes.read_text())


def test_simulated_parts_make_a_folder_without_shared_people(tmp_path):
    folder = tmp_path / "parts"
    options = ("--people", "50", "--statements", "20", "--votes", "9", "--parts", "3")
    assert samenspel("opinion", "simulate", *options, "--out", folder)[0] == 0
    assert len(list(folder.iterdir())) == 3
    assert len(read_votes(folder).people) == 50
    code, _, complaints = samenspel("opinion", "simulate", *options, "--out", folder, "--lang=en")
    assert (code, complaints) == (
        2, f"--out “{folder}” is there already; give a folder that is not there yet.\n"
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["csv.gz", "parquet"])
def test_simulated_votes_are_written_in_the_form_their_name_asks_for(tmp_path, ending):
    path = tmp_path / f"votes.{ending}"
    options = ("--people", "30", "--statements", "10", "--votes", "5", "--moments")
    assert samenspel("opinion", "simulate", *options, "--out", path)[0] == 0
    table = read_votes(path)
    assert len(table.people) == 30
    assert table.moments is not None


def test_parts_may_hold_moments_and_no_part_is_without_people(tmp_path):
    options = ("--people", "4", "--statements", "9", "--votes", "5", "--moments", "--parts")
    assert samenspel("opinion", "simulate", *options, "4", "--out", tmp_path / "a")[0] == 0
    assert read_votes(tmp_path / "a").moments is not None
    code, _, complaints = samenspel(
        "opinion", "simulate", *options, "5", "--out", tmp_path / "b", "--lang", "en"
    )
    assert (code, complaints) == (
        2, "--parts “5” cannot be used; expected a whole number from 1 to 4.\n"
    )  # fmt: skip


def test_more_statements_than_the_way_of_polis_takes_are_one_sentence(tmp_path):
    path = votes_file(tmp_path, *(f"{i % 50},{i},1" for i in range(4_097)))
    code, said, complaints = samenspel("opinion", "map", path, "--profile", "polis")
    assert (code, said, complaints) == (
        2, "", "--profile polis werkt met hoogstens 4096 stellingen, en er zijn er 4097; gebruik "
        "--profile robust.\n",
    )  # fmt: skip


def test_votes_that_cannot_be_simulated_are_refused():
    said = samenspel("opinion", "simulate", "--statements", "5", "--votes", "9", "--lang=en")[2]
    assert said == (
        "--votes “9” cannot be used; expected a mean number of votes per person, above 0 and at "
        "most 5.\n"
    )
