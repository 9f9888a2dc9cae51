"""What it costs to ask for help, and what importing Crosswire loads."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
from typing import Any

ROUNDS = 5
GOAL = 0.25
"""Processor seconds for `crosswire --help`."""
HEAVY = ("spacy", "ray", "numpy")


def start_table() -> dict[str, Any]:
    """Processor seconds of `crosswire --help`, median of a few, and which heavy libraries `import crosswire` loads."""
    seconds = statistics.median(_cpu([sys.executable, "-m", "crosswire", "--help"]) for _ in range(ROUNDS))
    code = f"import sys, json, crosswire; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    print(f"\n{'crosswire --help, CPU s':<40}{seconds:>8.2f}{GOAL:>8.2f}")
    print(f"{'import crosswire loads':<40}{', '.join(loaded) or 'neither':>8} of {', '.join(HEAVY)}")
    return {"help_cpu_seconds": seconds, "import_loads": loaded}


def _cpu(command: list[str]) -> float:
    before = _children()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
