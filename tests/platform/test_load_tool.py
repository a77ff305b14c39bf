"""The tool that measures must not look away: what fails counts as long as anyone waits."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.load import __main__ as load
from benchmarks.load import browser
from benchmarks.load.browser import Browser, NoAnswer, Wrong
from benchmarks.load.people import Person, screens_of

SAVED = b"HTTP/1.1 302 Found\r\nLocation: /verder\r\nContent-Length: 0\r\n\r\n"
BROKEN = b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"
REFUSED = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
HANGS = b""


class Idle:
    """A product that asks nothing of the processor."""

    def processor_seconds(self):
        return {"web server": 0.0}


def serving(answers, work):
    """Give these answers in turn, then again, while `work` goes on at the port it gets."""

    async def both():
        turn = iter(range(10**9))

        async def answer(reader, writer):
            while head := await reader.readline():
                while line := await reader.readline():
                    if line == b"\r\n":
                        break
                if head.startswith(b"POST"):
                    await reader.readexactly(len("a=1"))
                writer.write(answers[next(turn) % len(answers)])
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            return await work(server.sockets[0].getsockname()[1])

    with ThreadPoolExecutor(1) as apart:  # a browser of another test keeps this thread's loop
        return apart.submit(asyncio.run, both()).result(20)


@pytest.mark.parametrize(
    ("answer", "error"), [(BROKEN, Wrong), (REFUSED, Wrong), (HANGS, NoAnswer)]
)
def test_only_what_went_well_has_a_time(answer, error, monkeypatch):
    monkeypatch.setattr(browser, "PATIENCE", 0.05)

    async def work(port):
        visit = Browser("127.0.0.1", port, [], {"csrftoken": "x"})
        await visit.post("/", {"a": "1"})
        try:
            with pytest.raises(error):
                await visit.post("/", {"a": "1"})
        finally:
            await visit.close()
        return len(visit.seconds)

    assert serving([SAVED, answer], work) == 1


def test_who_never_pauses_counts_a_failure_as_the_longest_wait(monkeypatch):
    monkeypatch.setattr(load, "CLOSED_FOR", 0.2)

    async def work(port):
        seconds = []
        visit = Browser("127.0.0.1", port, seconds, {"csrftoken": "x"})
        person = Person(visit, 1, "token", 1, random.Random(1))  # noqa: S311

        async def act(person, place):
            await person.save(place, {"a": ["1"]})

        told = await load._hasty(Idle(), [person], seconds, act)
        await visit.close()
        return told

    told = serving([SAVED, BROKEN], work)
    assert told.done - told.failed in {0, 1}
    assert sorted(told.seconds)[-told.failed :] == [browser.PATIENCE] * told.failed
    assert len(told.seconds) == told.done + told.failed


def test_the_screens_planned_are_those_someone_asks_for():
    asked = []

    class Counting:
        async def get(self, path):
            asked.append(path)
            return browser.Reply(200, "", "")

        async def post(self, path, _fields):
            asked.append(path)
            return browser.Reply(302, "/verder", "")

    person = Person(Counting(), 1, "token", 1, random.Random(1))  # noqa: S311
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, person.answer_all(6, 0.0)).result(5)
    assert len(asked) == screens_of(6) == 15
