import gzip
import os

import pytest

from samenspel_report.votes import VoteFileError, read_votes
from samenspel_report.votes.parquet import connect
from samenspel_report.votes.statements import read_statements
from tests.votes.files import votes_file

WIDE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,7"
TIMED = "participant_id,statement_id,vote,modified"
KNOWN = "expected participant_id, statement_id, vote (modified)."
FAULTS = {
    ("1,1,1", "2,1,2"): "row 3, column “vote”: “2” is not a vote; "
    "expected 1 (agree), 0 (pass) or -1 (disagree).",
    ("1,1,",): "row 2, column “vote”: “” is not a vote; "
    "expected 1 (agree), 0 (pass) or -1 (disagree).",
    ("1,1,1", "1,1"): "row 3 has 2 cells; expected 3, as many as there are columns.",
    ("1,1,1", "", "1,1,yes"): "row 4, column “vote”: “yes” is not a vote; "
    "expected 1 (agree), 0 (pass) or -1 (disagree).",
    (" ,1,1",): "row 2, column “participant_id”: “” names nobody and nothing; "
    "expected a number or a name of 1 to 200 characters.",
    ("x" * 201 + ",1,1",): f"row 2, column “participant_id”: “{'x' * 39}…” names nobody and "
    "nothing; expected a number or a name of 1 to 200 characters.",
    ("7,1,1", "8,1,1", "07,1,1"): "row 4, column “participant_id”: “07” and “7” are the same "
    "number written in two ways; expected one way of writing.",
    ("7,1,1", "8,1.0,1"): "row 3, column “statement_id”: “1.0” and “1” are the same number "
    "written in two ways; expected one way of writing.",
    ("1,1,1", '2,"1,1'): "row 3 cannot be read: a quotation mark is not closed or stands in the "
    "wrong place; expected a cell of plain text.",
}  # fmt: skip


def complaint(path, read=read_votes):
    with pytest.raises(VoteFileError) as caught:
        read(path)
    return str(caught.value)


@pytest.mark.parametrize("rows", FAULTS, ids=" / ".join)
def test_a_bad_row_is_named_with_its_value_and_what_is_expected(tmp_path, rows):
    assert complaint(votes_file(tmp_path, *rows)) == f"“votes-own.csv”, {FAULTS[rows]}"


