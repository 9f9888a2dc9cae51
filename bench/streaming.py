"""Peak memory of reading web archives of growing size: the reader alone, nothing parsed.

    python -m bench.streaming [10 100 1000]

Sizes are megabytes of pages before packing. Each archive is written to a temporary folder from invented pages, all
different, as CC-News packs them (each record by itself), and read in a process of its own: pages are taken one at a
time and let go, as the reader gives them; of the smallest archive also cleaned. Plain and packed archives are read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.memory import body, sentence

CHILD = """
import json, resource, sys, time
from crosswire.base import Limits, Page
from crosswire.collect import clean, read
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
limits, cleans = Limits(), sys.argv[2] == "clean"
count, began, before = 0, time.monotonic(), 0
for row in read([sys.argv[1]], limits):
    if isinstance(row, Page):
        count += 1
        if cleans:
            clean(row, limits)
        before = peak() if count == 100 else before
print(json.dumps({"pages": count, "before": before, "peak": peak(), "seconds": time.monotonic() - began}))
"""
MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("world", "politics", "sport", "weather"))
CLEANED = 10
"""Megabytes up to which pages are cleaned too, which takes a hundred times as long as reading them."""


PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>{title} | The Tamber Post</title></head><body><nav><ul>{menu}</ul></nav>"
    "<article><h1>{title}</h1><time>3 March 2021</time>{told}</article><footer>Page {number}</footer></body></html>"
)


def pages(size: int) -> Iterator[bytes]:
    """Invented pages of some 20,000 bytes, `size` bytes in all."""
    chance = random.Random(size)
    paragraphs = [f"<p>{body(chance)}</p>" for _ in range(300)]
    number = done = 0
    while done < size:
        number += 1
        told = "".join(chance.choices(paragraphs, k=8))
        page = PAGE.format(title=sentence(chance), menu=MENU, told=told, number=number).encode()
        done += len(page)
        yield page


def write_archive(path: Path, size: int, *, packed: bool) -> None:
    """Requests and answers as a crawl writes them."""
    with path.open("wb") as out:
        for number, page in enumerate(pages(size)):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            for kind, content in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
                record = _record(kind, f"https://post.example/{number}", content)
                out.write(gzip.compress(record, 1) if packed else record)


def _record(kind: str, address: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2021-03-05T10:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.streaming")
    parser.add_argument("sizes", type=int, nargs="*", default=[10, 100, 1000], metavar="MEGABYTES")
    args = parser.parse_args()
    print("| archive | file, MB | pages | peak, MB | after 100 pages, MB | pages a second |\n|---|---|---|---|---|---|")
    for size in args.sizes:
        for name in ("crawl.warc", "crawl.warc.gz"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                write_archive(path, size * 1_000_000, packed=name.endswith("gz"))
                told = path.stat().st_size / 1e6
                for how in ("read", "clean") if size <= CLEANED else ("read",):
                    done = subprocess.run(
                        [sys.executable, "-c", CHILD, str(path), how], check=True, capture_output=True, text=True
                    )
                    found = json.loads(done.stdout)
                    label = f"{size:,} MB of pages as {path.suffix[1:]}" + (", cleaned too" if how == "clean" else "")
                    rate = found["pages"] / found["seconds"]
                    print(
                        f"| {label} | {told:,.0f} | {found['pages']:,} | {found['peak']:,.0f} | {found['before']:,.0f} "
                        f"| {rate:,.0f} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
