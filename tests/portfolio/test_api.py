"""What a program reads of the portfolio of a party."""

import pytest

from samenspel.portfolio.choices import Standing, Strength
from tests.make import make_party, make_person, speaker_of
from tests.make_portfolio import make_chain, make_entry
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db


def test_a_program_reads_portfolio_and_theory(client):
    party = make_party()
    steps = make_chain(party)
    make_entry(party, "Soep", links={steps[3].pk: Strength.MAIN})
    make_entry(party, "Brood", standing=Standing.ENDED)
    key, address = key_of(speaker_of(party)), f"{API}/parties/{party.pk}"
    found = client.get(f"{address}/portfolio", headers=key).json()
    assert [each["name"] for each in found["items"]] == ["Soep", "Brood"]
    assert found["items"][0]["outcomes"] == [{"step": steps[3].pk, "strength": "main"}]
    ended = client.get(f"{address}/portfolio?standing=ended", headers=key).json()
    linked = client.get(f"{address}/portfolio?outcome={steps[3].pk}", headers=key).json()
    assert ([each["name"] for each in ended["items"]], linked["total"]) == (["Brood"], 1)
    (outcome,) = client.get(f"{address}/steps?stage=outcome", headers=key).json()["items"]
    assert outcome["leadsTo"] == [{"target": steps[4].pk, "assumption": "Zij komen"}]
    assert outcome["indicators"][0]["name"] == "Kinderen die ontbijten"
    stranger = key_of(make_person())
    assert client.get(f"{address}/portfolio", headers=stranger).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_asks_as_little_for_three_as_for_one(client, number, django_assert_num_queries):
    party = make_party()
    outcome = make_chain(party)[3]
    for i in range(number):
        make_entry(party, f"Naam {i}", links={outcome.pk: Strength.MAIN})
    key, address = key_of(speaker_of(party)), f"{API}/parties/{party.pk}"
    client.get(f"{address}/portfolio", headers=key)
    with django_assert_num_queries(7):
        client.get(f"{address}/portfolio", headers=key)
    with django_assert_num_queries(8):
        client.get(f"{address}/steps", headers=key)
