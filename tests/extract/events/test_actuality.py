"""Whether it happened: a table of our own over all eleven values, each pattern with four acts."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

from crosswire import flow
from crosswire.base import Actuality
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.grammar import actuality
from tests.making import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "actuality.toml").read_text("utf-8"))["case"]
FLOOR = 0.9


def test_the_table_is_whole() -> None:
    assert len(CASES) >= 300
    assert {case["value"] for case in CASES} == set(get_args(Actuality))


def test_whether_it_happened(model: LoadedModel) -> None:
    reports = [report(case["text"], published="2031-05-10") for case in CASES]
    told: Counter[tuple[str, str]] = Counter()
    for case, made, passages in zip(CASES, reports, dissect_many(reports, model), strict=True):
        found = {m.trigger.text: m.actuality for m in flow.extract(made, passages).mentions}
        frames = {frame.predicate.text: actuality(frame)[0] for frame in passages[0].frames}
        told[case["value"], found.get(case["verb"], frames.get(case["verb"], "happened"))] += 1
    scores = [_f1(value, told) for value in get_args(Actuality)]
    assert sum(scores) / len(scores) >= FLOOR, told
    assert min(scores) >= 0.8, told


def _f1(value: str, told: Counter[tuple[str, str]]) -> float:
    gold = sum(n for (wanted, _), n in told.items() if wanted == value)
    said = sum(n for (_, shown), n in told.items() if shown == value)
    return 2 * told[value, value] / (gold + said)
