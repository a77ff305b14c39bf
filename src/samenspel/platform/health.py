"""Whether this process lives, and whether the installation can do its work."""

from datetime import datetime
from functools import cache

from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .queries import living_workers


def readiness(at: datetime) -> dict[str, bool]:
    """Of database, migrations and worker whether each is as it should be; nothing else is told."""
    try:
        applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
        is_current = _wanted() <= applied
        is_alive = is_current and living_workers(at) > 0
    except DatabaseError:
        return {"database": False, "migrations": False, "worker": False}
    return {"database": True, "migrations": is_current, "worker": is_alive}


@cache
def _wanted() -> set[tuple[str, str]]:
    """The last step of the database of each part of this program."""
    return set(MigrationLoader(None).graph.leaf_nodes())
