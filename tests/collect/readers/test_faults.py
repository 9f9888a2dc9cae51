"""Damaged inputs of every kind: pages, rows set aside or left unread, never a crash. `bench/faults` does thousands."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from bench.faults.damage import DAMAGES, hard_cases
from crosswire.base import Limits, Page
from crosswire.collect import clean, read
from crosswire.errors import InputError
from tests.collect.readers import making

SAMPLES: dict[str, bytes] = {
    "a.html": making.HTML.encode(),
    "a.rss": making.RSS.encode(),
    "a.atom": making.ATOM.encode(),
    "feed.json": making.JSON_FEED.encode(),
    "map.xml": making.SITEMAP.encode(),
    "item.json": json.dumps(making.NINJS).encode(),
    "a.csv": making.CSV.encode(),
    "a.eml": making.mail(),
    "a.warc": making.warc(),
    "a.warc.gz": making.warc_gz(),
    "a.zip": making.zipped({"a.html": making.HTML.encode(), "b.txt": making.TEXT.encode()}),
    "a.tar.gz": gzip.compress(making.tarred({"a.html": making.HTML.encode()})),
    "a.jsonl": json.dumps({"text": making.TEXT}).encode(),
}
QUICK = ("deep.xml", "deep.json", "deep.jsonl", "deep.eml", "deep.zip", "laughs.xml", "away.rss", "away.html")
QUICKER = ("columns.csv", "header.eml", "address.eml", "length.warc", "header.warc", "comment.html")


def read_all(path: Path) -> list[object]:
    rows: list[object] = list(read([path], Limits()))
    for row in rows:
        if isinstance(row, Page):
            try:
                clean(row, Limits())
            except InputError:
                continue
    return rows


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_inputs_are_read_or_set_aside(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for damage in sorted(DAMAGES):
        for _ in range(4):
            (tmp_path / name).write_bytes(DAMAGES[damage](SAMPLES[name], chance))
            assert read_all(tmp_path / name), f"{damage} {name}: no page, and nothing said"


@pytest.mark.parametrize("name", [*QUICK, *QUICKER])
def test_inputs_made_to_overwhelm(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        pytest.fail("a reader asked for a connection")

    monkeypatch.setattr("socket.socket.connect", refused)
    (tmp_path / name).write_bytes(hard_cases()[name]())
    rows = read_all(tmp_path / name)
    assert rows
    assert not any("root:" in row.text for row in rows if isinstance(row, Page))
