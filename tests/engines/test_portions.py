"""Storylines grouped and reconciled by the workers that read: the same record, whatever becomes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crosswire import flow, relating
from crosswire.api import make_record
from crosswire.base import Limits, Page, Reading, Record, Report, digest
from crosswire.collect import read as inputs
from crosswire.dissect import LoadedModel
from crosswire.engines import Hands, Job, Packed, pool, run, unpack
from crosswire.engines.pool import Pool
from crosswire.relating import Piece
from crosswire.settings import Settings
from tests.engines.clusters import connected_here

SAMPLES = Path(__file__).parents[2] / "samples"
OTHERS = (
    "Floods swept three farms near Lake Odrin away on Monday, and the Tamber dairy lost its herd of 40 cows.\n" * 2,
    'The Varenne opera fired its conductor, Aldo Prenn, who said "nobody told me why" and left for Ostrel.\n' * 2,
)
NO_RAY = find_spec("ray") is None


def settings(engine: str, workers: int = 2) -> Settings:
    return Settings(engine=engine, workers=workers)  # type: ignore[arg-type]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where each portion is to be made, all being worth it."""
    found: list[str] = []

    def counting(real: Any, engine: str) -> Any:
        def begin(self: Any, piece: Piece) -> Callable[[], bytes]:
            found.append(engine)
            come: Callable[[], bytes] = real(self, piece)
            return come

        return begin

    monkeypatch.setattr(relating, "WORTH_SENDING", 1)
    monkeypatch.setattr(Pool, "begin", counting(Pool.begin, "pool"))
    if not NO_RAY:
        from crosswire.engines.cluster.driving import Driver

        monkeypatch.setattr(Driver, "begin", counting(Driver.begin, "ray"))
    return found


def undated(record: Record) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(record, made=msgspec.structs.replace(record.made, at="")))


@pytest.mark.parametrize(
    ("engine", "workers"),
    [("pool", 2), pytest.param("ray", 1, marks=pytest.mark.skipif(NO_RAY, reason="Ray is an extra"))],
)
def test_the_record_of_the_samples_is_the_same(
    engine: str, workers: int, begun: list[str], model: LoadedModel, tmp_path: Path
) -> None:
    """The samples are one storyline; two more beside them."""
    more = tmp_path / "more.jsonl"
    more.write_bytes(b"\n".join(msgspec.json.encode({"id": str(n), "text": text}) for n, text in enumerate(OTHERS)))
    here = make_record([SAMPLES, more], settings("local"), model)
    assert begun == []
    there = make_record([SAMPLES, more], settings(engine, workers))
    assert begun == [engine] * 2 * 3
    assert undated(there) == undated(here)


def ours(reports: Sequence[Report], readings: Sequence[Reading]) -> int:
    return os.getpid()


def broken(reports: Sequence[Report], readings: Sequence[Reading]) -> int:
    raise ZeroDivisionError


def piece(work: relating.Work = ours) -> Piece:
    return Piece(work, msgspec.msgpack.encode([]))


class Deadly(Pool):
    """A pool whose workers are killed as soon as they are given a portion, at most `times` times."""

    times = 0

    def _ask(self, question: Any) -> Any:
        if isinstance(question, Piece) and self.times:
            self.times -= 1
            worker = self._free.get() or self._start()
            self._free.put(worker)
            worker.process.send_signal(signal.SIGKILL)
            worker.process.wait()
        return super()._ask(question)


@pytest.mark.parametrize(("times", "is_here"), [(0, False), (1, False), (2, True)])
def test_a_worker_lost_with_a_portion_costs_its_time_only(times: int, is_here: bool) -> None:
    with Deadly(Job(settings("pool"), "report"), 1) as crew:
        crew.times = times
        made = msgspec.msgpack.decode(crew.begin(piece())())
    assert (made == os.getpid()) == is_here


def test_more_portions_than_workers_come_in_any_order() -> None:
    with Pool(Job(settings("pool"), "report"), 1) as crew:
        coming = [crew.begin(piece()) for _ in range(9)]
        made = {msgspec.msgpack.decode(come()) for come in reversed(coming)}
    assert len(made) == 1
    assert os.getpid() not in made


def test_a_portion_that_fails_in_a_worker_fails_here() -> None:
    with Pool(Job(settings("pool"), "report"), 1) as crew:
        come = crew.begin(piece(broken))
        with pytest.raises(ZeroDivisionError):
            come()


def page(number: int, town: str) -> Page:
    text = f"Foreign Minister Ilse Koravan met envoy number {number} in {town} on Tuesday, her office said.\n" * 3
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False)


