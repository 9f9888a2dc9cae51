"""Who is blamed for one attack, by whom, and who denies it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Literal

from crosswire import rules
from crosswire.base import Account, Disagreement, Mention, Participant, Side, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident, days_of, is_attack, own_days
from crosswire.reconcile.incidents import places as places_of
from crosswire.reconcile.incidents import table as incident_table
from crosswire.reconcile.phrases import call_attack, one_line
from crosswire.reconcile.wording import pattern, section

NEXT = 2
"""Sentences after an accusation or denial within which an attack blamed on somebody answers it."""


@dataclass(frozen=True)
class Voice:
    """One telling: `by` blames `whom`, or denies where `whom` is "". Both are keys; the texts are the reports'."""

    mention: Mention
    by: str
    by_text: str
    whom: str
    whom_text: str


def compare_accusations(evidence: Evidence, incidents: Sequence[Incident]) -> Iterator[Disagreement]:
    """One row for each attack for which several are blamed, or the blamed denies."""
    attack_of = {m.id: n for n, incident in enumerate(incidents) for m in incident.mentions if m.type != "ACCU"}
    places = {n: incident for n, incident in enumerate(incidents) if any(map(is_attack, incident.events))}
    voices: dict[int, list[Voice]] = defaultdict(list)
    for mentions in evidence.told.values():
        for place, voice in _heard(mentions, attack_of, places, evidence):
            voices[place].append(voice)
    for place in sorted(voices):
        yield from _row(places[place], voices[place], evidence)


_table = partial(section, "blame")


@dataclass
class _Talk:
    """What one report has said so far of the blame for an incident: the last sentence, whether that was a denial, and
    the parties blamed."""

    last: int
    denied: bool
    blamed: set[str]


def _heard(
    mentions: Sequence[Mention], attack_of: dict[str, int], places: dict[int, Incident], evidence: Evidence
) -> Iterator[tuple[int, Voice]]:
    """Who speaks of blame in one report, each with the incident: accusations, denials, and what answers them."""
    talks: dict[int, _Talk] = {}
    for mention in mentions:
        number = evidence.sentence_number(mention.report, mention.trigger.start)
        found = list(_answers(mention, number, talks, places, evidence)) if _leans(mention, evidence) else []
        for place, voice in found or _voices(mention, mentions, attack_of, evidence):
            if place in places:
                known = talks.get(place, _Talk(0, False, set()))
                blamed = known.blamed | ({voice.whom} if voice.whom else set())
                talks[place] = _Talk(number, not voice.whom, blamed)
                yield place, voice


def _voices(
    mention: Mention, mentions: Sequence[Mention], attack_of: dict[str, int], evidence: Evidence
) -> Iterator[tuple[int, Voice]]:
    """Accusations and denials of an attack that the mention names."""
    if mention.type == "ACCU" or mention.subtype in _table()["denial"]:
        inner = _inside(mention, mentions, attack_of)
        if inner is not None:
            yield from ((attack_of[inner.id], voice) for voice in _spoken(mention, inner, evidence))


def _inside(mention: Mention, mentions: Sequence[Mention], attack_of: dict[str, int]) -> Mention | None:
    """The attack that an accusation or denial speaks of: the one it carries, or one named in its clause."""
    attacks = incident_table()["types"]
    for other in mentions:
        linked = other.id in (mention.nested, mention.about) or other.about == mention.id
        within = not mention.nested and mention.trigger.end <= other.trigger.start < mention.end
        if other.id in attack_of and other.type in attacks and (linked or (within and other.tense is None)):
            return other
    return None


def _spoken(mention: Mention, inner: Mention | None, evidence: Evidence) -> Iterator[Voice]:
    """An accusation as one voice for each accused; a denial as one."""
    table = _table()
    speakers = _filling(mention, [*table["accuser"], *table["speaker"]])
    by = speakers[0] if speakers else None
    by_text = one_line(by.text) if by else (evidence.source(mention) or "")
    key = evidence.named(by.entity, by.text) if by else by_text.lower()
    if mention.type != "ACCU":
        yield Voice(mention, key, by_text, "", "")
        return
    for accused in _filling(mention, table["accused"]):
        if accused.text.lower() in table["each_other"]:
            continue
        yield Voice(mention, key, by_text, *_label(accused, inner, evidence))


