"""The words of English that the room works with, compiled once from `rules/en/names.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case lookups unless said otherwise; each maps a word to its sector or is a set of words."""

    roles: dict[str, str]
    open_roles: dict[str, str]
    wider: dict[str, frozenset[str]]
    unnamed: frozenset[str]
    veiled: frozenset[str]
    widest: frozenset[str]
    titles: frozenset[str]
    short_titles: dict[str, str]
    portfolios: frozenset[str]
    any_body: frozenset[str]
    any_sectors: frozenset[str]
    any_firm: frozenset[str]
    firm_sectors: frozenset[str]
    place_prefixes: frozenset[str]
    sure_prefixes: frozenset[str]
    tails: frozenset[str]
    same_office: frozenset[str]
    tail: frozenset[str]
    honorifics: dict[str, str]
    gendered: dict[str, str]
    given: dict[str, str]
    particles: frozenset[str]
    bodies: dict[str, str]
    forces: dict[str, str]
    acting: frozenset[str]
    qualifiers: dict[str, str]
    others: dict[str, str]
    cut: frozenset[str]
    topic: frozenset[str]
    reaches: frozenset[str]
    generations: frozenset[str]
    former: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    rank: frozenset[str]
    does: frozenset[str]
    suffers: frozenset[str]
    before: frozenset[str]
    before_capital: frozenset[str]
    machines: frozenset[str]
    lesser: frozenset[str]
    state_power: frozenset[str]
    of_state: frozenset[str]
    human_after: frozenset[str]
    company: frozenset[str]
    hyphened: frozenset[str]
    helped: frozenset[str]
    of_city: frozenset[str]
    acts: frozenset[str]
    place_after: dict[str, int]
    place_suffixes: frozenset[str]
    parts: frozenset[str]
    locative: frozenset[str]
    inside: frozenset[str]
    reached: frozenset[str]
    leading: frozenset[str]
    leading_by: frozenset[str]
    never: frozenset[str]
    breaks: dict[str, frozenset[str]]
    twins: frozenset[str]
    peoples: frozenset[str]
    pronouns: dict[str, str]
    body_pronouns: frozenset[str]
    says: frozenset[str]


def _flipped(table: dict[str, list[str]]) -> dict[str, str]:
    """{sector: [words]} as {word: sector}; the first sector that lists a word has it."""
    flipped: dict[str, str] = {}
    for sector, listed in table.items():
        for word in listed:
            flipped.setdefault(word, sector)
    return flipped


@cache
def words() -> Words:
    table: dict[str, Any] = rules.load("en/names")
    government = table["government"]
    return Words(
        roles=_flipped(table["roles"]),
        open_roles=table["open_roles"],
        wider={word: frozenset(listed) for word, listed in table["wider_roles"].items()},
        unnamed=frozenset(table["unnamed"]["heads"]),
        veiled=frozenset(table["unnamed"]["veiled"]),
        widest=frozenset(table["unnamed"]["widest"]),
        titles=frozenset(table["titles"]["words"]).union(table["short_titles"]),
        short_titles=table["short_titles"],
        portfolios=frozenset(table["titles"]["portfolios"]),
        any_body=frozenset(table["any_body"]["nouns"]),
        any_sectors=frozenset(table["any_body"]["sectors"]),
        any_firm=frozenset(table["any_body"]["firms"]),
        firm_sectors=frozenset(table["any_body"]["firm_sectors"]),
        sure_prefixes=frozenset(table["places"]["sure_prefixes"]),
        place_prefixes=frozenset(table["places"]["prefixes"]),
        same_office=frozenset(table["titles"]["same_office"]),
        tails=frozenset(table["titles"]["tails"]),
        tail=frozenset(table["turns"]["tail"]),
        honorifics=table["honorifics"],
        gendered=_flipped(table["gendered"]),
        given=_flipped(table["given"]),
        particles=frozenset(table["particles"]["words"]),
        bodies=_flipped(table["bodies"]),
        forces=_flipped(table["forces"]),
        acting=frozenset(table["acting"]["heads"]),
        qualifiers=_flipped(table["qualifiers"]),
        others=_flipped(table["others"]),
        cut=frozenset(table["turns"]["cut"] + table["turns"]["topic"]),
        topic=frozenset(table["turns"]["topic"]),
        reaches=frozenset(table["turns"]["reaches"]),
        generations=frozenset(table["generations"]["words"]),
        former=frozenset(table["former"]["words"]),
        determiners=frozenset(table["determiners"]["words"]),
        definite=frozenset(table["determiners"]["definite"]),
        possessive=frozenset(table["determiners"]["possessive"]),
        rank=frozenset(table["determiners"]["rank"]),
        does=frozenset(government["does"]),
        suffers=frozenset(government["suffers"]),
        before=frozenset(government["before"]),
        before_capital=frozenset(government["before_capital"]),
        machines=frozenset(table["determiners"]["machines"]),
        lesser=frozenset(table["determiners"]["lesser"]),
        of_state=frozenset(table["determiners"]["of_state"]),
        state_power=frozenset(table["determiners"]["state_power"]),
        human_after=frozenset(table["places"]["human_after"]),
        company=frozenset(table["company"]["endings"]),
        hyphened=frozenset(government["hyphened"]),
        helped=frozenset(government["helped"]),
        of_city=frozenset(government["belongs_to_city"]),
        acts=frozenset(government["acts"]),
        place_after=table["places"]["after"],
        place_suffixes=frozenset(table["places"]["suffixes"]),
        parts=frozenset(table["places"]["parts"]),
        locative=frozenset(table["places"]["locative"]),
        reached=frozenset(table["places"]["reached"]),
        leading=frozenset(table["places"]["leading"]),
        leading_by=frozenset(table["places"]["leading_by"]),
        inside=frozenset(table["places"]["inside"]),
        breaks={label: frozenset(listed) for label, listed in table["breaks"].items()},
        twins=frozenset(table["twins"]["names"]),
        never=frozenset(table["never"]["words"]),
        peoples=frozenset(table["creeds"]["peoples"]),
        pronouns=_flipped(table["pronouns"]),
        body_pronouns=frozenset(table["body_pronouns"]["words"]),
        says=frozenset(table["saying"]["verbs"]),
    )
