import gzip
from fractions import Fraction

import pytest

from samenspel_analysis.decision.budget import equal_shares
from samenspel_report.ballots import BallotFileError, read_pabulib
from samenspel_report.ballots.pabulib_votes import Notice, Oddity
from tests.ballots.files import PROJECTS, VOTES, pb_file, pb_text

POINTS = {
    "vote_type": "cumulative",
    "votes": ("voter_id;vote;points", "a;1,3;4,6", "b;1;10", "c;2;0"),
}


def complaint(folder, **changes):
    with pytest.raises(BallotFileError) as caught:
        read_pabulib(pb_file(folder, **changes))
    return str(caught.value)


def test_a_file_is_read_whole(tmp_path):
    found = read_pabulib(pb_file(tmp_path))
    election = found.election
    assert (election.names, election.costs, election.money) == (
        ("1", "2", "3"),
        (240, 120, 250),
        600,
    )
    assert (election.votes, election.voters) == ((4, 2, 3), 6)
    assert found.titles == ("Tuin", "Bank", "Feest")
    assert (found.rule, found.selected, found.notices) == ("equalshares", {0, 1}, ())
    assert set(equal_shares(election).funded) == found.selected


@pytest.mark.parametrize("name", ["straat.pb", "straat.pb.gz"])
def test_windows_lines_a_mark_of_order_and_blank_lines_make_no_difference(tmp_path, name):
    text = "\ufeff" + pb_text().replace("\n", "\r\n").replace("PROJECTS", "\r\n\r\nPROJECTS")
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    assert read_pabulib(path).election.votes == (4, 2, 3)


def test_money_need_not_be_whole(tmp_path):
    projects = ("project_id;cost", "1;12.50", "2;0,25", "3;7.0")
    election = read_pabulib(pb_file(tmp_path, projects=projects, budget="33.3")).election
    assert [election.cost(p) for p in range(3)] == [Fraction(25, 2), Fraction(1, 4), 7]
    assert election.budget == Fraction(333, 10)


def test_a_name_may_hold_the_separator_between_quotation_marks(tmp_path):
    projects = (*PROJECTS[:3], '3;250;3;"Feest; met ""soep""";0')
    assert read_pabulib(pb_file(tmp_path, projects=projects)).titles[2] == 'Feest; met "soep"'


def test_what_voters_said_of_themselves_is_not_kept(tmp_path):
    votes = ("voter_id;vote;age;sex", *(f"{row};53;F" for row in VOTES[1:]))
    assert "53" not in repr(read_pabulib(pb_file(tmp_path, votes=votes)))


def test_points_are_added_up(tmp_path):
    assert read_pabulib(pb_file(tmp_path, **POINTS)).election.scores == (14, 0, 6)


def test_ranks_give_points_down_from_the_longest_ballot(tmp_path):
    votes = ("voter_id;vote", "a;3,1", "b;1")
    found = read_pabulib(pb_file(tmp_path, votes=votes, vote_type="ordinal", max_length="2"))
    assert found.election.scores == (3, 0, 2)


def test_an_approval_given_twice_counts_once_and_is_told(tmp_path):
    votes = ("voter_id;vote", "a;1,1,2", "b;1", "c;1,1,2")
    found = read_pabulib(pb_file(tmp_path, votes=votes))
    assert found.election.votes == (3, 2, 0)
    twice, differ = found.notices
    assert twice == Notice(Oddity.NAMED_TWICE, 2, "16")
    assert (differ.oddity, differ.times, differ.first) == (Oddity.VOTES_DIFFER, 2, "1")