def _label(accused: Participant, inner: Mention | None, evidence: Evidence) -> tuple[str, str]:
    """Key and words for the blamed, cut before the deed where that was taken along."""
    text = accused.text
    if inner is not None and accused.start < inner.start < accused.end:
        text = text[: inner.start - accused.start].rstrip()
    while text.rpartition(" ")[2] in _table()["joins"]:
        text = text.rpartition(" ")[0].rstrip()
    return evidence.named(accused.entity, text), one_line(text)


def _blaming(mention: Mention, evidence: Evidence) -> Iterator[Voice]:
    """An attack that a source tells, naming who or whose means did it."""
    source = mention.attribution[-1]
    doers = _filling(mention, _table()["doers"]) or [
        p for p in _filling(mention, _table()["means"]) if len(p.text.split()) > 1
    ]
    for doer in doers:
        yield Voice(
            mention, evidence.named(source.entity, source.text), one_line(source.text), *_label(doer, None, evidence)
        )


def _leans(mention: Mention, evidence: Evidence) -> bool:
    """Whether the words name no attack of their own: a denial, or one on "the road" without day or place."""
    if mention.subtype in _table()["denial"]:
        return mention.nested is None
    back = incident_table()["back"]
    targets = _filling(mention, incident_table()["targets"])
    definite = all(target.text.lower().partition(" ")[0] in back for target in targets)
    return definite and own_days(mention, evidence) is None and not places_of(mention, evidence)


def _answers(
    mention: Mention, number: int, talks: dict[int, _Talk], places: dict[int, Incident], evidence: Evidence
) -> Iterator[tuple[int, Voice]]:
    """A denial by the blamed or of the same day, or an attack that the blamed or who denies it lays on another."""
    if not talks:
        return
    place, talk = max(talks.items(), key=lambda one: (one[1].last, one[0]))
    near = 0 <= number - talk.last <= NEXT
    if mention.subtype in _table()["denial"]:
        for voice in _spoken(mention, None, evidence):
            by_blamed = near and any(_same_party(voice.by, whom) for whom in talk.blamed)
            if by_blamed or _same_day(mention, places[place], evidence):
                yield place, voice
    elif near and mention.type == "ATTK" and mention.attribution and _filling(mention, incident_table()["targets"]):
        for voice in _blaming(mention, evidence):
            if talk.denied or any(_same_party(voice.by, whom) for whom in talk.blamed):
                yield place, voice


def _same_day(mention: Mention, incident: Incident, evidence: Evidence) -> bool:
    """Whether a denial speaks of the incident's day: a time in its clause that is that day."""
    stated = {own_days(m, evidence) for m in incident.mentions} | {days_of(e.when) for e in incident.events}
    days = {days[0].isoformat() for days in stated if days and (days[1] - days[0]).days == 1}
    times = evidence.timed.get(mention.report, ())
    return any(mention.start <= t.start < mention.end and (t.from_ or "")[:10] in days for t in times)


def _filling(mention: Mention, roles: Sequence[str]) -> list[Participant]:
    return [participant for participant in mention.participants if participant.role in roles]


Told = dict[str, list[Voice]]


def _row(incident: Incident, voices: list[Voice], evidence: Evidence) -> Iterator[Disagreement]:
    """Whom one accuser blames, where reports differ in it; and what the parties lay on each other. One row where the
    second adds only the answers to the first."""
    blames, denials = _sorted_out(voices)
    accusers = {voice.by for told in blames.values() for voice in told}
    accuser = _one_accuser(blames)
    if accuser and _are_several(blames, evidence):
        own = {whom: [v for v in told if v.by == accuser.by] for whom, told in blames.items()}
        own = {whom: told for whom, told in own.items() if told}
        answers = denials if accusers == {accuser.by} else {}
        yield _written(incident, "reports", own, answers, accuser.by_text, evidence)
        if accusers == {accuser.by}:
            return
    told_apart = len(accusers) > 1 and _are_several(blames, evidence)
    if denials or told_apart:
        yield _written(incident, "parties", blames, denials, "", evidence)


def _are_several(blames: Told, evidence: Evidence) -> bool:
    """Whether two or more of the blamed are told apart by a name or a side: "a man" and "John Lind" are not."""
    named = [whom for whom, told in blames.items() if any(_is_name(v.whom_text, evidence) for v in told)]
    return len(named) > 1 and len(named) == len(blames)


