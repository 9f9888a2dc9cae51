"""What a position is about: a stretch of the report's own words, cut where the next thought begins."""

from __future__ import annotations

import re
from functools import cache

from crosswire.base import Mention
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives
from crosswire.reconcile.ledgers.tellings import listed

MOST = 28
"""Words an issue has at most; a longer one is cut at a comma or left out."""
FAR = 12
"""Words after which "that" no longer belongs to the verb."""
LETTERS = 4
"""Letters a word alone must have to be an issue."""

Span = tuple[int, int]

MARKS = (("“", "”"), ("``", "''"))
OPENING = "“‘\"'«"
BLANK = " \t\n\r,;:.–—-"


def issue_after(mention: Mention, start: int, evidence: Evidence) -> Span | None:
    """The words from `start` on to the end of the thought; null where they say nothing by themselves."""
    text = evidence.reports[mention.report].text
    end = max(mention.end, start)
    start = _opened(mention, start, end, evidence)
    return _checked(text, *_cut(text, start, end))


def issue_of(start: int, end: int, mention: Mention, evidence: Evidence) -> Span | None:
    """A stretch that is known to be the issue, cut in the same way."""
    text = evidence.reports[mention.report].text
    return _checked(text, *_cut(text, start, end))


def _opened(mention: Mention, start: int, end: int, evidence: Evidence) -> int:
    """Past a time, a meeting or a place that stands between the verb and what is wanted, and past "for" or "that"."""
    text = evidence.reports[mention.report].text
    for _ in range(3):
        start += len(text[start:end]) - len(text[start:end].lstrip(BLANK))
        time = next((t for t in evidence.times_between(mention.report, start, end) if t[0] - start in (0, 3, 5)), None)
        if time is not None and start <= time[0] < end:
            start = time[1]
            continue
        word = re.match(r"[\w'’]+", text[start:end])
        if word is None or word[0].lower() not in listed("positions", "issue", "aside"):
            break
        begin = _begins().search(text, start, end)
        if begin is None or len(text[start : begin.start()].split()) > FAR:
            start = end if _is_where(mention, text[start + word.end() : end], evidence) else start
            break
        start = begin.start(1)
    small = re.match(r"([\w'’]+)\s+", text[start:end])
    while small is not None and small[1].lower() in listed("positions", "issue", "open"):
        start += small.end()
        small = re.match(r"([\w'’]+)\s+", text[start:end])
    return start


def _is_where(mention: Mention, words: str, evidence: Evidence) -> bool:
    """Whether nothing is left but where it was said: "repeated the demand in Sarrow"."""
    place = evidence.entities.get((mention.where and mention.where.entity) or "")
    return place is not None and words.strip(BLANK) == place.name


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\s({alternatives(listed('positions', 'issue', 'begin'))})\s", re.IGNORECASE)


def _cut(text: str, start: int, end: int) -> Span:
    """Ends before the next thought, and before a quotation mark that stays open."""
    stop = next((m for m in _stop().finditer(text, start + 1, end) if not _hangs(text[start : m.start()])), None)
    end = _whole_quotation(text, start, stop.start() if stop else end)
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    if len(text[start:end].split()) > MOST:
        comma = text.rfind(",", start, start + len(" ".join(text[start:end].split()[:MOST])))
        end = comma if comma > start else start
    return start, end


@cache
def _stop() -> re.Pattern[str]:
    alone = alternatives(listed("positions", "issue", "stop"))
    comma = alternatives(listed("positions", "issue", "after_comma"))
    return re.compile(
        rf"\s*[;—]|\s+--?\s|\s[–]\s|\s\||(?<=[a-z]{2})[.?!]\s|\s*,\s*(?:{comma}|\w+ing)\b|\s+(?:{alone})\s",
        re.IGNORECASE,
    )


def _hangs(words: str) -> bool:
    """Whether the words so far wait for more: "accused the Front of"."""
    return words.split()[-1:] != [] and words.split()[-1].lower() in listed("positions", "issue", "waits")


def _whole_quotation(text: str, start: int, end: int) -> int:
    """The end moved past a closing mark that stands right there, or before an opening one without its close."""
    for opened, closed in MARKS:
        words = text[start:end]
        if words.count(opened) > words.count(closed):
            rest = text[end : end + 3]
            return end + rest.index(closed) + len(closed) if closed in rest else start + words.rfind(opened)
    return end


def _checked(text: str, start: int, end: int) -> Span | None:
    words = [word for word in re.findall(r"[\w'’-]+", text[start:end].lower()) if word]
    if not words or " ".join(words) in listed("positions", "issue", "empty"):
        return None
    if (len(words) == 1 and len(words[0]) < LETTERS) or _hangs(text[start:end]):
        return None
    if not (text[start].isalnum() or text[start] in OPENING) or words[0] in listed("positions", "issue", "not_open"):
        return None
    return (start, end) if any(len(word) >= LETTERS for word in words) else None
