"""Asking something of another computer, at an address that someone typed in.

Nothing inside our own network is asked, whatever a name leads to: we look at the address to which
the connection was made, before a word is said. `INSIDE_ALLOWED` in the settings makes exceptions.
"""

import ipaddress
import socket
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager

PATIENCE = 5  # seconds
MOST = 256 * 1024  # bytes of an answer


class TooMuch(requests.RequestException):
    """An answer was larger than anything we ask for."""


def is_allowed(address: str) -> bool:
    """Whether we may connect to this address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    allowed = (ipaddress.ip_network(each) for each in settings.INSIDE_ALLOWED)
    if any(found in network for network in allowed if network.version == found.version):
        return True
    return found.is_global and not found.is_multicast


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
        response = super().request(*given, **named)
        taken = response.raw.read(MOST + 1, decode_content=True)
        if len(taken) > MOST:
            raise TooMuch("too much")
        response._content = taken
        return response


class _Checked:
    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        if is_allowed(made.getpeername()[0]):
            return made
        made.close()
        raise NewConnectionError(self, "inside our own network")  # type: ignore[arg-type]


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
