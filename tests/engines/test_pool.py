"""The pool gives what the local engine gives; a worker that dies costs time, a poisoned report only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crosswire.base import Page, SetAside, Unread, digest
from crosswire.engines import Job, Packed, pool, run
from crosswire.errors import EngineError, ModelError
from crosswire.settings import Settings

TEXT = "Foreign Minister Ilse Brandt met envoy number {number} in Port Sarrow on Tuesday, her office said. " * 3


def page(number: int) -> Page:
    text = TEXT.format(number=number)
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False)


def settings(engine: str, **fields: object) -> Settings:
    return Settings(engine=engine, workers=2, batch_chars=1_000, **fields)  # type: ignore[arg-type]


def test_the_pool_gives_what_the_local_engine_gives_in_the_same_order() -> None:
    items = [page(1), Unread(path="x.md"), *map(page, range(2, 30)), Unread(path="y.md")]
    here = list(run(items, Job(settings("local"), "whole")))
    there = list(run(items, Job(settings("pool"), "whole")))
    assert here == there
    assert sum(isinstance(item, Packed) for item in there) == 29


class Deadly(pool.Pool):
    """A pool whose workers are killed as soon as they are given a report of `victims`, at most `times` times."""

    def __init__(self, job: Job, workers: int, victims: set[str], times: int) -> None:
        super().__init__(job, workers)
        self.victims, self.times, self.kills = victims, times, 0

    def _ask(self, pages):  # type: ignore[no-untyped-def]
        if self.kills < self.times and any(item.path in self.victims for item in pages):
            worker = self._free.get() or self._start()
            self._free.put(worker)
            worker.process.send_signal(signal.SIGKILL)
            worker.process.wait()
            self.kills += 1
        return super()._ask(pages)


@pytest.mark.parametrize(("times", "set_aside"), [(1, []), (2, ["3.txt"])])
def test_a_killed_worker_costs_its_batchs_time_and_a_poisoned_report_only_itself(
    times: int, set_aside: list[str]
) -> None:
    with Deadly(Job(settings("pool"), "whole"), 1, {"3.txt"}, times) as crew:
        done = crew.submit([page(number) for number in range(1, 6)]).result()
    assert [item.path for item in done] == [f"{number}.txt" for number in range(1, 6)]
    left = [item for item in done if isinstance(item, SetAside)]
    assert [item.path for item in left] == set_aside
    assert all(item.code == "CW298" and item.retry for item in left)


@pytest.mark.parametrize("times", [1, 2])
def test_a_worker_killed_before_it_is_ready_is_started_again_once(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    ready, left = pool.Worker.ready, [None] * times

    def killed(worker: pool.Worker) -> None:
        if left:
            left.pop()
            worker.process.kill()
        ready(worker)

    monkeypatch.setattr(pool.Worker, "ready", killed)
    with pool.Pool(Job(settings("pool"), "report"), 1) as crew:
        if times == 1:
            assert isinstance(crew.submit([page(1)]).result()[0], Packed)
        else:
            with pytest.raises(EngineError, match="CW601"):
                crew.submit([page(1)]).result()


def test_a_batch_that_takes_too_long_is_ended() -> None:
    worker = pool.Worker(Job(settings("pool"), "report"))
    worker.ready()
    try:
        worker._seconds = 0.2
        os.kill(worker.process.pid, signal.SIGSTOP)
        with pytest.raises(pool.WorkerLostError):
            worker.ask([page(1)])
    finally:
        worker.end()


def test_workers_end_with_the_run() -> None:
    items = (page(number) for number in range(100_000))
    running = run(items, Job(settings("pool"), "whole"))
    next(running)
    mine = _children()
    assert mine
    running.close()  # type: ignore[attr-defined]
    assert not mine & _children()


def _children() -> set[str]:
    found = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "crosswire.engines.worker"], capture_output=True, text=True, check=False
    )
    return set(found.stdout.split())


def test_a_worker_ends_when_the_run_is_killed(tmp_path: Path) -> None:
    """Its stdin ends with the process that held it."""
    worker = pool.Worker(Job(settings("pool"), "report"))
    worker.ready()
    worker._questions.close()
    assert worker.process.wait(timeout=5) == 0
    worker.end()


def test_what_keeps_a_worker_from_working_is_told() -> None:
    with pytest.raises(ModelError, match="CW501"):
        list(run([page(1)], Job(settings("pool", model="no_such_model"), "whole")))


def test_a_worker_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="CW601"):
        list(run([page(1)], Job(settings("pool"), "whole")))
    assert threading.active_count() < 50


def test_auto_starts_workers_only_for_enough_work(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []

    def stand_in(name: str, items: list[Page]) -> list[Page]:
        used.append(name)
        return items

    monkeypatch.setattr("crosswire.engines.run_pool", lambda items, job, workers, hands: stand_in("pool", items))
    monkeypatch.setattr("crosswire.engines.run_here", lambda items, job, model, fetch: stand_in("local", items))
    for items in ([page(1)], [page(number) for number in range(3_000)]):
        assert list(run(items, Job(settings("auto"), "whole"))) == items  # type: ignore[comparison-overlap]
    assert used == ["local", "pool"]
