"""A backup brings back who was erased since; the list that is kept apart erases them again."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from samenspel.people import actions
from samenspel.people.models import User
from samenspel.platform import audit, erased
from samenspel.platform.models import AuditEvent, OutgoingLetter
from samenspel.platform.retention import delete_what_is_over_time
from tests.make import NOON, make_party, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "secret_key").write_text("geheim")
    return settings.DATA_DIR


@pytest.fixture
def backed_up(tmp_path):
    """Ada, who is erased after the backup, and Bo, who stays."""
    ada, bo = make_person("Ada"), make_person("Bo")
    make_party("Ons", person=ada)
    for person in (ada, bo):
        actions.note_sign_in(by=person, at=NOON)
    target = tmp_path / "backup.zip"
    call_command("backup", str(target))
    actions.erase(person=ada, by=ada, at=NOON)
    return target


def names():
    return list(User.objects.order_by("name").values_list("name", flat=True))


def test_who_was_erased_after_a_backup_is_erased_again(backed_up, capsys):
    call_command("restore", str(backed_up), "--overwrite")
    assert names() == ["Bo"]
    assert "1 mens die na deze back-up is gewist, is opnieuw gewist." in capsys.readouterr().out
    assert AuditEvent.objects.order_by("position").last().action == "people.erased"
    assert audit.verify().is_whole
    assert not OutgoingLetter.objects.exists()  # they were told the first time


def test_without_the_list_who_was_erased_is_there_again(backed_up, folder):
    (folder / "erased.txt").unlink()
    call_command("restore", str(backed_up), "--overwrite")
    assert names() == ["Ada", "Bo"]


def test_the_list_tells_nobody_who_it_was(backed_up, folder):
    kept = folder / "erased.txt"
    (line,) = kept.read_text().splitlines()
    day, mark = line.split()
    assert (day, len(mark), kept.stat().st_mode & 0o777) == ("2026-06-01", 64, 0o600)
    assert "Ada" not in line
    later = backed_up.with_name("later.zip")
    call_command("backup", str(later))
    assert mark.encode() not in later.read_bytes()


def test_the_list_is_forgotten_after_thirteen_months(backed_up, folder):
    assert backed_up.exists()
    delete_what_is_over_time(NOON + timedelta(days=399))
    assert (folder / "erased.txt").read_text()
    delete_what_is_over_time(NOON + timedelta(days=402))
    assert (folder / "erased.txt").read_text() == ""


def test_an_erasure_that_is_taken_back_leaves_no_line(folder, monkeypatch):
    ada = make_person("Ada")
    monkeypatch.setattr(actions, "_erase", lambda *_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.erase(person=ada, by=ada, at=NOON)
    assert not (folder / "erased.txt").exists()
    assert erased.erase_who_came_back(NOON) == 0
