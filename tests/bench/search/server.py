"""A static host as the usual ones are: gzip for text, HTTP/1.1, and it counts what it sends."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TEXT = {".html", ".js", ".mjs", ".css", ".json", ".txt", ".xml", ".svg", ".wasm"}
UNCOUNTED = "/bench/"
"""What only the measuring needs lies here."""


@dataclass
class Host:
    """A folder behind an address; `sent` is one row (path, body bytes) per counted request."""

    root: Path
    sent: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _body(path: Path) -> tuple[bytes, bool]:
    """A file as it travels, and whether that is gzip."""
    content = path.read_bytes()
    if path.suffix in _TEXT:
        return gzip.compress(content, 6, mtime=0), True
    return content, False


@contextmanager
def serve(root: Path) -> Iterator[Host]:
    """The folder on a free port."""
    host = Host(root)
    kept = lru_cache(maxsize=50_000)(_body)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = root / path.lstrip("/")
            if path.endswith("/"):
                file /= "index.html"
            if not file.is_file():
                self.send_error(404)
                return
            body, packed = kept(file)
            if not path.startswith(UNCOUNTED):
                host.sent.append((path, len(body)))
            self.send_response(200)
            self.send_header("Content-Type", _mime(file))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that closes early is no error."""

    with Server(("127.0.0.1", 0), Handler) as server:
        host.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()


def _mime(file: Path) -> str:
    known = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
    return (
        known.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    )
