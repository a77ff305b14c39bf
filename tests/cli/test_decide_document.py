import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.ballots.files import pb_file
from tests.ballots.test_ranked_files import BLT, CATEGORIES, ORDERS, WARD, file_of
from tests.cli.test_decide import counted
from tests.cli.test_scan import samenspel

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "decision.schema.json").read_text())
SAME = {"nl": "Opnieuw geteld: dezelfde uitslag", "en": "Counted again: the same outcome, by"}
PROPOSAL = ("voter;choice;class;proxy", "a;for;x;", "b;;x;a", "c;against;y;", "d;blank;y;")
FORMULA = ("=cmd;B", "1;2", "1;2", ";1")


def each_kind(folder):
    yield pb_file(folder), []
    yield pb_file(folder, name="add.pb", rule="equalshares/add1-comparison", budget="600.50"), []
    yield pb_file(folder, name="greedy.pb", rule="greedy-no-skip"), ["--conflict", "1,2"]
    yield file_of(folder, "a.toi", *ORDERS), ["--seed", "card 2"]
    yield (
        file_of(folder, "b.toi", *ORDERS),
        ["--rule", "stv", "--seats", "2", "--arithmetic", "exact"],
    )
    yield file_of(folder, "a.cat", *CATEGORIES), []
    yield file_of(folder, "a.blt", *BLT), []
    yield file_of(folder, "ward.csv", *WARD), ["--ties", "listed"]
    yield file_of(folder, "p.csv", *PROPOSAL), [
        "--majority", "2/3", "--quorum", "1/2", "--share", "x=1/3", "--share", "y=2/3"
    ]  # fmt: skip
    yield file_of(folder, "dots.csv", *FORMULA), ["--rule", "dots", "--dots", "9"]


def test_a_decision_of_each_kind_is_written_and_counted_again(tmp_path):
    for number, (path, arguments) in enumerate(each_kind(tmp_path)):
        out = tmp_path / f"{number}.json"
        code, _, complaints = samenspel("decide", path, *arguments, "--out", out, "--json")
        assert (code, complaints) == (0, f"Geschreven: {out}.\n")
        document = json.loads(out.read_text(), parse_float=lambda text: pytest.fail(text))
        assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
        code, said, _ = samenspel("decide", "recount", out, "--lang", "en")
        assert (code, said.startswith(SAME["en"])) == (0, True), (path, said)
        again = counted(out)
        before = counted(path, *arguments)
        assert (again["outcome"], again["rule"]) == (before["outcome"], before["rule"])


def test_no_voter_is_named_in_a_decision(tmp_path):
    out = tmp_path / "a.json"
    rows = ("voter;choice", "Fatima;for", "Piet;against")
    samenspel("decide", file_of(tmp_path, "p.csv", *rows), "--out", out)
    assert "Fatima" not in out.read_text()
    assert "Piet" not in out.read_text()


def changed(path, change):
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    return path


@pytest.fixture
def decision(tmp_path):
    out = tmp_path / "besluit.json"
    assert samenspel("decide", "convert", pb_file(tmp_path), out)[0] == 0
    return out


def test_an_outcome_that_was_changed_is_found_out(decision):
    changed(decision, lambda d: d["result"]["outcome"].reverse())
    code, said, _ = samenspel("decide", "recount", decision, "--lang", "en")
    assert (code, said) == (1, "Counted again: another outcome; these differ: outcome.\n")


def test_a_ballot_that_was_added_is_found_out(decision):
    changed(decision, lambda d: d["question"]["ballots"][0].update(voters=9))
    code, said, _ = samenspel("decide", "recount", decision)
    assert code == 1
    assert "fingerprint" in said


def test_a_payment_that_was_changed_is_found_out(decision):
    changed(decision, lambda d: d["result"]["trace"]["shares"]["purchases"][0].update(rate="61/1"))
    code, said, _ = samenspel("decide", "recount", decision, "--lang", "en")
    assert (code, said) == (1, "Counted again: another outcome; these differ: trace.\n")


