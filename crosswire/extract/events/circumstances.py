"""When, where, how many and who says so: what stands around an event's clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from crosswire import rules
from crosswire.base import ChainLink, Number, Report, Time, When, Where
from crosswire.extract.events.finding import Draft
from crosswire.extract.events.kinds import kinds
from crosswire.extract.events.scene import Scene
from crosswire.grammar import Frame, attribution, governor_class, is_definite, source
from crosswire.grammar.tree import SUBJECTS, Tree, is_finite

# Days are no sources ("will announce Friday plans to leave").
_NO_SOURCES = frozenset({"DATE", "TIME"})
_PRECISION = {"second": 1, "minute": 1, "hour": 1, "day": 1, "weekend": 2, "week": 3, "month": 4}

# What talks are about is no venue.
_ABOUT, _NOTHING = frozenset({"on", "about", "over"}), frozenset[str]()
_BEFORE_NOUNS = frozenset({"compound", "nummod", "nmod", "amod", "poss"})
_PERSONS = frozenset({"actors", "officials"})

EVENT = "event"
"""The basis of a time that counts from an event, open until that has a day."""

HISTORICAL_DAYS = 60
"""An event dated more than this before publication is told as background (codebook, section 2.1)."""


@cache
def _relations() -> dict[str, str]:
    table: dict[str, str] = rules.load("en/grammar")["places"]
    return table


@dataclass(frozen=True, slots=True)
class Told:
    """The day last told: its expression, the number of its sentence, and the line of action it belongs to."""

    time: Time
    sentence: int
    line: str


@cache
def _lines() -> dict[str, str]:
    table = rules.load("en/grammar")["narrative"]
    return {kind: line for line in ("action", "dealings") for kind in table[line]}


def find_when(draft: Draft, scene: Scene, before: Told | None) -> tuple[When | None, Told | None]:
    """The time attached to the event's own clause; for a main clause that goes on telling, the day told in the sentence
    before. Never the day of publication. The second value is what a later clause may fall back on."""
    own = _attached(draft, scene)
    line = _lines().get(draft.kind.name)
    sentence = draft.frame.tree.sentence[draft.frame.head]
    tells = line is not None and any(_tells(frame, scene) for frame in draft.frames)
    follows = before is not None and tells and before.line == line and sentence - before.sentence == 1
    time = own or (before.time if before is not None and follows else None)
    if time is None:
        return None, before
    if line is not None and tells and time.precision in rules.words("en/grammar", "narrative", "spans"):
        before = Told(time, sentence, line)
    return as_when(time, narrative=own is None), before


def _tells(frame: Frame, scene: Scene) -> bool:
    """Whether a clause carries a story on: finite, simple past, asserted, and not under another clause unless that only
    says who tells it; never in somebody's quoted words."""
    if not (frame.verbal or frame.support is not None) or frame.tense != "past" or frame.aspect or frame.modal:
        return False
    if frame.negation or frame.marker not in ("", "that"):
        return False
    parent = frame.parent
    if parent is not None and not (frame.link == "complement" and governor_class(parent) in ("transparent", "alleged")):
        return False
    verb = frame.head if frame.support is None else frame.support
    if not is_finite(frame.tree, verb):
        return False
    quote = scene.quote_at(*scene.offsets(frame.head, frame.head + 1))
    return quote is None or quote.kind == "indirect"


def as_when(time: Time, *, narrative: bool = False) -> When:
    """When an event was, by the expression that dates it; open while that has no day yet. `narrative` says that the
    expression stands with an earlier event of the passage."""
    basis = "narrative" if narrative else _basis(time)
    if time.from_ is None:
        return When(basis=basis, time=time.id)
    precision = _PRECISION.get(time.precision or "", 5)
    return When(from_=time.from_, to=time.to, precision=precision, basis=basis, time=time.id)


