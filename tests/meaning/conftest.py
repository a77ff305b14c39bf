import pytest

from tests.make import make_collaboration, make_party, speaker_of


@pytest.fixture
def ours():
    return make_party("Stichting Volle Tafel")


@pytest.fixture
def collaboration(ours):
    return make_collaboration(ours, make_party("Brinkhof Supermarkten"))


@pytest.fixture
def member(signed_in, ours):
    return signed_in(speaker_of(ours))
