"""A portfolio from a file: which column is which, what was wrong in which row, and no doubles."""

import io
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from xlsxwriter import Workbook

from samenspel.platform import uploads
from samenspel.platform.choices import JobState
from samenspel.platform.models import Job
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Standing, Strength
from samenspel.portfolio.models import OutcomeLink, PortfolioEntry
from samenspel.portfolio.tasks import read_portfolio_file
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_portfolio import NOON, make_entry, make_step

pytestmark = pytest.mark.django_db
HEADER = "Titel;Organisatie;KvK;Kenmerk;Status;Evaluatie;Uren;Budget;Gezond"
ROWS = [
    "Brood;Bakker;12345678;A1;bezig;31-12-2026;12,5;1.250,50;vooral",
    "Soep;Kok;;A2;running;2026-12-31;;;x",
    ";Kok;;A3;;;;;",
    "Taart;Kok;;A4;half;;;;",
    "Koek;Kok;;A1;;;;;",
    "Melk;Boer;;A5;;31 december;veel;;soms",
    ";;;;;;;;",
    "=1+1;Boer;;;;;;;",
]


def page(name, party, *args):
    return reverse(f"portfolio:{name}", args=[party.pk, *args])


def written(tmp_path, rows=ROWS, header=HEADER):
    path = tmp_path / "portfolio.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def read(path, party):
    outcomes = list(queries.outcomes_of(party))
    mapping = analyses.preview_of(path, outcomes, "nl").guess
    return analyses.read_portfolio(path, mapping, language="nl", on_part=float)


def bring(party, found):
    return actions.bring_in(
        party=party, lines=found.lines, report={}, job=None, on_part=float, by=None,
        at=NOON,
    )  # fmt: skip


def test_columns_are_recognised_by_their_names_in_both_languages():
    party = make_party()
    step = make_step(party, "Gezond")
    found = analyses.guessed(HEADER.split(";"), [step])
    assert found == {
        "name": 0, "partner": 1, "partner_org_id": 2, "reference": 3, "standing": 4, "due_on": 5,
        "hours": 6, "amount": 7, f"outcome_{step.pk}": 8,
    }  # fmt: skip
    assert analyses.guessed(["Name", "Ends on", "?"], []) == {"name": 0, "ends_on": 1}


def test_each_row_is_read_or_says_why_not(tmp_path):
    party = make_party()
    step = make_step(party, "Gezond")
    found = read(written(tmp_path), party)
    first, second, last = found.lines
    assert first.told.partner_org_id == "12345678"
    assert (first.told.hours, first.told.amount) == (Decimal("12.50"), Decimal("1250.50"))
    assert (first.told.due_on, first.told.currency) == (date(2026, 12, 31), "EUR")
    assert first.links == second.links == {step.pk: Strength.MAIN}
    assert last.told.name == "=1+1"
    assert found.left_out == 4
    assert [(fault.row, fault.column, fault.value) for fault in found.faults] == [
        (4, "Titel", ""),
        (5, "Status", "half"),
        (6, "Kenmerk", "A1"),
        (7, "Evaluatie", "31 december"),
        (7, "Uren", "veel"),
        (7, "Gezond", "soms"),
    ]
    assert found.faults[2].says == "Rij 2 heeft hetzelfde kenmerk. Geef elke rij een eigen kenmerk."


MESSY = [
    ["Samenwerkingen van Ons, stand 1 december"],
    ["(bijgewerkt door Karin)"],
    [],
    ["Nr", "Naam samenwerking", "Naam partner ", "Status", "Startdatum", "Evaluatie", "Uren p/j",
     "Bijdrage"],
    [1, "Tuin", "Gemeente", "Lopend", date(2024, 3, 1), "15 januari 2027", 120, 12500.5],
    [],
    [2, "Eten", "De Brug", "on hold", "1 maart 2025", "1-2-27", "40,5", "€ 3.500,-"],
    [3, "Dak", "Dekkers", "afgerond", "01/05/2022", "", "nvt", "EUR 800"],
    [4, "Reis", "Vliegers", "idee", "31 februari 2026", "", "", "$ 5"],
    ["", "Totaal", "", "", "", "", "=SUM(G5:G9)", "=SUM(H5:H9)"],
]  # fmt: skip


