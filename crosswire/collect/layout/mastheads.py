"""Which line is the outlet's own name rather than a headline."""

from __future__ import annotations

import re

from crosswire import rules
from crosswire.collect.cues import cues, words_of
from crosswire.collect.lines.units import Unit

_FILE = "en/pages"
_SLOGAN_SIGN = re.compile(r"\s*[·|•]\s*|\s{3,}")
MOST_NAME = 5
"""Words of an outlet's name."""


def is_masthead(unit: Unit) -> bool:
    """A line that is an outlet's name, or begins with it and goes on to a slogan: no headline."""
    cut = _SLOGAN_SIGN.search(unit.text)
    name = unit.text[: cut.start()] if cut else unit.text
    words = words_of(name)
    last = words[-1:] and words[-1] in rules.words(_FILE, "outlet", "mastheads")
    return bool(last) and 2 <= len(words) <= MOST_NAME - (cut is None) and could_be_name(name)


def could_be_name(name: str) -> bool:
    """Few words, all in capitals but particles, that are no button or section."""
    words = name.split()
    particles = rules.words("any/pages_words", "names", "particles") | rules.words(_FILE, "people", "stop")
    if not 1 <= len(words) <= MOST_NAME or not name[0].isalpha() or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word in particles for word in words) and not cues().alone.whole(words_of(name))
