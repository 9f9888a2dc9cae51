"""An interrupt ends with 130 and leaves the old output whole."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SENTENCE = "Minister Ilse Koravan said on Tuesday that {n} trucks had left Port Sarrow for the town of Lindre. "


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_old_output(sent: signal.Signals, tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    rows = [{"id": str(n), "text": SENTENCE.format(n=n) * 60} for n in range(400)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out"
    out.mkdir()
    (out / "record.json").write_text("old")
    command = [sys.executable, "-m", "crosswire", "build", str(source), "--out", str(out)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(out.glob(".record.json.*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2)
    running.send_signal(sent)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert [path.name for path in out.iterdir()] == ["record.json"]
    assert (out / "record.json").read_text() == "old"
