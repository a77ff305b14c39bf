import pytest

from samenspel_analysis.decision.ranked import pack
from samenspel_report.ballots import BallotFileError
from samenspel_report.ballots.blt import is_ward, read_blt, read_ward
from samenspel_report.ballots.preflib import read_categories, read_orders
from samenspel_report.ballots.ranked_file import Format
from samenspel_report.ballots.table import points_table, ranked_table, read_table
from tests.decision.rankings import strict

ORDERS = (
    "# FILE NAME: square.toi", "# TITLE: Square", "# NUMBER ALTERNATIVES: 3", "# NUMBER VOTERS: 9",
    "# ALTERNATIVE NAME 1: Garden", "# ALTERNATIVE NAME 2: Bench", "# ALTERNATIVE NAME 3: Party",
    "4: 3,2,1", "3: {1,2},3", "2: 2",
)  # fmt: skip
CATEGORIES = (
    "# TITLE: Square", "# NUMBER ALTERNATIVES: 3", "# NUMBER VOTERS: 3", "# NUMBER CATEGORIES: 3",
    "# CATEGORY NAME 1: Yes", "# CATEGORY NAME 2: Well", "# CATEGORY NAME 3: No",
    "# ALTERNATIVE NAME 1: Garden", "# ALTERNATIVE NAME 2: Bench", "# ALTERNATIVE NAME 3: Party",
    "2: 1,{2,3},{}", "1: {},{},{1,2,3}",
)  # fmt: skip
BLT = ("3 2", "4 3 2 1 0", "3 1 2 0", "1 2=1 0", "1 - 3 0", "2 0", "0", '"Garden"', '"A ""B"""',
       '"Party"', '"Square"')  # fmt: skip
WARD = ("3,2,", "4,3,2,1,", "3,1,", '"Candidate 1","Ann Bell","Green (Gr)",',
        '"Candidate 2","Bo Carr","Labour (Lab)",', '"Candidate 3","Cy Dee","Ind",',
        '"Ward 1",')  # fmt: skip


