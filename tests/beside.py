"""The database of a test, for a process of its own beside it."""

import os

from django.db import connection


def database_address():
    """Where that process finds it, as DATABASE_URL."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
