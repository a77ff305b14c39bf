"""A data folder of its own for the tests; and a throw-away PostgreSQL for TEST_DATABASE=postgresql.

Loaded with `-p` so that it runs before Django reads its settings. Knows nothing of Django.
The server runs as root's `postgres` user or as whoever runs the tests.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
SAFE = "-c max_connections=50"  # as in production: what is acknowledged is on the disk


@dataclass(frozen=True)
class Cluster:
    """A server of our own, in a folder of its own."""

    folder: Path
    binaries: Path
    as_user: Sequence[str]
    options: str = QUICK

    def run(self, program: str, *arguments: str) -> None:
        command = [*self.as_user, str(self.binaries / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self) -> str:
        """Make the cluster, start it, and give its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        files = str(self.folder / "files")
        self.run("initdb", "-D", files, "-U", "samenspel", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N")  # fmt: skip
        options = f"-p {port} -k {self.folder} -c listen_addresses=127.0.0.1 {self.options}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", files, "-w", "-o", options, "-l", log, "start")
        return f"postgres://samenspel@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "files"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


FOLDER = pytest.StashKey[Path]()
CLUSTER = pytest.StashKey[Cluster]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if os.environ.get("PYTEST_XDIST_WORKER"):  # workers inherit both
        return
    early_config.stash[FOLDER] = folder = Path(tempfile.mkdtemp(prefix="samenspel-test-"))
    os.environ["SAMENSPEL_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    if os.environ.get("TEST_DATABASE") == "postgresql":
        early_config.stash[CLUSTER] = cluster = new_cluster()
        os.environ["DATABASE_URL"] = cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


def new_cluster(options: str = QUICK) -> Cluster:
    """A server that is not started yet, in a new folder."""
    folder = Path(tempfile.mkdtemp(prefix="samenspel-pg-"))
    as_user: tuple[str, ...] = ()
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        as_user = ("runuser", "-u", "postgres", "--")
    return Cluster(folder, _binaries(), as_user, options)


def _binaries() -> Path:
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(packaged, key=lambda path: int(path.parts[4]))
    elsewhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise pytest.UsageError("PostgreSQL is not here: apt-get install postgresql")
