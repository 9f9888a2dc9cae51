"""What a denial answers: named in it, said just before it, or told by another report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from crosswire.reconcile.against.denials import BARE, Matter, is_denial
from crosswire.reconcile.against.statements import Floor, Sentence, Statement, cue, is_of, of_one_side, section
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.terms import terms

BEFORE, AFTER = 3, 1
"""Sentences before and after a denial on its own page in which what it answers stands. Own judgement."""

FURTHER = 10
"""Sentences before a denial that names no matter in which who denies is charged by name."""

NAMED = 6
"""How much likelier such a sentence is than another's word of the same place. Own judgement."""

MOST = 12.0
"""Weight of a denial's words beyond which it asks no more of what it answers."""

NEAR, NEAR_SHARE = 3.0, 0.4
"""Weight, and share of the denial's own, of the words that a source's word near it must have. Own judgement."""

OWN, OWN_SHARE = 5.0, 0.7
"""The same where the report itself tells it there and it is no charge."""

FAR, FAR_SHARE, FAR_WORDS = 5.0, 0.5, 2
"""The same further off or in another report, and how many words at least."""

TOLD, TOLD_SHARE = 7.0, 0.75
"""The same where the report itself tells it further off."""

CRITIC = 2.0
"""The same in what critics of it say. Own judgement."""

RIVAL = 0.5
"""Share of the best sentence's fitness from which that of another report stands beside it."""

LEAST_RIVAL = 8.0
"""Fitness from which any stands beside it."""

ALIKE = 0.8
"""Share of a sentence's words from which it is the denial over again."""

SPOKEN_OF = 5
"""Words after a negation that it speaks of."""

SHORT = 30
"""Telling words of a sentence that is no stretch of several; longer ones share words by chance."""

NEARER, SPOKEN = 2.0, 1.5
"""What a sentence near the denial, or one in which a source speaks, weighs more. Own judgement."""

CROWD = 40
"""Sentences that share a word looked at for one denial, and tellings of one denial, at most: linear cost."""

Charge = tuple[Sentence, Statement | None]


def charges(matter: Matter, floor: Floor, evidence: Evidence) -> Iterator[Charge]:
    """The best sentence of each report that says what is denied, with the statement in it where a source says so."""
    matter = replace(matter, denials=matter.denials[:CROWD])
    best: dict[str, tuple[float, Sentence, Statement | None]] = {}
    for denial in matter.denials:
        n = floor.place.get((denial.report, denial.number))
        if n is None:
            continue
        sentence = floor.sentences[n]
        before = [s for s in sentence.statements if not of_one_side(s.by, denial.by) and s.act != "deny"]
        if _is_related(denial, evidence) or (before and not matter.words and not matter.is_loose()):
            best[denial.report] = (float("inf"), sentence, before[0] if before else None)
    for n, score in _candidates(matter, floor, evidence):
        sentence = floor.sentences[n]
        answered, said = _speaks(sentence, matter, floor)
        if not answered or not _is_enough(score, sentence, said, matter, floor, evidence):
            continue
        fitting = _fit(score, sentence, said, matter)
        known = best.get(sentence.report)
        if known is None or fitting > known[0]:
            best[sentence.report] = (fitting, sentence, said)
    least = RIVAL * max((fitting for fitting, *_ in best.values()), default=0)
    for report in sorted(best, key=lambda name: evidence.order[name]):
        if best[report][0] >= min(least, LEAST_RIVAL):
            yield best[report][1], best[report][2]


def _is_enough(
    score: float, sentence: Sentence, said: Statement | None, matter: Matter, floor: Floor, evidence: Evidence
) -> bool:
    """Whether a sentence shares enough with a denial to be what it answers: less near it and where a source says it."""
    whole = min(MOST, floor.rarity.of(matter.words))
    if whole < BARE:
        return score > 0
    shared = matter.words & sentence.words
    near = _is_near(sentence, matter)
    laid = cue("charging").search(evidence.words(sentence.report, sentence.span.start, sentence.span.end)) is not None
    if matter.is_loose():
        return (laid or bool(matter.accuser)) and len(shared) >= FAR_WORDS and score >= max(FAR, FAR_SHARE * whole)
    if near:
        least, share = (NEAR, NEAR_SHARE) if said is not None or laid else (OWN, OWN_SHARE)
    else:
        least, share = (FAR, FAR_SHARE) if said is not None or laid else (TOLD, TOLD_SHARE)
    if said is not None and matter.spoken and cue("critics").search(said.by.text):
        return floor.rarity.of(said.words & matter.core & _small(said, evidence)) >= CRITIC
    enough = score >= min(max(least, share * whole), max(NEAR, 0.8 * whole))
    return enough and (near or len(shared) >= FAR_WORDS) and _shares_core(shared, matter, floor)


def _small(said: Statement, evidence: Evidence) -> frozenset[str]:
    """The telling words in small letters: no names."""
    return terms(" ".join(_lower().findall(evidence.words(said.report, said.said.start, said.said.end))))


@cache
def _lower() -> re.Pattern[str]:
    return re.compile(r"\b[a-z][\w’'-]+")


def _shares_core(shared: frozenset[str], matter: Matter, floor: Floor) -> bool:
    """Whether a sentence has what a denial begins with, not only what it ends with: when, where, beside what."""
    return 2 * floor.rarity.of(shared & matter.core) >= floor.rarity.of(matter.core)


def _is_near(sentence: Sentence, matter: Matter) -> bool:
    return any(d.report == sentence.report and -AFTER <= d.number - sentence.number <= BEFORE for d in matter.denials)