def _basis(time: Time) -> str:
    """How the words give the day: in full, by weekday, or relative to another day; inferred when that day is."""
    if time.basis in ("explicit", "story", "none", EVENT):
        return time.basis
    return (
        "weekday"
        if not rules.words("en/times", "words", "WEEKDAY").isdisjoint(time.text.lower().split())
        else "relative"
    )


def _attached(draft: Draft, scene: Scene) -> Time | None:
    for frame in draft.frames:
        named = _when_clause(frame, scene)
        if named is not None:
            return named
        seen: Frame | None = frame
        while seen is not None:
            for head in (seen.head, seen.support):
                for time in scene.times.get(head, ()) if head is not None else ():
                    if _dates(time) and not _dates_a_noun(time, draft, scene) and not _lies_ahead(time, seen, scene):
                        return time
            seen = seen.parent if _shares_time(seen) else None
        first = _of_first(frame, scene) or _set_for(frame, scene) or _of_its_moment(frame, scene)
        if first is not None:
            return first
    return None


def _when_clause(frame: Frame, scene: Scene) -> Time | None:
    """The time a relative clause tells of: "in 2011, when the army marched in"."""
    tree = frame.tree
    verb = frame.head if frame.support is None else frame.support
    if tree.dep[verb] != "relcl" or frame.marker != "when":
        return None
    noun = tree.head[verb]
    start, _ = scene.offsets(noun, noun + 1)
    above = scene.times.get(scene.predicate_over(noun), ())
    return next((time for time in above if time.start <= start < time.end and _dates(time)), None)


def _dates_a_noun(time: Time, draft: Draft, scene: Scene) -> bool:
    """Whether an expression only tells which thing is meant ("pointed to the 2020 ballot", "rejects Monday's list"), so
    that it does not date the verb; what something was said or done in or at dates it ("in a Monday statement")."""
    tree, token = scene.tree, scene.token_at(time.end - 1)
    noun = tree.head[token]
    if tree.dep[token] not in _BEFORE_NOUNS or noun < token:
        return False
    if any(noun in (frame.head, frame.support) for frame in draft.frames):
        return False
    before = tree.lower[tree.head[noun]] if tree.dep[noun] == "pobj" else ""
    return before not in rules.words("en/times", "occasion", "after")


def _dates(time: Time) -> bool:
    return time.basis == EVENT or (time.kind in ("DATE", "TIME") and (time.from_ is not None or time.value is None))


def _lies_ahead(time: Time, frame: Frame, scene: Scene) -> bool:
    """Whether a time is still to come where the clause tells of what was done, so that it belongs to what was called or
    asked for ("announced elections for November", "has invited them for Friday")."""
    if time.tense != "future" or not frame.verbal or frame.tense == "future" or frame.modal or frame.marker == "to":
        return False
    published = scene.report.published
    return (
        (frame.tense == "past" or frame.aspect == "perfect")
        and published is not None
        and time.from_ is not None
        and time.from_[:10] > published.value[:10]
    )


def _set_for(frame: Frame, scene: Scene) -> Time | None:
    """The time still to come for which a meeting or vote was called."""
    parent = frame.parent
    if parent is None or frame.link != "object" or parent.lemma not in rules.words("en/times", "diary", "set_by"):
        return None
    found = scene.times.get(parent.head, ())
    return next((time for time in found if _dates(time) and _lies_ahead(time, parent, scene)), None)


def _of_first(frame: Frame, scene: Scene) -> Time | None:
    """The time of the verb this one is coordinated with and shares its subject: "entered on Monday and burned …"."""
    tree = frame.tree
    token = frame.head if frame.support is None else frame.support
    while tree.dep[token] == "conj" and tree.child(token, *SUBJECTS) is None:
        token = tree.head[token]
        found = next((time for time in scene.times.get(token, ()) if _dates(time)), None)
        if found is not None:
            return found
    return None


