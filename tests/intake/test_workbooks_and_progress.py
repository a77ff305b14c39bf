import numpy as np
import pytest

from samenspel_report.intake import read_answers
from tests.intake.files import TWO_SIDES, read, text_of, write, write_workbook

NAN = np.nan


def same(array, rows):
    np.testing.assert_array_equal(array, np.array(rows, dtype=float))


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
