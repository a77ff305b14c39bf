import gzip
import hashlib

import numpy as np
import pytest

from samenspel_report.intake import Duplicates, read_answers
from tests.intake.files import TWO_SIDES, read, text_of, write, write_workbook

NAN = np.nan


def same(array, rows):
    np.testing.assert_array_equal(array, np.array(rows, dtype=float))


def test_two_sides_become_two_tables_of_own_meanings_and_guesses(tmp_path):
    answers = read(tmp_path, *TWO_SIDES)
    (wave,) = answers.waves
    first, second = wave.sides
    assert (wave.name, first.name, second.name) == ("1", "A", "B")
    assert (answers.questionnaire.words, answers.questionnaire.scales) == (("word",), ("s1", "s2"))
    assert answers.questionnaire.word_of.tolist() == [0, 0]
    assert (answers.questionnaire.low, answers.questionnaire.high) == (1.0, 7.0)
    same(first.own, [[1, 3]])
    same(first.guesses["B"], [[2, 4]])
    same(second.own, [[5, 7]])
    same(second.guesses["A"], [[6, 1]])
    assert list(first.guesses) == ["B"]
    assert first.importance is None
    assert (first.people.tolist(), second.people.tolist()) == ([0], [1])
    assert (answers.rows, answers.missing) == (4, 0)


def test_the_fingerprint_is_that_of_the_file(tmp_path):
    answers = read(tmp_path, *TWO_SIDES)
    content = (tmp_path / "answers.csv").read_bytes()
    assert answers.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_separators_encodings_line_ends_and_packing_do_not_matter(
    tmp_path, delimiter, encoding, packed, ending
):
    text = text_of("ann,Café één,word,s1,1,2", "bob,B,word,s1,5,6")
    content = text.replace(",", delimiter).replace("\n", ending).encode(encoding)
    path = tmp_path / "answers.csv"
    path.write_bytes(gzip.compress(content) if packed else content)
    first, second = read_answers(path).waves[0].sides
    assert first.name == "Café één"
    same(first.guesses["B"], [[2]])
    same(second.own, [[5]])


def test_an_accent_far_down_the_file_still_decides_the_encoding(tmp_path):
    rows = [f"p{n},A,word,s1,4,4" for n in range(200_000)]
    path = tmp_path / "answers.csv"
    path.write_bytes(text_of(*rows, "last,Café,word,s1,4,4").encode("cp1252"))
    assert [side.name for side in read_answers(path).waves[0].sides] == ["A", "Café"]


def test_quoted_cells_may_hold_separators_quotes_and_line_ends(tmp_path):
    answers = read(tmp_path, '"ann","A, or ""a""","a\nword","s1","1","2"')
    assert answers.waves[0].sides[0].name == 'A, or "a"'
    assert answers.questionnaire.words == ("a word",)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_decimal_comma_is_a_number_where_the_comma_does_not_separate(tmp_path, delimiter):
    header = "respondent,concept,scale,own".replace(",", delimiter)
    answers = read(tmp_path, delimiter.join(["ann", "word", "s1", "2,5"]), header=header)
    same(answers.waves[0].sides[0].own, [[2.5]])


@pytest.mark.parametrize("text", ["2.5", " 2.5 ", "+2.5", "2.50", "25e-1"])
def test_a_number_may_be_written_in_several_ways(tmp_path, text):
    answers = read(tmp_path, f"ann,A,word,s1,{text},")
    same(answers.waves[0].sides[0].own, [[2.5]])


def test_a_range_may_lie_around_zero(tmp_path):
    answers = read(tmp_path, "ann,A,word,s1,-4.3,4.3", low=-4.3, high=4.3)
    same(answers.waves[0].sides[0].own, [[-4.3]])


def test_blank_answers_are_missing_and_counted(tmp_path):
    answers = read(tmp_path, "ann,A,word,s1,1,", "ann,A,word,s2,,4", "bob,B,word,s1,5,6")
    first, second = answers.waves[0].sides
    same(first.own, [[1, NAN]])
    same(first.guesses["B"], [[NAN, 4]])
    same(second.own, [[5, NAN]])
    assert answers.missing == 2


def test_blank_rows_are_left_out_and_still_count_in_row_numbers(tmp_path):
    answers = read(tmp_path, "ann,A,word,s1,1,2", "", ",,,,,", "bob,B,word,s1,5,6")
    assert answers.rows == 2
    same(answers.waves[0].sides[1].own, [[5]])


