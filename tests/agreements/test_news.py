"""What programs of a party are told about agreements: that it happened, and where to read on."""

import pytest

from samenspel.agreements import actions
from samenspel.agreements.choices import Feeling, News
from samenspel.channels.models import Delivery
from tests.make import make_party
from tests.make_agreements import (
    NOON,
    make_commitment,
    make_contribution,
    make_ending,
    make_pause,
    make_proposal,
    make_two,
    make_upheaval,
)
from tests.make_channels import make_webhook

pytestmark = pytest.mark.django_db


def test_each_thing_that_happens_is_told_once_to_both_parties():
    ours, theirs, here = make_two()
    for party in (ours, theirs):
        make_webhook(party, kinds=list(News))
    promised = make_commitment(here, ours, theirs)
    make_contribution(here, ours, theirs, fulfils=promised)
    asked = actions.ask_balance(collaboration=here, party=ours, by=None, at=NOON)
    for party in (ours, theirs):
        actions.answer_balance(
            balance_round=asked, party=party, feeling=Feeling.BALANCED, because="", by=None, at=NOON
        )
    rests = make_pause(here, ours)
    actions.end_pause(pause=rests, party=theirs, by=None, at=NOON)
    make_upheaval(here, ours)
    make_ending(here, ours)
    kinds = [News.DELIVERED, News.GIVEN, News.BALANCE_OPENED, News.PAUSED, News.PAUSE_ENDED,
             News.CHANGED, News.ENDED]  # fmt: skip
    told = Delivery.objects.order_by("pk").values_list("kind", "webhook__party")
    assert sorted(told) == sorted((kind, party.pk) for kind in kinds for party in (ours, theirs))


def test_a_version_is_told_when_proposed_and_once_when_it_comes_in_force():
    ours, theirs, here = make_two()
    third = make_party("Derde")
    here.participations.create(party=third)
    hook = make_webhook(theirs, kinds=list(News))

    def told():
        return list(hook.deliveries.order_by("kind").values_list("kind", flat=True))

    version = make_proposal(here, ours)
    actions.accept(version=version, party=theirs, by=None, at=NOON)
    assert told() == [News.PROPOSED]  # the third is not asked past
    actions.accept(version=version, party=third, by=None, at=NOON)
    assert told() == [News.ACCEPTED, News.PROPOSED]
    last = hook.deliveries.get(kind=News.ACCEPTED)
    assert last.path == f"/s/{here.slug}/afspraken/{version.agreement_id}/"
