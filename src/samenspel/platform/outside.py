"""Asking something of another computer, at an address that someone typed in.

Nothing inside our own network is asked, whatever a name leads to: a name is looked up once, all of
its addresses are looked at, and the connection goes to one of those. `INSIDE_ALLOWED` in the
settings makes exceptions. Who answers letter by letter does not keep us: the line is cut.
"""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.poolmanager import PoolManager

from .outbound import is_ours

PATIENCE = 5.0  # seconds for each step
WHOLE = 10.0  # seconds for all of it
MOST = 256 * 1024  # bytes of an answer


class TooMuch(requests.RequestException):
    """An answer was larger than anything we ask for."""


def is_allowed(address: str) -> bool:
    """Whether we may connect to this address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    allowed = (ipaddress.ip_network(each) for each in settings.INSIDE_ALLOWED)
    return any(found in network for network in allowed) or not is_ours(found)


def session() -> requests.Session:
    """A session that asks outside only, follows no redirects and is not patient."""
    return _Outside()


class _Outside(requests.Session):
    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False  # no proxy and no .netrc of this machine
        for scheme in ("https://", "http://"):
            self.mount(scheme, _Adapter())

    def request(self, *given: Any, **named: Any) -> requests.Response:
        named |= {"allow_redirects": False, "timeout": PATIENCE, "stream": True}
        try:
            with closing(self), _cut_after(WHOLE):
                response = super().request(*given, **named)
                taken = response.raw.read(MOST + 1, decode_content=True)
        except HTTPError as fault:  # of the library below, in the middle of an answer
            raise requests.ConnectionError("the answer broke off") from fault
        if len(taken) > MOST:
            raise TooMuch("too much")
        response._content = taken
        return response


_lines = threading.local()  # those of one exchange; all of it happens in one thread


@contextmanager
def _cut_after(seconds: float) -> Iterator[None]:
    """Hang up on who is still talking then; a time-out of each step alone would never end."""
    _lines.open = []
    timer = threading.Timer(seconds, _hang_up, [_lines.open])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        for line in _lines.open:
            line.close()


def _hang_up(lines: list[socket.socket]) -> None:
    for line in lines:
        with suppress(OSError):  # it ended by itself
            line.shutdown(socket.SHUT_RDWR)


def _connected(host: str, port: int) -> socket.socket:
    """A connection to the first of the addresses of a name, if none of them is ours."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not all(is_allowed(each) for each in addresses):
        raise PermissionError("inside our own network")
    made = socket.create_connection((addresses[0], port), timeout=PATIENCE)
    _lines.open.append(made.dup())  # the same line, also once TLS has taken the other over
    return made


class _Checked:
    def _new_conn(self) -> socket.socket:
        connection: Any = self
        try:
            return _connected(connection.host, connection.port)
        except (OSError, UnicodeError) as fault:
            raise NewConnectionError(connection, type(fault).__name__) from fault


class _Plain(_Checked, HTTPConnection):
    pass


class _Secure(_Checked, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        super().init_poolmanager(*given, **named)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
