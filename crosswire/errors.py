"""Every error Crosswire raises on purpose.

    CrosswireError                        what went wrong, where, and the cure         exit
      UsageError                CW1xx    the command was not understood                   2
      InputError                CW2xx    one input cannot be used; it is set aside        1
      NothingReadableError      CW3xx    no input was left to read                        3
      OutputError               CW4xx    the result cannot be written                     4
      ModelError                CW5xx    the language model is missing or altered         5
      EngineError               CW6xx    the engine chosen cannot be started              6
      StoreError                CW7xx    the store cannot be opened, read or written      7

An interrupt ends with 130. Rooms raise `InputError`; the runner catches it once, at the report, and sets that report
aside. Messages name the thing, the value and what would be right; the cure is the next step. They never carry report
text, so that logs can be shared.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line; the guide's table is tested against this."""

    OK = 0
    SOME_SET_ASIDE = 1
    USAGE = 2
    NOTHING_READABLE = 3
    CANNOT_WRITE = 4
    MODEL = 5
    ENGINE = 6
    STORE = 7
    INTERRUPTED = 130


EXIT_MEANING: dict[Exit, str] = {
    Exit.OK: "done",
    Exit.SOME_SET_ASIDE: "done, but some inputs were set aside or left unread; the record lists them",
    Exit.USAGE: "the command was not understood",
    Exit.NOTHING_READABLE: "nothing readable: no input was left to read",
    Exit.CANNOT_WRITE: "the output cannot be written",
    Exit.MODEL: "the language model is missing or its files are altered",
    Exit.ENGINE: "the engine chosen cannot be started",
    Exit.STORE: "the store cannot be opened, read or written",
    Exit.INTERRUPTED: "interrupted; the old output is untouched",
}


CODES: dict[str, str] = {
    "CW101": "an option or argument has a value that cannot be used",
    "CW102": "an input path does not exist or matches nothing",
    "CW103": "a settings file or environment variable cannot be understood",
    "CW104": "a file is no record, or a damaged one",
    "CW105": "a record was made by a newer Crosswire",
    "CW106": "a library that writes this format is not installed",
    "CW107": "a search query cannot be understood",
    "CW108": "a document or sheet to check cannot be understood",
    "CW109": "a decision names nothing that is there, or sets what cannot be set",
    "CW110": "a library that opens addresses of this kind is not installed",
    "CW201": "the file is empty",
    "CW202": "the file holds binary data, not text",
    "CW203": "the text is longer than the limit for one report",
    "CW204": "the bytes are in no encoding that can be read safely",
    "CW205": "no article text is left once page noise is set apart",
    "CW206": "a line is not a JSON object",
    "CW207": "a JSON line lacks `text`, or a field has the wrong type",
    "CW208": "a file cannot be opened or read",
    "CW209": "the same report was given twice",
    "CW211": "the kind of file is not one that can be read",
    "CW212": "a feed, table, mail or archive is damaged or not what its name says",
    "CW213": "an archive holds more, or is nested deeper, than is unpacked",
    "CW214": "an address may not be fetched",
    "CW215": "an address could not be fetched",
    "CW216": "a library that reads this kind of file is not installed",
    "CW298": "a worker process ended twice while it read this report",
    "CW299": "a step failed on this report through a fault of ours",
    "CW301": "no input was left to read",
    "CW401": "the output cannot be written",
    "CW501": "the language model is not installed",
    "CW502": "the language model's files differ from the release they claim to be",
    "CW601": "a worker process could not be started",
    "CW602": "the Ray cluster cannot be used, or failed",
    "CW701": "there is no store at this place, or the file is none",
    "CW702": "the store was made by a newer Crosswire",
    "CW703": "another process is writing to the store",
    "CW704": "the store cannot be written",
    "CW705": "the store is damaged",
    "CW706": "the store holds nothing by this name",
    "CW707": "no record was made of the store yet",
}


class CrosswireError(Exception):
    """What went wrong (`error`), and what to do next (`cure`), under a searchable `code`."""

    exit_code: Exit = Exit.SOME_SET_ASIDE

    def __init__(self, code: str, error: str, cure: str, *, retry: bool = False) -> None:
        if code not in CODES:
            raise ValueError(f"unknown error code {code!r}; add it to CODES in errors.py")
        super().__init__(f"{code}: {error} {cure}")
        self.code, self.error, self.cure, self.retry = code, error, cure, retry

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.code, self.error, self.cure, self.retry))


def _revive(kind: type[CrosswireError], code: str, error: str, cure: str, retry: bool) -> CrosswireError:
    """Errors cross process borders; exceptions with keyword arguments cannot be unpickled without help."""
    return kind(code, error, cure, retry=retry)


class UsageError(CrosswireError):
    exit_code = Exit.USAGE


class InputError(CrosswireError):
    """One input cannot be used. It is set aside with its reason and the rest goes on."""


class NothingReadableError(CrosswireError):
    exit_code = Exit.NOTHING_READABLE


class OutputError(CrosswireError):
    exit_code = Exit.CANNOT_WRITE


class ModelError(CrosswireError):
    exit_code = Exit.MODEL


class EngineError(CrosswireError):
    exit_code = Exit.ENGINE


class StoreError(CrosswireError):
    exit_code = Exit.STORE
