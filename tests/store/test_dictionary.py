"""The data dictionary names every table and column that a store has, and its queries give what it says."""

from __future__ import annotations

import re
import runpy
import sqlite3
from pathlib import Path

import pytest

from crosswire.base import Reading
from crosswire.search import rows_of_report
from crosswire.store import Store
from crosswire.store.dictionary import describe
from tests.store.making import MAKER, page, report

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "store.md"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Store(tmp_path / "s.db") as store, store.writing():
        store.put_maker(MAKER)
        for item in (page(1, "page.txt"), page(2)):
            number = store.put_read(item, report(item), Reading(report=report(item).id), MAKER)
            store.put_rows(number, rows_of_report(report(item), Reading(report=report(item).id)))
    return tmp_path / "s.db"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == runpy.run_path(str(ROOT / "docs" / "generate.py"))["dictionary"](), (
        "run `make docs`"
    )


def test_every_table_and_column_of_a_store_is_explained(place: Path) -> None:
    told = {table.name: {column.name: column.meaning for column in table.columns} for table in describe()}
    assert all(table.meaning for table in describe())
    assert all(meaning for columns in told.values() for meaning in columns.values()), told
    db = sqlite3.connect(place)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in tables:
        if not name.startswith("words_"):
            assert {row[1] for row in db.execute(f"PRAGMA table_info({name})")} == set(told.pop(name)), name
    assert told == {}
    db.close()


def test_its_queries_run_without_crosswire(place: Path) -> None:
    db = sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)
    reports, near = (
        db.execute(query.replace("talks failed", "bridge Sarrow")).fetchall()
        for query in re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    )
    assert [words for *_, words in reports] == [9, 9]
    assert sorted(near) == sorted(("report", f"r-{page(n).sha256}", f"r-{page(n).sha256}", None, None) for n in (1, 2))
    db.close()


def test_a_page_is_read_without_crosswire(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("msgpack")
    monkeypatch.chdir(place.parent)
    place.rename("crosswire.db")
    held: dict[str, object] = {}
    exec(re.findall(r"```py\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0], held)
    assert held["text"] == held["page"]["text"] == page(1).text  # type: ignore[index]
