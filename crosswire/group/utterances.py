"""The same words said once, as several reports give them: the same, trimmed, altered inside the marks, paraphrased.

Sentences of quotations are brought together by three words in a row and who said them, never compared all with all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from crosswire.base import Anchor, Quote, Utterance, Variant, Wording, row_id
from crosswire.grammar.wordings import change, spoken
from crosswire.group.cast import Joined
from crosswire.group.likeness import everyday, term
from crosswire.group.shelf import Shelf
from crosswire.rules import words

SHORTEST = 4
"""Words two sentences in quotation marks must share, in order."""
UNNAMED = 6
"""Words in a row that must be the same where one report does not say who spoke."""
TOLD = 2.5
"""Weight of telling words that an indirect quotation must share with one in marks, and TOLD_SHARE their part of its."""
TOLD_SHARE = 0.6
LONG = 9
"""The same where words were changed too. Own judgement."""
AROUND = 200
"""Characters around a quotation in which a report says that it was translated, or the speaker goes on."""
CROWD = 4
"""Sentences that share a key are compared with so many of the first and so many of the last before them."""

Change = Literal["same", "trimmed", "translated", "paraphrased", "altered"]
_SENTENCE = re.compile(r"(?:[^.!?…]|(?<=\b[A-Za-z])\.|\.(?=\w))+")
"""A stretch up to the mark that ends it; the points of "I.R.S." and "2.5" end none."""
_WORD = re.compile(r"\w+(?:['.-]\w+)*")
_MARKS = frozenset("“‘\"'«„")


class Saying(NamedTuple):
    """One sentence of a quotation: whose it is by number, its words, whether it stands in quotation marks, which of its
    words are no names, and where it stands."""

    quote: int
    words: tuple[str, ...]
    marked: bool
    plain: frozenset[str]
    start: int
    end: int


class Utterances:
    """All quotations of the shelf in canonical order, joined where they are one utterance.

    `speaker_of` gives the record's id of a reading's entity, `called` the name of such; `lines` the reports that tell
    one storyline.
    """

    def __init__(
        self,
        shelf: Shelf,
        speaker_of: Mapping[str, str],
        lines: Sequence[Sequence[int]],
        called: Mapping[str, str] | None = None,
    ) -> None:
        self.shelf = shelf
        self.called = called or {}
        self.quotes: list[Quote] = []
        self.place: list[int] = []
        for i, reading in enumerate(shelf.readings):
            for quote in sorted(reading.quotes, key=lambda one: (_start(one), one.id)):
                self.quotes.append(quote)
                self.place.append(i)
        self.speaker = [speaker_of.get(quote.speaker or "", quote.speaker) for quote in self.quotes]
        self.home = {i: n for n, members in enumerate(lines) for i in members}
        self.sayings = [list(self._sayings(n)) for n in range(len(self.quotes))]
        self.sets = Joined(len(self.quotes))
        self.wordings: dict[tuple[Saying, Saying], Change] = {}
        self._translated: dict[int, bool] = {}
        self._join()

    def _sayings(self, n: int) -> Iterator[Saying]:
        quote, text = self.quotes[n], self.shelf.reports[self.place[n]].text
        for part in quote.parts:
            marked = quote.kind != "indirect" and text[max(0, part.start - 1) : part.start] in _MARKS
            for match in _SENTENCE.finditer(text[part.start : part.end]):
                found = spoken(match[0])
                if len(found) >= SHORTEST or (marked and sum(_weight(word) for word in found) >= 2):
                    plain = frozenset(word for word in _WORD.findall(match[0]) if word.islower())
                    at = part.start + match.start() + len(match[0]) - len(match[0].lstrip())
                    yield Saying(n, found, marked, plain, at, part.start + match.start() + len(match[0].rstrip()))

    def _join(self) -> None:
        """Joins the quotations of which any two sentences are one, by the keys that bring them together.

        Each is compared with few of those that share a key, whatever their number: cost is linear in the keys.
        """
        blocks: dict[tuple[int, str, tuple[str, ...]], list[Saying]] = defaultdict(list)
        for saying in (one for found in self.sayings for one in found):
            compared: set[tuple[int, int]] = set()
            home = self.home.get(self.place[saying.quote], -1)
            for key in _keys(saying):
                block = blocks[home, *key]
                for other in (*block[:CROWD], *block[max(CROWD, len(block) - CROWD) :]):
                    if (other.quote, other.start) not in compared:
                        compared.add((other.quote, other.start))
                        same = self._same(other, saying)
                        if same is not None:
                            self.sets.join(other.quote, saying.quote)
                            self._note(other, saying, same)
                block.append(saying)

    def _note(self, a: Saying, b: Saying, same: Change) -> None:
        """Keeps two sentences in marks of which one was changed, or after which one quotation ends."""
        if a.marked and b.marked and (same in {"trimmed", "altered"} or self._goes_on(a) != self._goes_on(b)):
            self.wordings[a, b] = same

    def _goes_on(self, saying: Saying) -> bool:
        """Whether the speaker's words go on after a sentence."""
        n = saying.quote
        text, parts = self.shelf.reports[self.place[n]].text, self.quotes[n].parts
        if any(_WORD.search(text, max(part.start, saying.end), part.end) for part in parts if part.end > saying.end):
            return True
        after = n + 1
        if after == len(self.quotes) or self.place[after] != self.place[n] or self.speaker[after] != self.speaker[n]:
            return False
        return self.quotes[after].kind != "indirect" and 0 < _start(self.quotes[after]) - saying.end <= AROUND

    def _same(self, a: Saying, b: Saying) -> Change | None:
        """What became of one sentence in the other, where both can be one: by one speaker, not on different days, and
        the same words or nearly."""
        one, other = self.speaker[a.quote], self.speaker[b.quote]
        if one is not None and other is not None and one != other and not self._called_alike(one, other):
            return None
        if self.place[a.quote] == self.place[b.quote] or not self._days_meet(a.quote, b.quote):
            return None
        same = compare(a, b)
        if one is None or other is None:
            enough = {"same": UNNAMED, "trimmed": UNNAMED, "altered": LONG}.get(same or "")
            words_there = len(min(a.words, b.words, key=len))
            return same if enough and a.marked and b.marked and words_there >= enough else None
        return same

    def _called_alike(self, one: str, other: str) -> bool:
        """Whether two names end alike, by which reports call the same person."""
        names = [self.called.get(name, "").lower().rpartition(" ")[2] for name in (one, other)]
        return names[0] == names[1] != ""

    def _days_meet(self, a: int, b: int) -> bool:
        one, other = self.quotes[a].said, self.quotes[b].said
        if one is None or other is None or None in (one.from_, one.to, other.from_, other.to):
            return True
        return str(one.from_) < str(other.to) and str(other.from_) < str(one.to)

    def rows(self) -> tuple[Utterance, ...]:
        """The utterances of two reports or more, in the order of their first quotation."""
        groups: dict[int, list[int]] = defaultdict(list)
        changed: dict[int, list[tuple[Saying, Saying]]] = defaultdict(list)
        for n in range(len(self.quotes)):
            groups[self.sets.root(n)].append(n)
        for pair in self.wordings:
            changed[self.sets.root(pair[0].quote)].append(pair)
        many = (found for _, found in sorted(groups.items()) if len({self.place[n] for n in found}) > 1)
        rows = (self._row(found, changed[self.sets.root(found[0])]) for found in many)
        return tuple(row for row in rows if row is not None)

    def _row(self, members: Sequence[int], changed: Sequence[tuple[Saying, Saying]]) -> Utterance | None:
        """One utterance; the fullest quotation in marks leads, and the others are measured against it."""
        lead = max(members, key=lambda n: (sum(len(one.words) for one in self.sayings[n] if one.marked), -n))
        if not any(one.marked for one in self.sayings[lead]):
            return None
        speakers = [name for n in (lead, *members) if (name := self.speaker[n]) is not None]
        return Utterance(
            id=row_id("u", self.quotes[members[0]].id),
            speaker=speakers[0] if speakers else None,
            quotes=tuple(self.quotes[n].id for n in members),
            variants=tuple(Variant(quote=self.quotes[n].id, change=self._change(n, lead)) for n in members),
            wordings=tuple(self._wording(a, b) for a, b in sorted(changed, key=_in_order)),
        )

    def _wording(self, a: Saying, b: Saying) -> Wording:
        spots = (Anchor(report=self.shelf.reports[self.place[s.quote]].id, start=s.start, end=s.end) for s in (a, b))
        found = self.wordings[a, b]
        if found == "same":
            change: Literal["cut", "trimmed", "altered", "translated"] = "cut"
        elif found == "altered":
            change = "translated" if self._is_translated(a.quote) or self._is_translated(b.quote) else "altered"
        else:
            change = "trimmed"
        return Wording(a=next(spots), b=next(spots), change=change)

    def _change(self, n: int, lead: int) -> Change:
        """What became of the leading quotation in this one."""
        if n == lead:
            return "same"
        if not any(one.marked for one in self.sayings[n]):
            return "paraphrased"
        pairs = [found for a in self.sayings[lead] for b in self.sayings[n] if (found := compare(a, b)) is not None]
        if "altered" in pairs:
            return "translated" if self._is_translated(n) or self._is_translated(lead) else "altered"
        marked = [sum(len(one.words) for one in self.sayings[m] if one.marked) for m in (n, lead)]
        return "same" if pairs and set(pairs) == {"same"} and marked[0] >= marked[1] else "trimmed"

    def _is_translated(self, n: int) -> bool:
        """Whether the report says that the words were spoken in another language."""
        if n not in self._translated:
            quote, text = self.quotes[n], self.shelf.reports[self.place[n]].text
            around = text[max(0, _start(quote) - AROUND) : max((part.end for part in quote.parts), default=0) + AROUND]
            cues = words("en/group", "utterances", "translated")
            self._translated[n] = any(cue in around.lower() for cue in cues)
        return self._translated[n]


