"""Kills a process that writes to a store, at random moments, and looks whether anything acknowledged was lost.

    python -m bench.faults.store [--kills N] [--seed S]

Each round starts a child that works on one store and writes a line to stdout after every change that the store has
acknowledged; the child is killed with SIGKILL after a random time. Then the store must open, be whole, and hold all
that was acknowledged. Changes: *keep* (pages, readings and parses, as `add` does), *record*, *remove*, *decide* (each
with its line of history; every third is an undo), *migrate* (an old store, with reports and decisions, opened by a
Crosswire that has one table more), and *upgrade* (a store of tables number 4, whose reports are packed anew; a line for
each part of them that was). Prints a table.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.faults.older import begun, brought, put
from crosswire import collection
from crosswire.base import Block, Decision, Model, Page, Reading, Report, digest
from crosswire.store import Maker, Store, connection, schema

VERBS = ("keep", "record", "remove", "decide", "migrate", "upgrade")
MAKER = Maker("1", "rules", Model(name="m", version="1", hash="h"), {})
OLD = 200
"""Reports in a store of an earlier release."""
MORE = "CREATE TABLE later (name TEXT);\n" + "".join(f"INSERT INTO later VALUES ('{n}');\n" for n in range(2_000))


def page(number: int) -> Page:
    text = f"Mayor Tessaly opened bridge number {number} in Port Sarrow. " * 40
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8")


def report(item: Page) -> Report:
    block = Block(start=0, end=len(item.text), kind="body")
    return Report(
        id=f"r-{item.sha256}", path=item.path, sha256=item.sha256, encoding="utf-8", text=item.text, language="en",
        blocks=(block,),
    )  # fmt: skip


def keep(store: Store, number: int) -> None:
    """What `add` does with one report, in one transaction."""
    item = page(number)
    made = report(item)
    with store.writing():
        store.put_maker(MAKER)
        store.put_read(item, made, Reading(report=made.id), MAKER)
        store.put_parses([(digest(number).encode(), random.randbytes(20_000))])


def decide(store: Store, number: int) -> None:
    """What `decide` or `undo` does, in one transaction."""
    moment = f"2026-01-01T00:00:00.{number:06}+00:00"
    is_undo = number % 3 == 2
    made = Decision(
        id="", at=moment, who="Ada", kind="undo" if is_undo else "note", value="x" * 4_000,
        undoes=f"dn-{number - 1}" if is_undo else None,
    )  # fmt: skip
    with store.writing():
        store.put_decisions([msgspec.structs.replace(made, id=f"dn-{number}")])
        store.note("decide", decisions=[f"dn-{number}"])


def work(verb: str, place: Path, first: int) -> None:
    """The child: changes without end, each acknowledged on stdout once the store has it."""
    if verb == "migrate":
        connection.MIGRATIONS = (*schema.MIGRATIONS, MORE)  # type: ignore[misc]
    if verb == "upgrade":
        upgrade(place)
        return
    with Store(place) as store:
        print("opened", flush=True)
        for number in range(first, first + 100_000):
            if verb == "remove":
                with store.writing():
                    store.remove(f"{number}.txt")
            elif verb == "record":
                with store.writing():
                    store.put_record(b'{"made": 1, "reports": [%d]}' % number + b" " * 50_000)
            elif verb == "decide":
                decide(store, number)
            else:
                keep(store, number)
            print(number, flush=True)


def older(place: Path) -> None:
    """A store of tables number 4."""
    db = begun(place)
    with_rows = [(number, page(number)) for number in range(1, OLD + 1)]
    for number, item in with_rows:
        put(db, number, f"/pages/{item.path}", item, report(item))
    brought(db, 4)


def upgrade(place: Path) -> None:
    """What the next command does with an old store, keeping what is done a hundred times a second."""
    collection.COMMIT_SECONDS = 0.01
    print("opening", flush=True)
    with Store(place) as store:
        collection.bring_up(store, lambda done: print(done.finished, flush=True))


def killed(verb: str, place: Path, first: int, seconds: float) -> list[int]:
    """Starts the child, kills it, gives the numbers it had acknowledged."""
    command = [sys.executable, "-m", "bench.faults.store", "--work", verb, str(place), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        if verb != "migrate" and child.stdout:
            child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        said, wrong = child.communicate()
    if wrong and "KeyError" not in wrong and "CW706" not in wrong:
        raise RuntimeError(wrong)
    return [int(line) for line in said.split() if line.isdigit()]


def losses(verb: str, place: Path, acknowledged: list[int], first: int) -> Iterator[str]:
    """What is wrong with the store after a kill."""
    if verb == "migrate":
        connection.MIGRATIONS = (*schema.MIGRATIONS, MORE)  # type: ignore[misc]
    with Store(place) as store:
        yield from store.check()
        held = {row.path for row in store.listing()}
        if verb == "upgrade":
            waiting = len(store.unfindable())
            if OLD - waiting < max(acknowledged, default=0):
                yield f"{max(acknowledged)} packed anew, {waiting} still to do"
            collection.bring_up(store)
            yield from store.check()
            yield from (f"{n} lost" for n in range(1, OLD + 1) if store.get(f"{n}.txt")[0] != report(page(n)))
            if (found := collection.search(place, "bridge").total) != OLD:
                yield f"{found} of {OLD} found"
        elif verb == "record":
            if len(store.records()) < len(acknowledged):
                yield f"{len(acknowledged)} records acknowledged, {len(store.records())} held"
        elif verb == "decide":
            lines = {one.id for one in store.decisions()}
            told = sum(line["verb"] == "decide" for line in store.history())
            yield from (f"{number} undecided" for number in acknowledged if f"dn-{number}" not in lines)
            if told != len(lines):
                yield f"{len(lines)} decisions, {told} in the history"
        elif verb == "remove":
            yield from (f"{number} came back" for number in acknowledged if f"{number}.txt" in held)
        else:
            yield from (f"{number} lost" for number in acknowledged if f"{number}.txt" not in held)
            yield from (f"{n} lost, stored before" for n in range(first - 20, first) if f"{n}.txt" not in held)
        if verb == "migrate" and len(store.decisions()) != first:
            yield f"{first} decisions stored before, {len(store.decisions())} held"
    connection.MIGRATIONS = schema.MIGRATIONS  # type: ignore[misc]


def one_round(verb: str, chance: random.Random) -> tuple[int, list[str]]:
    """One kill; how many changes had been acknowledged, and what was lost."""
    with tempfile.TemporaryDirectory() as folder:
        place, first = Path(folder, "s.db"), 20
        if verb == "upgrade":
            older(place)
            acknowledged = killed(verb, place, 0, chance.uniform(0, 0.25))
            return max(acknowledged, default=0), list(losses(verb, place, acknowledged, 0))
        with Store(place) as store:
            for number in range(200 if verb == "remove" else first):
                keep(store, number)
                if verb == "migrate":
                    decide(store, number)
        start = 0 if verb == "remove" else first
        seconds = chance.uniform(0.15, 0.6) if verb == "migrate" else chance.uniform(0, 0.4)
        acknowledged = killed(verb, place, start, seconds)
        return len(acknowledged), list(losses(verb, place, acknowledged, first))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults.store")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=3, metavar=("VERB", "STORE", "FIRST"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        work(args.work[0], Path(args.work[1]), int(args.work[2]))
        return 0
    chance = random.Random(args.seed)
    print(f"{'change':<10}{'kills':>8}{'acknowledged':>14}{'lost or damaged':>18}")
    found: list[str] = []
    for verb in VERBS:
        rounds = [one_round(verb, chance) for _ in range(args.kills // len(VERBS))]
        wrong = [line for _, lines in rounds for line in lines]
        found += wrong
        print(f"{verb:<10}{len(rounds):>8}{sum(count for count, _ in rounds):>14}{len(wrong):>18}")
    for line in found[:20]:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
