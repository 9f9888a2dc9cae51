"""A store of 100 and of 10,000 reports: what adding one more costs, how fast it is searched, how large it is, and how
much faster than parsing again it is to read all reports anew from stored parses.

    python -m bench.store [100 10000] [--read 200] [--json OUT]

The reports are the samples told again as `bench.scale` tells them: other names, days and words of the same length, so
that offsets and parses hold; each goes into the store with its page, reading, parses and rows to search for. Everything
is compared inside one process. Adding one more report is the whole of `add` with its parses at hand.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from bench.scale import SAMPLES, replicate
from crosswire import collection, flow
from crosswire.base import READ_KINDS, Limits, Page, Reading, Report
from crosswire.collect import clean, read
from crosswire.dissect import LoadedModel, dissect_many, load_model
from crosswire.dissect.compact import compact
from crosswire.dissect.datelines import own_start
from crosswire.search import parse, rows_of_report
from crosswire.settings import Settings
from crosswire.store import Store
from crosswire.store.finding.question import question

COUNTS = (100, 10_000)
READ = 200
"""Reports that are really parsed, for what reading them again costs."""
MORE = 15
"""Reports added one by one, for what one costs."""
ASKED = 60
"""Queries of each kind."""
SHOWN = 20
OLDER = Settings(min_body_words=Settings().min_body_words + 1)
"""Settings that change what is read: with these all reports are read again."""


T = TypeVar("T", Report, Reading)


class Seed(NamedTuple):
    """A sample with its reading and the parses of its blocks, by their start."""

    report: Report
    reading: Reading
    parses: dict[int, bytes]


def store_table(counts: Sequence[int] = COUNTS, read_again: int = READ) -> dict[str, Any]:
    """Each size, then what holds for all, as printed and as kept."""
    model = load_model(Settings().model)
    seeds = list(_seeds(model))
    with tempfile.TemporaryDirectory() as folder:
        places = {count: Path(folder, f"{count}.db") for count in sorted(counts)}
        found: dict[str, Any] = {
            str(count): {"size": _fill(place, seeds, count, model)} for count, place in places.items()
        }
        for count, seconds in _add_one_by_one(places, seeds, model, Path(folder)).items():
            found[str(count)]["add_ms"] = 1_000 * seconds
        for count, place in places.items():
            found[str(count)]["search"] = _search(place, seeds)
        found["read_again"] = _read_again(Path(folder), seeds, read_again, model)
    adds = [found[str(count)]["add_ms"] for count in places]
    found["add_ratio"] = adds[-1] / adds[0]
    _print(found, [*places])
    return found


def _seeds(model: LoadedModel) -> Iterator[Seed]:
    limits = Limits()
    paths = sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".txt", ".jsonl", ".html"})
    reports = [clean(page, limits) for page in read(paths, limits) if isinstance(page, Page)]
    for report, passages in zip(reports, dissect_many(reports, model), strict=True):
        parses = {passage.start: compact(passage.doc) or b"" for passage in passages}
        yield Seed(report, flow.extract(report, passages), parses)


def _told(seeds: Sequence[Seed], count: int) -> Iterator[Seed]:
    """So many reports made from these."""
    pairs = [(seed.report, seed.reading) for seed in seeds]
    for number, (report, reading) in enumerate(replicate(pairs, count)):
        yield Seed(_restated(report, report.text), _restated(reading, report.text), seeds[number % len(seeds)].parses)


def _restated(noun: T, text: str) -> T:
    """The noun with the words that stand at its offsets now."""
    told = _words_again(msgspec.to_builtins(noun), text)
    return msgspec.convert(told, type(noun))


def _words_again(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        again = {name: one if name == "text" else _words_again(one, text) for name, one in value.items()}
        if isinstance(again.get("text"), str) and again.get("start") is not None:
            again["text"] = text[again["start"] : again["end"]]
        return again
    return [_words_again(one, text) for one in value] if isinstance(value, list | tuple) else value


def _fill(place: Path, seeds: Sequence[Seed], count: int, model: LoadedModel) -> dict[str, float]:
    """A store of so many reports; bytes of text and, for each, of the file and its tables."""
    maker = collection.maker_of(Settings(), model.model)
    text = 0
    with Store(place) as store:
        for batch in _batches(_told(seeds, count)):
            with store.writing():
                store.put_maker(maker)
                for seed in batch:
                    report = seed.report
                    page = Page(path=f"{report.id}.txt", text=report.text, sha256=report.sha256, encoding="utf-8")
                    store.put_rows(
                        store.put_read(page, report, seed.reading, maker), rows_of_report(report, seed.reading)
                    )
                    store.put_parses(_parses(seed))
                    text += len(report.text.encode())
    return {"text": text, **_sizes(place, text)}


def _batches(seeds: Iterator[Seed], size: int = 100) -> Iterator[list[Seed]]:
    batch = []
    for seed in seeds:
        batch.append(seed)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _parses(seed: Seed) -> Iterator[tuple[bytes, bytes]]:
    """The parses of the blocks behind their dateline, each under a hash of its words."""
    for block in seed.report.blocks:
        if block.kind in READ_KINDS:
            start = own_start(seed.report, block)
            words = seed.report.text[start : block.end].encode()
            yield hashlib.blake2b(words, digest_size=16).digest(), seed.parses[start]


def _sizes(place: Path, text: int) -> dict[str, float]:
    with contextlib.closing(sqlite3.connect(place)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        tables = dict(db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC LIMIT 8").fetchall())
    return {"times_text": place.stat().st_size / text} | {name: size / text for name, size in tables.items()}


def _write(seeds: Iterator[Seed], target: Path, prefix: str) -> Path:
    """The bodies of reports with what is known of each, a line a report."""
    with target.open("w", encoding="utf-8") as out:
        for number, (report, *_) in enumerate(seeds):
            bodies = [report.text[block.start : block.end] for block in report.blocks if block.kind == "body"]
            row = {"id": f"{prefix}{number}", "text": "\n\n".join(bodies), "outlet": f"Outlet {number % 40}"}
            out.write(json.dumps(row | {"published": f"2021-03-{number % 28 + 1:02}"}) + "\n")
    return target


def _add_one_by_one(
    places: dict[int, Path], seeds: Sequence[Seed], model: LoadedModel, folder: Path
) -> dict[int, float]:
    """Seconds to add one report to each store, their parses being there: the median, the stores taking turns."""
    told = list(_told(seeds, 4 * MORE))[-MORE:]
    files = [_write(iter([seed]), folder / f"more-{n}.jsonl", f"more-{n}-") for n, seed in enumerate(told)]
    parsed = folder / "parsed.db"
    collection.add(files, parsed, model=model)
    spent: dict[int, list[float]] = {count: [] for count in places}
    with contextlib.closing(sqlite3.connect(parsed)) as db:
        keys = [key for (key,) in db.execute("SELECT key FROM parses")]
    with Store(parsed, may_write=False) as known:
        parses = [(key, known.parse(key) or b"") for key in keys]
    for place in places.values():
        with Store(place) as store, store.writing():
            store.put_parses(parses)
    for file in files:
        for count, place in places.items():
            start = time.perf_counter()
            collection.add([file], place, model=model)
            spent[count].append(time.perf_counter() - start)
    return {count: statistics.median(seconds) for count, seconds in spent.items()}


def _queries(seeds: Sequence[Seed]) -> dict[str, list[str]]:
    """Queries of each kind, by words and names of the reports."""
    told = [seed for seed, _ in zip(_told(seeds, ASKED), range(ASKED), strict=False)]
    names = [[one.name for one in seed.reading.entities if one.kind == "person"] or ["Koravan"] for seed in told]
    places = [[one.name for one in seed.reading.entities if one.kind == "place"] or ["Sarrow"] for seed in told]
    pairs = [re.findall(r"[A-Za-z]{4,} [a-z]{3,}", seed.report.text) for seed in told]
    last = [one[0].split()[-1] for one in names]
    words = [one[len(one) // 2].split()[0] for one in pairs]
    return {
        "words": [f"{one} {two}" for one, two in zip(words, last, strict=True)],
        "phrase": [f'"{one[n % len(one)]}"' for n, one in enumerate(pairs)],
        "field": [f"{field}:{one}" for n, one in enumerate(last) for field in ["speaker" if n % 2 else "person"]],
        "place": [f'place:"{one[0]}"' for one in places],
        "fields": [f"speaker:{one} kind:quote after:2019 {word}" for one, word in zip(last, words, strict=True)],
        "common": [f'"{phrase}"' for phrase in ("said on", "of the", "in the")],
    }


def _search(place: Path, seeds: Sequence[Seed]) -> dict[str, dict[str, float]]:
    """For each kind of query milliseconds of the 50th and the 95th, and of the bare full-text query beside it."""
    found = {}
    with Store(place, may_write=False) as store, contextlib.closing(sqlite3.connect(place)) as db:
        for kind, queries in _queries(seeds).items():
            ours, bare = [], []
            for query in queries:
                ours.append(_best(lambda query=query: store.find(parse(query), by_day=False, limit=SHOWN)))
                match = question(parse(query)).match
                bare.append(_best(lambda match=match: db.execute(BARE, (match, SHOWN)).fetchall()))
            found[kind] = {
                "p50": _at(ours, 0.5),
                "p95": _at(ours, 0.95),
                "bare_p95": _at(bare, 0.95),
                "ratio": _at(ours, 0.95) / _at(bare, 0.95),
            }
    return found


BARE = "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"


def _best(work: Any, runs: int = 3) -> float:
    """Milliseconds of the fastest of some runs: the machine may be busy with other things."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return 1_000 * min(spent)


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _read_again(folder: Path, seeds: Sequence[Seed], count: int, model: LoadedModel) -> dict[str, float]:
    """Processor seconds to read reports anew with their parses at hand and without."""
    place = folder / "again.db"
    collection.add([_write(_told(seeds, count), folder / "again.jsonl", "again-")], place, model=model)
    with Store(place) as store:
        kept = _spent(lambda: collection.refresh(store, OLDER, model))
    with contextlib.closing(sqlite3.connect(place)) as db, db:
        db.execute("DELETE FROM parses")
    with Store(place) as store:
        parsed = _spent(lambda: collection.refresh(store, Settings(), model))
    return {"reports": count, "kept": kept, "parsed": parsed, "ratio": parsed / kept}


