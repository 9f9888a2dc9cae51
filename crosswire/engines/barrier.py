"""The one fault barrier: what a room raises for one report sets that report aside, with step and reason."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from crosswire.base import Page, SetAside, Unread
from crosswire.errors import CrosswireError, InputError

log = logging.getLogger("crosswire")
T = TypeVar("T")


def barrier(item: Page | SetAside | Unread, step: str, work: Callable[[], T]) -> T | SetAside:
    """Run one step for one report; a fault sets the report aside with its reason instead of stopping the rest."""
    try:
        return work()
    except CrosswireError as fault:
        if not isinstance(fault, InputError):
            raise
        known: CrosswireError = fault
    except Exception as fault:  # noqa: BLE001 the one place where faults of ours are caught; step and report are named
        where = _where(fault)
        log.warning("step %s failed on %s line %s at %s", step, item.path, item.line, where)
        known = InputError(
            "CW299",
            f"Step {step} failed on this report: {type(fault).__name__} at {where}.",
            "This is a fault of Crosswire, not of the report: please report it with this line.",
            retry=True,
        )
    return SetAside(
        path=item.path, line=item.line, given_id=item.given_id, step=step,
        code=known.code, error=known.error, cure=known.cure, retry=known.retry,
    )  # fmt: skip


def caught(work: Callable[[], T]) -> T | Exception:
    """What the work gives, or what it raised, to be met again behind the barrier, report by report."""
    try:
        return work()
    except Exception as fault:  # noqa: BLE001 part of the one barrier
        return fault


def _where(fault: Exception) -> str:
    """The innermost line of ours in the traceback. Never the fault's message, which may hold the report's words."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "crosswire" in Path(frame.filename).parts]
    if not frames:
        return "an unknown place"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno} ({frames[-1].name})"
