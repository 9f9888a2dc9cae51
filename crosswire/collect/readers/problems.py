"""What can be wrong with an input, in words with a cure."""

from __future__ import annotations

from crosswire.base import Limits, SetAside
from crosswire.errors import InputError

READ_CURE = (
    "Give pages (.txt, .html), rows (.jsonl, .json, .csv, .parquet), feeds (.rss, .atom, .xml), mail (.eml), "
    "web archives (.warc), or a .zip or .tar of these."
)


def allowed(limits: Limits) -> str:
    return f"{limits.report_chars:,} characters for one report"


def too_long(where: str, length: str, allowed: str) -> InputError:
    return InputError(
        "CW203", f"{where} is too long: {length}, the limit is {allowed}.", "Split it, or raise the limit in settings."
    )


def cannot_open(path: str, problem: OSError) -> InputError:
    reason = problem.strerror or type(problem).__name__
    return InputError("CW208", f"{path} cannot be read: {reason}.", "Check that the file is there and may be read.")


def damaged(where: str, what: str) -> InputError:
    return InputError("CW212", f"{where} {what}.", "Fetch or save it again; what stood before the damage was read.")


def bomb(what: str) -> InputError:
    return InputError("CW213", f"{what}.", "Unpack it yourself and give the folder, if you trust it.")


def set_aside(problem: InputError, path: str, line: int | None = None, given_id: str | None = None) -> SetAside:
    return SetAside(
        path=path,
        step="collect",
        code=problem.code,
        error=problem.error,
        cure=problem.cure,
        line=line,
        given_id=given_id,
        retry=problem.retry,
    )
