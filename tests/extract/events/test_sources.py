"""Source is never actor, doubt is never lost: the pinned sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Mention
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract.events import find
from tests.making import report

CASES = [
    case
    for name in ("sources", "scenes")
    for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8"))["case"]
]
PLAIN = ("type", "subtype", "actuality")


def fits(mention: Mention, wanted: dict[str, str]) -> bool:
    if any(getattr(mention, name) != wanted[name] for name in PLAIN if name in wanted):
        return False
    roles = {(p.role, p.text) for p in mention.participants}
    return all(
        any(role == name and words in text for role, text in roles)
        for name, words in wanted.items()
        if name not in PLAIN
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_pinned_sentence(model: LoadedModel, case: dict[str, Any]) -> None:
    made = report(case["text"])
    found = find(made, dissect(made, model))
    shown = [(m.type, m.subtype, m.actuality, [(p.role, p.text) for p in m.participants]) for m in found]
    for wanted in case["events"]:
        assert any(fits(mention, wanted) for mention in found), (wanted, shown)
    for role, words in case.get("no", ()):
        assert not any(p.role == role and words in p.text for m in found for p in m.participants), (role, words, shown)
    assert not {m.type for m in found} & set(case.get("never", ())), shown
    for name, count in case.get("rows", {}).items():
        assert sum(m.type == name for m in found) == count, shown
    if "sources" in case:
        first = next(m for m in found if fits(m, case["events"][0]))
        assert [link.text for link in first.attribution] == case["sources"]
