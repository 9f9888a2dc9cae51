"""Aid operations: announced, under way, stopped, blocked, attacked, resumed; being ready to resume is not resuming."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crosswire.base import Mention, Participant
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.ledgers.tellings import (
    Telling,
    Thread,
    in_lines,
    last_name,
    listed,
    mentions_with_events,
    state_of,
    strong_enough,
    table,
    tell,
    unique,
    whole_words,
)

OBJECT = 6
"""Words after a verb among which its goods are looked for."""


def find_aid(evidence: Evidence) -> list[Thread]:
    """One thread for each provider or destination of a storyline of which more is told than that it was attacked."""
    told = list(_told(evidence))
    threads = []
    for tellings in in_lines(told, evidence).values():
        for group in _gathered(tellings, evidence):
            if strong_enough(group, listed("aid_order", "strong"), evidence):
                threads.append(_thread(group, evidence))
    return threads


def _told(evidence: Evidence) -> Iterator[Telling]:
    types = ("AIDD", "AIDB", "TRUC", *table()["aid"]["attacks"])
    for mention, event in mentions_with_events(evidence, types):
        state = _state(mention, evidence)
        if state is not None:
            yield tell(mention, event, state, evidence)


def _state(mention: Mention, evidence: Evidence) -> str | None:
    """Our word for the step, where goods or helpers are told of and a verb tells it."""
    if mention.type in table()["aid"]["attacks"]:
        return _attacked(mention)
    if mention.type == "TRUC":
        return _stopped(mention, evidence)
    state = state_of(mention, table()["aid_states"])
    after = evidence.words(mention.report, mention.trigger.end, mention.end).split()[:OBJECT]
    goods = " ".join([p.text for p in mention.participants if p.role in listed("aid", "goods")] or after)
    if state is None or not whole_words("aid", "words").search(goods) or whole_words("aid", "not_words").search(goods):
        return None
    if mention.actuality == "planned" and mention.cue and mention.cue.lower() in listed("aid_ready", "cues"):
        return str(table()["aid_ready"]["state"]) if mention.subtype == "aidd.resumed" else None
    if mention.actuality == "called_for" and not mention.attribution:
        return None
    return state if mention.tense is not None or mention.actuality in ("called_for", "alleged", "planned") else None


def _stopped(mention: Mention, evidence: Evidence) -> str | None:
    """ "Halting aid operations" is told with a word for fighting, but stops aid."""
    if mention.actuality != "happened" or mention.trigger.text.lower() not in listed("aid", "stops"):
        return None
    after = evidence.words(mention.report, mention.trigger.end, mention.end).split()[:3]
    words = {word.lower().strip(".,") for word in after}
    return str(table()["aid"]["stopped"]) if words & listed("aid", "operations") else None


def _attacked(mention: Mention) -> str | None:
    """An attack on a convoy, store or worker of aid."""
    if mention.actuality not in ("happened", "alleged") or mention.tense is None or mention.about:
        return None
    for participant in mention.participants:
        words = set(re.findall(r"\w+", participant.text.lower()))
        if participant.role == "target" and words & listed("aid", "helpers") and words & listed("aid", "hit"):
            return str(table()["aid"]["attacked"])
    return None


def _gathered(tellings: Sequence[Telling], evidence: Evidence) -> Iterator[list[Telling]]:
    """By provider, then by destination; what names neither goes with the only or last operation of its report."""
    home: dict[str, int] = {}
    groups: dict[int, list[Telling]] = defaultdict(list)
    last: dict[str, int] = {}
    for one in sorted(tellings, key=lambda t: (_rank(t, evidence), evidence.place(t.mention))):
        keys = [one.event.id, *_providers(one.mention, evidence), *_destinations(one.mention, evidence)]
        number = next((home[key] for key in keys if key in home), None)
        if number is None and len(keys) == 1:
            number = last.get(one.mention.report)
        if number is None:
            if len(keys) == 1:
                continue
            number = len(groups)
        groups[number].append(one)
        last[one.mention.report] = number
        home.update(dict.fromkeys(keys, number))
    yield from groups.values()


def _rank(one: Telling, evidence: Evidence) -> int:
    """Tellings with a provider open operations; those with a destination join, then the rest."""
    if _providers(one.mention, evidence):
        return 0
    return 1 if _destinations(one.mention, evidence) else 2


def _providers(mention: Mention, evidence: Evidence) -> list[str]:
    """Who gives the aid, as entities or names; of an attacked convoy or a stop, whose they were."""
    roles = listed("aid", "providers") if mention.type.startswith("AID") else {"parties", "provider"}
    found = [_body(p, mention, evidence) for p in mention.participants if p.role in roles]
    if mention.type in table()["aid"]["attacks"]:
        found = [name for p in mention.participants if p.role == "target" for name in _inside(p.text, evidence)]
    return [name for name in found if name]


def _inside(words: str, evidence: Evidence) -> list[str]:
    """The organisation whose name stands in the words for what was hit: "a UN aid convoy"."""
    bodies = evidence.initials
    return [bodies[word] for word in re.findall(r"[\w.]+", words) if word in bodies][:1]


def _body(holder: Participant, mention: Mention, evidence: Evidence) -> str | None:
    """The organisation's id, or a name that is no entity's; null for anybody else."""
    entity = evidence.entities.get(holder.entity or "")
    if entity is None and mention.attribution and holder.text.lower() in listed("positions", "words", "pronouns"):
        entity = evidence.entities.get(mention.attribution[-1].entity or "")
    if entity is None:
        words = holder.text.split()
        return holder.text if len(words) > 1 and all(word[:1].isupper() for word in words) else None
    return entity.id if entity.kind in ("organisation", "group") and entity.name[:1].isupper() else None


def _destinations(mention: Mention, evidence: Evidence) -> list[str]:
    if mention.type in table()["aid"]["attacks"]:
        return []  # where a convoy was hit is not where it was bound for
    roles = listed("aid", "places")
    named = [p.entity for p in mention.participants if p.role in roles]
    named.append(mention.where.entity if mention.where else None)
    found = [evidence.entities[name] for name in named if name in evidence.entities]
    return [entity.id for entity in found if entity.kind == "place" and (entity.precision or 1) < 6]


def _thread(group: list[Telling], evidence: Evidence) -> Thread:
    order, names, why = (table()[key] for key in ("aid_order", "names", "why"))
    providers = _most(name for one in group for name in _providers(one.mention, evidence))
    places = _most(name for one in group for name in _destinations(one.mention, evidence))
    place = evidence.entities[places[0]].name if places else None
    best = providers[0] if providers else ""
    shown = last_name(best, evidence) if best in evidence.entities else best
    form = "aid_of_to" if providers and place else "aid_of" if providers else "aid_to"
    return Thread(
        kind="aid_operation",
        tellings=sorted(group, key=lambda t: evidence.place(t.mention)),
        name=names[form].format(names=shown, place=place),
        why=why["aid"],
        parties=tuple(name for name in providers if name in evidence.entities),
        terms=unique(_goods(group)),
        scope=place,
        once=order["once"],
        dated=order["dated"],
        order=order["order"],
    )


def _goods(group: Sequence[Telling]) -> Iterator[str]:
    for one in group:
        for participant in one.mention.participants:
            if participant.role == "commodity" and " " in participant.text:
                yield " ".join(participant.text.split())


def _most(names: Iterator[str]) -> list[str]:
    told = Counter(names)
    order = {name: n for n, name in enumerate(told)}
    return sorted(told, key=lambda name: (-told[name], order[name]))
