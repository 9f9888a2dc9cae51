"""Texts: drafts, resolutions, plans and agreements, from the first word of them to their vote, veto or signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.base import Mention, Participant
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives
from crosswire.reconcile.ledgers.tellings import (
    Telling,
    Thread,
    in_lines,
    listed,
    meet,
    mentions_with_events,
    party,
    state_of,
    strong_enough,
    table,
    tell,
    unique,
    whole_words,
)
from crosswire.reconcile.phrases import one_line

TYPES = ("VOTE", "REJC", "AGRM", "OFFR")
COMPARED = 12
"""Texts of one kind a telling is compared with, the latest first: linear cost."""
LEAD = 4
"""Characters between a text's name and a time that belongs to its fate: " on "."""
FORTNIGHT = 14
"""Days within which a council's vote on a text without marks of its own is taken for the same."""
WORDS = 14
"""Words of what a text is called."""


@dataclass(frozen=True)
class _Named:
    """How a telling names its text. `marks` are the words that tell it from others."""

    telling: Telling
    kind: str
    words: str
    marks: frozenset[str]
    numbers: frozenset[str]
    bodies: tuple[str, ...]
    parties: frozenset[str]
    definite: bool


@dataclass
class _Text:
    """The tellings of one text."""

    named: list[_Named] = field(default_factory=list)

    @property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(one.marks for one in self.named))

    def takes(self, one: _Named) -> bool:
        """Whether the telling may be of this text: the same happening, the same number, words or body in common."""
        if any(known.telling.event.id == one.telling.event.id for known in self.named):
            return True
        numbers = frozenset().union(*(known.numbers for known in self.named))
        if (numbers and one.numbers and not numbers & one.numbers) or not self._days_fit(one):
            return False
        if one.marks and self.marks:
            alike = len(one.marks & self.marks) * 2 >= min(len(one.marks), len(self.marks))
            return alike or self._is_same_vote(one)
        here = any(known.telling.mention.report == one.telling.mention.report for known in self.named)
        return (one.definite and here) or (one.kind in listed("texts", "passed") and self._is_of(one))

    def _is_same_vote(self, one: _Named) -> bool:
        """Whether the same party is told to have voted or vetoed on days that touch, though other words are used."""
        once = table()["text_order"]["once"]
        same = [k for k in self.named if k.telling.state == one.telling.state in once and k.parties & one.parties]
        return one.kind in listed("texts", "passed") and any(k.telling.days and one.telling.days for k in same)

    def _is_of(self, one: _Named) -> bool:
        """Whether the same parties or body are told with it, within days."""
        shared = any(known.parties & one.parties for known in self.named)
        return shared and any(_within(known.telling.day, one.telling.day) for known in self.named)

    def _days_fit(self, one: _Named) -> bool:
        once = table()["text_order"]["once"]
        same = [k.telling.days for k in self.named if k.telling.state == one.telling.state in once]
        return self._order_fits(one) and all(
            meet(days, one.telling.days) or _near(days, one.telling.days) for days in same
        )

    def _order_fits(self, one: _Named) -> bool:
        """Whether nothing is tabled after it was voted on."""
        order = table()["text_order"]
        pairs = [(known.telling, one.telling) for known in self.named] + [(one.telling, k.telling) for k in self.named]
        return not any(
            a.state in order["final"] and a.days and b.state in order["early"] and a.day < b.day for a, b in pairs
        )


def _near(a: tuple[object, ...] | None, b: tuple[object, ...] | None) -> bool:
    """Whether one stated time touches the other: reports may differ by a day."""
    return bool(a and b and (a[1] == b[0] or b[1] == a[0]))


def _within(a: str, b: str) -> bool:
    if not a or not b:
        return False
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days) <= FORTNIGHT


def find_texts(evidence: Evidence) -> list[Thread]:
    """One thread for each text that reports name by more than its kind."""
    named = {
        one.telling.mention.id: one
        for mention, event in mentions_with_events(evidence, TYPES)
        for state in [_state(mention)]
        if state and (one := _named(tell(mention, event, state, evidence), evidence)) is not None
    }
    threads = []
    for tellings in in_lines((one.telling for one in named.values()), evidence).values():
        for text in _gathered([named[one.mention.id] for one in tellings]):
            if strong_enough([one.telling for one in text.named], listed("text_order", "strong"), evidence):
                threads.append(_thread(text))
    return threads


def _gathered(named: Sequence[_Named]) -> Iterator[_Text]:
    texts: dict[str, list[_Text]] = {}
    for one in named:
        known = texts.setdefault(one.kind, [])
        text = next((text for text in reversed(known[-COMPARED:]) if text.takes(one)), None)
        if text is None:
            text = _Text()
            known.append(text)
        text.named.append(one)
    for known in texts.values():
        yield from (text for text in known if any(_is_known(one) for one in text.named))


def _is_known(one: _Named) -> bool:
    """Whether the words tell which text it is, or who passed or stopped it does."""
    return bool(one.marks or (one.parties and one.kind in listed("texts", "passed")))