def test_a_workbook_as_people_keep_it_is_read_from_its_heading_on(tmp_path):
    party, path = make_party(), tmp_path / "p.xlsx"
    with Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.merge_range(0, 0, 0, 7, MESSY[0][0])
        for number, row in enumerate(MESSY[1:], start=1):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell, day if isinstance(cell, date) else None)
    seen = analyses.preview_of(path, [], "nl")
    assert [row[1] for row in seen.rows] == ["Tuin", "Eten", "Dak"]
    assert seen.guess == {
        "reference": 0, "name": 1, "partner": 2, "standing": 3, "begins_on": 4, "due_on": 5,
        "hours": 6, "amount": 7,
    }  # fmt: skip
    found = read(path, party)
    told = [(e.standing, e.begins_on, e.due_on, e.hours, e.amount)
            for e in (line.told for line in found.lines)]  # fmt: skip
    assert told == [
        (Standing.RUNNING, date(2024, 3, 1), date(2027, 1, 15), 120, Decimal("12500.50")),
        (Standing.RESTING, date(2025, 3, 1), date(2027, 2, 1), Decimal("40.50"), 3500),
        (Standing.ENDED, date(2022, 5, 1), None, None, 800),
    ]
    assert [(fault.row, fault.value) for fault in found.faults] == [
        (9, "$ 5"), (9, "31 februari 2026"), (10, "Totaal"),
    ]  # fmt: skip


def test_a_formula_that_could_fill_the_memory_is_refused(tmp_path):
    path = tmp_path / "p.xlsx"
    for letters, is_read in ((8_000, True), (9_000, False)):
        with Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Naam", "Uren"])
            sheet.write_row(1, 0, ["Soep"])
            sheet.write_formula(1, 1, f"={'1+' * (letters // 2)}1", None, 3)
        if is_read:
            assert [line.told.hours for line in read(path, make_party()).lines] == [3]
        else:
            with pytest.raises(analyses.FileRefused, match="formule"):
                analyses.preview_of(path, [], "nl")


def test_a_collaboration_that_stands_twice_in_a_file_is_pointed_out(tmp_path):
    party = make_party()
    rows = ["Eten;Brug;;1;;;;;", "Eten;brug ;;2;;;;;", "Dak;;;;;;;;", "dak;;;;;;5;;"]
    found = read(written(tmp_path, rows), party)
    assert [(double.row, double.value, double.says) for double in found.doubles] == [
        (3, "Eten", "Rij 2 heeft dezelfde naam en partner, maar een ander kenmerk: twee regels."),
        (5, "dak", "Rij 4 heeft dezelfde naam en partner: deze rij kwam ervoor in de plaats."),
    ]
    assert (bring(party, found), found.left_out) == ((3, 0), 0)


def test_the_same_file_again_changes_and_doubles_nothing(tmp_path):
    party = make_party()
    make_step(party, "Gezond")
    make_entry(party, "Brood", partner="Bakker")  # known by name before it had a reference
    make_entry(make_party(), "Brood", reference="A1")
    found = read(written(tmp_path), party)
    assert bring(party, found) == (2, 1)
    assert bring(party, found) == (0, 3)
    assert PortfolioEntry.objects.filter(party=party).count() == 3
    changed = read(written(tmp_path, ["Brood twee;;;A1;ended;;;;ook"]), party)
    bring(party, changed)
    entry = PortfolioEntry.objects.get(party=party, reference="A1")
    assert (entry.name, entry.standing, entry.hours) == ("Brood twee", Standing.ENDED, None)
    assert entry.links.get().strength == Strength.ALSO


def test_a_collaboration_on_this_site_only_gets_its_links(tmp_path):
    party = make_party()
    step = make_step(party, "Gezond")
    here = make_collaboration(party, make_party("Zij"), name="Samen")
    bring(party, read(written(tmp_path, ["Samen;Iemand;;;ended;;9;;ook"]), party))
    entry = PortfolioEntry.objects.get()
    assert (entry.collaboration, entry.partner) == (here, "")
    assert OutcomeLink.objects.get().step == step
    (row,) = queries.rows_of(party, today=NOON.date())
    assert (row.partner_names, row.standing) == ("Zij", Standing.RUNNING)


