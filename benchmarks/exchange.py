"""Reciprocity among many parties with very many contributions."""

import time
import tracemalloc

import numpy as np

from benchmarks.row import Row, told
from samenspel_analysis.exchange import finish, part

PARTIES, CONTRIBUTIONS = 1_000, 1_000_000


def rows() -> list[Row]:
    """Time and memory from contributions to the numbers."""
    rng = np.random.default_rng(0)
    givers = rng.integers(0, PARTIES, CONTRIBUTIONS)
    receivers = (givers + rng.integers(1, PARTIES, CONTRIBUTIONS)) % PARTIES
    amounts = rng.lognormal(0, 1, CONTRIBUTIONS)
    start, worked = time.perf_counter(), time.process_time()
    finish(part(givers, receivers, amounts, parties=PARTIES))
    took, worked = time.perf_counter() - start, time.process_time() - worked
    tracemalloc.start()
    finish(part(givers, receivers, amounts, parties=PARTIES))
    growth = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return [
        Row(
            "reciprocity of 1,000 parties, 1,000,000 contributions",
            f"{took:.2f} s, {worked:.2f} s CPU",
            "2 s",
        ),
        Row("memory it grows by", f"{growth:.0f} MB", "500 MB"),
    ]


if __name__ == "__main__":
    told(iter(rows()))
