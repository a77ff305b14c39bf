import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.ballots.files import PROJECTS, pb_file
from tests.cli.test_scan import samenspel

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "decision-result.schema.json").read_text())


def counted(*arguments):
    code, said, complaints = samenspel("decide", *arguments, "--json")
    assert (code, complaints) == (0, "")
    found = json.loads(said, parse_float=lambda text: pytest.fail(f"{text} is rounded"))
    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []
    return found


def test_the_rule_of_the_file_counts_unless_another_is_named(tmp_path):
    path = pb_file(tmp_path)
    found = counted(path)
    assert (found["rule"]["name"], found["outcome"]) == ("equal-shares", ["1", "2"])
    assert found["as_selected"] is True
    greedy = counted(path, "--rule", "greedy")
    assert (greedy["rule"]["name"], greedy["outcome"]) == ("greedy", ["1", "3"])
    assert greedy["margins"] == [
        {"option": "2", "reason": "lacked_money", "held": 110, "lacked": 10, "rival": None}
    ]
    grown = counted("--rule", "equal-shares-add1", path)
    assert (grown["outcome"], grown["trace"]["shares"]["steps"]) == (["1", "3"], 33)
    assert grown["trace"]["shares"]["purchases"][1]["rate"] == "177/2"


@pytest.mark.parametrize(
    ("rule", "name", "parameters"),
    [
        ("greedy", "greedy", {"skip": True, "threshold": 0}),
        ("greedy-no-skip", "greedy", {"skip": False, "threshold": 0}),
        ("greedy-threshold", "greedy", {"skip": True, "threshold": 3}),
        ("equalshares/add1", "equal-shares-add1", {"increment": 1, "comparison": False}),
        ("equalshares/add1u", "equal-shares-add1", {"increment": 1, "completion": "greedy"}),
        ("equalshares/add1-comparison", "equal-shares-add1", {"comparison": True}),
        ("unknown", "equal-shares-add1", {"utility": "cost", "stop": "overspend"}),
    ],
)
def test_a_rule_in_the_file_is_counted_with_its_parameters(tmp_path, rule, name, parameters):
    told = {"min_project_score_threshold": "3"} if "threshold" in rule else {}
    found = counted(pb_file(tmp_path, rule=rule, **told))["rule"]
    assert found["name"] == name
    assert {key: found["parameters"][key] for key in parameters} == parameters


def test_options_change_the_rule(tmp_path):
    path = pb_file(tmp_path)
    found = counted(
        path, "--rule", "equal-shares-add1", "--increment", "0,5", "--stop", "exhaustive",
        "--utility", "count", "--completion", "greedy", "--eligibility", "1/3", "--comparison",
        "--conflict", "2,3", "--ties", "cheapest", "--seed", "drawn card",
    )  # fmt: skip
    assert found["rule"]["parameters"] == {
        "utility": "count", "increment": "1/2", "stop": "exhaustive", "completion": "greedy",
        "comparison": True, "eligibility": "1/3", "conflicts": [["2", "3"]], "ties": "cheapest",
        "seed": "drawn card",
    }  # fmt: skip
    assert counted(path, "--rule", "greedy", "--threshold", "4")["outcome"] == ["1"]
    assert counted(path, "--rule", "greedy", "--no-skip")["rule"]["parameters"]["skip"] is False


def test_points_are_worth_points_unless_asked_otherwise(tmp_path):
    votes = ("voter_id;vote;points", "a;1,3;4,6", "b;1;10", "c;2;1")
    path = pb_file(tmp_path, votes=votes, vote_type="cumulative", rule="")
    assert counted(path)["rule"]["parameters"]["utility"] == "points"
    said = samenspel("decide", path, "--trace", "--lang", "en")[1]
    assert "for each point given." in said


