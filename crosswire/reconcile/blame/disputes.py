"""What parties hold against each other: an accusation and its answer, accusations both ways, a broken truce."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from crosswire import rules
from crosswire.base import Account, Disagreement, Mention, Side, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives, content
from crosswire.reconcile.parties import Party, parties_in
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.wording import section

NEAR = 2
"""Sentences after an accusation within which the accused answers it. Own judgement; news puts the answer next to it."""

SHARED = 2
"""Telling words that an accusation and an answer elsewhere must share."""

CROWD = 40
"""Accusations of one story each is compared with so many before it: linear cost."""


@dataclass
class Charge:
    """One accusation, as told once or more often, with what answers it."""

    by: Party
    against: Party
    told: list[Mention]
    words: frozenset[str]
    answers: list[tuple[Party, Mention]] = field(default_factory=list)


def compare_disputes(evidence: Evidence, taken: Iterable[Account]) -> Iterator[Disagreement]:
    """One row for each accusation that is answered, for each two parties that accuse each other, and for each truce
    whose end is laid on several. Accusations whose words are `taken` by other rows stay out."""
    used = {(account.report, account.start) for account in taken}
    for story in evidence.grouping.stories:
        mentions = [m for report in story.reports for m in evidence.told.get(report, ())]
        charges = [c for c in _charges(mentions, evidence) if not any((m.report, m.start) in used for m in c.told)]
        of_truce = list(_of_truce(mentions, charges, evidence))
        row = _truce_row(story.id, of_truce, evidence)
        if row is not None:
            yield row
            spent = {name for told in of_truce for name in (told.mention.id,)}
            charges = [c for c in charges if not any(m.id in spent for m in c.told)]
        denials = [m for m in mentions if _denies(m)]
        for charge in charges:
            charge.answers.extend(_answers(charge, denials, evidence))
        for pair in _pairs([charge for charge in charges if charge.answers]):
            yield _answered(story.id, pair, evidence)
        yield from _mutual(story.id, charges, evidence)


_table = partial(section, "disputes")


def _charges(mentions: Sequence[Mention], evidence: Evidence) -> list[Charge]:
    """The accusations of a story; told again by another report they are one."""
    found: list[Charge] = []
    for mention in mentions:
        if mention.type != "ACCU" or mention.actuality not in _table()["told"] or evidence.is_headline(mention):
            continue
        accusers = parties_in(mention.participants, _table()["accuser"], evidence)[:1]
        words = _charge_words(mention, evidence)
        for by in accusers:
            for against in parties_in(mention.participants, _table()["accused"], evidence):
                if by.same(against) or against.text.lower() in _table()["each_other"] or not words:
                    continue
                again = next((c for c in found[-CROWD:] if _is_same_charge(c, by, against, words)), None)
                if again is not None:
                    again.told.append(mention)
                else:
                    found.append(Charge(by, against, [mention], words))
    return found


def _is_same_charge(charge: Charge, by: Party, against: Party, words: frozenset[str]) -> bool:
    return charge.by.same(by) and charge.against.same(against) and len(charge.words & words) >= SHARED


def _charge_words(mention: Mention, evidence: Evidence) -> frozenset[str]:
    """The telling words after the verb: what is laid on the accused."""
    text = evidence.words(mention.report, mention.trigger.end, mention.end)
    return content(" ".join(re.findall(r"\b[a-z][\w-]+", text)))


def _denies(mention: Mention) -> bool:
    """Whether the mention answers: a denial, or "rejected the charge", "dismissed this"."""
    if mention.subtype in _table()["denial"]:
        return True
    rejected = [p.text.lower() for p in mention.participants if p.role in _table()["rejected"]]
    return mention.type in _table()["rejection"] and any(_answerable().search(words) for words in rejected)


@cache
def _answerable() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_table()['answerable'])})\b")


def _answers(charge: Charge, denials: Sequence[Mention], evidence: Evidence) -> Iterator[tuple[Party, Mention]]:
    """Denials by the accused: just after the accusation, about the same, or of "the allegations" on the same page; and
    what anybody else answers to "this" in the next sentence."""
    pages = {told.report for told in charge.told}
    for denial in denials:
        for speaker in parties_in(denial.participants, _table()["speaker"], evidence)[:1]:
            if speaker.same(charge.by):
                continue
            bare = _is_bare(denial, speaker, evidence)
            about = len(charge.words & content(evidence.clause(denial).lower())) >= SHARED
            if speaker.same(charge.against):
                answers = about or (bare and denial.report in pages) or _is_near(charge, denial, NEAR, evidence)
            else:
                answers = bare and _is_near(charge, denial, 1, evidence)
            if answers:
                yield speaker, denial


def _is_near(charge: Charge, other: Mention, reach: int, evidence: Evidence) -> bool:
    """Whether a mention stands in the sentence of the accusation or the next few."""
    for told in charge.told:
        if told.report == other.report and told.id != other.id:
            places = [evidence.sentence_number(m.report, m.trigger.start) for m in (told, other)]
            if -1 not in places and 0 <= places[1] - places[0] <= reach:
                return True
    return False


def _is_bare(denial: Mention, speaker: Party, evidence: Evidence) -> bool:
    """Whether the denial names no matter of its own: "rejected this", "which he denies", "denied the charge"."""
    said = content(evidence.clause(denial).lower()) - content(denial.trigger.text.lower())
    return not said - content(speaker.text.lower()) - content(" ".join([*_table()["answerable"], *_table()["manner"]]))


def _pairs(charges: Sequence[Charge]) -> list[list[Charge]]:
    """The answered accusations of each two parties together."""
    found: list[list[Charge]] = []
    for charge in charges:
        known = (pair for pair in found[-CROWD:] if pair[0].by.same(charge.by) and pair[0].against.same(charge.against))
        pair = next(known, None)
        if pair is None:
            found.append([charge])
        else:
            pair.append(charge)
    return found


def _answered(story: str, pair: Sequence[Charge], evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    first = pair[0]
    answers: dict[str, dict[str, Mention]] = defaultdict(dict)
    names: dict[str, str] = {}
    for charge in pair:
        for speaker, denial in charge.answers:
            answers[speaker.key][denial.id] = denial
            names.setdefault(speaker.key, speaker.text)
    question = words["questions"]["accusation"].format(accuser=_title(first.by), accused=_title(first.against))
    return Disagreement(
        id=row_id("d", first.told[0].id, first.against.key, "accusation"),
        between="parties",
        question=question,
        kind="position",
        status="accusation_and_denial",
        sides=(
            _side("accuses", first.by.text, [m for charge in pair for m in charge.told], evidence),
            *(_side("denies", names[key], list(told.values()), evidence) for key, told in answers.items()),
        ),
        event=evidence.event_of.get(first.told[0].id),
        story=story,
        why=(words["why"]["denied"],),
    )


def _mutual(story: str, charges: Sequence[Charge], evidence: Evidence) -> Iterator[Disagreement]:
    """Two parties that accuse each other in neighbouring sentences or of the same."""
    words = rules.load("en/reconcile")
    paired: set[int] = set()
    for place, charge in enumerate(charges):
        for other_place in range(max(0, place - CROWD), place):
            other = charges[other_place]
            if {place, other_place} & paired or not (charge.by.same(other.against) and other.by.same(charge.against)):
                continue
            near = any(_is_near(charge, m, NEAR, evidence) for m in other.told)
            near = near or any(_is_near(other, m, NEAR, evidence) for m in charge.told)
            if not near and len(charge.words & other.words) < SHARED:
                continue
            paired |= {place, other_place}
            yield Disagreement(
                id=row_id("d", other.told[0].id, charge.told[0].id, "mutual"),
                between="parties",
                question=words["questions"]["mutual"].format(a=_title(other.by), b=_title(charge.by)),
                kind="position",
                status="different_attribution",
                sides=tuple(_side("accuses", c.by.text, c.told, evidence) for c in (other, charge)),
                event=evidence.event_of.get(other.told[0].id),
                story=story,
                why=(words["why"]["mutual"],),
            )


def _title(party: Party) -> str:
    """ "the government" inside a question, whatever its case in the report."""
    return re.sub(r"^(?:The|A|An|Its|Their|His|Her) ", lambda match: match[0].lower(), party.text)


def _side(template: str, speaker: str, told: Sequence[Mention], evidence: Evidence) -> Side:
    accounts = evidence.accounts(told)
    first = accounts[0]
    value: str = rules.load("en/reconcile")["sides"][template]
    text = one_line(evidence.words(first.report, first.start, first.end))
    named = tuple(
        Account(report=a.report, start=a.start, end=a.end, source=speaker, standing=a.standing) for a in accounts
    )
    return Side(value=value.format(speaker=speaker), value_text=text, accounts=named)


@dataclass(frozen=True)
class Told:
    """One telling of why a truce ended or who failed it: who tells it ("" for the outlet), of whom, where."""

    by: str
    by_text: str
    whom: str
    mention: Mention
    start: int
    end: int


def _of_truce(mentions: Sequence[Mention], charges: Sequence[Charge], evidence: Evidence) -> Iterator[Told]:
    """Who ended the truce in an outlet's own words, who is accused over it, and who is doubted to hold to it."""
    for mention in mentions:
        if mention.subtype in _table()["truce_ends"] and mention.actuality in _table()["told"] and mention.tense:
            ends = parties_in(mention.participants, _table()["truce_parties"], evidence)[:1]
            source = mention.attribution[-1] if mention.attribution else None
            by = evidence.named(source.entity, source.text) if source else ""
            for party in ends:
                by_text = one_line(source.text) if source else ""
                yield Told(by, by_text, party.key, mention, mention.start, mention.end)
    for charge in charges:
        for mention in charge.told:
            if _truce().search(evidence.clause(mention)):
                yield Told(charge.by.key, charge.by.text, charge.against.key, mention, mention.start, mention.end)
    yield from _doubts(mentions, evidence)


