import logging
import os
import socket
import threading
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from samenspel.platform import jobs, uploads

log = logging.getLogger(__name__)
BEAT = 10  # seconds
KEEP_UPLOADS = timedelta(days=1)


class Command(BaseCommand):
    """Do the jobs that pages asked for."""

    help = "Run the worker; a heartbeat beside it revives jobs whose worker died."

    def handle(self, *_args: Any, **_options: Any) -> None:
        stopped = threading.Event()
        heart = threading.Thread(target=self.keep_alive, args=[stopped], daemon=True)
        heart.start()
        try:
            call_command(
                "db_worker",
                queue_name="*",
                interval=0.5,
                reload=False,
                startup_delay=False,
                worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}",
                verbosity=0,
            )
        finally:
            stopped.set()

    def keep_alive(self, stopped: threading.Event) -> None:
        """Beat, revive what lost its worker and delete forgotten uploads, until stopped."""
        while not stopped.is_set():
            now = timezone.now()
            try:
                jobs.beat(now)
                jobs.revive(now)
                uploads.purge(before=now - KEEP_UPLOADS)
            except Exception:  # the database or the disk may be away for a moment
                log.exception("The heartbeat missed a beat")
            finally:
                close_old_connections()
            stopped.wait(BEAT)
