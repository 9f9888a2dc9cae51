"""How far a run is goes to stderr, where somebody looks or has asked; what a pipe takes stays clean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswire.api import Count
from crosswire.base import Limits
from crosswire.collect import read
from crosswire.errors import Exit
from crosswire.terminal import main
from crosswire.terminal.shared import Pace, how_far

TEXT = "Shells hit Lindre on Tuesday, the Red Cross said."


@pytest.mark.parametrize(
    ("count", "pace", "then", "words"),
    [
        (Count(120, 2, 300), 2.0, "", "reports read: 120 of 300, 2 set aside, 2.0 a second, 0:01:30 left"),
        (Count(120, 0, None), 2.0, "relating", "reports read: 120, 0 set aside, 2.0 a second"),
        (Count(3, 0, 3), 3.0, "", "reports read: 3 of 3, 0 set aside, 3.0 a second, 0:00:00 left"),
        (Count(3, 0, 3), 3.0, "relating", "reports read: 3 of 3, 0 set aside, 3.0 a second; relating"),
        (Count(0, 0, 3), 0.0, "", "reports read: 0 of 3, 0 set aside, 0.0 a second, ? left"),
    ],
)
def test_how_far_it_is(count: Count, pace: float, then: str, words: str) -> None:
    assert how_far("reports read", count, pace, then) == words


def test_the_start_of_workers_is_no_part_of_the_pace() -> None:
    """Twenty seconds of it, then batches of ten every two."""
    times = iter([0.0, *(20.0 + 2 * (n // 10) for n in range(30))])
    pace = Pace(lambda: next(times))
    told = [pace.of(Count(n + 1, 0, 90)) for n in range(30)]
    assert told[9] == 0.5
    assert told[19] == told[29] == 5.0


def lines(path: Path, count: int) -> Path:
    rows = [{"id": str(n), "text": TEXT} for n in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\nno object\n")
    return path


def test_what_can_be_counted_at_a_glance(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 5)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.xyz").write_text(TEXT)
    items = read([tmp_path], Limits())
    assert items.count() == len(list(items)) == 8
    (tmp_path / "d.csv").write_text("text\n")
    assert read([tmp_path], Limits()).count() is None


def test_it_is_told_on_stderr_when_asked_for_and_else_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = str(lines(tmp_path / "a.jsonl", 4)), str(tmp_path / "out.jsonl")
    for options, told in (([], False), (["--progress"], True), (["--progress", "--quiet"], False)):
        assert main(["clean", source, "--jsonl", out, *options]) == Exit.SOME_SET_ASIDE
        shown = capsys.readouterr()
        assert ("pages cleaned: 5 of 5, 1 set aside" in shown.err) == told
        assert not shown.out
