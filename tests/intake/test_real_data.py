import os
from pathlib import Path

import numpy as np
import pytest

from samenspel_report.intake import AnswerFileError, Duplicates, read_answers

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SAMENSPEL_DATA", ROOT / ".." / "shared" / "data"))
SEMANTIC = FOLDER / "01_semantic_differential"
RAW_COLUMNS = {
    "respondent": "pp_id",
    "concept": "color",
    "scale": "dimension",
    "own": "value",
    "guess": "others_choice",
}
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not SEMANTIC.is_dir(), reason="SAMENSPEL_DATA names no folder with data"),
]


def test_the_colour_file_holds_its_published_numbers():
    answers = read_answers(SEMANTIC / "colour_self_other" / "replication1_long.csv")
    (side,) = answers.waves[0].sides
    assert (side.own.shape, answers.rows, answers.missing) == ((30, 171), 4161, 0)
    assert np.count_nonzero(~np.isnan(side.own)) == 4161
    assert len(answers.questionnaire.words) == 9


def test_the_raw_colour_file_is_refused_at_its_first_fault():
    with pytest.raises(AnswerFileError) as caught:
        read_answers(SEMANTIC / "colour_self_other" / "replication1_data.csv", columns=RAW_COLUMNS)
    assert (caught.value.code, caught.value.row, caught.value.value) == ("duplicate", 19, "69819")


def test_the_raw_colour_file_without_duplicates_is_refused_at_its_first_blank_scale():
    with pytest.raises(AnswerFileError) as caught:
        read_answers(
            SEMANTIC / "colour_self_other" / "replication1_data.csv",
            columns=RAW_COLUMNS,
            duplicates=Duplicates.FIRST,
        )
    assert (caught.value.code, caught.value.row) == ("blank_cell", 22)


def test_two_sides_on_a_range_around_zero_are_read():
    path = SEMANTIC / "actdata" / "community_students_long.csv.gz"
    answers = read_answers(path, low=-4.3, high=4.3)
    assert answers.rows == 1839
    assert [side.name for side in answers.waves[0].sides] == ["community", "students"]
    given = [int(np.count_nonzero(~np.isnan(side.own))) for side in answers.waves[0].sides]
    assert given == [789, 1050]
