"""What a store tells of versions that the record found: by `show`, and by `history`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswire import collection
from crosswire.dissect import LoadedModel
from crosswire.settings import Settings
from crosswire.terminal import main

FIRST = (
    "Shells fell on the market of Lindre on Monday, the town council said. Twelve people were killed.\n\n"
    "Mayor Ines Tarle told reporters that families were buying bread when the first shell struck."
)
LATER = FIRST.replace("Twelve", "Fourteen")
ADDRESS = "https://courier.example/lindre"


@pytest.fixture
def store(tmp_path: Path, model: LoadedModel) -> Path:
    rows = [{"id": name, "text": text, "url": ADDRESS} for name, text in (("a", FIRST), ("b", LATER))]
    rows = [row | {"published": f"2020-06-0{n}"} for n, row in enumerate(rows, start=1)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = tmp_path / "s.db"
    collection.add([tmp_path / "in.jsonl"], place, Settings(), model=model)
    return place


def test_show_tells_whose_version_a_report_is_and_what_was_changed(
    store: Path, tmp_path: Path, model: LoadedModel
) -> None:
    assert collection.show(store, "b")[0].version_of is None
    collection.record(store, tmp_path / "out", Settings(), model=model)
    first, later = (collection.show(store, name)[0] for name in "ab")
    assert (first.version_of, later.version_of, later.version) == (None, first.id, 2)
    [edit] = later.changed
    assert later.text[edit.after[0].start : edit.after[0].end] == "Fourteen"


def test_history_tells_of_versions_that_came_under_other_names(
    store: Path, tmp_path: Path, model: LoadedModel, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one.changed for one in collection.versions(store, "b")] == [()]
    collection.record(store, tmp_path / "out", Settings(), model=model)
    for name in "ab":
        assert [one.changed for one in collection.versions(store, name)] == [(), (("Twelve", "Fourteen"),)]
    capsys.readouterr()
    assert main(["history", "a", "--store", str(store)]) == 0
    assert "[-Twelve-] {+Fourteen+}" in capsys.readouterr().out
    collection.remove(store, ["a"])
    assert [one.changed for one in collection.versions(store, "b")] == [()]
