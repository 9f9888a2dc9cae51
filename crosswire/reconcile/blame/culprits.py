"""Who is blamed and who denies, over a whole story: accusations and denials that name no attack of their own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from msgspec.structs import replace as replaced

from crosswire import rules
from crosswire.base import Account, Disagreement, Mention, Participant, Side, row_id
from crosswire.reconcile.crowds import nearest
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import content
from crosswire.reconcile.incidents import places as places_in
from crosswire.reconcile.phrases import call_attack, one_line
from crosswire.reconcile.wording import pattern, section

FIRST = 400
"""Voices of a story among which are like charges: linear cost."""

REACH = 6
"""Sentences of one report between a denial and what it answers. Own judgement: further apart are two matters."""

NEXT_TO = 1
"""Sentences of one page within which two sides that lay harm on each other speak of one matter. Own judgement."""

SHARED = 2
"""Telling words that an accusation and a denial elsewhere share, or two accusations of one matter and one more."""

CROWD = 60
"""Denials of one story compared with at most so many accusations, the last told."""

WIDE = 120
"""Accusations of one camp, those nearest to a denial, among which they are looked for: linear cost."""

LONGEST = 12
"""Words of the blamed that still name somebody."""


@dataclass(frozen=True)
class Voice:
    """One telling: `by` (words of the source, "" for the outlet) lays something on `whom`, or denies where that is "".
    `camp` is a key for whom it concerns: the blamed, or who denies; `source` one for who says so;
    `names` marks a denial of "allegations that …", which says what it denies; `outright` who is accused or told to be
    behind it."""

    mention: Mention
    by: str
    whom: str
    camp: str
    source: str
    place: int
    words: frozenset[str]
    where: frozenset[str]
    harms: bool
    names: bool = False
    unrest: bool = False
    whole: bool = False
    outright: bool = False


@dataclass
class Matter:
    """What is laid on one camp and its answer: accusations, denials, and what those who deny lay on others."""

    denials: list[Voice]
    charges: list[Voice] = field(default_factory=list)
    counter: list[Voice] = field(default_factory=list)

    def voices(self) -> list[Voice]:
        return [*self.charges, *self.counter, *self.denials]


_table = partial(section, "culprits")
_pattern = partial(pattern, "culprits")


def compare_culprits(evidence: Evidence, taken: Iterable[Account]) -> Iterator[Disagreement]:
    """One row for each matter that one camp is blamed for and denies, and for each that several are blamed for.
    What stands in `taken` accounts stays out."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        mentions = [m for report in story.reports for m in evidence.told.get(report, ())]
        home = state_of(mentions, evidence)
        voices = [v for m in mentions for v in _voices(m, home, evidence)]
        free = [(n, v) for n, v in enumerate(voices) if (v.mention.report, v.place) not in used]
        matters = list(_matters([(n, v) for n, v in free if not v.whom], voices))
        for matter in matters:
            matter.charges.extend(v for v in _alike(matter, voices) if v not in matter.charges)
            yield _row(story.id, matter, evidence)
        spent = {v.mention.id for matter in matters for v in matter.voices()}
        denied = {matter.denials[0].camp for matter in matters}
        rest = [v for _, v in free if v.whom and v.mention.id not in spent and v.camp not in denied]
        for matter in _rivals(rest):
            yield _row(story.id, matter, evidence)


def with_more(rows: Sequence[Disagreement], evidence: Evidence) -> list[Disagreement]:
    """The rows, each with those who lay the same on the same camp and whom it does not cite yet."""
    told = list(rows)
    for story in evidence.grouping.stories:
        own = [n for n, row in enumerate(told) if row.story == story.id and row.status == "accusation_and_denial"]
        if own:
            mentions = [m for report in story.reports for m in evidence.told.get(report, ())]
            home = state_of(mentions, evidence)
            voices = [v for m in mentions for v in _voices(m, home, evidence)]
            matters: dict[Place, list[Matter]] = defaultdict(list)
            for matter in _matters([(n, v) for n, v in enumerate(voices) if not v.whom], voices):
                for denial in matter.denials:
                    matters[denial.mention.report, denial.place].append(matter)
            for n in own:
                told[n] = _with_charges(told[n], matters, voices, home, evidence)
    return told


