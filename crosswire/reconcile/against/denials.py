"""Denials: who denies what, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.base import Mention
from crosswire.reconcile.against.statements import (
    Floor,
    Sentence,
    Statement,
    cue,
    is_somebody,
    of_one_side,
    section,
)
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.terms import terms
from crosswire.reconcile.wording import pattern

BARE = 0.5
"""Weight of words below which a denial names no matter."""

ASKED = 30
"""Characters before what is said in which a word may say that it is asked."""

GOES_ON = 40
"""Characters after a quotation in which it is said to be false."""

LAST = 40
"""Denials of a story each is compared with so many before it: linear cost."""

CORE = 4
"""Telling words with which what is denied begins."""

NEXT = 5
"""Sentences between two denials of a page that name no matter and are of one. Own judgement."""

SAME = 0.35
"""Share of a denial's words another of the same party must share to be the same denial."""


@dataclass
class Matter:
    """What one party denies, and where others say it."""

    denials: list[Statement]
    words: frozenset[str]
    charges: list[tuple[Sentence, Statement | None]] = field(default_factory=list)
    accuser: str = ""
    spoken: bool = False
    harms: bool = False
    core: frozenset[str] = frozenset()

    outright: bool = False

    def is_loose(self) -> bool:
        """Whether no verb of denying is there: somebody only says that something is not so."""
        return not self.outright and not any(cue("denies").search(denial.cue) for denial in self.denials)


def find_denials(floor: Floor, evidence: Evidence) -> list[Matter]:
    """The matters that somebody denies, in the order of their first denial."""
    found: list[Matter] = []
    for sentence in floor.sentences:
        for statement in sentence.statements:
            if is_denial(statement, evidence):
                words = matter_of(statement, evidence)
                known = next((m for m in found[-LAST:] if _is_told_again(m, statement, words, floor)), None)
                if known is None:
                    found.append(_matter(statement, words, evidence))
                else:
                    known.denials.append(statement)
                    known.words |= words
    return found


def _matter(statement: Statement, words: frozenset[str], evidence: Evidence) -> Matter:
    told = evidence.words(statement.report, statement.said.start, statement.said.end)
    said = _word_said().match(told)
    inner = [
        found for word in told[said.end() if said else 0 :].split() for found in sorted(terms(word)) if found in words
    ]
    return Matter(
        [statement],
        words,
        accuser=_accuser(statement, evidence),
        spoken=names_a_word(statement, evidence),
        harms=_own_deed().match(told) is not None and pattern("culprits", "answers").search(told) is not None,
        outright=_in_person().match(told) is not None,
        core=frozenset(list(dict.fromkeys(inner))[:CORE]),
    )


@cache
def _word_said() -> re.Pattern[str]:
    """ "the agency's long report that said" before what it said."""
    words = "|".join(section("cues")["words"])
    return re.compile(
        rf"(?:[\w’'.-]+ ){{0,5}}?(?:{words})\b(?: [\w’'.-]+){{0,4}}? (?:that(?: said)?|saying|claiming|of)\b", re.I
    )


@cache
def _in_person() -> re.Pattern[str]:
    """ "I deny", "we strongly disagree with": said in one's own person."""
    manner, verbs = "|".join(section("empty")["manner"]), "|".join(section("cues")["denies"])
    return re.compile(rf"\W*(?:i|we) (?:(?:{manner}) )*(?:{verbs}) ?", re.IGNORECASE)


@cache
def _own_deed() -> re.Pattern[str]:
    """ "targeting the harbour", "that it had shelled the harbour": a deed laid on who denies."""
    part = "|".join(section("empty")["part"])
    own = r"that (?:it|he|she|they|its \w+|their \w+)"
    return re.compile(rf"\W*(?:{own}|(?:ever )?\w+ing|any (?:{part}))\b", re.IGNORECASE)


def names_a_word(statement: Statement, evidence: Evidence) -> bool:
    """Whether what is denied is called an allegation, a claim, a report: somebody has said it."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    return cue("words").search(" ".join(text.split()[:6])) is not None


def speaks_there(denial: Statement, floor: Floor) -> bool:
    """Whether the verb of denying is told of who denies, rather than standing in what he says of others."""
    n = floor.place.get((denial.report, denial.number))
    others = floor.sentences[n].statements if n is not None else ()
    return bool(denial.cue) and not any(
        s is not denial and s.by.same(denial.by) and s.said.start < denial.said.start < s.said.end for s in others
    )


def _is_told_again(matter: Matter, statement: Statement, words: frozenset[str], floor: Floor) -> bool:
    """Whether a denial is one already heard: by the same party, of the same."""
    first = matter.denials[0]
    loose = (cue("denies").search(one.cue) is None for one in (first, statement))
    if not of_one_side(first.by, statement.by) or len(set(loose)) > 1:
        return False
    if not matter.words and not words and cue("denies").search(first.cue) and cue("denies").search(statement.cue):
        return first.report != statement.report or statement.number - first.number <= NEXT
    return _is_one(matter.words, words, floor)


def is_denial(statement: Statement, evidence: Evidence) -> bool:
    """Whether the source says that another's word is not so; what is asked for or offered can only be refused."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    if evidence.reports[statement.report].standing(statement.sentence.start) == "headline":
        return False
    opens = evidence.words(statement.report, statement.sentence.start, statement.sentence.end).startswith(
        statement.by.text
    )
    if not is_somebody(statement.by.text, evidence, opens):
        return False
    if cue("denies").search(statement.cue) and not _is_undone(statement, text, evidence):
        opening = " ".join(text.split()[:8])
        spoken = cue("words").search(opening)
        if (
            cue("refuses").search(statement.cue)
            and spoken is None
            and (not _points(text) or _it().match(text.lstrip()))
        ):
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


