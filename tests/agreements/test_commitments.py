"""What is promised: who may, what the other side has to accept, and what became of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Fate, Kind, Standing
from samenspel.agreements.models import Commitment, CommitmentTerms, Contribution
from samenspel.agreements.queries import Terms
from samenspel.collaborations.choices import Role
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import NOON, make_commitment, make_contribution, make_two

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = Terms("Tien kratten fruit", date(2026, 8, 1))


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


def test_what_a_party_promises_counts_at_once_and_what_is_asked_of_it_waits():
    ours, theirs, here = make_two()
    promised = make_commitment(here, ours, theirs)
    asked = make_commitment(here, ours, theirs, party=theirs)
    assert (promised.fate, asked.fate) == (Fate.OPEN, Fate.ASKED)
    first = asked.terms.get()
    with pytest.raises(actions.NotForYou):
        actions.accept_terms(terms=first, party=theirs, by=speaker_of(theirs), at=NOON)
    actions.accept_terms(terms=first, party=ours, by=speaker_of(ours), at=NOON)
    asked.refresh_from_db()
    assert asked.fate == Fate.OPEN


def test_what_is_asked_is_shown_as_asked_and_counts_as_no_promise(signed_in):
    ours, theirs, here = make_two()
    make_commitment(here, ours, theirs)
    asked = make_commitment(here, theirs, ours, party=ours)
    long_after = asked.due_on + DAY
    assert not asked.is_late(long_after)
    assert queries.commitments_by_fate(here, long_after) == {
        "running": 1, "partly": 0, "late": 1, "asked": 1, "delivered": 0, "dropped": 0,
    }  # fmt: skip
    browser = signed_in(speaker_of(ours))
    lists = {
        stand: [each for each, *_more in
                browser.get(page("commitments", here), {"stand": stand}).context["rows"]]
        for stand in ("running", "asked")
    }  # fmt: skip
    assert lists["asked"] == [asked]
    assert asked not in lists["running"]
    assert "Zij zou dit geven aan Ons" in browser.get(page("commitment", here, asked.pk)).text


def test_what_is_asked_can_be_refused_or_taken_back():
    ours, theirs, here = make_two()
    for party, standing in ((ours, Standing.DECLINED), (theirs, Standing.WITHDRAWN)):
        asked = make_commitment(here, ours, theirs, party=theirs)
        given = {"terms": asked.terms.get(), "party": party, "because": "Nu niet"}
        actions.decline_terms(by=speaker_of(party), at=NOON, **given)
        asked.refresh_from_db()
        assert (asked.fate, asked.terms.get().standing) == (Fate.REFUSED, standing)


def test_other_terms_count_once_the_other_side_accepts_and_the_first_stay_readable():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    before = queries.terms_of(made)
    given = {"commitment": made, "terms": LATER, "why": "De oogst is laat", "party": ours}
    proposed = actions.propose_terms(by=speaker_of(ours), at=NOON, **given)
    made.refresh_from_db()
    assert queries.terms_of(made) == before
    with pytest.raises(actions.ProposalOpen):
        actions.propose_terms(by=None, at=NOON, **given)
    actions.accept_terms(terms=proposed, party=theirs, by=speaker_of(theirs), at=NOON)
    made.refresh_from_db()
    assert queries.terms_of(made) == LATER
    assert [queries.terms_of(each) for each in made.terms.order_by("number")] == [before, LATER]
    with pytest.raises(actions.ProposalClosed):
        actions.accept_terms(terms=proposed, party=theirs, by=None, at=NOON)


def test_declined_terms_change_nothing():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    before = queries.terms_of(made)
    given = {"commitment": made, "terms": LATER, "why": "Later", "party": ours}
    proposed = actions.propose_terms(by=None, at=NOON, **given)
    actions.decline_terms(terms=proposed, party=theirs, because="Te laat", by=None, at=NOON)
    made.refresh_from_db()
    assert (made.fate, queries.terms_of(made)) == (Fate.OPEN, before)
    with pytest.raises(actions.NothingChanged):
        actions.propose_terms(by=None, at=NOON, **{**given, "terms": before})


def test_both_let_a_commitment_go():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    asked = actions.propose_to_call_off(
        commitment=made, why="De oogst viel tegen", party=ours, by=speaker_of(ours), at=NOON
    )
    made.refresh_from_db()
    assert made.fate == Fate.OPEN
    actions.accept_terms(terms=asked, party=theirs, by=speaker_of(theirs), at=NOON)
    made.refresh_from_db()
    assert (made.fate, made.is_running) == (Fate.CALLED_OFF, False)
    with pytest.raises(actions.NothingToGive):
        actions.propose_to_call_off(commitment=made, why="x", party=ours, by=None, at=NOON)


def test_what_was_given_delivers_a_commitment_in_time_or_late():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, due_on=NOON.date())
    given = {"commitment": made, "terms": LATER, "why": "Later", "party": ours}
    waiting = actions.propose_terms(by=None, at=NOON, **given)
    assert [made.is_late(NOON.date()), made.is_late(NOON.date() + DAY)] == [False, True]
    make_contribution(here, ours, theirs, fulfils=made, at=NOON + 2 * DAY)
    made.refresh_from_db()
    waiting.refresh_from_db()
    assert (made.fate, made.came_late, made.is_late(date(2030, 1, 1))) == (
        Fate.DELIVERED, True, False,
    )  # fmt: skip
    assert waiting.standing == Standing.WITHDRAWN
    with pytest.raises(actions.OtherCommitment):
        make_contribution(here, ours, theirs, fulfils=made)
    prompt = make_commitment(here, ours, theirs)
    make_contribution(here, ours, theirs, fulfils=prompt)
    prompt.refresh_from_db()
    assert not prompt.came_late


def test_a_commitment_is_fulfilled_only_by_its_giver_to_its_receiver():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    with pytest.raises(actions.OtherCommitment):
        make_contribution(here, theirs, ours, fulfils=made)
    made.refresh_from_db()
    assert (made.fate, Contribution.objects.count()) == (Fate.OPEN, 0)


def test_only_its_two_sides_change_a_commitment():
    ours, theirs, here = make_two()
    third = make_party("Derde", person=make_person("Dirk"), role=Role.MANAGER)
    here.participations.create(party=third)
    made = make_commitment(here, ours, theirs)
    for party, person in ((third, speaker_of(third)), (ours, speaker_of(theirs))):
        given = {"commitment": made, "terms": LATER, "why": "x", "party": party}
        with pytest.raises(actions.NotForYou):
            actions.propose_terms(by=person, at=NOON, **given)
        with pytest.raises(actions.NotForYou):
            make_commitment(here, ours, theirs, party=third)


def test_nobody_promises_to_themselves_or_who_is_elsewhere_or_yesterday_or_nameless():
    ours, theirs, here = make_two()
    for receiver in (ours, make_party("Elders")):
        with pytest.raises(actions.GivenToOneself):
            make_commitment(here, ours, receiver)
    with pytest.raises(actions.DueInThePast):
        make_commitment(here, ours, theirs, due_on=NOON.date() - DAY)
    with pytest.raises(actions.KindUnnamed):
        make_commitment(here, ours, theirs, kind=Kind.OTHER)
    own = make_commitment(here, ours, theirs, kind=Kind.OTHER, own_kind="een plek aan tafel")
    assert own.kind_in_words == "een plek aan tafel"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": Decimal(3)},
        {"unit": "kilo"},
        {"amount": Decimal(0), "unit": "kilo"},
        {"hours": Decimal(0)},
        {"fate": Fate.DELIVERED},
        {"own_kind": "iets"},
        {"delivered_on": date(2026, 6, 1)},
    ],
)
def test_the_database_keeps_a_commitment_whole(wrong):
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(**wrong)


def test_the_database_keeps_one_proposal():
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs, party=theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentTerms.objects.create(
            commitment=made, number=2, what="x", due_on=NOON.date(), proposed_for=ours,
            proposed_at=NOON,
        )  # fmt: skip


@time_machine.travel(NOON)
def test_from_asking_to_given_on_the_pages(signed_in):
    ours, theirs, here = make_two()
    we, they = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    said = {
        "party": theirs.pk, "direction": "got", "other": ours.pk, "kind": "money",
        "what": "Bijdrage aan de keuken", "amount": "1.250,50", "due_on": "2026-07-01",
    }  # fmt: skip
    assert they.post(page("new_commitment", here), said).status_code == 302
    made = Commitment.objects.get()
    assert (made.giver, made.amount, made.unit) == (ours, Decimal("1250.50"), "euro")
    address = page("commitment", here, made.pk)
    assert "Het is nog niet toegezegd" in we.get(address).content.decode()
    assert "Zeg ja" not in they.get(address).content.decode()
    we.post(page("accept_terms", here, made.terms.get().pk), {"party": ours.pk})
    change = {
        "party": ours.pk, "why": "Minder ruimte", "what": made.what, "amount": "1000",
        "unit": "euro", "due_on": "2026-07-15",
    }  # fmt: skip
    we.post(page("change_commitment", here, made.pk), change)
    newest = made.terms.get(number=2)
    assert "Minder ruimte" in they.get(address).content.decode()
    they.post(page("accept_terms", here, newest.pk), {"party": theirs.pk})
    form = we.get(page("give_and_take", here), {"toezegging": made.pk}).context["form"]
    assert (form["fulfils"].value(), form["amount"].value()) == (made.pk, Decimal(1000))
    given = {
        "party": ours.pk, "direction": "gave", "other": theirs.pk, "kind": "money",
        "what": made.what, "amount": "1000", "unit": "", "given_on": "2026-06-01",
        "fulfils": made.pk, "rating": "4",
    }  # fmt: skip
    assert we.post(page("give_and_take", here), given).status_code == 302
    made.refresh_from_db()
    assert made.fate == Fate.DELIVERED
    assert (
        "Nagekomen op 1 juni 2026" in we.get(page("commitments", here), {"stand": "delivered"}).text
    )
    assert "1.000 euro" in we.get(page("give_and_take", here)).text


@time_machine.travel(NOON)
def test_an_amount_without_a_unit_is_said_at_its_field(signed_in):
    ours, theirs, here = make_two()
    said = {
        "party": ours.pk, "direction": "gave", "other": theirs.pk, "kind": "goods",
        "what": "Fruit", "amount": "3", "due_on": "2026-07-01",
    }  # fmt: skip
    client = signed_in(speaker_of(ours))
    answer = client.post(page("new_commitment", here), said)
    assert answer.status_code == 422
    assert answer.context["form"].errors["unit"] == ["Zeg waarvan: euro, kilo, plaatsen."]
    answer = client.post(
        page("new_commitment", here), said | {"amount": "", "due_on": "2026-05-01"}
    )
    assert answer.context["form"].errors["due_on"] == ["Kies vandaag of een dag daarna."]


def test_saying_no_and_letting_go_ask_why(signed_in):
    ours, theirs, here = make_two()
    made = make_commitment(here, ours, theirs)
    client = signed_in(speaker_of(theirs))
    address = page("call_off", here, made.pk)
    assert client.post(address, {"party": theirs.pk, "why": ""}).status_code == 422
    client.post(address, {"party": theirs.pk, "why": "Niet meer nodig"})
    waiting = made.terms.get(number=2)
    assert waiting.calls_off
    address = page("decline_terms", here, waiting.pk)
    we = signed_in(speaker_of(ours))
    assert we.post(address, {"party": ours.pk, "because": ""}).status_code == 422
    we.post(address, {"party": ours.pk, "because": "We hebben ze al"})
    waiting.refresh_from_db()
    assert waiting.declined_because == "We hebben ze al"


@pytest.mark.parametrize("number", [1, 1000])
@time_machine.travel(NOON)
def test_the_pages_ask_as_little_for_many_as_for_one(signed_in, number, django_assert_num_queries):
    ours, theirs, here = make_two()
    first = make_commitment(here, ours, theirs)
    rest = [
        Commitment(
            collaboration=here, giver=ours, receiver=theirs, kind=Kind.GOODS, what="x",
            due_on=first.due_on,
        )
        for _each in range(number - 1)
    ]  # fmt: skip
    Commitment.objects.bulk_create(rest)
    client = signed_in(speaker_of(ours))
    client.get(page("commitments", here))
    with django_assert_num_queries(10):
        client.get(page("commitments", here))
    with django_assert_num_queries(9):
        client.get(page("commitment", here, first.pk))
