import pytest

from tests.ballots.test_ranked_files import BLT, CATEGORIES, ORDERS, WARD, file_of
from tests.cli.test_decide import counted
from tests.cli.test_scan import samenspel

TABLE = ("Tuin;Bank;Feest", "3;2;1", "3;2;1", "3;2;1", "3;2;1", "1;2;3", "1;2;3", "1;2;3",
         "2;1;3", "2;1;3")  # fmt: skip


def test_each_kind_of_file_has_its_rule(tmp_path):
    for name, lines, rule, outcome in (
        ("a.toi", ORDERS, "schulze", ["Bench"]),
        ("a.cat", CATEGORIES, "approval", ["Garden"]),
        ("a.blt", BLT, "stv", ["Party", "Garden"]),
        ("a.csv", WARD, "stv", ["Cy Dee", "Ann Bell"]),
    ):
        found = counted(file_of(tmp_path, name, *lines))
        assert (found["rule"]["name"], found["outcome"]) == (rule, outcome)


@pytest.mark.parametrize(
    ("rule", "outcome"), [("schulze", "Bank"), ("irv", "Tuin"), ("borda", "Bank")]
)
def test_the_worked_example_from_a_table(tmp_path, rule, outcome):
    found = counted(file_of(tmp_path, "a.csv", *TABLE), "--rule", rule)
    assert found["outcome"] == [outcome]
    assert found["voters"] == 9


def test_points_from_a_table(tmp_path):
    path = file_of(tmp_path, "a.csv", "A,B", "3,1", ",2")
    assert counted(path, "--rule", "score")["trace"]["totals"] == [3, 3]
    dots = counted(path, "--rule", "dots", "--dots", "4", "--seats", "2")
    assert (dots["rule"]["parameters"]["dots"], len(dots["outcome"])) == (4, 2)
    code, _, complaint = samenspel("decide", path, "--rule", "dots", "--dots", "3", "--lang", "en")
    assert (code, complaint) == (
        2, "“a.csv”, line 2: the ballot gives 4 points; expected at most 3.\n"
    )  # fmt: skip


def test_transfers_are_told_round_by_round(tmp_path):
    lines = ("3 2", "5 3 2 1 0", "3 1 2 3 0", "2 2 1 3 0", "0", '"Tuin"', '"Bank"', '"Feest"',
             '"Plein"')  # fmt: skip
    path = file_of(tmp_path, "plein.blt", *lines)
    said = samenspel("decide", path, "--trace", "--lang", "en")[1]
    assert " ".join(said.split()) == (
        "Plein Counted by the rule stv. 10 people voted. 4 votes are enough for a seat. "
        "Elected Feest Tuin Not elected Bank Where it was closest "
        "In round 2 Tuin and Bank were equal, and an earlier round decided. Step by step "
        "Round 1: Feest 5, Tuin 3, Bank 2. Elected: Feest. "
        "What Feest has above the quota goes on. "
        "Round 2: Feest 4, Tuin 3, Bank 3. Bank is out, and the votes go on. "
        "Round 3: Tuin 6, Feest 4. Elected: Tuin."
    )
    assert "Gekozen" in samenspel("decide", path)[1]
    exact = counted(path, "--arithmetic", "exact")
    assert exact["rule"]["parameters"]["arithmetic"] == "exact"


def test_pairwise_is_told_pair_by_pair(tmp_path):
    said = samenspel(
        "decide", file_of(tmp_path, "a.csv", *TABLE), "--rule", "schulze", "--trace", "--lang", "en"
    )[1]
    assert "Bank wins from each of the others." in said
    assert "Bank was 1 ahead of Feest." in said
    assert "Tuin against Bank: 3 to 6." in said


@pytest.mark.parametrize(
    ("name", "lines", "arguments", "complaint"),
    [
        ("a.csv", TABLE, [], "--rule is missing; a table of ballots needs one of: schulze, irv, "
         "stv, borda, approval, score, dots."),
        ("a.csv", TABLE, ["--rule", "stv"], "--seats is missing; the rule stv needs to know how "
         "many are elected."),
        ("a.toi", ORDERS, ["--seats", "9"], "--seats “9” cannot be used; expected a whole number "
         "from 1 to 3."),
        ("a.toi", ORDERS, ["--rule", "approval"], "--rule “approval” cannot be used; expected one "
         "of: schulze, irv, stv, borda."),
        ("a.cat", CATEGORIES, ["--rule", "irv"], "--rule “irv” cannot be used; expected one of: "
         "approval, score."),
        ("a.toi", ORDERS, ["--arithmetic", "exact"], "--arithmetic does not go with the rule "
         "schulze."),
        ("a.toi", ORDERS, ["--utility", "cost"], "--utility does not go with the ballots of "
         "“a.toi”."),
        ("a.toi", ORDERS, ["--ties", "votes"], "--ties “votes” cannot be used; expected one of: "
         "lot, listed."),
    ],
)  # fmt: skip
def test_an_option_that_does_not_fit_is_refused(tmp_path, name, lines, arguments, complaint):
    path = file_of(tmp_path, name, *lines)
    code, said, complaints = samenspel("decide", path, *arguments, "--lang", "en")
    assert (code, said, complaints) == (2, "", complaint + "\n")


def test_ballots_that_tie_too_much_are_refused_for_transfers(tmp_path):
    tied = ",".join(str(option) for option in range(1, 10))
    lines = ("# NUMBER ALTERNATIVES: 11", f"1: {{{tied}}},10")
    path = file_of(tmp_path, "a.toi", *lines)
    code, _, complaints = samenspel("decide", path, "--rule", "irv", "--lang", "en")
    assert (code, complaints) == (
        2,
        "This cannot be counted: ballots tie too many options to divide them over all orders.\n",
    )
