"""Ray gives what the local engine gives; an actor that dies costs time, a poisoned report only itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest

from crosswire import rules
from crosswire.base import Limits, Page, SetAside, Unread, digest
from crosswire.collect import read
from crosswire.engines import Job, Packed, run
from crosswire.engines.cluster.actor import Make
from crosswire.engines.cluster.connecting import connect
from crosswire.engines.cluster.crew import _reason
from crosswire.engines.cluster.driving import _session, end_session
from crosswire.engines.jobs import Parted
from crosswire.errors import EngineError, ModelError
from crosswire.settings import Settings
from tests.engines.clusters import TOKEN, connected_here

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is an extra")

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"
TEXT = "Foreign Minister Ilse Brandt met envoy number {number} in Port Sarrow on Tuesday, her office said. " * 3


def page(number: int) -> Page:
    text = TEXT.format(number=number)
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False)


def settings(engine: str, **fields: object) -> Settings:
    return Settings(engine=engine, workers=2, batch_chars=1_000, **fields)  # type: ignore[arg-type]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder whose name is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """One cluster for all tests, which this process is connected to: starting one takes seconds."""
    with connected_here(2) as ray:
        yield ray


def test_ray_gives_what_the_local_engine_gives_in_the_same_order(ray: Any) -> None:
    items = [page(1), Unread(path="x.md"), *map(page, range(2, 30)), Unread(path="y.md")]
    here = list(run(items, Job(settings("local"), "whole")))
    there = list(run(items, Job(settings("ray"), "whole")))
    assert here == there
    assert sum(isinstance(item, Packed) for item in there) == 29


def test_inputs_read_on_the_cluster_give_the_same(ray: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut in parts of two files, so that several are read at once."""
    monkeypatch.setattr("crosswire.collect.readers.files.PART_FILES", 2)
    items = read([SAMPLES, str(SAMPLES / "01-*")], Limits())
    assert isinstance(items, Parted)
    assert len(items.parts()) > 3
    assert list(run(items, Job(settings("ray"), "report"))) == list(run(items, Job(settings("local"), "report")))


class Poison(Page, frozen=True, kw_only=True):
    """A page that ends the process that works on it, as often as a file holds signs."""

    place: str

    @property
    def is_poison(self) -> bool:
        signs = Path(self.place)
        left = int(signs.read_text())
        if left:
            signs.write_text(str(left - 1))
            os.kill(os.getpid(), signal.SIGKILL)
        return False


def deadly(number: int, place: Path) -> Page:
    return Poison(**{name: getattr(page(number), name) for name in Page.__struct_fields__}, place=str(place))


class DeadlyJob(Job):
    """Looks at every page before it reads it."""

    def run(self, pages: Any, model: Any = None, kept: Any = None) -> Any:
        for one in pages:
            if isinstance(one, Poison):
                _ = one.is_poison
        return super().run(pages, model, kept)


@pytest.mark.parametrize(("times", "set_aside"), [(1, []), (2, ["3.txt"])])
def test_a_killed_actor_costs_its_batchs_time_and_a_poisoned_report_only_itself(
    ray: Any, tmp_path: Path, times: int, set_aside: list[str]
) -> None:
    signs = tmp_path / "signs"
    signs.write_text(str(times))
    items = [page(1), Unread(path="x.md"), page(2), deadly(3, signs), *map(page, range(4, 9))]
    done = list(run(items, DeadlyJob(settings("ray"), "report")))
    assert [item.path for item in done] == ["1.txt", "x.md", *(f"{number}.txt" for number in range(2, 9))]
    left = [item for item in done if isinstance(item, SetAside)]
    assert [item.path for item in left] == set_aside
    assert all(item.code == "CW298" and item.retry for item in left)
    assert signs.read_text() == "0"


class SlowJob(Job):
    """Never comes to an end with one page."""

    def run(self, pages: Any, model: Any = None, kept: Any = None) -> Any:
        if any(one.path == "3.txt" for one in pages):
            time.sleep(60)
        return super().run(pages, model, kept)


def test_a_report_that_takes_too_long_is_set_aside(ray: Any) -> None:
    done = list(run(map(page, range(1, 6)), SlowJob(settings("ray", worker_seconds=1), "report")))
    assert [item.path for item in done if isinstance(item, SetAside)] == ["3.txt"]
    assert sum(isinstance(item, Packed) for item in done) == 4


def test_actors_end_with_the_run(ray: Any) -> None:
    running = run((page(number) for number in range(100_000)), Job(settings("ray"), "report"))
    next(running)
    running.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 2
    while ray.available_resources().get("CPU") != 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ray.available_resources().get("CPU") == 2


def test_what_keeps_an_actor_from_working_is_told(ray: Any) -> None:
    with pytest.raises(ModelError, match="CW501"):
        list(run([page(1)], Job(settings("ray", model="no_such_model"), "whole")))


