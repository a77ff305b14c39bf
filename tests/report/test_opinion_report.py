import csv
import io
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pypdf
import pytest

from samenspel_analysis.opinion import pack
from samenspel_report.i18n import translator
from samenspel_report.opinion import map_body, map_html, map_pdf, map_to_json
from samenspel_report.opinion.context import PeopleNames
from samenspel_report.opinion.placed import placed_csv
from samenspel_report.opinion.report import opinion_report
from samenspel_report.opinion.words import p_words, share_words
from samenspel_report.pictures.opinion_map import (
    FEWEST_PER_MARK,
    PAGE,
    Crowd,
    marks_of,
    opinion_map,
    people_per_mark,
)
from tests import make_opinion as make
from tests.report.page import read

EVIL = '<script>alert("x")</script> & "q"'
CODE = '#read("/etc/passwd") $x^2$ *vet* = kop @verwijzing \\ " <label>'
FLAGGED = {"groups": 2, "people": 80, "liners": 2}


@cache
def maps():
    nobody = make.opinion_map(pack([0, 1], [0, 1], [1, -1], people=2, statements=24))
    return {
        "groups": make.make_map(),
        "no groups": make.make_map(groups=0),
        "polis": make.make_polis_map(),
        "nobody placed": replace(nobody, placed=0),
        "flags": make.make_map(**FLAGGED),
    }


NAMES = ["groups", "no groups", "polis", "nobody placed", "flags"]


def context_of(name, **changes):
    found = maps()[name]
    if name == "flags":
        changes = {"difference": make.make_difference(found, **FLAGGED), **changes}
    return make.make_map_context(**changes)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_map_makes_a_strict_page_without_styles_of_its_own(name, language):
    page = read(map_html(maps()[name], context_of(name), language))
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert {"style", "onclick", "onload"} & page.attributes == set()
    assert "None" not in page.text
    assert "nan" not in page.text.casefold().split()


@pytest.mark.parametrize("name", NAMES)
def test_every_map_makes_an_accessible_document(name):
    pdf = pypdf.PdfReader(io.BytesIO(map_pdf(maps()[name], context_of(name), "nl")))
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "nl")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_same_map_gives_the_same_document():
    given = maps()["groups"], make.make_map_context(), "nl"
    assert map_pdf(*given) == map_pdf(*given)


def test_the_picture_the_sentence_and_the_table_say_the_same():
    found = maps()["groups"]
    report = opinion_report(found, make.make_map_context(), "nl")
    assert len(found.groups) == 3
    for place, group in enumerate(found.groups):
        words = f"Groep {'ABC'[place]}, {group.size} mensen"
        assert words in report.map.wide.svg
        assert f"Groep {'ABC'[place]} met {group.size} mensen" in report.map.wide.alt
        assert report.map_table.rows[place][:2] == (f"Groep {'ABC'[place]}", str(group.size))
    assert report.map.wide.alt in report.map_lede


def test_every_drawn_statement_stands_in_the_table_with_the_same_shares():
    found = maps()["groups"]
    t = translator("nl")
    bridging, consensus, divisive = opinion_report(found, make.make_map_context(), "nl").lists
    assert consensus.blocks
    for each, block, row in zip(
        found.consensus, consensus.blocks, consensus.table.rows, strict=False
    ):
        assert row[0] == block.saying.text
        assert row[2] == share_words(t, each.share)
        assert row[2] in block.sentence
        assert row[2] in block.drawing.alt
    for listed in (bridging, divisive):
        for block, row in zip(listed.blocks, listed.table.rows, strict=False):
            assert row[0] == block.saying.text
            assert all(cell in block.drawing.alt for cell in row[2:])


def test_nobody_is_a_mark_alone():
    rng = np.random.default_rng(0)
    for people in (5, 23, 400):
        points = rng.normal(size=(people, 2))
        marks = marks_of(points, people_per_mark(people))
        assert 1 <= len(marks) <= people / FEWEST_PER_MARK
        assert not (marks[:, None] == points[None]).all(axis=2).any()
    assert Crowd(np.zeros((0, 2)), None).words is None


