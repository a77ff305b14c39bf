"""What each page about agreements, evaluations and portfolios asks of the database, for 1 and 2."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenspel.agreements import actions as agreements
from samenspel.portfolio.choices import Strength
from tests.make import speaker_of
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
from tests.make_evaluations import make_improvement, make_opened
from tests.make_portfolio import make_chain, make_entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
IN_COLLABORATION = {
    "agreements:agreements": 8,
    "agreements:new_agreement": 6,
    "agreements:new_commitment": 8,
    "agreements:flexibility": 8,
    "agreements:new_pause": 7,
    "agreements:new_upheaval": 6,
    "agreements:endings": 8,
    "agreements:new_ending": 8,
    "evaluation:evaluations": 8,
    "evaluation:new_evaluation": 6,
}
OF_PARTY = {
    "portfolio:new_entry": 5,
    "portfolio:bring_in": 4,
    "portfolio:activities": 6,
}


def made_of(number):
    """So many of each, with the pages that show one of them."""
    ours, theirs, here = make_two()
    steps = make_chain(ours)
    for n in range(number):
        at = NOON + n * DAY
        agreement = accept_by_all(make_proposal(here, ours, name=f"Afspraak {n}", at=at)).agreement
        promised = make_commitment(here, ours, theirs, at=at)
        given = make_contribution(here, ours, theirs, at=at, fulfils=promised, is_part=True)
        make_contribution(here, ours, theirs, at=at, fulfils=promised, is_part=True)
        rest = make_pause(here, ours, at=at)
        agreements.end_pause(pause=rest, party=ours, by=None, at=at)
        make_upheaval(here, ours, at=at)
        ending = make_ending(here, ours, at=at, agreement=agreement)
        looked = make_opened(here, ours, [6] * 3, [3] * 3, at=at)
        for _each in range(n + 1):
            make_improvement(looked, ours, at=at)
        entry = make_entry(ours, f"Los {n}", links={steps[3].pk: Strength.MAIN})
    args = [here.slug]
    return (
        ours,
        here,
        {
            reverse("agreements:agreement", args=[*args, agreement.pk]): 8,
            reverse("agreements:change_agreement", args=[*args, agreement.pk]): 7,
            reverse("agreements:commitment", args=[*args, promised.pk]): 9,
            reverse("agreements:change_commitment", args=[*args, promised.pk]): 7,
            reverse("agreements:correct_contribution", args=[*args, given.pk]): 5,
            reverse("agreements:ending", args=[*args, ending.pk]): 7,
            reverse("evaluation:evaluation", args=[*args, looked.pk]): 10,
            reverse("evaluation:evaluation_document", args=[*args, looked.pk]): 6,
            reverse("portfolio:entry", args=[ours.pk, entry.pk]): 6,
            reverse("portfolio:link", args=[ours.pk, here.slug]): 7,
            reverse("portfolio:chain_step", args=[ours.pk, steps[3].pk]): 8,
            reverse("portfolio:overview_document", args=[ours.pk, "csv"]): 10,
        },
    )


@pytest.mark.parametrize("number", [1, 2])
def test_each_page_asks_the_same_for_two_as_for_one(number):
    with time_machine.travel(NOON + 4 * DAY, tick=False):
        ours, here, pages = made_of(number)
        pages |= {reverse(name, args=[here.slug]): n for name, n in IN_COLLABORATION.items()}
        pages |= {reverse(name, args=[ours.pk]): n for name, n in OF_PARTY.items()}
        client = Client()
        client.force_login(speaker_of(ours))
        found = {}
        for path in pages:
            assert client.get(path).status_code == 200
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found[path] = len(queries)
    assert found == pages
    assert max(found.values()) <= 12
