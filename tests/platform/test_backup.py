"""Backup, destroy, restore: the same answers, a whole audit trail, on both databases."""

import json
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from samenspel.conversations.actions import renew_map
from samenspel.meaning.models import Answer, WordAnswer
from samenspel.people.models import User
from samenspel.platform import audit, backup
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_party, make_person
from tests.make_conversations import make_conversation, opened, two_camps
from tests.make_scans import answered_by, make_draft, open_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    (settings.DATA_DIR / "uploads" / "x").mkdir(parents=True)
    (settings.DATA_DIR / "uploads" / "x" / "answers.csv").write_text("a")
    (settings.DATA_DIR / "secret_key").write_text("geheim")


@pytest.fixture
def file(tmp_path):
    """A backup of an installation where people answered."""
    scan = make_draft(make_party("Ons"), make_party("Zij"))
    at = NOON.replace(microsecond=123_456)  # the trail is signed over it
    answered_by(open_up(scan, at=at), own_words="zeepbel", at=at)
    talk, _token = opened(make_conversation(scan.collaboration, at=at), at=at)
    two_camps(talk, each=3, at=at)
    renew_map(conversation=talk, by=None, at=at)
    target = tmp_path / "backup.zip"
    call_command("backup", str(target))
    return target


def everything():
    return {
        model._meta.label: [
            {name: as_bytes(value) for name, value in row.items()}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in backup.kept_models()
    }


def as_bytes(value):
    """PostgreSQL and SQLite give bytes in a wrapping of their own."""
    return bytes(value) if isinstance(value, memoryview) else value


def destroy(settings):
    call_command("flush", interactive=False, verbosity=0)
    for path in sorted(settings.DATA_DIR.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def test_what_was_destroyed_comes_back_the_same(file, settings):
    before, tip = everything(), audit.verify().tip
    assert len(before["meaning.Answer"]) > 10
    assert before["conversations.OpinionMap"][0]["counted"]
    destroy(settings)
    assert not Answer.objects.exists()
    call_command("restore", str(file))
    assert everything() == before
    assert audit.verify().is_whole
    assert audit.verify().tip == tip
    assert (settings.DATA_DIR / "secret_key").read_text() == "geheim"
    assert (settings.DATA_DIR / "uploads" / "x" / "answers.csv").read_text() == "a"


# PostgreSQL reads a condition on words back in other words: casts, and the brackets around them
WRITTEN_ANEW = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")


def around_the_rows():
    """The indexes, and what rows have to answer to, of every table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        else:
            cursor.execute(
                "SELECT indexdef, '' FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2"
            )
        return [[WRITTEN_ANEW.sub("", text or "") for text in row] for row in cursor.fetchall()]


def test_every_index_and_reference_is_there_afterwards(file, settings):
    before = around_the_rows()
    assert len(before) > 200
    destroy(settings)
    call_command("restore", str(file))
    assert around_the_rows() == before


def test_references_are_followed_again_afterwards(file):
    call_command("restore", str(file), overwrite=True)
    with pytest.raises(IntegrityError):
        WordAnswer.objects.update(word_id=10**6)


def test_afterwards_new_rows_get_numbers_of_their_own(file, settings):
    destroy(settings)
    call_command("restore", str(file))
    last = max(User.objects.values_list("pk", flat=True))
    assert make_person().pk > last


def test_what_is_there_is_not_overwritten_without_saying_so(file):
    before = everything()
    with pytest.raises(CommandError, match="--overwrite"):
        call_command("restore", str(file))
    with pytest.raises(CommandError, match="--overwrite"):
        call_command("backup", str(file))
    assert everything() == before
    make_person()
    call_command("restore", str(file), overwrite=True)
    assert everything() == before


def changed(file, name, change):
    """The same backup with one thing in it that is different."""
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(other, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            target.writestr(each, change(content) if each == name else content)
    return other


FAULTS = {
    "a row is missing": (
        "tables/meaning.WordAnswer.jsonl", lambda b: b"\n".join(b.split(b"\n")[1:])),
    "a line of the trail says something else": (
        "tables/platform.AuditEvent.jsonl", lambda b: b.replace(b'"page"', b'"job"', 1)
        if b'"page"' in b else b.replace(b'"command"', b'"job"', 1)),
    "an answer is of nobody": (
        "tables/meaning.Respondent.jsonl", lambda b: b[:2] + b"0" * 8 + b[10:]),
    "a name is none": (
        "tables/meaning.Respondent.jsonl", lambda b: b[:2] + b"z" * 8 + b[10:]),
    "it was made by another version": (
        "manifest.json", lambda b: json.dumps(json.loads(b) | {"applied": []}).encode()),
    "it is not JSON": ("manifest.json", lambda _b: b"{"),
}  # fmt: skip


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_backup_with_a_fault_changes_nothing(file, fault):
    before, tables = everything(), around_the_rows()
    with pytest.raises(CommandError):
        call_command("restore", str(changed(file, *FAULTS[fault])), overwrite=True)
    assert everything() == before
    assert around_the_rows() == tables


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "x").write_text("hello")
    for name in ("x", "nothing"):
        with pytest.raises(CommandError):
            call_command("restore", str(tmp_path / name))


def test_a_broken_trail_is_not_backed_up_in_silence(file, tmp_path):
    AuditEvent.objects.filter(position=1).update(action="x")
    with pytest.raises(CommandError, match="klopt niet meer"):
        call_command("backup", str(tmp_path / "second.zip"))
    assert not (tmp_path / "second.zip").exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "regels, het logboek klopt"), ("en", "rows, the audit trail is whole")],
)  # fmt: skip
def test_the_commands_speak_two_languages(file, tmp_path, capsys, language, sentence):
    call_command("backup", str(tmp_path / "second.zip"), language=language)
    assert sentence in capsys.readouterr().out
    call_command("restore", str(file), overwrite=True, language=language)
    assert {"nl": "teruggezet", "en": "Put back"}[language] in capsys.readouterr().out


def test_a_place_where_nothing_can_be_written_is_named(file, tmp_path):
    with pytest.raises(CommandError, match=r"nergens/x\.zip kan niet worden geschreven"):
        call_command("backup", str(tmp_path / "nergens" / "x.zip"))


def test_only_its_owner_reads_it(file):
    assert file.stat().st_mode & 0o077 == 0


def test_own_words_are_in_it_and_the_database_is_as_before(file):
    assert WordAnswer.objects.filter(own_words__startswith="zeepbel").exists()
    assert b"zeepbel" in zipfile.ZipFile(file).read("tables/meaning.WordAnswer.jsonl")
    assert not connection.in_atomic_block


WRITTEN = {
    "AutoField", "BigAutoField", "BigIntegerField", "BinaryField", "BooleanField", "CharField",
    "DateField", "DateTimeField", "DecimalField", "FloatField", "IntegerField", "JSONField",
    "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField",
    "SmallIntegerField", "TextField", "TimeField", "URLField", "UUIDField",
}  # fmt: skip


def test_every_kind_of_field_is_one_that_goes_in_and_comes_out():
    """A new kind fails here first, and not in the night when the first backup with it is made."""
    kinds = {
        (field.target_field if field.remote_field else field).get_internal_type()
        for model in backup.kept_models()
        for field in model._meta.concrete_fields
    }
    assert kinds - WRITTEN == set()
