"""The tables of the tests, made from the models at once, as where the program starts with nothing.

`python -m tests.prepared` makes them in the database that the environment names.
"""

from collections.abc import Callable
from typing import Any

import pytest

FILLED_ANEW = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """No: tables as the models say."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """They are as after migrating."""
    from django.conf import settings
    from django.db import connection

    from samenspel.platform.tables import note_migrations

    with django_db_blocker.unblock():
        settings.MIGRATION_MODULES = {}
        note_migrations()
    connection.ops.sql_flush = _emptying(connection)


def _emptying(connection: Any) -> Callable[..., list[str]]:
    """What empties the tables after a test: only those with rows, and not what Django fills anew.

    To truncate all two hundred gives a thousand files of tables and indexes up for new ones, half a
    second of PostgreSQL, after each test that has no transaction around it.
    """
    plain, quoted = connection.ops.sql_flush, connection.ops.quote_name

    def sql_flush(style: Any, tables: list[str], **options: bool) -> list[str]:
        if options.get("reset_sequences"):
            return plain(style, tables, **options)
        with connection.cursor() as cursor:
            full = [each for each in set(tables) - FILLED_ANEW if _has_rows(cursor, quoted(each))]
        return [f"DELETE FROM {quoted(each)}" for each in full]  # noqa: S608

    return sql_flush


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
    return cursor.fetchone() is not None


def main() -> None:
    """All tables, in a process of its own."""
    import django

    django.setup()
    from samenspel.platform.tables import bring_up_to_date

    bring_up_to_date()


if __name__ == "__main__":
    main()
