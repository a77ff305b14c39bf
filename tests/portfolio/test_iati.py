"""Activities of IATI: there and back, organisations by number, and real files."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenspel.platform.models import KeptAnswer
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Measure, Stage, Standing, Strength
from samenspel.portfolio.models import ChainStep, Indicator, PortfolioEntry
from samenspel_report.iati import IatiError, read_activities
from tests.make import make_party, speaker_of
from tests.make_portfolio import NOON, make_entry, make_indicator, make_step

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[3] / "shared" / "data" / "08_portfolio"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the data is not here")
# The order and the least of its schema, release 2.03.
ACTIVITY = [
    "iati-identifier", "reporting-org", "title", "description", "participating-org",
    "activity-status", "activity-date", "result",
]  # fmt: skip
REQUIRED = set(ACTIVITY) - {"result"}
INDICATOR = ["title", "description", "baseline", "period"]
PERIOD = ["period-start", "period-end", "target", "actual"]
SAID = (
    "name",
    "reference",
    "partner",
    "partner_org_id",
    "standing",
    "begins_on",
    "ends_on",
    "note",
)


def make_ours(**fields):
    party = make_party("Ons")
    type(party).objects.filter(pk=party.pk).update(org_id="12345678", **fields)
    party.refresh_from_db()
    return party


def make_full(party):
    outcome = make_step(party, "Gezond")
    make_indicator(
        outcome, "Kinderen", baseline=Decimal(3), baseline_on=date(2025, 1, 1),
        actual=Decimal("7.5"), actual_on=date(2026, 5, 1), source="Juf", goes_down=True,
    )  # fmt: skip
    make_indicator(
        outcome, "Verhalen", measure=Measure.QUALITATIVE, target=None, target_on=None,
        in_words="Ze vertellen meer", actual_on=date(2026, 5, 1),
    )  # fmt: skip
    links = {outcome.pk: Strength.MAIN}
    given = {"reference": "NL-KVK-12345678-7", "partner": "Kok & Zn", "partner_org_id": "NL-KVK-9"}
    days = {"begins_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}
    make_entry(party, "Soep <1>", links=links, note="Samen", **given, **days)
    rest = {"begins_on": date(2026, 2, 1), "standing": Standing.RESTING}
    make_entry(party, "Rust", reference="NL-KVK-12345678-8", **rest)
    make_entry(party, "Zonder dag")


def exported(party, language="nl"):
    return analyses.iati_file(
        party, queries.entries_to_report(party), made_at=NOON, language=language
    )


def bring(party, content):
    found = analyses.activities_in(content, party, language="nl")
    return actions.bring_in_activities(party=party, activities=found, by=None, at=NOON)


def told(party):
    entries = PortfolioEntry.objects.filter(party=party).order_by("reference")
    indicators = Indicator.objects.filter(step__party=party).order_by("pk")
    names = [f.name for f in Indicator._meta.get_fields() if f.name not in ("id", "step")]
    return (
        [[getattr(each, name) for name in SAID] for each in entries],
        [[getattr(each, name) for name in names] for each in indicators],
        [(link.step.name, link.entry.name) for e in entries for link in e.links.all()],
    )


def test_there_and_back_gives_the_same_portfolio():
    ours, theirs = make_ours(), make_ours()
    make_full(ours)
    assert bring(theirs, exported(ours)) == (2, 0)
    ours.portfolio_entries.get(name="Zonder dag").delete()  # without a first day it stays at home
    PortfolioEntry.objects.filter(party=ours, note="").update(note="Rust")  # IATI wants a text
    assert told(theirs) == told(ours)
    assert bring(theirs, exported(ours)) == (0, 2)
    assert exported(ours) == exported(ours)


def test_elements_stand_in_the_order_of_the_schema_and_none_is_missing():
    ours = make_ours()
    make_full(ours)
    root = ElementTree.fromstring(exported(ours))  # noqa: S314 we wrote it
    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    for activity in root:
        tags = [child.tag for child in activity]
        assert tags == sorted(tags, key=ACTIVITY.index)
        assert set(tags) >= REQUIRED
        assert activity.findtext("iati-identifier").startswith("NL-KVK-12345678-")
        assert all(org.get("role") for org in activity.findall("participating-org"))
    for indicator in root.iter("indicator"):
        assert [c.tag for c in indicator] == sorted([c.tag for c in indicator], key=INDICATOR.index)
        assert indicator.get("measure") in {"1", "2", "5"}
    for period in root.iter("period"):
        assert [c.tag for c in period] == sorted([c.tag for c in period], key=PERIOD.index)
        start, end = (period.find(f"period-{name}").get("iso-date") for name in ("start", "end"))
        assert start <= end


def test_what_could_grow_without_end_or_is_no_iati_is_refused():
    entities = b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'
    bomb = b"<!DOCTYPE x [" + entities + b"]><iati-activities>&b;</iati-activities>"
    for content in (bomb, b"", b"<iati-activities/>", b"\xff\xfe", b"<a>"):
        with pytest.raises(IatiError):
            read_activities(content, language="nl")


def test_one_number_under_two_names_is_one_partner():
    party = make_ours()
    step = make_step(party)
    for name in ("Stichting Linde", "De Linde"):
        make_entry(party, name, partner=name, partner_org_id="NL-KVK-9",
                   links={step.pk: Strength.MAIN})  # fmt: skip
    rows = queries.rows_of(party, today=NOON.date())
    found = analyses.overview_of(rows, [step], today=NOON.date())
    assert found.outcomes[0].hangs_on == ("Stichting Linde",)


def test_activities_that_lie_in_each_other_are_refused_in_a_sentence():
    deep = b"<iati-activity>" * 20_000 + b"</iati-activity>" * 20_000
    with pytest.raises(IatiError, match="20 deep"):
        read_activities(b"<iati-activities>" + deep + b"</iati-activities>", language="nl")
    part = b"<iati-activity><iati-identifier>%d</iati-identifier>%s</iati-activity>"
    within = b"<iati-activities>" + part % (1, part % (2, b"")) + b"</iati-activities>"
    assert [each.identifier for each in read_activities(within, language="nl")] == ["1"]


@pytest.mark.parametrize(
    ("view", "reads", "name"),
    [("activities", "activities_in", "a.xml"), ("bring_in", "preview_of", "p.csv")],
)
def test_a_file_is_read_before_the_press_holds_the_lock(signed_in, monkeypatch, view, reads, name):
    ours = make_ours()
    make_full(ours)
    read, held = getattr(analyses, reads), []

    def watched(*given, **named):
        held.append(KeptAnswer.objects.exists())  # a press claims its place as it begins
        return read(*given, **named)

    monkeypatch.setattr(analyses, reads, watched)
    content = exported(ours) if name == "a.xml" else b"Naam;Partner\nSoep;Kok\n"
    given = {"file": SimpleUploadedFile(name, content), "csrfmiddlewaretoken": "x"}
    page = reverse(f"portfolio:{view}", args=[ours.pk])
    assert signed_in(speaker_of(ours)).post(page, given).status_code == 302
    assert (held, KeptAnswer.objects.count()) == ([False], 1)


@time_machine.travel(NOON)
def test_someone_takes_activities_along_and_brings_them_in_in_pages(signed_in):
    ours = make_ours()
    browser = signed_in(speaker_of(ours))
    path = reverse("portfolio:activities", args=[ours.pk])
    document = reverse("portfolio:activities_document", args=[ours.pk])
    assert browser.get(document).status_code == 404
    make_full(ours)
    assert "1 regel zonder begindag doet niet mee." in browser.get(path).text
    content = browser.get(document).content
    type(ours).objects.filter(pk=ours.pk).update(org_id="")
    assert "geen KvK-nummer" in browser.get(path).text
    other = make_party("Ander")
    reader, there = signed_in(speaker_of(other)), reverse("portfolio:activities", args=[other.pk])
    assert reader.post(there, {"file": SimpleUploadedFile("a.xml", b"x")}).status_code == 422
    reader.post(there, {"file": SimpleUploadedFile("a.xml", content)})
    assert PortfolioEntry.objects.filter(party=other).count() == 2


@pytest.mark.realdata
@needs_data
def test_the_official_example_is_read_and_comes_back():
    party = make_ours()
    path = DATA / "iati_203_example" / "activity-standard-example-annotated.xml"
    assert bring(party, path.read_bytes())[0] >= 1
    entry = PortfolioEntry.objects.get(reference="AA-AAA-123456789-ABC123")
    assert (entry.name, entry.begins_on) == ("Activity title", date(2012, 4, 28))
    assert entry.partner_org_id == "BB-BBB-123456789"
    step = ChainStep.objects.get(name="Result title")
    indicator = step.indicators.get()
    assert (step.stage, indicator.baseline, indicator.actual) == (Stage.OUTPUT, 10, 11)


@pytest.mark.realdata
@needs_data
@pytest.mark.parametrize("name", ["189", "AS", "LE", "WB_ZW"])
def test_real_files_of_the_first_version_come_back_as_they_were_read(name):
    first, second = make_ours(), make_ours()
    content = (DATA / "iati_dfid_2011" / f"{name}.xml").read_bytes()
    number = content.count(b"<iati-activity ") or content.count(b"<iati-activity>")
    new, _changed = bring(first, content)
    assert new == len({line.split(b"<")[0] for line in content.split(b"<iati-identifier>")[1:]})
    assert 0 < new <= number
    reported = queries.entries_to_report(first)
    bring(second, exported(first, language="en"))
    assert PortfolioEntry.objects.filter(party=second).count() == reported.count()
    names = [
        sorted(PortfolioEntry.objects.filter(party=p, begins_on__isnull=False).values_list("name"))
        for p in (first, second)
    ]
    assert names[0] == names[1]


@pytest.mark.realdata
@needs_data
def test_double_organisation_numbers_make_no_double_projects():
    """2,261 rows of organisations carry 2,091 numbers; a join by number would give 2,165 lines."""
    party = make_party()
    mapping = {"name": 1, "amount": 3, "currency": 2, "reference": 0, "partner_org_id": 8}
    found = analyses.read_portfolio(
        DATA / "akvo_rsr_2014" / "projects.csv", mapping, language="nl", on_part=float
    )
    assert [fault.row for fault in found.faults] == [1873]  # a project without a title
    new, _changed = actions.bring_in(
        party=party, lines=found.lines, report={}, job=None, on_part=float, by=None, at=NOON
    )
    assert new == PortfolioEntry.objects.count() == 2010 - 1
    rows = queries.rows_of(party, today=NOON.date())
    assert len({key for row in rows for key, _name in row.partners}) == 648
