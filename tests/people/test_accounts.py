"""Signing up and in with a code: what is sent, what is kept, and what nobody learns."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from samenspel.people.models import Consent, User
from samenspel.platform import post
from samenspel.platform.models import AuditEvent
from tests.client import HouseClient
from tests.make import make_person

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "account_login", "account_confirm_login_code"
NEW = {"email": "nieuw@voorbeeld.example", "name": "Nina Nieuw", "agree": "on"}


def code_in(message):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", message.body, re.MULTILINE).group()


def who(client):
    return client.session.get("_auth_user_id")


def ask_for_code(client, email):
    return client.post(reverse(SIGN_IN), {"email": email}, follow=True)


def fill_in(client, code, page=CODE):
    return client.post(reverse(page), {"action": "verify", "code": code}, follow=True)


def test_a_person_signs_in_with_the_code_that_was_sent(client):
    person = make_person(language="en")
    page = ask_for_code(client, person.email)
    assert f"We stuurden een bericht naar {person.email}" in page.text
    assert mail.outbox[0].to == [person.email]
    assert mail.outbox[0].subject == "Je code voor Samenspel"
    page = fill_in(client, code_in(mail.outbox[0]))
    assert who(client) == str(person.pk)
    assert '<html lang="en">' in page.text
    assert AuditEvent.objects.latest("position").action == "people.signed_in"


def test_another_code_is_refused_and_three_times_is_the_end(client):
    ask_for_code(client, make_person().email)
    page = fill_in(client, "AAAA-AAAA")
    assert "Dit is niet de code." in page.text
    for _ in range(2):
        page = fill_in(client, "AAAA-AAAA")
    assert "Dat was te vaak. Wacht een paar minuten" in page.text
    fill_in(client, code_in(mail.outbox[0]))
    assert who(client) is None


def test_nobody_learns_who_has_an_account(client):
    known = ask_for_code(client, make_person().email)
    client.logout()
    unknown = ask_for_code(client, "onbekend@voorbeeld.example")
    assert known.redirect_chain == unknown.redirect_chain
    bodies = [re.sub(r"\S+@\S+|value=\"[^\"]{20,}\"", "", page.text) for page in (known, unknown)]
    assert bodies[0] == bodies[1]
    assert "Er is geen account met dit adres" in mail.outbox[1].subject
    assert reverse("account_signup") in mail.outbox[1].body


def test_someone_signs_up_agrees_and_is_in(client):
    page = client.post(reverse("account_signup"), NEW, follow=True)
    assert "Vul de code in" in page.text
    fill_in(client, code_in(mail.outbox[0]), "account_email_verification_sent")
    person = User.objects.get()
    assert (person.name, person.has_usable_password()) == ("Nina Nieuw", False)
    assert who(client) == str(person.pk)
    assert Consent.objects.get().person == person
    actions = list(AuditEvent.objects.order_by("position").values_list("action", flat=True))
    assert actions == ["people.signed_up", "people.signed_in"]


def test_who_just_signed_up_need_not_show_again_who_they_are(client):
    client.post(reverse("account_signup"), NEW)
    fill_in(client, code_in(mail.outbox[0]), "account_email_verification_sent")
    records = client.session["account_authentication_methods"]
    assert [record["method"] for record in records] == ["code"]
    person = User.objects.get()
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_without_agreeing_nothing_is_kept(client):
    page = client.post(reverse("account_signup"), {**NEW, "agree": ""})
    assert "Zonder dit kunnen we geen account voor je bijhouden." in page.text
    assert not User.objects.exists()


def test_signing_up_twice_looks_the_same_and_tells_only_the_owner(client):
    client.post(reverse("account_signup"), NEW)
    client.logout()
    page = client.post(reverse("account_signup"), {**NEW, "name": "Ander"}, follow=True)
    assert "Vul de code in" in page.text
    assert mail.outbox[-1].subject == "Je hebt al een account"
    assert "/inloggen/" in mail.outbox[-1].body
    assert User.objects.get().name == "Nina Nieuw"


def test_who_is_gone_gets_no_code(client):
    ask_for_code(client, make_person(is_active=False).email)
    assert [m for m in mail.outbox if re.search(r"^[A-Z0-9]{4}-", m.body, re.M)] == []


def test_guessing_is_limited_for_all_processes_together(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/key"}
    person = make_person()
    for _ in range(3):
        ask_for_code(HouseClient(), person.email)
    assert len(mail.outbox) == 3
    page = ask_for_code(client, person.email)
    assert len(mail.outbox) == 3
    assert "Dat was te vaak. Wacht een paar minuten" in page.text
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_after_signing_in_one_goes_on_where_one_was_going(client):
    person = make_person()
    wanted = reverse("mfa_index")
    client.post(f"{reverse(SIGN_IN)}?next={wanted}", {"email": person.email, "next": wanted})
    answer = client.post(
        reverse(CODE), {"action": "verify", "code": code_in(mail.outbox[0]), "next": wanted}
    )
    assert answer.url == wanted


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "samenspel.platform.post.DemoPost"


def test_the_demo_shows_post_to_fictional_people_only(client, demo):
    for address in ("ada@voorbeeld.example", "ada@voorbeeld.nl"):
        mail.send_mail("Onderwerp", "Hallo", None, [address])
    page = client.get(reverse("platform:letters")).text
    assert page.count("Onderwerp") == 1
    assert "ada@voorbeeld.nl" not in page


def test_no_cache_keeps_the_post_of_the_demo(client, demo):
    answer = client.get(reverse("platform:letters"))
    assert "no-store" in answer.headers["Cache-Control"]


def test_in_production_there_is_no_post_page(client, demo, settings):
    settings.DEMO = False
    assert client.get(reverse("platform:letters")).status_code == 404


def test_the_post_keeps_the_newest_and_forgets_an_address(demo, monkeypatch):
    monkeypatch.setattr(post, "KEPT", 2)
    for number in range(3):
        mail.send_mail(str(number), "", None, ["ada@voorbeeld.example"])
    mail.send_mail("4", "", None, ["bo@voorbeeld.example"])
    assert [letter.subject for letter in post.letters()] == ["4", "2"]
    post.forget("ADA@voorbeeld.example")
    assert [letter.subject for letter in post.letters()] == ["4"]


def test_what_went_wrong_is_named_in_whole_sentences(client):
    page = client.post(reverse("account_signup"), {"email": "nieuw@voorbeeld.example", "name": ""})
    assert ".:" not in page.text
    assert "account.</a><br>Zonder dit kunnen we geen account" in page.text
