"""A bar on the screen while a long file is read."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from samenspel_report.i18n import Translator

LONG = 20_000_000  # bytes: about two seconds

Progress = Callable[[int, int], None]


@contextmanager
def reading(t: Translator, file: Path) -> Iterator[Progress | None]:
    """Give the function that moves the bar; `None` where nobody would see it for long enough."""
    is_long = os.path.isfile(file) and file.stat().st_size > LONG  # noqa: PTH113 bears any name
    if not (is_long or sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=not is_long) as bar:
        task = bar.add_task(t.gettext("Reading answers"), total=None)

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield moved
