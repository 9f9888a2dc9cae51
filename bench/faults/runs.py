"""What happens to a run that meets a fault: a killed worker, a poisoned report, a full disk, an interrupt.

    python -m bench.faults.runs

Each fault is given to a run of `crosswire build` by each engine over the same invented reports, with an old output in
place; the table says how the run ended, how long it took, and what it left.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from bench.memory import write_reports

REPORTS = 120
POISON = "Kestrel Nine"
"""Words that kill the process that cleans a page with them, by the patch below."""
ROOM = 300_000
"""Bytes that a file may have where the disk is full."""

PATCH = f"""
import sys
if "--engine" not in sys.argv and not any("/ray/" in one and "worker" not in one for one in sys.orig_argv):
    import os, signal
    from crosswire import flow
    real = flow.prepare
    def prepare(page, settings):
        if "{POISON}" in page.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(page, settings)
    flow.prepare = prepare
"""
"""Loaded by every Python of the run at its start, and at work only in those that are no command line and none
of Ray's own helpers, which would be long in starting."""

ROOMY = """
import resource, sys
if "--engine" not in sys.argv:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""
"""The same where the disk is full: full for what the run writes, not for Ray's own files."""


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    seconds: float
    ending: float
    left: str


class Desk:
    """A folder with reports, an old output, and the record an undisturbed run makes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.source, self.out = folder, folder / "many.jsonl", folder / "out"
        write_reports(self.source, REPORTS)
        if code := self.start("local").wait():
            raise RuntimeError(f"the undisturbed run ended with {code}")
        self.good = self._content()

    def start(self, engine: str, **options: Any) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "TMPDIR": str(self.folder), **options.pop("env", {})}
        command = [sys.executable, "-m", "crosswire", "build", str(self.source), "--out", str(self.out), "--quiet"]
        command += ["--engine", engine, "--workers", "2"]
        options |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        running: subprocess.Popen[bytes] = subprocess.Popen(command, env=environment, **options)
        return running

    def patched(self, patch: str) -> dict[str, str]:
        """What has every Python of a run load this at its start."""
        folder = self.folder / "patch"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(patch, "utf-8")
        paths = (str(folder), os.environ.get("PYTHONPATH", str(Path.cwd())))
        return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONDONTWRITEBYTECODE": "1"}

    def _content(self) -> bytes:
        """The record but for the time it was made."""
        record = json.loads((self.out / "record.json").read_bytes())
        del record["made"]["at"]
        return json.dumps(record).encode()

    def left(self) -> str:
        """What stands in the output now."""
        if (self.out / "record.json").read_bytes() == b"old":
            return "the old output, whole"
        content = self._content()
        if content == self.good:
            return "the record an undisturbed run makes"
        aside = json.loads(content)["set_aside"]
        return f"a record without {len(aside)} report: " + ", ".join(sorted({row["code"] for row in aside}))

    def reset(self) -> None:
        (self.out / "record.json").write_bytes(b"old")


def _descendants(root: int) -> dict[int, str]:
    """Every process below one, with its command line."""
    told = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    below, found = {root}, dict[int, str]()
    for _ in range(6):
        found |= {int(pid): args for pid, parent, args in rows if int(parent) in below}
        below |= set(found)
    return found


def _lives(pid: int) -> bool:
    """Whether a process has not ended, though nobody may have taken notice of its end yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _worker(running: subprocess.Popen[bytes], engine: str) -> int:
    """A process that reads reports, once there is one at work; the run itself where it has no others."""
    sign = {"pool": "crosswire.engines.worker", "ray": "ray::Actor.run"}.get(engine)
    while running.poll() is None:
        if sign is None:
            time.sleep(3)
            return running.pid
        for pid, command in _descendants(running.pid).items():
            if sign in command:
                time.sleep(0 if engine == "ray" else 4)
                return pid
        time.sleep(0.1)
    raise RuntimeError(f"the run by {engine} ended before it could be disturbed")


def _killed(desk: Desk, engine: str) -> Ended:
    running, start = desk.start(engine), time.monotonic()
    os.kill(_worker(running, engine), signal.SIGKILL)
    return Ended(running.wait(), time.monotonic() - start, 0, desk.left())


def _poisoned(desk: Desk, engine: str) -> Ended:
    lines = desk.source.read_text("utf-8").splitlines()
    row = json.loads(lines[REPORTS // 2])
    poisoned = desk.folder / "poisoned.jsonl"
    lines[REPORTS // 2] = json.dumps({**row, "text": f"{POISON} {row['text']}"})
    poisoned.write_text("\n".join(lines) + "\n", "utf-8")
    usual, desk.source = desk.source, poisoned
    running, start = desk.start(engine, env=desk.patched(PATCH)), time.monotonic()
    running.wait()
    desk.source = usual
    return Ended(running.returncode, time.monotonic() - start, 0, desk.left())


def _full(desk: Desk, engine: str) -> Ended:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    running, start = desk.start(engine, preexec_fn=no_room, env=desk.patched(ROOMY)), time.monotonic()
    return Ended(running.wait(), time.monotonic() - start, 0, desk.left())


def _interrupted(desk: Desk, engine: str) -> Ended:
    running, start = desk.start(engine), time.monotonic()
    _worker(running, engine)
    below = set(_descendants(running.pid))
    running.send_signal(signal.SIGINT)
    since = time.monotonic()
    running.wait()
    while any(map(_lives, below)):
        time.sleep(0.02)
    ending = time.monotonic() - since
    return Ended(running.returncode, time.monotonic() - start, ending, desk.left())


FAULTS: dict[str, tuple[Callable[[Desk, str], Ended], tuple[str, ...]]] = {
    "killed worker": (_killed, ("pool", "ray")),
    "poisoned report": (_poisoned, ("pool", "ray")),
    "full disk": (_full, ("local", "pool", "ray")),
    "interrupted run": (_interrupted, ("local", "pool", "ray")),
}
"""Each fault with the engines that can meet it: this process alone has no worker."""


def faults_table() -> list[dict[str, Any]]:
    """How each run ended, as printed and as kept."""
    found = []
    print(f"\n{'fault':<18}{'engine':<8}{'exit':>5}{'seconds':>9}{'to end':>8}  what stands in the output")
    with tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as folder:
        desk = Desk(Path(folder))
        for fault, engine, meet in _chosen():
            desk.reset()
            ended = meet(desk, engine)
            ending = f"{ended.ending:>8.1f}" if ended.ending else f"{'':>8}"
            print(f"{fault:<18}{engine:<8}{ended.code:>5}{ended.seconds:>9.1f}{ending}  {ended.left}", flush=True)
            found.append({"fault": fault, "engine": engine} | ended._asdict())
    return found


def _chosen() -> Iterator[tuple[str, str, Callable[[Desk, str], Ended]]]:
    for fault, (meet, engines) in FAULTS.items():
        for engine in engines:
            if engine != "ray" or find_spec("ray"):
                yield fault, engine, meet


if __name__ == "__main__":
    faults_table()
