import pytest

from tests.ballots.test_ranked_files import file_of
from tests.cli.test_decide import counted
from tests.cli.test_scan import samenspel


def votes(folder, *rows, head="choice;weight;class"):
    return file_of(folder, "besluit.csv", head, *rows)


STATUTES = ("for;66;leden", "against;34;leden", "blank;6;leden", ";44;leden")


def test_two_thirds_of_100_is_67(tmp_path):
    path = votes(tmp_path, *STATUTES)
    found = counted(path, "--majority", "2/3", "--quorum", "2/3")
    assert (found["rule"]["name"], found["outcome"], found["margins"]) == (
        "majority", ["rejected"], [-1]
    )  # fmt: skip
    assert found["trace"]["presence"] == {
        "present": 106, "entitled": 150, "needed": 100, "met": True
    }  # fmt: skip
    said = samenspel("decide", path, "--majority", "2/3", "--lang", "en")[1]
    assert " ".join(said.split()) == (
        "Counted by the rule majority. The proposal is rejected. 67 of 100 votes cast were needed; "
        "66 were for. Votes 66 for, 34 against, 6 blank, 0 without a word, 44 absent "
        "What would have changed it 1 vote for was lacking."
    )
    assert "Het voorstel is verworpen." in samenspel("decide", path, "--majority", "2/3")[1]


def test_a_missed_quorum_and_the_second_meeting(tmp_path):
    path = votes(tmp_path, "for;9;leden", ";20;leden")
    assert counted(path, "--quorum", "1/2")["outcome"] == ["no_quorum"]
    said = samenspel("decide", path, "--quorum", "1/2", "--lang", "en")[1]
    assert "Too few were present or represented to decide." in said
    again = counted(path, "--quorum", "1/2", "--second-meeting")
    assert again["outcome"] == ["adopted"]
    told = samenspel("decide", path, "--quorum", "1/2", "--second-meeting", "--lang", "en")[1]
    assert "in a second meeting that is enough." in " ".join(told.split())


def test_classes_shares_and_organs(tmp_path):
    path = votes(tmp_path, "for;9;klanten", "against;1;klanten", "for;2;makers", "against;3;makers")
    assert counted(path)["outcome"] == ["adopted"]
    assert counted(path, "--chambers", "concurrent")["outcome"] == ["rejected"]
    shares = counted(path, "--majority", "2/3", "--share", "klanten=3/5", "--share", "makers=2/5")
    assert (shares["outcome"], shares["trace"]["total"]["counted_for"], shares["margins"]) == (
        ["adopted"], "7/10", [None]
    )  # fmt: skip
    held = counted(path, "--organ", "klanten", "--blanks-count", "--basis", "present")
    assert held["trace"]["organ_factor"] == "1/4"
    said = samenspel("decide", path, "--organ", "klanten", "--lang", "en")[1]
    assert "Votes of organs count for 1/4 each" in said
    assert "klanten: 9 for, 1 against" in said


def test_proxies_are_counted_and_told(tmp_path):
    path = votes(
        tmp_path, "a;for;", "b;;a", "c;;a", "d;against;", "e;;f", "f;;", head="voter;choice;proxy"
    )
    found = counted(path, "--most-proxies", "1")
    assert found["trace"]["proxies"]["fates"] == {
        "carried": 1, "dead_end": 1, "not_cast": 1, "over_limit": 1, "own": 2
    }  # fmt: skip
    said = samenspel("decide", path, "--most-proxies", "1", "--lang", "en")[1]
    assert "Cast by proxy: 1." in said
    assert "Not cast, as the holder has the most allowed: 1." in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--majority", "two thirds"], "--majority “two thirds” cannot be used; expected a "
         "fraction, as in 1/3."),
        (["--rule", "stv"], "--rule “stv” cannot be used; expected one of: majority."),
        (["--basis", "all"], "--basis “all” cannot be used; expected one of: cast, present, "
         "entitled."),
        (["--share", "leden"], "--share “leden” cannot be read; expected members=2/5."),
        (["--share", "leden=1/2"], "This cannot be counted: each class needs a share, and shares "
         "add up to 1."),
        (["--seats", "2"], "--seats does not go with the ballots of “besluit.csv”."),
        (["--organ", "raad"], "This cannot be counted: an organ is a class that is not there."),
    ],
)  # fmt: skip
def test_an_option_that_does_not_fit_is_refused(tmp_path, arguments, complaint):
    path = votes(tmp_path, *STATUTES)
    code, said, complaints = samenspel("decide", path, *arguments, "--lang", "en")
    assert (code, said, complaints) == (2, "", complaint + "\n")
