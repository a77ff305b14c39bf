import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_report.votes import VoteTable, csv_of, read_votes, write_votes
from samenspel_report.votes.blocks import BLOCK
from samenspel_report.votes.careful import Place, long_rows
from samenspel_report.votes.columns import roles_of
from samenspel_report.votes.statements import beside, read_statements
from tests.votes.files import matrix_of, votes_file

WIDE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,7,3"


def test_our_own_csv_gives_codes_in_the_order_of_the_ids(tmp_path):
    table = read_votes(votes_file(tmp_path, "30,7,1", "4,7,-1", "30,2,0"))
    assert table.people.tolist() == [4, 30]
    assert table.statement_ids.tolist() == [2, 7]
    assert table.persons.tolist() == [1, 0, 1]
    assert table.statements.tolist() == [1, 1, 0]
    assert table.votes.tolist() == [1, -1, 0]
    assert (table.rows, table.moments) == (3, None)


def test_votes_are_put_in_the_order_in_which_they_were_cast(tmp_path):
    path = votes_file(
        tmp_path,
        "1,1,1,300",
        "1,1,-1,100",
        "2,1,0,100",
        header="participant_id,statement_id,vote,modified",
    )
    table = read_votes(path)
    assert table.moments.tolist() == [100, 100, 300]
    assert table.persons.tolist() == [0, 1, 0]
    assert matrix_of(table) == {("1", "1"): 1, ("2", "1"): 0}


def test_a_polis_export_of_votes_is_read_with_its_moments(tmp_path):
    path = votes_file(
        tmp_path, "1403054214196,Wed Jun 18 2014,9,4,-1", "1403054214199,Wed Jun 18 2014,9,4,1",
        header="timestamp,datetime,comment-id,voter-id,vote", name="votes.csv.gz",
    )  # fmt: skip
    assert matrix_of(read_votes(path)) == {("4", "9"): 1}


def test_a_wide_matrix_leaves_out_who_and_what_has_no_vote(tmp_path):
    path = votes_file(
        tmp_path, "8,0,1,2,1,1,1,,-1", "5,,0,0,0,0,,,", "2,1,0,1,0,0,0,,", header=WIDE
    )
    table = read_votes(path)
    assert matrix_of(table) == {("8", "0"): 1, ("8", "3"): -1, ("2", "0"): 0}
    assert table.people.tolist() == [2, 8]
    assert table.statement_ids.tolist() == [0, 3]


def test_decimals_and_quotes_of_other_programs_are_read(tmp_path):
    path = votes_file(
        tmp_path, '"a, b";"1";1.0', "c;2;-1.0", header='"participant_id";statement_id;vote'
    )
    assert matrix_of(read_votes(path)) == {("a, b", "1"): 1, ("c", "2"): -1}


def test_a_mark_at_the_start_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_bytes(b"\xef\xbb\xbfparticipant_id,statement_id,vote\r\n1,1,1\r\n2,1,0")
    assert matrix_of(read_votes(path)) == {("1", "1"): 1, ("2", "1"): 0}


