"""Charges with their answers as rows a reader sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from crosswire import rules
from crosswire.base import Account, Disagreement, Side, row_id
from crosswire.reconcile.against.rows import inside, opening
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.charges.answers import Answer
from crosswire.reconcile.charges.laid import Laid, section
from crosswire.reconcile.charges.matching import Dispute
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.spans import past_dateline
from crosswire.reconcile.wording import pattern

ORDER = ("false", "innocent", "unaware", "unmeant", "denies")
"""Sorts of answers, those that say most first."""

SAYS = 5
"""Telling words from which a charge says what it is."""

A_REPORT = 2
"""Answers of one party in one report that a row cites at most: one says innocent, one a vendetta."""

SIDES = 3
"""Accusers, and those who answer, that one row names at most."""


def row(story: str, dispute: Dispute, evidence: Evidence) -> Disagreement:
    """Who lays what on somebody, each with the best telling of each report, beside the answers of his side."""
    words = rules.load("en/reconcile")
    laid = _by_source(dispute.laid, evidence)
    answers = _by_speaker(dispute.answers, evidence)
    charge = dispute.laid[0]
    best = max(dispute.laid, key=lambda one: _telling(one))
    matter = _matter(evidence.words(best.sentence.report, best.start, best.sentence.span.end), best.legal)
    harms = best.legal or pattern("culprits", "deed").search(matter) is not None
    return Disagreement(
        id=row_id("d", charge.sentence.report, charge.start, dispute.whom.key, "charge"),
        between="parties",
        question=words["questions"]["charged"].format(accused=inside(dispute.whom.text), matter=matter),
        kind="blame" if harms else "position",
        status="accusation_and_denial",
        sides=tuple(_side(name, rows, evidence) for name, rows in (*laid.items(), *answers.items())),
        event=None,
        story=story,
        why=(words["why"]["charged"],),
    )


def _matter(text: str, legal: bool) -> str:
    """What the charge is, in the words of one telling: "unfairly fining" of "accused the port of unfairly fining"."""
    return opening(text if legal else _of().sub("", text).partition(",")[0])


@cache
def _of() -> re.Pattern[str]:
    words = "|".join(section("laid")["active"])
    return re.compile(rf"^(?:{words}) (?:[\w’'.-]+ ){{1,6}}?(?:of|for) ", re.IGNORECASE)


def _telling(laid: Laid) -> tuple[bool, int, int]:
    """How well a telling says what the charge is: the more words of its own, the earlier."""
    return laid.outright, min(len(laid.words), SAYS), -laid.place


def _weak(laid: Laid) -> tuple[bool, int, int]:
    """What an accuser is named by first: one who charges outright, early on the page."""
    return not laid.outright, laid.sentence.number, laid.place


def _by_source(laid: Sequence[Laid], evidence: Evidence) -> dict[str, list[tuple[Sentence, str | None]]]:
    """The best telling of each report by each accuser; the report's own voice as one."""
    own: str = rules.load("en/reconcile")["sides"]["own_voice"]
    found: dict[str, dict[str, Laid]] = defaultdict(dict)
    outright = [one for one in laid if one.outright]
    for one in outright or laid:
        name = one.by.by.text if one.by is not None else own
        known = found[name].get(one.sentence.report)
        if known is None or _telling(one) > _telling(known):
            found[name][one.sentence.report] = one
    kept = sorted(found.items(), key=lambda item: min(_weak(one) for one in item[1].values()))
    return {
        name: [(one.sentence, name if one.by is not None else None) for one in rows.values()]
        for name, rows in kept[:SIDES]
    }


def _by_speaker(answers: Sequence[Answer], evidence: Evidence) -> dict[str, list[tuple[Sentence, str | None]]]:
    """The clearest answer of each report by each who answers."""
    template: str = rules.load("en/reconcile")["sides"]["answers"]
    found: dict[str, dict[tuple[str, str], Answer]] = defaultdict(dict)
    names: dict[str, str] = {}
    for one in sorted(answers, key=lambda a: (ORDER.index(a.sort), a.place)):
        found[one.by.key].setdefault((one.sentence.report, one.sort), one)
        names.setdefault(one.by.key, one.by.text)
    return {
        template.format(speaker=names[key]): _once((one.sentence, one.by.text) for one in rows.values())
        for key, rows in list(found.items())[:SIDES]
    }


def _once(rows: Iterable[tuple[Sentence, str]]) -> list[tuple[Sentence, str | None]]:
    """Each sentence once, two of a report at most."""
    found: dict[tuple[str, int], tuple[Sentence, str | None]] = {}
    for sentence, by in rows:
        if sum(report == sentence.report for report, _ in found) < A_REPORT:
            found.setdefault((sentence.report, sentence.number), (sentence, by))
    return list(found.values())


def _side(name: str, rows: Iterable[tuple[Sentence, str | None]], evidence: Evidence) -> Side:
    told = sorted(rows, key=lambda item: (evidence.order[item[0].report], item[0].number))
    accounts = tuple(_account(sentence, source, evidence) for sentence, source in told)
    text = one_line(evidence.words(accounts[0].report, accounts[0].start, accounts[0].end))
    return Side(value=name, value_text=text, accounts=accounts)


def _account(sentence: Sentence, source: str | None, evidence: Evidence) -> Account:
    """The whole sentence, so that who says so is read with it."""
    start = past_dateline(sentence.report, sentence.span.start, sentence.span.end, evidence)
    standing = evidence.reports[sentence.report].standing(sentence.span.start)
    return Account(report=sentence.report, start=start, end=sentence.span.end, source=source, standing=standing)
