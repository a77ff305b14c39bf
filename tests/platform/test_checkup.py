"""What is not safe in the settings is said in plain words, and ends with a code."""

from datetime import date

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from samenspel.platform import checkup
from tests.make import NOON

SAFE = {
    "DEBUG": False, "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP",
    "DEMO": False, "HTTPS": True, "ALLOWED_HOSTS": ["samenspel.example"],
    "SITE": "https://samenspel.example", "EMAIL_HOST": "mail.example", "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False, "DEFAULT_FROM_EMAIL": "Samenspel <samenspel@samenspel.example>",
    "SECURITY_CONTACT": "security@samenspel.example", "SECURITY_TXT_EXPIRES": None,
    "INSIDE_ALLOWED": [], "ADMINISTRATORS_NEED_SECOND_STEP": True,
}  # fmt: skip
UNSAFE = {
    "DEBUG": [True], "SECRET_KEY": ["short", "a" * 60], "DEMO": [True], "HTTPS": [False],
    "ALLOWED_HOSTS": [["*"], ["localhost"], []], "SITE": ["http://samenspel.example"],
    "MAIL_FROM": ["Samenspel <samenspel@localhost>"], "EMAIL_URL": [False],
    "SECURITY_TXT_EXPIRES": [date(2026, 6, 20), date(2027, 6, 20)],
    "SECURITY_CONTACT": ["samenspel@localhost"], "ADMINISTRATORS_NEED_SECOND_STEP": [False],
}  # fmt: skip
CALLED = {"MAIL_FROM": "DEFAULT_FROM_EMAIL", "EMAIL_URL": "EMAIL_USE_TLS"}


@pytest.fixture(autouse=True)
def _safe(settings, tmp_path):
    tmp_path.chmod(0o700)
    settings.DATA_DIR = tmp_path
    for name, value in SAFE.items():
        setattr(settings, name, value)


def unsafe():
    return [each.setting for each in checkup.findings(NOON) if each.is_unsafe]


def test_safe_settings_are_safe():
    assert unsafe() == []


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in UNSAFE.items() for value in values]
)
def test_each_setting_that_is_not_safe_is_named(settings, name, value):
    setattr(settings, CALLED.get(name, name), value)
    assert unsafe() == [name]


@pytest.mark.parametrize(("host", "mode", "is_safe"), [
    ("db.example", "", False), ("db.example", "prefer", False), ("db.example", "require", True),
    ("db.example", "verify-full", True), ("localhost", "", True), ("/run/postgresql", "", True),
])  # fmt: skip
def test_a_database_elsewhere_is_spoken_to_behind_a_lock(monkeypatch, host, mode, is_safe):
    told = {"ENGINE": "samenspel.platform.postgresql", "HOST": host, "OPTIONS": {"sslmode": mode}}
    monkeypatch.setitem(house.DATABASES, "default", told)
    assert unsafe() == ([] if is_safe else ["DATABASE_URL"])


def test_a_folder_that_others_read_is_named(settings, tmp_path):
    tmp_path.chmod(0o755)
    assert unsafe() == ["SAMENSPEL_DATA_DIR"]


def test_what_one_has_to_know_is_a_note_and_no_fault(settings):
    settings.INSIDE_ALLOWED = ["10.0.0.0/8"]
    notes = {each.setting for each in checkup.findings(timezone.now()) if not each.is_unsafe}
    is_file = connection.vendor == "sqlite"
    assert notes == {"INSIDE_ALLOWED"} | ({"DATABASE_URL"} if is_file else set())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "Onveilig: DEBUG staat aan: een fout toont bezoekers"),
     ("en", "Unsafe: DEBUG is on: an error shows code")],
)  # fmt: skip
def test_the_command_says_it_in_two_languages_and_ends_with_a_code(
    settings, capsys, language, sentence
):
    call_command("check_installation", language=language)
    capsys.readouterr()
    settings.DEBUG = True
    with pytest.raises(CommandError, match="1"):
        call_command("check_installation", language=language)
    assert capsys.readouterr().out.startswith(sentence)