def _with_charges(
    row: Disagreement, matters: Mapping[Place, Sequence[Matter]], voices: Sequence[Voice], home: str, evidence: Evidence
) -> Disagreement:
    """A row with the further charges of the matters whose denials it cites; `matters` by where their denials stand."""
    accounts = (account for side in row.sides for account in side.accounts)
    cited = dict.fromkeys((a.report, evidence.sentence_number(a.report, a.start)) for a in accounts)
    sides = list(row.sides)
    camps = [camp_of(side.value, None, home, evidence) for side in sides]
    found = {id(matter): matter for place in cited for matter in matters.get(place, ())}
    for matter in found.values():
        for charge in [*matter.charges, *_alike(matter, voices)]:
            place = charge.mention.report, charge.place
            if charge.camp not in camps or place in cited or not charge.by:
                continue
            cited[place] = None
            n = camps.index(charge.camp)
            more = _side(charge.whom, [charge], evidence).accounts
            sides[n] = replaced(sides[n], accounts=(*sides[n].accounts, *more))
    return replaced(row, sides=tuple(sides))


def _alike(matter: Matter, voices: Sequence[Voice]) -> list[Voice]:
    """Charges further off that lay a like deed on the same camp: by a word they share with one where a source says who
    is behind it, else by more."""
    words = frozenset().union(*(charge.words for charge in matter.charges if charge.harms))
    camp = matter.denials[0].camp
    laid = (v for v in voices[:FIRST] if v.whom and v.harms and v.by and v.camp == camp and v.source != camp)
    return [v for v in laid if len(v.words & words) >= (1 if v.whole else SHARED)]


def state_of(mentions: Sequence[Mention], evidence: Evidence) -> str:
    """The state that "the government" of this story is: the one most of its participants speak for."""
    states: Counter[str] = Counter()
    for mention in mentions:
        for participant in mention.participants:
            entity = evidence.entities.get(participant.entity or "")
            if entity is not None and entity.country and _pattern("state").search(participant.text):
                states[entity.country] += 1
    return min(states, key=lambda name: (-states[name], name), default="")


def camp_of(text: str, entity: str | None, home: str, evidence: Evidence) -> str:
    """A key for whose side words are on: a state with its army and ministries, those in arms against it, or a name."""
    found = evidence.entities.get(entity or "")
    is_state = found is not None and found.kind == "place" and found.parent is None and found.country is not None
    if _pattern("against").search(text):
        return "against"
    if (
        found is not None
        and found.country
        and (is_state or found.sector in rules.load("en/reconcile")["parties"]["official"])
    ):
        return f"state {found.country}"
    if _pattern("state").search(text):
        return f"state {found.country if found is not None and found.country else home}"
    return evidence.named(entity, text).rpartition(" ")[2]


def _voices(mention: Mention, home: str, evidence: Evidence) -> Iterator[Voice]:
    """What a mention lays on whom, or that it denies."""
    if mention.actuality not in _table()["told"] or evidence.is_headline(mention):
        return
    if mention.subtype in _table()["denial"]:
        speaker = _who(mention, "speaker")
        if speaker is not None and _called(speaker, evidence) and _pattern("answers").search(evidence.clause(mention)):
            yield _voice(mention, speaker, None, home, evidence)
        return
    by, laid_on, whole, outright = _source(mention), [], False, mention.type == "ACCU"
    if mention.type == "ACCU":
        by, laid_on = _accuser(mention, evidence) or by, _accused(mention, evidence)
    elif mention.type in _table()["harm"] and mention.attribution and not _is_mutual(mention, evidence):
        laid_on = [(p.text, p.entity) for p in mention.participants if p.role in _table()["doer"]]
        whole, behind = not laid_on, _behind_it(mention, evidence)
        laid_on, outright = laid_on or behind, bool(behind)
    elif mention.attribution and (owned := _owned().search(evidence.clause(mention))) is not None:
        laid_on, whole = [(owned["whom"], None)], True
    for whom in laid_on:
        if _called(whom, evidence):
            yield replace(_voice(mention, by, whom, home, evidence), whole=whole, outright=outright)


