"""The second step: an app with codes, emergency codes, and who has to have one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import Role
from samenspel.people import actions as people
from samenspel.people.models import User
from tests.client import HouseClient
from tests.make import make_collaboration, make_party, make_person, speaker_of

pytestmark = pytest.mark.django_db
STEP = reverse("collaborations:second_step")


@pytest.fixture(autouse=True)
def _nobody_is_too_late(settings):
    """A code lasts half a minute; a test that ends one may be in the next."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def party():
    return make_party("Ons", role=Role.MANAGER)


@pytest.fixture
def manager(party):
    return speaker_of(party)


def who(client):
    return client.session.get("_auth_user_id")


def shown_now(secret):
    """What the app with this key shows."""
    _before, moment, _after = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, moment))


def add_app(client):
    """Add an app in the browser; its key."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r'readonly value="([A-Z2-7]+)"', page.text).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": shown_now(secret)})
    return secret


def comes_by_mail(client, person):
    client.post(reverse("account_request_login_code"), {"email": person.email})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()
    return client.post(reverse("account_confirm_login_code"), {"action": "verify", "code": code})


def confirmed(person):
    people.confirm_address(person=person, email=person.email, by=person, at=timezone.now())
    return person


def fresh(person):
    """Someone who just signed in by mail."""
    client = HouseClient()
    comes_by_mail(client, person)
    return client


def test_with_an_app_a_code_by_mail_is_not_enough(manager, party):
    secret = add_app(fresh(confirmed(manager)))
    client = HouseClient()
    answer = comes_by_mail(client, manager)
    assert (answer.url, who(client)) == (reverse("mfa_authenticate"), None)
    page = client.get(answer.url)
    assert "Vul de code in die je app nu toont" in page.text
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert who(client) is None
    client.post(answer.url, {"code": shown_now(secret)})
    assert who(client) == str(manager.pk)


def test_a_personal_link_does_not_pass_the_second_step_by(client, manager):
    add_app(fresh(confirmed(manager)))
    token = people.make_sign_in_link(person=manager, is_reusable=False, by=None, at=timezone.now())
    answer = client.post(reverse("people:sign_in_by_link", args=[token]))
    assert (answer.url, who(client)) == (reverse("mfa_authenticate"), None)


def test_with_an_app_come_emergency_codes_and_each_works_once(manager):
    add_app(first := fresh(confirmed(manager)))
    page = first.get(reverse("mfa_view_recovery_codes"))
    code = re.search(r'class="codes"><li>([^<]+)</li>', page.text).group(1)
    for expected in (str(manager.pk), None):
        client = HouseClient()
        client.post(comes_by_mail(client, manager).url, {"code": code})
        assert who(client) == expected


def test_the_key_of_an_app_and_the_seed_of_codes_lie_there_under_lock(manager):
    secret = add_app(fresh(confirmed(manager)))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert kept.count("gAAAA") == 2
    assert secret not in kept


def test_the_picture_of_the_key_has_no_style_and_asks_nothing_elsewhere(manager):
    page = fresh(confirmed(manager)).get(reverse("mfa_activate_totp"))
    assert "<svg" in page.text
    assert "data:image" not in page.text


def test_a_manager_without_one_sets_it_up_before_anything_else(manager, party):
    client = fresh(confirmed(manager))
    collaboration = make_collaboration(party, make_party("Zij"))
    pages = [
        reverse("collaborations:party", args=[party.pk]),
        reverse("portfolio:collaboration", args=[collaboration.slug]),
        reverse("meaning:scans", args=[collaboration.slug]),
    ]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    client.post(reverse("collaborations:ask_second_step", args=[party.pk]))
    assert {client.get(page).url for page in pages} == {STEP}
    page = client.get(STEP)
    assert (page.status_code, party.name in page.text) == (200, True)
    add_app(client)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


def test_nothing_is_changed_without_it(manager, party):
    actions.ask_second_step(party=party, by=manager, at=timezone.now())
    answer = fresh(manager).post(
        reverse("collaborations:party", args=[party.pk]),
        {"email": "x@x.example", "role": "manager"},
    )
    assert answer.url == STEP
    assert not party.invitations.exists()


def test_what_is_of_oneself_stays_open(manager, party):
    actions.ask_second_step(party=party, by=manager, at=timezone.now())
    client = fresh(manager)
    for name in ("people:my_data", "people:erase_me", "mfa_index", "platform:privacy"):
        assert client.get(reverse(name)).status_code == 200
    client.post(reverse("people:sign_out"))
    assert who(client) is None


def test_only_who_manages_the_party_has_to(manager, party):
    colleague = make_person()
    party.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    actions.ask_second_step(party=party, by=manager, at=timezone.now())
    page = reverse("collaborations:party", args=[party.pk])
    assert fresh(colleague).get(page).status_code == 200
    role = party.representations.get(person=colleague)
    actions.change_role(representation=role, role=Role.MANAGER, by=manager, at=timezone.now())
    assert fresh(colleague).get(page).url == STEP


def test_only_a_manager_asks_it(signed_in, manager, party):
    colleague, path = make_person(), reverse("collaborations:ask_second_step", args=[party.pk])
    party.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    for person in (colleague, make_person()):
        assert signed_in(person).post(path).status_code == 404
    party.refresh_from_db()
    assert party.second_step_since is None


def test_what_is_noted_with_a_person_is_what_the_parties_ask(manager, party):
    """Through every change of role and of what is asked."""
    other, now = make_party("Ander", role=Role.MANAGER), timezone.now()
    actions.ask_second_step(party=party, by=manager, at=now)
    actions.let_speak(person=manager, party=other, role=Role.MANAGER, by=None, at=now)
    actions.let_speak(
        person=(joined := make_person()), party=party, role=Role.MANAGER, by=manager, at=now
    )
    steps = (
        lambda: None,
        lambda: actions.ask_second_step(party=other, by=manager, at=now),
        lambda: actions.drop_second_step(party=party, by=manager, at=now),
        lambda: actions.ask_second_step(party=party, by=manager, at=now),
        lambda: actions.change_role(
            representation=party.representations.get(person=manager),
            role=Role.FACILITATOR, by=joined, at=now),
        lambda: actions.end_role(
            representation=other.representations.get(person=manager), by=manager, at=now),
        lambda: actions.drop_second_step(party=party, by=joined, at=now),
    )  # fmt: skip
    seen = set()
    for step in steps:
        step()
        noted = dict(User.objects.values_list("pk", "owes_second_step"))
        asked = {u.pk: queries.asking_second_step(u).exists() for u in User.objects.all()}
        assert noted == asked
        seen |= set(noted.values())
    assert seen == {True, False}


def test_who_runs_the_installation_needs_one_in_production(signed_in, settings):
    client = signed_in(make_person(is_staff=True))
    assert client.get(reverse("platform:tasks")).status_code == 200
    settings.ADMINISTRATORS_NEED_SECOND_STEP = True
    assert client.get(reverse("platform:tasks")).url == STEP
    assert "Wie deze installatie beheert" in client.get(STEP).text


def test_who_owes_nothing_is_sent_home(signed_in, manager):
    assert signed_in(manager).get(STEP).url == "/"


def test_who_removes_it_owes_it_again(manager, party):
    client = fresh(confirmed(manager))
    add_app(client)
    actions.ask_second_step(party=party, by=manager, at=timezone.now())
    page = reverse("collaborations:party", args=[party.pk])
    assert client.get(page).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(page).url == STEP
