"""Addresses over TLS: fetched where the certificate holds, refused where it does not."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import certifi
import pytest

from crosswire.base import Limits, Page, SetAside
from crosswire.collect import Fetching, read
from tests.collect.readers.making import HTML

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="there is no openssl to make a certificate with")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/page":
            self.wfile.write(HTML.encode())

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of this machine, signed by themselves, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        [
            *(str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"),
        ],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    if made.returncode:
        pytest.skip("this openssl makes no such certificate")
    (folder / "both.pem").write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return folder


@pytest.fixture
def server(certificate: Path) -> Iterator[str]:
    here = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    here.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "both.pem")
    here.socket = context.wrap_socket(here.socket, server_side=True)
    threading.Thread(target=here.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://{{}}:{here.server_port}/page"
    here.shutdown()
    here.server_close()


def fetched(url: str) -> Page | SetAside:
    [row] = read([url], Limits(), Fetching(private=True, pause=0, seconds=5))
    assert isinstance(row, Page | SetAside)
    return row


def test_a_page_is_fetched_where_the_certificate_holds(
    server: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certifi, "where", lambda: str(certificate / "cert.pem"))
    page = fetched(server.format("localhost"))
    assert isinstance(page, Page)
    assert page.text == HTML
    row = fetched(server.format("127.0.0.1"))
    assert isinstance(row, SetAside), "the certificate is of another name"
    assert row.code in ("CW214", "CW215")


def test_a_certificate_that_nobody_vouches_for_is_refused(server: str) -> None:
    row = fetched(server.format("localhost"))
    assert isinstance(row, SetAside)
    assert row.code in ("CW214", "CW215")
