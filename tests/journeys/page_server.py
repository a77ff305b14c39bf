"""One page and our static files for a browser, which keeps those files from page to page."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

STATIC, AXE = "/static/", "/axe.js"


class PageServer(ThreadingHTTPServer):
    """Answers with `html` wherever a page is asked for, and with axe in it."""

    daemon_threads = True
    html = ""

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Answering(BaseHTTPRequestHandler):
    """Static files and axe may be kept, a page may not."""

    protocol_version = "HTTP/1.1"
    server: PageServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == AXE:
            self._give(Axe().axe_script.encode(), "text/javascript", "max-age=3600")
        elif not path.startswith(STATIC):
            self._give(with_axe(self.server.html).encode(), "text/html; charset=utf-8", "no-store")
        elif found := finders.find(path.removeprefix(STATIC)):
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            self._give(Path(found).read_bytes(), kind, "max-age=3600")
        else:
            self.send_error(404)

    def _give(self, content: bytes, kind: str, keep: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", keep)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said: object) -> None:
        """Say nothing: what is asked for here is no news."""


def with_axe(html: str) -> str:
    """The page with axe in its head, where a browser keeps what it compiled."""
    return html.replace("</head>", f'<script src="{AXE}"></script></head>', 1)


@contextmanager
def serving() -> Iterator[PageServer]:
    """A server on a free port of this machine, until the end of the block."""
    with PageServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