def _behind_it(mention: Mention, evidence: Evidence) -> list[Named]:
    """Who a source says is behind a deed that it names: "the government was behind a massacre"."""
    found = _behind().search(evidence.words(mention.report, evidence.sentence(mention).start, mention.trigger.start))
    return [(_pattern("telling").split(found["whom"])[-1].strip(), None)] if found is not None else []


@cache
def _behind() -> re.Pattern[str]:
    words = "|".join(_table()["behind"])
    who, verb = r"(?P<whom>(?:[\w’'-]+ ){0,3}?[\w’'-]+)", "(?:is|was|are|were|had been|has been)"
    return re.compile(rf"\b(?:that|the|and|,) ?{who} {verb} (?:{words}) (?:\w+ ){{0,4}}$")


@cache
def _owned() -> re.Pattern[str]:
    """ "his government's violence": harm that is told as somebody's own."""
    state, harm = ("|".join(_table()[key]) for key in ("state", "unrest"))
    return re.compile(rf"\b(?P<whom>(?:[\w’'.-]+ )?(?:{state}))['’]?s? (?:\w+ ){{0,2}}?(?:{harm})\b")


def _is_mutual(mention: Mention, evidence: Evidence) -> bool:
    """Whether the words tell of a fight of two, in which neither is blamed."""
    return _pattern("mutual").search(evidence.clause(mention)) is not None


Named = tuple[str, str | None]
Place = tuple[str, int]


def _who(mention: Mention, role: str) -> Named | None:
    return next(((p.text, p.entity) for p in mention.participants if p.role == role), None)


def _source(mention: Mention) -> Named | None:
    links = [link for link in mention.attribution if not _pattern("signs").search(link.text)] or mention.attribution
    link = links[-1] if links else None
    return (link.text, link.entity) if link is not None else None


def _accuser(mention: Mention, evidence: Evidence) -> Named | None:
    """Who lays it on somebody: so marked, or before the verb where it is no passive."""
    early = next((p for p in mention.participants if p.role == "accused" and _is_subject(p, mention, evidence)), None)
    return _who(mention, "accuser") or ((early.text, early.entity) if early else None)


def _is_subject(participant: Participant, mention: Mention, evidence: Evidence) -> bool:
    """Whether somebody stands before an active verb of accusing; who "is responsible" accuses nobody."""
    between = evidence.words(mention.report, participant.end, max(participant.end, mention.trigger.start))
    active = not _pattern("passive").search(between) and not _pattern("passive").fullmatch(mention.trigger.text)
    return bool(mention.tense) and participant.end <= mention.trigger.start and active


def _accused(mention: Mention, evidence: Evidence) -> list[Named]:
    """Those on whom something is laid; of "blamed the deaths on the militia" the militia."""
    rest = evidence.words(mention.report, mention.trigger.end, evidence.sentence(mention).end)
    on = _laid_on().match(rest) if _pattern("blame").fullmatch(mention.trigger.text) else None
    if on is not None:
        start = mention.trigger.end + on.start("whom")
        named = (p for p in mention.participants if p.start <= start < p.end or start <= p.start < start + 20)
        return [(on["whom"], next((p.entity for p in named), None))]
    found = [p for p in mention.participants if p.role == "accused" and not _is_deed(p)]
    return [(p.text, p.entity) for p in found if not _is_subject(p, mention, evidence)]


def _is_deed(participant: Participant) -> bool:
    return participant.entity is None and _pattern("deed").search(participant.text) is not None


@cache
def _laid_on() -> re.Pattern[str]:
    return re.compile(r"[^.;:“”\"]{3,80}? on (?P<whom>[’'“\"`]*(?:[\w-]+ ?){1,6})")


