"""What Crosswire answers for each kind of set: gold rows in, rows in the scorer's shape out.

A set is recognised by its folder and by the fields of its rows, or by the prefix of its file name where two sets have
the same fields and different codes. Nothing here reads the gold answers.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.reading import Reader, Row, report_of
from crosswire.base import Count, Entity, Mention, Number, Participant, Quote, Reading, Report
from crosswire.extract.events.rules import book
from crosswire.extract.names import actor
from crosswire.reconcile import Told, chronicle

ROLES = tomllib.loads((Path(__file__).parent / "maps" / "roles.toml").read_text("utf-8"))
IGNORED = tomllib.loads((Path(__file__).parent / "maps" / "ignored.toml").read_text("utf-8"))
SOURCE_ROLES, TARGET_ROLES = frozenset(ROLES["source"]), frozenset(ROLES["target"])

KINDLESS = "OTHR"
"""The type that only says that something happened: no answer to what it is."""
OWNED = tuple(f"{word} " for word in ROLES["owned"])

Answer = Callable[[Iterable[Row], Reader], Iterator[Row]]


class System(NamedTuple):
    """How one set is answered and which script scores it."""

    answer: Answer
    scorer: str
    type_map: str | None = None
    ignored: tuple[str, ...] = ()


def choose(task: str, stem: str, row: Row) -> System | None:
    """The system for a set, by its first row and name; None where no scorer takes this shape."""
    family = stem.split("-")[0]
    if task == "times":
        return System(times, "times") if "times" in row else None
    if task == "quotes":
        return System(quotes, "quotes") if "quotes" in row else None
    if task == "events":
        return _events(family, row)
    if task == "casualties":
        return _casualties(row)
    if task == "stories" and "event" in row and "text" in row and "chain" not in row:
        return System(stories, "clusters")
    return None


def _events(family: str, row: Row) -> System | None:
    if "predicates" in row:
        return System(factuality, "actuality")
    if "expected" in row:
        return System(actors, "events")
    if "events" not in row:
        return None
    if family in {"petrarch", "petrarch2"}:
        return System(cameo, "events")
    if family == "case2021":
        return System(own_types, "events", "case2021.json", tuple(IGNORED["case2021"]))
    if family == "india":
        return System(police, "events")
    return System(plover, "events")


def _casualties(row: Row) -> System | None:
    if "label" in row:
        return None
    if "counts" in row:
        return System(counted, "casualties")
    return System(tolls, "casualties")


def times(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row, _, reading in reader.read(rows, ("times",)):
        found = [{"start": t.start, "end": t.end, "type": t.kind, "value": t.value} for t in reading.times]
        yield {"id": row["id"], "times": found}


def quotes(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row, _, reading in reader.read(rows, ("quotes",)):
        named = {entity.id: entity for entity in reading.entities}
        yield {"id": row["id"], "quotes": [_quote(quote, named) for quote in reading.quotes]}


def _quote(quote: Quote, named: dict[str, Entity]) -> Row:
    shown: Row = {
        "content": [[part.start, part.end] for part in quote.parts],
        "source": [[span.start, span.end] for span in quote.speaker_spans],
    }
    if quote.speaker in named:
        shown["speaker"] = named[quote.speaker].name
    return shown


def _actors(mention: Mention, roles: frozenset[str], named: dict[str, Entity]) -> list[Row]:
    """Country and sector of the participants in these roles: of the entity, else of the words themselves; "their
    forces" are those of whoever speaks of them."""
    spoke = mention.attribution[-1:]
    found = []
    for p in mention.participants:
        if p.role in roles:
            one = _actor(p, named.get(p.entity or ""))
            if not one["country"] and spoke and p.text.lower().startswith(OWNED):
                one["country"] = _actor(
                    Participant(role="", text=spoke[0].text, start=0, end=0), named.get(spoke[0].entity or "")
                )["country"]
            found.append(one)
    return found


def _actor(participant: Participant, entity: Entity | None) -> Row:
    if entity is not None and entity.country:
        return {"country": ROLES["international"].get(entity.country, entity.country), "sector": entity.sector or ""}
    read = actor(participant.text)
    if not read[0] and entity is not None:  # what the report calls somebody may say whose he is
        read = next((found for role in entity.roles if (found := actor(role.text))[0]), read)
    named = entity is not None or read[0] != "NGO"  # "a rights group" is none of the named ones
    country = ROLES["international"].get(read[0] or "", read[0]) if named else read[0]
    return {"country": country or "", "sector": read[1] or (entity.sector if entity is not None else "") or ""}


def _coded(reading: Reading, code: Callable[[Mention], str | None]) -> list[Row]:
    """Mentions in the order of the text, statements last: what is said matters more than that it was said."""
    named = {entity.id: entity for entity in reading.entities}
    ordered = sorted(
        reading.mentions, key=lambda m: (m.subtype == "stmt.comment", m.about is not None, m.trigger.start, m.id)
    )
    rows = []
    for mention in ordered:
        value = code(mention)
        if value:
            source, target = _sides(mention, named, {m.id: m for m in reading.mentions})
            rows.append({"type": value, "source": source[:1] if source == target else source, "target": target})
    return rows


