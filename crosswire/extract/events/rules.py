"""The event types and their triggers, compiled from `rules/en/events`, one file a type."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.base import Codes

Words = frozenset[str]
NOTHING: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One group of words of a type and what they need around them; empty needs are no needs.

    `subject`, `object` and the like hold classes of `en/grammar_classes` or single words. An object may also stand
    behind a preposition of `prep_object`. `of` is what a noun must be about. `complement` are verbs of the clause
    below, or "any". `actor` asks that somebody is named who acts. `consequence` marks killing and wounding, told
    together with the act that caused it; `keep` marks statements that stay even when their content is an event. With
    `own` the clause below has the subject of this one ("wants to attack"), with `other` it has not ("wants them to
    leave"). `wanted` asks that the clause below says what must be. `third` spares "I say" and "you know".
    `mutual` acts take several. A `bodily` act is spared in a clause about politics, sport or trade that tells of no
    bodies and weapons. Whoever is told to act, must live, if `alive`. A `hollow` verb counts only for the event below;
    an `answer` says nothing itself and needs something asked or offered before it.

    An `asserted` noun must be said to be or wanted, not only named as a topic; an `argued` one, when it has happened,
    must have somebody, a day or a place with it. With an object at all, it must be an `only_object`. `not_words` spare
    the clause they stand in. `when_harm` is the type this becomes when the clause below tells harm.
    """

    type: str
    number: int
    verbs: Words = NOTHING
    nouns: Words = NOTHING
    adjectives: Words = NOTHING
    plural: Words = NOTHING
    singular: Words = NOTHING
    subtype: str | None = None
    priority: int = 0
    consequence: bool = False
    keep: bool = False
    subject: Words = NOTHING
    not_subject: Words = NOTHING
    object: Words = NOTHING
    not_object: Words = NOTHING
    prep: Words = NOTHING
    prep_class: Words = NOTHING
    prep_object: Words = NOTHING
    not_prep: Words = NOTHING
    of: Words = NOTHING
    modifier: Words = NOTHING
    not_modifier: Words = NOTHING
    support: bool = False
    actor: bool = False
    by_support: Words = NOTHING
    not_support: Words = NOTHING
    words: Words = NOTHING
    complement: Words = NOTHING
    not_complement: Words = NOTHING
    not_marker: Words = NOTHING
    negated: Words = NOTHING
    not_passive: bool = False
    content: bool = False
    wanted: bool = False
    own: bool = False
    other: bool = False
    third: bool = False
    mutual: bool = False
    asserted: bool = False
    argued: bool = False
    bodily: bool = False
    alive: bool = False
    hollow: bool = False
    answer: bool = False
    only_object: Words = NOTHING
    not_words: Words = NOTHING
    when_harm: str | None = None
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def needs(self) -> int:
        """How much this trigger asks for: the more, the surer."""
        wanted = (self.subject, self.object, self.prep, self.of, self.modifier, self.words, self.complement)
        return sum(map(bool, wanted)) + sum(map(bool, (self.by_support, self.negated, self.prep_class)))


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Which role an argument fills: from subject, object, or a preposition; of some class; for some
    subtypes or trigger words. With `within` it stands inside a phrase that fills that role, behind a preposition or,
    from "owner", as its owner ("rejected calls by Koravan")."""

    source: str
    role: str
    kind: str = "any"
    subtypes: Words = NOTHING
    triggers: Words = NOTHING
    within: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """Words that settle a subtype, with the codes that go with it."""

    name: str
    words: Words
    codes: dict[str, str]


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the codebook. `rank` orders types where a word serves several and nothing else decides, low first;
    a `carrier` speaks of another event and is linked to it, and becomes `when_hostile` when that event is harm. Nouns
    of types it `absorbs` are told by its own verb ("suspended deliveries"). With `one_purpose` an infinitive of the
    type only says what the act above it is for ("met to discuss"). Of `hosted` types the place is only a venue
    ("signed in Geneva"). `default` is the subtype where no trigger of its own says one. `turns` maps
    an actuality to what a subtype becomes under it. Nobody is hurt in `harmless` types: numbers of people in their
    clauses are of something else."""

    name: str
    rank: int
    carrier: bool
    when_hostile: str | None
    absorbs: Words
    one_purpose: bool
    hosted: bool
    default: str | None
    turns: dict[str, dict[str, str]]
    harmless: bool
    roles: tuple[RoleRule, ...]
    means: tuple[Means, ...]
    codes: dict[str, str]

    def codes_for(self, trigger: Trigger, subtype: str | None, actuality: str) -> Codes:
        """The crosswalk, from the general to the particular: type, subtype, trigger, actuality."""
        found = dict(self.codes)
        for means in self.means:
            if means.name == subtype:
                found.update(means.codes)
        found.update(trigger.codes)
        became = _shifts().get(actuality, {}).get(found.get("plover", ""))
        if became is not None:
            found = {"plover": became, "cameo": _cameo()[became]}
        return Codes(**found)


def is_harm(kind: EventType, trigger: Trigger) -> bool:
    """Whether announcing such an act is a threat."""
    plover = {**kind.codes, **trigger.codes}.get("plover", "")
    return _shifts()["planned"].get(plover) == "THREATEN"


@dataclass(frozen=True, slots=True)
class Book:
    """Everything compiled: types by name and triggers by dictionary form."""

    types: dict[str, EventType]
    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]
    adjectives: dict[str, tuple[Trigger, ...]]


_CODES = ("plover", "plover_mode", "cameo", "acled")


@cache
def _shifts() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = rules.load("en/actuality")["codes"]
    return table


@cache
def _cameo() -> dict[str, str]:
    table: dict[str, str] = rules.load("en/actuality")["cameo"]
    return table


@cache
def book() -> Book:
    types: dict[str, EventType] = {}
    found: dict[str, dict[str, list[Trigger]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for table in rules.load_folder("en/events").values():
        made = _type(table)
        types[made.name] = made
        for number, entry in enumerate(table["trigger"]):
            trigger = read_trigger(made.name, number, entry)
            for part, index in found.items():
                for word in getattr(trigger, part):
                    index.setdefault(word, []).append(trigger)
    by_word = {
        part: {
            word: tuple(sorted(triggers, key=lambda t: (t.type, t.number))) for word, triggers in sorted(index.items())
        }
        for part, index in found.items()
    }
    return Book(types, **by_word)


def read_trigger(name: str, number: int, entry: dict[str, Any]) -> Trigger:
    """One `[[trigger]]` table. Raises TypeError on a key that is not one of `Trigger`."""
    values: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    for example in ("fires", "spares"):
        values.pop(example, None)
    return Trigger(type=name, number=number, **values)


def _type(table: dict[str, Any]) -> EventType:
    return EventType(
        name=table["type"],
        rank=table["rank"],
        carrier=table.get("carrier", False),
        when_hostile=table.get("when_hostile"),
        absorbs=frozenset(table.get("absorbs", ())),
        one_purpose=table.get("one_purpose", False),
        hosted=table.get("hosted", False),
        default=table.get("default"),
        turns=table.get("turns", {}),
        harmless=table.get("harmless", False),
        roles=tuple(
            RoleRule(
                entry["from"],
                entry["role"],
                entry.get("class", "any"),
                frozenset(entry.get("subtypes", ())),
                frozenset(entry.get("triggers", ())),
                entry.get("within", ""),
            )
            for entry in table.get("role", ())
        ),
        means=tuple(
            Means(entry["name"], frozenset(entry["words"]), {key: entry[key] for key in _CODES if key in entry})
            for entry in table.get("subtype", ())
        ),
        codes=table["codes"],
    )