def _state(mention: Mention) -> str | None:
    state = state_of(mention, table()["text_states"])
    if state is None or mention.tense is None or mention.trigger.text.lower() in listed("text_triggers", "none"):
        return None
    if state == "defeated" and not is_voting(mention):
        return str(table()["text_triggers"]["rejected"])
    backed = mention.trigger.text.lower() in listed("text_triggers", "backed") and state == "adopted"
    return str(table()["text_triggers"]["state"]) if backed else state


def is_voting(mention: Mention) -> bool:
    """Whether a body that votes turned a text down, rather than a party its plan; true where nobody is named."""
    bodies = [p.text for p in mention.participants if p.role == "body"]
    return not bodies or any(whole_words("text_triggers", "voting").search(text) for text in bodies)


def _named(telling: Telling, evidence: Evidence) -> _Named | None:
    """How the telling names its text; null where it names none in particular, or a truce, which has its own life."""
    mention = telling.mention
    roles = listed("texts", "roles")
    for participant in mention.participants:
        kind = _kind(participant.text)
        if participant.role not in roles or kind is None:
            continue
        first = participant.text.split()[0].lower()
        words = _full(participant, mention, evidence)
        if first in listed("texts", "open") or whole_words("truce", "words").search(participant.text):
            return None
        return _Named(
            telling=telling,
            kind=kind,
            words=words,
            marks=_marks(words),
            numbers=frozenset(re.findall(r"\d+", words)),
            bodies=_bodies(mention),
            parties=_parties(mention, evidence),
            definite=first in listed("texts", "definite"),
        )
    return None


def _bodies(mention: Mention) -> tuple[str, ...]:
    roles = {*listed("texts", "bodies"), "actor", "vetoed_by"}
    return unique(p.entity for p in mention.participants if p.role in roles and p.entity)


def _parties(mention: Mention, evidence: Evidence) -> frozenset[str]:
    """The same, a state and its government being one."""
    roles = {*listed("texts", "bodies"), "actor", "vetoed_by"}
    found = [(evidence.entities.get(p.entity or ""), p.text) for p in mention.participants if p.role in roles]
    return frozenset(party(entity) if entity else one_line(words).lower() for entity, words in found)


def _kind(words: str) -> str | None:
    """The kind of text by its head noun: the last word before what the text is about."""
    if re.search(r"\bresolution of\b", words, re.IGNORECASE) or whole_words("texts", "ways").search(words):
        return None
    head = re.split(rf"\s+(?:{alternatives(listed('texts', 'about'))})\b", words, maxsplit=1, flags=re.IGNORECASE)[0]
    last = head.split()[-1].lower().strip("“”\"'’.,") if head.split() else ""
    return next((kind for kind, heads in table()["text_kinds"].items() if last in heads), None)


def _full(participant: Participant, mention: Mention, evidence: Evidence) -> str:
    """The text's words with what it is about, where that follows in the clause."""
    words = one_line(participant.text)
    if participant.start < mention.start or participant.end > mention.end:
        return words
    rest = re.split(r"[,;:“”\"()]|\s[-–—]\s", evidence.words(mention.report, participant.end, mention.end), maxsplit=1)[
        0
    ]
    if not _about().match(rest):
        return words
    rest = re.split(rf"\s(?:{alternatives(listed('texts', 'verbs'))})\s", rest, maxsplit=1)[0]
    for time in evidence.times_between(mention.report, participant.end, participant.end + len(rest)):
        first, last = (place - participant.end for place in time)
        if first <= LEAD and last > 0:
            rest = rest[last:].lstrip(" ,")
            rest = f" … {rest}" if rest else ""
            break
        if last >= len(rest) > first:
            rest = re.sub(r"\s+\w+\s*$", "", rest[:first])
            break
    kept = one_line(f"{words} {rest}").split()
    return " ".join(kept) if len(kept) <= WORDS else words


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(listed('texts', 'about'))})\b", re.IGNORECASE)


def _marks(words: str) -> frozenset[str]:
    heads = {head for heads in table()["text_kinds"].values() for head in heads}
    found = [w.lower() for w in re.findall(r"[\w.-]{3,}|[A-Z]{2}", words)]
    small = listed("texts", "plain") | listed("texts", "about")
    return frozenset(word.strip(".") for word in found if word not in small and word not in heads)


def _thread(text: _Text) -> Thread:
    order, names, why = (table()[key] for key in ("text_order", "names", "why"))
    best = max(text.named, key=lambda one: (min(len(one.marks), 6), -len(one.words)))
    return Thread(
        kind="text",
        tellings=[one.telling for one in text.named],
        name=names["text"].format(words=best.words),
        why=why["text"],
        parties=unique(body for one in text.named for body in one.bodies),
        terms=unique(one.words for one in text.named if one.marks),
        once=order["once"],
        dated=order["dated"],
        order=order["order"],
    )
