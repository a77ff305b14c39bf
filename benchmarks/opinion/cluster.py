"""A map of partition files on Dask: `python -m benchmarks.opinion.cluster FOLDER WORKERS`.

With workers it is measured: seconds on the clock of so many processes, one thread each. With 0 it
is traced: each task done here in turn, and so many workers simulated from what the tasks took.
"""

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from heapq import heapify, heapreplace
from pathlib import Path
from typing import Any

from benchmarks.opinion.process import say
from samenspel_cli.opinion_cluster import map_by
from samenspel_cli.opinion_making import Clock
from samenspel_report.i18n import translator
from samenspel_report.votes import vote_files
from samenspel_report.votes.statements import NONE_KNOWN

SIMULATED = (1, 2, 4, 8)
TIMES = 2


class Done:
    """A task that was done: its number and what came of it."""

    def __init__(self, number: int, value: Any, trace: "Traced") -> None:
        self.number, self.value, self._trace = number, value, trace

    def result(self) -> Any:
        """What came of it, as who asked has to wait for it."""
        return self._trace.gather([self])[0]


class Traced:
    """Does each task at once, and notes what it took, what it needed and who waited for it.

    A step is ("own", seconds) of who asks, ("task", needs, seconds), or ("wait", tasks).
    """

    def __init__(self) -> None:
        self.steps: list[tuple[Any, ...]] = []
        self._tasks = 0
        self._since = time.process_time()

    def map(self, work: Callable[..., Any], *lists: Iterable[Any], **shared: Any) -> list[Done]:
        """The same work for each of the lists."""
        return [self.submit(work, *given, **shared) for given in zip(*lists, strict=True)]

    def submit(self, work: Callable[..., Any], *given: Any, **shared: Any) -> Done:
        """One task; what it is given may be tasks done before."""
        del shared["pure"]  # means something to Dask alone
        self._own()
        needs = [each.number for each in given if isinstance(each, Done)]
        value = work(*(each.value if isinstance(each, Done) else each for each in given), **shared)
        self._note("task", needs)
        self._tasks += 1
        return Done(self._tasks - 1, value, self)

    def gather(self, tasks: list[Done]) -> list[Any]:
        """What came of the tasks."""
        self._own()
        self.steps.append(("wait", [each.number for each in tasks]))
        return [each.value for each in tasks]

    def finished(self) -> list[tuple[Any, ...]]:
        """All steps."""
        self._own()
        return self.steps

    def _own(self) -> None:
        self._note("own")

    def _note(self, *what: Any) -> None:
        now = time.process_time()
        self.steps.append((*what, now - self._since))
        self._since = now


def elapsed(steps: list[tuple[Any, ...]], workers: int) -> float:
    """Seconds with so many workers, a task going to whoever is free first; nothing travels."""
    free, done, now = [0.0] * workers, [], 0.0
    heapify(free)
    for kind, *rest in steps:
        if kind == "own":
            now += rest[0]
        elif kind == "task":
            needs, seconds = rest
            end = max(now, free[0], *(done[each] for each in needs), 0.0) + seconds
            heapreplace(free, end)
            done.append(end)
        else:
            now = max(now, *(done[each] for each in rest[0]), 0.0)
    return now


def traced(folder: Path) -> dict[str, float]:
    """Seconds simulated for each number of workers."""
    client = Traced()
    _map(client, folder)
    steps = client.finished()
    return {str(workers): elapsed(steps, workers) for workers in SIMULATED}


def measured(folder: Path, workers: int) -> dict[str, float]:
    """Seconds on the clock, the least of some, after a first map so that libraries are there."""
    with _cluster(workers) as client:
        _map(client, folder)
        found = []
        for _ in range(TIMES):
            start = time.perf_counter()
            _map(client, folder)
            found.append(time.perf_counter() - start)
    return {str(workers): min(found)}


@contextmanager
def _cluster(workers: int) -> Any:
    from distributed import Client, LocalCluster

    asked = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**asked, host="127.0.0.1") as here, Client(here) as client:
        yield client


def _map(client: Any, folder: Path) -> None:
    map_by(translator("en"), client, vote_files(folder), 0, NONE_KNOWN, lambda *_: None, Clock())


if __name__ == "__main__":
    where, many = Path(sys.argv[1]), int(sys.argv[2])
    say(measured(where, many) if many else traced(where))