def test_the_summary_says_what_and_why_and_every_step_when_asked(tmp_path):
    code, said, complaints = samenspel("decide", pb_file(tmp_path), "--trace", "--lang", "en")
    assert (code, complaints) == (0, "")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    assert lines == [
        "Straat",
        "Counted by the rule equal-shares.",
        "360 of 600 is spent, on the votes of 6 people.",
        "Every voter had 100 to spend.",
        "No money was added to the shares.",
        "Funded",
        "Tuin: 240, 4 votes",
        "Bank: 120, 2 votes",
        "Not funded",
        "Feest. There was 160 for it; it lacked 90.",
        "Step by step",
        "Tuin: 4 supporters paid 60 each.",
        "Bank: 1 supporter paid 80. 1 supporter paid all they still had, 40.",
        "This is what the file says was funded.",
    ]


def test_the_summary_is_dutch_unless_asked_otherwise(tmp_path):
    said = samenspel("decide", pb_file(tmp_path, rule="greedy"))[1]
    assert "360" not in said
    assert "490 van 600 is besteed, op de stemmen van 6 mensen." in said
    assert "Bank. Er was 110 voor; het kwam 10 tekort." in said
    assert "Volgens het bestand gingen er andere projecten door." in said


def test_what_was_odd_is_told(tmp_path):
    path = pb_file(tmp_path, projects=(*PROJECTS[:3], "3;250;9;Feest;2"))
    said = samenspel("decide", path, "--lang", "en")[1]
    assert (
        "The file says another number of votes than its ballots hold (1 times, “3” first)"
        in " ".join(said.split())
    )
    assert "“selected” is neither 0 nor 1" in " ".join(said.split())


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--rule", "borda"], "--rule “borda” cannot be used; expected one of: greedy, "
         "equal-shares, equal-shares-add1."),
        (["--increment", "1"], "--increment does not go with the rule equal-shares."),
        (["--threshold", "1"], "--threshold does not go with the rule equal-shares."),
        (["--rule", "greedy", "--comparison"], "--comparison does not go with the rule greedy."),
        (["--rule", "equal-shares-add1", "--increment", "0"], "--increment “0” cannot be used; "
         "expected an amount above 0, as in 1 or 0.50."),
        (["--eligibility", "1/0"], "--eligibility “1/0” cannot be used; expected a fraction, as in "
         "1/3."),
        (["--conflict", "1,9"], "--conflict “9” is not a project of this file."),
        (["--ties", "coin"], "--ties “coin” cannot be used; expected one of: lot, listed, votes, "
         "cheapest."),
    ],
)  # fmt: skip
def test_an_option_that_does_not_fit_is_refused(tmp_path, arguments, complaint):
    code, said, complaints = samenspel("decide", pb_file(tmp_path), *arguments, "--lang", "en")
    assert (code, said, complaints) == (2, "", complaint + "\n")


def test_a_file_that_is_no_ballots_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("hello")
    assert samenspel("decide", path, "--lang", "en") == (
        2, "", "“a.txt” is not a file of ballots; expected a name ending in .pb, .soc, "
        ".soi, .toc, .toi, .cat, .blt, .csv, .json.\n"
    )  # fmt: skip
    code, said, complaints = samenspel("decide", pb_file(tmp_path, num_votes="9"))
    assert (code, said) == (2, "")
    assert complaints.startswith("“straat.pb” zegt dat num_votes 9 is")


def test_count_may_be_written_out_and_help_names_it(tmp_path):
    assert samenspel("decide", "count", pb_file(tmp_path))[0] == 0
    assert "count" in samenspel("decide", "--help", "--lang", "en")[1]
    assert "--rule NAME" in samenspel("decide", "count", "--help", "--lang", "en")[1]


def test_the_file_that_the_readme_counts():
    """A hundred each: six pay all of it for Feest; the other four 75 each for one of two equals."""
    file = "docs/examples/street.pb"
    assert f"samenspel decide {file} --trace" in (ROOT / "README.md").read_text()
    found = counted(ROOT / file)
    assert found["rule"]["name"] == "equal-shares-add1"
    feest, other = (found["titles"][each] for each in found["outcome"])
    assert (feest, other in {"Speelplek", "Banken"}, found["spent"]) == ("Feest", True, 900)
