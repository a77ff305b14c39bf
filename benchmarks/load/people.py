"""People who answer: each with a link of their own, a browser, and a memory of what was saved."""

import asyncio
import random
from asyncio import CancelledError
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.browser import Browser, NoAnswer, Wrong, choices_in


def screens_of(words: int) -> int:
    """How often someone who answers so many words asks for something; see `answer_all`."""
    return 2 + 2 * words + 1


@dataclass(slots=True)
class Person:
    """Someone who answers; `saved` is what the server said it had kept, by word."""

    browser: Browser
    scan: int
    token: str
    invitation: int
    chance: random.Random
    saved: dict[int, dict[str, int]] = field(default_factory=dict)
    unsure: dict[int, list[dict[str, int]]] = field(default_factory=dict)

    def path(self, position: int) -> str:
        """Where a word is answered."""
        return f"/u/{self.scan}/woord/{position}/"

    async def begin(self) -> str:
        """Open the link and agree; where it leads."""
        link = f"/u/{self.token}"
        await self.browser.get(link)
        return (await self.browser.post(link, {"small_group": "on"})).location

    async def answer_all(self, words: int, think: float) -> None:
        """Answer word after word, with a pause before each next screen."""
        await asyncio.sleep(self.chance.uniform(0, think))
        await self.begin()
        for position in range(1, words + 1):
            rows = await self.rows(position)
            await asyncio.sleep(think)
            await self.save(position, rows)
        await self.browser.get(f"/u/{self.scan}/klaar/")

    async def save(self, position: int, rows: dict[str, list[str]]) -> None:
        """Choose something in each row and save it."""
        chosen = {name: self.chance.choice(values) for name, values in rows.items()}
        said = {name: int(value) for name, value in chosen.items() if name != "importance"}
        try:
            await self.browser.post(self.path(position), chosen)
        except (NoAnswer, Wrong, CancelledError):
            self.unsure.setdefault(position, []).append(said)
            raise
        self.saved[position] = said
        self.unsure.pop(position, None)

    async def rows(self, position: int) -> dict[str, list[str]]:
        """What can be chosen for a word."""
        return choices_in((await self.browser.get(self.path(position))).text)


def people_of(made: dict[str, Any], port: int, seconds: list[float]) -> list[Person]:
    """Someone for each link."""
    return [
        Person(Browser("127.0.0.1", port, seconds), made["scan"], token, pk, random.Random(pk))  # noqa: S311
        for token, pk in made["links"].items()
    ]


def lost(people: list[Person], told: dict[str, Any]) -> list[str]:
    """Answers that were acknowledged and are not there exactly once, as they were last saved."""
    missing = []
    for person in people:
        for position, said in person.saved.items():
            kept = told.get(f"{person.invitation}:{position}")
            possible = [said, *person.unsure.get(position, [])]
            if kept not in [{name: [points] for name, points in each.items()} for each in possible]:
                missing.append(f"{person.invitation}:{position}")
    return missing
