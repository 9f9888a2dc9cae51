"""Denials, each with what it answers: said before it on the page, named in it, or told by another report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from crosswire.reconcile.against.statements import Floor, Sentence, Statement, cue, of_one_side, section
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.terms import terms

BEFORE, AFTER = 3, 1
"""Sentences before and after a denial on its own page in which what it answers stands. Own judgement."""

NEAR = 1.5
"""Weight of shared words from which a sentence near a denial is what it answers."""

NEAR_MOST = 3.0
"""The most that is asked of it where a denial says much."""

BARE_BEFORE = 2
"""Sentences before a denial that says nothing of what it denies in which another's word stands."""

BARE = 0.5
"""Weight of words below which a denial names no matter."""

ASKED = 30
"""Characters before what is said in which a word may say that it is asked."""

FAR = 7.0
"""The same for a sentence of another report or further off, and `FAR_WORDS` how many words at least."""
FAR_SAID, FAR_SAID_SHARE = 5.0, 0.5
"""The same where a source says it there. Own judgement."""
FAR_WORDS = 2
FAR_SHARE, OWN_SHARE = 0.4, 0.4
"""Share of the denial's own weight that such a sentence must have. Own judgement."""

GOES_ON = 40
"""Characters after a quotation in which it is said to be false."""

SPOKEN_OF = 5
"""Words after a negation that it speaks of."""

SHORT = 30
"""Telling words of a sentence that is no stretch of several; longer ones share words by chance."""

NEARER, SPOKEN = 2.0, 1.5
"""What a sentence near the denial, or one in which a source speaks, weighs more. Own judgement."""

CROWD = 40
"""Sentences that share a word looked at for one denial at most: linear cost."""

LAST = 40
"""Denials of a story each is compared with so many before it: linear cost."""

SAME = 0.35
"""Share of a denial's words another of the same party must share to be the same denial."""


@dataclass
class Matter:
    """What one party denies, and where others say it."""

    denials: list[Statement]
    words: frozenset[str]
    charges: list[tuple[Sentence, Statement | None]] = field(default_factory=list)
    accuser: str = ""


def find_denials(floor: Floor, evidence: Evidence) -> Iterator[Matter]:
    """The matters that somebody denies and another states, in the order of their first denial."""
    found: list[Matter] = []
    for sentence in floor.sentences:
        for statement in sentence.statements:
            if is_denial(statement, evidence):
                words = matter_of(statement, evidence)
                known = next((m for m in found[-LAST:] if _is_told_again(m, statement, words, floor)), None)
                if known is None:
                    found.append(Matter([statement], words, accuser=_accuser(statement, evidence)))
                else:
                    known.denials.append(statement)
                    known.words |= words
    for matter in found:
        matter.charges = list(_charges(matter, floor, evidence))
        if matter.charges or matter.accuser:
            yield matter


def _is_told_again(matter: Matter, statement: Statement, words: frozenset[str], floor: Floor) -> bool:
    """Whether a denial is one already heard: by the same party, of the same."""
    return of_one_side(matter.denials[0].by, statement.by) and _is_one(matter.words, words, floor)


def is_denial(statement: Statement, evidence: Evidence) -> bool:
    """Whether the source says that another's word is not so; what is asked for or offered can only be refused."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    if evidence.reports[statement.report].standing(statement.sentence.start) == "headline":
        return False
    if cue("denies").search(statement.cue) and not _not(statement, evidence):
        opening = " ".join(text.split()[:8])
        spoken = cue("words").search(opening)
        if cue("refuses").search(statement.cue) and spoken is None and not _points(text):
            return False
        asked = cue("asked").search(opening)
        return asked is None or (spoken is not None and spoken.start() < asked.start())
    rest = evidence.words(statement.report, statement.said.end, statement.sentence.end)
    if _goes_on().match(rest) and not (statement.cue and rest.strip("”\"’' ").startswith(statement.cue)):
        text += rest[:GOES_ON]  # “claims that …” were false
    untrue = cue("untrue").search(text)
    before = evidence.words(
        statement.report, max(statement.sentence.start, statement.said.start - ASKED), statement.said.start
    )
    asked_first = untrue is not None and cue("unsure").search(before + text[: untrue.start()])
    return untrue is not None and not asked_first and statement.act == "say"


@cache
def _goes_on() -> re.Pattern[str]:
    """After what is quoted: what is said of it, in the same saying."""
    return re.compile(rf"[”\"’']? (?:{'|'.join(section('cues')['goes_on'])})\b", re.IGNORECASE)


def _points(text: str) -> bool:
    """Whether what is denied is a clause, or is only pointed at: "that …", "this", or what stands before it."""
    first = text.lower().split()[:1]
    return not first or first[0].strip(".,;") in section("empty")["pointing"]


def _not(statement: Statement, evidence: Evidence) -> bool:
    return cue("withheld").search(statement.cue) is not None


def matter_of(statement: Statement, evidence: Evidence) -> frozenset[str]:
    """The telling words for what is denied, without who denies it and the words of denying."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    told = _beside().split(text)[0]
    if told.strip().lower() in section("empty")["pointing"] or _pointed().fullmatch(told.strip(" .,")):
        return frozenset()
    return terms(told) - terms(statement.by.text) - terms(statement.by.key) - _empty()


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('empty')['beside'])})\b", re.IGNORECASE)