def test_no_groups_is_said_with_its_reason_and_without_lists_of_groups():
    page = read(map_body(maps()["no groups"], make.make_map_context(), "en"))
    assert "One cloud of" in page.text
    assert "What sets each group apart" not in page.text
    assert "No groups is not the same as no difference." in page.text


def test_flags_come_with_reasons_and_with_the_map_without_them():
    report = opinion_report(maps()["flags"], context_of("flags"), "en")
    (kinds, shares) = report.flags.tables
    assert {row[0] for row in kinds.rows} == {"the same answer to everything"}
    assert all(len(row) == len(kinds.head) and row[5] for row in kinds.rows)
    assert report.flags.difference[0].startswith("Without these 2 people the map has")
    assert shares.rows
    assert "never a reason to remove" in report.flags.sentences[0]


def test_flags_that_were_not_sought_are_not_called_absent():
    report = opinion_report(maps()["groups"], make.make_map_context(flags_sought=False), "en")
    assert report.flags.sentences == (
        "Patterns were not sought: the votes stayed on the machines that hold them.",
    )


def test_texts_of_others_cannot_become_code_or_markup():
    evil = {str(i): EVIL for i in range(make.STATEMENTS)}
    html = map_html(maps()["groups"], make.make_map_context(texts=evil, title=EVIL), "nl")
    assert "<script" not in html
    code = {str(i): CODE for i in range(make.STATEMENTS)}
    context = make.make_map_context(texts=code, title=CODE)
    pdf = pypdf.PdfReader(io.BytesIO(map_pdf(maps()["groups"], context, "nl")))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert '#read("/etc/passwd") $x^2$ *vet*' in text
    assert "root:" not in text


def test_a_long_text_is_shown_whole_in_the_heading_and_in_the_table():
    long = {str(i): "x" * 400 for i in range(make.STATEMENTS)}
    page = read(map_html(maps()["groups"], make.make_map_context(texts=long), "nl"))
    assert page.cells.count("x" * 400) >= len(maps()["groups"].consensus)
    assert page.text.count("x" * 400) > page.cells.count("x" * 400)


def test_p_is_never_nought_and_nothing_is_nan():
    t = translator("nl")
    assert (p_words(t, 0.0), p_words(t, None), p_words(t, 0.04)) == (
        "onder 0,001", "niet getoetst", "0,040",
    )  # fmt: skip
    written = map_to_json(maps()["nobody placed"], make.make_map_context())
    assert "nan" not in re.findall(r"\w+", str(written).casefold())


def test_who_stands_where_is_a_row_a_person():
    rows = placed_csv(maps()["groups"], make.make_map_context()).decode().splitlines()
    assert rows[0] == "participant_id,x,y,group"
    assert len(rows) == maps()["groups"].placed + 1


def test_a_participant_that_a_spreadsheet_would_calculate_stays_a_text():
    found = maps()["groups"]
    names = tuple(["=1+1", "+x", "-5", "-y", "@z", "Jan"] + [str(i) for i in range(6, 10**3)])
    context = make.make_map_context(people=PeopleNames(names))
    rows = list(csv.reader(placed_csv(found, context).decode().splitlines()))[1:]
    written = {names[who]: row[0] for who, row in zip(found.projection.people, rows, strict=True)}
    assert [written[name] for name in names[:6]] == ["'=1+1", "'+x", "-5", "'-y", "'@z", "Jan"]


def test_people_who_all_stand_in_one_place_are_drawn_too():
    drawn = opinion_map([Crowd(np.zeros((6_000, 2)), None)], PAGE, "Eén wolk")
    assert drawn.count("<circle") == len(marks_of(np.zeros((6_000, 2)), people_per_mark(6_000)))
    assert "nan" not in drawn
