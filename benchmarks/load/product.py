"""The product in a folder of its own, started as `make run` starts it, on either database."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgresql import SAFE, new_cluster

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0  # seconds to start
PAUSE = 0.05


@dataclass(frozen=True)
class Product:
    """Where it stands and where it keeps its data."""

    folder: Path
    port: int
    environment: dict[str, str]
    postmaster: Path | None = None  # the file with the number of PostgreSQL's first process

    def tell(self, *arguments: str) -> str:
        """What `python -m benchmarks.load.scan` says beside it, in its database."""
        command = [sys.executable, "-m", "benchmarks.load.scan", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True,
                              capture_output=True, text=True)  # fmt: skip
        return done.stdout

    def read(self, *arguments: str) -> dict[str, Any]:
        """The same, as an object."""
        found: dict[str, Any] = json.loads(self.tell(*arguments))
        return found

    def prepare(self) -> None:
        """Make the tables."""
        command = [sys.executable, "-m", "tests.prepared"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    @contextmanager
    def served(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Web server and worker under their supervisor, until the end."""
        command = [sys.executable, "manage.py", "up", "--port", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            started = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log,
                                       stderr=log, start_new_session=True)  # fmt: skip
        try:
            self.wait()
            yield started
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait(30)

    def wait(self) -> None:
        """Until the web server takes a connection."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(PAUSE)
        raise TimeoutError((self.folder / "log").read_text())

    def processor_seconds(self) -> dict[str, float]:
        """What web server, worker and database have asked of the processor since they started."""
        database = _family(int(self.postmaster.read_text().split()[0])) if self.postmaster else []
        return {
            "web server": sum(map(_seconds, self._processes("granian"))),
            "worker": sum(map(_seconds, self._processes("django\0work"))),
            "database": sum(map(_seconds, database)),
        }

    def kill(self, name: str) -> None:
        """End the web server or the worker with all its processes, without a chance to finish.

        Each leads a session of its own.
        """
        for pid in self._processes(name):
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)

    def _processes(self, name: str) -> list[int]:
        """Those of this product: their folder of data is ours."""
        ours = f"SAMENSPEL_DATA_DIR={self.folder}".encode()
        return [
            pid
            for pid in _running()
            if name.encode() in _of(pid, "cmdline") and ours in _of(pid, "environ").split(b"\0")
        ]


@contextmanager
def on(database: str, **more: str) -> Iterator[Product]:
    """The product with an empty database of this kind; all of it goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="samenspel-load-") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {**os.environ, "SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings", **more}  # fmt: skip
        environment.pop("DATABASE_URL", None)
        cluster = new_cluster(SAFE) if database == "PostgreSQL" else None
        try:
            if cluster:
                environment["DATABASE_URL"] = cluster.start()
            files = cluster.folder / "files" / "postmaster.pid" if cluster else None
            product = Product(Path(folder), port, environment, files)
            product.prepare()
            yield product
        finally:
            if cluster:
                cluster.stop()


def _family(first: int) -> list[int]:
    """A process and those that it started."""
    return [first, *(pid for pid in _running() if _stat(pid)[1:2] == [str(first).encode()])]


def _seconds(pid: int) -> float:
    """Of this process, and of those it started that ended."""
    return sum(map(int, _stat(pid)[11:15])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[bytes]:
    """State, parent and so on: what follows the name."""
    return _of(pid, "stat").rpartition(b")")[2].split()


def _running() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _of(pid: int, what: str) -> bytes:
    try:
        return (Path("/proc") / str(pid) / what).read_bytes()
    except OSError:  # it ended in between, or it is not ours to read
        return b""
