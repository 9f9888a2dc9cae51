"""The one-liners of the guide read the tables they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswire import exporting
from crosswire.base import Record

GUIDE = Path(__file__).parents[3] / "docs" / "guide.md"
LINES = [
    line for body in re.findall(r"```py\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL) for line in body.splitlines()
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_guide_gives_rows(line: str, whole: Record, tmp_path: Path) -> None:
    library = line.split(".")[0]
    module = pytest.importorskip(library)
    exporting.export(whole, ["csv", "parquet", "tables"], tmp_path)
    rows = eval(line.replace("DIR", str(tmp_path)), {library: module})
    assert len(rows) > 3


def test_there_is_one_for_each_library() -> None:
    assert {line.split(".")[0] for line in LINES} == {"pandas", "duckdb"}
