import csv
import tempfile
from io import StringIO
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_report.intake import AnswerFileError, read_answers
from tests.intake.files import write_workbook

NAMES = st.sampled_from(["ann", "bob", "Café", "7", "o'neil", "x;y", 'a "b"', "p, q"])
ANSWER = st.none() | st.integers(1, 7) | st.sampled_from([1.5, 2.25, 6.875])
HEADER = ["respondent", "side", "concept", "scale", "own", "guess", "wave"]


@st.composite
def tables(draw):
    """Rows of answers without faults: a person has one side, and answers a question once."""
    people = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    side_of = {person: draw(st.sampled_from(["A", "B"])) for person in people}
    questions = st.tuples(
        st.sampled_from(people), NAMES, st.sampled_from(["s1", "s2"]), st.sampled_from([1, 2])
    )
    asked = draw(st.lists(questions, min_size=1, max_size=20, unique=True))
    rows = [
        [person, side_of[person], word, scale, draw(ANSWER), draw(ANSWER), wave]
        for person, word, scale, wave in asked
    ]
    rows[0][4] = 4
    return rows


def as_csv(folder, rows, delimiter=","):
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([HEADER, *rows])
    path = folder / "answers.csv"
    path.write_bytes(text.getvalue().encode())
    return path


def cells(answers):
    """Every answer by what it belongs to, people by the answers they gave."""
    questionnaire = answers.questionnaire
    found = {}
    for wave in answers.waves:
        for side in wave.sides:
            arrays = {"own": side.own, **side.guesses}
            for kind, array in arrays.items():
                for row, person in enumerate(side.people.tolist()):
                    for item, word in enumerate(questionnaire.word_of.tolist()):
                        at = (questionnaire.words[word], questionnaire.scales[item])
                        if not np.isnan(array[row, item]):
                            found[wave.name, side.name, kind, person, *at] = array[row, item]
    return found


def expected(rows):
    """The same, straight from the rows; people are numbered in the order of their names."""
    number = {name: place for place, name in enumerate(sorted({row[0] for row in rows}))}
    sides = {row[1] for row in rows}
    found = {}
    for person, side, word, scale, own, guess, wave in rows:
        about = side if len(sides) == 1 else ({"A", "B"} - {side}).pop()
        for kind, value in (("own", own), (about, guess)):
            if value is not None:
                found[str(wave), side, kind, number[person], word, scale] = float(value)
    return found


@settings(deadline=None)
@given(rows=tables(), delimiter=st.sampled_from([",", ";", "\t"]))
def test_what_is_written_as_csv_is_read_back(rows, delimiter):
    with tempfile.TemporaryDirectory() as folder:
        answers = read_answers(as_csv(Path(folder), rows, delimiter))
    assert cells(answers) == expected(rows)
    assert answers.missing == 2 * len(rows) - len(expected(rows))


@settings(max_examples=25, deadline=None)
@given(rows=tables())
def test_what_is_written_as_a_workbook_is_read_back(rows):
    with tempfile.TemporaryDirectory() as folder:
        answers = read_answers(write_workbook(Path(folder) / "a.xlsx", [HEADER, *rows]))
    assert cells(answers) == expected(rows)


@settings(deadline=None)
@given(rows=tables(), data=st.data())
def test_the_order_of_rows_changes_no_answer(rows, data):
    other = data.draw(st.permutations(rows))
    with tempfile.TemporaryDirectory() as folder:
        one = read_answers(as_csv(Path(folder), rows))
        two = read_answers(as_csv(Path(folder), other))
    assert cells(one) == cells(two)
    assert one.missing == two.missing


@settings(deadline=None)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(b"respondent,concept,scale,own\nann,word,s1,1\n" + content)
        said = "it is read"
        try:
            read_answers(path)
        except AnswerFileError as fault:
            said = fault.sentence("nl")
    assert said
