"""A thousand people asked: in parts, to be searched, and as quick as one."""

import re

import pytest
from django.urls import reverse

from samenspel.meaning.choices import MailState
from samenspel.meaning.models import Invitation
from tests.make import speaker_of
from tests.make_scans import make_draft, sides_of

pytestmark = pytest.mark.django_db


def asked(number):
    """A side of which so many people are asked, the page that lists them, and who may see it."""
    scan = make_draft()
    side = sides_of(scan)[0]
    Invitation.objects.bulk_create(
        Invitation(
            side=side, name=f"Persoon {place:04}", email=f"p{place}@voorbeeld.example",
            mail_state=MailState.WAITING, token_hash=f"hash {place}",
            added_by=speaker_of(side.party),
        )
        for place in range(1, number + 1)
    )  # fmt: skip
    page = reverse("meaning:invite", args=[scan.collaboration.slug, scan.pk, side.pk])
    return side, page, speaker_of(side.party)


def names_on(response):
    return re.findall(r"<h3>(Persoon \d+)</h3>", response.text)


@pytest.mark.parametrize("people", [1, 1000])
def test_the_list_costs_ten_queries(signed_in, django_assert_num_queries, people):
    _side, page, person = asked(people)
    client = signed_in(person)
    with django_assert_num_queries(10):
        client.get(page)


def test_it_comes_in_parts_of_fifty(signed_in):
    _side, page, person = asked(120)
    client = signed_in(person)
    first, last = client.get(page), client.get(page, {"pagina": 3})
    assert (names_on(first)[0], len(names_on(first))) == ("Persoon 0001", 50)
    assert "1 tot en met 50 van 120" in first.text
    assert (names_on(last)[0], len(names_on(last))) == ("Persoon 0101", 20)
    assert 'rel="next"' not in last.text
    assert names_on(client.get(page, {"pagina": "zeven"})) == names_on(first)
    assert names_on(client.get(page, {"pagina": "99"})) == names_on(last)


@pytest.mark.parametrize(
    ("sought", "found"),
    [("persoon 0077", 1), (" P7@Voorbeeld", 1), ("0x", 0), ("%", 0), ("_", 0), ("\0", 50)],
)
def test_someone_is_found_by_part_of_a_name_or_address(signed_in, sought, found):
    _side, page, person = asked(120)
    assert len(names_on(signed_in(person).get(page, {"zoek": sought}))) == found


def test_what_is_sought_goes_along_to_the_next_part(signed_in):
    _side, page, person = asked(120)
    response = signed_in(person).get(page, {"zoek": "Persoon 0"})
    assert '?pagina=2&amp;zoek=Persoon%200#lijst"' in response.text


def test_who_is_found_nowhere_is_said(signed_in):
    _side, page, person = asked(2)
    response = signed_in(person).get(page, {"zoek": "<b>"})
    assert "Niemand hier heeft “&lt;b&gt;” in een naam of adres." in response.text


def test_after_withdrawing_someone_one_is_in_the_same_part(signed_in):
    side, page, person = asked(120)
    chosen = side.invitations.get(name="Persoon 0077")
    part = f"{page}?pagina=2"
    client = signed_in(person)
    (form,) = re.findall(rf'action="(\S+/{chosen.pk}/intrekken/\S*)"', client.get(part).text)
    response = client.post(form.replace("&amp;", "&"))
    assert response.url == part
    chosen.refresh_from_db()
    assert chosen.revoked_at is not None