def _voice(mention: Mention, by: Named | None, whom: Named | None, home: str, evidence: Evidence) -> Voice:
    concerned = whom or by or ("", None)
    sentence = evidence.sentence(mention)
    text = evidence.words(mention.report, sentence.start, sentence.end)
    names = frozenset(m["name"].lower() for m in places_in(mention, evidence, sentence.end)) - evidence.countries
    lower = " ".join(re.findall(r"\b[a-z][a-z-]+", text))
    return Voice(
        mention=mention,
        by=_called(by, evidence),
        whom=_called(whom, evidence),
        camp=camp_of(concerned[0], concerned[1], home, evidence),
        source=camp_of(by[0], by[1], home, evidence) if by else "",
        place=evidence.sentence_number(mention.report, mention.trigger.start),
        words=content(lower) - rules.words("en/reconcile", "tolls", "empty") - frozenset(_table()["empty"]),
        where=names,
        unrest=_pattern("unrest").search(text) is not None,
        names=whom is None and _pattern("named").search(text) is not None,
        harms=mention.type in _table()["harm"] or _pattern("deed").search(text) is not None,
    )


def _called(named: Named | None, evidence: Evidence) -> str:
    """The words for somebody; for a pronoun the name it stands for, "" where that is not known."""
    if named is None:
        return ""
    text, entity = named
    words = one_line(text).strip("\"'“”‘’` ")
    if words.lower() in rules.words("en/reconcile", "brief", "points_back"):
        found = evidence.entities.get(entity or "")
        return found.name if found is not None else ""
    return words if len(words.split()) <= LONGEST else ""


def _matters(denials: Sequence[tuple[int, Voice]], voices: Sequence[Voice]) -> Iterator[Matter]:
    """Each denial, with its place among all voices, and what it answers; denials of one camp that answer the same are
    one matter."""
    found: list[Matter] = []
    laid: dict[str, list[int]] = defaultdict(list)
    made: dict[str, list[int]] = defaultdict(list)
    for n, voice in enumerate(voices):
        if voice.whom:
            laid[voice.camp].append(n)
            made[voice.source].append(n)
    for at, denial in denials:
        about, own = (nearest(told[denial.camp], at, WIDE) for told in (laid, made))
        against = [c for n in about if (c := voices[n]).source != denial.camp and _meet(c, denial)][-CROWD:]
        counter = [c for n in own if (c := voices[n]).camp != denial.camp and _meet(c, denial)]
        known = (m for m in found[-CROWD:] if m.denials[0].camp == denial.camp and _same(m, denial, against))
        matter = next(known, None)
        if matter is None:
            matter = Matter([])
            found.append(matter)
        matter.denials.append(denial)
        matter.charges.extend(c for c in against if c not in matter.charges)
        matter.counter.extend(c for c in counter[-CROWD:] if c not in matter.counter)
    yield from (matter for matter in found if matter.charges or matter.counter)


def _same(matter: Matter, denial: Voice, against: Sequence[Voice]) -> bool:
    if any(c in matter.charges for c in against) or any(len(d.words & denial.words) > SHARED for d in matter.denials):
        return True
    return denial.harms and any(d.harms for d in matter.denials)


def _meet(charge: Voice, denial: Voice) -> bool:
    """Whether an accusation and a denial are near each other on one page, or tell of the same by words or place."""
    if charge.mention.report == denial.mention.report:
        reach = SHARED if denial.names and not charge.words & denial.words else REACH
        return charge.mention.id != denial.mention.id and abs(charge.place - denial.place) <= reach
    return len(charge.words & denial.words) >= SHARED or bool(charge.where & denial.where)


def _rivals(charges: Sequence[Voice]) -> Iterator[Matter]:
    """Accusers of different camps who lay the same on different camps."""
    spent: set[str] = set()
    for place, charge in enumerate(charges):
        group = [charge]
        for other in charges[max(0, place - CROWD) : place]:
            if (
                _is_rival(charge, other)
                and not {charge.mention.id, other.mention.id} & spent
                and _one_matter(charge, other)
            ):
                group.insert(0, other)
        if len(group) > 1:
            spent |= {voice.mention.id for voice in group}
            yield Matter([], group)


def _is_rival(a: Voice, b: Voice) -> bool:
    """Whether two camps are blamed by two sources, one of them outright, neither by itself."""
    camps, sources = {a.camp, b.camp}, {a.source, b.source}
    sides = "against" in camps and any(camp.startswith("state") for camp in camps)
    outright = a.outright or b.outright
    return (
        sides and outright and len(sources) > 1 and "" not in (a.by, b.by) and a.source != a.camp and b.source != b.camp
    )