def _sides(mention: Mention, named: dict[str, Entity], every: dict[str, Mention]) -> tuple[list[Row], list[Row]]:
    """Who acts and who is acted on, as such sets code it: what somebody asks for is his act towards who should do it;
    whose offer is refused, or who is to do what is demanded, is the target; sides of no known country are of the one
    where it happens."""
    source, target = (_actors(mention, roles, named) for roles in (SOURCE_ROLES, TARGET_ROLES))
    if mention.actuality == "called_for" and mention.attribution and not mention.about:
        spoke = mention.attribution[-1]
        asker = named.get(spoke.entity or "")
        read = actor(spoke.text)
        country = asker.country if asker is not None and asker.country else read[0]
        return [{"country": country or "", "sector": read[1] or ""}], source + target
    inner = every.get(mention.nested or "")
    if inner is not None and not any(side["country"] for side in target):
        target = target + _actors(inner, SOURCE_ROLES, named) + _actors(inner, TARGET_ROLES, named)
    place = named.get(mention.where.entity or "") if mention.where is not None else None
    if place is not None and place.country:
        here: Row = {"country": place.country, "sector": ""}
        target = target if any(side["country"] for side in target) else [*target, here]
        source = source if any(side["country"] for side in source) else [*source, here]
    return source, target


def plover(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row, _, reading in reader.read(rows, ("mentions",)):
        yield {"id": row["id"], "events": _coded(reading, _plover_class)}


def _plover_class(mention: Mention) -> str | None:
    """The set uses an older list of classes, in which an investigation is one of its own and not an accusation."""
    return "INVESTIGATE" if mention.codes.plover_mode == "investigate" else mention.codes.plover


def cameo(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row, _, reading in reader.read(rows, ("mentions",)):
        # these sets code who did what to whom, and nothing where nobody is named who acts
        yield {"id": row["id"], "events": [one for one in _coded(reading, _cameo_code) if one["source"]]}


def _cameo_code(mention: Mention) -> str | None:
    """These sets code what is announced as the act itself ("will meet" as a meeting) and what is only said as nothing,
    so a plan counts by its type, and a bare comment not at all unless a feeling is expressed."""
    if mention.subtype == "stmt.comment" and not mention.trigger.text.lower().startswith("express"):
        return None
    return _act_codes().get((mention.type, mention.subtype)) if mention.actuality == "planned" else mention.codes.cameo


@cache
def _act_codes() -> dict[tuple[str, str | None], str | None]:
    """CAMEO of each type and subtype when it has happened."""
    words = book()
    found: dict[tuple[str, str | None], str | None] = {}
    for triggers in (*words.verbs.values(), *words.nouns.values(), *words.adjectives.values()):
        for trigger in triggers:
            kind = words.types[trigger.type]
            for name in (None, trigger.subtype, *(means.name for means in kind.means)):
                code = kind.codes_for(trigger, name, "happened").cameo
                found.setdefault((kind.name, name), code)
    return found


def own_types(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row, _, reading in reader.read(rows, ("mentions",)):
        yield {"id": row["id"], "events": _coded(reading, lambda m: m.type if m.type != KINDLESS else None)}


def police(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Sentence labels: which acts of the police a sentence reports, and any act at all."""
    for row, report, reading in reader.read(rows, ("mentions",)):
        labels = {label for mention in reading.mentions for label in _police_labels(mention, report)}
        yield {"id": row["id"], "events": [{"type": label} for label in sorted(labels)]}


def _police_labels(mention: Mention, report: Report) -> list[str]:
    doer = " ".join(p.text for p in mention.participants if p.role in SOURCE_ROLES).lower()
    unnamed = mention.type == "DETN" and not doer  # arrests that name nobody are the police's, in the set's reading
    if not unnamed and not any(word in doer for word in ROLES["police"]):
        return []
    words = report.text[mention.start : mention.end].lower()
    if mention.actuality in {"did_not_happen", "denied"}:
        return ["FAIL"]
    if mention.actuality not in {"happened", "ongoing", "historical", "alleged"}:
        return []
    if mention.type == "DETN":
        return ["ANY_ACTION", "ARREST"] if mention.subtype == "detn.arrest" else ["ANY_ACTION"]
    if mention.type == "ATTK":
        return ["ANY_ACTION", "FORCE"] + (["KILL"] if any(word in words for word in ROLES["killing"]) else [])
    return [] if mention.type == "STMT" else ["ANY_ACTION"]


CERTAIN = frozenset({"happened", "ongoing", "historical", "planned", "alleged"})
"""What the set's annotators call certain: they ask whether the text, or the source it gives, commits itself, so an
asserted future and a party's flat claim count."""
COUNTED_AS = {"did_not_happen": "did_not_happen", "denied": "did_not_happen"}


def factuality(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Actuality of every predicate the clause frames give, in the set's three classes."""
    from crosswire.grammar import actuality

    for row, _, passages in reader.passages(rows):
        classes = {}
        for passage in passages:
            for frame in passage.frames:
                value, cue = actuality(frame)
                start = passage.start + frame.predicate.idx
                certain = value in CERTAIN or (value, cue) == ("conditional", "would")  # no condition is stated
                classes[start] = "happened" if certain else COUNTED_AS.get(value, "uncertain")
        predicates = [
            {"token": p["token"], "class": classes.get(p["start"], "happened")} for p in row["predicates"]
        ]  # only the places are read; a word that is no predicate to us is taken as fact
        yield {"id": row["id"], "predicates": predicates}


def actors(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    for row in rows:
        country, sector, _ = actor(row["text"])
        yield {"id": row["id"], "expected": {"country": country or "", "sector": sector or ""}}


def actor_parts(rows: Iterable[Row], place: Path) -> Iterator[tuple[str, Path]]:
    """The gold of the strings that describe an office or a group, and of the names that take outside knowledge, as two
    files in `place`."""
    named = frozenset(tomllib.loads((Path(__file__).parent / "maps" / "actors.toml").read_text("utf-8"))["named"])
    parts: dict[str, list[Row]] = {"described": [], "named": []}
    for row in rows:
        parts["named" if row["id"].rpartition("-")[2] in named else "described"].append(row)
    for part, chosen in parts.items():
        gold = place / f"{part}.jsonl"
        gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), "utf-8")
        yield part, gold


def stated(rows: Iterable[Row], place: Path) -> Path:
    """The gold of the reports for which people counted dead civilians, as a file in `place`: where they put nought, the
    report may only not say."""
    gold = place / "stated.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows if row["civilians"]]
    gold.write_text("".join(lines), "utf-8")
    return gold


def tolls(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Killed and injured of the main incident, and the killed by group for sets that ask for groups."""
    for row, _, reading in reader.read(rows, ("casualties",)):
        overall = {c.outcome: _span(c) for c in reversed(reading.casualties) if c.group is None and c.low is not None}
        groups = {c.group: c.low for c in reversed(reading.casualties) if c.outcome == "killed" and c.group}
        fighters = max((groups[name] or 0 for name in FIGHTERS if name in groups), default=0)
        civilians = groups.get("civilian", 0 if fighters else overall.get("killed", [0])[0])
        yield {
            "id": row["id"],
            "killed": overall.get("killed", [0, 0]),
            "injured": overall.get("injured", [0, 0]),
            "civilians": civilians,
            "noncivilians": fighters,
            "children": groups.get("child", 0),
            "women": groups.get("woman", 0),
        }


def pairs(docs: dict[str, Row], rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Whether two reports count differently; "not the same incident" where one of them counts nobody."""
    given = list(rows)
    wanted = sorted({row[side] for row in given for side in "ab"})
    counts = {row["id"]: row for row in tolls((docs[name] for name in wanted if name in docs), reader)}
    for row in given:
        one, other = (counts.get(row[side], {}).get(row["field"]) for side in "ab")
        label = "not the same incident" if not one or not other else "agree" if one == other else "conflict"
        yield {**{key: row[key] for key in ("id", "a", "b", "field")}, "label": label}


def chronicles(gold: dict[str, Row], docs: Iterable[Row]) -> dict[str, Row]:
    """A timeline for each reference, with as many days and sentences as it has; nothing else of it is read."""
    told: dict[str, list[Told]] = {}
    for row in docs:
        told.setdefault(row["collection"], []).append(Told(row["published"][:10], tuple(row["sents"])))
    answers = {}
    for name, row in gold.items():
        wanted = row["timeline"]
        found = chronicle(told.get(row["collection"], []), len(wanted), sum(map(len, wanted.values())))
        answers[name] = {"timeline": {day: list(lines) for day, lines in found.items()}}
    return answers


FIGHTERS = ("combatant", "soldier", "attacker", "police")


def _span(count: Count) -> list[int | float | None]:
    """Low and high; an open interval is given by its printed end, since the sets know no open ones."""
    return [count.low, count.low if count.high is None else count.high]


WIDE = 3
"""A vague number whose upper end is this many times its lower ("dozens") is no number to a set of exact counts."""


def counted(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Distinct printed counts of killed and injured; a person named without a number counts as one."""
    for row, _, reading in reader.read(rows, ("numbers",)):
        pairs = {(n.outcome, _point(n)) for n in reading.numbers if n.outcome in {"killed", "injured"} and _is_told(n)}
        counts = [{"effect": effect, "number": number} for effect, number in sorted(pairs, key=str)]
        yield {"id": row["id"], "counts": counts}


def _is_told(number: Number) -> bool:
    if number.cumulative or number.low == 0:
        return False
    return number.high is None or number.low is None or number.high < WIDE * number.low


def _point(number: Number) -> int:
    """The printed number: the middle of "about 50", the one person of a name."""
    if number.low is None:
        return 1
    return round(number.low if number.high is None else (number.low + number.high) / 2)


def stories(rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Grouping of the whole set at once, without a parse."""
    from crosswire.group import group

    given = list(rows)
    reports = [report_of(row) for row in given]
    found = group(reports, [Reading(report=report.id) for report in reports])
    story = {report: row.id for row in found.stories for report in row.reports}
    for row, report in zip(given, reports, strict=True):
        yield {"id": row["id"], "event": story[report.id]}