def test_selected_other_than_yes_or_no_is_told(tmp_path):
    projects = (*PROJECTS[:3], "3;250;3;Feest;2")
    found = read_pabulib(pb_file(tmp_path, projects=projects))
    assert found.selected == {0, 1}
    assert found.notices == (Notice(Oddity.SELECTED_OTHERWISE, 1, "3"),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"budget": ""}, "does not say “budget” in its part META; expected a line “budget;10000”."),
        ({"budget": "0"}, "line 6, column “budget”: “0” is not an amount of money; expected a "
         "number above 0, as in 1250 or 1250.50."),
        ({"budget": "-5"}, "line 6, column “budget”: “-5” is not an amount of money; expected a "
         "number above 0, as in 1250 or 1250.50."),
        ({"projects": (*PROJECTS, "4;1e5;0;Boom;0")}, "line 14, column “cost”: “1e5” is not an "
         "amount of money; expected a number above 0, as in 1250 or 1250.50."),
        ({"projects": (*PROJECTS, "2;5;0;Boom;0")}, "line 14: there is a project “2” already; "
         "expected each project once."),
        ({"projects": (*PROJECTS, " ;5;0;Boom;0")}, "line 14, column “project_id” is empty; "
         "expected a name or a number."),
        ({"projects": (*PROJECTS, "7")}, "line 14 has 1 cells; expected at least 2."),
        ({"projects": PROJECTS[:1]}, "holds no project; expected at least one."),
        ({"projects": ("id;cost", "1;2")}, "line 10 has no column “project_id”; found: id, cost."),
        ({"projects": ("project_id;cost;cost", "1;2;2")}, "line 10 has the column “cost” twice; "
         "expected each column once."),
        ({"votes": VOTES[:1]}, "holds no ballot; expected at least one."),
        ({"votes": (*VOTES, "g;4")}, "line 22: the ballot names “4”, which is not among the "
         "projects."),
        ({"votes": (*VOTES, "a;1")}, "line 22: voter “a” has voted already; expected one ballot "
         "for each."),
        ({"votes": (*VOTES, "g")}, "line 22 has 1 cells; expected at least 2."),
        ({"votes": (*VOTES, 'g;"1')}, "line 22 cannot be read: a quotation mark is not closed; "
         "expected cells of plain text."),
        ({"vote_type": "choose-1"}, "line 16: the ballot names 2 projects; expected one, as its "
         "vote_type is choose-1."),
        ({"vote_type": "sms"}, "has vote_type “sms”; expected one of: approval, choose-1, "
         "cumulative, scoring, ordinal."),
        ({"vote_type": "scoring"}, "line 15 has no column “points”; found: voter_id, vote."),
        ({"vote_type": "ordinal", "votes": ("voter_id;vote", "a;1,1")}, "line 16: the ballot "
         "names “1” twice; expected each project once."),
        ({**POINTS, "votes": ("voter_id;vote;points", "a;1,3;4")}, "line 16: the ballot has 1 "
         "points for 2 projects; expected one number for each project."),
        ({**POINTS, "votes": ("voter_id;vote;points", "a;1;-4")}, "line 16, column “points”: “-4” "
         "cannot be given; expected whole points from 0 to 1048576."),
        ({**POINTS, "votes": ("voter_id;vote;points", "a;1;0.5")}, "line 16, column “points”: "
         "“0.5” cannot be given; expected whole points from 0 to 1048576."),
        ({"num_votes": "7"}, "says num_votes is 7, and holds 6; a part may be missing, so nothing "
         "was counted."),
        ({"num_projects": "4"}, "says num_projects is 4, and holds 3; a part may be missing, so "
         "nothing was counted."),
        ({"parts": ("META", "PROJECTS")}, "has no part “VOTES”; expected the parts META, "
         "PROJECTS, VOTES."),
        ({"parts": ("META", "META")}, "line 9 begins the part “META” a second time; expected each "
         "part once."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_place(tmp_path, changes, said):
    told = complaint(tmp_path, **changes)
    assert told.removeprefix("“straat.pb” ").removeprefix("“straat.pb”, ") == said


def test_what_stands_before_the_parts_is_refused(tmp_path):
    path = tmp_path / "a.pb"
    path.write_text("hello;you\n")
    with pytest.raises(BallotFileError, match="line 1: “hello” stands before any part"):
        read_pabulib(path)


def test_files_that_cannot_be_read_are_refused(tmp_path):
    torn = tmp_path / "torn.pb.gz"
    torn.write_bytes(gzip.compress(pb_text().encode())[:40])
    latin = tmp_path / "latin.pb"
    latin.write_bytes(pb_text().replace("Tuin", "Café").encode("latin-1"))
    told = {
        tmp_path / "none.pb": f"There is no file “{tmp_path}/none.pb”"[:39],
        tmp_path: "is a folder; give a file of ballots.",
        torn: "“torn.pb.gz” cannot be unpacked: it is damaged; save it again.",
        latin: "“latin.pb”, line 11 holds characters that are not UTF-8; save the file as UTF-8.",
    }
    for path, said in told.items():
        with pytest.raises(BallotFileError) as caught:
            read_pabulib(path)
        assert said in str(caught.value)


def test_the_same_sentence_in_dutch(tmp_path):
    with pytest.raises(BallotFileError) as caught:
        read_pabulib(pb_file(tmp_path, num_votes="7"))
    assert caught.value.sentence("nl") == (
        "“straat.pb” zegt dat num_votes 7 is, maar bevat er 6. Misschien ontbreekt een deel, dus "
        "we hebben niets geteld."
    )
