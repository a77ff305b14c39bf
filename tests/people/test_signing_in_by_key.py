"""The second step and the provider of a party, set by a program of its manager."""

import json

import pytest

from samenspel.collaborations.choices import Role
from samenspel.people.models import SignInProvider
from samenspel.platform import sealing
from samenspel.platform.models import AuditEvent
from tests import oidc
from tests.make import make_party, make_person
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_party("Gemeente Voorbeeld", person=make_person(), role=Role.MANAGER)


@pytest.fixture
def ask_for(client, ours):
    key = key_of(ours.representations.get().person)

    def asked(method, path, given=None):
        body = "" if given is None else json.dumps(given)
        return client.generic(
            method, f"{API}/parties/{ours.pk}{path}", body, "application/json", headers=key
        )

    return asked


def told(provider, **changes):
    return {"issuer": provider.issuer, "clientId": oidc.CLIENT, "secret": oidc.SECRET,
            "domains": ["Voorbeeld.example"], **changes}  # fmt: skip


def test_a_provider_is_set_kept_and_taken_away(ask_for, ours, provider, client):
    path = "/sign-in-provider"
    assert ask_for("GET", path).status_code == 404
    made = ask_for("PUT", path, told(provider, profile="nlgov", assurance="high"))
    assert (made.status_code, made.json()["domains"]) == (200, ["voorbeeld.example"])
    assert oidc.SECRET not in made.text
    door = made.json()["signInAt"].removeprefix("http://testserver")
    assert client.get(door).status_code == 200
    again = told(provider)
    del again["secret"]
    changed = ask_for("PUT", path, again).json()
    assert (changed["profile"], changed["assurance"], changed["signInAt"]) == (
        "standard", None, made.json()["signInAt"],
    )  # fmt: skip
    assert sealing.unseal(SignInProvider.objects.get().sealed_secret) == oidc.SECRET
    assert ask_for("GET", path).json() == changed
    assert ask_for("DELETE", path).status_code == 204
    assert not SignInProvider.objects.exists()
    assert AuditEvent.objects.filter(action="collaborations.provider_set").count() == 2


def test_what_is_no_provider_is_refused_with_its_place(ask_for, provider, settings):
    far = told(provider)
    provider.metadata = {"subject_types_supported": ["public"]}
    for changes, where in (
        ({"issuer": provider.issuer + "/elders"}, "body.issuer"),
        ({"issuer": "javascript:alert(1)"}, "body.issuer"),
        ({"domains": ["geen domein"]}, "body.domains.0"),
        ({"profile": "nlgov"}, "body"),
        ({"profile": "nlgov", "assurance": "high"}, "body.issuer"),
        ({"secret": ""}, "body.secret"),
    ):
        refused = ask_for("PUT", "/sign-in-provider", told(provider, **changes))
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    settings.INSIDE_ALLOWED = []  # a provider inside the private network is not asked
    assert ask_for("PUT", "/sign-in-provider", far).status_code == 400
    assert not SignInProvider.objects.exists()


def test_a_second_step_is_asked_at_once_also_of_who_asked_it(ask_for, ours):
    assert ask_for("GET", "/second-step").json() == {"since": None}
    assert ask_for("PUT", "/second-step").json()["since"]
    assert ask_for("GET", "/second-step").status_code == 403  # who owes it sets that up first
    ours.refresh_from_db()
    assert ours.second_step_since


def test_only_a_manager_with_that_scope_changes_how_people_sign_in(client, ours):
    manager, colleague = ours.representations.get().person, make_person("Cor")
    ours.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    for key, status in (
        (key_of(manager, scopes=["parties:write"]), 403),
        (key_of(manager, scopes=["sign-in:read"]), 403),
        (key_of(colleague), 404),
        (key_of(manager, scopes=["sign-in:write"]), 204),
    ):
        answer = client.delete(f"{API}/parties/{ours.pk}/second-step", headers=key)
        assert answer.status_code == status