def test_large_ids_and_negative_ones_need_no_large_table(tmp_path):
    path = votes_file(tmp_path, "1000000000,3,1", "-5,900719925474099267,1")
    tracemalloc.start()
    table = read_votes(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert table.people.tolist() == [-5, 1_000_000_000]
    assert table.statement_ids.tolist() == [3, 900_719_925_474_099_267]


def test_names_after_numbers_make_all_of_them_names(tmp_path):
    rows = [f"{i},1,1" for i in range(200_000)]  # more than one block
    path = votes_file(tmp_path, *rows, "zoë,1,-1")
    assert path.stat().st_size > BLOCK
    table = read_votes(path)
    assert isinstance(table.people, tuple)
    assert len(table.people) == 200_001
    assert matrix_of(table)["zoë", "1"] == -1
    assert matrix_of(table)["199999", "1"] == 1


def test_a_folder_of_parts_is_read_as_one(tmp_path):
    votes_file(tmp_path, "1,5,1", "2,6,0", name="part-0.csv")
    votes_file(tmp_path, "3,5,-1", "ann,9,1", name="part-1.csv.gz")
    votes_file(tmp_path, "5,text", header="statement_id,text", name="statements.csv")
    table = read_votes(tmp_path)
    assert matrix_of(table) == {("1", "5"): 1, ("2", "6"): 0, ("3", "5"): -1, ("ann", "9"): 1}
    assert table.people == ("1", "2", "3", "ann")
    assert beside(tmp_path) == tmp_path / "statements.csv"


def test_a_polis_folder_is_read_by_its_votes_and_not_by_its_other_files(tmp_path):
    votes_file(
        tmp_path, "1,,3,1,1", header="timestamp,datetime,comment-id,voter-id,vote", name="votes.csv"
    )
    votes_file(tmp_path, "1,0,0,1,1,0,1,,", header=WIDE, name="participants-votes.csv")
    votes_file(tmp_path, "topic,x", header="a,b", name="summary.csv")
    assert matrix_of(read_votes(tmp_path)) == {("1", "3"): 1}


@pytest.mark.parametrize("name", ["again.csv", "again.csv.gz", "again.parquet"])
def test_what_is_written_is_read_again(tmp_path, name):
    path = votes_file(
        tmp_path,
        '"ann, ""b""",7,1,5',
        "zoë,7,-1,9",
        "zoë,8,0,9",
        header="participant_id,statement_id,vote,modified",
    )
    table = read_votes(path)
    write_votes(table, tmp_path / name)
    again = read_votes(tmp_path / name)
    for column in ("persons", "statements", "votes", "moments"):
        assert getattr(again, column).tolist() == getattr(table, column).tolist()
    assert again.people == table.people == ('ann, "b"', "zoë")
    assert again.statement_ids.tolist() == [7, 8]


def test_the_same_votes_packed_are_the_same_bytes(tmp_path):
    table = read_votes(votes_file(tmp_path, "1,1,1"))
    for name in ("a.csv.gz", "b.csv.gz"):
        write_votes(table, tmp_path / name)
    assert (tmp_path / "a.csv.gz").read_bytes() == (tmp_path / "b.csv.gz").read_bytes()


IDS = st.integers(-(10**12), 10**12)


@given(st.lists(st.tuples(IDS, IDS, st.sampled_from([-1, 0, 1])), min_size=1, max_size=30))
def test_any_ids_and_votes_come_back_as_they_went(tmp_path_factory, rows):
    path = votes_file(tmp_path_factory.mktemp("any"), *(f"{p},{s},{v}" for p, s, v in rows))
    table = read_votes(path)
    assert table.people[table.persons].tolist() == [p for p, _, _ in rows]
    assert table.statement_ids[table.statements].tolist() == [s for _, s, _ in rows]
    assert table.votes.tolist() == [v for _, _, v in rows]
    block = path.read_bytes().split(b"\n", 1)[1]
    roles = roles_of(["participant_id", "statement_id", "vote"], "x")
    careful = [(int(p), int(s), v) for p, s, v, _ in long_rows(block, Place("x", 2, ","), roles)]
    assert careful == rows
    assert b"".join(csv_of(table)) == path.read_bytes()


def test_progress_reaches_the_end_and_may_stop_the_reading(tmp_path):
    path = votes_file(tmp_path, *(f"{i},1,1" for i in range(400_000)))
    steps = []
    read_votes(path, on_progress=lambda done, total: steps.append((done, total)))
    size = path.stat().st_size
    assert steps[-1] == (size, size)
    assert len(steps) > 3

    class Stop(Exception):
        pass

    def stop(done, total):
        raise Stop

    with pytest.raises(Stop):
        read_votes(path, on_progress=stop)


def test_memory_grows_by_the_table_and_not_by_the_file(tmp_path):
    path = votes_file(tmp_path, *(f"{i % 50_000},{i % 97},{i % 3 - 1}" for i in range(1_000_000)))
    tracemalloc.start()
    table = read_votes(path)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 12 * table.rows
    assert peak - held < 30 * table.rows


def test_statements_say_their_texts_and_which_count_not(tmp_path):
    path = votes_file(
        tmp_path, '1,2,-1,false,"two\nlines"', "1,5,1,true,meta", "1,9,0,false,fine",
        header="timestamp,comment-id,moderated,is-meta,comment-body", name="comments.csv",
    )  # fmt: skip
    found = read_statements(path)
    assert found.texts == {"2": "two lines", "5": "meta", "9": "fine"}
    assert found.left_out(np.array([2, 4, 5, 9])).tolist() == [True, False, True, False]
    assert found.is_meta(("2", "5")).tolist() == [False, True]


def test_inputs_stay_as_they_were(tmp_path):
    table = read_votes(votes_file(tmp_path, "1,1,1", "2,2,0"))
    copies = [getattr(table, name).copy() for name in ("persons", "statements", "votes")]
    b"".join(csv_of(table))
    assert isinstance(table, VoteTable)
    for name, copy in zip(("persons", "statements", "votes"), copies, strict=True):
        assert getattr(table, name).tolist() == copy.tolist()
