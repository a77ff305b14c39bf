"""The empty questionnaire that someone without a file takes along."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from samenspel.meaning.models import Scan
from samenspel_report.library import library
from tests.make import make_collaboration, make_party, speaker_of
from tests.meaning.bringing_in import post

pytestmark = pytest.mark.django_db

ASKED = {"words": ["sustainability", "trust"], "people": 5}


def ask(client, collaboration, ending="csv", **asked):
    path = reverse("meaning:questionnaire", args=[collaboration.slug, ending])
    return client.get(path, {**ASKED, **asked})


def rows_in(response, delimiter=";"):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=delimiter))


def test_it_has_a_row_for_everyone_of_both_parties_and_every_scale(member, collaboration):
    response = ask(member, collaboration)
    rows = rows_in(response)
    assert response.headers["Content-Disposition"] == 'attachment; filename="vragenlijst.csv"'
    assert list(dict.fromkeys(row["side"] for row in rows)) == [
        "Stichting Volle Tafel", "Brinkhof Supermarkten",
    ]  # fmt: skip
    words = [word for word in library("nl") if word.code in ASKED["words"]]
    assert len(rows) == 2 * 5 * sum(len(word.scales) for word in words)
    assert {row["concept"] for row in rows} == {word.name for word in words}


def test_filled_in_it_comes_back_without_a_question(member, collaboration):
    content = ask(member, collaboration).content.decode("utf-8-sig").replace(";;;", ";4;4;3")
    post(member, collaboration, SimpleUploadedFile("vragenlijst.csv", content.encode()))
    assert Scan.objects.get().is_revealed


def test_the_workbook_says_the_same_in_the_language_of_the_reader(member, collaboration):
    member.post(reverse("people:set_language"), {"language": "en"})
    response = ask(member, collaboration, "xlsx")
    with CalamineWorkbook.from_filelike(BytesIO(response.content)) as book:
        assert book.sheet_names == ["Answers", "How to"]
        header, *rows = book.get_sheet_by_index(0).to_python()
    assert [dict(zip(header, row, strict=True)) for row in rows] == rows_in(
        ask(member, collaboration), ","
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("words", []), ("words", ["nonsense"]), ("people", "0"), ("people", "101"), ("people", "x")],
)
def test_what_cannot_be_is_said_on_the_page_that_asked(member, collaboration, field, value):
    page = ask(member, collaboration, **{field: value})
    assert list(page.context["questions"].errors) == [field]
    assert page.templates[0].name == "meaning/bring_in.html"


def test_more_rows_than_a_sheet_holds_are_refused(signed_in, ours):
    parties = [ours, *(make_party(f"Partij {number}") for number in range(5))]
    collaboration = make_collaboration(*parties)
    words = [word.code for word in library("nl")]
    page = ask(signed_in(speaker_of(ours)), collaboration, words=words, people=100)
    assert "Dat zijn meer rijen" in page.text


def test_names_that_a_spreadsheet_would_calculate_or_mix_up_are_made_plain(signed_in, ours):
    parties = [ours, make_party("=1+1"), make_party("1+1"), make_party("@")]
    collaboration = make_collaboration(*parties)
    rows = rows_in(ask(signed_in(speaker_of(ours)), collaboration, people=1))
    names = ["Stichting Volle Tafel", "1+1", "1+1 (2)", "?"]
    assert list(dict.fromkeys(row["side"] for row in rows)) == names


def test_there_is_no_other_kind(member, collaboration):
    assert ask(member, collaboration, "pdf").status_code == 404
