"""Runs Crosswire on every set of a pack, scores it, times the path, prints tables.

    python -m bench DATA [--score DIR] [--only TASKS] [--counts 100,1000,10000] --json OUT

DATA holds one folder a task (times quotes events casualties stories …); every file in it is a set. `--score` is the
folder of scorers (default: `score` beside DATA). OUT maps task → file stem → the scorer's last JSON line. Sets that are
absent, or whose shape no scorer takes, are skipped and named. The tables of speed need no scorer: *speed* (the path
beside the bare parse), *workers* (engines), *growth* (from 100 reports up), *start* and *faults*. What is printed to
stdout is also written beside OUT, with the ending `.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

from bench.conformance import conformance
from bench.copies import copies
from bench.faults.runs import faults_table
from bench.given import chains, documents
from bench.growth import growth_table
from bench.pages import more_of, pages
from bench.reading import Reader, Row
from bench.rivals import speeds
from bench.speed import speed_table
from bench.starting import start_table
from bench.systems import System, actor_parts, choose, chronicles, pairs, stated
from bench.workers import workers_table
from crosswire.dissect import load_model
from crosswire.settings import Settings

HERE = Path(__file__).parent
T17 = "t17-docs.jsonl.gz"
TASKS = ("times", "quotes", "pages", "events", "casualties", "stories", "copies")
TABLES = ("speed", "workers", "growth", "start", "faults")


def main() -> int:
    args = _arguments()
    data, score = Path(args.data), Path(args.score or Path(args.data).parent / "score")
    if not data.is_dir():
        print(f"There is no folder {args.data!r}; nothing to measure.", file=sys.stderr)
        return 0
    chosen = args.only.split(",") if args.only else [*TASKS, *TABLES]
    counts = [int(count) for count in args.counts.split(",")]
    out = Path(args.json) if args.json else None
    with _kept(out.with_suffix(".txt")) if out else nullcontext():
        results = _measured(chosen, data, score, args.errors, counts)
        _table(results)
    if out:
        out.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


class _Both(io.StringIO):
    """What is printed goes to the screen at once, and is kept."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text) if sys.__stdout__ else None
        return super().write(text)

    def flush(self) -> None:
        if sys.__stdout__:
            sys.__stdout__.flush()


@contextmanager
def _kept(place: Path) -> Iterator[None]:
    """What is printed meanwhile also stands in a file afterwards."""
    place.parent.mkdir(parents=True, exist_ok=True)
    both = _Both()
    try:
        with redirect_stdout(both):
            yield
    finally:
        place.write_text(both.getvalue(), "utf-8")


def _measured(
    chosen: Iterable[str], data: Path, score: Path, errors: int, counts: list[int]
) -> dict[str, dict[str, Any]]:
    """The figures of each task or table."""
    reader = Reader(load_model(Settings().model))
    results: dict[str, dict[str, Any]] = {}
    for task in chosen:
        if task in TABLES:
            results[task] = _timed(task, data, reader, counts)
            continue
        for path in _sets(data / task):
            metrics = answer_set(task, path, score, reader, errors)
            if metrics is not None:
                results.setdefault(task, {})[_stem(path)] = metrics
    return results


def _timed(table: str, data: Path, reader: Reader, counts: list[int]) -> dict[str, Any]:
    if table == "growth":
        return growth_table(counts)
    if table == "start":
        return start_table()
    if table == "faults":
        return {"runs": faults_table()}
    if table == "workers":
        return workers_table(_articles(data / "stories" / "basil.jsonl", data))
    return _speed(data, reader)


def _articles(wanted: Path, data: Path) -> list[Row]:
    """Whole news reports: of the file wanted, or of the first set of quotations."""
    sets = [wanted] if wanted.is_file() else _sets(data / "quotes")
    return _rows(sets[0]) if sets else []


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", metavar="DATA")
    parser.add_argument("--score", metavar="DIR")
    parser.add_argument("--only", metavar="TASKS", help=f"of {', '.join((*TASKS, *TABLES))}; separated by commas")
    parser.add_argument("--counts", default="100,1000", metavar="N,N", help="numbers of reports for growth")
    parser.add_argument("--json", metavar="OUT")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="let each scorer show N errors")
    return parser.parse_args()


def _sets(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*") if p.name.endswith((".jsonl", ".jsonl.gz"))) if folder.is_dir() else []


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".jsonl")


