"""One source's word against another's in one sentence: "the army said …, but residents called that a lie"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from crosswire import rules
from crosswire.base import Account, Disagreement, Mention, Part, Side, row_id
from crosswire.reconcile.against.statements import bare_name
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.wording import pattern, section

A_STORY = 8
"""Rows of one story at most; more are the back and forth of one quarrel."""


@dataclass(frozen=True)
class Saying:
    """Who says something, and the mention that carries it."""

    party: Party
    mention: Mention
    start: int
    words: tuple[int, int]


_table = partial(section, "rebuttals")
_pattern = partial(pattern, "rebuttals")


@cache
def _turn() -> re.Pattern[str]:
    after_comma, anywhere = ("|".join(_table()[key]) for key in ("turn", "turn_anywhere"))
    return re.compile(rf"(?:[,;—–]|--) ?(?:{after_comma})\b|\b(?:{anywhere})\b", re.IGNORECASE)


@cache
def _speaker() -> re.Pattern[str]:
    """ "a spokesman for the miners calls that …": who speaks against, where no statement was read."""
    verbs = "|".join((*_table()["against"], *_table()["says"]))
    return re.compile(
        rf" (?P<who>(?:[\w'’-]+ ){{1,7}}?)(?:has |have |had |strongly |also )*(?:{verbs})\b", re.IGNORECASE
    )


def compare_rebuttals(evidence: Evidence, taken: Iterable[Account]) -> Iterator[Disagreement]:
    """One row for each sentence in which one source turns against another's word. Sentences in which `taken` accounts
    stand stay out."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        found: list[tuple[Saying, Saying]] = []
        for report in story.reports:
            spans = evidence.sentences.get(report, ())
            for number, span in enumerate(spans):
                pair = None if (report, number) in used else _pair(report, span, evidence)
                room = len(found) < A_STORY
                if pair is not None and room and not any(_is_told(pair, other) for other in found):
                    found.append(pair)
        for first, second in found:
            yield _row(story.id, first, second, evidence)


def _pair(report: str, span: Part, evidence: Evidence) -> tuple[Saying, Saying] | None:
    """Two sources on the two sides of a turn, of which the second speaks against the first."""
    text = evidence.reports[report].text
    turn = _turn().search(text, span.start, span.end)
    if turn is None:
        return None
    sayings = list(_sayings(report, span, evidence))
    before = [s for s in sayings if s.start < turn.start() and s.mention.trigger.start < turn.start()]
    after = [s for s in sayings if s.start >= turn.start()]
    against = _pattern("against").search(text, turn.end(), span.end)
    for first in before:
        for second in after:
            laid = second.mention.type == "ACCU" or second.mention.subtype in _table()["denial"]
            if (against or laid) and not first.party.same(second.party):
                return first, second
    who = _speaker().match(text, turn.end(), span.end)
    name = bare_name(who["who"]) if who is not None else ""
    if before and against and who is not None and not ({name.lower(), name.lower().rpartition(" ")[2]} & _nobody()):
        party = party_of(None, name, evidence)
        first = before[0]
        if not party.same(first.party):
            return first, Saying(party, first.mention, who.start("who"), (who.start("who"), span.end))
    return None


@cache
def _nobody() -> frozenset[str]:
    return rules.words("en/reconcile", "brief", "points_back") | frozenset(_table()["nobody"])


def _sayings(report: str, span: Part, evidence: Evidence) -> Iterator[Saying]:
    """Who says what in a sentence; those named by a pronoun that stands for nobody known stay out."""
    for mention in evidence.told_between(report, span.start, span.end):
        if mention.actuality in _table()["unsaid"] or _pattern("hearsay").search(evidence.clause(mention)):
            continue
        named = [(p.start, p.entity, p.text) for p in mention.participants if p.role in _table()["speaker"]]
        named += [(link.start, link.entity, link.text) for link in mention.attribution[-1:]]
        for start, entity, words in named:
            if words.lower().partition(" ")[0] in _table()["no_one"]:
                continue
            party = party_of(entity, words, evidence)
            known = evidence.entities.get(entity or "") is not None
            if span.start <= start < span.end and (
                known or party.text.lower() not in rules.words("en/reconcile", "brief", "points_back")
            ):
                yield Saying(party, mention, start, (mention.start, mention.end))


def _is_told(pair: tuple[Saying, Saying], other: tuple[Saying, Saying]) -> bool:
    """Whether two reports tell of the same two parties."""
    return pair[0].party.same(other[0].party) and pair[1].party.same(other[1].party)


def _row(story: str, first: Saying, second: Saying, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    denies = second.mention.subtype in _table()["denial"]
    question: str = words["questions"]["against"]
    return Disagreement(
        id=row_id("d", first.mention.id, second.mention.id, "rebuttal"),
        between="parties",
        question=question.format(a=_plain(first.party), b=_plain(second.party)),
        kind="position",
        status="accusation_and_denial" if denies else "different_attribution",
        sides=tuple(_side(saying, evidence) for saying in (first, second)),
        event=evidence.event_of.get(first.mention.id),
        story=story,
        why=(words["why"]["rebuttal"],),
    )


def _plain(party: Party) -> str:
    return re.sub(r"^(?:The|A|An) ", lambda match: match[0].lower(), party.text)


def _side(saying: Saying, evidence: Evidence) -> Side:
    mention = saying.mention
    account = evidence.account(mention, *saying.words, source=saying.party.text)
    text = one_line(evidence.words(account.report, account.start, account.end))
    return Side(value=saying.party.text, value_text=text, accounts=(account,))
