"""Going on or ending: once, told by one side, and sealed answers of each."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.agreements import actions, queries
from samenspel.agreements.actions import Said, Told
from samenspel.agreements.choices import Again, Manner
from samenspel.agreements.models import Ending, Farewell
from tests.client import HouseClient
from tests.make import make_party, speaker_of
from tests.make_agreements import (
    NOON,
    accept_by_all,
    make_commitment,
    make_ending,
    make_pause,
    make_proposal,
    make_two,
)

pytestmark = pytest.mark.django_db
SAID = Said(recognises=True, again=Again.CERTAINLY, goals_reached=7, value=8, words="Dank")


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


def test_what_ended_ends_once_and_what_was_renewed_can_be_renewed_again():
    ours, theirs, here = make_two()
    agreement = accept_by_all(make_proposal(here, ours)).agreement
    for _each in range(2):
        make_ending(here, ours, agreement=agreement)
    made = make_ending(here, theirs, agreement=agreement, manner=Manner.BY_AGREEMENT)
    assert list(queries.agreements_that_hold(here)) == []
    with pytest.raises(actions.AlreadyEnded):
        make_ending(here, ours, agreement=agreement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(
            collaboration=here, agreement=agreement, manner=Manner.EARLY, reason="x",
            ended_on=made.ended_on, noted_for=ours, noted_at=NOON,
        )  # fmt: skip
    make_ending(here, ours, manner=Manner.ONE_SIDED)
    with pytest.raises(actions.AlreadyEnded):
        make_ending(here, ours)


def test_nobody_ends_for_another_or_tomorrow():
    ours, theirs, here = make_two()
    with pytest.raises(actions.NotForYou):
        make_ending(here, theirs, by=speaker_of(ours))
    with pytest.raises(actions.NotForYou):
        make_ending(here, make_party("Elders"))
    tomorrow = Told(Manner.EARLY, NOON.date() + timedelta(days=1), "x")
    with pytest.raises(actions.NotYetGiven):
        actions.end(collaboration=here, agreement=None, told=tomorrow, party=ours, by=None, at=NOON)


@pytest.mark.parametrize("whole", [True, False])
def test_what_ended_is_not_announced_for_review(whole):
    ours, _theirs, here = make_two()
    version = accept_by_all(make_proposal(here, ours))
    near = date(2027, 1, 10)
    make_ending(here, ours, agreement=version.agreement, manner=Manner.RENEWED)
    assert list(queries.versions_to_remind_of(near)) == [version]
    ended = None if whole else version.agreement
    make_ending(here, ours, agreement=ended, manner=Manner.EARLY)
    assert list(queries.versions_to_remind_of(near)) == []


def test_each_side_says_it_once_for_itself():
    ours, theirs, here = make_two()
    made = make_ending(here, ours)
    with pytest.raises(actions.NotForYou):
        actions.say_farewell(ending=made, said=SAID, party=theirs, by=speaker_of(ours), at=NOON)
    for party in (ours, ours, theirs):
        given = {"ending": made, "said": SAID, "party": party}
        actions.say_farewell(by=speaker_of(party), at=NOON, **given)
    assert Farewell.objects.count() == 2
    assert queries.parties_yet_to_say(made) == []
    with pytest.raises(actions.FarewellsOpen):
        actions.say_farewell(ending=made, said=SAID, party=ours, by=None, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Farewell.objects.update(value=11)


@time_machine.travel(NOON)
def test_from_ending_to_both_answers_on_the_pages(signed_in):
    ours, theirs, here = make_two()
    make_commitment(here, theirs, ours)
    we, they = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    assert "Tien kratten fruit" in we.get(page("new_ending", here)).text
    told = {
        "party": ours.pk, "agreement": "", "manner": "by_agreement", "ended_on": "2026-06-01",
        "reason": "Het doel is bereikt", "lessons": "Eerst bellen",
        "still_promised": "Het fruit komt nog", "talk_on": "2026-06-20",
    }  # fmt: skip
    wrong = we.post(page("new_ending", here), told | {"ended_on": "2026-06-02"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ended_on"])
    address = we.post(page("new_ending", here), told).url
    said = {"recognises": "0", "again": "probably", "goals_reached": "7", "words": "Tot ziens"}
    assert we.post(address, {"party": ours.pk, "again": "probably"}).status_code == 422
    we.post(address, said | {"party": ours.pk})
    for client in (we, they):
        shown = client.get(address).text
        assert "Het fruit komt nog" in shown
        assert "Tot ziens" not in shown
    they.post(address, said | {"party": theirs.pk, "words": "Dank", "value": "9"})
    for client in (we, they):
        shown = client.get(address).text
        assert "Tot ziens" in shown
        assert "Was hun 9 van 10 waard" in shown
        assert "Ziet het anders" in shown
    assert "Het doel is bereikt" in they.get(page("endings", here)).text
    logbook = reverse("portfolio:logbook", args=[here.slug])
    assert "beëindigd, zoals afgesproken" in they.get(logbook, {"soort": "afronden"}).text


def test_the_page_of_an_agreement_says_that_it_rests_or_ended_and_asks_no_change_any_more():
    ours, _theirs, here = make_two()
    agreement = accept_by_all(make_proposal(here, ours)).agreement
    client = HouseClient()
    client.force_login(speaker_of(ours))
    path, change = (
        page("agreement", here, agreement.pk),
        page("change_agreement", here, agreement.pk),
    )
    told = client.get(path).content.decode()
    assert ("rust tot" in told, "is geëindigd" in told, change in told) == (False, False, True)
    make_pause(here, ours)
    told = client.get(path).content.decode()
    assert ("rust tot" in told, "is geëindigd" in told, change in told) == (True, False, True)
    made = make_ending(here, ours, agreement=agreement, manner=Manner.BY_AGREEMENT)
    told = client.get(path).content.decode()
    assert ("rust tot" in told, "is geëindigd" in told, change in told) == (False, True, False)
    assert page("ending", here, made.pk) in told


@pytest.mark.parametrize("count", [1, 3])
def test_the_endings_ask_the_database_as_often_for_many_as_for_one(
    count, django_assert_num_queries
):
    ours, _theirs, here = make_two()
    for n in range(count):
        agreement = accept_by_all(make_proposal(here, ours, name=str(n))).agreement
        made = make_ending(here, ours, agreement=agreement)
    client = HouseClient()
    client.force_login(speaker_of(ours))
    client.get(page("endings", here))
    for path, asked in ((page("endings", here), 8), (page("ending", here, made.pk), 7)):
        with django_assert_num_queries(asked):
            client.get(path)
