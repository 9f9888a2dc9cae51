"""What `record` of a store costs after one report was added, beside making it from scratch and beside what cannot be
saved: reading everything and writing the whole record.

    python -m bench.again 100 1000 [--from DIR]

The reports are those of `bench.scale`: the samples replicated, every saga with names and days of its own, each told
four times. The store is filled from their readings, without a parse. Processor seconds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.scale import SAMPLES, Read, read_once, replicate
from crosswire import collection
from crosswire.base import Page
from crosswire.dissect import check_model
from crosswire.settings import Settings
from crosswire.store import Store


def fill(store: Path, read: Sequence[Read], settings: Settings) -> None:
    """Puts reports with their readings into a store, as `add` would."""
    maker = collection.maker_of(settings, check_model(settings.model)[1])
    with Store(store) as opened, opened.writing():
        opened.put_maker(maker)
        for report, reading in read:
            page = Page(path=report.id, text=report.text, sha256=report.sha256, encoding="utf-8")
            opened.put_read(page, report, reading, maker)


def seconds(store: Path, settings: Settings) -> float:
    start = time.process_time()
    collection.make_record(store, settings)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.again")
    parser.add_argument("counts", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--from", dest="given", type=Path, default=SAMPLES, metavar="DIR")
    args = parser.parse_args()
    settings, seeds = Settings(), read_once(args.given)
    print(f"{'reports':>8} {'scratch s':>10} {'again s':>8} {'one more s':>11} {'share':>6}")
    for count in args.counts:
        read = list(replicate(seeds, count + 1))
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "s.db"
            fill(store, read[:-1], settings)
            scratch, again = seconds(store, settings), seconds(store, settings)
            fill(store, read[-1:], settings)
            more = seconds(store, settings)
        print(f"{count:>8} {scratch:>10.2f} {again:>8.2f} {more:>11.2f} {more / scratch:>6.2f}", flush=True)


if __name__ == "__main__":
    main()
