"""The tables of the tests, made from the models at once, as where the program starts with nothing.

`python -m tests.prepared` makes them in the database that the environment names.
"""

import pytest


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """No: tables as the models say."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """They are as after migrating."""
    from django.conf import settings

    from samenspel.platform.tables import note_migrations

    with django_db_blocker.unblock():
        settings.MIGRATION_MODULES = {}
        note_migrations()


def main() -> None:
    """All tables, in a process of its own."""
    import django

    django.setup()
    from samenspel.platform.tables import bring_up_to_date

    bring_up_to_date()


if __name__ == "__main__":
    main()
