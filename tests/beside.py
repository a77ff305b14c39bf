"""The database of a test, for a process of its own beside it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.consistency.house import ROOT

PATIENCE = 60  # seconds


def database_address():
    """Where that process finds it, as DATABASE_URL."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


@contextmanager
def working(**environment):
    """A worker in a process of its own, in the database of this test, until it is killed."""
    here = {"DATABASE_URL": database_address(), "SAMENSPEL_DATA_DIR": str(settings.UPLOADS.parent)}
    environment = os.environ | here | environment
    worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=environment)
    try:
        yield
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def until(there):
    """Wait for what another process does."""
    deadline = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)
