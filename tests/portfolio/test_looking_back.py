"""Evaluations in the logbook and in the next step of a collaboration."""

import pytest
import time_machine
from django.urls import reverse

from samenspel.evaluation import queries
from samenspel.evaluation.actions import accept_opening
from tests.client import HouseClient
from tests.make import speaker_of
from tests.make_agreements import make_two
from tests.make_evaluations import DAY, NOON, make_evaluation, make_opened

pytestmark = pytest.mark.django_db


def pages(party, here):
    client = HouseClient()
    client.force_login(speaker_of(party))
    paths = (
        reverse(f"portfolio:{name}", args=[here.slug]) for name in ("collaboration", "logbook")
    )
    return [client.get(path).content.decode() for path in paths]


@time_machine.travel(NOON, tick=False)
def test_who_has_to_open_is_told_and_everyone_reads_it_in_the_logbook():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    accept_opening(side=queries.sides_of(made)[0], by=speaker_of(ours), at=NOON)
    (mine, logbook), (other, _same) = pages(ours, here), pages(theirs, here)
    says = "Er loopt een evaluatie. Vraag je mensen, en open haar samen."
    assert (says in mine, says in other) == (False, True)
    assert "Ons vroeg om samen terug te kijken." in logbook
    assert "Laatste dag om de evaluatie in te vullen." in logbook


def test_the_day_to_look_back_again_comes_once_for_the_newest():
    ours, theirs, here = make_two()
    make_opened(here, ours)
    made = make_opened(here, theirs, at=NOON + 100 * DAY)
    again = "Jullie zouden op"
    with time_machine.travel(NOON + 101 * DAY, tick=False):
        streams, logbook = pages(ours, here)
        assert again not in streams
        assert logbook.count("Kijk weer samen terug.") == 1
    with time_machine.travel(made.closes_at + 61 * DAY, tick=False):
        assert again in pages(ours, here)[0]
