from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse

from samenspel.people import actions
from samenspel.people.models import SignInLink, User
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def link_for(person, *, is_reusable=False):
    token = actions.make_sign_in_link(person=person, is_reusable=is_reusable, by=None, at=NOON)
    return reverse("people:sign_in_by_link", args=[token])


def who(client):
    return client.session.get("_auth_user_id")


def test_opening_a_link_signs_nobody_in_and_writes_nothing(client):
    link = link_for(make_person("Ada"))
    lines = AuditEvent.objects.count()
    page = client.get(link)
    assert "Welkom, Ada" in page.text
    assert (who(client), AuditEvent.objects.count()) == (None, lines)
    assert SignInLink.objects.get().used_at is None


def test_the_button_signs_in_and_goes_home(client):
    person = make_person()
    response = client.post(link_for(person))
    assert (response.status_code, response.url) == (302, "/")
    assert who(client) == str(person.pk)
    assert AuditEvent.objects.latest("position").action == "people.signed_in"


def test_a_session_from_before_signing_in_opens_nothing_afterwards(client):
    planted = client.session
    planted["planted"] = "by someone else"
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    client.post(link_for(make_person()))
    assert client.session.session_key != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_link_works_once(client):
    link = link_for(make_person())
    client.post(link)
    client.logout()
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert who(client) is None


def test_a_reusable_link_works_again(client):
    person = make_person()
    link = link_for(person, is_reusable=True)
    client.post(link)
    client.logout()
    client.post(link)
    assert who(client) == str(person.pk)


def test_an_expired_link_is_refused(client):
    link = link_for(make_person())
    with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
        assert client.post(link).status_code == 404
    assert who(client) is None


def test_a_new_link_replaces_the_old(client):
    person = make_person()
    old, new = link_for(person), link_for(person)
    assert client.post(old).status_code == 404
    assert client.post(new).status_code == 302


def test_a_link_of_someone_who_left_is_refused(client):
    assert client.post(link_for(make_person(is_active=False))).status_code == 404


def test_an_unknown_link_is_refused(client):
    page = client.get(reverse("people:sign_in_by_link", args=["nothing"]))
    assert page.status_code == 404
    assert "Deze link werkt niet meer" in page.text


def test_the_address_itself_is_not_stored():
    link = link_for(make_person())
    assert SignInLink.objects.get().token_hash not in link
    assert len(SignInLink.objects.get().token_hash) == 64


def test_two_links_cannot_share_a_fingerprint():
    link_for(make_person())
    first = SignInLink.objects.get()
    first.pk, first.person = None, make_person()
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_signing_out_needs_a_press_and_ends_the_session(signed_in):
    client = signed_in(make_person())
    assert client.get(reverse("people:sign_out")).status_code == 405
    client.post(reverse("people:sign_out"))
    assert who(client) is None


def test_a_visitor_chooses_a_language_and_stays_on_the_page(client):
    chosen = {"language": "en", "next": "/privacy"}
    assert client.post(reverse("people:set_language"), chosen).url == "/privacy"
    assert '<html lang="en">' in client.get("/privacy").text


def test_the_language_of_a_person_is_remembered(signed_in):
    person = make_person()
    signed_in(person).post(reverse("people:set_language"), {"language": "en"})
    assert User.objects.get(pk=person.pk).language == "en"


def test_signing_in_speaks_the_language_of_the_person(client):
    client.post(link_for(make_person(language="en")))
    assert '<html lang="en">' in client.get("/").text


def test_signing_in_keeps_the_language_in_which_a_visitor_reads(client):
    english = {"accept-language": "en"}
    client.post(link_for(make_person()), headers=english)
    assert '<html lang="en">' in client.get("/", headers=english).text


ELSEWHERE = ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example",
             "javascript:alert(1)", "foo", "?x", "#a", "people:sign_in", ""]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "xx"])
@pytest.mark.parametrize("back", ELSEWHERE)
def test_choosing_a_language_never_leads_elsewhere(client, back, language):
    chosen = {"language": language, "next": back}
    assert client.post(reverse("people:set_language"), chosen).url == "/"


def test_an_unknown_language_changes_nothing(client):
    client.post(reverse("people:set_language"), {"language": "xx"})
    assert '<html lang="nl">' in client.get("/privacy").text


def test_the_command_makes_a_link_for_a_person(client, capsys):
    person = make_person()
    call_command("sign_in_link", person.email.upper())
    client.post(capsys.readouterr().out.strip().removeprefix("http://localhost:8000"))
    assert who(client) == str(person.pk)


def test_the_command_knows_only_people_who_are_here():
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("sign_in_link", "nobody@nowhere.example")


def test_the_command_appoints_an_administrator_and_takes_it_away(signed_in):
    person = make_person()
    client = signed_in(person)
    call_command("administrator", person.email)
    assert client.get(reverse("platform:tasks")).status_code == 200
    call_command("administrator", person.email, end=True)
    assert client.get(reverse("platform:tasks")).status_code == 404
    with pytest.raises(CommandError, match="Niemand hier"):
        call_command("administrator", "nobody@nowhere.example")


def test_a_link_must_expire_after_it_was_made():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(IntegrityError, match="link_expires_later"):
        SignInLink.objects.create(
            person=make_person(), token_hash="x", made_at=moment, expires_at=moment
        )


def test_one_press_ends_all_other_sessions_and_nobody_elses(signed_in):
    ada, bo = make_person(), make_person()
    here, there, other = signed_in(ada), signed_in(ada), signed_in(bo)
    page = here.post(reverse("people:sign_out_elsewhere"), follow=True)
    assert "alleen nog op dit apparaat" in page.text
    assert [who(each) for each in (here, there, other)] == [str(ada.pk), None, str(bo.pk)]
    assert AuditEvent.objects.latest("position").action == "people.signed_out_elsewhere"
