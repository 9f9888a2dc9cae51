"""Days whose news stays: words that come up in the openings of a day and are told on in the reports after it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

OPENING = 6
"""First sentences of a report whose words count as its news. Date F1 .534 with 3, .539 so, .534
with 10."""
WORDS = 6
"""Words of a day that count, the most lasting first. Date F1 .534 with 3, .539 so, .538
with 8, .531 with 12."""
COMMON = 0.5
"""Share of the reports from which on a word is what all are about. Date F1 .532 with a
third, .539 so, .525 with four fifths."""
FOLLOWED = 10
"""Reports that must come after a day before it is seen whether its news stays. 5 and 20 give the same."""
OFTEN = 3
"""Reports after it that must have a word. Date F1 .539 with 1, .537 with 6, .527 with 10."""

Report = tuple[str, Sequence[frozenset[str]]]
"""The ISO day a report was published, and the words of its sentences."""


def lasting(reports: Iterable[Report]) -> dict[str, float]:
    """By ISO day of publication, how much of its news stays, as a multiple of the mean day's."""
    by_day: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
    having: Counter[str] = Counter()
    for day, sentences in reports:
        words, opening = frozenset().union(*sentences), frozenset().union(*sentences[:OPENING])
        by_day[day].append((words, opening))
        having.update(words)
    found: dict[str, float] = {}
    before: Counter[str] = Counter()
    total, told = sum(map(len, by_day.values())), 0
    for day in sorted(by_day):
        here = Counter(word for words, _ in by_day[day] for word in words)
        after = total - told - len(by_day[day])
        if after >= FOLLOWED:
            news = {word for _, opening in by_day[day] for word in opening if having[word] <= COMMON * total}
            stays = {word: having[word] - before[word] - here[word] for word in news}
            gains = (_gain(n / after, before[word], told) for word, n in stays.items() if n > OFTEN)
            found[day] = sum(sorted(gains, reverse=True)[:WORDS])
        before.update(here)
        told += len(by_day[day])
    mean = sum(found.values()) / len(found) if found else 0.0
    return {day: gain / mean for day, gain in found.items()} if mean else {}


def _gain(after: float, having: int, told: int) -> float:
    """What a word gains: its share of the reports after the day, by how much it exceeds that of those before."""
    before = (having + 0.5) / (told + 5)
    return max(0.0, after * math.log(after / before))
