"""Damaged inputs of every kind: pages, rows set aside or left unread, never a crash. `bench/faults` does thousands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.faults.damage import DAMAGES, hard_cases
from crosswire.base import Limits, Page
from crosswire.collect import clean, read
from crosswire.errors import InputError
from tests.collect.readers import making

SAMPLES = making.every_kind()
QUICK = ("deep.xml", "deep.json", "deep.jsonl", "deep.eml", "deep.zip", "laughs.xml", "away.rss", "away.html")
QUICKER = (
    "columns.csv",
    "header.eml",
    "address.eml",
    "length.warc",
    "header.warc",
    "comment.html",
    "deepmap.xml",
    "deepfeed.json",
)
LATER = (
    "deepitem.json",
    "deeprow.jsonl",
    "laughs.atom",
    "laughs.html",
    "away.xml",
    "often.txt.gz",
    "claim.tar",
    "names.zip",
)


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
        for _ in range(2):
            (tmp_path / name).write_bytes(DAMAGES[damage](SAMPLES[name], chance))
            assert read_all(tmp_path / name), f"{damage} {name}: no page, and nothing said"


@pytest.mark.parametrize("name", [*QUICK, *QUICKER, *LATER])
def test_inputs_made_to_overwhelm(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        pytest.fail("a reader asked for a connection")

    monkeypatch.setattr("socket.socket.connect", refused)
    (tmp_path / name).write_bytes(hard_cases()[name]())
    rows = read_all(tmp_path / name)
    assert rows
    assert not any("root:" in row.text for row in rows if isinstance(row, Page))


@pytest.mark.parametrize(
    "line", ["By Mara Ostin{}", "The Tamber Post{}|", "3 March{}2021", "© 2021{}, EPB", "World{}/ Sport"]
)
def test_a_long_blank_inside_a_line_costs_no_square_of_its_length(tmp_path: Path, line: str) -> None:
    """Each of these would take minutes where an expression looks for the end of the blank from every place in it."""
    text = f"{making.TITLE}\n{line.format(' ' * 100_000)}\n{making.TEXT}\n{line.format(chr(9) * 100_000)}\n"
    for name, data in (("a.txt", text), ("a.html", f"<title>{text}</title><p>{text.replace(chr(10), '<p>')}")):
        (tmp_path / name).write_text(data, "utf-8")
        assert read_all(tmp_path / name)


def test_a_name_of_many_characters_in_a_feed_costs_no_square_of_its_length(tmp_path: Path) -> None:
    assert "<dc:creator>" in making.RSS
    data = making.RSS.replace("<dc:creator>", "<dc:creator>" + "ab" * 300_000)
    (tmp_path / "a.rss").write_text(data, "utf-8")
    assert any(isinstance(row, Page) for row in read_all(tmp_path / "a.rss"))
