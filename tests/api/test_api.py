"""What a program gets with a key: the parties of its owner, and every refusal in one form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.config.api import _described
from samenspel.people import actions, api
from samenspel.people.models import ApiKey
from samenspel.platform.limits import Limit
from samenspel.platform.models import AuditEvent
from samenspel.platform.programs import VERSION
from tests.make import make_party, make_person
from tests.make_programs import key_of

pytestmark = pytest.mark.django_db
PARTIES = "/api/v1/parties"
KEY = {"name": "proef", "days": "30", "reads": "parties"}


@pytest.fixture
def ada():
    return make_person()


def test_a_key_reads_the_parties_of_its_owner_only(client, ada):
    ours = make_party("Ons", person=ada)
    theirs = make_party("Zij")
    answer = client.get(PARTIES, headers=key_of(ada)).json()
    shown = {"id": ours.pk, "name": "Ons", "kind": "organisation", "team": "community",
             "orgId": ""}  # fmt: skip
    assert answer == {"items": [shown], "total": 1, "links": {"previous": None, "next": None}}
    assert client.get(f"{PARTIES}/{ours.pk}", headers=key_of(ada)).json() == shown
    assert client.get(f"{PARTIES}/{theirs.pk}", headers=key_of(ada)).status_code == 404


def test_pages_lead_to_each_other(client, ada):
    for name in "abc":
        make_party(name, person=ada)
    key = key_of(ada)
    first = client.get(f"{PARTIES}?size=2", headers=key).json()
    second = client.get(first["links"]["next"], headers=key).json()
    assert [each["name"] for each in first["items"] + second["items"]] == ["a", "b", "c"]
    assert second["links"] == {"previous": f"{PARTIES}?size=2&page=1", "next": None}


@pytest.mark.parametrize("many", [1, 100])
def test_reading_parties_takes_as_many_queries_for_one_as_for_a_hundred(
    client, ada, many, django_assert_num_queries
):
    for number in range(many):
        make_party(f"{number}", person=ada)
    key = key_of(ada)
    client.get(PARTIES, headers=key)  # counted from now on, and used this hour
    with django_assert_num_queries(5):
        answer = client.get(f"{PARTIES}?size=100", headers=key)
    assert len(answer.json()["items"]) == many


def test_without_a_key_that_works_nothing_opens(client, ada):
    make_party(person=ada)
    past = timezone.now() - timedelta(days=31)
    withdrawn = key_of(ada)
    assert client.get(PARTIES, headers=withdrawn).status_code == 200
    actions.revoke_api_key(key=ApiKey.objects.get(), by=ada, at=timezone.now())
    client.force_login(ada)  # a session opens no API
    for headers in ({}, {"Authorization": "Bearer x"}, withdrawn, key_of(ada, at=past)):
        answer = client.get(PARTIES, headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_who_owes_a_second_step_reads_nothing(client, ada):
    make_party(person=ada)
    key = key_of(ada)
    assert client.get(PARTIES, headers=key).status_code == 200
    type(ada).objects.filter(pk=ada.pk).update(owes_second_step=True)
    assert client.get(PARTIES, headers=key).status_code == 403


def test_all_faults_come_at_once_as_400(client, ada):
    answer = client.get(f"{PARTIES}?page=0&size=101", headers=key_of(ada))
    assert answer.status_code == 400
    assert [each["where"] for each in answer.json()["errors"]] == ["query.page", "query.size"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_refusal_has_one_form_and_every_answer_a_version(client, ada, language):
    key = {**key_of(ada), "Accept-Language": language}
    titles = {"nl": "Dit bestaat niet, of je mag het niet zien.",
              "en": "This does not exist, or you may not see it."}  # fmt: skip
    for path in (f"{PARTIES}/", f"{PARTIES}/999999", "/api/v1/nothing", "/api/v2/parties"):
        answer = client.get(path, headers=key)
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json() == {"status": 404, "title": titles[language],
                                 "detail": titles[language]}  # fmt: skip
        assert answer["API-Version"] == VERSION
    assert client.get(PARTIES, headers=key)["API-Version"] == VERSION
    wrong_way = client.put(PARTIES, headers=key)
    assert (wrong_way.status_code, wrong_way.json()["status"]) == (405, 405)
    assert sorted(wrong_way["Allow"].split(", ")) == ["GET", "POST"]


def test_a_key_asks_so_often_and_no_more(client, ada, monkeypatch):
    monkeypatch.setattr(api, "PER_KEY", Limit("api_key", most=1, seconds=60))
    key = key_of(ada)
    assert client.get(PARTIES, headers=key).status_code == 200
    answer = client.get(PARTIES, headers=key)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


def test_keys_are_not_guessed_without_end(client, ada, monkeypatch):
    monkeypatch.setattr(api, "WRONG_KEYS", Limit("api_wrong_key", most=1, seconds=60))
    wrong = {"Authorization": "Bearer x"}
    asked = [client.get(PARTIES, headers=wrong).status_code for _time in range(2)]
    assert asked == [401, 429]
    right = key_of(ada)  # of somebody else in the same office
    assert client.get(PARTIES, headers=right).status_code == 200


def test_the_description_is_open_to_all(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_description_is_made_once_and_kept_by_who_asks(client):
    first = client.get("/api/v1/openapi.json")
    assert first["Cache-Control"] == "public, max-age=300"
    before = _described.cache_info().misses
    known = {"If-None-Match": first["ETag"]}
    assert client.get("/api/v1/openapi.json", headers=known).status_code == 304
    assert client.get("/api/v1/openapi.json").content == first.content
    client.get(reverse("platform:api_docs"))  # shows the same
    assert _described.cache_info().misses == before


def test_the_page_about_the_api_names_every_address(client):
    page = client.get(reverse("platform:api_docs"))
    assert page["API-Version"] == VERSION
    for path, operations in client.get("/api/v1/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"{method.upper()} {path}</code>" in page.text


def test_a_key_is_shown_once_and_withdrawn_by_its_owner_alone(client, ada):
    client.force_login(ada)
    made = client.post(reverse("people:api_keys"), KEY)
    token = made.context["made"]
    assert token in made.text
    assert token not in client.get(reverse("people:api_keys")).text
    assert token not in str(list(ApiKey.objects.values()))
    key = ApiKey.objects.get()
    client.force_login(make_person())
    withdraw = reverse("people:revoke_key", args=[key.pk])
    assert client.post(withdraw).status_code == 404
    client.force_login(ada)
    assert client.post(withdraw).status_code == 302
    assert client.get(PARTIES, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    lines = AuditEvent.objects.filter(action__startswith="people.api").order_by("position")
    assert [each.action for each in lines] == ["people.api_key_made", "people.api_key_revoked"]


def test_a_key_without_a_name_is_refused(client, ada):
    client.force_login(ada)
    assert client.post(reverse("people:api_keys"), KEY | {"name": ""}).status_code == 422
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_its_own_party(client, ada, role):
    ours = make_party("Ons", person=ada, role=role)
    assert client.get(f"{PARTIES}/{ours.pk}", headers=key_of(ada)).status_code == 200
