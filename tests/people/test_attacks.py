"""What outsiders try at the door: a session, a way out and a host name of their own."""

import logging
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.people import actions
from samenspel.platform import logs
from tests.client import HouseClient
from tests.make import make_party, make_person, speaker_of
from tests.make_letters import work

pytestmark = pytest.mark.django_db
THEIRS = "elders.example"
WAYS_OUT = [
    f"https://{THEIRS}/", f"//{THEIRS}/", f"/\\{THEIRS}/", f"\\\\{THEIRS}/", f"https:{THEIRS}/",
    f"/\t/{THEIRS}/", f" //{THEIRS}/", f"http:///{THEIRS}/", f"///{THEIRS}/", "javascript:alert(1)",
    f"https://testserver@{THEIRS}/", f"https://testserver.{THEIRS}/",
]  # fmt: skip


def by_code(client, person, **asked):
    client.post(reverse("account_request_login_code"), {"email": person.email, **asked})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()
    return client.post(
        reverse("account_confirm_login_code"), {"action": "verify", "code": code, **asked}
    )


def by_link(client, person):
    token = actions.make_sign_in_link(person=person, is_reusable=False, by=None, at=timezone.now())
    return client.post(reverse("people:sign_in_by_link", args=[token]))


@pytest.mark.parametrize("come_in", [by_code, by_link])
def test_a_session_that_someone_planted_before_is_worth_nothing_after(client, come_in):
    """Session fixation: the name of the session is new once somebody is in it."""
    person = make_person()
    client.get(reverse("people:sign_in"))
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    come_in(client, person)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before
    thief = HouseClient()
    thief.cookies["sessionid"] = before
    assert thief.get(reverse("people:my_data")).status_code == 302


def test_after_signing_out_the_session_is_worth_nothing(signed_in):
    client = signed_in(make_person())
    key = client.session.session_key
    client.post(reverse("people:sign_out"))
    thief = HouseClient()
    thief.cookies["sessionid"] = key
    assert thief.get(reverse("people:my_data")).status_code == 302


@pytest.mark.parametrize("way_out", WAYS_OUT)
def test_nobody_is_led_away_while_coming_in_or_choosing_a_language(client, way_out):
    chosen = client.post(reverse("people:set_language"), {"language": "en", "next": way_out})
    came_in = by_code(client, make_person(), next=way_out)
    for answer in (chosen, came_in):
        assert answer.status_code == 302
        assert answer.url == "/"


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "X-Host", "Forwarded"])
def test_no_letter_leads_to_a_host_that_an_outsider_named(signed_in, name):
    party = make_party("Ons", role=Role.MANAGER)
    client = signed_in(speaker_of(party))
    said = f"host={THEIRS}" if name == "Forwarded" else THEIRS
    given = {"email": "nina@voorbeeld.example", "role": Role.REPRESENTATIVE}
    answer = client.post(
        reverse("collaborations:party", args=[party.pk]), given, headers={name: said}
    )
    assert answer.status_code == (400 if name == "Host" else 302)
    work()
    assert len(mail.outbox) == (0 if name == "Host" else 1)
    written = [f"{each.body}{each.alternatives}" for each in mail.outbox]
    assert THEIRS not in "".join(written)


def test_an_api_key_stands_in_no_line_of_the_log_when_we_fail(client, monkeypatch, caplog):
    key = actions.make_api_key(
        name="x", days=30, scopes=["read"], by=make_person(), at=timezone.now()
    )
    client.raise_request_exception = False

    def fail(token, **_given):
        raise ValueError(f"no owner of {token}")

    monkeypatch.setattr("samenspel.people.queries.api_key", fail)
    answer = client.get("/api/v1/parties", headers={"authorization": f"Bearer {key}"})
    assert (answer.status_code, key in answer.text) == (500, False)
    lines = [logging.Formatter().format(each) for each in caplog.records]
    assert key in "".join(lines)  # it would have been there
    assert key not in "".join(map(logs.scrubbed, lines))
