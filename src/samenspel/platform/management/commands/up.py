import hashlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform import tables
from samenspel.platform.supervisor import Supervisor

MOST_THREADS = 4
EXAMPLES = (
    "load_example", "load_agreements", "load_decisions", "load_evaluation", "load_conversation",
    "load_portfolio",
)  # fmt: skip
LINKS = ("demo_links", "answer_links", "conversation_link")
PATIENCE = 60.0  # seconds for the web server to answer


class Command(BaseCommand):
    """Serve Samenspel on this machine."""

    help = "Prepare the database and the files, then run the web server and the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument("--language", default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self.serve(**options)

    def serve(self, **options: Any) -> None:
        """Run until someone stops it."""
        host, port = options["host"], options["port"]
        _check_port(host, port)
        if not settings.HTTPS:  # where links in letters lead
            os.environ.setdefault("SITE", f"http://localhost:{port}")
        with Supervisor(self.stderr.write, farewell=_("Stopped.")) as supervisor:
            supervisor.listen()
            self.prepare()
            connections.close_all()
            supervisor.start({"web": web_command(host, port, options["web_processes"])})
            if _answers(host, port, supervisor):
                self.welcome(port)
            supervisor.start({"worker": [sys.executable, "-m", "django", "work"]})
            supervisor.watch()
        self.stdout.write(_("Stopped."))

    def prepare(self) -> None:
        """Tables up to date, files collected, the example loaded; only what is not done yet."""
        if not tables.are_current():
            self.stdout.write(_("Preparing the database and the example"))
            tables.bring_up_to_date()
        stamp, now = Path(settings.STATIC_ROOT) / ".stamp", _fingerprint()
        if not stamp.exists() or stamp.read_text() != now:
            call_command("collectstatic", interactive=False, verbosity=0)
            caches["documents"].clear()
            stamp.write_text(now)
        with translation.override(settings.LANGUAGE_CODE):  # that of the example
            for example in EXAMPLES:
                call_command(example)

    def welcome(self, port: int) -> None:
        """Say where to go."""
        site = f"http://localhost:{port}"
        stop, scan = _("stop with Ctrl-C"), _("A finished meaning scan")
        self.stdout.write(f"\nSamenspel: {site}/   ({stop})\n{scan}: {site}/voorbeeld/")
        if settings.DEMO:
            self.show_ways_in(site)
        self.stdout.flush()  # also where the output is a file or a pipe
        connections.close_all()

    def show_ways_in(self, site: str) -> None:
        """What lets people in, for a demo only: no log of a real installation may hold it."""
        for links in LINKS:
            call_command(links, site=site, stdout=self.stdout)
        says = _("The letters that they get")
        self.stdout.write(f"\n{says}: {site}{reverse('platform:letters')}")
        self.stdout.write(_("Each start makes new links; earlier ones stop working."))


def web_command(host: str, port: int, processes: int) -> list[str]:
    """How the web server starts; with more threads than this for a processor it warns."""
    threads = min(MOST_THREADS, 2 * (os.cpu_count() or 1) + 1)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(processes), "--blocking-threads", str(threads),
        "--respawn-failed-workers", "--log-level", "warning",
        "--no-access-log", "samenspel.config.wsgi:application",
    ]  # fmt: skip


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Try --port."
            ) from error


def _answers(host: str, port: int, supervisor: Supervisor) -> bool:
    deadline = time.monotonic() + PATIENCE
    while supervisor.is_running and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return True
        supervisor.revive()
        time.sleep(0.05)
    return False


def _fingerprint() -> str:
    """Changes when a file that we serve, or the report that makes documents, changes."""
    seen = "\n".join(f"{path}{path.stat().st_mtime_ns}" for path in sorted(_files()))
    return hashlib.sha256(seen.encode()).hexdigest()


def _files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))
    for folder in (settings.REPORT, settings.ROOT / "src" / "samenspel" / "meaning"):
        yield from Path(folder).rglob("*.[phmt]*")
