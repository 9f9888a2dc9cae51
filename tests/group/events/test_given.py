"""Given mentions: joined by the same reasons as our own, also where nothing but the word says what happened."""

from __future__ import annotations

from crosswire.base import Mention, Reading, Report
from crosswire.group.events import coreferent
from tests.group.making import entity, mention, told

FIRST = told(
    "Night market burns in Port Sarrow",
    "Fire gutted the night market of Port Sarrow. Mayor Oda Lenk nominated Piet Harrow to rebuild it. "
    "Oda Lenk was fined for the smoke.",
    published="2031-04-02",
)
SECOND = told(
    "Port Sarrow mourns its night market",
    "The night market of Port Sarrow was gutted by fire. The nomination of Piet Harrow by Oda Lenk was welcomed. "
    "Piet Harrow was fined for gazing.",
    published="2031-04-02",
)


def given(page: Report, *marked: tuple[str, str, dict[str, list[str]]]) -> Reading:
    """The page with one mention of unknown kind for each clause, trigger and its fillers."""
    people = {name: entity(page, name) for name in ("Oda Lenk", "Piet Harrow")}
    rows: list[Mention] = []
    for clause, trigger, fillers in marked:
        who = {role: [people.get(one, one) for one in names] for role, names in fillers.items()}
        rows.append(mention(page, clause, trigger, "", who=who, tense="past"))
    return Reading(report=page.id, entities=tuple(people.values()), mentions=tuple(rows))


def labels(*readings: Reading) -> dict[str, str]:
    found = coreferent([FIRST, SECOND], readings)
    return {f"{m.trigger.text} {n}": found[m.id] for n, r in enumerate(readings) for m in r.mentions}


def test_mentions_of_unknown_kind_join_by_word_and_part_by_whom_they_befell() -> None:
    chain = labels(
        given(
            FIRST,
            ("Mayor Oda Lenk nominated Piet Harrow", "nominated", {"actor": ["Oda Lenk"], "subject": ["Piet Harrow"]}),
            ("Oda Lenk was fined for the smoke", "fined", {"subject": ["Oda Lenk"]}),
            ("Fire gutted the night market", "gutted", {}),
        ),
        given(
            SECOND,
            ("The nomination of Piet Harrow by Oda Lenk", "nomination", {"subject": ["Piet Harrow"]}),
            ("Piet Harrow was fined for gazing", "fined", {"subject": ["Piet Harrow"]}),
            ("The night market of Port Sarrow was gutted", "gutted", {}),
        ),
    )
    assert chain["nominated 0"] == chain["nomination 1"]
    assert chain["gutted 0"] == chain["gutted 1"]
    assert chain["fined 0"] != chain["fined 1"]
    assert len(set(chain.values())) == 4


def test_every_given_mention_gets_a_label_that_is_a_given_mention() -> None:
    one = given(FIRST, ("Fire gutted the night market", "Fire", {}), ("Fire gutted the night market", "gutted", {}))
    found = coreferent([FIRST], [one])
    assert set(found) == {m.id for m in one.mentions} == {*found, *found.values()}
