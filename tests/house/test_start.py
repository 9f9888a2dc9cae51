"""Start-up stays light: asking for help loads no model, no numerics, no templates."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("spacy", "ray", "numpy", "scipy", "sklearn", "jinja2", "py3langid", "charset_normalizer", "rapidfuzz")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from crosswire.terminal import main; main(['--help']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "build" in done.stdout
    assert done.stderr.strip() == "[]"


def test_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, crosswire; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
