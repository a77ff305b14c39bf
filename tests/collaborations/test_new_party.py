"""Bringing in a party: on the way to a collaboration, and for a team that someone chose."""

import pytest
from django.urls import reverse

from samenspel.collaborations.models import Party
from tests.collaborations.test_parties import NEW
from tests.make import make_collaboration, make_party, make_person

pytestmark = pytest.mark.django_db


def test_who_brings_in_a_party_to_start_a_collaboration_goes_on_with_that(signed_in):
    client = signed_in(make_person())
    start, bring_in = (
        reverse(f"collaborations:{name}") for name in ("new_collaboration", "new_party")
    )
    assert f'href="{bring_in}?daarna=samenwerking"' in client.get(start).text
    form = client.get(bring_in, {"daarna": "samenwerking"}).text
    assert '<input type="hidden" name="then" value="samenwerking">' in form
    assert client.post(bring_in, {**NEW, "then": "samenwerking"}).url == start
    elsewhere = client.post(bring_in, {**NEW, "name": "Twee", "then": "//elders.example"})
    assert elsewhere.url == reverse(
        "collaborations:party", args=[Party.objects.get(name="Twee").pk]
    )


def test_a_new_party_is_led_on_to_a_collaboration_until_it_takes_part_in_one(signed_in):
    client = signed_in(make_person())
    path = client.post(reverse("collaborations:new_party"), NEW).url
    start = f'class="btn" href="{reverse("collaborations:new_collaboration")}"'
    assert start in client.get(path).text
    make_collaboration(Party.objects.get(), make_party("Zij"))
    assert start not in client.get(path).text
    assert reverse("collaborations:new_collaboration") in client.get("/").text


def test_a_party_plays_for_no_team_that_nobody_chose(signed_in):
    page = signed_in(make_person()).post(reverse("collaborations:new_party"), {**NEW, "team": ""})
    assert (page.status_code, Party.objects.count()) == (422, 0)
    assert page.context["form"].errors["team"] == ["Dit veld is verplicht."]
