"""How far one demand of one speaker reaches, as different reports tell it: "all aircraft", or "its air force"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from crosswire import rules
from crosswire.base import Disagreement, Mention, Side, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives, content
from crosswire.reconcile.parties import Party, parties_in
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.wording import section

CROWD = 12
"""Demands of one speaker in one story each is compared with so many before it: linear cost."""

MOST_SHARED = 0.5
"""Share of the shorter demand's telling words from which two are told alike. Own judgement."""


def compare_demands(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each speaker of whose demand one report says that it covers all, another names whom it covers."""
    for story in evidence.grouping.stories:
        told: dict[str, list[tuple[Party, Mention, frozenset[str]]]] = defaultdict(list)
        done: set[str] = set()
        for report in story.reports:
            for mention in evidence.told.get(report, ()):
                if mention.type != "DEMD" or mention.actuality not in _table()["told"] or evidence.is_headline(mention):
                    continue
                for speaker in parties_in(mention.participants, _table()["speaker"], evidence)[:1]:
                    words = _words(mention, evidence)
                    before = told[speaker.key][-CROWD:]
                    other = next((m for _, m, known in before if _differ(m, known, mention, words, evidence)), None)
                    if other is not None and speaker.key not in done:
                        done.add(speaker.key)
                        yield _row(story.id, speaker, other, mention, [m for _, m, _ in before], evidence)
                    told[speaker.key].append((speaker, mention, words))


REACH = 60
"""Characters between "all" and what is to be done to them."""


_table = partial(section, "demands")


def _words(mention: Mention, evidence: Evidence) -> frozenset[str]:
    """The telling words of what is demanded, forms of one verb as one: "ground" and "grounded"."""
    text = evidence.words(mention.report, mention.trigger.end, mention.end).lower()
    return frozenset(re.sub(r"(?:ing|ed)$", "", word) for word in content(text))


def _differ(a: Mention, words: frozenset[str], b: Mention, others: frozenset[str], evidence: Evidence) -> bool:
    """Whether both demand one act, one of them of all and the other of those it names."""
    shared = words & others
    if a.report == b.report or len(shared) > MOST_SHARED * min(len(words), len(others)):
        return False
    texts = [evidence.clause(mention).lower() for mention in (a, b)]
    for act in sorted(shared):
        wide = [_of_all(act).search(text) is not None for text in texts]
        if wide[0] != wide[1] and _of_some(act).search(texts[wide[0]]):
            return True
    return False


def _of_all(act: str) -> re.Pattern[str]:
    """ "ground all aircraft", "all aircraft over key routes grounded"."""
    words = alternatives(_table()["all"])
    return re.compile(rf"\b(?:{words}) [^.;:]{{0,{REACH}}}\b{re.escape(act)}e?d\b|\b{re.escape(act)} (?:{words})\b")


def _of_some(act: str) -> re.Pattern[str]:
    """ "ground its air force"."""
    return re.compile(rf"\b{re.escape(act)} (?:{alternatives(_table()['owned'])}) \w")


def _row(
    story: str, speaker: Party, first: Mention, second: Mention, before: list[Mention], evidence: Evidence
) -> Disagreement:
    words = rules.load("en/reconcile")
    wide = any(_of_all(act).search(evidence.clause(second).lower()) for act in _words(second, evidence))
    like = [m for m in before if len(_words(m, evidence) & _words(first, evidence)) > 1] or [first]
    sides = []
    for told in (like, [second]):
        text = one_line(evidence.clause(told[0]))
        reach = wide if told == [second] else not wide
        value = words["sides"]["all" if reach else "some"]
        sides.append(Side(value=value, value_text=text, accounts=evidence.accounts(told), scope=value))
    return Disagreement(
        id=row_id("d", first.id, second.id, "demand"),
        between="reports",
        question=words["questions"]["demand"].format(speaker=speaker.text),
        kind="scope",
        status="different_scope",
        sides=tuple(sides),
        event=evidence.event_of.get(first.id),
        story=story,
        why=(words["why"]["demand"],),
    )
