"""A message to an address that someone else typed: never into our own network.

The name is looked up once and the connection goes to the address that was checked, so that a name
that answers differently the second time (DNS rebinding) leads nowhere. Redirects are not followed.
Of the answer we read the status line only, within one deadline for the whole exchange.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from .choices import OutboundFault

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
DEADLINE = 10.0  # seconds for connecting, sending and the status line together
LONGEST_LINE = 512
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
INTERNET = ipaddress.IPv6Network("2000::/3")  # of IPv6 nothing else was given out
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([0-9]{3})\b")
WELL, MOVED, WRONG = 200, 300, 400


class Refused(Exception):
    """A message that was not accepted, or not even sent; `fault` says why."""

    def __init__(self, fault: OutboundFault, status: int | None = None) -> None:
        super().__init__(str(fault))
        self.fault, self.status = fault, status


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: the address that was checked, and the name that was asked for."""

    url: SplitResult
    host: str
    port: int
    address: Address


def fault_in(address: str) -> OutboundFault | None:
    """What is wrong with an address as it is typed, without looking up its name."""
    try:
        url, _host, _port = _parts(address)
        literal = _literal(url.hostname or "")
        if literal is not None:
            _check(url, [literal])
        elif url.scheme == "http" and not settings.WEBHOOKS_MAY_REACH:
            return OutboundFault.PLAIN
    except Refused as refusal:
        return refusal.fault
    return None


def target(address: str) -> Target:
    """Look an address up, once; raises `Refused` when any of what it means is our own network."""
    url, host, port = _parts(address)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(OutboundFault.NAME) from error
    addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    _check(url, addresses)
    return Target(url, host, port, addresses[0])


def is_ours(address: Address) -> bool:
    """Whether an address is not one of the public internet, also when it is wrapped in another."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inside is not None:
            return is_ours(inside)
        if address not in INTERNET:
            return True
    return not address.is_global or address.is_multicast or address.is_unspecified


def send(address: str, *, body: bytes, headers: Mapping[str, str]) -> int:
    """POST `body`; the status (2xx) of the answer. Raises `Refused` for anything else."""
    end = time.monotonic() + DEADLINE
    try:
        status = _exchange(target(address), body, headers, end)
    except TimeoutError as error:
        raise Refused(OutboundFault.TIMEOUT) from error
    except ssl.SSLError as error:
        raise Refused(OutboundFault.TLS) from error
    except (OSError, http.client.HTTPException) as error:
        raise Refused(OutboundFault.CONNECTION) from error
    if MOVED <= status < WRONG:
        raise Refused(OutboundFault.REDIRECT, status)
    if not WELL <= status < MOVED:
        raise Refused(OutboundFault.STATUS, status)
    return status


def _exchange(found: Target, body: bytes, headers: Mapping[str, str], end: float) -> int:
    with socket.create_connection((str(found.address), found.port), timeout=_left(end)) as plain:
        plain.settimeout(_left(end))
        connection = http.client.HTTPConnection(found.host, found.port)
        connection.sock = _secured(plain, found) if found.url.scheme == "https" else plain
        try:
            connection.sock.settimeout(_left(end))
            path = found.url.path or "/"
            where = f"{path}?{found.url.query}" if found.url.query else path
            connection.request("POST", where, body=body, headers={**headers, "Connection": "close"})
            return _status(connection.sock, end)
        finally:
            connection.close()


def _secured(plain: socket.socket, found: Target) -> ssl.SSLSocket:
    return _trusting().wrap_socket(plain, server_hostname=found.host)


@cache
def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


def _status(sock: socket.socket, end: float) -> int:
    """The status of the answer; somebody who sends it letter by letter does not hold us up."""
    line = b""
    while b"\n" not in line and len(line) < LONGEST_LINE:
        sock.settimeout(_left(end))
        more = sock.recv(LONGEST_LINE)
        if not more:
            break
        line += more
    said = STATUS_LINE.match(line)
    if said is None:
        raise http.client.BadStatusLine("")
    return int(said[1])


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        url = urlsplit(address)
        host = (url.hostname or "").encode("idna").decode()
        port = url.port or (443 if url.scheme == "https" else 80)
    except (ValueError, UnicodeError) as error:
        raise Refused(OutboundFault.ADDRESS) from error
    plain = address.isascii() and address.isprintable() and " " not in address
    if url.scheme not in ("https", "http") or not host or "@" in url.netloc or not plain:
        raise Refused(OutboundFault.ADDRESS)
    return url, host, port


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _check(url: SplitResult, addresses: Sequence[Address]) -> None:
    """Our own network only where the settings allow it, and without TLS only there."""
    allowed = [ipaddress.ip_network(each) for each in settings.WEBHOOKS_MAY_REACH]
    known = [any(each in network for network in allowed) for each in addresses]
    if any(is_ours(each) and not may for each, may in zip(addresses, known, strict=True)):
        raise Refused(OutboundFault.PRIVATE)
    if url.scheme == "http" and not all(known):
        raise Refused(OutboundFault.PLAIN)
