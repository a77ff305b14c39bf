"""CPU seconds and memory of this process. Needs no library, so that any environment can run it."""

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path

MB = 1024.0
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def measured(work: Callable[[], object], *, times: int) -> dict[str, float]:
    """The least CPU seconds of so many runs, and by how much the first one grew the process."""
    gc.collect()
    FORGET.write_text("5")  # the highest mark of memory starts again from here
    before = _memory("VmRSS")
    seconds = []
    for run in range(times):
        start = time.process_time()
        kept = work()
        seconds.append(time.process_time() - start)
        if run == 0:
            grown = _memory("VmHWM") - before
        del kept
    return {"seconds": min(seconds), "megabytes": grown}


def say(found: object) -> None:
    """Hand what was measured to the process that asked."""
    print(json.dumps(found))


def _memory(name: str) -> float:
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) / MB for line in lines if line.startswith(name))
