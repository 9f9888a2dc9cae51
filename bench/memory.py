"""Peak memory of the whole of `build`, beyond the model at work, in multiples of the input's bytes.

    python -m bench.memory 100 1000 [--from FILE.jsonl]

"The model at work" is the process after a first small build: model, libraries and the parse's working memory for one
batch, which do not grow with the input. Each size runs in a process of its own, on invented reports, all different (a
hard case: every sentence tells an event), or on the first reports of a JSON Lines file.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TOWNS = ("Lindre", "Port Sarrow", "Hask", "Derrow", "Tolm", "Vinterhavn", "Ostrel", "Marnow", "Kelby", "Sundrey")
PEOPLE = ("Ilse Koravan", "Tomas Reyk", "Adela Brandt", "Oskar Venn", "Mira Soltan", "Jonas Pell", "Petra Lindholm")
POSTS = ("foreign minister", "envoy", "army spokesman", "mayor", "relief coordinator", "party leader", "analyst")
SENTENCES = (
    "At least {n} people were killed on {day} when shells hit a market in {town}, {person} said.",
    "{person}, the {post}, will meet the envoy in {town} on {day} to discuss the truce.",
    '"We will not accept a pause that the other side uses to regroup," {person} told reporters in {town}.',
    "A convoy of {n} trucks carrying food left {town} on {day} after waiting {m} days for permits.",
    "The {post} accused the other side of breaking the ceasefire {m} times since it began last week.",
    "Talks in {town} ended on {day} without an agreement, according to the {post}.",
    "{person} denied that the army had fired on {town} and called for an inquiry into the deaths of {m} aid workers.",
    "Residents of {town} said the bridge had been closed since early {year} and that prices had doubled.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SENTENCES_A_REPORT = 25

CHILD = """
import json, resource, sys
from crosswire import api
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
api.build([sys.argv[2]], sys.argv[3])
before = peak()
api.build([sys.argv[1]], sys.argv[3])
print(json.dumps({"before": before, "peak": peak()}))
"""
FIRST = 40
"""Reports of the first build."""


def write_reports(path: Path, count: int) -> int:
    """Writes that many invented reports as JSON Lines, gives their bytes."""
    chance = random.Random(count)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            day = f"2019-{1 + number % 12:02}-{1 + number % 28:02}"
            row = {"id": f"made-{number}", "title": sentence(chance), "published": day, "text": body(chance)}
            out.write(json.dumps(row) + "\n")
    return path.stat().st_size


def sentence(chance: random.Random) -> str:
    return chance.choice(SENTENCES).format(
        n=chance.randint(2, 90), m=chance.randint(2, 30), day=chance.choice(DAYS), town=chance.choice(TOWNS),
        person=chance.choice(PEOPLE), post=chance.choice(POSTS), year=chance.randint(2008, 2018),
    )  # fmt: skip


def body(chance: random.Random) -> str:
    return "\n\n".join(sentence(chance) for _ in range(SENTENCES_A_REPORT))


def measure(count: int, given: Path | None) -> dict[str, float]:
    """Input bytes, peak beyond the model at work, and their ratio for one size."""
    with tempfile.TemporaryDirectory() as place:
        source, first, out = Path(place) / "many.jsonl", Path(place) / "first.jsonl", Path(place) / "out"
        size = _copy(given, source, count) if given else write_reports(source, count)
        first.write_text("".join(source.open(encoding="utf-8").readlines()[:FIRST]), "utf-8")
        command = [sys.executable, "-c", CHILD, str(source), str(first), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        record = (out / "record.json").stat().st_size
    beyond = found["peak"] - found["before"]
    ratio = beyond / size
    return {"reports": count, "input_bytes": size, "beyond_model": beyond, "times_input": ratio, "record": record}


def _copy(given: Path, source: Path, count: int) -> int:
    """The first rows of a set with the columns that `build` reads, gives their bytes."""
    rows = [json.loads(line) for line in given.open(encoding="utf-8")][:count]
    kept = ("id", "title", "published", "outlet", "text")
    lines = [json.dumps({name: row[name] for name in kept if row.get(name)}) for row in rows]
    source.write_text("\n".join(lines) + "\n", "utf-8")
    return source.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.memory")
    parser.add_argument("counts", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--from", dest="given", type=Path, metavar="FILE.jsonl")
    args = parser.parse_args()
    print(f"{'reports':>8} {'input MB':>9} {'beyond model MB':>16} {'times input':>12} {'record MB':>10}")
    for count in args.counts:
        row = measure(count, args.given)
        print(
            f"{row['reports']:>8} {row['input_bytes'] / 1e6:>9.2f} {row['beyond_model'] / 1e6:>16.1f} "
            f"{row['times_input']:>12.1f} {row['record'] / 1e6:>10.2f}"
        )


if __name__ == "__main__":
    main()