def _doubts(mentions: Sequence[Mention], evidence: Evidence) -> Iterator[Told]:
    """Sentences in which a named source doubts that somebody holds to the truce."""
    seen: set[tuple[str, int]] = set()
    for mention in mentions:
        if not mention.attribution:
            continue
        sentence = evidence.sentence(mention)
        words = evidence.words(mention.report, sentence.start, sentence.end)
        if (mention.report, sentence.start) in seen or not _truce().search(words) or not _doubt().search(words):
            continue
        seen.add((mention.report, sentence.start))
        source = mention.attribution[-1]
        key = evidence.named(source.entity, source.text)
        yield Told(key, one_line(source.text), "", mention, sentence.start, sentence.end)


@cache
def _truce() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_table()['truce'])})\b", re.IGNORECASE)


@cache
def _doubt() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_table()['doubt'])})\b", re.IGNORECASE)


def _truce_row(story: str, told: list[Told], evidence: Evidence) -> Disagreement | None:
    """The row, where it is told that the truce ended and at least two tell who failed it, laying it on others."""
    ended = any(one.mention.subtype in _table()["truce_ends"] for one in told)
    strong = [one for one in told if not evidence.is_weak(one.mention)]
    told = strong if len({one.by for one in strong}) > 1 else told
    if not ended or len({one.by for one in told}) < 2 or len({one.whom for one in told}) < 2:
        return None
    words = rules.load("en/reconcile")
    sides: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda t: (t.by != "", evidence.place(t.mention))):
        sides[one.by, one.whom].append(one)
    first = next(one.mention for one in told if one.mention.subtype in _table()["truce_ends"])
    return Disagreement(
        id=row_id("d", first.id, "truce"),
        between="parties",
        question=words["questions"]["truce"],
        kind="blame",
        status="different_attribution",
        sides=tuple(_truce_side(rows, evidence) for rows in sides.values()),
        event=evidence.event_of.get(first.id),
        story=story,
        why=(words["why"]["truce"], words["why"]["order_no_cause"]),
    )


def _truce_side(told: list[Told], evidence: Evidence) -> Side:
    accounts: dict[str, Account] = {}
    for one in told:
        account = evidence.account(one.mention, one.start, one.end, source=one.by_text or None)
        accounts.setdefault(one.mention.report, account)
    first = told[0]
    text = one_line(evidence.words(first.mention.report, first.start, first.end))
    key = "accuses" if first.mention.type == "ACCU" else "doubts" if not first.whom else "tells"
    template: str = rules.load("en/reconcile")["sides"][key]
    own: str = rules.load("en/reconcile")["sides"]["own_voice"]
    value = template.format(speaker=first.by_text) if first.by_text else own
    return Side(value=value, value_text=text, accounts=tuple(accounts.values()))
