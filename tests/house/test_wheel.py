"""The built wheel works alone: installed in a bare environment, it builds a record outside the tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
REPORT = (
    "At least 14 civilians were killed on Tuesday when shells hit a market in the town of Lindre, the relief agency "
    "said. Foreign Minister Ilse Koravan will meet the envoy in Port Sarrow on Saturday, her office said."
)


def run(command: list[str], cwd: Path) -> str:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_builds_a_record_outside_the_tree(tmp_path: Path) -> None:
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)], tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    venv.create(tmp_path / "bare", with_pip=False)
    bare = tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    scheme = {"base": str(tmp_path / "bare"), "platbase": str(tmp_path / "bare")}
    site = Path(sysconfig.get_path("purelib", vars=scheme))
    # The libraries of this environment are lent by path; crosswire itself comes from the wheel alone.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(
        [sys.executable, "-m", "pip", "--python", str(bare), "install", "-q", "--no-deps", "--no-index", str(wheel)],
        tmp_path,
    )
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": REPORT, "published": "2019-03-13"}) + "\n")
    where = run([str(bare), "-c", "import crosswire; print(crosswire.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    run([str(bare), "-m", "crosswire", "build", "in.jsonl", "--out", "out"], tmp_path)
    record = json.loads((tmp_path / "out" / "record.json").read_text("utf-8"))
    assert len(record["reports"]) == 1
    assert record["events"]
    assert (tmp_path / "out" / "index.html").is_file()
