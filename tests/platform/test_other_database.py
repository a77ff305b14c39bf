"""A backup goes from PostgreSQL to SQLite and back: the same answers, a whole audit trail."""

import json
import os
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings as house
from django.core.management import call_command
from django.db import connection

from samenspel.platform import audit, backup
from tests.make import NOON, make_collaboration, make_scan
from tests.make_conversations import make_conversation, opened
from tests.make_scans import answered_by, make_open

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the other one is made on SQLite"),
]


def in_sqlite(folder, *command):
    """A command of an installation of its own, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "manage.py", *command], check=True, cwd=house.DOCS.parent,
        env=kept | {"SAMENSPEL_DATA_DIR": str(folder)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def everything():
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in backup.kept_models()
    }


def tables_in(path):
    """By table its rows, in an order that is the same everywhere."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: sorted((json.loads(line) for line in archive.read(name).splitlines()), key=str)
            for name in archive.namelist()
            if name.startswith("tables/")
        }


def test_from_postgresql_to_sqlite_and_back(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "here"
    settings.DATA_DIR.mkdir()
    at = NOON.replace(microsecond=123_456)  # the trail is signed over it
    scan = answered_by(make_open(), own_words="zeepbel “é” 🌳", at=at)
    opened(make_conversation(scan.collaboration, at=at), at=at)
    make_scan(make_collaboration())
    before, tip = everything(), audit.verify().tip
    assert len(before["meaning.Answer"]) > 10
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    call_command("backup", str(there))
    in_sqlite(tmp_path / "sqlite", "restore", str(there))
    in_sqlite(tmp_path / "sqlite", "audit_verify")
    in_sqlite(tmp_path / "sqlite", "backup", str(back))
    assert tables_in(back) == tables_in(there)
    call_command("flush", interactive=False, verbosity=0)
    call_command("restore", str(back))
    assert everything() == before
    assert (audit.verify().is_whole, audit.verify().tip) == (True, tip)
