"""Asking a computer whose address someone typed: never of our own network, and not for long."""

import gzip
import socket
import threading
import time
from contextlib import contextmanager

import pytest
import requests

from samenspel.platform import outside

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
OURS = [
    "127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
    "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::a00:1", "2002:a00:1::", "5f00::1",
]  # fmt: skip


@contextmanager
def saying(*pieces, pause=0.0):
    """A computer that says these pieces with a pause in between; notes who connected."""
    server, came = socket.create_server(("127.0.0.1", 0)), []

    def serve():
        try:
            peer, _ = server.accept()
        except OSError:  # nobody came
            return
        came.append(peer)
        with peer:
            try:
                peer.recv(4096)
                for piece in pieces:
                    peer.sendall(piece)
                    time.sleep(pause)
            except OSError:  # we hung up on it
                return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


@pytest.fixture
def leave(settings):
    settings.INSIDE_ALLOWED = ["127.0.0.0/8"]


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_our_own_is_not_asked(address):
    assert not outside.is_allowed(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_may_be_asked(address):
    assert outside.is_allowed(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_without_leave_nobody_of_ours_is_even_connected_to(host):
    with saying(HEAD + b"\r\n") as (address, came):
        with pytest.raises(requests.ConnectionError):
            outside.session().get(address.replace("127.0.0.1", host))
        time.sleep(0.05)
        assert came == []


def test_with_leave_it_answers(leave):
    with saying(HEAD + b"Content-Length: 2\r\n\r\n{}") as (address, came):
        answer = outside.session().get(address)
        assert (answer.status_code, answer.json(), len(came)) == (200, {}, 1)


def test_a_name_is_looked_up_once_and_the_address_that_was_looked_at_is_used(monkeypatch):
    turns, connected = [["93.184.215.14"], ["127.0.0.1"]], []

    def look_up(host, port, **_how):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in turns.pop(0)]

    def connect(address, **_how):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(requests.ConnectionError):
        outside.session().get("https://aanbieder.example/")
    assert (connected, len(turns)) == ([("93.184.215.14", 443)], 1)


def test_one_address_of_ours_among_others_is_enough(monkeypatch):
    def look_up(host, port, **_how):
        return [(2, 1, 6, "", (each, port)) for each in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("connected"))
    with pytest.raises(requests.ConnectionError):
        outside.session().get("https://aanbieder.example/")


@pytest.mark.parametrize("host", ["x" * 70 + ".example", "a..example"])
def test_a_name_that_nobody_can_have_is_refused_as_any_other(host):
    with pytest.raises(requests.RequestException):
        outside.session().get(f"https://{host}/")


def test_a_redirect_is_not_followed(leave):
    with saying(HEAD + b"\r\n") as (elsewhere, came):
        head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + elsewhere.encode()
        with saying(head + b"\r\n\r\n") as (address, _came):
            assert outside.session().get(address).status_code == 302
        assert came == []


@pytest.mark.parametrize(
    "body", [b"x" * (outside.MOST + 1), gzip.compress(b"x" * 50_000_000)], ids=["long", "packed"]
)
def test_an_answer_without_end_is_not_taken_in(leave, body):
    packed = b"Content-Encoding: gzip\r\n" if body.startswith(b"\x1f\x8b") else b""
    with (
        saying(HEAD + packed + b"\r\n" + body) as (address, _came),
        pytest.raises(outside.TooMuch),
    ):
        outside.session().get(address)


@pytest.mark.parametrize(
    "said", [HEAD + b"Content-Length: 9\r\n\r\n{}", HEAD + b"Content-Encoding: gzip\r\n\r\nno", b""]
)
def test_an_answer_that_breaks_off_or_cannot_be_read_is_a_fault_that_callers_know(leave, said):
    with saying(said) as (address, _came), pytest.raises(requests.RequestException):
        outside.session().get(address)


@pytest.mark.parametrize("first", [b"", HEAD, HEAD + b"Content-Length: 999\r\n\r\n"])
def test_who_answers_letter_by_letter_keeps_us_no_longer_than_the_whole_may_last(
    leave, monkeypatch, first
):
    monkeypatch.setattr(outside, "WHOLE", 0.4)
    began = time.monotonic()
    with saying(*([first] if first else []), *[b"x"] * 100, pause=0.05) as (address, _came):
        with pytest.raises(requests.RequestException):
            outside.session().get(address)
        assert time.monotonic() - began < 2


def test_nothing_waits_for_a_line_that_has_ended(leave):
    before, end = threading.active_count(), time.monotonic() + 5  # less than the whole may last
    with saying(HEAD + b"Content-Length: 2\r\n\r\n{}") as (address, _came):
        outside.session().get(address)
    while threading.active_count() > before:
        assert time.monotonic() < end
        time.sleep(0.01)
