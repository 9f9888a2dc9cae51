"""Reads thousands of damaged inputs of every kind through the public doors of collect; prints what went wrong.

    python -m bench.faults [--count 6000] [--seed 1] [--hard]

Each input is read and cleaned in this process, whose memory is limited, with alarms that end one that takes too much of
the processor, or hangs. Sockets are closed off: an input that makes a reader ask for anything outside fails the run.
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
from typing import NamedTuple

from bench.faults.damage import DAMAGES, hard_cases, long_lists, long_runs
from crosswire.base import Limits, Page
from crosswire.collect import clean, read
from crosswire.errors import InputError
from tests.collect.readers.making import every_kind

_SECONDS = 30
"""Of processor time, so that a busy machine makes no faults."""
_HANG = 600
"""Seconds by the clock after which a reader waits for something."""
_MEMORY = 3 << 30


class _TooSlowError(BaseException):
    """An input took longer than allowed."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="", help="only samples whose names hold this")
    parser.add_argument("--hard", action="store_true", help="only the inputs made to overwhelm a reader")
    args = parser.parse_args()
    _fence()
    chance = random.Random(args.seed)
    samples = {name: data for name, data in every_kind().items() if args.kinds in name}
    kept: dict[str, list[Attempt]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, made in ({} if args.kinds else hard_cases() | long_runs() | long_lists()).items():
            done = attempt(Path(folder) / name, made(), name)
            print(f"{done.seconds:6.2f} s  {name}: {dict(done.outcome)}", flush=True)
            kept.setdefault("made to overwhelm", []).append(done)
        for number in range(0 if args.hard else args.count):
            name, damage = chance.choice(sorted(samples)), chance.choice(sorted(DAMAGES))
            data = DAMAGES[damage](samples[name], chance)
            kept.setdefault(name, []).append(attempt(Path(folder) / name, data, f"{damage}, number {number}"))
    _tell(kept)
    return int(any(done.fault for tries in kept.values() for done in tries))


def _tell(kept: dict[str, list[Attempt]]) -> None:
    """A line for each kind of input: how many, how many gave reports, rows of what else, slowest, faults."""
    print(
        f"| {'input':<18} | tried | read | set aside or unread only | slowest, s | faults |\n|---|---|---|---|---|---|"
    )
    rows = [*sorted(kept.items()), ("all", [done for tries in kept.values() for done in tries])]
    for name, tries in rows:
        read_some = sum("report" in done.outcome for done in tries)
        faults = sum(done.fault for done in tries)
        slowest = max(done.seconds for done in tries)
        left = len(tries) - read_some - faults
        print(f"| {name} | {len(tries):,} | {read_some:,} | {left:,} | {slowest:.1f} | {faults} |")
    codes: Counter[str] = Counter()
    for _, tries in rows[:-1]:
        for done in tries:
            codes += done.outcome
    print("\n" + ", ".join(f"{outcome}: {count:,}" for outcome, count in codes.most_common()))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _fence() -> None:
    """No connection to anywhere, and an end to memory and time."""

    def refused(*_: object, **__: object) -> None:
        raise _TooSlowError("a reader asked for a connection")

    socket.socket.connect = refused  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = refused  # type: ignore[assignment]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    def late(signum: int, frame: FrameType | None) -> None:
        raise _TooSlowError(f"more than {_SECONDS} seconds")

    def hung(signum: int, frame: FrameType | None) -> None:
        raise _TooSlowError(f"more than {_HANG} seconds by the clock")

    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGALRM, hung)


class Attempt(NamedTuple):
    """What became of one input: its rows by kind, how long it took, and whether it was a fault."""

    outcome: Counter[str]
    seconds: float
    fault: bool = False


def attempt(path: Path, data: bytes, name: str) -> Attempt:
    """Reads and cleans one input; a fault is told with where it lies."""
    path.write_bytes(data)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    signal.alarm(_HANG)
    try:
        return Attempt(_outcomes(path), time.process_time() - began)
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        _calm()
        print(f"FAULT {path.name}, {name}: {type(problem).__name__} {problem}", file=sys.stderr)
        traceback.print_exc(limit=-3)
        return Attempt(Counter({f"FAULT {type(problem).__name__}": 1}), time.process_time() - began, fault=True)
    finally:
        _calm()
        path.unlink()


def _calm() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)


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
