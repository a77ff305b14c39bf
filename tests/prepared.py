"""The tables of the tests, made from the models at once: to migrate from nothing takes far longer.

That the migrations end in the same tables is held by tests/upgrade. `python -m tests.prepared`
makes them in the database that the environment names.
"""

import pytest


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """No: tables as the models say."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """They are as after migrating."""
    with django_db_blocker.unblock():
        note_migrations()


def note_migrations() -> None:
    """Write down that every migration was done."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    settings.MIGRATION_MODULES = {}
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    done = MigrationLoader(None).graph.nodes
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in done)


def main() -> None:
    """All tables, in a process of its own."""
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable")
    note_migrations()


if __name__ == "__main__":
    main()
