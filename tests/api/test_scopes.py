"""A key does no more than its owner may and its scopes say; a key of a party speaks for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan
from samenspel.meaning.queries import speakers_of
from samenspel.people.models import ApiKey, User
from samenspel.platform.models import AuditEvent
from samenspel.platform.retention import delete_what_is_over_time
from tests.make import make_party, make_person
from tests.make_programs import API, PARTY, key_of
from tests.make_scans import ask, make_open, sides_of

pytestmark = pytest.mark.django_db
ALL = ["parties", "collaborations", "scans", "invitations", "results", "waves"]


def test_a_key_does_no_more_than_its_scopes_say(client, ada, ours):
    reads = key_of(ada, scopes=["parties:read"])
    assert client.get(f"{API}/parties", headers=reads).status_code == 200
    refused = client.post(f"{API}/parties", PARTY, "application/json", headers=reads)
    assert (refused.status_code, "parties:write" in refused.json()["detail"]) == (403, True)
    assert client.get(f"{API}/scans", headers=reads).status_code == 403
    writes = key_of(ada, scopes=["parties:write"])
    assert client.get(f"{API}/parties", headers=writes).status_code == 200
    assert client.post(f"{API}/parties", PARTY, "application/json", headers=writes).status_code == (
        201
    )


def test_a_facilitator_does_with_a_key_no_more_than_on_a_page(client, ours, theirs):
    looks_on = make_person("Fia")
    ours.representations.create(person=looks_on, role=Role.FACILITATOR)
    scan = make_open(ours, theirs)
    path = f"{API}/scans/{scan.pk}/sides/{sides_of(scan)[0].pk}/group-link"
    answer = client.put(path, headers=key_of(looks_on))
    assert answer.status_code == 403


def test_who_is_asked_stays_unknown_to_the_other_side(client, ours, theirs):
    scan = make_open(ours, theirs)
    ((asked, _token),) = ask(sides_of(scan)[0], "Bo")
    tia = key_of(theirs.representations.get().person)
    for method, path in (("get", ""), ("delete", ""), ("post", "/_link"), ("post", "/_mail")):
        answer = client.generic(method.upper(), f"{API}/invitations/{asked.pk}{path}", headers=tia)
        assert answer.status_code == 404


@pytest.fixture
def of_party(signed_in, ada, ours):
    """The headers with which a program of our party asks; its key comes from the page."""
    page = signed_in(ada).post(
        reverse("collaborations:party_keys", args=[ours.pk]),
        {"name": "Intranet", "days": "365", "reads": ALL, "writes": ALL},
    )
    return {"Authorization": f"Bearer {page.context['made']}"}


def test_a_program_of_a_party_speaks_for_that_party_alone(client, ada, ours, of_party):
    make_party("Nog een", person=ada, role=Role.MANAGER)
    items = client.get(f"{API}/parties", headers=of_party).json()["items"]
    assert [each["name"] for each in items] == ["Ons"]


def test_a_program_of_a_party_makes_scans_and_manages_nothing(client, ours, theirs, here, of_party):
    scan = make_open(ours, theirs, collaboration=here)
    side, _other = sides_of(scan)
    Scan.objects.update(closes_at=timezone.now() + timedelta(days=3))
    path = f"{API}/scans/{scan.pk}/sides/{side.pk}"
    assert client.put(f"{path}/group-link", headers=of_party).status_code == 200
    given, path = {"email": "x@voorbeeld.example"}, f"{API}/parties/{ours.pk}/invitations"
    colleague = client.post(path, given, "application/json", headers=of_party)
    assert colleague.status_code == 404
    new = client.post(f"{API}/parties", PARTY, "application/json", headers=of_party)
    assert new.status_code == 403


def test_no_program_accepts_that_an_outcome_opens(client, ada, ours, theirs, of_party):
    scan = make_open(ours, theirs)
    Scan.objects.update(state=ScanState.CLOSED, closed_at=timezone.now())
    path = f"{API}/scans/{scan.pk}/sides/{sides_of(scan)[0].pk}/_accept"
    assert client.post(path, headers=of_party).status_code == 403
    assert client.post(path, headers=key_of(ada)).status_code == 200


def test_a_program_is_written_no_letters_and_stands_among_no_people(signed_in, ada, ours, theirs,
                                                                     of_party):  # fmt: skip
    program = User.objects.get(is_program=True)
    assert of_party
    assert program not in speakers_of(make_open(ours, theirs))
    page = signed_in(ada).get(reverse("collaborations:party", args=[ours.pk]))
    assert [each.person for each in page.context["speakers"]] == [ada]


def test_what_a_program_of_a_party_did_says_which_program(client, here, of_party):
    given = {"phase": "conduct", "reachedOn": "2026-01-01", "evidence": "x"}
    path = f"{API}/collaborations/{here.pk}/phases"
    noted = client.post(path, given, "application/json", headers=of_party)
    assert noted.json()["notedBy"] == "Intranet"
    assert AuditEvent.objects.get(action="collaborations.phase_noted").origin == "api"


def test_any_manager_withdraws_the_key_of_a_party_and_others_do_not_see_it(
    client, signed_in, ours, theirs, of_party
):
    second = make_person("Bo")
    ours.representations.create(person=second, role=Role.MANAGER)
    key = ApiKey.objects.get()
    withdraw = reverse("collaborations:revoke_party_key", args=[ours.pk, key.pk])
    stranger = signed_in(theirs.representations.get().person)
    assert stranger.post(withdraw).status_code == 404
    page = reverse("collaborations:party_keys", args=[ours.pk])
    assert stranger.get(page).status_code == 404
    assert "Intranet" in signed_in(second).get(page).text
    assert signed_in(second).post(withdraw).status_code == 302
    assert client.get(f"{API}/parties", headers=of_party).status_code == 401
    assert not ours.representations.filter(person__is_program=True).exists()


def test_a_program_is_forgotten_when_its_key_is(of_party):
    assert of_party
    ApiKey.objects.update(made_at=timezone.now() - timedelta(days=99),
                          expires_at=timezone.now() - timedelta(days=31))  # fmt: skip
    for _night in range(2):
        delete_what_is_over_time(timezone.now())
    assert not User.objects.filter(is_program=True).exists()


def test_a_key_that_may_nothing_is_not_made(signed_in, ada):
    page = signed_in(ada).post(reverse("people:api_keys"), {"name": "x", "days": "30"})
    assert page.status_code == 422
    assert not ApiKey.objects.exists()
