"""`--tables`: the record's tables as Parquet beside it, the same on every engine; all files or none."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from crosswire import exporting
from crosswire.api import places
from crosswire.errors import Exit, OutputError
from crosswire.terminal import main

PAGES = Path(__file__).parents[2] / "samples" / "pages"


def build(out: Path, *options: str) -> int:
    return main(["build", str(PAGES / "0[1-2]-*"), "--out", str(out), "--tables", "--quiet", *options])


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (folder / "tables").iterdir()}


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="an extra")
def test_the_tables_are_those_of_the_record_on_every_engine(tmp_path: Path) -> None:
    assert build(tmp_path / "local", "--engine", "local") == Exit.OK
    assert build(tmp_path / "pool", "--engine", "pool", "--workers", "1") == Exit.OK
    exporting.export(tmp_path / "local", ["tables"], tmp_path / "export")
    made = contents(tmp_path / "local")
    assert {"reports.parquet", "events.parquet", "brief.parquet"} <= set(made)
    assert contents(tmp_path / "pool") == made
    assert contents(tmp_path / "export") == made


def test_without_the_library_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crosswire.api.find_spec", lambda name: None)
    assert build(tmp_path / "out") == Exit.USAGE
    assert "crosswire[tables]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_where_one_file_cannot_be_written_the_old_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text("old")
    names = ("record.json", "tables/events.parquet")

    def break_off(*_: Any) -> None:
        with places(tmp_path, names) as write:
            write(names[0], b"new")
            write(names[1], b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert [one.name for one in tmp_path.iterdir()] == ["record.json"]
    (tmp_path / "tables" / "events.parquet").mkdir(parents=True)
    with pytest.raises(OutputError, match="CW401"), places(tmp_path, names):
        pass
    assert (tmp_path / "record.json").read_text() == "old"
