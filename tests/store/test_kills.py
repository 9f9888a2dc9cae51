"""A killed writer loses nothing it had acknowledged; `bench/faults/store.py` does it two hundred times."""

from __future__ import annotations

import random

import pytest

from bench.faults.store import VERBS, one_round


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_acknowledged_is_there_after_a_kill(verb: str) -> None:
    acknowledged, lost = one_round(verb, random.Random(verb))
    assert lost == []
    assert acknowledged or verb in {"migrate", "upgrade"}
