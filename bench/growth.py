"""How the whole of `build` grows from 100 to 1,000 to 10,000 reports: time, memory of the largest process, output.

    python -m bench.growth 100 1000 10000 [--engine pool | --read]

The reports are the samples told again and again as `bench.scale` tells them, as JSON Lines; each size is one run of the
command in a process of its own. With `--read` they come with their readings, packed in a working file as `build` keeps
them: everything but cleaning, parsing and extraction, in one process.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.scale import SAMPLES, Read, exponent, read_once, replicate
from crosswire import flow
from crosswire.api import write_record
from crosswire.base import Model
from crosswire.engines import Packed, Packs, Spool
from crosswire.settings import Settings

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


READ_CHILD = """
import json, resource, sys, time
from pathlib import Path
from bench.growth import relate_read
print(json.dumps(relate_read(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
"""


def relate_read(count: int, seeds: Path, out: Path) -> dict[str, float]:
    """Packs so many reports with their readings, then makes and writes their record as `build` does."""
    packed = msgspec.msgpack.Encoder().encode
    with Spool() as spool:
        places, size = {}, 0
        for report, reading in replicate(msgspec.msgpack.decode(seeds.read_bytes(), type=list[Read]), count):
            places[report.id] = spool.put(
                Packed(report.path, 0, str(len(places)), report.id, packed((report, reading)))
            )
            size += len(report.text.encode())
        before = _peak()
        clock, cpu = time.perf_counter(), time.process_time()
        model = Model(name="", version="", hash="")
        built = write_record(lambda: flow.draw(Packs(places, spool.get), model, Settings()), out, Settings())
        used = {"seconds": time.perf_counter() - clock, "cpu": time.process_time() - cpu}
    return used | {"code": int(built.exit_code), "largest": _peak(), "before": before, "input": size}


def _peak() -> int:
    """Bytes of this process at its largest; `getrusage` would tell those of the process that started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def growth_table(counts: Sequence[int] = COUNTS, engine: str = "pool", *, read: bool = False) -> dict[str, Any]:
    """Each size, and the exponents fitted to all, as printed and as kept."""
    seeds = read_once(SAMPLES)
    found: dict[str, Any] = {}
    heads = ("input MB", "seconds", "cpu s", "largest MB", "record MB", "dossier MB")
    print(f"\n{'reports':>8}" + "".join(f"{head:>12}" for head in heads))
    for count in sorted(counts):
        row = found[str(count)] = _relate(seeds, count) if read else _build(seeds, count, engine)
        files = (row["record"] / 1e6, row["dossier"] / 1e6)
        sizes = (row["input"] / 1e6, row["seconds"], row["cpu"], row["largest"] / 1e6, *files)
        print(
            f"{count:>8}" + "".join(f"{size:>12.1f}" for size in (*sizes, row["record"] / 1e6, row["dossier"] / 1e6)),
            flush=True,
        )
    if len(found) > 1:
        sizes_of = [float(count) for count in found]
        names = ("seconds", "cpu", "largest", "record")
        found["exponents"] = {name: exponent(sizes_of, [row[name] for row in found.values()]) for name in names}
        print("exponents: " + ", ".join(f"{name} {value:.2f}" for name, value in found["exponents"].items()))
    return found


def _relate(seeds: Sequence[Read], count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "seeds"), Path(folder, "out")
        source.write_bytes(msgspec.msgpack.encode(seeds))
        command = [sys.executable, "-c", READ_CHILD, str(count), str(source), str(out)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return row | {"record": (out / "record.json").stat().st_size, "dossier": (out / "index.html").stat().st_size}


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
    parser.add_argument("--read", action="store_true", help="reports that are read already: no parse, one process")
    parser.add_argument("--json", type=Path, metavar="OUT")
    args = parser.parse_args()
    found = growth_table(args.counts, args.engine, read=args.read)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
