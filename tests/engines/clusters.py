"""A Ray cluster that this process is connected to, guarded as ours are, so that Ray writes no secret to the home."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from crosswire.engines.cluster.connecting import connected

TOKEN = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": "f0" * 32, "RAY_USAGE_STATS_ENABLED": "0"}


@contextmanager
def connected_here(workers: int) -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as folder, pytest.MonkeyPatch.context() as patch:
        for name, value in TOKEN.items():
            patch.setenv(name, value)
        with connected("", workers, folder) as ray:
            yield ray
