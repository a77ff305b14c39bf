"""What is at work while a map is made, and how far it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from samenspel_analysis.opinion.results import Step
from samenspel_report.i18n import Translator

Moved = Callable[[str, int, int], None]


@contextmanager
def steps(*, always: bool) -> Iterator[Moved]:
    """Give the function that says which step is at work and how far; shown where people look."""
    if not (always or sys.stderr.isatty()):
        yield lambda _name, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=not always) as bar:
        known: dict[str, int] = {}

        def moved(name: str, done: int, total: int) -> None:
            if name not in known:
                known[name] = bar.add_task(name, total=total)
            bar.update(known[name], completed=done, total=total)  # type: ignore[arg-type]

        yield moved


def step_name(t: Translator, step: Step | None) -> str:
    """What a step is called while people wait; `None` is the reading before all."""
    if step is None:
        return t.gettext("Reading votes")
    return {
        Step.SUMS: t.gettext("Adding votes up"),
        Step.COMPONENTS: t.gettext("Finding the axes"),
        Step.PROJECTION: t.gettext("Placing people"),
        Step.GROUPS: t.gettext("Looking for groups"),
        Step.STRUCTURE_TEST: t.gettext("Shuffling votes"),
        Step.GROUPS_TEST: t.gettext("Trying single clouds"),
        Step.STABILITY: t.gettext("Drawing people again"),
        Step.STATEMENTS: t.gettext("Comparing statements"),
    }[step]
