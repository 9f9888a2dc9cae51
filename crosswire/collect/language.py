"""The language of a text: by its small words, and by py3langid where these leave it open."""

from __future__ import annotations

from crosswire.collect.cues import function_words, words_of

_SAMPLE = 4000
_CLEAR = 0.22
"""Share of a language's small words in its running text that settles it (English news has about .40). At .15 short
texts in other languages pass for English, at .30 headlines and dispatches in telegram style no longer do."""
_AHEAD = 1.25
_FEW_WORDS = 12


def language_of(text: str) -> str:
    """ISO 639-1 code, or "und" where there are no words.

    A text of a dozen words or less in Latin letters without small words of any language is taken for English:
    statistics of letters say nothing reliable about so short a text.
    """
    words = [word for word in words_of(text[:_SAMPLE]) if word != "#"]
    if not words:
        return "und"
    shares = {code: sum(word in known for word in words) / len(words) for code, known in function_words().items()}
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    (best, share), (_, second) = ranked[0], ranked[1]
    if share >= _CLEAR and share >= _AHEAD * second and (best == "en" or len(words) >= _FEW_WORDS):
        return best
    if len(words) <= _FEW_WORDS and text.isascii():
        return "en" if shares["en"] >= share else best
    from py3langid import classify

    code, _ = classify(text[:_SAMPLE].lower())
    return str(code)