def test_an_actor_that_would_make_other_rows_is_not_used(ray: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosswire.engines.cluster.crew.make_of", lambda job: Make("0.0.0", rules.fingerprint(), ""))
    with pytest.raises(EngineError, match="CW602"):
        list(run([page(1)], Job(settings("ray"), "report")))


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(EngineError, match="CW602"):
        connect(None, {"address": "127.0.0.1:9"})


def test_a_cluster_that_asks_for_a_token_is_told() -> None:
    """Ray hides it below other errors."""

    class Closed:
        exceptions = SimpleNamespace(RayError=ZeroDivisionError)

        def init(self, **how: object) -> None:
            inner = RuntimeError("Failed to connect\nray.exceptions.AuthenticationError: RPC error")
            raise ConnectionError("Failed to connect to Ray cluster") from inner

    with pytest.raises(EngineError, match="RAY_AUTH_MODE"):
        connect(Closed(), {"address": "auto"})


def test_what_ray_says_of_an_actor_that_did_not_start_is_told_in_a_line() -> None:
    said = "The actor died of ray::Actor.__init__()\n  File x.py\nModuleNotFoundError: No module named 'crosswire'\n"
    assert _reason(RuntimeError(said)) == "ModuleNotFoundError: No module named 'crosswire'"
    assert _reason(RuntimeError("The worker died.\n\tpid: 7")) == "The worker died."


def test_a_cluster_of_ones_own_says_nothing_and_leaves_nothing_behind(tmp_path: Path, place: Path) -> None:
    """The record is the one that this process would make, and neither output holds a word of Ray's."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(place)}
    said = []
    for engine in ("local", "ray"):
        command = [
            sys.executable,
            "-m",
            "crosswire",
            "build",
            str(SAMPLES / "0[12]-*"),
            "--out",
            str(tmp_path / engine),
        ]
        done = subprocess.run(
            [*command, "--engine", engine, "--workers", "1"],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip
        said.append((done.returncode, done.stdout.replace(engine, "ENGINE"), done.stderr))
    assert said[0] == said[1]
    records = [msgspec.json.decode((tmp_path / engine / "record.json").read_bytes()) for engine in ("local", "ray")]
    for record in records:
        del record["made"]["at"]
    assert records[0] == records[1]
    assert not [*home.rglob("*"), *place.rglob("*")]
    assert not _works(place)


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interrupt_ends_the_cluster_and_leaves_the_old_output(tmp_path: Path, place: Path) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out"
    source.write_text(
        "".join(json.dumps({"id": str(n), "text": TEXT.format(number=n) * 20}) + "\n" for n in range(900))
    )
    out.mkdir()
    (out / "record.json").write_text("old")
    command = [sys.executable, "-m", "crosswire", "build", str(source), "--out", str(out)]
    command += ["--engine", "ray", "--workers", "1"]
    environment = {**os.environ, "TMPDIR": str(place)}
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    deadline = time.monotonic() + 90
    while not _works(place) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, "Traceback" in said) == (130, False)
    assert (out / "record.json").read_text() == "old"
    assert [path.name for path in out.iterdir()] == ["record.json"]
    assert not _works(place)
    assert not list(place.iterdir())


class Standing(NamedTuple):
    """A cluster that somebody else has started."""

    address: str
    environment: dict[str, str]
    leader: int

    def actors(self) -> list[int]:
        lines = {pid: Path(f"/proc/{pid}/cmdline") for pid in _session(self.leader)}
        return [pid for pid, line in lines.items() if line.exists() and line.read_bytes().startswith(b"ray::Actor")]


@pytest.fixture
def standing(place: Path) -> Iterator[Standing]:
    with socket.socket() as free:
        free.bind(("", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, **TOKEN}
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--port", str(port)]
    command += ["--num-cpus", "1", "--object-store-memory", "100000000", "--temp-dir", str(place)]
    command += ["--include-dashboard", "false", "--disable-usage-stats"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    try:
        deadline = time.monotonic() + 90
        while not _works(place) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield Standing(f"127.0.0.1:{port}", environment, running.pid)
    finally:
        end_session(running.pid)
        running.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="told by /proc")
def test_a_cluster_that_is_running_is_used_and_left_running(standing: Standing, tmp_path: Path) -> None:
    """Interrupted first: then the one core of the cluster is free again for a whole run."""
    source, out = tmp_path / "many.jsonl", tmp_path / "out"
    rows = [json.dumps({"id": str(n), "text": TEXT.format(number=n) * 20}) for n in range(900)]
    source.write_text("\n".join(rows))
    command = [sys.executable, "-m", "crosswire", "build", "--quiet", "--ray", standing.address, "--out", str(out)]
    running = subprocess.Popen([*command, str(source)], env=standing.environment)
    while not standing.actors() and running.poll() is None:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 130
    deadline = time.monotonic() + 15  # Ray by itself would give the actor thirty
    while standing.actors() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not standing.actors()
    done = subprocess.run([*command, str(SAMPLES / "0[12]-*")], env=standing.environment, check=False)
    assert done.returncode == 0
    here = [sys.executable, "-m", "crosswire", "build", "-q", str(SAMPLES / "0[12]-*"), "--out", str(tmp_path / "here")]
    subprocess.run(here, check=True)
    records = [msgspec.json.decode((one / "record.json").read_bytes()) for one in (out, tmp_path / "here")]
    for record in records:
        del record["made"]["at"]
    assert records[0] == records[1]
    assert not standing.actors()
    assert _session(standing.leader)


def _works(place: Path) -> bool:
    """Whether a cluster of our own in this folder has processes."""
    found = subprocess.run(["pgrep", "-f", f"raylet.*{place}"], capture_output=True, text=True, check=False)
    return bool(found.stdout.split())
