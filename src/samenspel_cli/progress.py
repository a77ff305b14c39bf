"""A bar on the screen while a long file is read."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from samenspel_report.i18n import Translator

LONG = 20_000_000  # bytes: about two seconds
LONG_WORKBOOK = 1_000_000  # packed, so it takes as long
WORKBOOKS = {".xlsx", ".xlsm"}

Progress = Callable[[int, int], None]


@contextmanager
def reading(t: Translator, file: Path) -> Iterator[Progress | None]:
    """Give the function that moves the bar; `None` where nobody would see it for long enough."""
    is_workbook = file.suffix.lower() in WORKBOOKS
    long = LONG_WORKBOOK if is_workbook else LONG
    is_long = os.path.isfile(file) and file.stat().st_size > long  # noqa: PTH113 bears any name
    if not (is_long or sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=not is_long) as bar:
        first = t.gettext("Opening the workbook") if is_workbook else t.gettext("Reading answers")
        task = bar.add_task(first, total=None)  # it moves to and fro until we know how far

        def moved(done: int, total: int) -> None:
            now = t.gettext("Reading answers")
            bar.update(task, completed=done, total=total, description=now)

        yield moved
