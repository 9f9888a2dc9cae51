"""Errors can be looked up, cross processes, and end with the documented exit code."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from crosswire import errors
from crosswire.errors import CODES, EXIT_MEANING, CrosswireError, Exit, InputError

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "crosswire").rglob("*.py"))


def test_every_code_raised_is_listed_and_every_listed_code_is_raised() -> None:
    used = {
        code
        for path in SOURCES
        if path.name != "errors.py"
        for code in re.findall(r'"(CW\d{3})"', path.read_text("utf-8"))
    }
    assert used == set(CODES)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="CW999"):
        InputError("CW999", "error", "cure")


def test_errors_survive_pickling() -> None:
    fault = InputError("CW201", "The file is empty.", "Save the page again.", retry=True)
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), again.code, again.error, again.cure, again.retry) == (
        InputError, "CW201", "The file is empty.", "Save the page again.", True,
    )  # fmt: skip


def test_each_kind_of_error_has_its_exit_code() -> None:
    kinds = {kind.__name__: kind.exit_code for kind in CrosswireError.__subclasses__()}
    assert kinds == {
        "UsageError": Exit.USAGE,
        "InputError": Exit.SOME_SET_ASIDE,
        "NothingReadableError": Exit.NOTHING_READABLE,
        "OutputError": Exit.CANNOT_WRITE,
        "ModelError": Exit.MODEL,
        "EngineError": Exit.ENGINE,
        "StoreError": Exit.STORE,
    }
    assert {int(code) for code in Exit} == {0, 1, 2, 3, 4, 5, 6, 7, 130}
    assert set(EXIT_MEANING) == set(Exit)


def test_the_tree_drawn_at_the_top_names_every_error() -> None:
    for kind in (CrosswireError, *CrosswireError.__subclasses__()):
        assert kind.__name__ in (errors.__doc__ or "")
