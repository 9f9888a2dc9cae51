"""Addresses: fetched from a server of our own where that is allowed, never from this machine's network otherwise."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from crosswire.base import Limits, Page, SetAside, Unread
from crosswire.collect import Answer, Fetching, Known, clean, read
from crosswire.collect.addresses.fetching import Fetcher
from crosswire.collect.addresses.hosts import is_public
from crosswire.errors import InputError
from tests.collect.readers.making import HTML, LINK, RSS, SITEMAP, THIRD, TITLE, body


class _Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        answer = getattr(self, "_" + self.path.split("?")[0].strip("/").replace(".", "_").replace("/", "_"), None)
        if answer is None:
            self._send(404, b"")
        else:
            answer()

    def _send(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _robots_txt(self) -> None:
        self._send(200, b"User-agent: *\nDisallow: /closed\nDisallow: /*?print\n")

    def _page(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self._send(304, b"")
        else:
            self._send(200, HTML.encode(), Content_Type="text/html; charset=utf-8", ETag='"v1"')

    def _packed(self) -> None:
        self._send(200, gzip.compress(HTML.encode()), Content_Type="text/html", Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._send(200, gzip.compress(b" " * 5_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def _feed(self) -> None:
        self._send(200, RSS.encode(), Content_Type="text/plain")

    def _sitemap(self) -> None:
        here = f"http://{self.headers['Host']}/page"
        self._send(200, SITEMAP.replace(LINK, here).encode(), Content_Type="application/xml")

    def _moved(self) -> None:
        self._send(302, b"", Location="/page")

    def _inward(self) -> None:
        self._send(302, b"", Location="http://inside.example/secret")

    def _elsewhere(self) -> None:
        self._send(302, b"", Location="file:///etc/passwd")

    def _round(self) -> None:
        self._send(302, b"", Location="/round")

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                time.sleep(0.05)
            except OSError:
                return

    def _gone(self) -> None:
        self._send(410, b"")

    def _down(self) -> None:
        self._send(503, b"")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    _Handler.asked = []
    here = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    here.daemon_threads = True
    threading.Thread(target=here.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{here.server_port}"
    here.shutdown()
    here.server_close()


OWN = Fetching(private=True, pause=0, seconds=5)


def fetched(url: str, fetching: Fetching = OWN) -> list[Page | SetAside | Unread]:
    return list(read([url], Limits(), fetching))


def test_a_page_is_fetched_with_where_and_when(server: str) -> None:
    for path in ("/page", "/packed", "/moved"):
        [page] = fetched(server + path)
        assert isinstance(page, Page)
        assert (page.path, page.origin) == (server + path, server + path)
        report = clean(page, Limits())
        assert report.headline is not None
        assert (report.headline.text, body(report)[-1]) == (TITLE, THIRD)
        assert report.fetched is not None
        assert report.url == f"{server}{'/page' if path == '/moved' else path}"
    assert [path for path, _ in _Handler.asked].count("/robots.txt") == 3
    assert all(headers["User-Agent"].startswith("crosswire") for _, headers in _Handler.asked)


def test_one_run_asks_for_robots_once_and_waits_between_pages(server: str) -> None:
    began = time.monotonic()
    list(read([f"{server}/page", f"{server}/packed"], Limits(), Fetching(private=True, pause=0.1)))
    assert [path for path, _ in _Handler.asked] == ["/robots.txt", "/page", "/packed"]
    assert time.monotonic() - began >= 0.2


def test_what_has_not_changed_is_not_read_again(server: str) -> None:
    [page] = fetched(f"{server}/page")
    assert isinstance(page, Page)
    known = {f"{server}/page": Known(etag=page.etag, modified=page.modified)}
    heard: dict[str, Answer] = {}
    asking = Fetching(private=True, pause=0, known=known, heard=heard.__setitem__)
    assert fetched(f"{server}/page", asking) == []
    assert heard[f"{server}/page"].data is None


@pytest.mark.parametrize(
    ("path", "code", "retry"),
    [
        ("/closed/a", "CW214", False),
        ("/page?print=1", "CW214", False),
        ("/elsewhere", "CW214", False),
        ("/round", "CW215", False),
        ("/gone", "CW215", False),
        ("/down", "CW215", True),
        ("/bomb", "CW203", False),
    ],
)
def test_what_cannot_be_had_is_set_aside(server: str, path: str, code: str, retry: bool) -> None:
    [row] = fetched(server + path, Fetching(private=True, pause=0, size=1_000_000))
    assert isinstance(row, SetAside)
    assert (row.code, row.retry, row.path) == (code, retry, server + path)


def test_a_slow_server_is_left(server: str) -> None:
    began = time.monotonic()
    [row] = fetched(f"{server}/slow", Fetching(private=True, pause=0, seconds=0.5))
    assert isinstance(row, SetAside)
    assert "0.5 seconds" in row.error
    assert time.monotonic() - began < 3


def test_a_feed_is_read_and_followed_only_if_asked(server: str) -> None:
    assert [type(row).__name__ for row in fetched(f"{server}/feed")] == ["Page", "Page", "Unread"]
    [row] = fetched(f"{server}/sitemap")
    assert isinstance(row, Unread)
    [page] = fetched(f"{server}/sitemap", Fetching(private=True, pause=0, follow=True))
    assert isinstance(page, Page)
    assert (page.given_title, page.given_outlet, page.form) == (TITLE, "The Northshore Wire", "html")


def test_this_machine_is_refused_unless_a_setting_allows_it(server: str) -> None:
    for url in (server, server.replace("127.0.0.1", "localhost"), "http://[::1]/", "http://[::ffff:127.0.0.1]/"):
        [row] = fetched(f"{url}/page", Fetching(pause=0))
        assert isinstance(row, SetAside)
        assert row.code == "CW214"
    assert _Handler.asked == []


@pytest.mark.parametrize("found", [["10.0.0.7"], ["93.184.216.34", "192.168.1.1"], ["169.254.169.254"], ["fe80::1"]])
def test_a_name_that_stands_for_a_private_address_is_refused(found: list[str]) -> None:
    fetcher = Fetcher(Fetching(pause=0), ask=lambda host, port: found)
    with pytest.raises(InputError, match="CW214"):
        fetcher.fetch("https://news.example/page")


def test_redirects_are_looked_at_again(server: str) -> None:
    """The server's own name is taken for public; where it leads is not."""
    import crosswire.collect.addresses.hosts as hosts

    port = int(server.rsplit(":", 1)[1])
    found = {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}
    original = hosts.is_public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1" or original(address))
        fetcher = Fetcher(Fetching(pause=0), ask=lambda host, _: found[host])
        with pytest.raises(InputError, match=r"CW214.*inside\.example"):
            fetcher.fetch(f"http://news.example:{port}/inward")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.1.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
        ("::7f00:1", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("url", ["http://", "https://:80/", "http://a b/", "http://[::1", "http://x\n.example/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    [row] = fetched(url)
    assert isinstance(row, SetAside)
    assert row.code in ("CW214", "CW215")
