"""The portfolio of a party: what works on what, what is due, what hangs on whom."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from samenspel.agreements.actions import conclude, propose_change
from samenspel.agreements.choices import Conclusion, Manner
from samenspel.agreements.queries import wording_of
from samenspel.people.models import User
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.actions import link_collaboration
from samenspel.portfolio.analyses import Asked
from samenspel.portfolio.choices import Order, Standing, Strength, Weight
from samenspel.portfolio.models import PortfolioEntry, SavedView
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_agreements import (
    NOON,
    accept_by_all,
    make_commitment,
    make_contribution,
    make_ending,
    make_pause,
    make_proposal,
    make_two,
    make_upheaval,
)
from tests.make_evaluations import make_evaluation, make_opened
from tests.make_portfolio import make_entry, make_step

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = timedelta(days=1)


def page(name, party, *args):
    return reverse(f"portfolio:{name}", args=[party.pk, *args])


def rows(party):
    return {row.name: row for row in queries.rows_of(party, today=TODAY)}


def overview(party):
    found = queries.rows_of(party, today=TODAY)
    return analyses.overview_of(found, list(queries.outcomes_of(party)), today=TODAY)


def test_a_row_says_what_comes_first_and_what_we_gave():
    ours, theirs, here = make_two()
    accept_by_all(make_proposal(here, ours))  # reviewed in January 2027
    make_commitment(here, theirs, ours, due_on=date(2026, 6, 20))
    make_contribution(here, ours, theirs, hours=Decimal(6))
    make_contribution(here, theirs, ours, hours=Decimal(40))  # what they gave is not ours
    long_ago = NOON - 400 * DAY
    make_contribution(here, ours, theirs, hours=Decimal(9), given_on=long_ago.date())
    row = rows(ours)[here.name]
    assert (row.due_on, row.due_what) == (date(2026, 6, 20), "een toezegging")
    assert (row.hours, row.partner_names, row.standing) == (6, "Zij", Standing.RUNNING)


def test_a_version_that_was_replaced_is_not_due():
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    given = {"why": "Later", "party": ours, "by": None, "at": NOON}
    later = replace(wording_of(first), review_on=date(2028, 1, 1))
    accept_by_all(propose_change(agreement=first.agreement, wording=later, **given))
    assert rows(theirs)[here.name].due_on == date(2028, 1, 1)


def test_while_all_rests_only_the_end_of_the_rest_is_due_and_nothing_after_the_end():
    ours, theirs, here = make_two()
    make_commitment(here, ours, theirs)
    make_pause(here, ours)
    row = rows(ours)[here.name]
    assert (row.standing, row.due_what) == (Standing.RESTING, "einde van de rust")
    make_ending(here, ours, manner=Manner.BY_AGREEMENT)
    row = rows(ours)[here.name]
    assert (row.standing, row.due_on) == (Standing.ENDED, None)


def test_a_big_change_marks_the_portfolio_and_the_outcomes_until_someone_said_what_comes_of_it():
    ours, theirs, here = make_two()
    outcome = make_step(ours, "Gezond")
    links = {outcome.pk: Strength.MAIN}
    link_collaboration(party=ours, collaboration=here, links=links, by=None, at=NOON)
    assert (rows(ours)[here.name].is_shaken, overview(ours).shaken) == (False, ())
    upheaval = make_upheaval(here, theirs)
    row = rows(ours)[here.name]
    assert (row.is_shaken, row.due_on) == (True, TODAY)
    assert row.due_what == "er veranderde iets groots: kijk opnieuw"
    told = list(analyses.what_to_know(overview(ours)))
    assert told[0] == (
        f"Er veranderde iets groots in {here.name}. Kijk er opnieuw naar; ook deze effecten "
        "rusten erop: Gezond."
    )
    for each in upheaval.reassessments.all():
        conclude(reassessment=each, conclusion=Conclusion.KEEP, because="Het past nog",
                 party=ours, by=None, at=NOON)  # fmt: skip
    assert not rows(ours)[here.name].is_shaken


def test_looking_back_is_due_until_it_was_asked_again():
    ours, theirs, here = make_two()
    looked = make_opened(here, ours)
    row = rows(theirs)[here.name]
    assert (row.due_on, row.due_what) == (looked.next_on, "samen terugkijken")
    make_evaluation(here, theirs, at=NOON + 70 * DAY)
    assert rows(theirs)[here.name].due_on is None
    make_pause(here, ours)
    assert rows(ours)[here.name].due_what == "einde van de rust"


def test_outcomes_are_missing_weak_or_hang_on_one_partner():
    party = make_party()
    missing, weak, hangs, carried = (make_step(party, f"E{i}") for i in range(4))
    given = {"partner_org_id": "NL-KVK-1"}
    make_entry(party, "A", partner="Linde", links={weak.pk: Strength.ALSO}, **given)
    make_entry(party, "B", partner="De Linde", links={hangs.pk: Strength.MAIN}, **given)
    make_entry(party, "C", partner="Linde BV", links={hangs.pk: Strength.MAIN}, **given)
    for name in ("D", "E"):
        make_entry(party, name, partner=name, links={carried.pk: Strength.MAIN})
    make_entry(party, "F", standing=Standing.IDEA, links={missing.pk: Strength.MAIN})
    found = overview(party)
    assert [analyses.what_is_weak(each) for each in found.outcomes] == [
        "Niets werkt aan ‘E0’.",
        "Aan ‘E1’ werkt niets vooral, alleen ook.",
        "‘E2’ hangt aan De Linde.",  # one number under three names
        "",
    ]


def test_partners_of_one_name_with_other_numbers_are_two():
    party = make_party()
    step = make_step(party)
    for number in ("NL-KVK-1", "NL-KVK-2"):
        links = {step.pk: Strength.MAIN}
        make_entry(party, number, partner="Linde", partner_org_id=number, links=links)
    assert overview(party).outcomes[0].hangs_on == ()


def test_what_is_unlinked_or_works_only_on_what_fades_is_named():
    party = make_party()
    fading = make_step(party, "Weg", weight=Weight.FADING)
    make_entry(party, "Los")
    make_entry(party, "Oud", links={fading.pk: Strength.MAIN})
    make_entry(party, "Laat", due_on=TODAY - DAY, links={make_step(party).pk: Strength.ALSO})
    found = overview(party)
    named = (found.unlinked, found.off_course, found.late)
    assert [[row.name for row in each] for each in named] == [["Los"], ["Oud"], ["Laat"]]


def test_filter_and_order():
    party = make_party()
    step = make_step(party)
    make_entry(party, "Brood", hours=Decimal(5), due_on=TODAY, partner="Bakker")
    make_entry(party, "Appel", hours=Decimal(9), links={step.pk: Strength.ALSO})
    make_entry(party, "Citroen", standing=Standing.ENDED)

    def shown(**asked):
        found = queries.rows_of(party, today=TODAY)
        return [row.name for row in analyses.chosen(found, Asked(**asked))]

    assert shown() == ["Brood", "Appel", "Citroen"]
    assert shown(order=Order.NAME) == ["Appel", "Brood", "Citroen"]
    assert shown(order=Order.HOURS) == ["Appel", "Brood", "Citroen"]
    assert shown(search="bakk") == ["Brood"]
    assert shown(standing="ended") == ["Citroen"]
    assert shown(outcome=str(step.pk)) == ["Appel"]
    assert shown(outcome="none") == ["Brood", "Citroen"]


def test_only_outcomes_of_ones_own_can_be_linked():
    party = make_party()
    with pytest.raises(actions.NotAnOutcome):
        make_entry(party, links={make_step(make_party()).pk: Strength.MAIN})
    with pytest.raises(actions.EndsBefore):
        make_entry(party, begins_on=TODAY, ends_on=TODAY - DAY)
    with pytest.raises(actions.NotForYou):
        actions.save_view(party=party, name="x", query="", by=make_person("Sol"), at=NOON)
    make_entry(party, reference="A1")
    with pytest.raises(actions.AlreadyThere):
        make_entry(party, "Ander", reference="A1")
    with pytest.raises(IntegrityError):
        PortfolioEntry.objects.filter(party=party).update(amount=Decimal(3))


@time_machine.travel(NOON)
def test_someone_keeps_a_portfolio_in_pages(signed_in):
    party = make_party("Ons")
    other = make_party("Zij")
    here = make_collaboration(party, other)
    step = make_step(party)
    browser = signed_in(speaker_of(party))
    given = {
        "name": "Samen aan tafel", "partner": "Zorggroep", "standing": "running", "hours": "1.240",
        "amount": "2.500,50", f"outcome_{step.pk}": "main",
    }  # fmt: skip
    answer = browser.post(page("new_entry", party), given)
    assert answer.url == page("overview", party)
    entry = PortfolioEntry.objects.get()
    assert (entry.hours, entry.amount, entry.currency) == (1240, Decimal("2500.50"), "EUR")
    browser.post(page("entry", party, entry.pk), given | {"name": "Aan tafel"})
    browser.post(page("link", party, here.slug), {f"outcome_{step.pk}": "also"})
    shown = browser.get(page("overview", party))
    assert "Aan tafel" in shown.text
    assert len(shown.context["page"]) == 2
    browser.post(f"{page('save_view', party)}?zoek=tafel&stand=running", {"name": "Tafels"})
    view = SavedView.objects.get()
    assert view.query == "zoek=tafel&stand=running"
    assert len(browser.get(f"{page('overview', party)}?{view.query}").context["page"]) == 1
    browser.post(page("drop_view", party, view.pk))
    browser.post(page("drop_entry", party, entry.pk))
    assert "Aan tafel" not in browser.get(page("overview", party)).text
    unseen = signed_in(speaker_of(other)).get(page("overview", other))
    assert [row.links for row in queries.rows_of(other, today=TODAY)] == [{}]
    assert unseen.status_code == 200


@time_machine.travel(NOON)
def test_the_files_say_what_the_page_says(signed_in):
    party = make_party("Ons")
    step = make_step(party, "Gezond")
    make_entry(party, "=1+1", hours=Decimal("3.5"), due_on=TODAY, links={step.pk: Strength.MAIN})
    make_entry(party, "Brood", standing=Standing.ENDED)
    browser = signed_in(speaker_of(party))
    content = browser.get(page("overview_document", party, "csv")).content
    head, first, second = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[-1] == "Gezond"
    assert (first[0], first[5], first[7], first[-1]) == ("'=1+1", "2026-06-01", "3.5", "vooral")
    content = browser.get(f"{page('overview_document', party, 'xlsx')}?stand=running").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    told = sheet.to_python()
    assert [row[0] for row in told] == ["Naam", "=1+1"]
    assert (told[1][5], told[1][7]) == (TODAY, 3.5)
    content = browser.get(page("overview_document", party, "pdf")).content
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "Portfolio" in text
    assert second[0] in text
    assert browser.get(page("overview_document", party, "doc")).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 60])
@time_machine.travel(NOON)
def test_the_page_asks_as_little_for_many_as_for_one(signed_in, number, django_assert_num_queries):
    party, other = make_party("Ons"), make_party("Zij")
    step = make_step(party)
    for i in range(number):
        here = make_collaboration(party, other, name=f"S{i}")
        given = {"by": None, "at": NOON, "links": {step.pk: Strength.MAIN}}
        actions.link_collaboration(party=party, collaboration=here, **given)
        make_contribution(here, party, other, hours=Decimal(1))
        make_commitment(here, party, other)
        make_entry(party, f"E{i}")
    browser = signed_in(speaker_of(party))
    with django_assert_num_queries(12):
        browser.get(page("overview", party))


def test_the_example_holds_six_collaborations_that_stand_differently(signed_in):
    for command in ("load_example", "load_agreements", "load_portfolio"):
        call_command(command)
    noor = User.objects.get(email="noor@volletafel.example")
    party = noor.representations.get().party
    shown = signed_in(noor).get(page("overview", party))
    found = {row.standing for row, _path, _cells in shown.context["matrix"]}
    assert len(shown.context["page"]) == 6
    assert found == {Standing.RUNNING, Standing.RESTING, Standing.ENDED}
