"""Bytes to text: UTF-8 first, then UTF-16, then an eight-bit encoding; says which, and how much had to be replaced."""

from __future__ import annotations

import codecs
import re

from crosswire import rules
from crosswire.collect.cues import function_words, words_of
from crosswire.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL_SHARE = 0.01
"""Control characters a text may hold: a stray form feed or escape, not the even spread of compiled data (about .11)."""
_HOPELESS_SHARE = 0.10
"""Characters of broken UTF-8 that may be replaced before the text is worth nothing."""
_SURE_SHARE, _LEAST_SHARE, _LEAST_SHARE_FEW, _FEW_BYTES = 0.75, 0.5, 0.25, 16
"""Share of bytes above ASCII in whole UTF-8 sequences that make a text damaged UTF-8: without further proof, with one
sequence inside a word, and the same where only a few such bytes stand in the text. Western eight-bit texts have under
.05, Chinese and Korean ones up to .15."""
_SAMPLE = 8192
_SHORT = 400
_FEW_HIGH, _FEW_HIGH_SHORT = 0.08, 0.2
"""Share of bytes above ASCII up to which a text may be Western without more ado; a sentence or two may hold more."""
_SMALL_WORDS = 0.2
"""Share of small words that shows a language (text has .35 to .5 of its own, of another's under .1)."""
_MARKS = frozenset("‘’“”–—…«»„‚•€£§°©®·¿¡\xa0´")
_HIGH = re.compile(r"[^\x00-\x7f]")
_RARE = frozenset("ÿŸƒˆªºµ")
"""Letters of Windows Latin that text hardly has: what damaged bytes become."""
_FOREIGN = frozenset("ðþýÐÞÝ")
"""What Turkish letters become when read as Western ones; Icelandic, which has them too, is left to the library."""
_EIGHT_BIT = ("cp1252", "cp1254", "cp1250", "cp1251", "cp1253", "cp1256", "gb18030", "shift_jis", "euc_kr", "big5")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text without its byte order mark, and the encoding in words.

    `name` is used in messages only. Raises InputError CW201 (empty), CW202 (binary), CW204 (no encoding fits).
    """
    if not data.strip():
        raise InputError("CW201", f"{name} is empty.", "Save the report's text into it, or take it out of the input.")
    text, encoding = _by_mark(data) or _by_content(data, name)
    if not text.strip("\x00") or text.isspace():
        raise InputError("CW201", f"{name} holds nothing but blanks.", "Save the report's text into it.")
    return text, encoding


def decode_line(data: bytes, name: str, *, is_utf8: bool) -> tuple[str, str]:
    """A line that is not UTF-8 throughout, of a file whose kind asks for UTF-8. `is_utf8`: other lines of it are.

    Only a line whose high bytes all read as letters and marks where such may stand is taken for Windows Latin; in any
    other the bad bytes are replaced, and the encoding says how many. Raises InputError as `decode` does.
    """
    western = None if is_utf8 or _is_damaged_utf8(data) else _as_western(data)
    if western is not None and all(_fits(western, match) for match in _HIGH.finditer(western)):
        return western, "cp1252"
    replaced = data.decode("utf-8", "replace")
    bad = replaced.count("\ufffd") - data.count("\ufffd".encode())
    if bad <= max(_FEW_BYTES, _HOPELESS_SHARE * len(replaced)):
        return replaced, f"utf-8 ({bad} bytes replaced)"
    return decode(data, name)


def _fits(text: str, match: re.Match[str]) -> bool:
    """Whether letters above ASCII stand in a word of small ones or begin one, and marks where such are written."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    char = match.group()
    if char.isalpha():
        return char not in _RARE and (char.islower() or not before.isalpha() or before.isupper())
    if char in "“«„‘":
        return not before.isalnum()
    return char not in "”»’" or bool(before.strip()) or after.isalnum()


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    return None


def _replacing(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, f"{encoding} ({text.count(chr(0xFFFD))} bytes replaced)"


def _by_content(data: bytes, name: str) -> tuple[str, str]:
    wide = _wide(data)
    if wide:
        return _replacing(data, wide)
    if len(_NOT_TEXT.findall(data[:_SAMPLE])) > _CONTROL_SHARE * min(len(data), _SAMPLE):
        raise InputError("CW202", f"{name} holds binary data, not text.", "Give the report's text as .txt or .jsonl.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _broken(data, name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is the high one, and takes few values, zero among them."""
    if len(data) < 8 or len(data) % 2:
        return None
    sample = data[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        common = sorted(((high.count(bytes([v])), v) for v in set(high)), reverse=True)[:3]
        covered = sum(count for count, _ in common)
        if high.count(0) and low.count(0) <= 0.02 * len(low) and covered >= 0.9 * len(high):
            return encoding
    return None


def _broken(data: bytes, name: str) -> tuple[str, str]:
    """Not UTF-8 throughout: damaged UTF-8 is read with the bad bytes replaced, anything else as eight-bit."""
    replaced = data.decode("utf-8", "replace")
    bad = replaced.count("\ufffd") - data.count("\ufffd".encode())
    if bad <= _HOPELESS_SHARE * len(replaced) and _is_damaged_utf8(data):
        return replaced, f"utf-8 ({bad} bytes replaced)"
    return _eight_bit(data, name)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII stand in whole sequences; in a text with few of them, one sequence between small
    letters is enough.

    Eight-bit texts hold such sequences by chance, but as a capital letter with a mark behind it, at the end of a word
    in capitals; never inside a word.
    """
    high = sum(byte > 127 for byte in data)
    whole = list(_MULTIBYTE.finditer(data))
    share = sum(match.end() - match.start() for match in whole) / high
    if share >= _SURE_SHARE:
        return True
    inside = any(
        match.end() - match.start() > 2
        or data[match.end() : match.end() + 1].isalpha()
        or data[max(0, match.start() - 1) : match.start()].islower()
        for match in whole
    )
    return inside and share >= (_LEAST_SHARE if high > _FEW_BYTES else _LEAST_SHARE_FEW)


def _is_western(char: str) -> bool:
    return char in _MARKS or (char.isalpha() and char not in _FOREIGN)


def _eight_bit(data: bytes, name: str) -> tuple[str, str]:
    """The charset library decides, except that a text with few high bytes, on which it has little to go, or with the
    small words of a Western language, is read as Windows Latin when each such byte is a letter or a mark there."""
    text = _as_western(data)
    if text:
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 8 * _SAMPLE], cp_isolation=list(_EIGHT_BIT)).best()
    if best is None:
        raise InputError(
            "CW204", f"{name} is in no encoding that can be read safely.", "Save it as UTF-8 and run again."
        )
    return _replacing(data, best.encoding)


def _as_western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [char for char in text if char > "\x7f"]
    if not all(_is_western(char) for char in high):
        return None
    few = len(high) <= (_FEW_HIGH if len(data) > _SHORT else _FEW_HIGH_SHORT) * len(data)
    return text if few or _has_western_words(text[:_SAMPLE]) else None


def _has_western_words(text: str) -> bool:
    """Whether one language written in Windows Latin has many of its small words in the text."""
    words = words_of(text)
    known = [function_words()[code] for code in sorted(rules.words("any/pages_words", "western", "languages"))]
    return any(sum(word in small for word in words) >= _SMALL_WORDS * len(words) for small in known)
