"""How the whole of `build` grows from 100 to 1,000 to 10,000 reports: time, memory of the largest process, output.

    python -m bench.growth 100 1000 10000 [--engine pool]

The reports are the samples told again and again as `bench.scale` tells them, as JSON Lines; each size is one run of the
command in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.scale import SAMPLES, Read, exponent, read_once, replicate

COUNTS = (100, 1_000)

CHILD = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run([sys.executable, "-m", "crosswire", "build", *sys.argv[1:]], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
found = {"code": done.returncode, "seconds": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime}
print(json.dumps(found | {"largest": used.ru_maxrss * 1024}))
"""
"""A process of its own for each run, since the system tells only of the largest process that ever was."""


def growth_table(counts: Sequence[int] = COUNTS, engine: str = "pool") -> dict[str, Any]:
    """Each size, and the exponents fitted to all, as printed and as kept."""
    seeds = read_once(SAMPLES)
    found: dict[str, Any] = {}
    heads = ("input MB", "seconds", "cpu s", "largest MB", "record MB", "dossier MB")
    print(f"\n{'reports':>8}" + "".join(f"{head:>12}" for head in heads))
    for count in sorted(counts):
        row = found[str(count)] = _build(seeds, count, engine)
        sizes = (row["input"] / 1e6, row["seconds"], row["cpu"], row["largest"] / 1e6)
        print(f"{count:>8}" + "".join(f"{size:>12.1f}" for size in (*sizes, row["record"] / 1e6, row["dossier"] / 1e6)))
    if len(found) > 1:
        sizes_of = [float(count) for count in found]
        names = ("seconds", "cpu", "largest", "record")
        found["exponents"] = {name: exponent(sizes_of, [row[name] for row in found.values()]) for name in names}
        print("exponents: " + ", ".join(f"{name} {value:.2f}" for name, value in found["exponents"].items()))
    return found


def _build(seeds: Sequence[Read], count: int, engine: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "many.jsonl"), Path(folder, "out")
        _write(seeds, count, source)
        given = [str(source), "--out", str(out), "--engine", engine, "--quiet"]
        done = subprocess.run([sys.executable, "-c", CHILD, *given], capture_output=True, text=True, check=True)
        row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        if row["code"] not in (0, 1):
            raise RuntimeError(done.stderr)
        files = {"record": out / "record.json", "dossier": out / "index.html", "input": source}
        return row | {name: path.stat().st_size for name, path in files.items()}


def _write(seeds: Sequence[Read], count: int, target: Path) -> None:
    """The body of each report with what is known of it, a line each."""
    with target.open("w", encoding="utf-8") as out:
        for number, (report, _) in enumerate(replicate(seeds, count)):
            bodies = [report.text[block.start : block.end] for block in report.blocks if block.kind == "body"]
            row = {"id": str(number), "text": "\n\n".join(bodies)}
            row |= {"title": report.headline.text} if report.headline else {}
            row |= {"outlet": report.outlet.text} if report.outlet else {}
            row |= {"published": report.published.value} if report.published else {}
            out.write(json.dumps(row) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("counts", nargs="*", type=int, default=[*COUNTS])
    parser.add_argument("--engine", default="pool")
    parser.add_argument("--json", type=Path, metavar="OUT")
    args = parser.parse_args()
    found = growth_table(args.counts, args.engine)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
