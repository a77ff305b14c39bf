"""A person with a browser, as far as a server sees one: a connection, cookies and forms."""

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

RADIO = re.compile(r'<input type="radio" name="(\w+)"(?: id="\w+")? value="(\d+)"')
PATIENCE = 30.0  # seconds for one answer
OK, MOVED = 200, 302


class NoAnswer(Exception):
    """The server went away, or took longer than anyone waits, before it answered."""


class Wrong(Exception):
    """A page came back that a person would not expect."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass(slots=True)
class Browser:
    """Asks one thing at a time and notes how long each took that went well.

    Whoever measures counts what did not go well as `PATIENCE` seconds.
    """

    host: str
    port: int
    seconds: list[float]
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Reply:
        """Read a page."""
        return await self._ask("GET", path, "", OK)

    async def post(self, path: str, fields: dict[str, str]) -> Reply:
        """Press a button; what was said is kept, and the answer says where to go on."""
        return await self._ask("POST", path, urlencode(fields), MOVED)

    async def swap(self, path: str, fields: dict[str, str]) -> Reply:
        """Press a button in a page that takes the answer in the place of a part of itself."""
        return await self._ask("POST", path, urlencode(fields), OK, "HX-Request: true")

    async def close(self) -> None:
        """Leave."""
        if self._streams:
            self._streams[1].close()
            with suppress(OSError):
                await self._streams[1].wait_closed()
            self._streams = None

    async def _ask(self, method: str, path: str, body: str, expected: int, *more: str) -> Reply:
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self._connected()
                writer.write(self._request(method, path, body, *more).encode())
                reply = await self._reply(reader)
        except (OSError, EOFError, TimeoutError) as error:
            await self.close()
            raise NoAnswer from error
        if reply.status != expected:
            raise Wrong(f"{method} {path} {reply.status}")
        self.seconds.append(time.perf_counter() - begun)
        return reply

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams and self._streams[0].at_eof():
            await self.close()
        if not self._streams:
            self._streams = await asyncio.open_connection(self.host, self.port)
        return self._streams

    def _request(self, method: str, path: str, body: str, *more: str) -> str:
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}", *more]
        if self.cookies:
            held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {held}")
        if method == "POST":
            lines += [
                f"X-CSRFToken: {self.cookies['csrftoken']}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        return "\r\n".join([*lines, "", body])

    async def _reply(self, reader: asyncio.StreamReader) -> Reply:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length, location = 0, ""
        for line in head[1:-2]:
            name, _colon, value = line.partition(": ")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "location":
                location = urlsplit(value.strip()).path
            elif name.lower() == "set-cookie":
                cookie, _equals, rest = value.strip().partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        text = (await reader.readexactly(length)).decode()
        return Reply(int(head[0].split()[1]), location, text)


def choices_in(page: str) -> dict[str, list[str]]:
    """The rows of round buttons of a page: what can be chosen in each."""
    found: dict[str, list[str]] = {}
    for name, value in RADIO.findall(page):
        found.setdefault(name, []).append(value)
    return found
