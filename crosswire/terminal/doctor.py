"""`crosswire doctor`: what is installed, and what is wrong."""

from __future__ import annotations

import importlib.metadata
import platform

from crosswire import __version__, rules
from crosswire.errors import Exit, ModelError
from crosswire.settings import load
from crosswire.terminal.shared import ConfigOption, SetOption, say

SHOWN = ("spacy", "msgspec", "scikit-learn", "numpy", "typer", "jinja2")


def doctor(config: ConfigOption = None, set_: SetOption = None) -> int:
    """Say what is installed, compare the model with its release, and name what is wrong."""
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
    return int(Exit.OK)
