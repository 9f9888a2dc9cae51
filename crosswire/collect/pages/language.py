"""The language of a text: by its small words, and by py3langid where these leave it open."""

from __future__ import annotations

from functools import cache

from crosswire.collect.cues import function_words, words_of

_SAMPLE = 4000
_CLEAR = 0.22
"""Share of a language's small words in its running text that settles it (English news has about .40). At .15 short
texts in other languages pass for English, at .30 headlines and dispatches in telegram style no longer do."""
_AHEAD = 1.25
_FEW_WORDS = 12


def language_of(text: str) -> str:
    """ISO 639-1 code.

    A text of a dozen words or less in Latin letters is English unless it holds at least two small words of another
    language and more of them than English ones: statistics of letters say nothing reliable about so short a text. One
    without letters is taken for English too.
    """
    words = [word for word in words_of(text[:_SAMPLE]) if word != "#"]
    counts = dict.fromkeys(function_words(), 0)
    for word in words:
        for code in _languages().get(word, ()):
            counts[code] += 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    (best, most), (_, second) = ranked[0], ranked[1]
    if len(words) <= _FEW_WORDS:
        if _latin(text):
            return best if most >= 2 and most > counts["en"] else "en"
    elif most >= _CLEAR * len(words) and most >= _AHEAD * second:
        return best
    from py3langid import classify

    code, _ = classify(text[:_SAMPLE].lower())
    return str(code)


def told_language(text: str, given: str | None) -> str:
    """The language of a text; of one too short to tell, the one given for it."""
    if given and len(words_of(text[:_SAMPLE])) <= _FEW_WORDS:
        code = given.strip().lower().replace("_", "-").split("-")[0]
        if code.isalpha() and len(code) in (2, 3):
            return code
    return language_of(text)


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages each small word belongs to."""
    table: dict[str, tuple[str, ...]] = {}
    for code, known in sorted(function_words().items()):
        for word in known:
            table[word] = (*table.get(word, ()), code)
    return table


def _latin(text: str) -> bool:
    """Whether no more than a few letters are of another script."""
    letters = [char for char in text if char.isalpha()]
    return sum(char > "\u024f" for char in letters) <= 0.2 * len(letters)
