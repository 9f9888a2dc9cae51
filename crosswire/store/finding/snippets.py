"""Passages of the words found, with the words looked for marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from crosswire.base import And, Node, Or, Words

MARK = ("\x02", "\x03")
"""Around the words found in a snippet; no report has these characters in its words."""
TOKENS = 24
"""Words shown at most."""
BEFORE = 6
"""Words shown before the first that was found, where there are so many."""
UNASKED = 200
"""Characters shown where no word was looked for."""
_WORD = r"[^\W_]"
_TOKEN = re.compile(rf"{_WORD}+")
_LETTER = re.compile(_WORD).match
MOST = 12
"""Places at which a phrase is looked at."""
Wanted = tuple[re.Pattern[str], ...]


@cache
def _plain_letter(letter: str) -> str:
    """A letter without its marks, where that is one letter."""
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()
    return plain if len(plain) == 1 else letter


def _plain(text: str) -> str:
    """Small letters without marks, one for one, so that places stay the same."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):
        return "".join(map(_plain_letter, text))
    for letter in set(low):
        if letter > "\x7f" and letter.isalpha():
            low = low.replace(letter, _plain_letter(letter))
    return low


def looked_for(node: Node) -> Wanted:
    """The words of a query as they are told in a text without marks."""
    return tuple(re.compile(one) for one in sorted({_pattern(one) for one in _wanted(node)}))


def _wanted(node: Node) -> Iterator[Words]:
    if isinstance(node, Words) and node.field is None:
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)


def _pattern(asked: Words) -> str:
    words = r"[\W_]+".join(re.escape(_plain(word)) for word in asked.words)
    return words + (f"{_WORD}*" if asked.is_prefix else f"(?!{_WORD})")


def snippet(text: str, wanted: Wanted) -> str:
    """The passage with most of what is wanted, marked; the beginning where nothing of it is there."""
    if not wanted:
        return text[:UNASKED]
    plain = _plain(text)
    spans = sorted(span for pattern in wanted for span in _spans(pattern, plain))
    return _cut(text, _best(plain, spans) if spans else 0, spans)


def _spans(pattern: re.Pattern[str], plain: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands, not within a word. What begins with a letter is found fastest if nothing stands before."""
    whole = (one.span() for one in pattern.finditer(plain) if not one.start() or not _LETTER(plain[one.start() - 1]))
    return islice(whole, MOST)


def _best(plain: str, spans: list[tuple[int, int]]) -> int:
    """Where the passage begins that holds most different words, the first of them: at some six characters a word."""
    if len(spans) == 1:
        return spans[0][0]
    reach = 6 * TOKENS
    told = {
        start: len({plain[one:end] for one, end in spans[number : number + TOKENS] if end <= start + reach})
        for number, (start, _) in enumerate(spans)
    }
    most = max(told.values())
    return next(start for start, count in told.items() if count == most)


def _cut(text: str, start: int, spans: list[tuple[int, int]]) -> str:
    before = [one.start() for one in _TOKEN.finditer(text, max(0, start - 20 * BEFORE), start)][-BEFORE:]
    begin = before[0] if before else start
    ends = [one.end() for one in islice(_TOKEN.finditer(text, begin), TOKENS)]
    end = max([*ends[-1:], *(stop for first, stop in spans if first == start)], default=len(text))
    has_more = _TOKEN.search(text, end) is not None
    parts, place = ["…" if _TOKEN.search(text, 0, begin) else text[:begin]], begin
    for first, stop in spans:
        if place <= first and stop <= end:
            parts += [text[place:first], MARK[0], text[first:stop], MARK[1]]
            place = stop
    return "".join([*parts, text[place:end], "…" if has_more else text[end:]])
