"""People who vote: each with a browser of their own, and a memory of what was acknowledged."""

import asyncio
import random
import re
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.browser import Browser, NoAnswer, Wrong

NUMBER = re.compile(r'name="number" value="(\d+)"')
DRAWN = re.compile(r'name="drawn" value="([^"]*)"')


@dataclass(slots=True)
class Voter:
    """Someone who votes; `kept` is what the server said it had kept, by number of a statement."""

    browser: Browser
    path: str
    sealed: str
    chance: random.Random
    kept: dict[str, int] = field(default_factory=dict)
    unsure: dict[str, list[int]] = field(default_factory=dict)
    _page: str = ""

    async def begin(self) -> None:
        """Open the page with the first statement."""
        self._page = (await self.browser.get(self.path)).text

    @property
    def has_more(self) -> bool:
        """Whether there is a statement to vote on."""
        return bool(NUMBER.search(self._page))

    async def vote(self) -> None:
        """Vote on the statement that is shown; the next one comes in its place."""
        number, drawn = NUMBER.search(self._page), DRAWN.search(self._page)
        if number is None or drawn is None:
            raise Wrong("no statement to vote on")
        said = self.chance.choice([1, 0, -1])
        fields = {"number": number[1], "drawn": drawn[1], "value": str(said)}
        try:
            self._page = (await self.browser.swap(self.path, fields)).text
        except (NoAnswer, Wrong, asyncio.CancelledError):
            self.unsure.setdefault(number[1], []).append(said)
            raise
        self.kept[number[1]] = said
        self.unsure.pop(number[1], None)

    async def vote_all(self, votes: int, think: float) -> None:
        """Vote so many times with a pause before each."""
        await asyncio.sleep(self.chance.uniform(0, think))
        await self.begin()
        for _vote in range(votes):
            await asyncio.sleep(think)
            await self.vote()


def voters_of(made: dict[str, Any], port: int, seconds: list[float]) -> list[Voter]:
    """Someone for each sealed cookie."""
    return [
        Voter(
            Browser("127.0.0.1", port, seconds, {made["cookie"]: sealed}),
            f"/d/{made['talk']}/stem/",
            sealed.rsplit(":", 2)[0],
            random.Random(place),  # noqa: S311
        )
        for place, sealed in enumerate(made["sealed"])
    ]


def lost(voters: list[Voter], told: dict[str, Any]) -> list[str]:
    """Votes that were acknowledged and are not there exactly once, as they were last cast."""
    missing = []
    for voter in voters:
        kept = told.get(voter.sealed, {})
        for number, said in voter.kept.items():
            possible = [[each] for each in (said, *voter.unsure.get(number, []))]
            if kept.get(number) not in possible:
                missing.append(f"{voter.sealed} {number}: {kept.get(number)}")
        missing += [
            f"{voter.sealed} {number}: nobody cast it"
            for number in kept
            if number not in voter.kept and number not in voter.unsure
        ]
    return missing
