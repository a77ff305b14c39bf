"""A message to an address that someone typed never goes into a network of our own."""

import contextlib
import ipaddress
import socket
import threading
import time

import pytest

from samenspel.platform import outbound
from samenspel.platform.choices import OutboundFault
from tests.make_channels import LOCAL, receiving

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "0.0.0.0", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::",
    "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::a00:1", "5f00::1",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
          "::ffff:8.8.8.8", "64:ff9b::808:808"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_private_network_is_ours(address):
    assert outbound.is_ours(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_not(address):
    assert not outbound.is_ours(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254"]
)
def test_it_is_refused_when_it_is_typed(host):
    assert outbound.fault_in(f"https://{host}/") == OutboundFault.PRIVATE


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_it_is_refused_in_any_writing_when_it_is_looked_up(host):
    with pytest.raises(outbound.Refused) as refusal:
        outbound.target(f"https://{host}/")
    assert refusal.value.fault == OutboundFault.PRIVATE


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("http://93.184.215.14/", "plain"), ("ftp://voorbeeld.example/", "address"),
     ("https://u:p@voorbeeld.example/", "address"), ("https:///x", "address"),
     ("https://voorbeeld.example:99999/", "address"), ("file:///etc/passwd", "address"),
     ("https://voorbeeld.example/a b", "address"),
     ("https://voorbeeld.example/\r\nX: y", "address"), ("http://voorbeeld.example/", "plain"),
     ("//voorbeeld.example/", "address"), ("https://voorbeeld.example/", None)],
)  # fmt: skip
def test_only_plain_encrypted_addresses_are_taken(typed, fault):
    assert outbound.fault_in(typed) == fault


def resolving_to(monkeypatch, *turns):
    """A name server that answers differently each time, and the connections that were asked for."""
    asked, connected = [], []

    def look_up(host, port, **_how):
        asked.append(host)
        answers = turns[min(len(asked), len(turns)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers]

    def connect(address, **_how):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return asked, connected


def test_one_bad_address_among_good_ones_is_enough(monkeypatch):
    resolving_to(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(outbound.Refused) as refusal:
        outbound.target("https://voorbeeld.example/")
    assert refusal.value.fault == OutboundFault.PRIVATE


def test_a_name_that_answers_differently_the_second_time_leads_to_the_address_that_was_checked(
    monkeypatch,
):
    asked, connected = resolving_to(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    with pytest.raises(outbound.Refused) as refusal:
        outbound.send("https://voorbeeld.example/", body=b"", headers={})
    assert (asked, connected) == (["voorbeeld.example"], [("93.184.215.14", 443)])
    assert refusal.value.fault == OutboundFault.CONNECTION


def test_without_leave_nothing_reaches_a_computer_of_ours():
    with receiving() as receiver:
        with pytest.raises(outbound.Refused) as refusal:
            outbound.send(receiver.address.replace("http", "https"), body=b"", headers={})
        assert (refusal.value.fault, receiver.came) == (OutboundFault.PRIVATE, [])


def test_with_leave_it_arrives(settings):
    settings.WEBHOOKS_MAY_REACH = [LOCAL]
    with receiving(201) as receiver:
        assert outbound.send(f"{receiver.address}?a=b", body=b"hi", headers={"X-Mark": "1"}) == 201
    ((headers, body, path),) = receiver.came
    assert (headers["X-Mark"], body, path) == ("1", b"hi", "/in?a=b")


@pytest.mark.parametrize(("status", "fault"), [(301, "redirect"), (308, "redirect"),
                                               (404, "status"), (500, "status")])  # fmt: skip
def test_a_redirect_is_not_followed_and_another_answer_is_a_fault(settings, status, fault):
    settings.WEBHOOKS_MAY_REACH = [LOCAL]
    with receiving(204) as elsewhere, receiving(status, Location=elsewhere.address) as receiver:
        with pytest.raises(outbound.Refused) as refusal:
            outbound.send(receiver.address, body=b"", headers={})
        assert (refusal.value.fault, refusal.value.status) == (fault, status)
        assert elsewhere.came == []


@pytest.mark.parametrize("said", [b"", b"H", b"hello\r\n", b"HTTP/1.1 2", b"x" * 600])
def test_who_answers_nothing_sensible_or_letter_by_letter_holds_nobody_up(
    settings, monkeypatch, said
):
    settings.WEBHOOKS_MAY_REACH = [LOCAL]
    monkeypatch.setattr(outbound, "DEADLINE", 0.5)
    server = socket.create_server(("127.0.0.1", 0))

    def drip():
        peer, _ = server.accept()
        with peer, contextlib.suppress(ConnectionError):  # we may hang up on it halfway
            for each in said.decode():
                peer.sendall(each.encode())
            if said != b"hello\r\n":
                time.sleep(1)

    thread = threading.Thread(target=drip)
    thread.start()
    began = time.monotonic()
    with pytest.raises(outbound.Refused) as refusal:
        outbound.send(f"http://127.0.0.1:{server.getsockname()[1]}/", body=b"", headers={})
    assert refusal.value.fault in {OutboundFault.TIMEOUT, OutboundFault.CONNECTION}
    assert time.monotonic() - began < 5
    thread.join()
    server.close()
