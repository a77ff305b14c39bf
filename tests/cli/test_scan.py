import csv
import json
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from samenspel_cli.main import app
from samenspel_report.intake import read_answers
from samenspel_report.library import library
from tests.intake.files import TWO_SIDES, text_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "scan-result.schema.json").read_text())
COMMAND = Path(sys.executable).with_name("samenspel")


def samenspel(*arguments):
    """Run the command in this process: (exit code, standard output, standard error)."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def answers(tmp_path):
    """Two sides of six people that mean opposite things by a word, and do not know it."""
    rows = [
        f"{side}{person},{side},trust,s{scale},{mine},{mine}"
        for side, mine in (("A", 6), ("B", 2))
        for person in range(6)
        for scale in (1, 2, 3)
    ]
    path = tmp_path / "answers.csv"
    path.write_text(text_of(*rows))
    return path


def test_the_summary_names_the_word_the_sides_and_the_limits(answers):
    code, said, complaints = samenspel("scan", "analyse", answers, "--lang", "en", "--draws", "200")
    assert (code, complaints) == (0, "")
    assert "Words to talk about: A and B" in said
    assert "1. trust  hidden difference" in said
    assert "A: 6 people · B: 6 people" in said
    assert "How many people there are of A and B is unknown" in said
    assert said.rstrip().endswith("This is an agenda for a talk, not a prediction.")


def test_the_summary_says_why_a_difference_is_not_that_of_the_means(answers):
    said = " ".join(samenspel("scan", "analyse", answers, "--draws", "200")[1].split())
    assert "Het geschatte verschil is B min A. Het ligt dichter bij nul" in said
    few = text_of(*[f"{side}1,{side},trust,s1,4,4" for side in "AB"])
    answers.write_text(few)  # too few people for any difference
    assert "Het geschatte verschil" not in samenspel("scan", "analyse", answers)[1]


def test_the_summary_is_dutch_unless_asked_otherwise(answers):
    assert "Woorden om over te praten: A en B" in samenspel("scan", "analyse", answers)[1]


def test_json_on_standard_output_is_the_documented_json(answers):
    code, said, complaints = samenspel(
        "scan", "analyse", answers, "--json", "--seed", "5", "--draws", "200",
        "--tolerance", "1,5", "--population", "A=12,B=40",
    )  # fmt: skip
    result = json.loads(said)
    assert (code, complaints) == (0, "")
    assert list(Draft202012Validator(SCHEMA).iter_errors(result)) == []
    assert (result["method"]["seed"], result["method"]["draws"]) == (5, 200)
    assert result["tolerance_points"] == 1.5
    assert result["sides"] == [{"name": "A", "n": 6, "N": 12}, {"name": "B", "n": 6, "N": 40}]
    assert result["pairs"][0]["concepts"][0]["state"] == "hidden_difference"


def test_the_same_seed_gives_the_same_result_and_another_seed_another(answers):
    def result(seed):
        return samenspel("scan", "analyse", answers, "--json", "--seed", seed)[1]

    first = result(1)
    assert result(1) == first
    assert result(2) != first.replace('"seed": 1', '"seed": 2')


def test_reports_are_written_in_the_form_their_name_asks_for(answers, tmp_path):
    targets = [tmp_path / f"report.{ending}" for ending in ("html", "pdf", "json")]
    options = [part for target in targets for part in ("--out", target)]
    code, said, complaints = samenspel("scan", "analyse", answers, "--lang=en", *options)
    assert (code, said) == (0, "")
    assert complaints.splitlines() == [f"Written: {target}." for target in targets]
    starts = [target.read_bytes()[:9].lower() for target in targets]
    assert (starts[0], starts[1][:5], starts[2][:1]) == (b"<!doctype", b"%pdf-", b"{")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["answers.csv", "report.html", "report.json", "report.pdf"]


def test_columns_and_range_may_be_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(text_of("ann,word,s1,-4.3,4.3", header="who,word,scale,value,guess"))
    code, said, _ = samenspel(
        "scan", "analyse", path, "--range", "-4.3,4.3", "--json",
        "--columns", "respondent=who,concept=word,own=value",
    )  # fmt: skip
    assert code == 0
    assert json.loads(said)["range"] == [-4.3, 4.3]
    assert json.loads(said)["sides"] == [{"name": "de groep", "n": 1, "N": None}]


REFUSALS = {
    ("--lang", "xx"): "--lang “xx” is geen taal die we spreken; kies uit: nl, en.",
    ("--range", "7,1"): "--range “7,1” kunnen we niet lezen; schrijf twee getallen, zoals 1,7.",
    ("--range", "1,nan"): "--range “1,nan” kunnen we niet lezen; schrijf twee getallen, zoals 1,7.",
    ("--range", "0,1e9"): "--range “0,1e9” kunnen we niet lezen; schrijf twee getallen, zoals 1,7.",
    ("--range", "0,9999999"): "--range “0,9999999” kunnen we niet lezen; schrijf twee getallen, "
    "zoals 1,7.",
    ("--population", "A=10000001"): "--population “10000001” kan niet; geef een heel getal van 1 "
    "tot en met 10000000.",
    ("--tolerance", "6"): "--tolerance “6” kan niet; geef als tolerantie een aantal punten boven 0 "
    "en onder 6.",
    ("--population", "A"): "--population “A” kunnen we niet lezen; schrijf A=12,B=40.",
    ("--columns", "own"): "--columns “own” kunnen we niet lezen; schrijf own=name,guess=name.",
    ("--columns", "x=y"): "“x” is geen kolom die we lezen; dat zijn respondent, side, concept, "
    "scale, own, guess, about, importance, wave, pole_low, pole_high, words.",
    ("--duplicates", "last"): "--duplicates “last” kan niet; kies uit: error, first, mean.",
    ("--seed", "-1"): "--seed “-1” kan niet; geef een heel getal van 0 tot en met 2147483647.",
    ("--draws", "ten"): "--draws “ten” kan niet; geef een heel getal van 100 tot en met 100000.",
    ("--out", "a.docx"): "--out “a.docx” kunnen we niet schrijven; geef een naam die eindigt op "
    ".html, .pdf, .json.",
    ("--out", "none/a.pdf"): "--out “none/a.pdf” kunnen we niet schrijven: die map bestaat niet.",
    ("--nothing",): "“--nothing” is hier geen optie, of de waarde ontbreekt; kijk bij "
    "“samenspel scan analyse --help”.",
    ("--seed",): "“--seed” is hier geen optie, of de waarde ontbreekt; kijk bij "
    "“samenspel --help”.",
    ("--population", "C=9"): "“C” is geen kant in dit bestand, dus het aantal mensen ervan past "
    "nergens; verwacht: een van A, B.",
}


@pytest.mark.parametrize("options", REFUSALS, ids=" ".join)
def test_an_option_that_cannot_be_used_is_one_sentence_and_exit_code_two(answers, options):
    code, said, complaints = samenspel("scan", "analyse", answers, *options)
    assert (code, said, complaints) == (2, "", REFUSALS[options] + "\n")


def test_a_missing_argument_and_an_unknown_command_are_sentences_too():
    assert samenspel("scan", "analyse", "--lang", "en")[2].startswith("“FILE” is missing; see “")
    assert samenspel("scan", "guess", "--lang", "en")[2].startswith("This is not a command we know")
    assert samenspel("scan", "--lang", "en")[0] == 2


def test_a_fault_in_the_file_writes_nothing(answers, tmp_path):
    answers.write_text(text_of(*TWO_SIDES, "ann,A,word,s1,8,2"))
    target = tmp_path / "report.html"
    target.write_text("the report of last year")
    code, said, complaints = samenspel("scan", "analyse", answers, "--out", target, "--force")
    assert (code, said) == (2, "")
    assert complaints == (
        "Rij 6, kolom “own”: “8” valt buiten de schaal; verwacht: een getal van 1 tot en met 7."
        " (--range LOW,HIGH)\n"
    )
    assert target.read_text() == "the report of last year"


def test_a_fault_names_the_option_that_helps(tmp_path):
    path = tmp_path / "answers.csv"
    for rows, option in (
        (["a,A,x,s,3,4", "a,A,x,s,3,4"], "--duplicates first|mean"),
        (["a,A,x,s,9,4"], "--range LOW,HIGH"),
    ):
        path.write_text(text_of(*rows))
        assert samenspel("scan", "analyse", path)[2].rstrip().endswith(f"({option})")
    path.write_text("respondent,word,scale,own\na,x,s,3\n")
    assert samenspel("scan", "analyse", path)[2].rstrip().endswith("(--columns concept=…)")


def test_a_small_group_is_told_how_it_agrees(tmp_path):
    path = tmp_path / "answers.csv"
    rows = [f"{side}{n},{side},x,s,3,4" for side, size in (("A", 3), ("B", 6)) for n in range(size)]
    path.write_text(text_of(*rows))
    asked = ("scan", "analyse", path, "--draws", "200")
    assert "--small-groups-agree" in samenspel(*asked)[1]
    assert "--small-groups-agree" not in samenspel(*asked, "--small-groups-agree")[1]


def test_a_report_never_replaces_the_answers(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(text_of(*TWO_SIDES))
    code, _, complaints = samenspel("scan", "analyse", path, "--out", path, "--lang", "en")
    assert (code, complaints) == (
        2,
        f"--out “{path}” would replace the answers; give another name.\n",
    )
    assert path.read_text() == text_of(*TWO_SIDES)


def test_where_nothing_can_be_written_nothing_stays_behind(answers, tmp_path):
    folder = tmp_path / "report.json"
    folder.mkdir()
    code, _, complaints = samenspel(
        "scan", "analyse", answers, "--out", tmp_path / "a.html", "--out", folder, "--lang", "en"
    )
    assert code == 2
    assert complaints == f"“{folder}” cannot be written; check that you may write there.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "report.json"]


# template ---------------------------------------------------------------------------------------


def rows_of(text, delimiter):
    return list(csv.DictReader(StringIO(text), delimiter=delimiter))


def test_a_questionnaire_has_a_row_for_everyone_and_every_scale_of_the_first_three_words():
    code, said, _ = samenspel("scan", "template", "--people", "2", "--sides", "Wij, Zij")
    rows = rows_of(said, ";")
    words = library("nl")[:3]
    assert code == 0
    assert len(rows) == 2 * 2 * sum(len(word.scales) for word in words)
    assert list(rows[0]) == [
        "respondent", "side", "concept", "scale", "pole_low", "pole_high", "own", "guess",
        "importance", "words",
    ]  # fmt: skip
    assert {row["side"] for row in rows} == {"Wij", "Zij"}
    assert list(dict.fromkeys(row["concept"] for row in rows)) == [word.name for word in words]
    assert {row["own"] + row["guess"] + row["importance"] for row in rows} == {""}


def test_words_are_found_by_code_and_by_name_in_both_languages():
    said = samenspel(
        "scan", "template", "--words", "trust,Gezondheid,inclusion", "--people", "1", "--lang", "en"
    )[1]
    found = dict.fromkeys(row["concept"] for row in rows_of(said, ","))
    assert list(found) == ["trust", "health", "inclusion"]


def test_with_three_sides_everyone_guesses_about_each_other_side():
    said = samenspel("scan", "template", "--sides", "A,B,C", "--people", "1", "--words", "trust")[1]
    rows = rows_of(said, ";")
    pairs = {(row["side"], row["about"]) for row in rows}
    assert pairs == {(a, b) for a in "ABC" for b in "ABC" if a != b}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_filled_in_questionnaire_can_be_read(tmp_path, ending):
    path = tmp_path / f"questions.{ending}"
    assert samenspel("scan", "template", "--out", path, "--people", "1")[0] == 0
    if ending == "csv":
        path.write_text(path.read_text(encoding="utf-8-sig").replace(";;;", ";4;4;4"))
        assert read_answers(path).waves[0].sides[0].importance.tolist() == [[4, 4, 4]]
    else:
        code, _, complaints = samenspel("scan", "analyse", path, "--lang", "en")
        assert (code, complaints) == (
            2,
            "The column “own” holds no answer at all; it must hold numbers from 1 to 7.\n",
        )


def test_the_workbook_explains_itself_in_the_language_asked_for(tmp_path):
    for language, names, scale in (
        ("nl", ["Antwoorden", "Uitleg"], "0 speelt geen rol"),
        ("en", ["Answers", "How to"], "0 plays no part"),
    ):
        path = tmp_path / f"{language}.xlsx"
        assert samenspel("scan", "template", "--out", path, "--lang", language)[0] == 0
        with CalamineWorkbook.from_path(path) as book:
            assert book.sheet_names == names
            advice = dict(book.get_sheet_by_index(1).to_python())
        assert list(advice) == ["", "respondent", "own", "guess", "importance", "words"]
        assert scale in advice["importance"]
        with zipfile.ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        told = "Vul 0, 1, 2, 3 of 4 in" if language == "nl" else "Give 0, 1, 2, 3 or 4"
        assert told in sheet
        assert 'state="frozen"' in sheet


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (("--words", "nonsense"), "--words “nonsense” is not in the library; expected some of: "),
        (("--sides", "A,A"), "--sides “A,A” cannot be used; "),
        (("--sides", "=A"), "--sides “=A” cannot be used; "),
        (("--people", "0"), "--people “0” cannot be used; "),
        (("--out", "a.ods"), "--out “a.ods” cannot be written; "),
    ],
)
def test_a_questionnaire_that_cannot_be_made_is_refused(options, start):
    code, said, complaints = samenspel("scan", "template", *options, "--lang", "en")
    assert (code, said, complaints.count("\n")) == (2, "", 1)
    assert complaints.startswith(start)


# the command itself -----------------------------------------------------------------------------
