"""Runs each measurement in a process of its own: ours, and the other engine's where it is."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from benchmarks.opinion.conversations import KEPT, ROOT

PEER, PEER_VERSION = "red-dwarf", "0.4.0"
ENVIRONMENT = KEPT / f"{PEER}-{PEER_VERSION}"
UV = ROOT / ".venv-uv" / "bin" / "uv"

Found = dict[str, float]


def ours(file: Path, *ways: str, times: int = 1, plain: bool = False) -> dict[str, Found]:
    """What was found for each way, with Numba or without."""
    more = ["plain"] if plain else []
    command = ["-m", "benchmarks.opinion.ours", str(file), str(times), *ways, *more]
    found: dict[str, Found] = _said(sys.executable, *command)
    return found


def on_cluster(folder: Path, workers: int) -> dict[str, float]:
    """Seconds by number of workers: measured on so many, or simulated when `workers` is 0."""
    found: dict[str, float] = _said(
        sys.executable, "-m", "benchmarks.opinion.cluster", str(folder), str(workers)
    )
    return found


def theirs(file: Path, *, times: int = 1) -> Found | None:
    """What the other engine took; `None` where it is not there."""
    python = peer()
    if python is None:
        return None
    script = Path(__file__).with_name("peer.py")
    found: Found = _said(str(python), str(script), str(file), str(times))
    return found


@cache
def peer() -> Path | None:
    """The Python of an environment with the other engine alone; `None` if it cannot be made."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "complete").exists():
        asked = f"{PEER}=={PEER_VERSION}"
        make = [UV, "venv", "-q", "--clear", "--python", sys.executable, ENVIRONMENT]
        install = [UV, "pip", "install", "-q", "--python", python, asked]
        for command in (make, install):
            if subprocess.run(command, check=False).returncode:
                return None
        (ENVIRONMENT / "complete").touch()
    return python


def _said(*command: str):
    # one thread each, so that CPU seconds of both engines mean the same
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, env=os.environ | threads
    )
    return json.loads(done.stdout)
