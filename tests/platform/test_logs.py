"""What stands in the log, and what never does."""

import io
import json
import logging

import pytest
import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from samenspel.people import actions
from samenspel.platform import logs
from tests.make import NOON, make_person
from tests.permissions.walk import routes

TOKEN = "kJ3x-9QmZ_aa0pLrT7vWbN2yXcH5dE8g"  # as secrets.token_urlsafe(24) makes them
IN_AN_ADDRESS = "samenspel:geheim1"
SESSION = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
SECRETS = {
    "database": (f"cannot connect to postgres://{IN_AN_ADDRESS}@db:5432/x", "geheim1"),
    "mail server": (f"smtp://{IN_AN_ADDRESS}@mail.example:587 refused", "geheim1"),
    "personal link": (f"Not Found: /u/{TOKEN}/2/", TOKEN),
    "short personal link": ("GET /u/abc", "abc"),
    "group link": (f"/g/{TOKEN}", TOKEN),
    "sign-in link": (f"/inloggen/{TOKEN}/", TOKEN),
    "invitation": (f"/uitnodiging/{TOKEN}/", TOKEN),
    "calendar": ("GET /agenda/abc.ics", "abc"),
    "end of a digest": ("POST /geen-mail/MQ:1x:ab/", "MQ:1x:ab"),
    "bare token": (f"wrong: {TOKEN}", TOKEN),
    "API key": (f"X-API-Key: {TOKEN}", TOKEN),
    "bearer": ("Authorization: Bearer aaaaaaaabbbb", "aaaaaaaabbbb"),
    "code of a provider": ("GET /terug/?code=sterk&state=x7", "sterk"),
    "state of a provider": ("GET /terug/?code=sterk&state=x7", "x7"),
    "client secret": ("{'client_secret': 'geheim3'}", "geheim3"),
    "session": (
        "sessionid=0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p; x",
        "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p",
    ),
    "session key": (f"{SESSION} is gone", SESSION),
    "sign-in code": ("wrong code ABCD-1234", "ABCD-1234"),
    "address": ("no mail to ada.voorbeeld@voorbeeld.example", "ada.voorbeeld"),
    "service number": ("person 111222333", "111222333"),
}
AS = pytest.mark.parametrize("as_json", [True, False])


def written(as_json, log):
    """What a handler of ours writes while `log` is called."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter(as_json=as_json))
    root, level = logging.getLogger("samenspel"), logging.getLogger("samenspel").level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        log()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    return stream.getvalue()


def raising(text):
    try:
        raise ValueError(text)
    except ValueError:
        logging.getLogger("samenspel.x").exception("it went wrong: %s", text)


@AS
@pytest.mark.parametrize("name", SECRETS)
def test_a_planted_secret_stands_in_no_line(as_json, name):
    """As a message, as an argument, as a field, and in a traceback."""
    text, secret = SECRETS[name]
    plain, own = logging.getLogger("samenspel.x"), structlog.get_logger("samenspel.y")
    lines = written(as_json, lambda: (
        plain.warning(text), plain.warning("%s", text), own.warning("x", value=text),
        own.warning(text), raising(text),
    ))  # fmt: skip
    assert len(lines.strip().splitlines()) >= 5
    assert logs.HIDDEN in lines or "*******" in lines
    assert secret not in lines


@AS
def test_the_secret_key_stands_in_no_line(as_json):
    lines = written(as_json, lambda: raising(f"key {settings.SECRET_KEY}"))
    assert settings.SECRET_KEY not in lines


@pytest.mark.parametrize(
    "text", ["scan 12 closed", "samenspel.meaning.tasks.letters.send failed after 5 attempts",
             "6f1c2b1e-8a59-4a0b-9a55-0c7b3f0a2b11", "2026-06-01T12:00:00", "123456789 rows"],
)  # fmt: skip
def test_what_is_no_secret_stays_readable(text):
    assert logs.scrubbed(text) == text


@pytest.mark.django_db
def test_a_line_of_the_trail_has_the_six_fields(django_capture_on_commit_callbacks):
    person = make_person()

    def act():
        with django_capture_on_commit_callbacks(execute=True):
            actions.sign_out(here=None, by=person, at=NOON)

    (line,) = written(True, act).strip().splitlines()
    told = json.loads(line)
    assert told["action"] == "people.signed_out"
    assert told["object"].startswith("people.User:")
    assert (told["result"], told["origin"]) == ("done", "command")
    assert len(told["actor"]) == 36
    assert told["at"].endswith("Z")
    assert person.name not in line
    assert person.email not in line


@pytest.mark.django_db
def test_what_was_undone_is_not_logged(django_capture_on_commit_callbacks):
    person = make_person()

    def act():
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            actions.sign_out(here=None, by=person, at=NOON)
            transaction.set_rollback(True)

    assert written(True, act) == ""


@pytest.mark.django_db
def test_our_own_fault_on_a_personal_link_does_not_tell_the_link(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("samenspel.people.queries.sign_in_link", raising_of)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter(as_json=True))
    logging.getLogger("django.request").addHandler(handler)
    client.get(reverse("people:sign_in_by_link", args=[TOKEN]))
    logging.getLogger("django.request").removeHandler(handler)
    (line,) = stream.getvalue().strip().splitlines()
    assert "Internal Server Error" in json.loads(line)["event"]
    assert "ValueError" in line
    assert TOKEN not in line


def raising_of(token, **_given):
    raise ValueError(f"no link {token}")


def test_the_settings_write_lines_in_this_way():
    assert settings.LOGGING["formatters"]["line"]["()"] == "samenspel.platform.logs.formatter"
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]


@pytest.mark.parametrize(
    "name", ["f5365c63-3480-4478-939e-7e1e0237cba9", "00000000-1234-4321-8765-123456782abc"]
)
def test_a_random_name_in_the_trail_stays_whole(name):
    assert logs.scrubbed(f"actor={name} done") == f"actor={name} done"


def test_every_address_with_a_token_in_it_is_known_to_the_log():
    """A token of any shape: nothing else in the line gives it away as one."""
    by_token = [(name, wants) for name, wants in routes() if "token" in wants]
    assert len(by_token) >= 8
    for name, wants in by_token:
        line = f"GET {reverse(name, args=['kort' if want == 'token' else 7 for want in wants])} 500"
        assert "kort" not in logs.scrubbed(line), name


@pytest.mark.parametrize("path", ["/u/12/woord/2/", "/d/7/stem/", "/inloggen/via/gemeente/"])
def test_an_address_without_a_token_stays_whole(path):
    assert logs.scrubbed(f"GET {path} 500") == f"GET {path} 500"
