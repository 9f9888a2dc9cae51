"""The same speaker's words as reports print them: changed, or cut so that their sense turns.

Which sentences are one was found when reports were grouped; here it is told what became of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from itertools import combinations
from typing import Literal

from msgspec.structs import replace

from crosswire import rules
from crosswire.base import Account, Anchor, Disagreement, Part, Quote, Side, Utterance, Wording, row_id
from crosswire.grammar.wordings import change, spoken
from crosswire.reconcile.disagreements.turned import Lost, Printed, lost, lost_after
from crosswire.reconcile.evidence import WEAK, Evidence
from crosswire.reconcile.phrases import one_line

GOES_ON = 200
"""Characters between two quotations of one report in which the second goes on with the first."""

FRAME = 3
"""Words in a row by which a series of sayings is known; fewer recur by chance."""

Words = tuple[str, ...]

_WORD = re.compile(r"\w")
_END = re.compile(r"[.!?…]")


@dataclass
class Printing:
    """The wordings of one sentence with where they are printed, and what one of them lacks."""

    change: Literal["trimmed", "translated", "altered", "cut"]
    told: dict[Words, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    lost: Lost | None = None


def compare_quotations(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each two wordings of a sentence of one speaker that reports print with words changed, or with what
    turns their sense left out."""
    story_of = {report: story.id for story in evidence.grouping.stories for report in story.reports}
    for utterance in evidence.grouping.utterances:
        found: dict[tuple[str | None, frozenset[Words]], Printing] = {}
        for one in utterance.wordings:
            story = story_of.get(one.a.report)
            anchors, left = _printed(one, evidence)
            wordings = [spoken(evidence.words(at.report, at.start, at.end)) for at in anchors]
            if story == story_of.get(one.b.report) and wordings[0] != wordings[1]:
                printing = found.setdefault((story, frozenset(wordings)), Printing(one.change))
                printing.lost = printing.lost or left
                for words, at in zip(wordings, anchors, strict=True):
                    if at not in printing.told[words]:
                        printing.told[words].append(at)
        pages = _pages(utterance, evidence)
        kept = {
            key: printing
            for key, printing in found.items()
            if (printing.lost or printing.change in {"altered", "translated"})
            and not _told_alike(printing, {} if printing.lost else pages)
            and not _is_series(printing, evidence)
        }
        for story, printing in _united(kept, pages):
            yield _row(printing, utterance, story, evidence)


def _united(
    kept: Mapping[tuple[str | None, frozenset[Words]], Printing], pages: Mapping[str, frozenset[Words]]
) -> Iterator[tuple[str | None, Printing]]:
    """The rows' printings: those of one story that share a wording as one, where nothing was left out and no report has
    two of the wordings."""
    rows: list[tuple[str | None, Printing]] = []
    for (story, _), printing in kept.items():
        for at, (other_story, other) in enumerate(rows):
            if story == other_story and _may_join(printing, other):
                joined = Printing(other.change, _folded([*other.told.items(), *printing.told.items()]))
                if not _told_alike(joined, pages):
                    rows[at] = (story, joined)
                    break
        else:
            rows.append((story, printing))
    yield from rows


def _may_join(a: Printing, b: Printing) -> bool:
    altered = a.change == b.change == "altered" and not (a.lost or b.lost)
    return altered and any(change(one, other) in {"same", "slight"} for one in a.told for other in b.told)


def _folded(told: Iterable[tuple[Words, list[Anchor]]]) -> dict[Words, list[Anchor]]:
    """Wordings with what differs from them in small words alone."""
    sides: dict[Words, list[Anchor]] = defaultdict(list)
    for words, anchors in told:
        home = next((known for known in sides if change(known, words) in {"same", "slight"}), words)
        sides[home] += [at for at in anchors if at not in sides[home]]
    return sides


def _printed(one: Wording, evidence: Evidence) -> tuple[tuple[Anchor, Anchor], Lost | None]:
    """Where two wordings stand, the words that one of them goes on with included, and what turns the sense and stands
    in one alone."""
    a, b = (_stretch(at, evidence) for at in (one.a, one.b))
    if one.change != "cut":
        return (one.a, one.b), lost(a, b) or lost(b, a)
    after, beyond = _after(one.a, evidence), _after(one.b, evidence)
    if after is not None and beyond is None:
        return (replace(one.a, end=after.end), one.b), lost_after(b, after)
    if beyond is not None and after is None:
        return (one.a, replace(one.b, end=beyond.end)), lost_after(a, beyond)
    return (one.a, one.b), None


def _stretch(at: Anchor, evidence: Evidence) -> Printed:
    return Printed(evidence.reports[at.report].text, at.start, at.end)


def _after(at: Anchor, evidence: Evidence) -> Printed | None:
    """The first sentence with which the speaker of a sentence goes on, in this quotation or the next."""
    own = _quote(at, evidence)
    if own is None:
        return None
    text = evidence.reports[at.report].text
    behind = [quote for quote in evidence.quotes[at.report] if _begin(quote) >= at.end]
    then = min(behind, key=_begin, default=own)
    goes_on = then.speaker == own.speaker and then.kind != "indirect" and _begin(then) - at.end <= GOES_ON
    for part in sorted((*own.parts, *(then.parts if goes_on else ())), key=_start):
        word = _WORD.search(text, max(part.start, at.end), part.end) if part.end > at.end else None
        if word is not None:
            end = _END.search(text, word.end(), part.end)
            return Printed(text, word.start(), end.start() if end else part.end)
    return None