@cache
def _pointed() -> re.Pattern[str]:
    """ "that notion", "the reports": a word that was said, with nothing of what it said."""
    return re.compile(rf"(?:th(?:is|at|ese|ose|e)|such) (?:{'|'.join(section('cues')['words'])})", re.IGNORECASE)


@cache
def _empty() -> frozenset[str]:
    return frozenset().union(*(terms(word) for word in section("empty")["words"]))


def _is_one(a: frozenset[str], b: frozenset[str], floor: Floor) -> bool:
    shared = a & b
    return bool(shared) and floor.rarity.of(shared) >= SAME * min(floor.rarity.of(a), floor.rarity.of(b))


@cache
def _named_accuser() -> re.Pattern[str]:
    words = "|".join(section("cues")["words"])
    nobody = "|".join(section("empty")["accusers"])
    named = rf"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*|(?:\w+ )?(?:{nobody})"
    return re.compile(
        rf"^(?:with )?(?:the |an? |all |any |such |that |those )?(?P<owner>[A-Za-z][\w.’' -]{{2,70}}?)(?:['’]s?)? "
        rf"(?:{words})\b"
        rf"|^(?:the |an? |all |any |such )?(?:\w+ ){{0,2}}(?:{words}) (?:made )?(?:by|from|of) (?:the )?(?P<by>{named})"
    )


def _accuser(statement: Statement, evidence: Evidence) -> str:
    """Who made the allegation that is denied, where the denial names it: "government allegations that …"."""
    text = " ".join(evidence.words(statement.report, statement.said.start, statement.said.end).split())
    found = _contradicted().search(text) or _named_accuser().match(_opens().sub(lambda m: m[0].lower(), text))
    name = (found["owner"] or found["by"] or "").strip() if found else ""
    words = name.lower().split() or [""]
    nobody = words[0] in section("empty")["nobody"] or words[-1] in section("empty")["verbs"]
    return "" if nobody or re.search(r"['’]s? ", name) else name


@cache
def _opens() -> re.Pattern[str]:
    """A small word that opens a quoted sentence."""
    return re.compile(r"^(?:The|An?|All|Any|Such|Those|That)\b")


@cache
def _contradicted() -> re.Pattern[str]:
    """ "…, which belies the ministry's insistence that …": whose word the denial names further on."""
    words = "|".join(section("cues")["words"])
    name = r"(?:the )?(?P<owner>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})"
    by = r"(?:the )?(?P<by>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})"
    return re.compile(
        rf"\b(?:contradict\w*|beli(?:e|es|ed)) (?:{name}['’]s? (?:{words})|(?:{words}) (?:made )?by {by})\b"
    )


def _charges(matter: Matter, floor: Floor, evidence: Evidence) -> Iterator[tuple[Sentence, Statement | None]]:
    """The best sentence of each report that says what is denied, with the statement in it where a source says so."""
    best: dict[str, tuple[float, Sentence, Statement | None]] = {}
    for denial in matter.denials:
        n = floor.place.get((denial.report, denial.number))
        if n is not None and _is_related(denial, evidence):
            sentence = floor.sentences[n]
            before = [s for s in sentence.statements if not of_one_side(s.by, denial.by) and s.act != "deny"]
            best[denial.report] = (float("inf"), sentence, before[0] if before else None)
    loose = not any(cue("denies").search(denial.cue) for denial in matter.denials)
    least = max(FAR, FAR_SHARE * floor.rarity.of(matter.words))
    for n, score in _candidates(matter, floor, evidence):
        sentence = floor.sentences[n]
        answered, said = _speaks(sentence, matter, floor)
        if not answered or (loose and score < (least if said is None else 2 * NEAR)):
            continue
        if said is None and score < min(FAR, OWN_SHARE * floor.rarity.of(matter.words)):
            continue
        fitting = _fit(score, sentence, said, matter)
        known = best.get(sentence.report)
        if known is None or fitting > known[0]:
            best[sentence.report] = (fitting, sentence, said)
    for report in sorted(best, key=lambda name: evidence.order[name]):
        yield best[report][1], best[report][2]


