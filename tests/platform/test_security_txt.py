"""How to tell us that something is unsafe, as programs look for it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from sectxt import Parser

from samenspel.platform import security_txt

PATH = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE = "https://samenspel.example"
    settings.SECURITY_CONTACT = "security@samenspel.example"


def test_it_is_valid_and_holds_for_half_a_year(client):
    answer = client.get(PATH)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    read = Parser(answer.content, urls=f"https://samenspel.example{PATH}")
    assert (read.is_valid(), read.errors) == (True, [])
    assert "Canonical: https://samenspel.example/.well-known/security.txt\r\n" in answer.text
    assert "Contact: mailto:security@samenspel.example\r\n" in answer.text
    left = security_txt.expires(timezone.now()) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_the_parser_sees_what_is_missing():
    read = Parser(b"Contact: security@samenspel.example\r\n")
    assert {fault["code"] for fault in read.errors} >= {"no_expire", "no_uri"}


def test_a_day_in_the_settings_counts(settings):
    settings.SECURITY_TXT_EXPIRES = date(2027, 1, 1)
    assert security_txt.expires(timezone.now()) == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_page_to_write_to_stays_as_it_is(settings):
    settings.SECURITY_CONTACT = "https://samenspel.example/melden"
    assert security_txt.contact() == "https://samenspel.example/melden"
