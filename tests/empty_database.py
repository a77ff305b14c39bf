"""A database without tables, for tests that migrate from nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

NAME = "samenspel_empty"


@pytest.fixture
def empty_database(transactional_db: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """It stands in the place of the usual one until the test ends."""
    with django_db_blocker.unblock(), _empty(tmp_path) as name:
        usual = connection.settings_dict["NAME"]
        _turn_to(name)
        yield
        _turn_to(usual)


def _turn_to(name: str) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name


@contextmanager
def _empty(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield str(folder / "empty.sqlite3")
        return
    name = f"{NAME}_{connection.settings_dict['NAME']}"
    _on_server(f'CREATE DATABASE "{name}"')
    yield name
    _on_server(f'DROP DATABASE "{name}"')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)