def _is_name(text: str, evidence: Evidence) -> bool:
    """Whether words name somebody or say whose side he is on."""
    bare = re.sub(r"^(?:the|an?|his|her|its|their) ", "", text, flags=re.IGNORECASE)
    head = re.split(r" (?:of|from|in|at|who|found) ", bare)[0]
    if any(pattern("culprits", side).search(head) for side in ("state", "against")):
        return True
    words = head.split()
    named = (
        bool(words) and words[0][:1].isupper() and (len(words) > 1 or bare != text or head.lower() in evidence.by_alias)
    )
    return named or any(word[:1].isupper() for word in words[1:])


def _sorted_out(voices: list[Voice]) -> tuple[Told, Told]:
    """Who is blamed and who denies, each with the voices; none where nobody is blamed."""
    blames: Told = defaultdict(list)
    denials: Told = defaultdict(list)
    for voice in voices:
        told = blames if voice.whom else denials
        name = voice.whom or voice.by
        told[next((known for known in told if _same_party(known, name)), name)].append(voice)
    accusers = {voice.by for told in blames.values() for voice in told}
    return blames, {name: told for name, told in denials.items() if blames and _may_answer(name, blames, accusers)}


def _written(
    incident: Incident,
    between: Literal["reports", "parties"],
    blames: Told,
    denials: Told,
    accuser: str,
    evidence: Evidence,
) -> Disagreement:
    words = rules.load("en/reconcile")
    what = call_attack(incident.mentions, evidence)
    denied = words["sides"]["denies"]
    why = ["one_accuser" if accuser else "several_blamed"] if len(blames) > 1 else []
    return Disagreement(
        id=row_id("d", incident.id, "blame", between),
        between=between,
        question=words["questions"]["blamed_by" if accuser else "blamed"].format(accuser=accuser, what=what),
        kind="blame",
        status="accusation_and_denial" if denials else "different_attribution",
        sides=(
            *(_side(told[0].whom_text, told, evidence) for told in blames.values()),
            *(_side(denied.format(speaker=told[0].by_text), told, evidence) for told in denials.values()),
        ),
        event=incident.event,
        story=incident.story,
        why=tuple(words["why"][key] for key in [*why, *(["denied"] if denials else [])]) + incident.why,
    )


def _may_answer(name: str, blames: Iterable[str], accusers: Iterable[str]) -> bool:
    """Whether a denial can answer the blame: who blames others and is not blamed denies something else."""
    return any(_same_party(name, whom) for whom in blames) or not any(_same_party(name, by) for by in accusers)


def _same_party(a: str, b: str) -> bool:
    """Whether two names are one or end alike: "front" and "tamber front", "his forces" and "government forces"."""
    return a == b or a.rpartition(" ")[2] == b.rpartition(" ")[2] or len({*a.split()} & {*b.split()} - _small()) > 1


@cache
def _small() -> frozenset[str]:
    return frozenset(_table()["joins"]) | {"the", "of", "and"}


def _one_accuser(blames: Told) -> Voice | None:
    """A voice of an accuser whom different reports let blame different parties; null where there is none."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    voices: dict[str, Voice] = {}
    for whom, spoken in blames.items():
        for voice in spoken:
            told[voice.by][whom].add(voice.mention.report)
            voices.setdefault(voice.by, voice)
    for by, whoms in told.items():
        # Of sets by size, all neighbours held in each other, all are: no pair of them needs to be compared beside.
        if any(not smaller <= larger for smaller, larger in pairwise(sorted(whoms.values(), key=len))):
            return voices[by]
    return None


def _side(value: str, voices: list[Voice], evidence: Evidence) -> Side:
    """One account for each report and source; the strongest standing first."""
    ordered = sorted(voices, key=lambda v: (evidence.is_weak(v.mention), *evidence.place(v.mention)))
    accounts: dict[tuple[str, str], Account] = {}
    for voice in ordered:
        key = (voice.mention.report, voice.by)
        accounts.setdefault(key, evidence.account(voice.mention, source=voice.by_text or None))
    best = ordered[0].mention
    return Side(value=value, value_text=one_line(evidence.clause(best)), accounts=tuple(accounts.values()))
