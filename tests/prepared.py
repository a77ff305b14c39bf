"""The tables of SQLite, made by the migrations once: later test runs begin with a copy of them.

The copy lies in pytest's own cache, under a name that changes with any migration or library.
"""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def kept_tables(request: pytest.FixtureRequest) -> Path | None:
    """Where they are, or go; on PostgreSQL nowhere, since its server is new in each run."""
    from django.db import connection

    folder = request.config.cache.mkdir("tables")
    return folder / f"{_fingerprint()}.sqlite3" if connection.vendor == "sqlite" else None


@pytest.fixture(scope="session")
def django_db_keepdb(kept_tables: Path | None, django_db_modify_db_settings: None) -> bool:
    """Whether the tables are there before the first test, as a copy of what was kept."""
    there = kept_tables is not None and kept_tables.exists()
    if there:
        shutil.copyfile(kept_tables, _database())
    return there


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker, kept_tables: Path | None
) -> None:
    """Keep what the migrations made for the next run."""
    from django.db import connection

    if kept_tables is None or django_db_keepdb:
        return
    whole = kept_tables.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(whole)])
    for old in kept_tables.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    whole.replace(kept_tables)  # another worker may have been first: theirs is equal


def _database() -> str:
    from django.conf import settings

    return settings.DATABASES["default"]["TEST"]["NAME"]


def _fingerprint() -> str:
    migrations = sorted((ROOT / "src").glob("samenspel/*/migrations/*.py"))
    files = [*migrations, ROOT / "requirements" / "dev.txt"]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
