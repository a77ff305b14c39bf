"""Organisations map together and keep their votes: sums, merge, and a map on common axes."""

import json

import numpy as np
import pytest

from samenspel_analysis.opinion import pack, part
from samenspel_report.votes import read_votes
from samenspel_report.votes.sums import read_sums
from tests.cli.test_opinion import mapped, samenspel, without_time
from tests.votes.files import votes_file

NAMES = ("people", "agrees", "disagrees", "both", "mixed", "values")


@pytest.fixture(scope="module")
def parties(tmp_path_factory):
    """Votes of 300 people, and those of two organisations that each know a part of them."""
    folder = tmp_path_factory.mktemp("parties")
    everyone = folder / "everyone.csv"
    samenspel("opinion", "simulate", "--people", "300", "--statements", "12", "--votes", "8",
              "--out", everyone)  # fmt: skip
    rows = everyone.read_text().splitlines()[1:]
    first = [row for row in rows if int(row.split(",")[0]) < 160]
    second = [row for row in rows if int(row.split(",")[0]) >= 160]
    return everyone, votes_file(folder, *first, name="a.csv"), votes_file(
        folder, *second, name="b.csv"
    )  # fmt: skip


@pytest.fixture(scope="module")
def together(parties):
    """The merged sums of both organisations."""
    folder = parties[0].parent
    files = []
    for file, name in zip(parties[1:], ("a.json", "b.json.gz"), strict=True):
        files.append(folder / name)
        code, said, complaints = samenspel("opinion", "sums", file, "--out", files[-1])
        assert (code, said, complaints) == (0, "", f"Geschreven: {files[-1]}.\n")
    target = folder / "together.json"
    code, said, _ = samenspel("opinion", "merge", *files, "--out", target, "--lang", "en")
    assert code == 0
    assert "Parts: 2 · People: 300 · Statements: 12" in said
    assert "who has one of them finds the other by subtracting" in said
    return target


def test_merged_sums_are_those_of_all_votes(parties, together):
    table = read_votes(parties[0])
    whole = part(pack(table.persons, table.statements, table.votes))
    found = read_sums(together)
    assert (found.parts, found.statement_ids.tolist()) == (2, list(range(12)))
    for name in NAMES:
        assert np.array_equal(getattr(found.sums, name), getattr(whole, name))


def test_own_votes_stand_on_the_common_axes_to_the_bit(parties, together, tmp_path):
    def places(votes, *more):
        path = tmp_path / "places.csv"
        samenspel("opinion", "map", votes, "--projection", path, "--force", *more)
        rows = [row.split(",") for row in path.read_text().splitlines()[1:]]
        return {row[0]: row[1:3] for row in rows}

    everyone = places(parties[0])
    own = places(parties[1], "--sums", together)
    signs = {
        tuple(np.sign(float(a) * float(b)) for a, b in zip(own[name], everyone[name], strict=True))
        for name in own
    }
    assert len(signs) == 1  # an axis may point the other way
    assert len(own) > 100
    for name, place in own.items():
        assert [each.lstrip("-") for each in place] == [each.lstrip("-") for each in everyone[name]]
    found = mapped(parties[1], "--sums", together)
    assert found["axes_from"] == {"people": 300, "parts": 2}
    assert (found["people"], mapped(parties[1])["axes_from"]) == (160, None)


def test_of_all_votes_and_their_own_sums_the_map_stays_the_same(parties, tmp_path):
    own = tmp_path / "own.json"
    assert samenspel("opinion", "sums", parties[0], "--out", own)[0] == 0
    plain = without_time(mapped(parties[0]))
    assert without_time(mapped(parties[0], "--sums", own)) == {
        **plain, "axes_from": {"people": 300, "parts": 1},
    }  # fmt: skip


def test_a_statement_that_is_not_in_the_sums_does_not_take_part(parties, together, tmp_path):
    rows = parties[1].read_text().splitlines()[1:]
    more = votes_file(tmp_path, *rows, "1,extra,1", "2,extra,-1")
    found = mapped(more, "--sums", together)
    assert (found["statements"], found["statements_left_out"]) == (12, 1)


def test_sums_that_tell_how_somebody_voted_are_refused_unless_what_tells_is_left_out(tmp_path):
    rows = [f"{person},{statement},1" for person in range(9) for statement in range(4)]
    path = votes_file(tmp_path, *rows, "0,rare,-1")
    code, said, complaints = samenspel("opinion", "sums", path, "--lang", "en")
    assert (code, said) == (2, "")
    assert complaints == (
        "The sums of “votes-own.csv” would tell how somebody voted: behind some stand fewer than 5 "
        "people; add --leave-out to leave out 1 of the 5 statements.\n"
    )
    code, said, complaints = samenspel("opinion", "sums", path, "--leave-out", "--lang", "en")
    assert (code, json.loads(said)["statement_ids"]) == (0, ["0", "1", "2", "3"])
    assert complaints == "1 statement is left out: too few people stand behind its sums.\n"


def test_sums_of_few_people_are_refused_whatever_is_left_out(tmp_path):
    path = votes_file(tmp_path, *[f"{p},{s},1" for p in range(4) for s in range(6)])
    target = tmp_path / "sums.json"
    code, _, complaints = samenspel(
        "opinion", "sums", path, "--leave-out", "--out", target, "--lang", "en"
    )
    assert (code, target.exists()) == (2, False)
    assert complaints == (
        "The sums of “votes-own.csv” would tell how somebody voted, whichever statements are left "
        "out; expected at least 5 people behind each sum.\n"
    )


def test_a_moderated_statement_is_not_in_the_sums(parties, tmp_path):
    listed = votes_file(tmp_path, "3,-1", header="statement_id,moderated", name="statements.csv")
    said = samenspel("opinion", "sums", parties[0], "--moderation", listed)[1]
    assert json.loads(said)["statement_ids"] == [str(i) for i in range(12) if i != 3]


def refused(*arguments):
    code, said, complaints = samenspel("opinion", *arguments, "--lang", "en")
    assert (code, said) == (2, "")
    return complaints


def test_merging_refuses_one_file_and_the_same_sums_twice(parties, together, tmp_path):
    own = together.parent / "a.json"
    assert refused("merge", own) == (
        "One file of sums has nothing to be merged with; give two or more.\n"
    )
    again = tmp_path / "again.json"
    again.write_bytes(own.read_bytes())
    assert refused("merge", own, again) == (
        "“again.json” holds the same sums as “a.json”; expected the sums of other people.\n"
    )
    assert refused("merge", own, parties[1]) == (
        "“a.csv” is not a file of sums; expected what “samenspel opinion sums” writes.\n"
    )


def test_a_map_refuses_sums_of_other_votes_and_other_ways(parties, together):
    other = together.parent / "b.json.gz"
    assert refused("map", parties[1], "--sums", other) == (
        "“b.json.gz” does not hold the votes of “a.csv”; expected sums into which these votes were "
        "merged.\n"
    )
    assert refused("map", parties[1], "--sums", together, "--profile", "polis") == (
        "--sums works with --profile robust on one machine; leave out what is beside it.\n"
    )
