"""Whether it feels in balance: asked of each side, sealed until every side answered."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.agreements import actions
from samenspel.agreements.choices import Feeling
from samenspel.agreements.models import BalanceAnswer, BalanceRound
from samenspel.collaborations.choices import Role
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import NOON, make_two

pytestmark = pytest.mark.django_db


def ask(here, party, *, by=None):
    return actions.ask_balance(collaboration=here, party=party, by=by, at=NOON)


def answer(asked, party, feeling=Feeling.BALANCED, *, because="", by=None):
    actions.answer_balance(
        balance_round=asked, party=party, feeling=feeling, because=because, by=by, at=NOON
    )
    asked.refresh_from_db()


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


def test_answers_open_when_every_party_answered_and_then_stay():
    ours, theirs, here = make_two()
    third = make_party("Derde", person=make_person("Dirk"), role=Role.MANAGER)
    here.participations.create(party=third)
    asked = ask(here, ours, by=speaker_of(ours))
    for party in (ours, theirs):
        answer(asked, party, by=speaker_of(party))
        assert asked.opened_at is None
    answer(asked, ours, Feeling.GIVES_MORE)
    assert asked.answers.get(party=ours).feeling == Feeling.GIVES_MORE
    answer(asked, third)
    assert asked.opened_at == NOON
    with pytest.raises(actions.RoundClosed):
        answer(asked, ours)
    ask(here, theirs)


def test_one_question_at_a_time():
    ours, theirs, here = make_two()
    ask(here, ours)
    with pytest.raises(actions.AlreadyAsked):
        ask(here, theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        BalanceRound.objects.create(collaboration=here, asked_for=theirs, asked_at=NOON)


def test_a_party_answers_for_itself_only():
    ours, theirs, here = make_two()
    asked = ask(here, ours)
    for party in (theirs, make_party("Elders", person=make_person("Els"))):
        with pytest.raises(actions.NotForYou):
            answer(asked, party, by=speaker_of(ours))
    with pytest.raises(actions.NotForYou):
        answer(asked, make_party("Elders"))
    assert not BalanceAnswer.objects.exists()


def test_who_asked_takes_it_back_and_what_was_answered_is_erased_unread():
    ours, theirs, here = make_two()
    asked = ask(here, ours)
    answer(asked, theirs)
    with pytest.raises(actions.NotForYou):
        actions.drop_balance(balance_round=asked, party=theirs, by=None, at=NOON)
    actions.drop_balance(balance_round=asked, party=ours, by=speaker_of(ours), at=NOON)
    assert not BalanceAnswer.objects.exists()
    with pytest.raises(actions.RoundClosed):
        answer(asked, ours)


def test_nobody_asks_alone():
    ours, _theirs, here = make_two()
    with pytest.raises(actions.NotForYou):
        ask(here, make_party("Elders"))
    here.participations.exclude(party=ours).delete()
    with pytest.raises(actions.AloneHere):
        ask(here, ours)


@time_machine.travel(NOON)
def test_an_answer_stays_sealed_until_the_other_answered(signed_in):
    ours, theirs, here = make_two()
    we, they = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    address = page("give_and_take", here)
    we.post(page("ask_balance", here), {"party": ours.pk})
    asked = BalanceRound.objects.get()
    reply = page("answer_balance", here, asked.pk)
    own = {"party": ours.pk, "feeling": "gives_more", "because": "Wij rijden elke week"}
    we.post(reply, own)
    for client in (we, they):
        assert "Wij rijden elke week" not in client.get(address).text
    they.post(reply, {"party": theirs.pk, "feeling": "balanced", "because": ""})
    for client in (we, they):
        shown = client.get(address).text
        assert "Wij rijden elke week" in shown
        assert "Wij geven iets meer dan we krijgen" in shown
        assert "Het voelt in balans" in shown
    assert "Vraag het elkaar opnieuw" in we.get(address).text


def test_what_is_wrong_is_said(signed_in):
    ours, theirs, here = make_two()
    client = signed_in(speaker_of(ours))
    asked = ask(here, ours)
    for address, given, said in (
        (page("ask_balance", here), {"party": ours.pk}, "Dit is al gevraagd"),
        (page("ask_balance", here), {"party": theirs.pk}, "Jij beslist hier niet"),
        (page("answer_balance", here, asked.pk), {"party": ours.pk}, "Kies hoe het voor jullie"),
        (page("drop_balance", here, asked.pk), {"party": theirs.pk}, "Jij beslist hier niet"),
    ):
        assert said in client.post(address, given, follow=True).text
