"""The same speaker's words in different reports that are all but the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from crosswire import rules
from crosswire.base import Account, Disagreement, Entity, Quote, Side, row_id
from crosswire.reconcile.evidence import WEAK, Evidence
from crosswire.reconcile.phrases import one_line

SHORTEST = 4
"""Words two sentences must share, in order."""

LONG = 9
"""Words of a sentence that is known again where one report does not say who spoke. Own judgement."""

UNNAMED = "?"

ALIKE = 0.6
"""Share of the longer sentence's words that the other has in the same order. Own judgement: one or two words of six
changed; at .7 a change in a short sentence is lost, at .5 common openings of different sentences meet."""

ONE_SPELLING = 0.6
"""Share of letters in order from which two words are taken for one. Own judgement: names written in two ways share
more, words of another meaning mostly less."""

CHANGED = 2
"""Words of weight changed at most; own judgement: with three, most pairs seen were two sentences of one speech."""

INITIALS = 2
"""Letters of an abbreviation that may stand for a word with the same first letter."""

CROWD = 12
"""Sentences that share a pair of words compared at most with so many before them."""


SENTENCE = re.compile(r"(?:[^.!?…]|(?<=\b[A-Za-z])\.|\.(?=\w))+")
"""A stretch up to the mark that ends it; the points of "I.R.S." and "2.5" end none."""


@dataclass(frozen=True)
class Saying:
    """One sentence in quotation marks."""

    quote: Quote
    start: int
    end: int
    words: tuple[str, ...]


def compare_quotations(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each two wordings of a sentence of one speaker that reports print with words changed."""
    story_of = {report: story.id for story in evidence.grouping.stories for report in story.reports}
    blocks: dict[tuple[str | None, str, tuple[str, ...]], list[Saying]] = defaultdict(list)
    found: dict[tuple[str | None, frozenset[tuple[str, ...]]], list[Saying]] = defaultdict(list)
    for saying in _sayings(evidence):
        pairs = dict.fromkeys(zip(saying.words, saying.words[1:], saying.words[2:], strict=False))
        story, speaker = story_of.get(saying.quote.report), _speaker(saying.quote, evidence)
        for pair in pairs:
            block = blocks[story, speaker, pair]
            unnamed = blocks[story, UNNAMED, pair] if len(saying.words) >= LONG else []
            for other in (*block[-CROWD:], *unnamed[-CROWD:]):
                if other.quote.report != saying.quote.report and _altered(other, saying):
                    told = found[story, frozenset({other.words, saying.words})]
                    told.extend(one for one in (other, saying) if one not in told)
            block.append(saying)
            if not saying.quote.speaker and len(saying.words) >= LONG:
                unnamed.append(saying)
    for (story, _), told in found.items():
        if not _told_alike(told):
            yield _row(told, story, evidence)


def _told_alike(told: list[Saying]) -> bool:
    """Whether one report prints both wordings: then they were said twice."""
    pages: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for saying in told:
        pages[saying.quote.report].add(saying.words)
    return any(len(wordings) > 1 for wordings in pages.values())


def _speaker(quote: Quote, evidence: Evidence) -> str:
    """A key for the speaker: the last word of the name, by which reports call the same person."""
    return evidence.named(quote.speaker, "").rpartition(" ")[2]


def _sayings(evidence: Evidence) -> Iterator[Saying]:
    """The sentences in quotation marks; those of nobody named only where they are long."""
    for report, quotes in evidence.quotes.items():
        text = evidence.reports[report].text
        for quote in quotes:
            if quote.kind == "indirect":
                continue
            for part in quote.parts:
                for match in SENTENCE.finditer(text[part.start : part.end]):
                    words = _words(match[0])
                    if len(words) >= (SHORTEST if quote.speaker else LONG) and _marked(text, part.start):
                        yield Saying(quote, part.start + match.start(), part.start + match.end(), words)


