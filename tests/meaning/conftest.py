from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.collaborations.choices import Role
from tests.make import make_collaboration, make_party, speaker_of
from tests.make_scans import LATER, accept_all, ask, make_draft, make_open, open_up, sides_of
from tests.make_waves import answered_with_keys, next_of


@pytest.fixture
def ours():
    return make_party("Stichting Volle Tafel")


@pytest.fixture
def collaboration(ours):
    return make_collaboration(ours, make_party("Brinkhof Supermarkten"))


@pytest.fixture
def member(signed_in, ours):
    return signed_in(speaker_of(ours))


@pytest.fixture
def parties():
    return make_party("Ons", role=Role.MANAGER), make_party("Zij")


@pytest.fixture
def first(parties):
    scan = make_open(*parties, scales=3)
    scan.first_keys = answered_with_keys(scan, own=(2, 6))
    keys = scan.first_keys
    opened = accept_all(scan)
    opened.first_keys = keys
    return opened


@pytest.fixture
def second(first, parties):
    """The next wave, answered by the same people with their keys; one side came nearer."""
    scan = next_of(first, parties)
    answered_with_keys(scan, own=(4, 6), keys=first.first_keys, at=LATER)
    return accept_all(scan, at=LATER + timedelta(days=30))


@pytest.fixture
def scan():
    """An open scan of two words that people can answer today."""
    now = timezone.now()
    draft = make_draft(words=2, closes_at=now + timedelta(days=7))
    return open_up(draft, at=now)


@pytest.fixture
def invited(scan):
    ((invitation, token),) = ask(sides_of(scan)[0], "Ada Voorbeeld", at=timezone.now())
    return invitation, token
