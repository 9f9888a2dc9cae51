"""One deed that two reports lay on different doers in their own voices: "rebels shelled it", "army guns shelled it"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial

from crosswire import rules
from crosswire.base import Disagreement, Mention, Participant, Side, Story, row_id
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.blame.culprits import camp_of, state_of
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import call_attack, one_line
from crosswire.reconcile.tellings.apart import are_of_two
from crosswire.reconcile.tellings.pairs import Pair, alike
from crosswire.reconcile.wording import section

SHARE = 0.35
"""Share of the lighter sentence's words that two must share to tell of one deed. Own judgement."""

AGAINST = "against"

_table = partial(section, "culprits")


@dataclass(frozen=True)
class Deed:
    """A mention of harm with one who did it, the camps of who did it and of those it was done to."""

    mention: Mention
    doer: Participant
    camp: str
    harmed: frozenset[str]


Place = tuple[str, int]


def find_doers(story: Story, floor: Floor, spent: Set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each two opposed camps on which two reports lay one deed. Sentences at `spent` places stay out."""
    deeds = _deeds(story.reports, evidence)
    if not _may_differ(deeds):
        return
    told: set[frozenset[str]] = set()
    for pair in alike(floor):
        found = _differing(pair, deeds, spent, evidence)
        if found is not None and frozenset(deed.camp for deed in found) not in told:
            told.add(frozenset(deed.camp for deed in found))
            yield _row(story.id, *found, evidence)


def _deeds(reports: Iterable[str], evidence: Evidence) -> dict[Place, list[Deed]]:
    """The deeds of a story's reports by the sentence they stand in."""
    mentions = [m for report in reports for m in evidence.told.get(report, ()) if m.type in _table()["harm"]]
    home = state_of(mentions, evidence)
    found: dict[Place, list[Deed]] = defaultdict(list)
    for mention in mentions:
        if mention.actuality not in _table()["told"] or evidence.is_headline(mention):
            continue
        harmed = frozenset(
            camp_of(p.text, p.entity, home, evidence) for p in mention.participants if p.role in _table()["harmed"]
        )
        for doer in mention.participants:
            if doer.role in _table()["doer"]:
                camp = camp_of(doer.text, doer.entity, home, evidence)
                place = mention.report, evidence.sentence_number(mention.report, mention.trigger.start)
                found[place].append(Deed(mention, doer, camp, harmed))
    return found


def _may_differ(deeds: Mapping[Place, list[Deed]]) -> bool:
    """Whether both those in arms against a state and a state do something."""
    camps = {deed.camp for told in deeds.values() for deed in told}
    return AGAINST in camps and any(map(_is_state, camps))


def _is_state(camp: str) -> bool:
    return camp.startswith("state ")


def _differing(
    pair: Pair, deeds: Mapping[Place, list[Deed]], used: Set[Place], evidence: Evidence
) -> tuple[Deed, Deed] | None:
    """Two deeds of two sentences alike that are one, laid on opposed camps."""
    places = (pair.a.report, pair.a.number), (pair.b.report, pair.b.number)
    if pair.share < SHARE or not used.isdisjoint(places) or are_of_two(pair, evidence):
        return None
    for one in deeds.get(places[0], ()):
        for other in deeds.get(places[1], ()):
            if _are_opposed(one, other):
                return one, other
    return None


def _are_opposed(a: Deed, b: Deed) -> bool:
    """Whether two deeds are of one kind, by opposed camps, and neither was done to the other's doer."""
    kinds = a.mention.type == b.mention.type and a.mention.subtype == b.mention.subtype
    camps = {a.camp, b.camp}
    opposed = AGAINST in camps and any(map(_is_state, camps))
    return kinds and opposed and not camps & (a.harmed | b.harmed)


def _row(story: str, first: Deed, second: Deed, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    sides = tuple(
        Side(
            value=one_line(deed.doer.text),
            value_text=one_line(evidence.words(deed.mention.report, sentence.start, sentence.end)),
            accounts=(evidence.account(deed.mention, sentence.start, sentence.end),),
        )
        for deed in (first, second)
        for sentence in (evidence.sentence(deed.mention),)
    )
    what = call_attack([first.mention, second.mention], evidence)
    return Disagreement(
        id=row_id("d", first.mention.id, second.mention.id, "doers"),
        between="reports",
        question=words["questions"]["blamed"].format(what=what),
        kind="blame",
        status="different_attribution" if any(d.mention.attribution for d in (first, second)) else "contradiction",
        sides=sides,
        event=evidence.event_of.get(first.mention.id),
        story=story,
        why=(words["why"]["several_blamed"],),
    )