def _words(text: str) -> tuple[str, ...]:
    """The words as spoken: without what the report put in brackets, and "&" as "and"."""
    spoken = re.sub(r"[(\[][^)\]]*[)\]]", " ", text.lower().replace("’", "'").replace("&", " and "))
    return tuple(re.findall(r"\w+(?:'\w+)?", spoken))


def _marked(text: str, start: int) -> bool:
    """Whether a stretch opens with a quotation mark: of a mixed quotation only those parts are the speaker's words."""
    return text[max(0, start - 1) : start] in {"“", "‘", '"', "'", "«", "„"}


def _altered(a: Saying, b: Saying) -> bool:
    """Whether one is the other with words changed, not merely cut."""
    matches = SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in matches)
    longer, shorter = max(len(a.words), len(b.words)), min(len(a.words), len(b.words))
    cut = len([block for block in matches if block.size]) == 1 and shared == shorter
    same_letters = "".join(a.words) == "".join(b.words)
    return not cut and not same_letters and shared >= SHORTEST and shared >= ALIKE * longer


def _is_slight(a: Saying, b: Saying) -> bool:
    """Whether no word of weight was put in place of another: words left out, small ones, other spellings and forms.

    Where many words differ, they are two sentences rather than one that was changed.
    """
    small = rules.words("en/reconcile", "quotations", "small")
    changed = 0
    for step, a1, a2, b1, b2 in SequenceMatcher(None, a.words, b.words, autojunk=False).get_opcodes():
        one, other = ([w for w in words if w not in small] for words in (a.words[a1:a2], b.words[b1:b2]))
        if step == "replace" and one and other and not _one_spelling("".join(one), "".join(other)):
            changed += max(len(one), len(other))
    return not 0 < changed <= CHANGED


def _one_spelling(a: str, b: str) -> bool:
    """Whether two stretches may be the same words, spelled or inflected in another way: "pew" and "pews"."""
    if a[:1].isdigit() or b[:1].isdigit():
        return not (a.isdigit() and b.isdigit())
    begins = a.startswith(b) or b.startswith(a)
    short = a[:1] == b[:1] and min(len(a), len(b)) <= INITIALS
    return begins or short or SequenceMatcher(None, a, b, autojunk=False).ratio() >= ONE_SPELLING


def _row(told: list[Saying], story: str | None, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    first = told[0]
    wordings: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for saying in told:
        wordings[saying.words].append(saying)
    slight = _is_slight(*(spoken[0] for spoken in wordings.values()))
    speaker: Entity | None = evidence.entities.get(first.quote.speaker or "")
    span = first.quote.speaker_spans[0] if first.quote.speaker_spans else None
    name = speaker.name if speaker else evidence.words(first.quote.report, span.start, span.end) if span else ""
    return Disagreement(
        id=row_id("d", first.quote.id, first.start, told[1].quote.id, told[1].start, "quotation"),
        between="reports",
        question=words["questions"]["quotation"].format(speaker=one_line(name)),
        kind="quotation",
        status="alteration",
        sides=tuple(_side(spoken, evidence) for spoken in wordings.values()),
        story=story,
        shown=not slight,
        why=(words["why"]["slight" if slight else "near_same_words"],),
    )


def _side(spoken: list[Saying], evidence: Evidence) -> Side:
    accounts: dict[str, Account] = {}
    for saying in spoken:
        report = saying.quote.report
        words = evidence.words(report, saying.start, saying.end)
        start = saying.start + len(words) - len(words.lstrip())
        standing = evidence.reports[report].standing(saying.start)
        source = None
        if saying.quote.speaker_spans:
            span = saying.quote.speaker_spans[0]
            source = one_line(evidence.words(report, span.start, span.end))
        accounts.setdefault(
            report, Account(report=report, start=start, end=saying.end, source=source, standing=standing)
        )
    ordered = sorted(accounts.values(), key=lambda a: (a.standing in WEAK, evidence.order[a.report]))
    text = one_line(evidence.words(ordered[0].report, ordered[0].start, ordered[0].end))
    return Side(value=text, value_text=text, accounts=tuple(ordered))