def test_words_are_kept_together_in_order_of_first_appearance(tmp_path):
    rows = ("ann,A,beta,s1,1,", "ann,A,alfa,s1,2,", "ann,A,beta,s2,3,", "ann,A,alfa,s0,4,")
    questionnaire = read(tmp_path, *rows).questionnaire
    assert questionnaire.words == ("beta", "alfa")
    assert questionnaire.scales == ("s1", "s2", "s1", "s0")
    assert questionnaire.word_of.tolist() == [0, 0, 1, 1]


def test_names_that_look_the_same_are_the_same(tmp_path):
    rows = ("ann,A,caf\u00e9 ,s1,1,", "bob,A,cafe\u0301,s1,2,")
    assert read(tmp_path, *rows).questionnaire.words == ("caf\u00e9",)


def test_one_side_guesses_about_its_own_typical_member(tmp_path):
    header = "respondent,concept,scale,own,guess"
    answers = read(tmp_path, "ann,word,s1,1,2", "bob,word,s1,5,6", header=header, one_side="us")
    (side,) = answers.waves[0].sides
    assert side.name == "us"
    same(side.guesses["us"], [[2], [6]])


def test_a_side_column_with_one_side_makes_a_community_too(tmp_path):
    (side,) = read(tmp_path, "ann,A,word,s1,1,2").waves[0].sides
    same(side.guesses["A"], [[2]])


def test_with_three_sides_each_guess_says_about_whom(tmp_path):
    rows = (
        "ann,A,word,s1,1,2,B",
        "ann,A,word,s1,,3,C",
        "bob,B,word,s1,4,5,A",
        "bob,B,word,s1,4,,C",
        "cas,C,word,s1,6,,",
    )
    answers = read(tmp_path, *rows, header="respondent,side,concept,scale,own,guess,about")
    first, second, third = answers.waves[0].sides
    same(first.own, [[1]])
    same(first.guesses["B"], [[2]])
    same(first.guesses["C"], [[3]])
    same(second.own, [[4]])
    assert (list(second.guesses), list(third.guesses)) == (["A"], [])
    assert answers.missing == 1  # the guess of bob about C


def test_waves_stand_in_order_and_share_their_people(tmp_path):
    rows = (
        "ann,A,word,s1,1,10",
        "bob,A,word,s1,2,9",
        "eva,A,word,s1,3,10",
        "ann,A,word,s1,4,9",
    )
    answers = read(tmp_path, *rows, header="respondent,side,concept,scale,own,wave")
    earlier, later = answers.waves
    assert (earlier.name, later.name) == ("9", "10")
    assert earlier.sides[0].people.tolist() == [0, 1]
    assert later.sides[0].people.tolist() == [0, 2]
    same(earlier.sides[0].own, [[4], [2]])
    same(later.sides[0].own, [[1], [3]])


def test_a_side_that_is_absent_in_a_wave_has_no_people_there(tmp_path):
    rows = ("ann,A,word,s1,1,w1", "bob,B,word,s1,2,w1", "ann,A,word,s1,3,w2")
    answers = read(tmp_path, *rows, header="respondent,side,concept,scale,own,wave")
    assert [side.own.shape for side in answers.waves[1].sides] == [(1, 1), (0, 1)]


def test_importance_is_per_person_and_word_and_may_be_repeated(tmp_path):
    rows = (
        "ann,A,w1,s1,1,4",
        "ann,A,w1,s2,1,",
        "ann,A,w1,s3,1,4",
        "ann,A,w2,s1,1,",
        "bob,B,w1,s1,1,",
    )
    answers = read(tmp_path, *rows, header="respondent,side,concept,scale,own,importance")
    first, second = answers.waves[0].sides
    same(first.importance, [[4, NAN]])
    assert second.importance is None


def test_poles_come_with_their_word_and_scale(tmp_path):
    rows = ("ann,w1,s1,1,cold,hot", "ann,w1,s2,1,,", "bob,w1,s1,1,,hot")
    answers = read(tmp_path, *rows, header="respondent,concept,scale,own,pole_low,pole_high")
    assert answers.poles == {("w1", "s1"): ("cold", "hot")}


WRITTEN = "respondent,side,concept,scale,own,words,wave"


def test_own_words_are_shown_from_five_writers_sorted_and_each_once(tmp_path):
    texts = ("zon", "Aarde", "zon", "maan", "lucht")
    rows = [f"p{n},A,w1,s1,1,{text},1" for n, text in enumerate(texts)]
    answers = read(tmp_path, *rows, "p0,A,w1,s2,1,zon,1", header=WRITTEN)
    assert answers.voices == {("w1", "A"): ("Aarde", "lucht", "maan", "zon")}


def test_the_words_of_four_writers_are_kept_back_however_many_answered(tmp_path):
    rows = [f"p{n},A,w1,s1,1,text {n},1" for n in range(4)]
    rows += [f"q{n},A,w1,s1,1,,1" for n in range(9)] + ["p0,A,w1,s2,1,another,1"]
    assert read(tmp_path, *rows, header=WRITTEN).voices == {}


