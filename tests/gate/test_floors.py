"""Quality does not sink by accident: published sets, read where they lie; skipped where they are absent."""

from __future__ import annotations

import tomllib
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bench.__main__ import answer_set
from bench.reading import Reader
from crosswire.dissect import LoadedModel

BENCH = Path(__file__).parents[3] / "shared" / "bench"
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["floor"]


@pytest.mark.skipif(not BENCH.is_dir(), reason="the published sets are not here")
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor["set"])
def test_no_figure_is_below_its_floor(floor: dict[str, Any], model: LoadedModel, tmp_path: Path) -> None:
    task, name = floor["set"].split("/")
    with (BENCH / "data" / task / name).open(encoding="utf-8") as lines:
        (tmp_path / name).write_text("".join(islice(lines, floor["rows"])), "utf-8")
    found = answer_set(task, tmp_path / name, BENCH / "score", Reader(model, cache=tmp_path / "parses"))
    assert found is not None
    for metric, least in floor["metrics"].items():
        value: Any = found
        for step in metric.split("."):
            value = value[step]
        assert value >= least, f"{floor['set']} {metric} is {value}, below its floor {least}"