@cache
def _it() -> re.Pattern[str]:
    """A thing that is refused rather than a word that is denied."""
    return re.compile(rf"(?:{'|'.join(section('empty')['thing'])})\b", re.IGNORECASE)


def _points(text: str) -> bool:
    """Whether what is denied is a clause, or is only pointed at: "that …", "this", or what stands before it."""
    first = text.lower().split()[:1]
    return not first or first[0].strip(".,;") in section("empty")["pointing"]


def _is_undone(statement: Statement, said: str, evidence: Evidence) -> bool:
    """Whether a verb of denying denies nothing: "did not deny", "asked allies to refute", "denied him"."""
    if cue("withheld").search(statement.cue) or _somebody().match(said.lstrip()):
        return True
    if any(_is_unsaid(m, statement) for m in _told_in(statement, evidence)):
        return True
    before = evidence.words(statement.report, statement.sentence.start, statement.said.start)
    place = before.lower().rfind(statement.cue) if statement.cue else -1
    lead = before[: max(0, place)] + ("to " if statement.cue.startswith("to ") else "")
    return lead.endswith("to ") and _tried().search(lead) is None


def _told_in(statement: Statement, evidence: Evidence) -> Sequence[Mention]:
    return evidence.told_between(statement.report, statement.sentence.start, statement.sentence.end)


def _is_unsaid(mention: Mention, statement: Statement) -> bool:
    """Whether an event of denying is only asked for, feared or told not to be."""
    denies = mention.subtype in section("empty")["denial"] and mention.trigger.text.lower() in statement.cue
    return denies and mention.actuality in section("empty")["unsaid"]


@cache
def _somebody() -> re.Pattern[str]:
    """After the verb: somebody to whom something is refused."""
    return re.compile(rf"(?:{'|'.join(section('empty')['persons'])})\b", re.IGNORECASE)


@cache
def _tried() -> re.Pattern[str]:
    """Before "to deny": who does so all the same."""
    return re.compile(rf"\b(?:{'|'.join(section('cues')['tried'])})(?: [\w’'.-]+){{0,6}} to $", re.IGNORECASE)


def matter_of(statement: Statement, evidence: Evidence) -> frozenset[str]:
    """The telling words for what is denied, without who denies it and the words of denying."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    told = _beside().split(text)[0]
    if told.strip().lower() in section("empty")["pointing"] or _pointed().match(told.strip(" .,")):
        return frozenset()
    return terms(told) - terms(statement.by.text) - terms(statement.by.key) - empty_words()


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('empty')['beside'])})\b", re.IGNORECASE)


@cache
def _pointed() -> re.Pattern[str]:
    """ "that notion", "the reports": a word that was said, with nothing of what it said."""
    opens, words, what = (
        "|".join(section(a)[b]) for a, b in (("empty", "opens"), ("cues", "words"), ("empty", "what"))
    )
    return re.compile(rf"(?:(?:{opens}) )+(?:{words})\b(?!,? (?:{what})\b)", re.IGNORECASE)


@cache
def empty_words() -> frozenset[str]:
    """Words of a denial that do not say what is denied, in the form that is compared."""
    return frozenset().union(*(terms(word) for word in section("empty")["words"]))


def _is_one(a: frozenset[str], b: frozenset[str], floor: Floor) -> bool:
    shared = a & b
    return bool(shared) and floor.rarity.of(shared) >= SAME * min(floor.rarity.of(a), floor.rarity.of(b))


@cache
def _named_accuser() -> re.Pattern[str]:
    words = "|".join(section("cues")["words"])
    nobody = "|".join(section("empty")["accusers"])
    named = rf"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*|(?:\w+ )?(?:{nobody})"
    opens = "(?:with )?(?:the |an? |all |any |such |that |those |this |these )?"
    return re.compile(
        rf"^{opens}(?P<owner>[A-Za-z][\w.’' -]{{2,70}}?)(?:['’]s?(?: \w+)?)? (?:{words})\b"
        rf"|^(?:the |an? |all |any |such )?(?:\w+ ){{0,2}}(?:{words}) (?:made )?(?:by|from|of) (?:the )?(?P<by>{named})"
    )


def _accuser(statement: Statement, evidence: Evidence) -> str:
    """Who made the allegation that is denied, where the denial names it: "government allegations that …"."""
    text = " ".join(evidence.words(statement.report, statement.said.start, statement.said.end).split())
    first_person = _in_person().match(text)
    text = text[first_person.end() :] if first_person else text
    found = _contradicted().search(text) or _named_accuser().match(_opens().sub(lambda m: m[0].lower(), text))
    name = (found["owner"] or found["by"] or "").strip() if found else ""
    words = name.lower().split() or [""]
    nobody = words[0] in section("empty")["nobody"] or words[-1] in section("empty")["verbs"]
    nobody = nobody or not is_somebody(name, evidence)
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
