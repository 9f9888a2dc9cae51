"""Who stands on whose side in a dispute: a state, its government and those who speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.base import Participant
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line


@dataclass(frozen=True)
class Party:
    """A party by its key. `state` is the country it is or speaks for; `whole` marks the state or government itself."""

    key: str
    text: str
    state: str | None = None
    whole: bool = False
    official: bool = False

    def same(self, other: Party) -> bool:
        """Whether two are one party: one name, or a state and who speaks for it; never two persons of one state."""
        if self.key == other.key:
            return True
        if self.state is not None and self.state == other.state:
            return self.whole or other.whole
        last, others = self.key.rpartition(" ")[2], other.key.rpartition(" ")[2]
        named = last not in rules.words("en/reconcile", "parties", "general") or last in (self.key, other.key)
        return last == others and named and None in (self.state, other.state)


def party_of(entity: str | None, text: str, evidence: Evidence) -> Party:
    """The party that words name."""
    found = evidence.entities.get(entity or "")
    key = evidence.named(entity, text)
    if found is None:
        return Party(key, one_line(text))
    table = rules.load("en/reconcile")["parties"]
    official = found.sector in table["official"]
    is_state = found.kind == "place" and found.parent is None and found.country is not None
    is_whole = is_state or (found.kind == "organisation" and found.sector == "GOV")
    leans = text.lower() in _pronouns()
    return Party(
        key=key,
        text=found.name if leans else one_line(text),
        state=found.country if official or is_state else None,
        whole=is_whole and found.country is not None,
        official=official,
    )


@cache
def _pronouns() -> frozenset[str]:
    """Words that point to somebody without a name."""
    words = ("brief", "points_back"), ("sources", "pronouns"), ("parties", "objects")
    return frozenset().union(*(rules.words("en/reconcile", *path) for path in words))


def parties_in(participants: tuple[Participant, ...], roles: list[str], evidence: Evidence) -> list[Party]:
    """The parties that fill one of these roles; parts of countries and bare pronouns without a name are none."""
    found = []
    for participant in participants:
        entity = evidence.entities.get(participant.entity or "")
        if participant.role not in roles or (entity is not None and entity.kind == "place" and entity.parent):
            continue
        if entity is None and participant.text.lower() in _pronouns():
            continue
        found.append(party_of(participant.entity, participant.text, evidence))
    return found
