"""How a conversation holds when many vote at once, with the worker making maps meanwhile."""

import asyncio
import json
import subprocess
import sys
import time

from benchmarks.load import product
from benchmarks.load.browser import PATIENCE, NoAnswer, Wrong
from benchmarks.load.voters import Voter, lost, voters_of
from benchmarks.row import Row

PEOPLE, VOTES, THINK = 100, 20, 1.0  # a second between two votes
HASTY, CLOSED_FOR = 40, 10.0  # enough people that none is out of statements
AT_ONCE = 500  # first votes at the same moment
HANDS = 8
WAKING = 32  # more than there are processes to wake
INSERTS = 2  # seconds for each kind of bare insert


def rows(database: str) -> list[Row]:
    """Votes a second, a hundred people who think, five hundred first votes, and bare inserts."""
    with product.on(database) as made:
        talk = made.read("talk", str(PEOPLE + HASTY * HANDS + AT_ONCE))
        bare = made.read("insert", str(INSERTS))
        with made.served():
            seconds: list[float] = []
            everyone = voters_of(talk, made.port, seconds)
            asyncio.run(_wake(everyone[PEOPLE : PEOPLE + WAKING]))
            seconds.clear()
            asyncio.run(_thoughtful(everyone[:PEOPLE]))
            thought = _with_failed(seconds, PEOPLE * (VOTES + 1))
            told = [*_times(f"{PEOPLE} people, {THINK:.0f} s between votes", thought, "150 ms")]
            failed = sum(each == PATIENCE for each in thought)
            told.append(Row("votes that failed", f"{failed} of {PEOPLE * VOTES}", "0"))
            before = made.processor_seconds()
            rate, wrong = asyncio.run(_hasty(everyone[PEOPLE:-AT_ONCE]))
            busy = {who: each - before[who] for who, each in made.processor_seconds().items()}
            told += [
                Row("votes a second, who never pause", f"{rate:.0f}", "400 or more"),
                Row("of a bare insert by Django, and by SQL",
                    f"{rate / bare['django']:.2f} of {bare['django']:.0f} a second, "
                    f"{rate / bare['sql']:.2f} of {bare['sql']:.0f}", ""),
                Row("processor time a vote, ms", _shares(busy, rate * CLOSED_FOR), ""),
                Row("votes that failed, who never pause", str(wrong), "0"),
            ]  # fmt: skip
            seconds.clear()
            errors = asyncio.run(_first_votes(everyone[-AT_ONCE:]))
            told.append(Row(f"errors in {AT_ONCE} first votes at once", str(errors), "0"))
            told += _times("a first vote at once", seconds, "")
        missing = lost(everyone, made.read("voted"))
        kept = sum(len(each.kept) for each in everyone)
    return [*told, Row("votes lost, or counted twice", f"{len(missing)} of {kept}", "0")]


async def _wake(people: list[Voter]) -> None:
    """Until every process of the web server has loaded what a vote needs: no part of this."""
    for _round in range(2):
        await asyncio.gather(*(each.begin() for each in people))
        await asyncio.gather(*(each.vote() for each in people))
    await _leave(people)


async def _thoughtful(people: list[Voter]) -> None:
    await asyncio.gather(*(each.vote_all(VOTES, THINK) for each in people), return_exceptions=True)
    await _leave(people)


async def _hasty(people: list[Voter]) -> tuple[float, int]:
    """Eight at a time vote without a pause, and who is ready makes place for another."""
    waiting, wrong = list(people), 0
    begun = time.perf_counter()
    counted = 0

    async def press() -> None:
        nonlocal wrong, counted
        while waiting and time.perf_counter() - begun < CLOSED_FOR:
            voter = waiting.pop()
            try:
                await voter.begin()
                while voter.has_more and time.perf_counter() - begun < CLOSED_FOR:
                    await voter.vote()
                    counted += 1
            except (NoAnswer, Wrong):
                wrong += 1

    await asyncio.gather(*(press() for _hand in range(HANDS)))
    elapsed = time.perf_counter() - begun
    await _leave(people)
    return counted / elapsed, wrong


async def _first_votes(people: list[Voter]) -> int:
    """Everyone opens the page, and then all press at the same moment."""
    for first in range(0, len(people), HANDS):
        await asyncio.gather(*(each.begin() for each in people[first : first + HANDS]))
    pressed = await asyncio.gather(*(each.vote() for each in people), return_exceptions=True)
    await _leave(people)
    return sum(each is not None for each in pressed)


async def _leave(people: list[Voter]) -> None:
    for each in people:
        await each.browser.close()


def _shares(busy: dict[str, float], votes: float) -> str:
    return ", ".join(f"{who} {each / max(votes, 1) * 1000:.1f}" for who, each in busy.items())


def _with_failed(seconds: list[float], planned: int) -> list[float]:
    """What failed, or was never asked, counts as long as anyone waits."""
    return [*seconds, *[PATIENCE] * (planned - len(seconds))]


def _times(what: str, seconds: list[float], target: str) -> list[Row]:
    ranked = sorted(seconds) or [float("nan")]
    return [
        Row(f"{what}: {name}", f"{ranked[min(int(len(ranked) * part), len(ranked) - 1)] * 1000:.0f}"
            " ms", target if name == "p95" else "")
        for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    ]  # fmt: skip


def million_rows() -> list[Row]:
    """The next statement and the report with a million votes; see `million`."""
    with product.on("SQLite") as made:
        command = [sys.executable, "-m", "benchmarks.load.million"]
        done = subprocess.run(command, cwd=product.ROOT, env=made.environment, check=True,
                              capture_output=True, text=True)  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    targets = {"next statement": "30 ms", "report page": "150 ms", "own place": "150 ms"}
    return [
        Row(f"{what} at a million votes: p95", f"{ms:.1f} ms", targets[what])
        for what, ms in found.items()
    ]


if __name__ == "__main__":
    for name in sys.argv[1:] or ["SQLite", "PostgreSQL"]:
        for row in million_rows() if name == "million" else rows(name):
            bound = f" (at most {row.target})" if row.target else ""
            sys.stdout.write(f"{name}: {row.what}: {row.measured}{bound}\n")
