"""`make load`: how the product holds when many answer at once, on both databases, in one table.

Bounded: some seven minutes, and it stops by itself, however slow the product. It prints and never
fails on time; a lost answer or an error it shows. What failed, and what was never asked because
someone gave up, counts in the percentiles as long as anyone waits. The people run on the same
machine: what they take of it is told apart from what the product takes.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.load import deciding, pages, product, voting
from benchmarks.load.browser import PATIENCE, Browser, NoAnswer, Wrong
from benchmarks.load.people import Person, lost, people_of, screens_of
from benchmarks.load.product import Product
from benchmarks.load.scan import WORDS
from benchmarks.row import Row

PEOPLE, THINK = 100, 3.0  # three seconds between screens
HANDS, CLOSED_FOR = 8, 10.0  # eight who never pause, for ten seconds
CONNECTIONS = 16  # more than there are processes to wake
AT_MOST = 60.0  # seconds for all of those who think


@dataclass(frozen=True, slots=True)
class Closed:
    """What people did who never pause, and what it asked of the processor, by who used it."""

    done: int
    failed: int
    elapsed: float
    seconds: list[float]
    busy: dict[str, float]


def main() -> None:
    """Measure both databases, then every page, and print the table."""
    table = Table("what", "measured", "at most")
    load, processors = os.getloadavg()[0], len(os.sched_getaffinity(0))
    table.add_row("load before it began, processors", f"{load:.1f}, {processors}", "")
    for database in ("SQLite", "PostgreSQL"):
        for row in (*answering(database), *voting.rows(database), *deciding.rows(database)):
            table.add_row(f"{database}: {row.what}", row.measured, row.target)
    for row in (*pages.rows(), *voting.million_rows()):
        table.add_row(*row)
    Console().print(table)


def answering(database: str) -> list[Row]:
    """A hundred people who think, then eight who never pause: with and without the page before."""
    with product.on(database) as made:
        asked = made.read("make", str(PEOPLE + HANDS))
        with made.served():
            seconds: list[float] = []
            everyone = people_of(asked, made.port, seconds)
            thinking, hasty = everyone[:PEOPLE], everyone[PEOPLE:]
            asyncio.run(_wake(made.port))
            asyncio.run(_thoughtful(thinking))
            planned = PEOPLE * screens_of(WORDS)
            failed = planned - len(seconds)
            thought = [*seconds, *[PATIENCE] * failed]
            saves, screens = asyncio.run(_both(made, hasty, seconds))
        missing = lost(everyone, made.read("told"))
    kept = sum(len(person.saved) for person in everyone)
    return [
        *_times(f"{PEOPLE} people, {THINK:.0f} s between screens", thought),
        Row("requests planned, failed or never made", f"{planned}, {failed}", "0 errors"),
        *_closed("saved screen (its POST)", saves, "at least 150"),
        *_closed("whole screen (GET and POST)", screens, ""),
        Row("answers lost", f"{len(missing)} of {kept}", "0"),
    ]


async def _wake(port: int) -> None:
    """Until every process of the web server has loaded the product: starting is no part of this."""
    for _ in range(2):
        first = [Browser("127.0.0.1", port, []) for _ in range(CONNECTIONS)]
        await asyncio.gather(*(each.get("/privacy") for each in first))
        for each in first:
            await each.close()


async def _thoughtful(people: list[Person]) -> None:
    walks = [asyncio.create_task(person.answer_all(WORDS, THINK)) for person in people]
    ended, late = await asyncio.wait(walks, timeout=AT_MOST)
    for walk in late:
        walk.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for person in people:
        await person.browser.close()
    for walk in ended:
        if not isinstance(walk.exception(), NoAnswer | Wrong | None):
            walk.result()  # a fault of ours


async def _both(made: Product, people: list[Person], seconds: list[float]) -> tuple[Closed, Closed]:
    """The same people press on, first on save alone, then each time after reading the page."""
    known: dict[str, list[dict[str, list[str]]]] = {}
    for person in people:
        await person.begin()
        known[person.token] = [await person.rows(place) for place in range(1, WORDS + 1)]

    async def save(person: Person, place: int) -> None:
        await person.save(place, known[person.token][place - 1])

    async def read_and_save(person: Person, place: int) -> None:
        await person.save(place, await person.rows(place))

    saves = await _hasty(made, people, seconds, save)
    screens = await _hasty(made, people, seconds, read_and_save)
    for person in people:
        await person.browser.close()
    return saves, screens


async def _hasty(
    made: Product,
    people: list[Person],
    seconds: list[float],
    act: Callable[[Person, int], Awaitable[None]],
) -> Closed:
    """Word after word without a pause; who gets no answer goes on with the next."""
    seconds.clear()
    before, begun = _busy(made), time.perf_counter()

    async def press(person: Person) -> tuple[int, int]:
        done = failed = 0
        while time.perf_counter() - begun < CLOSED_FOR:
            try:
                await act(person, (done + failed) % WORDS + 1)
                done += 1
            except (NoAnswer, Wrong):
                failed += 1
        return done, failed

    counts = await asyncio.gather(*(press(person) for person in people))
    elapsed, after = time.perf_counter() - begun, _busy(made)
    done, failed = map(sum, zip(*counts, strict=True))
    busy = {who: after[who] - before[who] for who in after}
    return Closed(done, failed, elapsed, [*seconds, *[PATIENCE] * failed], busy)


def _busy(made: Product) -> dict[str, float]:
    return {**made.processor_seconds(), "people": time.process_time()}


def _closed(what: str, told: Closed, target: str) -> list[Row]:
    each = {who: busy / max(told.done, 1) * 1000 for who, busy in told.busy.items()}
    shares = ", ".join(f"{who} {ms:.1f}" for who, ms in each.items())
    cores = sum(told.busy.values()) / told.elapsed
    return [
        Row(f"{what}: a second", f"{told.done / told.elapsed:.0f}", target),
        Row(f"{what}: failed", f"{told.failed} of {told.done + told.failed}", "0"),
        Row(f"{what}: processor time, ms", shares, ""),
        Row(f"{what}: processors kept busy", f"{cores:.2f}", ""),
        *_times(f"{what}, {HANDS} people who never pause", told.seconds),
    ]


def _times(what: str, seconds: list[float]) -> list[Row]:
    marks = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    target = {"p50": "", "p95": "200 ms", "p99": ""}
    ranked = sorted(seconds)
    return [
        Row(f"{what}: {name}", f"{_mark(ranked, part) * 1000:.0f} ms", target[name])
        for name, part in marks.items()
    ]


def _mark(seconds: list[float], part: float) -> float:
    return seconds[min(int(len(seconds) * part), len(seconds) - 1)] if seconds else float("nan")


if __name__ == "__main__":
    main()
