"""`make load`: how the product holds when many answer at once, on both databases, in one table.

Bounded: about two minutes. It prints and never fails on time; a lost answer or an error it shows.
The people run on the same machine and take their part of it.
"""

import asyncio
import time

from rich.console import Console
from rich.table import Table

from benchmarks.load import pages, product
from benchmarks.load.browser import NoAnswer
from benchmarks.load.people import Person, Wrong, lost, people_of
from benchmarks.load.product import Product
from benchmarks.load.scan import WORDS
from benchmarks.row import Row

PEOPLE, THINK = 100, 3.0  # three seconds between screens
HANDS, CLOSED_FOR = 8, 10.0  # eight who never pause, for ten seconds


def main() -> None:
    """Measure both databases, then every page, and print the table."""
    table = Table("what", "measured", "at most")
    for database in ("SQLite", "PostgreSQL"):
        for row in answering(database):
            table.add_row(*row)
    for row in pages.rows():
        table.add_row(*row)
    Console().print(table)


def answering(database: str) -> list[Row]:
    """A hundred people who think, then eight who never pause."""
    with product.on(database) as made:
        asked = made.read("make", str(PEOPLE + HANDS))
        with made.served():
            seconds: list[float] = []
            everyone = people_of(asked, made.port, seconds)
            errors = asyncio.run(_thoughtful(everyone[:PEOPLE]))
            open_seconds = sorted(seconds)
            seconds.clear()
            saves, elapsed, busy = asyncio.run(_hasty(made, everyone[PEOPLE:]))
        missing = lost(everyone, made.read("told"))
        return [
            *_times(f"{database}: {PEOPLE} people, {THINK:.0f} s between screens", open_seconds),
            Row(f"{database}: requests, errors", f"{len(open_seconds)}, {errors}", "0 errors"),
            Row(f"{database}: saved screens a second", f"{saves / elapsed:.0f}", "at least 150"),
            Row(
                f"{database}: processor time of a saved screen",
                f"{busy / saves * 1000:.1f} ms",
                "20 ms",
            ),
            *_times(f"{database}: {HANDS} people who never pause", sorted(seconds))[1:2],
            Row(f"{database}: answers lost", f"{len(missing)} of {_saved(everyone)}", "0"),
        ]


async def _thoughtful(people: list[Person]) -> int:
    walks = [person.answer_all(WORDS, THINK) for person in people]
    ended = await asyncio.gather(*walks, return_exceptions=True)
    for person in people:
        await person.browser.close()
    errors = [each for each in ended if isinstance(each, BaseException)]
    for error in errors:
        if not isinstance(error, NoAnswer | Wrong):
            raise error
    return len(errors)


async def _hasty(made: Product, people: list[Person]) -> tuple[int, float, float]:
    """How often they saved, in how many seconds, and how busy that kept the web server."""
    rows = []
    for person in people:
        await person.begin()
        rows.append([await person.rows(position) for position in range(1, WORDS + 1)])
        person.browser.seconds.clear()
    begun, busy = time.perf_counter(), made.processor_seconds()

    async def press(person: Person, asked: list[dict[str, list[str]]]) -> int:
        saved = 0
        while time.perf_counter() - begun < CLOSED_FOR:
            position = saved % WORDS
            await person.save(position + 1, asked[position])
            saved += 1
        return saved

    saved = await asyncio.gather(*(press(p, r) for p, r in zip(people, rows, strict=True)))
    elapsed, busy = time.perf_counter() - begun, made.processor_seconds() - busy
    for person in people:
        await person.browser.close()
    return sum(saved), elapsed, busy


def _times(what: str, seconds: list[float]) -> list[Row]:
    marks = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    target = {"p50": "", "p95": "200 ms", "p99": ""}
    return [
        Row(f"{what}: {name}", f"{_mark(seconds, part) * 1000:.0f} ms", target[name])
        for name, part in marks.items()
    ]


def _mark(seconds: list[float], part: float) -> float:
    return seconds[min(int(len(seconds) * part), len(seconds) - 1)] if seconds else float("nan")


def _saved(people: list[Person]) -> int:
    return sum(len(person.saved) for person in people)


if __name__ == "__main__":
    main()
