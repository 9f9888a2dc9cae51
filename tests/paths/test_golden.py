"""The record of the samples is the one that was last read and accepted, line by line.

After a change that alters it for the better: `python -m tests.paths.telling --write`, read the difference, commit it.
"""

from __future__ import annotations

import difflib

import pytest

from crosswire.base import Record
from tests.paths.telling import GOLDEN, tell

CURE = "Read the difference; where it is for the better: python -m tests.paths.telling --write"


@pytest.mark.skipif(not GOLDEN.exists(), reason="no golden text yet: python -m tests.paths.telling --write")
def test_the_samples_tell_what_was_accepted(record: Record) -> None:
    accepted, now = GOLDEN.read_text("utf-8").splitlines(), tell(record).splitlines()
    changes = list(difflib.unified_diff(accepted, now, "accepted", "now", n=1, lineterm=""))
    if changes:
        pytest.fail("\n".join([CURE, *changes]), pytrace=False)
