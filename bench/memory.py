"""Peak memory of the whole of `build`, beyond the loaded model, in multiples of the input's bytes.

    python -m bench.memory 100 1000

Each size runs in a process of its own on invented reports, all different; nothing is read from a published set.
"""

from __future__ import annotations

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
from crosswire.dissect import load_model
from crosswire.settings import Settings
from crosswire import api
import sklearn.feature_extraction.text, scipy.sparse, jinja2, py3langid, rapidfuzz
model = load_model(Settings().model)
for _ in model.nlp.pipe(["A first text warms the model up."]): pass
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = peak()
api.build([sys.argv[1]], sys.argv[2], model=model)
print(json.dumps({"before": before, "peak": peak()}))
"""


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


def measure(count: int) -> dict[str, float]:
    """Input bytes, peak beyond the model, and their ratio for one size."""
    with tempfile.TemporaryDirectory() as place:
        source, out = Path(place) / "made.jsonl", Path(place) / "out"
        size = write_reports(source, count)
        command = [sys.executable, "-c", CHILD, str(source), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        record = (out / "record.json").stat().st_size
    beyond = found["peak"] - found["before"]
    return {
        "reports": count,
        "input_bytes": size,
        "beyond_model": beyond,
        "times_input": beyond / size,
        "record": record,
    }


def main() -> None:
    print(f"{'reports':>8} {'input MB':>9} {'beyond model MB':>16} {'times input':>12} {'record MB':>10}")
    for count in [int(word) for word in sys.argv[1:]] or [100, 1000]:
        row = measure(count)
        print(
            f"{count:>8} {row['input_bytes'] / 1e6:>9.2f} {row['beyond_model'] / 1e6:>16.1f} "
            f"{row['times_input']:>12.1f} {row['record'] / 1e6:>10.2f}"
        )


if __name__ == "__main__":
    main()
