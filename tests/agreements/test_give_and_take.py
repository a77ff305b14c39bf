"""What was given, what it cost and was worth, and what of it goes both ways."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samenspel.agreements import actions, analyses
from samenspel.agreements.actions import Given
from samenspel.agreements.models import Contribution
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Party
from tests.client import HouseClient
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import NOON, make_commitment, make_contribution, make_two

DAY = timedelta(days=1)
TODAY = date(2026, 6, 1)
THREE = [Party(pk=number, name=name) for number, name in enumerate("ABC", 1)]
contributions = st.lists(
    st.builds(
        lambda giver, step, day, hours, solidarity, cost, value: Contribution(
            giver=THREE[giver], receiver=THREE[(giver + step) % 3], in_solidarity=solidarity,
            given_on=TODAY - timedelta(days=day), hours=hours, cost=cost, value=value,
        ),
        st.integers(0, 2), st.integers(1, 2), st.integers(0, 40), st.integers(1, 9),
        st.booleans(), st.integers(0, 10), st.integers(0, 10),
    ),
    max_size=25,
)  # fmt: skip


def ledger(found, *, days=30, ends=TODAY, parties=None):
    return analyses.ledger_of(found, parties or THREE, ends=ends, days=days)


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


@given(contributions, st.integers(1, 45))
def test_what_one_gave_is_what_the_other_got_in_every_window(found, days):
    made = ledger(found, days=days)
    within = [
        each for each in found
        if (TODAY - each.given_on).days < days and not each.in_solidarity
    ]  # fmt: skip
    assert len(made.counted) == len(within)
    sides = [side for pair in made.pairs for side in pair.sides]
    assert sum(side.gave for side in sides) == len(within)
    for pair in made.pairs:
        one, other = pair.sides
        for giver, receiver in ((one, other), (other, one)):
            between = [
                each for each in within
                if (each.giver, each.receiver) == (giver.party, receiver.party)
            ]  # fmt: skip
            assert giver.gave == giver.borne.asked == receiver.received.asked == len(between)
            assert (giver.borne.total or 0) == sum(each.cost for each in between)
            assert (receiver.received.total or 0) == sum(each.value for each in between)
            assert giver.hours == sum(each.hours for each in between)


@pytest.mark.django_db
def test_four_numbers_come_before_their_ratio():
    ours, theirs, here = make_two()
    first = make_contribution(here, ours, theirs, rating=3, hours=Decimal(4))
    second = make_contribution(here, theirs, ours, rating=4, hours=Decimal(2))
    found = list(Contribution.objects.all())
    (pair,) = ledger(found, parties=[ours, theirs]).pairs
    assert [side.received.total for side in pair.sides] == [None, None]
    assert pair.ratio is None
    actions.rate(contribution=first, party=theirs, rating=8, by=speaker_of(theirs), at=NOON)
    actions.rate(contribution=second, party=ours, rating=6, by=speaker_of(ours), at=NOON)
    made = ledger(list(Contribution.objects.all()), parties=[ours, theirs])
    (pair,) = made.pairs
    assert [(s.received.total, s.borne.total) for s in pair.sides] == [(6, 3), (8, 4)]
    assert pair.ratio == 2.0
    assert made.hours.weighted == 2 / 3


@pytest.mark.django_db
def test_what_was_given_in_solidarity_stays_out_of_the_numbers():
    ours, theirs, here = make_two()
    make_contribution(here, ours, theirs, in_solidarity=True)
    made = ledger(list(Contribution.objects.all()), parties=[ours, theirs])
    assert (made.counted, made.in_solidarity) == ((), 1)


@pytest.mark.django_db
def test_a_side_rates_only_its_own_part():
    ours, theirs, here = make_two()
    found = make_contribution(here, ours, theirs)
    with pytest.raises(actions.NotForYou):
        actions.rate(contribution=found, party=theirs, rating=9, by=speaker_of(ours), at=NOON)
    third = make_party("Wij")
    with pytest.raises(actions.NotForYou):
        actions.rate(contribution=found, party=third, rating=9, by=None, at=NOON)
    facilitator = make_person("Fay")
    ours.representations.create(person=facilitator, role=Role.FACILITATOR)
    with pytest.raises(actions.NotForYou):
        actions.rate(contribution=found, party=ours, rating=9, by=facilitator, at=NOON)
    found.refresh_from_db()
    assert (found.cost, found.value) == (None, None)


@pytest.mark.django_db
def test_nobody_gives_to_themselves_or_to_who_is_not_here_or_tomorrow():
    ours, theirs, here = make_two()
    for receiver in (ours, make_party("Elders")):
        with pytest.raises(actions.GivenToOneself):
            make_contribution(here, ours, receiver)
    with pytest.raises(actions.NotYetGiven):
        make_contribution(here, ours, theirs, given_on=NOON.date() + DAY)
    found = make_contribution(here, ours, theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=found.pk).update(receiver=ours)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=found.pk).update(cost=11)


@pytest.mark.django_db
@time_machine.travel(NOON)
def test_one_side_notes_and_the_other_rates(signed_in):
    ours, theirs, here = make_two()
    given_ = {
        "party": ours.pk, "direction": "got", "other": theirs.pk, "kind": "goods",
        "what": "Twintig kratten fruit", "given_on": "2026-05-30", "hours": "1,5", "rating": "9",
    }  # fmt: skip
    address = page("give_and_take", here)
    assert signed_in(speaker_of(ours)).post(address, given_).status_code == 302
    found = Contribution.objects.get()
    assert (found.giver, found.receiver, found.value, found.cost) == (theirs, ours, 9, None)
    assert found.hours == Decimal("1.5")
    other = signed_in(speaker_of(theirs))
    assert "Wat kostte het jullie?" in other.get(address).content.decode()
    other.post(page("rate_contribution", here, found.pk), {"party": theirs.pk, "rating": "6"})
    found.refresh_from_db()
    assert (found.value, found.cost) == (9, 6)
    shown = other.get(address).content.decode()
    assert "samen kregen jullie 1,50 keer wat het jullie kostte" in shown


@pytest.mark.django_db
@time_machine.travel(NOON)
def test_a_day_to_come_is_said_at_its_field(signed_in):
    ours, theirs, here = make_two()
    given_ = {
        "party": ours.pk, "direction": "gave", "other": theirs.pk, "kind": "goods", "what": "x",
        "given_on": "2026-06-02",
    }  # fmt: skip
    answer = signed_in(speaker_of(ours)).post(page("give_and_take", here), given_)
    assert answer.status_code == 422
    assert answer.context["form"].errors["given_on"] == ["Kies vandaag of een eerdere dag."]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 1000])
@time_machine.travel(NOON)
def test_the_page_asks_as_little_for_many_as_for_one(signed_in, number, django_assert_num_queries):
    ours, theirs, here = make_two()
    first = make_contribution(here, ours, theirs, rating=3)
    rest = [
        Contribution(
            collaboration=here, giver=ours, receiver=theirs, kind=first.kind, what="Samen eten",
            given_on=first.given_on - DAY, noted_at=NOON,
        )
        for _each in range(number - 1)
    ]  # fmt: skip
    Contribution.objects.bulk_create(rest)
    client = signed_in(speaker_of(ours))
    client.get(page("give_and_take", here))
    with django_assert_num_queries(7):
        shown = client.get(page("give_and_take", here), {"over": "90"})
    assert len(shown.context["rows"]) == min(number, 20)
    assert len(shown.context["ledger"].counted) == number
    if number > 20:
        assert "?pagina=2&amp;over=90#lijst" in shown.text
        second = client.get(page("give_and_take", here), {"over": "90", "pagina": "2"})
        assert second.context["rows"][0]["contribution"].what == "Samen eten"


@pytest.mark.django_db
def test_amounts_are_added_up_per_unit_and_never_converted():
    ours, theirs, here = make_two()
    for amount, unit in ((2, "kilo"), (3, "kilo"), (50, "euro")):
        make_contribution(here, ours, theirs, amount=Decimal(amount), unit=unit)
    (pair,) = ledger(list(Contribution.objects.all()), parties=[ours, theirs]).pairs
    assert [side.amounts for side in pair.sides] == [(("euro", 50), ("kilo", 5)), ()]


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_what_was_noted_is_put_right_and_the_other_side_weighs_it_again():
    ours, theirs, here = make_two()
    promised = make_commitment(here, ours, theirs)
    made = make_contribution(here, ours, theirs, fulfils=promised, rating=4)
    actions.rate(contribution=made, party=theirs, rating=8, by=None, at=NOON)
    before = NOON.date() - timedelta(days=3)
    right = Given(made.kind, made.what, before)
    put = {"contribution": made, "party": ours, "by": None, "at": NOON}
    actions.correct_contribution(given=right, **put)
    made.refresh_from_db()
    promised.refresh_from_db()
    assert (made.given_on, made.cost, made.value) == (before, 4, 8)
    assert promised.delivered_on == before
    actions.correct_contribution(given=replace(right, what="Samen eten"), **put)
    made.refresh_from_db()
    assert (made.what, made.cost, made.value) == ("Samen eten", 4, None)
    with pytest.raises(actions.NotYetGiven):
        actions.correct_contribution(
            given=replace(right, given_on=NOON.date() + timedelta(days=1)), **put
        )
    with pytest.raises(actions.NotForYou):
        actions.correct_contribution(given=right, **(put | {"party": make_party("Elders")}))
    with pytest.raises(actions.NotForYou):
        actions.correct_contribution(given=right, **(put | {"by": speaker_of(theirs)}))
    client = HouseClient()
    client.force_login(speaker_of(theirs))
    path = page("correct_contribution", here, made.pk)
    assert path in client.get(page("give_and_take", here)).content.decode()
    typed = {"party": theirs.pk, "kind": "time", "what": "Samen bakken", "given_on": "2026-05-01"}
    assert client.post(path, typed | {"amount": "3"}).status_code == 422
    assert client.post(path, typed).status_code == 302
    made.refresh_from_db()
    assert (made.what, made.cost, str(made.given_on)) == ("Samen bakken", None, "2026-05-01")
