import logging
import os
import signal
import socket
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from samenspel.platform import jobs, retries, schedules, uploads

log = logging.getLogger(__name__)
BEAT = 10  # seconds


class Command(BaseCommand):
    """Do the jobs that pages asked for."""

    help = "Run the worker; a heartbeat beside it revives jobs whose worker died."

    def handle(self, *_args: Any, **_options: Any) -> None:
        stopped = threading.Event()
        name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        heart = threading.Thread(target=self.keep_alive, args=[stopped, name], daemon=True)
        heart.start()
        try:
            call_command(
                "db_worker",
                queue_name="*",
                interval=0.5,
                reload=False,
                startup_delay=False,
                worker_id=name,
                verbosity=0,
            )
        finally:
            stopped.set()

    def keep_alive(self, stopped: threading.Event, name: str) -> None:
        """Beat, and do what has to be done every few seconds, until stopped."""
        parent = os.getppid()
        while not stopped.is_set():
            if os.getppid() != parent:  # the supervisor is gone: so are we
                os.kill(os.getpid(), signal.SIGTERM)
            try:
                look_after(name)
            except Exception:  # the database or the disk may be away for a moment
                log.exception("The heartbeat missed a beat")
            finally:
                close_old_connections()
            stopped.wait(BEAT)


def look_after(worker: str) -> None:
    """Beat, revive what lost its worker, retry what failed, ask for what is due, clean up."""
    now = timezone.now()
    jobs.beat(now)
    retries.beat(worker, now)
    jobs.revive(now)
    retries.revive_orphans(now)
    retries.retry_failed(now)
    schedules.tick(now)
    uploads.purge(before=now - uploads.kept_here_for())
