"""What every test stands on: data in a folder of its own, and nothing from the network."""

import os
from pathlib import Path

import hypothesis
import pytest

from tests.empty_database import empty_database
from tests.prepared import django_db_setup, django_db_use_migrations
from tests.running import (
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_ignore_collect,
    pytest_pyfunc_call,
)

__all__ = [
    "django_db_setup",
    "django_db_use_migrations",
    "empty_database",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_ignore_collect",
    "pytest_pyfunc_call",
]

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("house")

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser driver runs an event loop


def pytest_configure() -> None:
    """SQLite in a file, as in production: in memory, two writers cannot wait for each other."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(exist_ok=True)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        database.setdefault("TEST", {})["NAME"] = settings.DATA_DIR / "test.sqlite3"


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path: Path) -> None:
    """Static files as they stand; uploads, documents and post in the test's own folder."""
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.UPLOADS = tmp_path / "uploads"
    settings.POST = tmp_path / "post"
    settings.ACCOUNT_RATE_LIMITS = False
    documents = {**settings.CACHES["documents"], "LOCATION": tmp_path / "documents"}
    settings.CACHES = {**settings.CACHES, "documents": documents}


@pytest.fixture(autouse=True)
def _in_dutch():
    """Every test begins in the default language, whatever the one before it read."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def client():
    """A visitor whose every page is checked; see tests/client.py."""
    from tests.client import HouseClient

    return HouseClient()


@pytest.fixture
def signed_in():
    """`signed_in(person)`: a client of someone who has signed in."""
    from tests.client import HouseClient

    def visit(person):
        client = HouseClient()
        client.force_login(person)
        return client

    return visit
