"""How `group` and `reconcile` grow with the number of reports: seconds for each size and the fitted exponent.

    python -m bench.scale 300 1000 3000 [--one-saga] [--from DIR] [--profile OUT]

The reports are the samples (or the pages of DIR), read once and then replicated with their readings: every saga gets
names, ids and days of its own, and the reports of one saga are told four times with words changed here and there: so
stories stay as large as news makes them. With `--one-saga` all tell the same saga, the hardest case. No parse is timed.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import hashlib
import math
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import msgspec

from crosswire import flow, relating
from crosswire.base import Limits, Model, Page, Reading, Report
from crosswire.collect import clean, read
from crosswire.dissect import dissect_many, load_model
from crosswire.settings import Settings

SAMPLES = Path(__file__).parents[1] / "samples"
TELLINGS = 4
"""How often the reports of one saga are told, each time with other words changed."""
CHANGED, OTHER = 0.06, 0.6
"""Share of the longer plain words that are changed in each telling, and that are another word in each saga."""
DAYS_APART = 30
"""Days from one saga to the next."""

Read = tuple[Report, Reading]
_ID = re.compile(rb'(?<=")([a-z]{1,2}-)([0-9a-f]{12})(?=")')
_SHA = re.compile(rb'(?<="sha256":")[0-9a-f]{64}')
_DAY = re.compile(rb"\b(19|20)\d\d-\d\d-\d\d")
_PLAIN = re.compile(r"\b[a-z]{5,}\b")


class Row(NamedTuple):
    """Seconds of processor time for one size."""

    reports: int
    words: int
    group: float
    reconcile: float


def read_once(folder: Path) -> list[Read]:
    """Every page of a folder with its reading."""
    limits, model = Limits(), load_model(Settings().model)
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".jsonl", ".html"})
    reports = [clean(page, limits) for page in read(paths, limits) if isinstance(page, Page)]
    return [(one, flow.extract(one, found)) for one, found in zip(reports, dissect_many(reports, model), strict=True)]


def replicate(seeds: Sequence[Read], count: int, one_saga: bool = False) -> Iterator[Read]:
    """So many reports and readings made from these, always the same."""
    names = sorted({word for _, reading in seeds for one in reading.entities for word in _name_words(one.name)})
    packed = [msgspec.json.encode(one) for one in seeds]
    made = 0
    for copy in range(count):
        saga = 0 if one_saga else copy // TELLINGS
        renamed = _renaming(names, saga)
        for n, data in enumerate(packed):
            if made == count:
                return
            report, reading = msgspec.json.decode(_another(data, copy, saga, renamed), type=Read)
            text = _reworded(report.text, random.Random(f"{copy} {n}"), saga)
            yield msgspec.structs.replace(report, text=text), reading
            made += 1


def _name_words(name: str) -> list[str]:
    return list(re.findall(r"[A-Z][a-z]{3,}", name))


def _renaming(names: Sequence[str], saga: int) -> dict[str, str]:
    """Each word of a name with another of the same length, so that every offset holds."""
    chance = random.Random(saga)
    vowels, others = "aeiou", "bdfgklmnprstvz"
    table = {}
    for word in names:
        letters = (chance.choice(vowels if letter in vowels else others) for letter in word[1:])
        table[word] = word if saga == 0 else chance.choice("BDFGKLMNPRSTVZ") + "".join(letters)
    return table


def _another(data: bytes, copy: int, saga: int, renamed: dict[str, str]) -> bytes:
    """A report and its reading with other ids, names and days."""

    def fresh(match: re.Match[bytes]) -> bytes:
        return match[1] + hashlib.sha256(match[2] + str(copy).encode()).hexdigest()[:12].encode()

    def later(match: re.Match[bytes]) -> bytes:
        try:
            day = date.fromisoformat(match[0].decode()) + timedelta(days=DAYS_APART * saga)
        except ValueError:
            return match[0]
        return day.isoformat().encode()

    data = _ID.sub(fresh, data)
    data = _SHA.sub(lambda match: hashlib.sha256(match[0] + str(copy).encode()).hexdigest().encode(), data)
    text = _DAY.sub(later, data).decode()
    return re.sub(r"[A-Z][a-z]{3,}", lambda match: renamed.get(match[0], match[0]), text).encode()


def _reworded(text: str, chance: random.Random, saga: int) -> str:
    """The text with many plain words scrambled as everywhere in its saga and some as here alone, their lengths kept."""

    def change(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() < CHANGED:
            return "".join(chance.sample(word, len(word)))
        ours = random.Random(f"{saga} {word}")
        return "".join(ours.sample(word, len(word))) if saga and ours.random() < OTHER else word

    return _PLAIN.sub(change, text)


def measure(seeds: Sequence[Read], count: int, one_saga: bool = False) -> Row:
    """Processor seconds of the steps after extraction."""
    read = list(replicate(seeds, count, one_saga))
    words = sum(len(report.text.split()) for report, _ in read)
    gc.collect()
    inside = Inside(relating, ("consider", "combine", "unite"))
    start = time.process_time()
    with inside:
        flow.relate(read, Model(name="", version="", hash=""), Settings())
    total = time.process_time() - start
    return Row(count, words, total - inside.seconds, inside.seconds)


class Inside:
    """Processor seconds spent in some functions of a module, while it is entered."""

    def __init__(self, module: ModuleType, names: Sequence[str]) -> None:
        self.seconds = 0.0
        self._module = module
        self._own = {name: getattr(module, name) for name in names}

    def _timed(self, work: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object) -> object:
            start = time.process_time()
            done = work(*given)
            self.seconds += time.process_time() - start
            return done

        return run

    def __enter__(self) -> None:
        for name, work in self._own.items():
            setattr(self._module, name, self._timed(work))

    def __exit__(self, *fault: object) -> None:
        for name, work in self._own.items():
            setattr(self._module, name, work)


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The slope of a straight line through the logarithms."""
    xs, ys = [math.log(x) for x in sizes], [math.log(y) for y in seconds]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[300, 1000, 3000])
    parser.add_argument("--from", dest="given", type=Path, default=SAMPLES, metavar="DIR")
    parser.add_argument("--one-saga", action="store_true")
    parser.add_argument("--profile", type=Path, metavar="OUT", help="write a profile of the largest size")
    args = parser.parse_args()
    seeds = read_once(args.given)
    rows = []
    print(f"{'reports':>8} {'words':>9} {'group s':>9} {'reconcile s':>12} {'ms a report':>12}")
    for count in sorted(args.counts):
        watch = cProfile.Profile() if args.profile and count == max(args.counts) else None
        row = watch.runcall(measure, seeds, count, args.one_saga) if watch else measure(seeds, count, args.one_saga)
        if watch:
            watch.dump_stats(args.profile)
        rows.append(row)
        each = 1000 * (row.group + row.reconcile) / count
        print(f"{count:>8} {row.words:>9} {row.group:>9.2f} {row.reconcile:>12.2f} {each:>12.1f}", flush=True)
    if len(rows) > 1:
        sizes = [float(row.reports) for row in rows]
        for name in ("group", "reconcile"):
            print(f"exponent of {name}: {exponent(sizes, [getattr(row, name) for row in rows]):.2f}")


if __name__ == "__main__":
    main()
