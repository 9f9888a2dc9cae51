"""When, where, how many and who says so: what stands around an event's clause."""

from __future__ import annotations

from datetime import date
from functools import cache

from crosswire import rules
from crosswire.base import ChainLink, Number, Report, Time, When, Where
from crosswire.extract.events.finding import Draft
from crosswire.extract.events.scene import Scene
from crosswire.grammar import Frame, attribution, governor_class

_PRECISION = {"second": 1, "minute": 1, "hour": 1, "day": 1, "weekend": 2, "week": 3, "month": 4}

HISTORICAL_DAYS = 60
"""An event dated more than this before publication is told as background (codebook, section 2.1)."""


@cache
def _relations() -> dict[str, str]:
    table: dict[str, str] = rules.load("en/grammar")["places"]
    return table


def find_when(draft: Draft, scene: Scene, before: Time | None) -> tuple[When | None, Time | None]:
    """The time attached to the event's own clause, else the last one told in the passage; never the day of publication.
    The second value is what a later clause may fall back on."""
    time = _attached(draft, scene)
    own = time
    time = time or before
    if time is None:
        return None, None
    return as_when(time, narrative=own is None), own or before


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
    if time.basis in ("explicit", "story", "none"):
        return time.basis
    return (
        "weekday"
        if not rules.words("en/times", "words", "WEEKDAY").isdisjoint(time.text.lower().split())
        else "relative"
    )


def _attached(draft: Draft, scene: Scene) -> Time | None:
    for frame in draft.frames:
        seen: Frame | None = frame
        while seen is not None:
            for head in (seen.head, seen.support):
                for time in scene.times.get(head, ()) if head is not None else ():
                    if time.kind in ("DATE", "TIME") and (time.from_ is not None or time.value is None):
                        return time
            seen = seen.parent if _shares_time(seen) else None
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
    return frame.link in ("subject", "oblique") and parent.verbal and governor_class(parent) in ("", "positive")


def is_background(when: When | None, report: Report) -> bool:
    """Whether the event lies so far back that the report tells it as background."""
    if when is None or when.to is None or report.published is None or when.basis == "narrative":
        return False
    try:
        told, published = date.fromisoformat(when.to[:10]), date.fromisoformat(report.published.value[:10])
    except ValueError:  # a year beyond the calendar, or a partial date
        return False
    return (published - told).days > HISTORICAL_DAYS


def find_where(draft: Draft, scene: Scene) -> Where | None:
    """The place among the event's obliques and objects, then one inside its noun phrases."""
    venue, relations = draft.kind.name == "TALK", _relations()
    for frame in draft.frames:
        nouns = [*frame.obliques, *(("", noun) for noun in frame.objects)]
        nouns += [(name, noun) for _, outer in nouns for name, noun in _within(frame, outer)]
        for name, noun in nouns:
            place = scene.entity(noun)
            if place is None or place.kind != "place" or name not in relations:
                continue
            if not name and (scene.form_of.get(noun) == "metonym" or scene.is_country(noun)):
                continue
            relation = "venue" if venue and relations[name] == "in" else relations[name]
            return Where(entity=place.id, precision=place.precision, relation=relation)
    return None


def _within(frame: Frame, noun: int) -> list[tuple[str, int]]:
    """Places inside a noun phrase: "a hospital in Adel"."""
    tree = frame.tree
    found = []
    for below in tree.below(noun, "prep"):
        inner = tree.child(below, "pobj")
        if inner is not None:
            found.append((tree.lower[below], inner))
    return found


def find_numbers(draft: Draft, scene: Scene) -> tuple[Number, ...]:
    """The counts that stand in the event's own clause."""
    heads = {head for frame in draft.frames for head in (frame.head, frame.support) if head is not None}
    found = {number.id: number for head in heads for number in scene.numbers.get(head, ())}
    return tuple(sorted(found.values(), key=lambda n: (n.start, n.end, n.id)))


def find_chain(draft: Draft, scene: Scene) -> tuple[ChainLink, ...]:
    """The sources the clause is laid to, outermost first; inside a quotation, its speaker's."""
    spans = attribution(draft.frame)
    if spans:
        return tuple(_link(scene, start, end) for start, end in spans)
    quote = scene.quote_at(*scene.offsets(draft.frame.head, draft.frame.head + 1))
    return quote.chain if quote is not None else ()


def _link(scene: Scene, start: int, end: int) -> ChainLink:
    first, last = scene.offsets(start, end)
    head = _head(scene, start, end)
    entity = scene.entity_at(head)
    words = set(scene.tree.lemma[start:end])
    return ChainLink(
        text=scene.text(first, last),
        report=scene.report.id,
        start=first,
        end=last,
        entity=entity,
        type=next((kind for kind, found in _types() if not found.isdisjoint(words)), None),
        anonymous=entity is None and scene.tree.lemma[head] in _unnamed(),
    )


def _head(scene: Scene, start: int, end: int) -> int:
    tree = scene.tree
    return next((token for token in range(start, end) if not start <= tree.head[token] < end), end - 1)


@cache
def _types() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words)) for name, words in rules.load("en/grammar_sources")["types"].items())


@cache
def _unnamed() -> frozenset[str]:
    return rules.words("en/grammar_sources", "unnamed", "words")
