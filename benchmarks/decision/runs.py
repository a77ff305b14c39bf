"""Runs each measurement in a process of its own: ours, and the other libraries where they are."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from benchmarks.decision.elections import KEPT, ROOT

# gurobipy comes along with pabutools: it is proprietary, stays in this environment and is not used
PEERS = ("pabutools==1.2.3", "pulp<4", "votelib==0.4.0", "pref_voting==1.18.2")
ENVIRONMENT = KEPT / "decision-peers"
UV = ROOT / ".venv-uv" / "bin" / "uv"
LONGEST = 300  # seconds that another library may take

Found = dict[str, float]


def ours(way: str, *, times: int = 3) -> Found:
    """What we took."""
    found: Found = json.loads(
        _said(sys.executable, "-m", "benchmarks.decision.ours", way, str(times))
    )
    return found


def theirs(way: str, file: Path) -> Found | None:
    """What another library took; `None` where it is not there, or took too long."""
    python = peers()
    if python is None:
        return None
    script = Path(__file__).with_name("peers.py")
    try:
        found: Found = json.loads(_said(str(python), str(script), way, str(file)))
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return found


@cache
def peers() -> Path | None:
    """The Python of an environment with the other libraries alone; `None` if it cannot be made."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "complete").exists():
        make = [UV, "venv", "-q", "--clear", "--python", sys.executable, ENVIRONMENT]
        install = [UV, "pip", "install", "-q", "--python", python, *PEERS]
        for command in (make, install):
            if subprocess.run(command, check=False).returncode:
                return None
        (ENVIRONMENT / "complete").touch()
    return python


def _said(*command: str) -> str:
    # one thread each, so that CPU seconds of all mean the same
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    path = str(ROOT / "benchmarks" / "opinion")  # where `process` stands, which needs no library
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=LONGEST,
        env=os.environ | threads | {"PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]
