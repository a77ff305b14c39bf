import pytest

from samenspel_analysis.decision.majority import Choice, Fate, MajorityRule, majority
from samenspel_report.ballots import BallotFileError
from samenspel_report.ballots.proposal import is_proposal, read_proposal
from tests.ballots.test_ranked_files import WARD, file_of

HEAD = "voter;choice;weight;class;present;entitled;proxy"


def test_a_table_of_votes_is_read_with_all_its_columns(tmp_path):
    path = file_of(
        tmp_path, "a.csv", HEAD, "a;voor;2;leden;;;", "b;Against;;raad;ja;1;".replace(";;", ";1;"),
        "c;blanco;1;leden;;;", "d;;1;leden;yes;;", "e;;3;leden;;no;",
    )  # fmt: skip
    found = read_proposal(path)
    assert is_proposal(path)
    assert found.votes.choices.tolist() == [Choice.FOR, Choice.AGAINST, Choice.BLANK, 3, 3]
    assert found.votes.weights.tolist() == [2, 1, 1, 1, 3]
    assert found.votes.class_names == ("leden", "raad")
    assert found.votes.present.tolist() == [True, True, True, True, False]
    assert found.votes.entitled.tolist() == [True, True, True, True, False]


def test_a_represented_member_votes_as_the_holder_and_counts_as_present(tmp_path):
    path = file_of(tmp_path, "a.csv", "voter,choice,proxy", "a,for,", "b,,a", "c,,a", "d,,")
    found = read_proposal(path, most_proxies=1)
    assert found.proxies.fate == (Fate.OWN, Fate.CARRIED, Fate.OVER_LIMIT, Fate.NOT_CAST)
    counts = majority(found.votes, MajorityRule()).total.counts
    assert (counts.in_favour, counts.present, counts.absent) == (2, 2, 2)


def test_units_are_capped(tmp_path):
    path = file_of(tmp_path, "a.csv", "choice,weight", "for,40", "against,3")
    assert read_proposal(path, unit_cap=5).votes.weights.tolist() == [5, 3]


def test_other_tables_are_no_votes_on_a_proposal(tmp_path):
    assert not is_proposal(file_of(tmp_path, "a.csv", "A;B", "1;2"))
    assert not is_proposal(file_of(tmp_path, "b.csv", *WARD))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("choice;colour", "for;red"), "line 1: “colour” is not a column we know; expected voter, "
         "choice, weight, class, present, entitled, proxy."),
        (("choice", "perhaps"), "line 2, column “choice”: “perhaps” is not a choice; expected for, "
         "against, blank or nothing."),
        (("choice;weight", "for;-2"), "line 2, column “weight”: “-2” is not a weight; expected a "
         "whole number of 0 or more."),
        (("choice;present", "for;maybe"), "line 2, column “present”: “maybe” does not say whether "
         "it is so; expected yes, no or nothing."),
        (("voter;choice", "a;for", "a;for"), "line 3: voter “a” has voted already; expected one "
         "ballot for each."),
        (("voter;choice;entitled", "a;for;no"), "line 2: “a” voted and is not entitled to; nothing "
         "was counted."),
        (("voter;choice;entitled;proxy", "a;for;;", "b;;no;a"), "line 3: “b” voted and is not "
         "entitled to; nothing was counted."),
        (("voter;choice;present", "a;for;no"), "line 2: “a” voted and was not present; nothing was "
         "counted."),
        (("voter;choice;proxy", "a;for;", "b;;z"), "line 3: “z” cannot hold this proxy; expected "
         "another voter of this table."),
        (("voter;choice;proxy", "a;;a"), "line 2: “a” cannot hold this proxy; expected another "
         "voter of this table."),
        (("choice;weight",), "holds no ballot; expected at least one."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_place(tmp_path, rows, said):
    with pytest.raises(BallotFileError) as caught:
        read_proposal(file_of(tmp_path, "a.csv", *rows))
    assert str(caught.value).removeprefix("“a.csv” ").removeprefix("“a.csv”, ") == said