def compare(a: Saying, b: Saying) -> Change | None:
    """What became of one sentence in the other, or null where they are two sentences."""
    if a.words == b.words or "".join(a.words) == "".join(b.words):
        return "same"
    blocks = [one for one in LCSseq.opcodes(a.words, b.words) if one.tag == "equal"]
    shared = sum(one.src_end - one.src_start for one in blocks)
    shorter = min(len(a.words), len(b.words))
    if not (a.marked and b.marked):
        return _paraphrase(a, b)
    if len(blocks) == 1 and shared == shorter:
        telling = sum(_weight(word) for word in (a.words if len(a.words) == shorter else b.words))
        return "trimmed" if shared >= SHORTEST or telling >= 2 else None
    return "altered" if change(a.words, b.words) in {"slight", "altered"} else None


def _paraphrase(a: Saying, b: Saying) -> Change | None:
    """Whether what one report puts in its own words is what the other has in marks."""
    one, other = ({term(word): _weight(word) for word in saying.plain if term(word)} for saying in (a, b))
    shared = sum(weight for word, weight in one.items() if word in other)
    fewer = min(sum(one.values()), sum(other.values()))
    return "paraphrased" if shared >= TOLD and shared >= TOLD_SHARE * fewer else None


def _keys(saying: Saying) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What brings sentences together: three words in a row of those in marks, two telling words side by side."""
    if saying.marked:
        found = zip(saying.words, saying.words[1:], saying.words[2:], strict=False)
        yield from (("said", key) for key in dict.fromkeys(found))
    telling = [word for one in saying.words if (word := term(one))]
    yield from (("told", key) for key in dict.fromkeys(pairwise(telling)))


def _weight(word: str) -> float:
    plain = term(word)
    return 0.0 if not plain else 0.5 if plain in everyday() else 1.0


def _in_order(pair: tuple[Saying, Saying]) -> tuple[int, int, int, int]:
    a, b = pair
    return a.quote, a.start, b.quote, b.start


def _start(quote: Quote) -> int:
    return min((part.start for part in quote.parts), default=0)
