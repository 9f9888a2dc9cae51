"""A store of every earlier number opens whole: nothing that it held is lost on the way to the tables of today."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from bench.faults.older import begun, brought, put
from crosswire import collection
from crosswire.base import Model, Report
from crosswire.search import rows_of_report
from crosswire.store import Maker, Store, schema
from tests.store.making import page, report

URL = "https://courier.example/feed"
KEPT = ("a.txt", "b.txt")


def old_store(place: Path, number: int) -> None:
    """A store as a Crosswire of that number left it: two files, an entry of a feed kept twice, and all else once."""
    db = begun(place)
    for n, name in enumerate(KEPT, start=1):
        put(db, n, f"/pages/{name}", page(n, name), report(page(n, name)))
    put(db, 3, URL, page(3, URL), report(page(3, URL)), line=1, given="guid-3")
    put(db, 4, URL, page(3, URL), report(page(3, URL)), line=2, given="guid-3")
    db.execute("INSERT INTO parses VALUES (x'01', x'02')")
    db.execute("INSERT INTO decisions VALUES (1, 'd', '2019-09-17', 'Ada', 'note', '{}')")
    db.execute("INSERT INTO records VALUES (1, '2019-09-17', '', 'h', ?)", (zlib.compress(b"{}"),))
    db.execute("INSERT INTO history VALUES (1, '2019-09-17', 'add', '{}')")
    brought(db, number)


@pytest.mark.parametrize("number", range(1, len(schema.MIGRATIONS) + 1))
def test_a_store_of_an_earlier_number_keeps_everything(tmp_path: Path, number: int) -> None:
    place = tmp_path / "s.db"
    old_store(place, number)
    with Store(place) as store:
        assert store.check() == []
        assert sorted(row.path for row in store.listing()) == [*KEPT, URL]
        for n, name in enumerate(KEPT, start=1):
            assert store.get(name)[0] == report(page(n, name))
        counts = store.stats()
        assert [counts[name] for name in ("inputs", "reports", "parses", "decisions", "records")] == [3, 3, 1, 1, 1]
        assert [line["verb"] for line in store.history()] == ["add"]
        assert len(list(store.stale(Maker("2", "rules", Model(name="m", version="1", hash="h"), {})))) == 3
        assert store.unfindable() == [1, 2, 4]
        assert collection.bring_up(store) == 3
        assert store.check() == []
        assert collection.bring_up(store) == 0
        assert [store.get(name)[0] for name in KEPT] == [report(page(n, name)) for n, name in enumerate(KEPT, start=1)]
    assert collection.search(place, "bridge").total == 3
    db = sqlite3.connect(place)
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(schema.MIGRATIONS)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("SELECT count(*) FROM words WHERE words MATCH 'bridge'").fetchone()[0] == 3
    db.close()


def test_what_was_interrupted_while_it_was_packed_anew_goes_on(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    old_store(place, 4)
    with Store(place) as store:
        with suppress(KeyboardInterrupt), store.writing():
            store.put_rows(1, rows_of_report(*store.pack_anew(1)))
            raise KeyboardInterrupt
        assert store.unfindable() == [1, 2, 4]
        with store.writing():
            store.put_rows(1, rows_of_report(*store.pack_anew(1)))
    with Store(place, may_write=False) as store:
        assert store.unfindable() == [2, 4]
    assert collection.search(place, "bridge").total == 3


def test_what_another_process_removed_or_packed_meanwhile_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s.db"
    old_store(place, 4)
    with Store(place) as store, Store(place) as other:
        waiting = store.unfindable()
        with other.writing():
            other.remove(store.listing()[0].path)
        asked = iter([waiting, store.unfindable()])
        monkeypatch.setattr(store, "unfindable", lambda: next(asked))
        collection.bring_up(store)
        assert (other.unfindable(), other.check(), len(other.listing())) == ([], [], 2)


def test_a_damaged_row_of_an_older_store_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosswire.store.store.TEACHERS", 3)
    place = tmp_path / "s.db"
    old_store(place, 4)
    db = sqlite3.connect(place)
    db.execute("UPDATE reports SET whole = substr(whole, 1, 40) WHERE input = 2")
    db.commit()
    db.close()
    assert collection.search(place, "bridge").total == 2
    with Store(place) as store:
        assert store.unfindable() == [2]
        assert (collection.bring_up(store), len(store.check())) == (0, 1)


def test_a_store_that_cannot_be_written_is_searched_as_far_as_it_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s.db"
    old_store(place, 5)
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert collection.search(place, "bridge").total == 0


def test_an_entry_of_a_feed_has_one_place_wherever_it_stands_in_it(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    old_store(place, 1)
    with Store(place) as store:
        assert store.made_by((URL, 0, "guid-3"), page(3, URL).sha256) is not None
        made: Report = store.get("guid-3")[0]
        assert made.text == page(3).text
