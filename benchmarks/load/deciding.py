"""How a vote holds when a hundred people cast two thousand ballots within a minute."""

import asyncio
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.load import product
from benchmarks.load.browser import PATIENCE, Browser, NoAnswer, Wrong
from benchmarks.row import Row

PEOPLE, VOTES, WITHIN = 100, 20, 60.0  # seconds for all of them
ELECTOR = re.compile(r'name="elector" value="(\d+)"')
ON_TEXT = re.compile(r'name="on_text" value="([0-9a-f]{64})"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CHOICES = ("for", "against", "blank")


@dataclass(slots=True)
class Voter:
    """Someone who is signed in and casts a ballot in each vote; `cast` is what was acknowledged."""

    browser: Browser
    paths: list[str]
    chance: random.Random
    casting: list[float]
    cast: list[str] = field(default_factory=list)

    async def vote_all(self) -> None:
        """One ballot after another, so that all of them take a minute."""
        pause = WITHIN / len(self.paths)
        began = asyncio.get_running_loop().time() + self.chance.uniform(0, pause)
        for place, path in enumerate(self.paths):
            until = began + place * pause - asyncio.get_running_loop().time()
            await asyncio.sleep(max(until, 0))
            await self._vote(path)

    async def _vote(self, path: str) -> None:
        """Read the page, and press; only the press counts for how long a ballot takes."""
        page = (await self.browser.get(path)).text
        elector, on_text, token = (each.search(page) for each in (ELECTOR, ON_TEXT, TOKEN))
        if elector is None or on_text is None or token is None:
            raise Wrong(f"no ballot at {path}")
        choice = self.chance.choice(CHOICES)
        given = {"elector": elector[1], "on_text": on_text[1], "choice": choice, "why": "",
                 "csrfmiddlewaretoken": token[1]}  # fmt: skip
        await self.browser.post(f"{path}stemmen/", given)
        self.casting.append(self.browser.seconds[-1])
        self.cast.append(choice)


def rows(database: str) -> list[Row]:
    """Ballots in a minute by a hundred at once: how long each took, what it cost, what was lost."""
    with product.on(database) as made:
        asked = made.read("decide", str(PEOPLE), str(VOTES))
        with made.served():
            casting: list[float] = []
            voters = [
                Voter(
                    Browser("127.0.0.1", made.port, [], {asked["cookie"]: session}),
                    asked["paths"], random.Random(place), casting,  # noqa: S311
                )
                for place, session in enumerate(asked["sessions"])
            ]  # fmt: skip
            asyncio.run(_wake(voters))
            before = made.processor_seconds()
            asyncio.run(_all(voters))
            busy = {who: each - before[who] for who, each in made.processor_seconds().items()}
        kept = Counter(made.read("decided"))
    said = Counter(choice for voter in voters for choice in voter.cast)
    planned = PEOPLE * VOTES
    ranked = sorted([*casting, *[PATIENCE] * (planned - len(casting))])
    what = f"{planned} ballots in {WITHIN:.0f} s by {PEOPLE}"
    shares = ", ".join(f"{who} {each / planned * 1000:.1f}" for who, each in busy.items())
    return [
        Row(f"{what}: p50", f"{ranked[planned // 2] * 1000:.0f} ms", ""),
        Row(f"{what}: p95", f"{ranked[int(planned * 0.95)] * 1000:.0f} ms", "200 ms"),
        Row("processor time a ballot with its page, ms", shares, ""),
        Row("ballots that failed", f"{planned - len(casting)} of {planned}", "0"),
        Row("ballots lost, or counted twice", str((said - kept + (kept - said)).total()), "0"),
    ]


async def _wake(voters: list[Voter]) -> None:
    """Until every process of the web server has loaded what a page needs: no part of this."""
    await asyncio.gather(*(each.browser.get(each.paths[0]) for each in voters[:32]))
    await _leave(voters)


async def _all(voters: list[Voter]) -> None:
    found = await asyncio.gather(*(each.vote_all() for each in voters), return_exceptions=True)
    await _leave(voters)
    for fault in found:
        if fault is not None and not isinstance(fault, (NoAnswer, Wrong)):
            raise fault


async def _leave(voters: list[Voter]) -> None:
    for each in voters:
        await each.browser.close()


if __name__ == "__main__":
    for name in sys.argv[1:] or ["SQLite", "PostgreSQL"]:
        for row in rows(name):
            bound = f" (at most {row.target})" if row.target else ""
            sys.stdout.write(f"{name}: {row.what}: {row.measured}{bound}\n")
