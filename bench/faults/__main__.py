"""Reads thousands of damaged inputs of every kind through the public doors of collect; prints what went wrong.

    python -m bench.faults [--count 3000] [--seed 1]

Each input is read and cleaned in this process, whose memory is limited, with an alarm that ends one that takes too
long. Sockets are closed off: an input that makes a reader ask for anything outside fails the run.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from bench.faults.damage import DAMAGES, hard_cases
from crosswire.base import Limits, Page
from crosswire.collect import clean, read
from crosswire.errors import InputError

_SECONDS = 30
_MEMORY = 3 << 30


class _TooSlowError(BaseException):
    """An input took longer than allowed."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("samples", metavar="FOLDER", help="whole inputs to damage, one of each kind")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    _fence()
    chance = random.Random(args.seed)
    samples = sorted(path for path in Path(args.samples).rglob("*") if path.is_file())
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, made in hard_cases().items():
            seen += attempt(Path(folder) / name, made(), f"hard case {name}", told=True)
        for number in range(args.count):
            sample, damage = chance.choice(samples), chance.choice(sorted(DAMAGES))
            data = DAMAGES[damage](sample.read_bytes(), chance)
            seen += attempt(Path(folder) / sample.name, data, f"{damage} {sample.name} (number {number})")
    for outcome, count in seen.most_common():
        print(f"{count:7,}  {outcome}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return int(any(outcome.startswith("FAULT") for outcome in seen))


def _fence() -> None:
    """No connection to anywhere, and an end to memory and time."""

    def refused(*_: object, **__: object) -> None:
        raise _TooSlowError("a reader asked for a connection")

    socket.socket.connect = refused  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = refused  # type: ignore[assignment]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    def late(signum: int, frame: FrameType | None) -> None:
        raise _TooSlowError(f"more than {_SECONDS} seconds")

    signal.signal(signal.SIGALRM, late)


def attempt(path: Path, data: bytes, name: str, *, told: bool = False) -> Counter[str]:
    """What became of one input: kinds of rows, or a fault with where it lies."""
    path.write_bytes(data)
    began = time.monotonic()
    signal.alarm(_SECONDS)
    try:
        outcome = _outcomes(path)
    except (Exception, _TooSlowError) as problem:  # noqa: BLE001 (to catch what nobody thought of is its purpose)
        signal.alarm(0)
        print(f"FAULT {name}: {type(problem).__name__} {problem}", file=sys.stderr)
        traceback.print_exc(limit=-3)
        path.with_name("kept-" + path.name).write_bytes(data[:1_000_000])
        return Counter({f"FAULT {type(problem).__name__}": 1})
    finally:
        signal.alarm(0)
        path.unlink()
    if told:
        print(f"{time.monotonic() - began:6.2f} s  {name}: {dict(outcome)}")
    return outcome


def _outcomes(path: Path) -> Counter[str]:
    seen: Counter[str] = Counter()
    for row in read([path], Limits()):
        if isinstance(row, Page):
            try:
                clean(row, Limits())
                seen["report"] += 1
            except InputError as problem:
                seen[f"set aside when cleaned, {problem.code}"] += 1
        else:
            seen[f"set aside, {row.code}" if hasattr(row, "code") else "unread"] += 1
    return seen or Counter({"nothing found": 1})


if __name__ == "__main__":
    raise SystemExit(main())