HEADERS = {
    "participant_id,statement_id,vote,colour": f"“colour” is not a column we know; {KNOWN}",
    "participant_id,vote": f"has no column “statement_id”; found: participant_id, vote; {KNOWN}",
    "participant_id,statement_id,vote,vote": "has the column “vote” twice; "
    "expected each column once.",
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_bad_header_is_named(tmp_path, header):
    said = complaint(votes_file(tmp_path, "1,1,1", header=header))
    assert said.removeprefix("“votes-own.csv”, row 1").lstrip(": ") == HEADERS[header]


def test_a_bad_moment_a_second_row_and_a_bad_cell_of_a_matrix_are_named(tmp_path):
    said = complaint(votes_file(tmp_path, "1,1,1,5", "1,1,1,noon", header=TIMED))
    assert said == (
        "“votes-own.csv”, row 3, column “modified”: “noon” is not a moment; expected a whole "
        "number, seconds or milliseconds since 1970."
    )
    said = complaint(votes_file(tmp_path, "4,0,0,1,1,0,1,", "4,0,0,1,1,0,,1", header=WIDE))
    assert said == (
        "“votes-own.csv”, row 3, column “participant”: “4” has a row already; expected one row "
        "for each."
    )
    said = complaint(votes_file(tmp_path, "4,0,0,1,1,0,1,", "5,0,0,1,1,0,,9", header=WIDE))
    assert said.startswith("“votes-own.csv”, row 3, column “7”: “9” is not a vote")


def test_a_fault_far_into_a_large_file_keeps_its_row(tmp_path):
    rows = [f"{i},1,1" for i in range(300_000)]
    rows[250_000] = "4,1,5"
    assert complaint(votes_file(tmp_path, *rows)).startswith("“votes-own.csv”, row 250002, ")


def test_no_votes_and_no_files_are_sentences(tmp_path):
    none = "“votes-own.csv” holds no vote; expected at least one row with a vote of -1, 0 or 1."
    assert complaint(votes_file(tmp_path)) == none
    assert complaint(votes_file(tmp_path, "4,0,0,0,0,0,,", header=WIDE)) == none
    assert complaint(votes_file(tmp_path, header="")).startswith("“votes-own.csv” is empty; ")
    kinds = ".csv, .csv.gz, .parquet"
    (tmp_path / "empty").mkdir()
    assert complaint(tmp_path / "empty") == (
        f"The folder “empty” holds no votes; expected files ending in {kinds}."
    )
    (tmp_path / "a.docx").write_text("x")
    assert complaint(tmp_path / "a.docx") == (
        f"“a.docx” is not a file of votes; expected a name ending in {kinds}."
    )
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is not a file but a stream" in complaint(tmp_path / "pipe.csv")
    assert complaint(tmp_path / "gone.csv").startswith("There is no file or folder “")


def test_damage_is_named(tmp_path):
    packed = gzip.compress(b"participant_id,statement_id,vote\n" + os.urandom(5000).hex().encode())
    (tmp_path / "a.csv.gz").write_bytes(packed[:-2000])
    assert complaint(tmp_path / "a.csv.gz") == (
        "“a.csv.gz” cannot be unpacked: it is damaged; save it again."
    )
    (tmp_path / "b.csv").write_bytes(b"participant_id,statement_id,vote\n1,1,1\n\xff\xfe,1,1\n")
    assert complaint(tmp_path / "b.csv") == (
        "“b.csv”, row 3 holds characters that are not UTF-8; save the file as “CSV UTF-8”."
    )
    (tmp_path / "c.parquet").write_bytes(b"PAR1 nothing")
    assert "“c.parquet” cannot be unpacked" in complaint(tmp_path / "c.parquet")
    (tmp_path / "d.csv").write_bytes(b"participant_id,statement_id,vote\n" + b"1" * 3_000_000)
    assert complaint(tmp_path / "d.csv") == (
        "“d.csv”, row 2 is too long to read; expected at most 1048576 bytes in a row."
    )


def test_a_cell_longer_than_the_reader_takes_is_a_row_too_long(tmp_path):
    said = complaint(votes_file(tmp_path, "1,1,1", "x" * 200_000 + ",1,1"))
    assert said == (
        "“votes-own.csv”, row 3 is too long to read; expected at most 131072 bytes in a row."
    )


def test_large_numbers_that_differ_by_one_are_two_people(tmp_path):
    table = read_votes(votes_file(tmp_path, f"{2**63},1,1", f"{2**63 - 1},1,1", "1e400,1,1"))
    assert len(table.people) == 3


def test_a_bad_cell_of_a_parquet_file_is_named(tmp_path):
    path = tmp_path / "votes.parquet"
    with connect("x") as database:
        rows = "SELECT range AS participant_id, 1 AS statement_id, range::TINYINT AS vote"
        database.execute(f"COPY ({rows} FROM range(4)) TO '{path}' (FORMAT parquet)")
    assert complaint(path) == (
        "“votes.parquet”, row 3, column “vote”: “2” is not a vote; expected 1 (agree), 0 (pass) "
        "or -1 (disagree)."
    )


def parquet(folder, rows):
    path = folder / "votes.parquet"
    with connect("x") as database:
        database.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


NO_VOTE = "is not a vote; expected 1 (agree), 0 (pass) or -1 (disagree)."
NO_NAME = "names nobody and nothing; expected a number or a name of 1 to 200 characters."
HALVES = {
    "SELECT 1 AS participant_id, 1 AS statement_id, 1.0 - range / 2 AS vote FROM range(3)": (
        f"row 2, column “vote”: “0.5” {NO_VOTE}"
    ),
    "SELECT 1 AS participant_id, 1 AS statement_id, 'nan'::DOUBLE AS vote": (
        f"row 1, column “vote”: “nan” {NO_VOTE}"
    ),
    "SELECT 'nan'::DOUBLE AS participant_id, 1 AS statement_id, 1 AS vote": (
        f"row 1, column “participant_id”: “nan” {NO_NAME}"
    ),
    "SELECT 1 AS participant_id, 1 AS statement_id, 1 AS vote, -5 AS modified": (
        "row 1, column “modified”: “-5” is not a moment; expected a whole number, seconds or "
        "milliseconds since 1970."
    ),
}


@pytest.mark.parametrize("rows", HALVES)
def test_what_is_no_whole_number_in_parquet_is_named(tmp_path, rows):
    assert complaint(parquet(tmp_path, rows)) == f"“votes.parquet”, {HALVES[rows]}"


def test_whole_numbers_in_parquet_may_be_written_as_fractions_and_large_ones_stay_apart(tmp_path):
    large = "(100000000000000000000::DECIMAL(38, 0) + range::DECIMAL(38, 0)) AS statement_id"
    rows = f"SELECT range::DOUBLE AS participant_id, {large}, 1 - range::DOUBLE AS vote"
    table = read_votes(parquet(tmp_path, f"{rows} FROM range(3)"))
    assert table.people.tolist() == [0, 1, 2]
    assert [int(name) for name in table.statement_ids] == [10**20, 10**20 + 1, 10**20 + 2]
    assert table.votes.tolist() == [1, 0, -1]
    largest = "SELECT 18446744073709551615::UBIGINT AS participant_id, 1 AS statement_id, 1 AS vote"
    assert read_votes(parquet(tmp_path, largest)).people == ("18446744073709551615",)


def test_a_participant_in_two_files_is_named_with_both(tmp_path):
    votes_file(tmp_path, "1,1,1", "9,1,1", name="a.csv")
    votes_file(tmp_path, "4,1,1", "9,1,0", name="b.csv")
    assert complaint(tmp_path) == (
        "“b.csv”: participant “9” also stands in “a.csv”; expected all votes of a participant "
        "in one file."
    )


def test_a_bad_list_of_statements_is_named(tmp_path):
    path = votes_file(tmp_path, "1,perhaps", header="statement_id,moderated", name="mods.csv")
    assert complaint(path, read_statements) == (
        "“mods.csv”, row 2, column “moderated”: “perhaps” does not say whether the statement "
        "counts; expected -1, 0, 1."
    )
    assert complaint(tmp_path, read_statements).endswith(
        "cannot be opened; check that you may read it."
    )
    path = votes_file(tmp_path, "1", "1", header="statement_id", name="mods.csv")
    assert "row 3, column “statement_id”: “1” has a row already" in complaint(path, read_statements)


def test_a_fault_is_said_in_dutch_too(tmp_path):
    with pytest.raises(VoteFileError) as caught:
        read_votes(votes_file(tmp_path, "1,1,2"))
    assert caught.value.sentence("nl") == (
        "“votes-own.csv”, rij 2, kolom “vote”: “2” is geen stem; verwacht: 1 (eens), 0 (overslaan) "
        "of -1 (oneens)."
    )
