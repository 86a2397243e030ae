"""A server that sends a folder as GitHub Pages does: text compressed, everything kept a while."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.conftest import listening

TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@cache
def sent(file: Path) -> tuple[str, bytes, bool]:
    """Give what is sent for a file: its type, its bytes, and whether they are compressed."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content = file.read_bytes()
    if kind.startswith(TEXT):
        return kind, gzip.compress(content, 6, mtime=0), True
    return kind, content, False


@contextmanager
def published(folder: Path, prefix: str = "/") -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.removeprefix(prefix)
            file = file / "index.html" if path.endswith("/") else file
            found = path.startswith(prefix) and file.is_file()
            kind, content, compressed = sent(file if found else folder / "404.html")
            etag = f'"{sha256(content).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            self.send_header("ETag", etag)
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with listening(Handler) as address:
        yield address + prefix