def test_only_the_words_of_the_last_wave_are_shown(tmp_path):
    rows = [f"p{n},A,w1,s1,1,then {n},1" for n in range(5)]
    rows += [f"p{n},A,w1,s1,1,now {n},2" for n in range(5)]
    answers = read(tmp_path, *rows, header=WRITTEN)
    assert answers.voices == {("w1", "A"): tuple(f"now {n}" for n in range(5))}


def test_only_plain_numbers_are_numbers_in_the_order_of_waves(tmp_path):
    names = ("nan", "10", "inf", "1_0", "2", "1e1", "\u0663", "1.5")
    rows = [f"ann,word,s1,1,{name}" for name in names]
    answers = read(tmp_path, *rows, header="respondent,concept,scale,own,wave")
    assert [wave.name for wave in answers.waves] == [
        "1.5", "2", "10", "1_0", "1e1", "inf", "nan", "\u0663",
    ]  # fmt: skip


def test_marks_nobody_sees_do_not_make_another_name(tmp_path):
    rows = (
        "ann,A,word,s1,1,",
        "bob,A\u200b,word,s1,1,",
        "cas,\u202eA,word,s1,1,",
        "d,a,word,s1,1,",
    )
    answers = read(tmp_path, *rows)
    assert [side.name for side in answers.waves[0].sides] == ["A", "a"]


def test_columns_may_have_other_names_and_any_case(tmp_path):
    answers = read(
        tmp_path,
        "x,ann,word,s1,3",
        header="extra,PP_ID,Color,Dimension,Value",
        columns={"respondent": "pp_id", "concept": "color", "scale": "dimension", "own": "value"},
    )
    same(answers.waves[0].sides[0].own, [[3]])


REPEATED = ("ann,A,word,s1,1,2", "ann,A,word,s1,4,", "bob,B,word,s1,5,6")


def test_of_repeated_answers_the_first_may_be_kept(tmp_path):
    answers = read(tmp_path, *REPEATED, duplicates=Duplicates.FIRST)
    same(answers.waves[0].sides[0].own, [[1]])
    same(answers.waves[0].sides[0].guesses["B"], [[2]])


def test_of_repeated_answers_the_mean_may_be_taken(tmp_path):
    answers = read(tmp_path, *REPEATED, duplicates=Duplicates.MEAN)
    same(answers.waves[0].sides[0].own, [[2.5]])
    same(answers.waves[0].sides[0].guesses["B"], [[2]])


def test_the_number_of_people_is_kept_per_side(tmp_path):
    answers = read(tmp_path, *TWO_SIDES, populations={"B": 12})
    assert [side.population for side in answers.waves[0].sides] == [None, 12]


def test_a_workbook_says_the_same_as_a_csv(tmp_path):
    rows = [text_of(*TWO_SIDES).splitlines()[0].split(",")]
    for line in TWO_SIDES:
        *names, own, guess = line.split(",")
        rows.append([*names, int(own), float(guess)])
    answers = read_answers(write_workbook(tmp_path / "a.xlsx", rows, sheets=("one", "two")))
    csv = read(tmp_path, *TWO_SIDES)
    for sheet_side, csv_side in zip(answers.waves[0].sides, csv.waves[0].sides, strict=True):
        same(sheet_side.own, csv_side.own)
        assert sheet_side.guesses.keys() == csv_side.guesses.keys()


def test_a_whole_number_in_a_workbook_names_a_respondent_as_people_see_it(tmp_path):
    rows = [
        ["respondent", "concept", "scale", "own"],
        [12, "word", "s1", 1],
        ["12", "word", "s2", 2],
    ]
    answers = read_answers(write_workbook(tmp_path / "a.xlsx", rows))
    same(answers.waves[0].sides[0].own, [[1, 2]])


def test_progress_runs_from_something_to_everything(tmp_path):
    path = write(tmp_path / "a.csv", *(f"p{n},A,word,s1,4,4" for n in range(120_000)))
    seen = []
    read_answers(path, on_progress=lambda done, total: seen.append((done, total)))
    size = path.stat().st_size
    assert len(seen) == 3
    assert seen == sorted(seen)
    assert seen[-1] == (size, size)


def test_whoever_watches_progress_may_stop_the_reading(tmp_path):
    class Stopped(Exception):
        pass

    def stop(done, total):
        raise Stopped

    path = write(tmp_path / "a.csv", *TWO_SIDES)
    with pytest.raises(Stopped):
        read_answers(path, on_progress=stop)