def _one_matter(a: Voice, b: Voice) -> bool:
    shared = len(a.words & b.words)
    next_to = a.mention.report == b.mention.report and abs(a.place - b.place) <= NEXT_TO
    mutual = a.outright and b.outright and a.source == b.camp and b.source == a.camp
    if (a.unrest and b.unrest) or (next_to and mutual):
        return True
    near = a.mention.report == b.mention.report and abs(a.place - b.place) <= SHARED
    return shared > SHARED or (near and shared >= SHARED) or (shared >= SHARED and bool(a.where & b.where))


def _row(story: str, matter: Matter, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    first = matter.voices()[0].mention
    harms = [v.mention for v in matter.voices() if v.harms]
    sides = list(_sides(matter, evidence))
    why = ["denied"] if matter.denials else ["several_blamed"]
    return Disagreement(
        id=row_id("d", first.id, "culprits"),
        between="parties",
        question=_question(matter, harms, evidence),
        kind="blame" if harms else "position",
        status="accusation_and_denial" if matter.denials else "different_attribution",
        sides=tuple(sides),
        event=evidence.event_of.get(first.id),
        story=story,
        why=tuple(words["why"][key] for key in why),
    )


def _question(matter: Matter, harms: Sequence[Mention], evidence: Evidence) -> str:
    words = rules.load("en/reconcile")
    where = Counter(name for voice in matter.voices() for name in sorted(voice.where))
    place = evidence.place_called(max(where, key=lambda name: where[name], default=""))
    deeds = Counter(
        match[0].lower() for voice in matter.voices() for match in _pattern("deed").finditer(_text(voice, evidence))
    )
    if not harms or not deeds:
        whom = matter.charges[0].whom if matter.charges else (matter.denials or matter.counter)[0].by
        return str(words["questions"]["accused"].format(accused=whom))
    deed = max(deeds, key=lambda name: deeds[name])
    attacks = [m for m in harms if m.type in _table()["harm"]]
    if not place and attacks:
        return str(words["questions"]["blamed"].format(what=call_attack(attacks, evidence)))
    what = words["called"]["deed_at" if place else "deed"].format(deed=deed, place=place)
    return str(words["questions"]["blamed"].format(what=what))


def _text(voice: Voice, evidence: Evidence) -> str:
    sentence = evidence.sentence(voice.mention)
    return evidence.words(voice.mention.report, sentence.start, sentence.end)


def _sides(matter: Matter, evidence: Evidence) -> Iterator[Side]:
    """The blamed, each with who blames them, then those who deny."""
    blamed: dict[str, list[Voice]] = defaultdict(list)
    for voice in [*matter.charges, *matter.counter]:
        blamed[voice.camp].append(voice)
    for told in blamed.values():
        yield _side(next((v.whom for v in told if v.whom), ""), told, evidence)
    denials: dict[str, list[Voice]] = defaultdict(list)
    for voice in matter.denials:
        denials[voice.camp].append(voice)
    template: str = rules.load("en/reconcile")["sides"]["denies"]
    for told in denials.values():
        yield _side(template.format(speaker=next((v.by for v in told if v.by), "")), told, evidence)


def _side(value: str, told: Sequence[Voice], evidence: Evidence) -> Side:
    accounts: dict[tuple[str, str], Account] = {}
    for voice in sorted(told, key=lambda v: (evidence.is_weak(v.mention), *evidence.place(v.mention))):
        sentence = evidence.sentence(voice.mention) if voice.whole else None
        account = evidence.account(
            voice.mention, sentence.start if sentence else None, sentence.end if sentence else None
        )
        accounts.setdefault(
            (voice.mention.report, voice.source),
            Account(
                report=account.report,
                start=account.start,
                end=account.end,
                source=voice.by or None,
                standing=account.standing,
            ),
        )
    first = next(iter(accounts.values()))
    text = one_line(evidence.words(first.report, first.start, first.end))
    return Side(value=value, value_text=text, accounts=tuple(accounts.values()))


__all__ = ["camp_of", "compare_culprits", "state_of", "with_more"]