def test_another_version_is_told(decision):
    changed(decision, lambda d: d["rule"].update(version="decision-0"))
    code, _, told = samenspel("decide", "recount", decision, "--lang", "en")
    assert (code, told) == (
        0, "The decision was counted by version decision-0; this is decision-1.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.pop("rule"), "rule: “” is not what stands there in a decision; expected …."),
        (lambda d: d.update(format="other"), "format: “\"other\"” is not what stands there in a "
         "decision; expected samenspel-decision."),
        (lambda d: d.update(format_version=2), "format_version: “2” is not what stands there in a "
         "decision; expected 1 … 1."),
        (lambda d: d["rule"].update(name="coin"), "rule.name: “\"coin\"” is not what stands there "
         "in a decision; expected greedy, equal-shares, equal-shares-add1."),
        (lambda d: d["question"]["ballots"][1].update(voters=-1), "question.ballots[1].voters: "
         "“-1” is not what stands there in a decision; expected 0 … 4503599627370496."),
        (lambda d: d["question"]["ballots"][0].update(points={"9": 1}), "question.ballots[0]"
         ".points: “{\"9\": 1}” is not what stands there in a decision; expected 1, 2, 3."),
        (lambda d: d["question"].update(budget=600.5), "…: “600.5” is not what stands there in a "
         "decision; expected 12, “20000/3”."),
        (lambda d: d["question"].update(projects={}), "question.projects: “{}” is not what stands "
         "there in a decision; expected […]."),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_with_its_place(decision, change, said):
    changed(decision, change)
    code, _, told = samenspel("decide", "recount", decision, "--lang", "en")
    assert (code, told) == (2, f"“besluit.json”, {said}\n")


def test_what_is_no_json_is_refused(tmp_path):
    path = file_of(tmp_path, "a.json", "{", '"format": ')
    code, _, told = samenspel("decide", "recount", path, "--lang", "en")
    assert code == 2
    assert told.startswith("“a.json”, line 3 is not JSON; expected a decision")
    path = file_of(tmp_path, "long.json", f'{{"format": {"9" * 5000}}}')
    code, _, told = samenspel("decide", "recount", path, "--lang", "en")
    assert (code, told.count("\n")) == (2, 1)
    none = samenspel("decide", "recount", tmp_path / "b.json", "--lang", "en")
    assert none[2].startswith("There is no file")


@pytest.mark.parametrize("ending", ["pb"])
def test_a_budget_goes_there_and_back(tmp_path, ending):
    for name, changes in {
        "a": {}, "b": {"budget": "600.25"},
        "c": {"vote_type": "cumulative", "votes": ("voter_id;vote;points", "a;1,3;4,6", "b;2;1")},
        "d": {"vote_type": "ordinal", "votes": ("voter_id;vote", "a;3,1", "b;2"),
              "max_length": "2"},
    }.items():  # fmt: skip
        path, out = pb_file(tmp_path, name=f"{name}.pb", **changes), tmp_path / f"{name}2.{ending}"
        code, _, told = samenspel("decide", "convert", path, out)
        assert (code, told) == (0, f"Geschreven: {out}.\n")
        first, again = counted(path), counted(out)
        assert (again["fingerprint"], again["rule"]) == (first["fingerprint"], first["rule"])
        assert again["as_selected"] is True


@pytest.mark.parametrize("ending", ["blt", "toi", "csv"])
def test_a_ranked_vote_goes_there_and_back(tmp_path, ending):
    path, out = file_of(tmp_path, "a.blt", *BLT), tmp_path / f"b.{ending}"
    assert samenspel("decide", "convert", path, out)[0] == 0
    again = counted(out, "--rule", "stv", "--seats", "2")
    first = counted(path)
    assert (again["outcome"], again["fingerprint"]) == (first["outcome"], first["fingerprint"])


def test_ballots_that_a_form_cannot_hold_are_refused(tmp_path):
    path = file_of(tmp_path, "a.toi", *ORDERS)
    for ending in ("soi", "soc", "toc"):
        out = tmp_path / f"b.{ending}"
        code, _, told = samenspel("decide", "convert", path, out, "--lang", "en")
        assert (code, out.exists()) == (2, False)
        assert told.startswith(
            f"“b.{ending}” cannot hold these ballots: .{ending}; expected a name"
        )
    code, _, told = samenspel("decide", "convert", pb_file(tmp_path), tmp_path / "a.blt")
    assert (code, "kan deze stembiljetten niet bevatten" in told) == (2, True)


def test_a_name_is_no_formula_in_a_table(tmp_path):
    path, out = file_of(tmp_path, "dots.csv", *FORMULA), tmp_path / "out.csv"
    assert samenspel("decide", "convert", path, out, "--rule", "score")[0] == 0
    assert out.read_text().splitlines()[0] == "weight;'=cmd;B"


def test_a_file_that_is_there_stays_unless_force_is_given(tmp_path, decision):
    before = decision.read_text()
    source = pb_file(tmp_path, rule="greedy")
    assert samenspel("decide", "convert", source, decision)[0] == 2
    assert decision.read_text() == before
    assert samenspel("decide", "convert", source, decision, "--force")[0] == 0
    assert decision.read_text() != before
