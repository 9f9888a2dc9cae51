"""The store keeps what it was given, gives it back whole, and says what is wrong with a file it cannot use."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import msgspec
import pytest

from crosswire.base import Page, Reading, SetAside
from crosswire.errors import StoreError
from crosswire.store import Heard, Store, connection, schema
from tests.store.making import MAKER, page, report


def fill(store: Store, *pages: Page) -> None:
    with store.writing():
        store.put_maker(MAKER)
        for item in pages:
            store.put_read(item, report(item), Reading(report=report(item).id), MAKER)


def test_what_was_kept_comes_back_whole(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1), page(2))
    with Store(tmp_path / "s.db", may_write=False) as store:
        assert store.get("1.txt") == (report(page(1)), Reading(report=report(page(1)).id))
        assert [row.path for row in store.listing()] == sorted(
            ("1.txt", "2.txt"), key=lambda p: f"r-{page(int(p[0])).sha256}"
        )
        assert store.listing()[0].words == 9
        assert store.made_by(("2.txt", 0, ""), page(2).sha256) == MAKER.id


def test_a_page_given_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1, "a.txt"))
        fill(store, page(2, "a.txt"))
        assert [row.id for row in store.listing()] == [report(page(2)).id]
        assert store.stats()["reports"] == store.stats()["inputs"] == 1


def remove_both(store: Store) -> None:
    with store.writing():
        store.remove("1.txt")
        store.remove("none.txt")


def test_a_change_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1))
        with pytest.raises(StoreError):
            remove_both(store)
        assert len(store.listing()) == 1


def test_the_same_report_under_two_names_stays_while_one_of_them_does(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1, "a.txt"), page(1, "b.txt"))
        assert store.remove("a.txt") == [("a.txt", 0, "")]
        assert store.get(report(page(1)).id)[0].path == "b.txt"
        with pytest.raises(StoreError, match="CW706"):
            store.remove("a.txt")


def test_what_could_not_be_read_keeps_its_reason(tmp_path: Path) -> None:
    row = SetAside(path="x.bin", step="read", code="CW202", error="Binary.", cure="Give text.")
    with Store(tmp_path / "s.db") as store, store.writing():
        store.put_maker(MAKER)
        store.put_left(row, row, MAKER)
    with Store(tmp_path / "s.db") as store:
        assert store.left_out() == ([row], [])
        assert store.stats()["set_aside"] == 1


def test_an_address_that_stops_answering_costs_nothing_that_was_stored(tmp_path: Path) -> None:
    url = "https://courier.example/bridge"
    row = SetAside(path=url, step="read", code="CW215", error="No answer.", cure="Try again.", retry=True)
    kept = msgspec.structs.replace(page(1, url), origin=url)
    with Store(tmp_path / "s.db") as store:
        fill(store, kept)
        with store.writing():
            store.put_left(row, row, MAKER)
        assert [listed.path for listed in store.listing()] == [url]
        with store.writing():
            store.put_left(kept, row, MAKER)
        assert store.listing() == []
        assert store.left_out() == ([row], [])


def test_an_address_keeps_each_version_of_its_words(tmp_path: Path) -> None:
    url = "https://courier.example/bridge"
    with Store(tmp_path / "s.db") as store:
        first, second = (msgspec.structs.replace(page(n, url), origin=url) for n in (1, 2))
        fill(store, first, second)
        assert [row.id for row in store.listing()] == sorted(report(kept).id for kept in (first, second))
        assert store.get(url)[0].id == report(second).id
        again = msgspec.structs.replace(second, sha256="other bytes, the same words")
        fill(store, again)
        assert sorted(row.id for row in store.listing()) == sorted(report(kept).id for kept in (first, again))
        days = {row.id: row.added_at for row in store.listing()}
        fill(store, first)
        assert {row.id: row.added_at for row in store.listing()} == days
        assert store.get(url)[0].id == report(again).id


def test_an_address_whose_pages_were_removed_is_not_asked_for_news_alone(tmp_path: Path) -> None:
    url = "https://courier.example/pages.zip"
    with Store(tmp_path / "s.db") as store:
        fill(store, msgspec.structs.replace(page(1, f"{url}/a.txt"), origin=f"{url}/a.txt"))
        said = [Heard(url, '"v1"', None, True), Heard("https://other.example", None, "Tue, 17 Sep 2019", False)]
        with store.writing():
            store.put_heard(said)
        assert store.heard() == sorted(said)
        with store.writing():
            store.remove(f"{url}/a.txt")
        assert store.heard() == said[1:]


def test_pages_made_by_another_maker_are_stale(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1), page(2))
        assert list(store.stale(MAKER)) == []
        assert list(store.stale(MAKER._replace(rules="new"))) == [page(1), page(2)]


def test_parses_are_kept_by_their_key(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        with store.writing():
            store.put_parses([(b"k", b"one"), (b"k", b"two")])
        assert store.parse(b"k") == b"one"
        assert store.parse(b"none") is None


def test_a_record_is_kept_once_however_often_it_is_made(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store, store.writing():
        store.put_record(b'{"made": {"at": "1"}, "reports": []}')
        store.put_record(b'{"made": {"at": "2"}, "reports": []}')
        store.put_record(b'{"made": {"at": "3"}, "reports": [1]}')
        assert [seq for seq, _, _ in store.records()] == [1, 2]
        assert b'"3"' in store.record(2)


def test_a_backup_taken_while_the_store_is_written_to_is_whole(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, *map(page, range(50)))
        other = threading.Thread(target=lambda: fill(store, *map(page, range(50, 60))))
        other.start()
        store.back_up(tmp_path / "copy.db")
        other.join()
        with pytest.raises(StoreError, match="exists already"):
            store.back_up(tmp_path / "copy.db")
    with Store(tmp_path / "copy.db") as copy:
        assert copy.check() == []
        assert copy.stats()["reports"] in (50, 60)


def test_a_second_writer_waits_then_says_so_and_readers_never_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.1)
    with Store(tmp_path / "s.db") as first, Store(tmp_path / "s.db") as second:
        fill(first, page(1))
        with first.writing():
            first.remove("1.txt")
            with pytest.raises(StoreError, match="CW703"):
                fill(second, page(2))
            assert len(second.listing()) == 1
        assert second.listing() == []


def test_two_who_fill_a_new_store_in_turn_learn_from_each_other(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as first, Store(tmp_path / "s.db") as second:
        fill(first, page(1))
        fill(second, page(2))
        fill(first, *map(page, range(3, 12)))
        fill(second, *map(page, range(12, 22)))
        assert second.check() == first.check() == []
        assert first.stats()["reports"] == 21


def test_no_store_another_database_and_a_newer_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="CW701"):
        Store(tmp_path / "none.db", may_write=False)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE birds (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="no store of Crosswire"):
        Store(tmp_path / "other.db")
    Store(tmp_path / "s.db").close()
    newer = sqlite3.connect(tmp_path / "s.db")
    newer.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    newer.close()
    with pytest.raises(StoreError, match="CW702"):
        Store(tmp_path / "s.db")


def test_a_damaged_page_is_told_and_nothing_is_lost_by_it(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    with Store(place) as store:
        fill(store, *map(page, range(200)))
    content = bytearray(place.read_bytes())
    content[:16] = b"not a database!!"
    place.write_bytes(content)
    with pytest.raises(StoreError, match="CW705"):
        Store(place)
    assert place.read_bytes() == content


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "s.db") as store:
        fill(store, page(1))
    broken = (*schema.MIGRATIONS, "CREATE TABLE new (x TEXT);\nCREATE TABLE inputs (x TEXT);")
    monkeypatch.setattr(connection, "MIGRATIONS", broken)
    with pytest.raises(StoreError):
        Store(tmp_path / "s.db")
    monkeypatch.undo()
    with Store(tmp_path / "s.db") as store:
        assert len(store.listing()) == 1


def test_every_column_of_the_tables_is_explained() -> None:
    for script in schema.MIGRATIONS:
        for name, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n    \)", script, re.DOTALL):
            assert re.search(rf"-- [A-Z][^\n]*\n(?:    --[^\n]*\n)*    CREATE TABLE {name} ", script), name
            assert body


def test_readings_are_packed_with_what_the_first_ones_taught(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    with Store(place) as store:
        with suppress(RuntimeError), store.writing():
            _put_many(store, range(20))
            raise RuntimeError
        with store.writing():
            _put_many(store, range(20))
        assert [store.get(f"{n}.txt")[0] for n in range(20)] == [report(page(n)) for n in range(20)]
        assert store.check() == []
    with Store(place, may_write=False) as store:
        assert store.get("19.txt")[0] == report(page(19))
    with closing(sqlite3.connect(place)) as db, db:
        readings = [row[0] for row in db.execute("SELECT hex(substr(reading, 10, 2)) FROM reports ORDER BY input")]
        assert readings == ["0100"] * 8 + ["0103"] * 12
        texts = [row[0] for row in db.execute("SELECT hex(substr(content, 1, 2)) FROM texts ORDER BY input")]
        assert texts == ["0200"] * 8 + ["0202"] * 12
        db.execute("DELETE FROM learnt")
    with Store(place) as store:
        assert len([one for one in store.check() if one.startswith("texts")]) == 12
        with pytest.raises(StoreError, match="CW705"):
            store.get("19.txt")


def _put_many(store: Store, numbers: Iterable[int]) -> None:
    store.put_maker(MAKER)
    for n in numbers:
        made = report(page(n))
        store.put_read(page(n), made, Reading(report=made.id), MAKER)