def _of_its_moment(frame: Frame, scene: Scene) -> Time | None:
    """The time of the clause that tells when: "nine were killed when a shell hit a market on Monday"."""
    if not frame.verbal:
        return None
    for clause in scene.frames:
        told_then = clause.parent is frame and clause.link == "adverbial" and clause.verbal
        opens = clause.marker in rules.words("en/grammar", "narrative", "moment")
        if told_then and opens and clause.tense == frame.tense:
            found = scene.times.get(clause.head, ())
            return next((time for time in found if _dates(time) and not _lies_ahead(time, clause, scene)), None)
    return None


def _shares_time(frame: Frame) -> bool:
    """Whether the clause above tells the same moment: "failed on Monday to agree", "on Monday, …, killing two"."""
    parent = frame.parent
    if parent is None:
        return False
    if frame.link == "complement":
        return governor_class(parent) in ("positive", "negative")
    if frame.link == "adverbial":
        return frame.verbal and not frame.marker and not frame.tense
    kind = governor_class(parent)
    if not parent.verbal:
        return False
    if parent.passive and parent.lemma in rules.words("en/grammar", "speech", "asserting") and frame.link == "object":
        return not is_definite(frame)  # "shelling was reported on Monday"
    if frame.link == "oblique" and frame.marker in rules.words("en/grammar", "narrative", "apart"):
        return False
    if frame.link == "oblique":
        return kind == "positive" or frame.marker in rules.words("en/grammar", "narrative", "sharing")
    return frame.link == "subject" and (kind == "positive" or (not kind and not is_definite(frame)))


def is_running_total(draft: Draft, *, dated: bool) -> bool:
    """Whether deaths are those of a whole war ("the war has killed thousands"), told as background. `dated` says that
    they have a day of their own."""
    wars = [
        noun
        for frame in draft.frames
        for name, noun in (*frame.obliques, *(("by", noun) for noun in frame.subjects))
        if name in rules.words("en/grammar", "around", "cause")
    ]
    tree = draft.frame.tree
    if not draft.trigger.consequence or draft.frame.aspect != "perfect":
        return False
    return any("wars" in kinds(tree, noun) for noun in wars) or (not dated and _counts_from(tree, draft.frame.head))


def _counts_from(tree: Tree, token: int) -> bool:
    """Whether the sentence counts from a time before ("since then")."""
    since = rules.words("en/grammar", "narrative", "since")
    return any(word in since and tree.sentence[place] == tree.sentence[token] for place, word in enumerate(tree.lower))


def is_background(when: When | None, report: Report) -> bool:
    """Whether the event lies so far back that the report tells it as background."""
    if when is None or when.to is None or report.published is None or when.basis == "narrative":
        return False
    try:
        told, published = date.fromisoformat(when.to[:10]), date.fromisoformat(report.published.value[:10])
    except ValueError:  # a year beyond the calendar, or a partial date
        return False
    return (published - told).days > HISTORICAL_DAYS


def is_to_come(when: When | None, report: Report) -> bool:
    """Whether an event stands on a day after the report ("called a summit for Friday")."""
    if when is None or when.from_ is None or report.published is None:
        return False
    return when.from_[:10] > report.published.value[:10]


def find_where(draft: Draft, scene: Scene) -> Where | None:
    """The place among the event's obliques and objects, then one inside its noun phrases, then one that hangs elsewhere
    in its clause."""
    venue = draft.kind.hosted
    about = _ABOUT if venue else _NOTHING
    for frame in draft.frames:
        nouns = [*frame.obliques]
        if not draft.kind.carrier:
            nouns += [("", noun) for noun in frame.objects]
        nouns += [
            (name, noun) for before, outer in nouns if before not in about for name, noun in _within(frame, outer)
        ]
        for name, noun in nouns:
            found = _where(name, noun, scene, venue=venue)
            if found is not None:
                return found
    if draft.kind.carrier:
        return None
    left = (pair for frame in draft.frames for pair in _left_over(frame, scene))
    return next((found for name, noun in left if (found := _where(name, noun, scene, venue=venue))), None)