def _fit(score: float, sentence: Sentence, said: Statement | None, matter: Matter) -> float:
    """How well a sentence fits as what is denied: by what it shares, the better the nearer, the shorter, and where a
    source says it."""
    near = NEARER if _is_near(sentence, matter) else 0
    return score * min(1, SHORT / max(1, len(sentence.words))) + near + (SPOKEN if said else 0)


def _is_related(denial: Statement, evidence: Evidence) -> bool:
    """Whether what is denied stands before it in the sentence: "…, which the garrison denies"."""
    return _relative().search(evidence.words(denial.report, denial.sentence.start, denial.sentence.end)) is not None


@cache
def _relative() -> re.Pattern[str]:
    words, verbs = "|".join(section("empty")["related"]), "|".join(section("cues")["denies"])
    return re.compile(rf"\b(?:{words}) (?:[\w’'.-]+ ){{1,6}}?(?:{verbs})\b", re.IGNORECASE)


def _candidates(matter: Matter, floor: Floor, evidence: Evidence) -> Iterator[tuple[int, float]]:
    """Sentences that may say what is denied, with the weight of what they share."""
    if all(d.said.start == d.said.end for d in matter.denials):
        return  # what is denied stands in the denial's own sentence
    own = {floor.place.get((d.report, d.number)) for d in matter.denials}
    whole = floor.rarity.of(matter.words)
    for n in sorted((_near(matter, floor) | _far(matter, floor)) - own):
        sentence = floor.sentences[n]
        if _answers_too(sentence, matter, evidence) or _is_copy(sentence, matter, floor, evidence):
            continue
        if whole < BARE:
            yield n, _pointed_at(matter, sentence, evidence)
        elif not matter.accuser or _is_by_accuser(sentence, matter):
            yield n, floor.rarity.of(matter.words & sentence.words)


def _near(matter: Matter, floor: Floor) -> set[int]:
    return {
        n
        for denial in matter.denials
        for number in range(denial.number - (BEFORE if matter.words else FURTHER), denial.number + AFTER + 1)
        if (n := floor.place.get((denial.report, number))) is not None
    }


def _far(matter: Matter, floor: Floor) -> set[int]:
    return {n for word in matter.words for n in floor.where[word][:CROWD]}


def _is_by_accuser(sentence: Sentence, matter: Matter) -> bool:
    """Whether he speaks whom the denial names as saying what it denies."""
    return any(is_of(matter.accuser, s.by.text) for s in sentence.statements)


def _is_copy(sentence: Sentence, matter: Matter, floor: Floor, evidence: Evidence) -> bool:
    """Whether a sentence is a denial told over again by another report."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    if not matter.is_loose() and cue("denies").search(text) is None:
        return False
    for denial in matter.denials:
        n = floor.place.get((denial.report, denial.number))
        if n is not None and len(sentence.words & floor.sentences[n].words) >= ALIKE * max(1, len(sentence.words)):
            return True
    return False


def _answers_too(sentence: Sentence, matter: Matter, evidence: Evidence) -> bool:
    """Whether a sentence answers the same rather than stating it: it denies it, or says itself that it is not so."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    if any((not matter.words or s.words & matter.words) and is_denial(s, evidence) for s in sentence.statements):
        return True
    if cue("innocence").search(text) or (not matter.accuser and cue("denies").search(text)):
        return True
    denied = matter.denials[0]
    said = evidence.words(denied.report, denied.said.start, denied.said.end)
    if matter.accuser or cue("denies").search(said) or _negates(said, matter.words):
        return False
    return _negates(text, matter.words)


def _negates(text: str, words: frozenset[str]) -> bool:
    """Whether a text says of something told by these words that it is not so."""
    return any(
        terms(" ".join(text[found.end() :].split()[:SPOKEN_OF])) & words
        for found in cue("simply_negated").finditer(text)
    )


def _pointed_at(matter: Matter, sentence: Sentence, evidence: Evidence) -> float:
    """How likely a denial that names no matter of its own points to a sentence: another's word right before it, or a
    charge a little further up; 0 where neither."""
    best = 0.0
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    for denial in matter.denials:
        back = denial.number - sentence.number
        if sentence.report != denial.report or not 0 < back <= FURTHER:
            continue
        laid = cue("charging").search(text) is not None
        named = bool((terms(denial.by.text) | terms(denial.by.key)) & sentence.words)
        if back > BEFORE and not (laid and named):
            continue
        if laid or (back == 1 and sentence.statements and not matter.is_loose()):
            best = max(best, (NAMED if laid and named else 1) / back)
    return best


def _speaks(sentence: Sentence, matter: Matter, floor: Floor) -> tuple[bool, Statement | None]:
    """Whether others than the denier speak in a sentence, and the statement that says what is denied; null for the
    outlet's own voice."""
    party = matter.denials[0].by
    others = [s for s in sentence.statements if not of_one_side(s.by, party) and s.act != "deny"]
    own = any(of_one_side(s.by, party) for s in sentence.statements)
    own = own or any(d.sentence == sentence.span and d.report == sentence.report for d in matter.denials)
    if not others:
        return not own, None
    told = max(others, key=lambda s: (floor.rarity.of(s.words & matter.words), -s.said.start))
    shared = floor.rarity.of((told.words | terms(told.by.text)) & matter.words)
    if not own and 2 * shared < floor.rarity.of(sentence.words & matter.words):
        return True, None
    return not own or bool(told.words & matter.words), told