def file_of(folder, name, *lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return path


def same(election, names, ballots):
    assert election.names == names
    assert election.fingerprint() == pack(names, ballots).fingerprint()


def test_orders_of_preflib_keep_their_ties(tmp_path):
    found = read_orders(file_of(tmp_path, "a.toi", *ORDERS))
    assert (found.title, found.seats, found.format) == ("Square", None, Format.PREFLIB)
    names = ("Garden", "Bench", "Party")
    same(found.election, names, {strict(2, 1, 0): 4, ((0, 1), (2,)): 3, strict(1): 2})


def test_categories_of_preflib_are_points_from_the_last_up(tmp_path):
    found = read_categories(file_of(tmp_path, "a.cat", *CATEGORIES))
    assert found.categories == ("Yes", "Well", "No")
    assert (found.election.totals, found.election.voters) == ((4, 2, 2), 3)


def test_a_blt_has_seats_names_and_a_title(tmp_path):
    found = read_blt(file_of(tmp_path, "a.blt", *BLT))
    assert (found.title, found.seats, found.election.voters) == ("Square", 2, 11)
    ballots = {strict(2, 1, 0): 4, strict(0, 1): 3, ((0, 1),): 1, strict(2): 1, (): 2}
    same(found.election, ("Garden", 'A "B"', "Party"), ballots)


def test_comments_in_a_blt_are_left_out_and_who_withdrew_too(tmp_path):
    lines = ("3 2 # options and seats", "-2", "2 2 1 0 # first", "", "1 3 2 0", "0 # end",
             '"Ann" # one', '"Bo #1"', '"Cy"')  # fmt: skip
    found = read_blt(file_of(tmp_path, "a.blt", *lines))
    same(found.election, ("Ann", "Cy"), {strict(0): 2, strict(1): 1})
    assert read_blt(file_of(tmp_path, "b.blt", "1 1", "1 1 0", "0", '"Bo #1"')).election.names == (
        "Bo #1",
    )


def test_a_scottish_ward_is_read_between_its_commas(tmp_path):
    path = file_of(tmp_path, "ward.csv", *WARD)
    assert is_ward(path)
    found = read_ward(path)
    assert (found.title, found.seats, found.format) == ("Ward 1", 2, Format.WARD)
    same(found.election, ("Ann Bell", "Bo Carr", "Cy Dee"), {strict(2, 1, 0): 4, strict(0): 3})


def test_a_table_holds_places_approvals_or_points(tmp_path):
    ranked = read_table(file_of(tmp_path, "a.csv", "voter;weight;A;B;C", "x;2;1;2;", "y;1;2;1;1"))
    same(ranked_table(ranked).election, ("A", "B", "C"), {strict(0, 1): 2, ((1, 2), (0,)): 1})
    assert not is_ward(tmp_path / "a.csv")
    approved = read_table(file_of(tmp_path, "b.csv", "A,B", "x,", "ja,1", "0,nee"))
    assert points_table(approved, approvals=True, most=None).election.totals == (2, 1)
    dots = read_table(file_of(tmp_path, "c.csv", "A,B", "3,1", ",2"))
    assert points_table(dots, approvals=False, most=4).election.totals == (3, 3)


def test_two_options_with_one_name_are_told_apart(tmp_path):
    lines = ("2 1", "1 1 0", "0", '"Jan"', '"Jan"')
    assert read_blt(file_of(tmp_path, "a.blt", *lines)).election.names == ("Jan (1)", "Jan (2)")


@pytest.mark.parametrize(
    ("read", "name", "lines", "said"),
    [
        (read_orders, "a.soi", (*ORDERS, "2: 1,,2"), "line 11: “2: 1,,2” is not a ballot; expected "
         "a line like “3: 1,{2,4},5”."),
        (read_orders, "a.soi", (*ORDERS, "-2: 1"), "line 11: “-2: 1” is not a ballot; expected a "
         "line like “3: 1,{2,4},5”."),
        (read_orders, "a.soi", (*ORDERS, "2: 4"), "line 11: “4” is not an option; expected a "
         "number from 1 to 3."),
        (read_orders, "a.soi", (*ORDERS, "2: 1,{2,1}"), "line 11: the ballot names option 1 twice; "
         "expected each option once."),
        (read_orders, "a.soi", (*ORDERS, "2: 1"), "says NUMBER VOTERS is 9, and holds 11; a part "
         "may be missing, so nothing was counted."),
        (read_orders, "a.soi", ("# TITLE: a",), "names no option; expected at least one."),
        (read_orders, "a.soi", ("# NUMBER ALTERNATIVES: 2",), "holds no ballot; expected at least "
         "one."),
        (read_blt, "a.blt", ("hello",), "line 1: “hello” does not say how many options and seats "
         "there are; expected two numbers, the first not the smaller, as in “7 3”."),
        (read_blt, "a.blt", ("2 3", "0"), "line 1: “2 3” does not say how many options and seats "
         "there are; expected two numbers, the first not the smaller, as in “7 3”."),
        (read_blt, "a.blt", ("2 1", "1 1 2"), "line 2: “1 1 2” is not a ballot; expected a line "
         "like “4 1 3 2 0”."),
        (read_blt, "a.blt", ("2 1", "1 3 0"), "line 2: “3” is not an option; expected a number "
         "from 1 to 2."),
        (read_blt, "a.blt", ("2 1", "1 2 2 0"), "line 2: the ballot names option 2 twice; expected "
         "each option once."),
        (read_blt, "a.blt", ("2 1", "1 2 0"), "has no line “0” after its ballots; a part may be "
         "missing, so nothing was counted."),
        (read_blt, "a.blt", ("2 1", "1 2 0", "0", "Ann"), "line 4: “Ann” is not a name; expected a "
         "name between double quotation marks."),
        (read_blt, "a.blt", ("2 1", "1 2 0", "0", '"Ann"'), "has 1 names for 2 options; expected "
         "one for each, and at most a title after them."),
        (read_ward, "a.csv", (*WARD[:4], WARD[-1]), "has 1 names for 3 options; expected one for "
         "each, and at most a title after them."),
        (read_table, "a.csv", ("A;B", "1"), "line 2 has 1 cells; expected 2, as many as there are "
         "columns."),
        (read_table, "a.csv", ("A;A", "1;1"), "line 1 has the column “A” twice; expected each "
         "column once."),
        (read_table, "a.csv", ("A;", "1;1"), "line 1, column “2” is empty; expected a name or a "
         "number."),
        (read_table, "a.csv", ("voter;A", "x;1", "x;2"), "line 3: voter “x” has voted already; "
         "expected one ballot for each."),
        (read_table, "a.csv", ("weight;A", "-1;1"), "line 2, column “weight”: “-1” is not a "
         "weight; expected a whole number of 0 or more."),
        (read_table, "a.csv", ('A;B', '"1;1'), "line 2 cannot be read: a quotation mark is not "
         "closed; expected cells of plain text."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_place(tmp_path, read, name, lines, said):
    with pytest.raises(BallotFileError) as caught:
        read(file_of(tmp_path, name, *lines))
    told = str(caught.value)
    assert told.removeprefix(f"“{name}” ").removeprefix(f"“{name}”, ") == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("first", "“first” is not a place; expected 1 for the first choice, 2 for the second, or "
         "nothing."),
        ("0", "“0” is not a place; expected 1 for the first choice, 2 for the second, or nothing."),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_place_is_refused(tmp_path, row, said):
    table = read_table(file_of(tmp_path, "a.csv", "A", row))
    with pytest.raises(BallotFileError) as caught:
        ranked_table(table)
    assert str(caught.value) == f"“a.csv”, line 2, column “A”: {said}"


@pytest.mark.parametrize(
    ("cells", "approvals", "most", "said"),
    [
        ("maybe", True, None, "column “A”: “maybe” does not say whether this is approved; expected "
         "1 or x, 0 or nothing."),
        ("-1", False, None, "column “A”: “-1” cannot be given; expected whole points from 0 to "
         "1000000."),
        ("9", False, 8, "the ballot gives 9 points; expected at most 8."),
    ],
)  # fmt: skip
def test_points_that_cannot_be_given_are_refused(tmp_path, cells, approvals, most, said):
    table = read_table(file_of(tmp_path, "a.csv", "A", cells))
    with pytest.raises(BallotFileError) as caught:
        points_table(table, approvals=approvals, most=most)
    told = str(caught.value).removeprefix("“a.csv”, line 2, ").removeprefix("“a.csv”, line 2: ")
    assert told == said