def test_workers_stay_up_for_the_hands_and_end_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    ready = pool.Worker.ready

    def noted(worker: pool.Worker) -> None:
        ready(worker)
        started.append(worker.process)

    monkeypatch.setattr(pool.Worker, "ready", noted)
    with Hands() as hands:
        assert hands.begin is None
        list(run([page(1, "Varenne")], Job(settings("pool", 1), "report"), hands=hands))
        assert hands.begin is not None
        assert msgspec.msgpack.decode(hands.begin(piece())()) == started[0].pid
        assert started[0].poll() is None
    assert [process.poll() for process in started] == [-signal.SIGKILL]


@pytest.fixture(scope="module")
def read(model: LoadedModel) -> list[tuple[Report, Reading]]:
    """Reports of two storylines."""
    pages = [page(1, "Varenne"), page(2, "Varenne")]
    text = "Floods swept three farms near Lake Odrin away, and the Tamber dairy lost its herd.\n" * 3
    pages.append(Page(path="3.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False))
    done = run(pages, Job(settings("local"), "whole"), model)
    return [unpack(one.content) for one in done if isinstance(one, Packed)]


def begins(log: list[int]) -> relating.Begin:
    def begin(piece: Piece) -> Callable[[], bytes]:
        log.append(len(piece.read))
        return piece.make

    return begin


@pytest.mark.parametrize(("worth", "count", "pieces"), [(50_000, 3, 0), (1, 3, 4), (1, 2, 0)])
def test_portions_are_handed_out_where_that_repays(
    read: list[tuple[Report, Reading]],
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
    worth: int,
    count: int,
    pieces: int,
) -> None:
    """Not for little, and not for one storyline alone. Two pieces for each: grouping, reconciling; the larger first."""
    monkeypatch.setattr(relating, "WORTH_SENDING", worth)
    log: list[int] = []
    there = flow.relate(read[:count], model.model, settings("local"), begin=begins(log))
    assert len(log) == pieces
    assert log[:2] == sorted(log[:2], reverse=True)
    assert undated(there) == undated(flow.relate(read[:count], model.model, settings("local")))


SHARED = (
    "The ferry to Ostrel stayed in harbour for a third day after engineers found a crack in its rudder, the line said. "
    "Nobody could say when the spare part, which is cast in Lindre and has to be fitted by divers, would arrive. "
    "Traders on the island warned that flour and lamp oil would run short before the week was out."
)


@pytest.mark.parametrize(("worth", "pieces"), [(250_000, 0), (1, 2)])
def test_shared_wording_is_looked_for_elsewhere_where_that_repays(
    read: list[tuple[Report, Reading]],
    model: LoadedModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    worth: int,
    pieces: int,
) -> None:
    """A piece for each circle of storylines; what is found is the same, copies among it."""
    given = tmp_path / "two.jsonl"
    words = {
        "Harbour Post": f"Two islands wait.\n{SHARED}",
        "Selmar Courier": f"{SHARED}\nShops opened late on Friday.",
    }
    rows = ({"id": name, "outlet": name, "published": "2019-09-17", "text": text} for name, text in words.items())
    given.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    done = run(inputs([given], Limits()), Job(settings("local"), "whole"), model)
    both = [*read[:1], *(unpack(one.content) for one in done if isinstance(one, Packed))]
    monkeypatch.setattr(relating, "WORTH_COMPARING", worth)
    log: list[int] = []
    there = flow.relate(both, model.model, settings("local"), begin=begins(log))
    assert len(log) == pieces
    assert there.copies
    assert undated(there) == undated(flow.relate(both, model.model, settings("local")))


@pytest.fixture(scope="module")
def crew() -> Iterator[Any]:
    from crosswire.engines.cluster.crew import Crew

    with connected_here(1) as ray:
        yield lambda: Crew(ray, Job(settings("ray"), "report"), 1)


class Poison:
    """Work that ends the process it is done in, as long as that is not the one that asked for it."""

    def __init__(self) -> None:
        self.home = os.getpid()

    def __call__(self, reports: Sequence[Report], readings: Sequence[Reading]) -> int:
        if os.getpid() != self.home:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()


@pytest.mark.skipif(NO_RAY, reason="Ray is an extra")
def test_an_actor_lost_with_a_portion_costs_its_time_only(crew: Any) -> None:
    actors = crew()
    assert len(list(actors.run([page(1, "Varenne")]))) == 1
    coming = [actors.begin(piece()), actors.begin(piece(Poison())), actors.begin(piece())]
    made = [msgspec.msgpack.decode(come()) for come in coming]
    actors.end()
    assert made[0] != os.getpid()
    assert made[1:] == [os.getpid()] * 2
