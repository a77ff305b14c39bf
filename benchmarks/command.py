"""How long the command takes to say what it can do."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.row import Row

RUNS = 5


def rows() -> list[Row]:
    """Median wall time of `samenspel --help`."""
    samenspel = Path(sys.executable).with_name("samenspel")
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([samenspel, "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return [Row("samenspel --help", f"{sorted(times)[RUNS // 2]:.2f} s", "0.5 s")]