def test_what_the_page_gives_as_a_file_comes_back_as_it_was(tmp_path, signed_in):
    party = make_party()
    step = make_step(party, "=Gezond")
    links = {step.pk: Strength.ALSO}
    given = {"partner": "Kok", "hours": Decimal("1240.5"), "standing": Standing.RESTING,
             "begins_on": date(2026, 1, 1), "amount": Decimal(3), "currency": "USD"}  # fmt: skip
    entry = make_entry(party, "=soep", links=links, reference="A1", note="Let op", **given)
    browser = signed_in(speaker_of(party))
    for ending in ("csv", "xlsx"):
        path = tmp_path / f"portfolio.{ending}"
        path.write_bytes(browser.get(page("overview_document", party, ending)).content)
        assert ending == "xlsx" or b",'=Gezond" in path.read_bytes()
        (line,) = read(path, party).lines
        assert (line.told, line.links) == (queries.entry_told(entry), links)


@time_machine.travel(NOON)
def test_someone_brings_in_a_workbook_in_pages(signed_in, django_capture_on_commit_callbacks):
    party = make_party()
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Wat", "Met"])
        sheet.write_row(1, 0, ["Brood", "Bakker"])
        sheet.write_row(2, 0, ["", "Kok"])
    browser = signed_in(speaker_of(party))
    file = SimpleUploadedFile("p.xlsx", content.getvalue())
    answer = browser.post(page("bring_in", party), {"file": file})
    job = Job.objects.get()
    assert answer.url == page("columns", party, job.pk)
    shown = browser.get(answer.url)
    assert "Brood" in shown.text
    assert browser.post(answer.url, {"partner": "1"}).status_code == 422  # which is the name?
    browser.post(answer.url, {"name": "0", "partner": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        read_portfolio_file.func(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.outcome["new"], job.outcome["left_out"]) == (JobState.DONE, 1, 1)
    said = browser.get(page("reading", party, job.pk)).text
    assert "Vul in hoe de samenwerking heet." in said
    assert PortfolioEntry.objects.get().partner == "Bakker"
    assert uploads.path_of(str(job.pk)) is None
    assert browser.get(answer.url).url == page("reading", party, job.pk)


@time_machine.travel(NOON)
def test_a_file_that_is_no_table_or_was_stopped_leaves_nothing(signed_in):
    party = make_party()
    browser = signed_in(speaker_of(party))
    file = SimpleUploadedFile("p.csv", b"<html>")
    answer = browser.post(page("bring_in", party), {"file": file})
    assert answer.status_code == 422
    assert not Job.objects.exists()
    browser.post(page("bring_in", party), {"file": SimpleUploadedFile("p.csv", b"Naam\nBrood\n")})
    job = Job.objects.get()
    browser.post(page("columns", party, job.pk), {"name": "0"})
    browser.post(page("stop_reading", party, job.pk))
    read_portfolio_file.func(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not PortfolioEntry.objects.exists()
    other = signed_in(make_person("Collega"))
    assert other.get(page("reading", party, job.pk)).status_code == 404


def test_many_lines_are_written_in_few_steps(tmp_path):
    party = make_party()
    make_step(party, "Gezond")
    counted = []
    for number in (10, 400):
        rows = [f"Naam {i};P;;{number}-{i};;;;;vooral" for i in range(number)]
        found = read(written(tmp_path, rows), party)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert bring(party, found) == (number, 0)
        counted.append(len(asked))
    assert counted[1] < 30  # SQLite takes some lines at a time


@pytest.mark.parametrize("name", ["bring_in", "activities"])
def test_a_file_that_is_too_large_is_refused_while_it_comes_in(signed_in, settings, name):
    settings.UPLOAD_LIMIT, party = 1_000_000, make_party()
    file = SimpleUploadedFile("groot.csv", b"x" * 2_000_000)
    answer = signed_in(speaker_of(party)).post(
        page(name, party), {"csrfmiddlewaretoken": "what a browser sends first", "file": file}
    )
    assert answer.status_code == 422
    assert "Dit bestand is groter dan 1 MB. Kies een kleiner bestand." in answer.text
    assert (Job.objects.count(), list(settings.UPLOADS.glob("*"))) == (0, [])
