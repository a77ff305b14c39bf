"""The rules of internet.nl for headers (its checks of 14 July 2026), on every class of answer."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from tests.make import make_collaboration, make_party, make_person, make_scan, speaker_of

pytestmark = pytest.mark.django_db
YEAR = 31_536_000
GOOD_REFERRER = {"same-origin", "no-referrer"}
BAD_SOURCES = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "http:", "https:", "*",
               "127.0.0.1"}  # fmt: skip
NEEDED = ("base-uri", "form-action", "frame-ancestors")


def faults_of(headers):
    """What internet.nl would say of these headers of an answer over https."""
    policy = parsed(headers.get("Content-Security-Policy", ""))
    sources = {source for values in policy.values() for source in values}
    code = {source for name in ("script-src", "object-src") for source in policy.get(name, [])}
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    rules = {
        "hsts": age is not None and int(age.group(1)) >= YEAR,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "frames": headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"},
        "referrer": headers.get("Referrer-Policy") in GOOD_REFERRER,
        "default-src": policy.get("default-src") in (["'none'"], ["'self'"]),
        "needed": all(policy.get(name) in (["'none'"], ["'self'"]) for name in NEEDED),
        "sources": not sources & BAD_SOURCES and "data:" not in code,
        "schemes": not [s for s in sources if "." in s and not s.startswith("https://")],
        "compression": "Content-Encoding" not in headers,
        "permissions": "camera=()" in headers.get("Permissions-Policy", ""),
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
    }
    return [name for name, holds in rules.items() if not holds]


def parsed(policy):
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: values for name, *values in parts}


@pytest.fixture
def answers(client, signed_in, monkeypatch):
    """By class of answer: a function that fetches one."""
    (settings.STATIC_ROOT / "header-rules.css").write_text("")  # before the first request
    ours = make_party("Ons")
    scan = make_scan(make_collaboration(ours, make_party("Zij")))
    make_scan(make_collaboration(make_party("Eén"), is_example=True))
    ada = signed_in(speaker_of(ours))
    document = [scan.collaboration.slug, scan.pk]
    client.raise_request_exception = False

    def fault():
        monkeypatch.setattr(settings, "DOCS", None)
        return client.get(reverse("platform:glossary"), secure=True)

    def over(path, who=client, **given):
        return lambda: who.get(path, secure=True, **given)

    return {
        "page": (200, over("/privacy")),
        "page of a person": (200, over("/mijn-gegevens/", ada)),
        "redirect": (302, over("/mijn-gegevens/")),
        "personal link": (404, over(reverse("meaning:personal_link", args=["x"]))),
        "no page": (404, over("/nergens")),
        "no such host": (400, over("/", headers={"host": "elsewhere.example"})),
        "not this way": (405, over(reverse("people:sign_out"), ada)),
        "no right": (403, lambda: strict().post("/taal/", secure=True)),
        "our own fault": (500, fault),
        "too large": (413, lambda: client.post("/taal/", {"x": "x" * 20_000}, secure=True)),
        "JSON": (200, over(reverse("people:my_data_file"), ada)),
        "PDF": (200, over(reverse("meaning:scan_document", args=[*document, "rapport.pdf"]), ada)),
        "download": (200, over(reverse("meaning:scan_document", args=[*document, "uitkomst.json"]),
                               ada)),
        "static": (200, over("/static/header-rules.css")),
        "security.txt": (200, over("/.well-known/security.txt")),
    }  # fmt: skip


def strict():
    from tests.client import HouseClient

    return HouseClient(enforce_csrf_checks=True)


CLASSES = ["page", "page of a person", "redirect", "personal link", "no page", "no such host",
           "not this way", "no right", "our own fault", "too large", "JSON", "PDF", "download",
           "static", "security.txt"]  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_an_answer_keeps_to_the_rules_of_internet_nl(answers, name):
    status, fetch = answers[name]
    answer = fetch()
    answer.close()  # of a file that is sent as it is read
    assert (answer.status_code, faults_of(answer.headers)) == (status, [])


def test_every_class_of_answer_is_looked_at(answers):
    assert list(answers) == CLASSES


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [("Content-Security-Policy", "default-src 'self'", "needed"),
     ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'", "sources"),
     ("Content-Security-Policy", "default-src 'none'; img-src example.org", "schemes"),
     ("Strict-Transport-Security", "max-age=31535999", "hsts"),
     ("Referrer-Policy", "origin", "referrer"), ("X-Frame-Options", "ALLOW", "frames"),
     ("Content-Encoding", "gzip", "compression")],
)  # fmt: skip
def test_a_header_that_breaks_a_rule_is_found(client, name, value, fault):
    headers = dict(client.get("/privacy", secure=True).headers)
    assert faults_of(headers) == []
    assert fault in faults_of(headers | {name: value})


def test_whoever_runs_it_sees_the_same_headers(signed_in):
    person = make_person(is_staff=True)
    call_command("administrator", person.email)
    answer = signed_in(person).get(reverse("platform:tasks"), secure=True)
    assert (answer.status_code, faults_of(answer.headers)) == (200, [])
