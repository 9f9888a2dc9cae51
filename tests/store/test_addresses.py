"""Addresses in a collection: asked again only whether they have changed, and each version of their words is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from crosswire import api, collection
from crosswire.dissect import LoadedModel
from crosswire.settings import Settings
from crosswire.terminal import main

FIRST = "The council of Port Sarrow met on Monday. Shells killed at least 12 people in Lindre, Mayor Ines Tarle said."
LATER = FIRST.replace("12", "14") + " The army denied firing on the town."
FEED = (
    '<rss version="2.0"><channel><title>The Courier</title>{}</channel></rss>',
    "<item><title>{0}</title><guid>{0}</guid><description>{1}</description></item>",
)
OWN = Settings(private_addresses=True, fetch_pause=0)


class _Site(ThreadingHTTPServer):
    """Sends what `pages` holds, each with a mark made of its words, and nothing to whom knows the mark."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.daemon_threads = True
        self.pages: dict[str, str] = {}
        self.sent: list[str] = []
        self.marks = "ETag"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        text = self.server.pages.get(self.path)
        mark = f'"{len(text or "")}"'
        asked = self.headers.get("If-None-Match" if self.server.marks == "ETag" else "If-Modified-Since")
        known = asked == mark and self.server.marks
        self.send_response(404 if text is None else 304 if known else 200)
        if text and self.server.marks:
            self.send_header(self.server.marks, mark)
        self.send_header("Content-Type", "application/rss+xml" if "<rss" in (text or "") else "text/plain")
        self.end_headers()
        if text and not known:
            self.server.sent.append(self.path)
            self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[_Site]:
    here = _Site()
    threading.Thread(target=here.serve_forever, args=(0.01,), daemon=True).start()
    yield here
    here.shutdown()
    here.server_close()


def feed(**entries: str) -> str:
    return FEED[0].format("".join(FEED[1].format(name, text) for name, text in entries.items()))


def texts(store: Path, model: LoadedModel) -> list[str]:
    return sorted(report.text.strip() for report in collection.make_record(store, OWN, model=model).reports)


@pytest.mark.parametrize("mark", ["ETag", "Last-Modified"])
def test_an_address_that_has_not_changed_is_left_untouched(
    site: _Site, tmp_path: Path, model: LoadedModel, mark: str
) -> None:
    site.marks = mark
    site.pages["/a"] = FIRST
    store, url = tmp_path / "s.db", f"{site.url}/a"
    assert collection.add([url], store, OWN, model=model).read == 1
    before = collection.listing(store)
    again = collection.add([url], store, OWN, model=model)
    assert (again.read, again.already, again.unchanged) == (0, 0, (url,))
    assert (site.sent, collection.listing(store)) == (["/a"], before)
    assert [line["verb"] for line in collection.history(store)] == ["add"]
    collection.remove(store, [url])
    assert collection.add([url], store, OWN, model=model).read == 1


def test_a_later_version_of_an_address_is_kept_beside_the_first(
    site: _Site, tmp_path: Path, model: LoadedModel, capsys: pytest.CaptureFixture[str]
) -> None:
    store, url = tmp_path / "s.db", f"{site.url}/a"
    for words in (FIRST, LATER):
        site.pages["/a"] = words
        assert collection.add([url], store, OWN, model=model).read == 1
    assert texts(store, model) == sorted((FIRST, LATER))
    assert collection.show(store, url)[0].text == LATER
    first, second = collection.versions(store, url)
    assert (first.changed, second.changed) == ((), (("12", "14"), ("", "The army denied firing on the town.")))
    assert [first.report, second.report] == [collection.show(store, one.report)[0].id for one in (first, second)]
    capsys.readouterr()
    assert main(["history", url, "--store", str(store)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in shown] == ["1", "2"]
    assert "[-12-] {+14+}" in shown[1]


def test_the_record_of_versions_is_the_one_that_building_from_both_gives(
    site: _Site, tmp_path: Path, model: LoadedModel
) -> None:
    store = tmp_path / "s.db"
    for path, words in (("/a", FIRST), ("/a", LATER), ("/b", FIRST + " Talks go on.")):
        site.pages[path] = words
        collection.add([site.url + path], store, OWN, model=model)
    kept = [collection.show(store, row.id)[0] for row in collection.listing(store)]
    rows = [
        {"text": r.text, "page": True, "url": r.url, "fetched": r.fetched.value if r.fetched else None} for r in kept
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    scratch = api.make_record([tmp_path / "in.jsonl"], OWN, model=model)
    stored = collection.make_record(store, OWN, model=model)
    assert [r.text for r in stored.reports] == [r.text for r in scratch.reports]
    for table in ("quotes", "mentions", "claims", "copies", "lineages", "timeline", "disagreements", "brief"):
        assert len(getattr(stored, table)) == len(getattr(scratch, table)), table


def test_entries_of_a_feed_are_known_by_their_ids(site: _Site, tmp_path: Path, model: LoadedModel) -> None:
    store, url = tmp_path / "s.db", f"{site.url}/feed"
    site.pages["/feed"] = feed(one=FIRST)
    assert collection.add([url], store, OWN, model=model).read == 1
    assert collection.add([url], store, OWN, model=model).unchanged == (url,)
    site.pages["/feed"] = feed(two="Rain fell in Lindre on Tuesday and the river rose by two metres.", one=FIRST)
    done = collection.add([url], store, OWN, model=model)
    assert (done.read, done.already, done.unchanged) == (1, 1, ())
    assert len(texts(store, model)) == 2


def test_a_server_without_marks_is_asked_in_full(site: _Site, tmp_path: Path, model: LoadedModel) -> None:
    site.marks = ""
    site.pages["/a"] = FIRST
    store, url = tmp_path / "s.db", f"{site.url}/a"
    collection.add([url], store, OWN, model=model)
    again = collection.add([url], store, OWN, model=model)
    assert (again.read, again.already, again.unchanged, site.sent) == (0, 1, (), ["/a", "/a"])
