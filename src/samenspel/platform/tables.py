"""The tables: in an empty database as the models say, in one that was used before by migrating.

Migrating from nothing ends in the same tables (tests/upgrade holds that) and takes ten times as
long.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def are_current() -> bool:
    """Whether no migration is left to do."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_up_to_date() -> None:
    """Make or change the tables; a start that is cut off leaves nothing half made."""
    if connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    else:
        _make_all()
    call_command("createcachetable", verbosity=0)


def _make_all() -> None:
    with connection.constraint_checks_disabled(), transaction.atomic():
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        note_migrations()


def note_migrations() -> None:
    """Write down that every migration was done."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    done = MigrationLoader(None).graph.nodes
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in done)
