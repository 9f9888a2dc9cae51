"""Keeps or drops a candidate, with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.extract.quotes.cues import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crosswire.extract.quotes.clauses.sayings import Saying
    from crosswire.extract.quotes.marks import Marked
    from crosswire.extract.quotes.sheet import Sheet, Stretch

CLOSING = (".", "!", "?", ",", "…", "—", "-")
"""Stops that end words in marks."""
BEHIND = (".", ",")
"""Stops right behind marks that end the words in them."""
FEW = 4
"""Words below which marks without a cue are a name or a phrase, unless a full stop, ? or ! closes them."""


def why_no_speech(sheet: Sheet, mark: Marked, *, beside: bool = False) -> str | None:
    """Why words in marks are no utterance of their own: a name, a title, words held at arm's length; null if they are.

    `beside` says that a cue of saying stands right beside them, so that even one word may be speech.
    """
    inner = sheet.text[mark.start : mark.end].strip()
    count = len(inner.split())
    closed = inner.endswith(CLOSING) or sheet.text[mark.close : mark.close + 1] in BEHIND
    capital = inner[:1].isupper() or inner[:1] in "…'‘[("
    if beside:
        return None if (capital or inner[:1].isdigit()) or (closed and count > FEW) else "words taken out of a sentence"
    if not capital:
        return "words taken out of a sentence, or held at arm's length"
    if _is_title(inner):
        return "a name or a title: every word has a capital"
    if count < FEW and not inner.endswith((".", "!", "?")):
        return "too short for speech without a verb of saying"
    if not closed:
        return "runs on into the sentence around it"
    return None


def _is_title(inner: str) -> bool:
    longer = [word for word in inner.split() if len(word) > 3 and word[:1].isalpha()]
    return len(longer) > 1 and all(word[:1].isupper() for word in longer) and not inner.endswith((".", "!", "?"))


def why_not_said(sheet: Sheet, saying: Saying, kind: str, parts: Sequence[Stretch]) -> str | None:
    """Why the content of a cue is nobody's statement; null if it is somebody's."""
    if kind != "indirect":
        return None
    first = sheet.text[parts[0][0] : parts[0][1]].lower()
    if first.startswith(tuple(sorted(words("frames", "unnamed")))):
        return "asks to stay unnamed"
    size = sum(len(sheet.text[start:end].split()) for start, end in parts)
    if size < 2 and not _weighs(saying, first) and not sheet.text[parts[0][0]].isupper():
        return "content of one word"
    if _is_nobody(saying) and not saying.unsaid:
        return "the subject is no one"
    if saying.head is None and not saying.unsaid:
        return "no one is named or implied"
    return None


def _weighs(saying: Saying, word: str) -> bool:
    """Whether one word is enough: of a denial ("denied it"), or where it names something ("claimed responsibility")."""
    return saying.act == "deny" or word in words("frames", "ideas")


def _is_nobody(saying: Saying) -> bool:
    if saying.head is None or saying.head.lower_ not in words("frames", "nobody"):
        return False
    return saying.head.lower_ not in words("people", "it") or saying.cue.lemma_ not in words("frames", "it_speaks")
