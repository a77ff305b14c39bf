"""How the tests of a run follow each other, and the room that their calls have."""

import functools
import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

TAKES_LONG = ("slow", "walk", "journey")
CALLS = 20_000  # locals of the widest call; the piece that is made for it keeps 96 KiB free


def _widest_call() -> Callable:
    """A function that calls another, from a frame as wide as a piece of many frames.

    Python 3.11 keeps the frames of calls in pieces of 16 KiB, and gives a piece back as soon as it
    is empty. Below the many layers of pytest a page is written right at such an edge, and asks the
    system for a piece two hundred thousand times in five seconds: a tenth of all time.
    """
    names = "=".join(f"local{number}" for number in range(CALLS))
    made: dict[str, Callable] = {}
    exec(f"def call(do, /, **given):\n if do is None: {names} = 0\n return do(**given)", made)  # noqa: S102
    return made["call"]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function):
    """Call every test from there."""
    plain = pyfuncitem.obj
    pyfuncitem.obj = functools.partial(_call_with_room, plain)
    try:
        return (yield)
    finally:
        pyfuncitem.obj = plain


_call_with_room = _widest_call()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """On PostgreSQL, do not even read what touches no database."""
    if os.environ.get("TEST_DATABASE") != "postgresql" or not collection_path.is_file():
        return None
    return b"django_db" not in collection_path.read_bytes() or None


def pytest_collection_finish() -> None:
    """Look for rubbish less often, and not among what stays: it took a twentieth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)  # after they were put in random order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every worker its share of what takes long, first: nobody is left with it at the end.

    Each begins with its own part of the list, so the files are dealt out like cards.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    heavy_first = sorted(files.values(), key=_lightness)
    items[:] = [
        item for hand in range(workers) for file in heavy_first[hand::workers] for item in file
    ]


def _lightness(tests: list[pytest.Item]) -> bool:
    return not any(test.get_closest_marker(name) for test in tests for name in TAKES_LONG)
