"""Whatever happens to the disk or the file, the error is clear and nothing that was stored is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosswire import collection
from crosswire.base import Model, Reading
from crosswire.engines import unpack
from crosswire.errors import StoreError
from crosswire.store import Store, schema
from crosswire.terminal import main
from tests.store.making import MAKER, page, report

PAGES = 60
NOBODY = 65534


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Store(tmp_path / "s.db") as store:
        fill(store, range(PAGES))
    return tmp_path / "s.db"


def fill(store: Store, numbers: range) -> None:
    with store.writing():
        store.put_maker(MAKER)
        for number in numbers:
            item = page(number)
            store.put_read(item, report(item), Reading(report=report(item).id), MAKER)


def is_whole(place: Path) -> bool:
    with Store(place) as store:
        return store.check() == [] and [row.path for row in store.listing()].count("7.txt") == 1


def held(place: Path) -> int:
    with Store(place) as store:
        return len(store.listing())


def test_a_full_disk_is_told_and_what_was_stored_stays(place: Path) -> None:
    with Store(place) as store:
        [(pages,)] = store._base.opened.execute("PRAGMA page_count")
        store._base.opened.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match=r"CW704.*no room"):
            fill(store, range(PAGES, 20 * PAGES))
        assert len(store.listing()) == PAGES
        store._base.opened.execute("PRAGMA max_page_count = 1000000")
        fill(store, range(PAGES, 2 * PAGES))
    assert is_whole(place)
    assert held(place) == 2 * PAGES


CHILD = """
import resource, sys
from pathlib import Path
from crosswire.errors import StoreError
from crosswire.store import Store
from tests.store.test_safety import PAGES, fill
with Store(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        fill(store, range(PAGES, 100 * PAGES))
    except StoreError as fault:
        sys.stdout.write(fault.code + " " + fault.error)
"""


def test_a_disk_that_takes_no_more_of_a_file_is_told(place: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(place)], cwd=root, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr, done.stdout[:5]) == (0, "", "CW704"), done
    assert is_whole(place)
    assert held(place) == PAGES


@contextmanager
def as_nobody(folder_mode: int, file_mode: int, place: Path) -> Iterator[Path]:
    """A copy of the store whose folder and file have these rights, met by a user who does not own them."""
    folder = Path(tempfile.mkdtemp())
    try:
        copy = Path(shutil.copy(place, folder / "s.db"))
        copy.chmod(file_mode)
        folder.chmod(folder_mode)
        was = os.geteuid()
        if was == 0:
            os.seteuid(NOBODY)
        try:
            yield copy
        finally:
            os.seteuid(was)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of files are told otherwise here")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_file_or_folder_is_read_and_not_written(place: Path, folder_mode: int, file_mode: int) -> None:
    before = place.read_bytes()
    with as_nobody(folder_mode, file_mode, place) as copy:
        with pytest.raises(StoreError, match=r"CW704.*(written|used)"), Store(copy) as store:
            fill(store, range(1))
        with Store(copy, may_write=False) as store:
            assert len(store.listing()) == PAGES
        assert copy.read_bytes() == before


def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="CW704"):
        Store(tmp_path / "file" / "s.db")
    (tmp_path / "s.db").mkdir()
    with pytest.raises(StoreError, match="CW704"):
        Store(tmp_path / "s.db")


def damage_middle(place: Path) -> None:
    content = bytearray(place.read_bytes())
    for start in range(8 * 4096, len(content), 4096):
        content[start : start + 64] = b"\xa5" * 64
    place.write_bytes(content)


def damage_row(place: Path) -> None:
    db = sqlite3.connect(place)
    db.execute("UPDATE reports SET reading = zeroblob(40) WHERE input = 3")
    db.commit()
    db.close()


def damage_reference(place: Path) -> None:
    db = sqlite3.connect(place)
    db.execute("DELETE FROM inputs WHERE id = 4")
    db.commit()
    db.close()


@pytest.mark.parametrize("harm", [damage_middle, damage_row, damage_reference])
def test_damage_inside_is_found_named_and_not_made_worse(
    place: Path, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(place)
    before = place.read_bytes()
    assert main(["doctor", "--store", str(place)]) == 7
    told = capsys.readouterr().out
    assert "WRONG" in told
    assert "backup" in told
    assert place.read_bytes() == before


def test_a_row_that_cannot_be_unpacked_costs_only_itself(place: Path) -> None:
    damage_row(place)
    with Store(place) as store:
        assert store.check() == [f"reports {report(page(2)).id} cannot be unpacked"]
        with pytest.raises(StoreError, match=r"CW705.*doctor"):
            store.whole(3)
        assert unpack(store.whole(4))[0] == report(page(3))
        assert store.remove("2.txt")
        assert store.check() == []


def test_doctor_says_what_a_whole_store_holds(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--store", str(place)]) == 0
    told = capsys.readouterr().out
    assert f"tables number {len(schema.MIGRATIONS)}; {PAGES} inputs, {PAGES} reports" in told
    assert f"{PAGES} inputs were read with another" in told
    assert "whole: pages" in told
    checked = collection.check(place, model=Model(name="m", version="1", hash="h"))
    assert (checked.number, checked.stale, checked.faults) == (len(schema.MIGRATIONS), PAGES, ())


def test_doctor_names_a_store_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.db").write_bytes(b"no database at all" * 100)
    for name in ("s.db", "none.db"):
        assert main(["doctor", "--store", str(tmp_path / name)]) == 7
        assert "WRONG" in capsys.readouterr().out