def _rows(path: Path) -> list[Row]:
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def answer_set(task: str, path: Path, score: Path, reader: Reader, errors: int = 0) -> dict[str, Any] | None:
    """Answers one set, scores it, gives the scorer's closing JSON line."""
    rows = _rows(path)
    system = choose(task, _stem(path), rows[0]) if rows else None
    if task == "copies" and rows:
        system = System(copies(path.parent.parent), "copies")
    if task == "pages" and rows and "file" in rows[0]:
        system = System(pages(path.parent / _stem(path)), "pages")
    if task == "stories" and rows and "chain" in rows[0] and (docs := documents(path)):
        system = System(partial(chains, docs), "coref")
    if task == "casualties" and rows and "label" in rows[0]:
        system = System(partial(pairs, _counted_reports(path)), "casualties")
    if path.name == T17:
        return _chronicles(path, rows, score, errors)
    if task == "times" and rows and "reference" in rows[0]:
        print(f"{task}/{_stem(path)}: {len(rows)} cases", file=sys.stderr)
        return conformance(rows, reader, errors)
    if system is None:
        print(f"{task}/{_stem(path)}: skipped, not a set that is answered yet", file=sys.stderr)
        return None
    print(f"{task}/{_stem(path)}: {len(rows)} rows", file=sys.stderr)
    with tempfile.TemporaryDirectory() as place:
        answers = _answers(system, rows, reader, Path(place))
        metrics = _score(system, path, answers, score, errors)
        if rows and "expected" in rows[0]:
            metrics |= {part: _score(system, gold, answers, score, 0) for part, gold in actor_parts(rows, Path(place))}
        if rows and "civilians" in rows[0]:
            metrics |= {"stated": _score(system, stated(rows, Path(place)), answers, score, 0)}
        if system.scorer == "clusters" and any(row.get("published") for row in rows):
            metrics |= {"undated": _undated(system, path, rows, reader, score)}
        if system.scorer == "pages":
            metrics |= {"english": _score(system, path, answers, score, 0, "--lang", "en")}
            metrics |= more_of(path.parent / _stem(path), rows)
        return metrics


def _answers(system: System, rows: list[Row], reader: Reader, place: Path) -> Path:
    answers = place / "system.jsonl"
    with answers.open("w", encoding="utf-8") as out:
        for answer in system.answer(rows, reader):
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return answers


def _undated(system: System, path: Path, rows: list[Row], reader: Reader, score: Path) -> dict[str, Any]:
    """The same set, none of its reports saying when it was published."""
    bare = [{name: value for name, value in row.items() if name != "published"} for row in rows]
    with tempfile.TemporaryDirectory() as place:
        return _score(system, path, _answers(system, bare, reader, Path(place)), score, 0)


def _counted_reports(path: Path) -> dict[str, Row]:
    """The reports of the set that a set of pairs is made from: `syria-dev` beside `syria-pairs-dev`."""
    beside = path.with_name(path.name.replace("-pairs", ""))
    return {row["id"]: row for row in _rows(beside)} if beside.is_file() else {}


def _chronicles(path: Path, rows: list[Row], score: Path, errors: int) -> dict[str, Any] | None:
    """Timelines of the references beside the reports, which are one JSON object and no lines."""
    gold = path.with_name("t17-gold.json")
    if not gold.is_file():
        return None
    print(f"{path.parent.name}/{_stem(path)}: {len(rows)} rows", file=sys.stderr)
    with tempfile.TemporaryDirectory() as place:
        answers = Path(place) / "system.json"
        answers.write_text(json.dumps(chronicles(json.loads(gold.read_text("utf-8")), rows)), "utf-8")
        return _score(System(_nothing, "timelines"), gold, answers, score, errors)


def _nothing(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Answers no row: the set is answered as a whole."""
    return iter(())


def _score(system: System, gold: Path, answers: Path, score: Path, errors: int, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(score / f"{system.scorer}.py"), str(gold), str(answers), *options]
    if system.type_map:
        command += ["--map", str(HERE / "maps" / system.type_map)]
    if system.ignored:
        command += ["--ignore", ",".join(system.ignored)]
    if errors:
        command += ["--errors", str(errors)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise SystemExit(f"the scorer {system.scorer} failed on {gold.name}")
    if errors:
        print(done.stdout)
    closing: dict[str, Any] = json.loads(done.stdout.rstrip().splitlines()[-1])
    return closing


def _speed(data: Path, reader: Reader) -> dict[str, Any]:
    """Speed on the articles of the quotes task, which are whole news reports."""
    sets = _sets(data / "quotes")
    if not sets:
        return {}
    rows = _rows(sets[0])
    found = speeds(rows, reader)
    print("times, words a second: " + ", ".join(f"{name} {count:,}" for name, count in found.items()))
    return {"path": speed_table(rows, reader.model), "times": found}


def _table(results: dict[str, dict[str, Any]]) -> None:
    """Metric, ours, best peer, goal."""
    rows = tomllib.loads((HERE / "goals.toml").read_text("utf-8"))["row"]
    print(f"{'metric':<58} {'ours':>8} {'best peer':>10} {'goal':>7}")
    for row in rows:
        for stem, metrics in results.get(row["task"], {}).items():
            value = _pick(metrics, row["metric"])
            if stem.split("-")[0] == row["set"] and value is not None:
                name = f"{row['task']}/{stem} {row['metric']}"
                peer = f"{row['peer']:.3f}" if "peer" in row else "-"
                goal = f"{row['goal']:.2f}" if "goal" in row else "-"
                print(f"{name:<58} {value:>8.3f} {peer:>10} {goal:>7}  {row.get('peer_name', '')}")


def _pick(metrics: Any, path: str) -> float | None:
    for step in path.split("."):
        if not isinstance(metrics, dict) or step not in metrics:
            return None
        metrics = metrics[step]
    return float(metrics)


if __name__ == "__main__":
    sys.exit(main())
