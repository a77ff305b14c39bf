"""The machine dies while people vote: each vote that was acknowledged is there once.

So it is on the map: what it stands on once it is brought up to date, with the votes that are new
of too few people, is all there is.

Reduced here, to 120 votes and one database; `SAMENSPEL_SIZE=full` (make test-all) casts two
thousand on each.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.load import product
from benchmarks.load.browser import NoAnswer
from benchmarks.load.voters import lost, voters_of

pytestmark = pytest.mark.slow
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
VOTES, PEOPLE, KILLS = (2_000, 60, 4) if FULL else (120, 6, 1)


async def press(voter, done):
    """Vote until all votes are cast; when nobody answers, wait a moment and go on."""
    begun = False
    while len(done) < VOTES:
        try:
            if not begun:
                await voter.begin()
                begun = True
            if not voter.has_more:
                return
            await voter.vote()
            done.append(1)
        except NoAnswer:
            begun = False
            await asyncio.sleep(0.2)


async def kill(made, done):
    """Let web server and worker die at even distances."""
    for number in range(1, KILLS + 1):
        while len(done) < number * VOTES // (KILLS + 1):
            await asyncio.sleep(0.01)
        for name in ("granian", "django\0work"):
            made.kill(name)
        await asyncio.sleep(2)


async def vote_while_it_dies(made, voters):
    done = []
    await asyncio.gather(kill(made, done), *(press(voter, done) for voter in voters))
    for voter in voters:
        await voter.browser.close()
    return len(done)


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"] if FULL else ["SQLite"])
def test_each_vote_that_was_acknowledged_is_there_once(database):
    with product.on(database) as made:
        voters = voters_of(made.read("talk", str(PEOPLE)), made.port, [])
        with made.served(), ThreadPoolExecutor(1) as apart:
            assert apart.submit(asyncio.run, vote_while_it_dies(made, voters)).result() >= VOTES
        assert lost(voters, made.read("voted")) == []
        mapped = made.read("mapped")
        assert mapped["counted"] > 0
        assert mapped["is_all"]
