"""Search finds rows by words, phrases, beginnings and fields, whatever the accents, and forgets what was removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire import collection
from crosswire.dissect import LoadedModel
from crosswire.errors import UsageError
from crosswire.search import parse
from crosswire.store import Store

PAGES = {
    "one": (
        "2019-09-17",
        "Selmar Courier",
        'Foreign Minister Ilse Koravan met envoy Tor Brandt in Port Sarrow on Tuesday. "No truce will hold without '
        'a text," Koravan said.',
    ),
    "two": (
        "2019-11-14",
        "Estmark Today",
        "Shells killed at least 12 people in Döbrau on Wednesday, the Marj Observatory said. The army denied shelling "
        "the town.",
    ),
    "three": (
        "2019-09-18",
        "Estmark Today",
        'Foreign Minister Koravan left Port Sarrow on Wednesday without a deal. "We shall come back," Koravan said.',
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, model: LoadedModel) -> Path:
    import json

    folder = tmp_path_factory.mktemp("search")
    rows = [{"id": key, "published": day, "outlet": o, "text": t} for key, (day, o, t) in PAGES.items()]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    collection.add([folder / "in.jsonl"], folder / "s.db", model=model)
    collection.record(folder / "s.db", folder / "out", model=model)
    return folder / "s.db"


@pytest.mark.parametrize(
    ("query", "kind", "count"),
    [
        ("truce", "report", 1),
        ("truce", "quote", 1),
        ('"met envoy"', "report", 1),
        ('"envoy met"', "report", 0),
        ("dobrau", "report", 1),
        ("DÖBR*", "report", 1),
        ("speaker:koravan", "quote", 1),
        ('speaker:"Ilse Koravan" truce', "quote", 1),
        ("outlet:selmar", "report", 1),
        ("outlet:selmar shells", "report", 0),
        ("outlet:selmar OR shells", "report", 2),
        ("after:2019-10", "report", 1),
        ("before:2019-10", "report", 1),
        ("NOT truce", "report", 1),
        ("kind:report -shells", "report", 1),
        ("type:ATTK", "event", 1),
        ("(truce OR shells) before:2019-10", "report", 1),
        ("place:dobrau type:attk", "mention", 1),
        ("person:brandt", "report", 1),
        ("person:Brand", "report", 0),
        ("speaker:Korravan", "quote", 1),
        ('place:"Port Sarov"', "report", 1),
        ("place:Doebrau OR place:Döbbrau", "mention", 1),
        ("kind:claim shells", "claim", 1),
        ('speaker:"Ilse Koravan" come', "quote", 1),
        ('speaker:"foreign minister Koravan" come', "quote", 1),
        ("speaker:marj kind:claim type:attk", "claim", 1),
        ("actuality:deny kind:claim", "claim", 1),
        ("x'; DROP TABLE found; --x", "report", 0),
    ],
)
def test_what_is_found(store: Path, query: str, kind: str, count: int) -> None:
    found = collection.search(store, query, limit=100)
    assert sum(hit.kind == kind for hit in found.hits) >= count > 0 or (
        count == 0 and not any(hit.kind == kind for hit in found.hits)
    )
    assert found.total == len(found.hits)


def test_the_latest_come_first_and_pages_follow_one_another(store: Path) -> None:
    days = [hit.day for hit in collection.search(store, "kind:report", by_day=True).hits]
    assert days == ["2019-11-14", "2019-09-18", "2019-09-17"]
    second = collection.search(store, "kind:report", by_day=True, limit=1, offset=1)
    assert [hit.day for hit in second.hits] == ["2019-09-18"]
    assert second.total == 3


def test_snippets_mark_the_words_found_and_offsets_lead_to_them(store: Path) -> None:
    [hit] = [hit for hit in collection.search(store, "truce").hits if hit.kind == "quote"]
    assert "\x02truce\x03" in hit.snippet
    report, _ = collection.show(store, hit.report or "")
    assert "truce" in report.text[hit.start : hit.end]


def test_facets_count_the_rows(store: Path) -> None:
    facets = collection.search(store, "kind:report", facets=True).facets
    assert facets["outlet"] == {"Estmark Today": 2, "Selmar Courier": 1}
    assert facets["month"] == {"2019-09": 2, "2019-11": 1}


def test_what_is_removed_is_not_found(tmp_path: Path, model: LoadedModel) -> None:
    (tmp_path / "a.txt").write_text(PAGES["one"][2], "utf-8")
    collection.add([tmp_path / "a.txt"], tmp_path / "s.db", model=model)
    assert collection.search(tmp_path / "s.db", "truce").total
    collection.remove(tmp_path / "s.db", ["a.txt"])
    assert collection.search(tmp_path / "s.db", "truce").total == 0


def test_a_wrong_query_is_told(store: Path) -> None:
    with pytest.raises(UsageError, match="CW107"):
        collection.search(store, "colour:red")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='ab"()*:-ANDORT é', min_size=1, max_size=30))
def test_whatever_can_be_parsed_can_be_found(store_of_nothing: Path, query: str) -> None:
    try:
        node = parse(query)
    except UsageError:
        return
    with Store(store_of_nothing, may_write=False) as opened:
        assert opened.find(node, by_day=False, limit=5).total == 0


@pytest.fixture(scope="module")
def store_of_nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("nothing") / "s.db"
    Store(place).close()
    assert sqlite3.sqlite_version_info >= (3, 38)
    return place
