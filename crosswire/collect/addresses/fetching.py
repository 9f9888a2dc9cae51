"""One address after another: asked once, slowly enough for its host, and never longer or larger than allowed."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from urllib.parse import SplitResult, urljoin, urlsplit

from protego import Protego

from crosswire.base import Noun
from crosswire.collect.addresses.hosts import Resolve, allowed_addresses, resolve
from crosswire.errors import InputError

AGENT = "crosswire"
_AGENT = f"{AGENT}/0.1 (reads reports for a record; asks one page at a time)"
_MOST_REDIRECTS = 5
_MOST_ROBOTS = 512_000
_CHUNK = 1 << 16
_LONGEST_PAUSE = 30.0
"""Seconds between two requests that a robots.txt may ask for; a host that asks for more is left out."""
_LONGEST = 2_000
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})


class Known(Noun, frozen=True, kw_only=True):
    """What a server said of an address when it was last fetched."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `url` is where it was found after redirects; `data` is None where nothing has changed since."""

    url: str
    data: bytes | None
    media: str
    fetched: str
    etag: str | None
    modified: str | None


class Fetching(Noun, frozen=True, kw_only=True):
    """How addresses are fetched. `seconds` for one address in all, `size` in bytes once unpacked, `pause` in seconds
    between two requests to a host; `private` allows hosts of this machine's own network; `follow` fetches the addresses
    that a feed or sitemap names. `known` holds what is known of addresses fetched before: one that has not changed
    since gives no page. `heard` is told of every answer, with the address as it was asked for."""

    seconds: float = 30.0
    size: int = 32_000_000
    pause: float = 1.0
    private: bool = False
    follow: bool = False
    known: Mapping[str, Known] = {}
    heard: Callable[[str, Answer], None] | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches one address at a time. `ask` gives the addresses of a host's name."""

    rules: Fetching
    ask: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(self, url: str) -> Answer:
        """What stands at an address. Raises InputError CW203 (too large), CW214 (may not be fetched), CW215 (could
        not be)."""
        asked, deadline = url, self.clock() + self.rules.seconds
        for _ in range(_MOST_REDIRECTS + 1):
            place = _place(url)
            self._hear_robots(place, url, deadline)
            status, headers, data = self._request(place, url, deadline, self._conditions(asked), self.rules.size)
            moved = headers.get("location")
            if status in _MOVED and moved:
                url = urljoin(url, moved.strip())
                continue
            return self._answer(url, status, headers, data)
        raise InputError("CW215", f"{asked} leads from one address to another without end.", "Check the address.")

    def _answer(self, url: str, status: int, headers: http.client.HTTPMessage, data: bytes) -> Answer:
        if status not in (200, 203, 304):
            cure = "Try again later." if status in _LATER else "Check the address, or save the page and give the file."
            raise InputError("CW215", f"The server of {url} answered {status}.", cure, retry=status in _LATER)
        return Answer(
            url=url,
            data=None if status == 304 else data,
            media=headers.get("content-type", ""),
            fetched=formatdate(time.time(), usegmt=True),
            etag=(headers.get("etag") or "")[:_LONGEST] or None,
            modified=(headers.get("last-modified") or "")[:_LONGEST] or None,
        )

    def _conditions(self, url: str) -> dict[str, str]:
        known = self.rules.known.get(url, Known())
        named = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in named.items() if value and value.isprintable()}

    def _hear_robots(self, place: SplitResult, url: str, deadline: float) -> None:
        """Raises InputError CW214 where the host's robots.txt forbids the address, or cannot be had."""
        key = f"{place.scheme}://{place.netloc}"
        if key not in self._robots:
            self._robots[key] = self._fetched_robots(key, deadline)
        robots = self._robots[key]
        if robots is None or not robots.can_fetch(url, AGENT) or (robots.crawl_delay(AGENT) or 0) > _LONGEST_PAUSE:
            raise InputError(
                "CW214",
                f"The robots.txt of {place.hostname} does not allow {url}, or cannot be read.",
                "Save the page and give the file, if you may.",
                retry=robots is None,
            )

    def _fetched_robots(self, key: str, deadline: float) -> Protego | None:
        """The rules of a host; none where there is no such file, None where the server fails (RFC 9309)."""
        url = f"{key}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                status, headers, data = self._request(_place(url), url, deadline, {}, _MOST_ROBOTS)
            except InputError as problem:
                if problem.code == "CW214":
                    raise
                return None
            moved = headers.get("location")
            if status not in _MOVED or not moved:
                break
            url = urljoin(url, moved.strip())
        text = data[:_MOST_ROBOTS].decode("utf-8", "replace") if status == 200 else ""
        return None if status >= 500 else Protego.parse(text)

    def _request(
        self, place: SplitResult, url: str, deadline: float, conditions: Mapping[str, str], most: int
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        host, port = place.hostname or "", place.port or (443 if place.scheme == "https" else 80)
        addresses = allowed_addresses(host, port, private=self.rules.private, ask=self.ask)
        self._pause(place)
        headers = {
            "Host": place.netloc.rsplit("@", 1)[-1],
            "User-Agent": _AGENT,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        try:
            with self._connected(addresses, host, port, place.scheme, deadline) as connection:
                connection.request("GET", _target(place), headers=headers)
                response = connection.getresponse()
                return response.status, response.headers, self._body(response, url, deadline, most)
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as problem:
            late = self.clock() >= deadline
            why = f"took longer than {self.rules.seconds:g} seconds" if late else f"failed ({type(problem).__name__})"
            raise InputError("CW215", f"Fetching {url} {why}.", "Try again later.", retry=True) from None
        finally:
            self._last[place.netloc] = self.clock()

    def _pause(self, place: SplitResult) -> None:
        robots = self._robots.get(f"{place.scheme}://{place.netloc}")
        delay = max(self.rules.pause, (robots.crawl_delay(AGENT) or 0) if robots else 0)
        left = self._last.get(place.netloc, -1e9) + delay - self.clock()
        if left > 0:
            self.wait(left)

    @contextmanager
    def _connected(
        self, addresses: list[str], host: str, port: int, scheme: str, deadline: float
    ) -> Iterator[http.client.HTTPConnection]:
        """A connection to one of the very addresses that were checked, cut off at the deadline."""
        plain = self._socket(addresses, port, deadline)
        cut = threading.Timer(max(0.0, deadline - self.clock()), _shut, (plain,))
        cut.daemon = True
        cut.start()
        try:
            secure = _secure().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
            connection = http.client.HTTPConnection(host, port)
            connection.sock = secure
            try:
                yield connection
            finally:
                connection.close()
                secure.close()
        finally:
            cut.cancel()
            plain.close()

    def _socket(self, addresses: list[str], port: int, deadline: float) -> socket.socket:
        problem: OSError = TimeoutError()
        for address in addresses[:4]:
            left = deadline - self.clock()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, port), timeout=left)
            except OSError as failed:
                problem = failed
        raise problem

    def _body(self, response: http.client.HTTPResponse, url: str, deadline: float, most: int) -> bytes:
        """The body unpacked, read as it comes. Raises InputError CW203 where it is too large."""
        unpack = _unpacker(response.headers.get("content-encoding", ""))
        pieces: list[bytes] = []
        size = 0
        while data := response.read1(_CHUNK):
            piece = unpack(data, most + 1 - size)
            size += len(piece)
            pieces.append(piece)
            if size > most:
                raise InputError(
                    "CW203",
                    f"{url} is too long: more than {most:,} bytes.",
                    "Save it and give the file, or raise the limit.",
                )
            if self.clock() >= deadline:
                raise TimeoutError
        # A connection that was cut off at the deadline, or by the server, ends like one that is done.
        if self.clock() >= deadline:
            raise TimeoutError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(pieces)


def _place(url: str) -> SplitResult:
    """The parts of an address. Raises InputError CW214 for anything but http and https."""
    try:
        place = urlsplit(url.strip())
        usable = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isprintable() or len(url) > _LONGEST:
        raise InputError("CW214", f"{url[:200]!r} is no web address.", "Give one that begins with https:// or http://.")
    return place


def _target(place: SplitResult) -> str:
    """What is asked of the server: path and query, in ASCII."""
    from urllib.parse import quote

    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    return quote(target, safe="/%?&=;:@+$,!~*'()[]#-._")


def _secure() -> ssl.SSLContext:
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def _shut(plain: socket.socket) -> None:
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Unpacks a body piece by piece, never to more than asked."""
    name = encoding.strip().lower()
    if name not in ("gzip", "x-gzip", "deflate"):
        return lambda data, most: data[: max(0, most)]
    unpacking = zlib.decompressobj(wbits=47 if name != "deflate" else 15)
    return lambda data, most: unpacking.decompress(data, max(1, most))
