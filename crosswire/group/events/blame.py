"""Who is blamed for an attack, and by whom: the attribution status of codebook section 2.2."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import ChainLink, Claim
from crosswire.group.events.spots import Spot, Spots, rules

BLAMED = "perpetrator"


def attribution_status(spots: Sequence[Spot], names: Spots, claims: Sequence[Claim]) -> str | None:
    """One of the seven values for an attack, null for what nobody perpetrates.

    Looks at who fills the perpetrator's role, at accusations that speak of the event, and at what the blamed say.
    """
    if not any(spot.family == "attack" for spot in spots):
        return None
    inside = {spot.n for spot in spots}
    speaking = [other for spot in spots for other in names.speaking_of(spot) if other.n not in inside]
    blamed = _blamed([*spots, *speaking], names)
    stances = {claim.stance for claim in claims}
    subtypes = {spot.mention.subtype for spot in [*spots, *speaking]}
    table = rules()["blame"]
    denied = "deny" in stances or bool(subtypes & set(table["denied"])) or _is_denied(spots)
    if len({name for name, _ in blamed}) > 1 or (blamed and denied):
        return "contested"
    if "acknowledge" in stances or subtypes & set(table["acknowledged"]):
        return "acknowledged"
    if subtypes & set(table["claimed"]):
        return "claimed"
    return _by_whom({source for _, source in blamed}, frozenset(table["monitors"]))


def _by_whom(sources: set[str], monitors: frozenset[str]) -> str:
    """The weightiest kind of source that blames; the outlet's own voice is "" here."""
    if not sources:
        return "unattributed"
    if "" in sources:
        return "attributed_by_outlet"
    return "attributed_by_monitor" if sources & monitors else "attributed_by_party"


def _is_denied(spots: Sequence[Spot]) -> bool:
    return any(spot.mention.actuality == "denied" for spot in spots)


def _blamed(spots: Sequence[Spot], names: Spots) -> set[tuple[str, str]]:
    """Who is blamed, each with the type of the source that blames."""
    found = set()
    for spot in spots:
        for participant in spot.mention.participants:
            if participant.role in (BLAMED, "accused") and spot.mention.actuality != "denied":
                name = names.name(participant.entity) or participant.text.lower()
                accusing = participant.role == "accused"
                found.add((name, "party" if accusing else _source(spot.mention.attribution)))
    return found


def _source(chain: Sequence[ChainLink]) -> str:
    return (chain[-1].type or "party") if chain else ""
