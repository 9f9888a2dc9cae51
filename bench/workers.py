"""The same reports read by each engine with one worker and with two, each run in a process of its own.

    python -m bench.workers FILE.jsonl [--chars N]

`start` is a run of one short report: what an engine costs before it does anything.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHARS = 600_000
RUNS = (("local", 1), ("pool", 1), ("pool", 2), ("ray", 1), ("ray", 2))

CHILD = """
import json, sys, time
start = time.perf_counter()
from crosswire import api
from crosswire.engines import Job, Packed, run
from crosswire.settings import Settings
from crosswire.collect import read
chosen = Settings(engine=sys.argv[2], workers=int(sys.argv[3]))
done = sum(isinstance(one, Packed) for one in run(read([sys.argv[1]], chosen.limits), Job(chosen, "whole")))
print(json.dumps({"reports": done, "seconds": time.perf_counter() - start}))
"""


def workers_table(rows: list[dict[str, Any]], chars: int = CHARS) -> dict[str, Any]:
    """Seconds of each run and of its start, as printed and as kept; engines that are not installed are left out."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many.jsonl"), Path(folder, "one.jsonl")
        count = _write(rows, many, chars)
        one.write_text(json.dumps({"id": "1", "text": "Shells hit Lindre on Tuesday, the Red Cross said."}), "utf-8")
        found = {}
        print(f"\n{'engine':<12}{'reports':>8}{'seconds':>9}{'start s':>9}{'a second':>10}{'times pool 1':>14}")
        for engine, workers in RUNS:
            if engine == "ray" and find_spec("ray") is None:
                continue
            start, seconds = _run(one, engine, workers), _run(many, engine, workers)
            row = {"reports": count, "seconds": seconds, "start": start, "a_second": count / seconds}
            found[f"{engine} {workers}"] = row
            row["times"] = found.get("pool 1", row)["seconds"] / seconds
            times = f"{row['times']:>14.2f}" if "pool 1" in found else f"{'':>14}"
            print(
                f"{engine} {workers:<7}{count:>8}{seconds:>9.1f}{start:>9.1f}{count / seconds:>10.1f}{times}",
                flush=True,
            )
    return found


def _write(rows: list[dict[str, Any]], target: Path, chars: int) -> int:
    """Reports from the front until there are characters enough; how many."""
    count = size = 0
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({"id": str(row["id"]), "text": row["text"]}) + "\n")
            count, size = count + 1, size + len(row["text"])
            if size >= chars:
                break
    return count


def _run(source: Path, engine: str, workers: int) -> float:
    command = [sys.executable, "-c", CHILD, str(source), engine, str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.workers")
    parser.add_argument("given", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--chars", type=int, default=CHARS)
    args = parser.parse_args()
    with args.given.open(encoding="utf-8") as lines:
        workers_table([json.loads(line) for line in lines if line.strip()], args.chars)


if __name__ == "__main__":
    main()
