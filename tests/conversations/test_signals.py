"""Signals for moderators: of five people together, with what the map would be without them."""

import numpy as np
import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, analyses, queries
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import make_conversation, opened, taken_out

WIDE = 30
pytestmark = pytest.mark.django_db


def talk(here=None):
    return make_conversation(here, statements=[f"Stelling {number}." for number in range(WIDE)])


def talked(made, *, people=100, alike=0):
    """People who differ by coin flips, and some who say yes to everything there is."""
    coins = np.random.default_rng(3).choice([-1, 1], (people, WIDE)).tolist()
    rows = coins + [[1] * WIDE] * alike
    votes = [(who, number, said) for who, row in enumerate(rows) for number, said in enumerate(row)]
    actions.load_votes(conversation=made, votes=votes, by=None, at=NOON)


def signals(made):
    kept = actions.renew_map(conversation=made, by=None, at=NOON)
    return analyses.signals_of(kept.pages, "nl")


def test_seven_who_say_yes_to_everything_are_told_with_what_they_change():
    made, _token = opened(talk())
    talked(made, alike=7)
    found = signals(made)
    assert {each.people for each in found.patterns} == {7}
    assert {each.what for each in found.patterns} == {"precies dezelfde stemmen"}
    assert "Zonder deze 7 mensen" in found.change[0]
    moved = found.moved[0]
    assert int(moved.with_them[:-1]) > int(moved.without[:-1])


def test_of_four_nothing_is_told():
    made, _token = opened(talk())
    talked(made, alike=4)
    found = signals(made)
    assert (found.patterns, found.change, found.moved) == ((), (), ())


def test_nobody_is_left_out_of_the_map_that_is_shown():
    made, _token = opened(talk())
    talked(made, alike=7)
    assert signals(made).patterns
    assert queries.map_of(made).payload["people"] == 107


def test_who_leads_reads_it_and_a_statement_taken_out_leaves_it_at_once(signed_in):
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, _token = opened(talk(make_collaboration(ours, make_party("Zij"))))
    browser = signed_in(leader)
    address = reverse("conversations:signals", args=[made.collaboration.slug, made.pk])
    assert "zodra er een nieuwe kaart is" in browser.get(address).text
    talked(made, alike=7)
    gone = signals(made).moved[0].text
    page = browser.get(address).text
    assert ("Precies dezelfde stemmen: 7 mensen" in page, gone in page) == (True, True)
    taken_out(made, made.statements.get(text=gone).number)
    assert gone not in browser.get(address).text
    actions.renew_map(conversation=made, by=None, at=NOON)
    assert gone not in browser.get(address).text


def test_nobody_stands_out_among_people_who_differ():
    made, _token = opened(talk())
    talked(made)
    assert signals(made).patterns == ()
