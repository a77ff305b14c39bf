"""The machine dies while people save and letters go out: nothing acknowledged is lost or doubled.

The letters are invitations to answer, reminders and invitations to speak for a party.

Reduced here; `SAMENSPEL_SIZE=full` (make test-all) saves two hundred times, and waits until the
worker that took over has found every letter that was on its way.
"""

import asyncio
import os
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from benchmarks.load import product
from benchmarks.load.browser import NoAnswer
from benchmarks.load.people import lost, people_of

pytestmark = pytest.mark.slow
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
SAVES, PEOPLE, LETTERS, KILLS = (200, 8, 60, 3) if FULL else (60, 6, 12, 1)
WORDS = 6
SLOW_POST = 0.1  # seconds a letter takes, so that a worker dies in the middle of one
# It takes a minute until the next worker is sure that the first is dead: until then the letter that
# it had in hand, begun or not, stays as it was.
UNSURE = {"uncertain"} if FULL else {"uncertain", "sending", "waiting"}
PATIENCE = 180 if FULL else 40


class Postman(socketserver.StreamRequestHandler):
    """A mail server that takes every letter, slowly, and remembers for whom."""

    def handle(self):
        self.say("220 hier")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.take()
            elif word == b"RCPT":
                self.to = line.decode().partition("<")[2].partition(">")[0]
                self.say("250 ja")
            elif word == b"QUIT":
                return self.say("221 dag")
            else:
                self.say("250 ja")
        return None

    def take(self):
        self.say("354 toe maar")
        while self.rfile.readline() not in {b".\r\n", b""}:
            pass
        self.server.taken[self.to] += 1
        time.sleep(SLOW_POST)
        self.say("250 bezorgd")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def handle_error(self, request, client_address):
        """Who died in the middle of a letter hangs up."""


@contextmanager
def post_office():
    with PostOffice(("127.0.0.1", 0), Postman) as server:
        server.taken = Counter()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


async def press(person, done):
    """Save word after word; when nobody answers, wait a moment and go on."""
    asked = []
    while sum(done.values()) < SAVES:
        position = done[person.token] % WORDS + 1
        try:
            if not asked:
                await person.begin()
                asked = [await person.rows(number) for number in range(1, WORDS + 1)]
            await person.save(position, asked[position - 1])
            done[person.token] += 1
        except NoAnswer:
            await asyncio.sleep(0.2)


async def kill(made, done):
    """Let web server and worker die at even distances."""
    for number in range(1, KILLS + 1):
        while sum(done.values()) < number * SAVES // (KILLS + 1):
            await asyncio.sleep(0.01)
        for name in ("granian", "django\0work"):
            made.kill(name)
        await asyncio.sleep(2)


async def save_while_it_dies(made, people):
    done = Counter()
    await asyncio.gather(kill(made, done), *(press(person, done) for person in people))
    for person in people:
        await person.browser.close()
    return sum(done.values())


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_what_was_acknowledged_is_there_once_and_each_letter_goes_once_or_is_uncertain(database):
    with (
        post_office() as post,
        product.on(database, EMAIL_URL=f"smtp://127.0.0.1:{post.server_address[1]}") as made,
    ):
        people = people_of(made.read("make", str(PEOPLE)), made.port, [])
        made.read("write", str(LETTERS))
        with made.served():
            assert apart(save_while_it_dies(made, people)) >= SAVES
            states = letters_when_done(made)
        assert lost(people, made.read("told")) == []
        assert [times for times in post.taken.values() if times != 1] == []
        sent = {address for address, state in states.items() if state == "sent"}
        unsure = {address for address, state in states.items() if state in UNSURE}
        assert len(states) == LETTERS == len(sent | unsure)
        assert sent <= set(post.taken) <= sent | unsure
        assert len(unsure) <= KILLS
        check = [sys.executable, "manage.py", "audit_verify"]
        subprocess.run(check, cwd=product.ROOT, env=made.environment, check=True)


def apart(work):
    """Run it in a thread of its own: the browser of another test keeps this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def letters_when_done(made):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        states = made.read("written")
        unsent = [state for state in states.values() if state != "sent"]
        if len(unsent) <= KILLS and set(unsent) <= UNSURE:
            return states
        time.sleep(1)
    return made.read("written")