def _start(part: Part) -> int:
    return part.start


def _begin(quote: Quote) -> int:
    return min((part.start for part in quote.parts), default=0)


def _told_alike(printing: Printing, pages: Mapping[str, frozenset[Words]]) -> bool:
    """Whether one report prints two of the wordings: then they were said twice."""
    own: dict[str, set[Words]] = defaultdict(set)
    for words, told in printing.told.items():
        for at in told:
            own[at.report].add(words)
    both = (found | (pages.get(report, frozenset()) & printing.told.keys()) for report, found in own.items())
    return any(len(wordings) > 1 for wordings in both)


def _is_series(printing: Printing, evidence: Evidence) -> bool:
    """Whether what two wordings share goes on in more ways in one of their reports: "I think it is wrong. I think it is
    unfair" are so many sayings."""
    for one, other in combinations(printing.told, 2):
        block = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
        frame = one[block.a : block.a + block.size]
        reports = dict.fromkeys(at.report for words in (one, other) for at in printing.told[words])
        if len(frame) >= FRAME and any(_ways(frame, evidence.reports[name].text) > 1 for name in reports):
            return True
    return False


def _ways(frame: Words, text: str) -> int:
    """In how many ways words that a text has in this order both begin and go on in it; what is printed twice goes on in
    one."""
    spots = re.findall(rf"(?<!\S)(\S*) ?{re.escape(' '.join(frame))}(?: (\S*))?(?!\S)", " ".join(spoken(text)))
    return min(len({before for before, _ in spots}), len({after for _, after in spots}))


def _pages(utterance: Utterance, evidence: Evidence) -> dict[str, frozenset[Words]]:
    """The sentences of an utterance by report, as spoken."""
    wanted = frozenset(utterance.quotes)
    pages: dict[str, frozenset[Words]] = {}
    for report in dict.fromkeys(at.report for one in utterance.wordings for at in (one.a, one.b)):
        parts = [part for quote in evidence.quotes.get(report, ()) if quote.id in wanted for part in quote.parts]
        texts = (evidence.words(report, part.start, part.end) for part in parts)
        pages[report] = frozenset(spoken(sentence) for text in texts for sentence in _END.split(text))
    return pages


def _row(printing: Printing, utterance: Utterance, story: str | None, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    shown, reason = _judged(printing)
    left = printing.lost
    first, second = sorted((at for told in printing.told.values() for at in told), key=partial(_place, evidence))[:2]
    return Disagreement(
        id=row_id("d", utterance.id, first.report, first.start, second.report, second.start, "quotation"),
        between="reports",
        question=_question(_called(utterance, first, evidence)),
        kind="quotation",
        status="alteration",
        sides=tuple(_side(told, evidence) for told in printing.told.values()),
        story=story,
        shown=shown,
        why=(words["why"][reason].format(words=left.words if left is not None else ""),),
    )


def _question(speaker: str) -> str:
    asked: dict[str, str] = rules.load("en/reconcile")["questions"]
    return asked["quotation" if speaker else "quotation_unnamed"].format(speaker=speaker)


def _judged(printing: Printing) -> tuple[bool, str]:
    """Whether a row is shown, and the key of the reason."""
    if printing.change == "translated":
        return False, "translated"
    if printing.lost is not None:
        return True, f"lost_{printing.lost.kind}"
    if not any(change(a, b) == "altered" for a, b in combinations(printing.told, 2)):
        return False, "slight"
    return True, "near_same_words"


def _place(evidence: Evidence, at: Anchor) -> tuple[int, int]:
    return evidence.order[at.report], at.start


def _called(utterance: Utterance, first: Anchor, evidence: Evidence) -> str:
    """The name of the speaker, or the words for one where the first report has them."""
    speaker = evidence.entities.get(utterance.speaker or "")
    quote = _quote(first, evidence)
    span = quote.speaker_spans[0] if quote is not None and quote.speaker_spans else None
    words = evidence.words(first.report, span.start, span.end) if span is not None else ""
    return one_line(speaker.name if speaker is not None else words)


def _quote(at: Anchor, evidence: Evidence) -> Quote | None:
    """The quotation that a sentence stands in."""
    quotes = evidence.quotes.get(at.report, ())
    return next((q for q in quotes if any(p.start <= at.start < p.end for p in q.parts)), None)


def _side(told: Sequence[Anchor], evidence: Evidence) -> Side:
    accounts: dict[str, Account] = {}
    for at in told:
        quote = _quote(at, evidence)
        span = quote.speaker_spans[0] if quote is not None and quote.speaker_spans else None
        source = one_line(evidence.words(at.report, span.start, span.end)) if span is not None else None
        standing = evidence.reports[at.report].standing(at.start)
        accounts.setdefault(
            at.report, Account(report=at.report, start=at.start, end=at.end, source=source, standing=standing)
        )
    ordered = sorted(accounts.values(), key=lambda a: (a.standing in WEAK, evidence.order[a.report]))
    text = one_line(evidence.words(ordered[0].report, ordered[0].start, ordered[0].end))
    return Side(value=text, value_text=text, accounts=tuple(ordered))