def _where(name: str, noun: int, scene: Scene, *, venue: bool) -> Where | None:
    """The place a noun names, when it is one and what stands before it says so."""
    place, relations = scene.entity(noun), _relations()
    if place is None or place.kind != "place" or name not in relations or (venue and name in _ABOUT):
        return None
    if not name and (scene.form_of.get(noun) == "metonym" or scene.is_country(noun)):
        return None
    relation = "venue" if venue and relations[name] == "in" else relations[name]
    return Where(entity=place.id, precision=place.precision, relation=relation)


def _left_over(frame: Frame, scene: Scene) -> list[tuple[str, int]]:
    """Places that hang on other words of the event's clause, then one that stands right behind an event noun though it
    hangs on the verb above: "condemned the raid in Adel"."""
    tree = frame.tree
    heads = (frame.head, *(() if frame.support is None else (frame.support,)))
    found = [pair for head in heads for pair in scene.places.get(head, ())]
    parent = frame.parent
    if not frame.verbal and parent is not None:
        after = tree.last[frame.head] + 1
        found += [(name, noun) for name, noun in scene.places.get(parent.head, ()) if tree.head[noun] == after]
    return found


def _within(frame: Frame, noun: int) -> list[tuple[str, int]]:
    """Places inside a noun phrase: "a hospital in Adel", but not "the president of Varenne"."""
    tree = frame.tree
    found = []
    person = not kinds(tree, noun).isdisjoint(_PERSONS)
    for below in tree.below(noun, "prep"):
        inner = tree.child(below, "pobj")
        if inner is not None and not (person and tree.lower[below] == "of"):
            found.append((tree.lower[below], inner))
    return found


def find_numbers(draft: Draft, scene: Scene) -> tuple[Number, ...]:
    """The counts that stand in the event's own clause."""
    heads = {head for frame in draft.frames for head in (frame.head, frame.support) if head is not None}
    found = {number.id: number for head in heads for number in scene.numbers.get(head, ())}
    return tuple(sorted(found.values(), key=lambda n: (n.start, n.end, n.id)))


def find_chain(draft: Draft, scene: Scene) -> tuple[ChainLink, ...]:
    """The sources the clause is laid to, outermost first; inside a quotation its chain, with medium and principal, if
    that holds all of them."""
    spans = attribution(draft.frame)
    quote = scene.quote_at(*scene.offsets(draft.frame.head, draft.frame.head + 1))
    if quote is not None and all(_holds(quote.chain, scene.offsets(*span)) for span in spans):
        return quote.chain
    said = (span for span in spans if scene.tree.entity[_head(scene, *span)] not in _NO_SOURCES)
    return tuple(_link(scene, start, end) for start, end in said)


def _holds(chain: tuple[ChainLink, ...], span: tuple[int, int]) -> bool:
    return any(link.start < span[1] and span[0] < link.end for link in chain)


def _link(scene: Scene, start: int, end: int) -> ChainLink:
    first, last = scene.offsets(start, end)
    head = _head(scene, start, end)
    entity = scene.entity_at(head)
    text, lemma = scene.text(first, last), scene.tree.lemma[head]
    anonymous = entity is None and lemma in _unnamed()
    kind, side = source(text, scene.entity(head), head=lemma, anonymous=anonymous)
    return ChainLink(
        text=text,
        report=scene.report.id,
        start=first,
        end=last,
        entity=entity,
        type=kind,
        side=side,
        anonymous=anonymous,
    )


def _head(scene: Scene, start: int, end: int) -> int:
    tree = scene.tree
    return next((token for token in range(start, end) if not start <= tree.head[token] < end), end - 1)


@cache
def _unnamed() -> frozenset[str]:
    return rules.words("en/grammar_sources", "unnamed", "words")
