"""`crosswire doctor`: what is installed, and what is wrong."""

from __future__ import annotations

import importlib.metadata
import platform
from pathlib import Path
from typing import Annotated

import typer

from crosswire import __version__, rules
from crosswire.base import Model
from crosswire.errors import Exit, ModelError, StoreError
from crosswire.settings import Settings, load
from crosswire.terminal.shared import ConfigOption, SetOption, say

CheckedStore = Annotated[
    Path | None, typer.Option("--store", help="Also check this store.", metavar="FILE", show_default=False)
]
"""Only one that is named: a store that `add` has yet to make is nothing wrong."""

SHOWN_FAULTS = 20
"""Faults of a store that are named."""

SHOWN = ("spacy", "msgspec", "scikit-learn", "numpy", "typer", "jinja2")


def doctor(store: CheckedStore = None, config: ConfigOption = None, set_: SetOption = None) -> int:
    """Say what is installed, compare the model with its release, check the store named, and say what is wrong."""
    from crosswire.dissect.model import check_model

    chosen = load(config, set_ or ())
    say(f"crosswire    {__version__}")
    say(f"python       {platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in SHOWN:
        say(f"{name:<12} {importlib.metadata.version(name)}")
    say(f"rules        {rules.fingerprint()[:16]}")
    try:
        folder, model, known = check_model(chosen.model)
    except ModelError as fault:
        say(f"model        {chosen.model}: WRONG\n             {fault.code} {fault.error}\n             {fault.cure}")
        return int(Exit.MODEL)
    verdict = "as released" if known else "not a release we list; used as it is"
    say(f"model        {model.name} {model.version} {model.hash[:16]} ({verdict})\n             {folder}")
    return int(Exit.OK if store is None else _store(store, chosen, model))


def _store(place: Path, chosen: Settings, model: Model) -> Exit:
    """What is in the store and whether it is whole."""
    from crosswire import collection

    try:
        found = collection.check(place, chosen, model)
    except StoreError as fault:
        say(f"store        {place}: WRONG\n             {fault.code} {fault.error}\n             {fault.cure}")
        return Exit.STORE
    counts = ", ".join(f"{value:,} {name.replace('_', ' ')}" for name, value in found.counts.items())
    say(f"store        {place}\n             tables number {found.number}; {counts}")
    say(f"             {found.stale:,} inputs were read with another Crosswire, rules, model or settings than these")
    for wrong in found.faults[:SHOWN_FAULTS]:
        say(f"             WRONG: {wrong}")
    if found.faults:
        say("             Restore a backup, or save what can be saved with `sqlite3 FILE .recover`.")
        return Exit.STORE
    say("             whole: pages, indexes, references and packed rows")
    return Exit.OK
