"""Polls as Loomio exports them; the names of parts and columns are those of its exporter."""

import pytest

from tests.cli.test_decide import counted
from tests.cli.test_scan import samenspel

HEAD = (
    "id,poll_id,voter_id,voter_name,member_title,delegate,created_at,updated_at,reason,"
    "reason_format"
)


def export(folder, options, *votes, title="Een nieuwe tuin?"):
    """A poll with the options; a vote is its number for each of them."""
    lines = ["poll", "id,title,poll_url", f"1,{title},https://loomio.example/p/1", "poll_options"]
    lines += ["id,poll_id,name", *(f"{n},1,{name}" for n, name in enumerate(options))]
    lines += ["votes", ",".join([HEAD, *options])]
    for number, vote in enumerate(votes):
        told = f'{number},1,{100 + number},Zeepbel,,,2026-01-01,2026-01-02,"Omdat\n""het"" kan",md'
        lines.append(",".join([told, *vote.split(",")]))
    path = folder / "poll.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


PROPOSAL = ("agree", "abstain", "disagree", "block")


def test_a_proposal_counts_by_majority_and_who_was_silent_is_entitled(tmp_path):
    path = export(tmp_path, PROPOSAL, "1,,,", "1,,,", ",1,,", ",,1,", ",,,1", ",,,")
    found = counted(path)
    assert found["rule"]["name"] == "majority"
    assert found["outcome"] == ["rejected"]
    more = export(tmp_path, PROPOSAL, "1,,,", "1,,,", ",1,,", ",,,1", ",,,", ",,,")
    assert counted(more)["outcome"] == ["adopted"]
    assert counted(more, "--basis", "entitled")["outcome"] == ["rejected"]


def test_a_ranking_goes_the_way_that_was_told(tmp_path):
    path = export(tmp_path, ("Bank", "Tuin"), "2,1", "2,1", "1,2", ",")
    assert counted(path, "--rule", "irv", "--first", "high")["outcome"] == ["Bank"]
    found = counted(path, "--rule", "irv", "--first", "low")
    assert (found["outcome"], found["voters"]) == (["Tuin"], 3)


def test_points_and_approvals(tmp_path):
    path = export(tmp_path, ("Bank", "Tuin"), "3,1", ",2", "1,0")
    assert counted(path, "--rule", "score")["trace"]["totals"] == [4, 3]
    chosen = export(tmp_path, ("Bank", "Tuin"), "1,1", ",1")
    assert counted(chosen, "--rule", "approval")["outcome"] == ["Tuin"]


def test_names_and_reasons_do_not_go_along(tmp_path):
    path = export(tmp_path, PROPOSAL, "1,,,", "1,,,")
    out = tmp_path / "decision.json"
    assert samenspel("decide", path, "--out", out)[0] == 0
    assert "Zeepbel" not in out.read_text()
    assert "Omdat" not in out.read_text()
    assert samenspel("decide", "recount", out)[0] == 0


@pytest.mark.parametrize(
    ("change", "options", "said"),
    [
        (("votes\n", "stemmen\n"), (), "“poll.csv” has no part “votes”; expected the parts "
         "poll, poll_options, votes."),
        (("voter_id", "voter"), (), "“poll.csv”, line 9 has no column “voter_id”; found: id, "),
        ((",101,", ",100,"), (), "“poll.csv”, line 12: voter “100” has voted already; expected "),
        (("md,2,1", "md,-2,1"), (), "column “Bank”: “-2” cannot be given; expected whole points"),
        (("md,2,1", "md,2"), (), "“poll.csv”, line 10 has 11 cells; expected 12, as many"),
        (('kan",md,1', 'kan,md,1'), (), "cannot be read: a quotation mark is not closed"),
        (("", ""), (), "--rule is missing; a table of ballots needs one of: majority, "),
        (("", ""), ("--rule", "irv"), "--first is missing; say whether the first choice has the "),
        (("", ""), ("--rule", "majority"), "has the option “Bank”, which is neither for nor "),
        (("", ""), ("--rule", "score", "--first", "low"), "--first does not go with the ballots"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(tmp_path, change, options, said):
    path = export(tmp_path, ("Bank", "Tuin"), "2,1", "1,2")
    path.write_text(path.read_text().replace(*change))
    code, _, complaint = samenspel("decide", path, "--lang", "en", *options)
    assert (code, said in complaint, complaint.count("\n")) == (2, True, 1), complaint