def _fit(score: float, sentence: Sentence, said: Statement | None, matter: Matter) -> float:
    """How well a sentence fits as what is denied: by what it shares, the better the nearer, the shorter, and where a
    source says it."""
    near = any(d.report == sentence.report and -AFTER <= d.number - sentence.number <= BEFORE for d in matter.denials)
    return score * min(1, SHORT / max(1, len(sentence.words))) + (NEARER if near else 0) + (SPOKEN if said else 0)


def _is_related(denial: Statement, evidence: Evidence) -> bool:
    """Whether what is denied stands before it in the sentence: "…, which the garrison denies"."""
    return _relative().search(evidence.words(denial.report, denial.sentence.start, denial.sentence.end)) is not None


@cache
def _relative() -> re.Pattern[str]:
    words, verbs = "|".join(section("empty")["related"]), "|".join(section("cues")["denies"])
    return re.compile(rf"\b(?:{words}) (?:[\w’'.-]+ ){{1,6}}?(?:{verbs})\b", re.IGNORECASE)


def _candidates(matter: Matter, floor: Floor, evidence: Evidence) -> Iterator[tuple[int, float]]:
    """Sentences that may say what is denied, with the weight of what they share."""
    near = {
        n
        for denial in matter.denials
        for number in range(denial.number - BEFORE, denial.number + AFTER + 1)
        if (n := floor.place.get((denial.report, number))) is not None
    }
    far = {n for word in matter.words for n in floor.where[word][:CROWD]}
    own = {floor.place.get((d.report, d.number)) for d in matter.denials}
    whole = floor.rarity.of(matter.words)
    if all(d.said.start == d.said.end for d in matter.denials):
        return  # what is denied stands in the denial's own sentence
    for n in sorted((near | far) - own):
        score = floor.rarity.of(matter.words & floor.sentences[n].words)
        if _denies_too(floor.sentences[n], matter, evidence):
            continue
        if matter.accuser and score < max(FAR, FAR_SHARE * whole):
            continue
        if whole < BARE and n in near and (answered := _just_before(matter, floor.sentences[n])):
            yield n, answered
        elif (n in near and score >= _enough(whole)) or _is_elsewhere(n, matter, score, floor):
            yield n, score


def _enough(whole: float) -> float:
    """What a sentence near a denial must share with it: the more, the more it says."""
    return min(NEAR_MOST, max(NEAR, whole / 4), whole / 3)


def _is_elsewhere(n: int, matter: Matter, score: float, floor: Floor) -> bool:
    """Whether a sentence far from a denial shares enough with it: less where a source says it."""
    shared = matter.words & floor.sentences[n].words
    whole = floor.rarity.of(matter.words)
    said = any(shared <= statement.words for statement in floor.sentences[n].statements)
    enough = score >= max(FAR, FAR_SHARE * whole) or (said and score >= max(FAR_SAID, FAR_SAID_SHARE * whole))
    return enough and len(shared) >= FAR_WORDS


def _denies_too(sentence: Sentence, matter: Matter, evidence: Evidence) -> bool:
    """Whether a sentence answers the same rather than stating it: it denies it, or says itself that it is not so."""
    if any(s.words & matter.words and is_denial(s, evidence) for s in sentence.statements):
        return True
    denied = matter.denials[0]
    said = evidence.words(denied.report, denied.said.start, denied.said.end)
    if matter.accuser or cue("denies").search(said) or _negates(said, matter.words):
        return False
    return _negates(evidence.words(sentence.report, sentence.span.start, sentence.span.end), matter.words)


def _negates(text: str, words: frozenset[str]) -> bool:
    """Whether a text says of something told by these words that it is not so."""
    return any(
        terms(" ".join(text[found.end() :].split()[:SPOKEN_OF])) & words
        for found in cue("simply_negated").finditer(text)
    )


def _just_before(matter: Matter, sentence: Sentence) -> float:
    """How near a sentence stands before a denial that names no matter of its own; 0 where it does not."""
    first = matter.denials[0]
    back = first.number - sentence.number
    return 1 / back if sentence.report == first.report and 0 < back <= BARE_BEFORE and sentence.statements else 0


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
