"""Makers of webhooks and messages, and a receiver that notes what comes in."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from samenspel.channels.choices import DeliveryState, Trial
from samenspel.channels.models import Delivery, Webhook
from tests.make import NOON, make_party, speaker_of

LOCAL = "127.0.0.0/8"


def make_webhook(party=None, *, address="https://ontvanger.example/in", kinds=(), at=NOON):
    party = party or make_party("Ons")
    return Webhook.objects.create(
        party=party, address=address, kinds=list(kinds), nonce=f"nonce of {address}",
        made_by=speaker_of(party) if party.representations.count() == 1 else None, made_at=at,
    )  # fmt: skip


def make_delivery(party=None, *, webhook=None, at=NOON, state=DeliveryState.GIVEN_UP, **fields):
    return Delivery.objects.create(
        webhook=webhook or make_webhook(party, at=at), kind=Trial.PING, path="/",
        subject_label="channels.Webhook", subject_id="1", happened_at=at, due_at=at, state=state,
        **fields,
    )  # fmt: skip


@dataclass
class Receiver:
    """A computer that answers with these statuses in turn, the last for ever."""

    statuses: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    came: list[tuple[dict[str, str], bytes, str]] = field(default_factory=list)
    address: str = ""
    pause: float = 0.0  # seconds it takes over each


@contextmanager
def receiving(*statuses, **headers):
    """A receiver on this machine, for as long as it lasts."""
    receiver = Receiver(list(statuses) or [204], headers)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(receiver.pause)
            receiver.came.append((dict(self.headers), body, self.path))
            first = receiver.statuses[0]
            if len(receiver.statuses) > 1:
                receiver.statuses.pop(0)
            self.send_response(first)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_said):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads, request_queue_size = True, 256

    server = Server(("127.0.0.1", 0), Answers)
    receiver.address = f"http://127.0.0.1:{server.server_port}/in"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
