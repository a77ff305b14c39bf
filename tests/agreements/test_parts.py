"""What is promised and given in parts: how much, what is left, and when it is all there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Fate, Standing
from samenspel.agreements.queries import Terms, agenda_promised
from samenspel.platform.models import AuditEvent
from samenspel.platform.together import told_together
from tests.make import speaker_of
from tests.make_agreements import NOON, make_commitment, make_contribution, make_two
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CRATES = {"amount": Decimal(100), "unit": "kratten"}


def crates(here, ours, theirs, made, number, **fields):
    terms = {"amount": Decimal(number), "unit": "kratten", "fulfils": made}
    return make_contribution(here, ours, theirs, **terms | fields)


def left_of(made):
    made.refresh_from_db()
    return [each.left for each in queries.delivered_of(made).measures]


def test_a_commitment_is_kept_once_the_parts_are_all_of_it():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    first = crates(here, ours, theirs, made, 40)
    assert (left_of(made), made.fate, made.delivered_on, first.is_part) == (
        [Decimal(60)], Fate.OPEN, None, True,
    )  # fmt: skip
    last = crates(here, ours, theirs, made, 60, at=NOON + 40 * DAY, unit="Kratten ")
    assert (left_of(made), made.fate, made.came_late, last.is_part) == (
        [Decimal(0)], Fate.DELIVERED, True, False,
    )  # fmt: skip
    said = AuditEvent.objects.filter(action__endswith="delivered").order_by("pk")
    assert list(said.values_list("action", flat=True)) == [
        "agreements.part_delivered", "agreements.delivered",
    ]  # fmt: skip


def test_where_nothing_counts_who_notes_it_says_whether_a_rest_comes():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    make_contribution(here, ours, theirs, fulfils=made, is_part=True)
    assert (left_of(made), made.fate, queries.delivered_of(made).is_begun) == ([], Fate.OPEN, True)
    make_contribution(here, ours, theirs, fulfils=made)
    made.refresh_from_db()
    assert (made.fate, queries.delivered_of(made).is_begun) == (Fate.DELIVERED, False)
    with pytest.raises(actions.PartOfNothing):
        make_contribution(here, ours, theirs, is_part=True)


def test_hours_and_amounts_are_both_due():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, hours=Decimal(8), **CRATES)
    crates(here, ours, theirs, made, 100, hours=Decimal(3))
    assert (left_of(made), made.fate) == ([Decimal(0), Decimal(5)], Fate.OPEN)
    make_contribution(here, ours, theirs, fulfils=made, hours=Decimal(5))
    assert (left_of(made), made.fate) == ([Decimal(0), Decimal(0)], Fate.DELIVERED)


def test_a_part_leaves_a_proposal_open_and_less_is_enough_once_the_other_side_accepts():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    terms = Terms(made.what, made.due_on, Decimal(40), "kratten")
    asked = actions.propose_terms(
        commitment=made, terms=terms, why="De oogst viel tegen", party=ours, by=None, at=NOON
    )
    crates(here, ours, theirs, made, 40)
    asked.refresh_from_db()
    assert asked.standing == Standing.PROPOSED
    actions.accept_terms(terms=asked, party=theirs, by=None, at=NOON)
    assert (left_of(made), made.fate) == ([Decimal(0)], Fate.DELIVERED)
    assert made.delivered_on == NOON.date()


def test_putting_a_part_right_delivers_or_opens_a_commitment_again():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    given = crates(here, ours, theirs, made, 100)
    for number, fate in ((90, Fate.OPEN), (100, Fate.DELIVERED)):
        told = actions.Given(given.kind, given.what, NOON.date(), **{**CRATES, "amount": number})
        actions.correct_contribution(contribution=given, given=told, party=ours, by=None, at=NOON)
        assert (left_of(made), made.fate) == ([Decimal(100 - number)], fate)


def test_let_go_after_a_part_stays_let_go_when_that_part_is_put_right():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    given = crates(here, ours, theirs, made, 40)
    asked = actions.propose_to_call_off(
        commitment=made, why="Genoeg", party=theirs, by=None, at=NOON
    )
    actions.accept_terms(terms=asked, party=ours, by=None, at=NOON)
    told = actions.Given(given.kind, given.what, NOON.date(), **CRATES)
    actions.correct_contribution(contribution=given, given=told, party=ours, by=None, at=NOON)
    made.refresh_from_db()
    assert (made.fate, made.delivered_on) == (Fate.CALLED_OFF, None)


def test_the_agenda_speaks_of_the_rest():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, due_on=date(2026, 6, 5), **CRATES)
    crates(here, ours, theirs, made, 40)
    later = NOON + 10 * DAY
    (late,), (day,) = told_together(
        agenda_promised.waits_for(speaker_of(ours), later),
        agenda_promised.days_of(speaker_of(ours), later),
    )
    assert late.says == "Geef de rest van ‘Tien kratten fruit’, of stel een andere dag voor."
    assert day.title == "Ons: de rest van ‘Tien kratten fruit’"


@time_machine.travel(NOON)
def test_the_pages_say_how_much_was_given_and_what_is_due(signed_in):
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    client = signed_in(speaker_of(ours))
    address = reverse("agreements:give_and_take", args=[here.slug])
    said = {
        "party": ours.pk, "direction": "gave", "other": theirs.pk, "kind": "goods",
        "what": "Kratten", "amount": "40", "unit": "kratten", "given_on": "2026-06-01",
        "fulfils": made.pk, "is_part": "on",
    }  # fmt: skip
    refused = client.post(address, said | {"fulfils": ""})
    assert refused.context["form"].errors["fulfils"] == [
        "Kies van welke toezegging dit een deel is."
    ]
    assert client.post(address, said).status_code == 302
    listed = reverse("agreements:commitments", args=[here.slug])
    shown = client.get(listed, {"stand": "partly"}).text
    assert "40 van 100 kratten gegeven, 60 komt nog." in shown
    one = client.get(reverse("agreements:commitment", args=[here.slug, made.pk])).text
    assert "40 van 100 kratten gegeven, 60 komt nog." in one
    form = client.get(address, {"toezegging": made.pk}).context["form"]
    assert form["amount"].value() == Decimal(60)
    assert "een deel van wat was toegezegd" in client.get(address).text
    assert (
        "deel van wat was toegezegd: Kratten"
        in client.get(reverse("portfolio:logbook", args=[here.slug])).text
    )


def test_a_program_notes_a_part_and_reads_what_is_left(client):
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, **CRATES)
    key = key_of(speaker_of(ours))
    said = {
        "collaboration": here.pk, "party": ours.pk, "giver": ours.pk, "receiver": theirs.pk,
        "kind": "goods", "what": "Kratten", "amount": "40", "unit": "kratten",
        "givenOn": "2026-06-01", "fulfils": made.pk,
    }  # fmt: skip
    given = client.post(f"{API}/contributions", said, "application/json", headers=key).json()
    told = client.get(f"{API}/commitments/{made.pk}", headers=key).json()
    assert (given["isPart"], told["fate"], told["deliveries"]) == (True, "open", [given["id"]])
    assert [(each["unit"], float(each["left"])) for each in told["measures"]] == [("kratten", 60)]
    wrong = said | {"isPart": True, "fulfils": None}
    refused = client.post(f"{API}/contributions", wrong, "application/json", headers=key)
    assert [each["where"] for each in refused.json()["errors"]] == ["body.fulfils"]
