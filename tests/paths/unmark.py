"""`python -m tests.paths.unmark` takes `holds = false` off the rows of `planted.toml` that hold by now.

It never puts a mark on: a row that held and holds no longer is a fault to mend.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.paths.test_planted import name_of

PLANTED = Path(__file__).parent / "planted.toml"


class Holding:
    """Hears the tests that were to fail and did not."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and str(report.longrepr).startswith("[XPASS"):
            self.ids.add(report.nodeid.partition("[")[2].removesuffix("]"))


def unmarked(block: str, holding: set[str]) -> str:
    """One row of the file, without its mark where it holds."""
    [(table, rows)] = tomllib.loads(block).items()
    if f"{table}: {name_of(rows[0])}" not in holding:
        return block
    return re.sub(r"^(holds = false|reason = .*)\n", "", block, flags=re.MULTILINE)


def main() -> None:
    holding = Holding()
    pytest.main(["-q", "--no-header", "--tb=no", str(PLANTED.with_name("test_planted.py"))], plugins=[holding])
    start, *blocks = re.split(r"^(?=\[\[)", PLANTED.read_text("utf-8"), flags=re.MULTILINE)
    PLANTED.write_text(start + "".join(unmarked(block, holding.ids) for block in blocks), "utf-8")
    sys.stdout.write("".join(f"holds now: {name}\n" for name in sorted(holding.ids)))


if __name__ == "__main__":
    main()
