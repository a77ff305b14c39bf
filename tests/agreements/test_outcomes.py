"""What came of collaborations, for a study: nothing sealed, no names and no words."""

from dataclasses import fields
from datetime import timedelta

import pytest

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Again, Manner
from samenspel.agreements.queries import Rating
from samenspel.collaborations.models import Collaboration
from tests.make_agreements import (
    NOON,
    accept_by_all,
    make_contribution,
    make_ending,
    make_proposal,
    make_two,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def outcomes():
    return queries.outcomes_among(Collaboration.objects.all())


def say(ending, party, again, **said):
    given = actions.Said(recognises=True, again=again, **said)
    actions.say_farewell(ending=ending, party=party, said=given, by=None, at=NOON)


def test_what_parties_said_counts_once_each_did_and_who_left_it_is_told():
    ours, theirs, here = make_two()
    ending = make_ending(here, theirs, manner=Manner.ONE_SIDED)
    say(ending, ours, Again.CERTAINLY_NOT, goals_reached=3, value=2)
    sealed = outcomes()
    assert [(each.again, each.worth, each.goals_reached) for each in sealed] == [(None,) * 3] * 2
    say(ending, theirs, Again.PROBABLY, goals_reached=None, value=8)
    told = {each.party: each for each in outcomes()}
    us, them = told[ours.pk], told[theirs.pk]
    assert (us.again, us.goals_reached, us.worth) == (Again.CERTAINLY_NOT, 3, 2)
    assert (them.again, them.goals_reached, them.worth) == (Again.PROBABLY, None, 8)
    assert (us.ended_on, us.manner) == (NOON.date(), Manner.ONE_SIDED)
    assert [us.ended_by_us, them.ended_by_us] == [False, True]


def test_what_goes_on_has_no_last_day_and_begins_with_the_first_sign():
    ours, theirs, here = make_two()
    accept_by_all(make_proposal(here, ours), at=NOON)
    make_contribution(here, ours, theirs, at=NOON - 5 * DAY, rating=4)
    make_contribution(here, ours, theirs, at=NOON, party=theirs, rating=9)
    make_ending(here, ours, manner=Manner.RENEWED)
    us, them = outcomes()
    assert (us.began_on, us.ended_on, us.manner) == (
        (NOON - 5 * DAY).date(), None, Manner.RENEWED,
    )  # fmt: skip
    assert (us.borne, us.received) == (Rating(4, 1, 2), Rating())
    assert (them.borne, them.received) == (Rating(), Rating(9, 1, 2))


def test_it_holds_no_words_and_asks_the_same_for_three_as_for_one(django_assert_num_queries):
    for number in (1, 2):
        for _each in range(number):
            ours, _theirs, here = make_two()
            say(make_ending(here, ours), ours, Again.UNSURE, words="Geheim", value=1)
        with django_assert_num_queries(8):
            found = outcomes()
    assert len(found) == 6
    kinds = {type(getattr(each, field.name)) for each in found for field in fields(each)}
    assert str not in kinds