def _spent(work: Any) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _print(found: dict[str, Any], counts: Sequence[int]) -> None:
    print(
        f"\n{'reports':>8}{'text MB':>10}{'times text':>12}{'add one ms':>12}{'p95 ms':>10}{'bare ms':>10}{'ratio':>8}"
    )
    for count in counts:
        row = found[str(count)]
        asked = [row["search"][kind] for kind in ("phrase", "field", "place", "fields")]
        worst, bare = max(one["p95"] for one in asked), max(one["bare_p95"] for one in asked)
        size = row["size"]
        print(f"{count:>8}{size['text'] / 1e6:>10.1f}{size['times_text']:>12.2f}{row['add_ms']:>12.1f}", end="")
        print(f"{worst:>10.2f}{bare:>10.2f}{max(one['ratio'] for one in asked):>8.2f}")
    print(f"adding one to {counts[-1]:,} costs {found['add_ratio']:.2f} of adding it to {counts[0]:,}")
    for kind, one in found[str(counts[-1])]["search"].items():
        print(f"  {kind:>8}: " + ", ".join(f"{name} {value:.2f}" for name, value in one.items()))
    sizes = found[str(counts[-1])]["size"]
    print("  " + ", ".join(f"{name} {size:.2f}" for name, size in sizes.items() if name != "text"))
    again = found["read_again"]
    print(
        f"{again['reports']} reports from stored parses {again['kept']:.1f} s, parsed again {again['parsed']:.1f} s: ",
        end="",
    )
    print(f"{again['ratio']:.1f} times faster")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[*COUNTS])
    parser.add_argument("--read", type=int, default=READ, help="reports read again")
    parser.add_argument("--json", type=Path, metavar="OUT")
    args = parser.parse_args()
    found = store_table(args.counts, args.read)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
