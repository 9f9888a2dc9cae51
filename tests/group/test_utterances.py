"""The same words said once, in several reports."""

from __future__ import annotations

from itertools import permutations

import pytest

from crosswire.base import Entity, Part, Quote, Reading, Report, Utterance, row_id
from crosswire.group import group
from tests.group.making import entity, told

HEADLINE = "Koravan speaks in Lindholm"
SAID = "We will not take a single mile of that road on trust"


def quoting(
    words: str, n: int, speaker: str | None = "Ilse Koravan", kind: str = "direct", after: str = ""
) -> tuple[Report, Reading]:
    """A report that quotes these words of a speaker, and its reading."""
    marks = ("“", "”") if kind != "indirect" else ("", "")
    said = f"{marks[0]}{words}{marks[1]}"
    report = told(
        HEADLINE, f"{speaker or 'An official'} spoke in Lindholm, report {n}. {said}{after}", published="2031-12-08"
    )
    start = report.text.index(words)
    found: tuple[Entity, ...] = (entity(report, speaker),) if speaker else ()
    quote = Quote(
        id=row_id("q", report.id, start),
        report=report.id,
        kind=kind,  # type: ignore[arg-type]
        parts=(Part(start=start, end=start + len(words)),),
        speaker=found[0].id if found else None,
    )
    return report, Reading(report=report.id, entities=found, quotes=(quote,))


def utterances(*told_by: tuple[Report, Reading]) -> tuple[Utterance, ...]:
    return group([one for one, _ in told_by], [reading for _, reading in told_by]).utterances


@pytest.mark.parametrize(
    ("words", "change"),
    [
        (SAID, "same"),
        ("We will not take a single mile", "trimmed"),
        ("We will not take one mile of that road on faith", "altered"),
        (SAID.replace("We will", "we will"), "same"),
    ],
)
def test_what_became_of_the_words(words: str, change: str) -> None:
    (found,) = utterances(quoting(SAID, 1), quoting(words, 2))
    assert sorted(variant.change for variant in found.variants) == sorted(["same", change])
    assert len(found.quotes) == 2


def test_what_is_told_without_marks_is_paraphrased() -> None:
    own = "her government would take no mile of the road on trust, not a single one"
    (found,) = utterances(quoting(SAID, 1), quoting(own, 2, kind="indirect"))
    assert {variant.change for variant in found.variants} == {"same", "paraphrased"}


def test_other_words_of_a_translation_are_translated() -> None:
    other = "We will not take one mile of that road on faith"
    (found,) = utterances(quoting(SAID, 1), quoting(other, 2, after=", she said through an interpreter."))
    assert {variant.change for variant in found.variants} == {"same", "translated"}


@pytest.mark.parametrize(
    "other",
    [
        quoting("The buses leave at noon and not an hour later", 2),
        quoting(SAID, 2, speaker="Dag Teslo"),
        quoting("We will not take part", 2),
    ],
    ids=["other words", "other speaker", "common opening"],
)
def test_other_utterances_stay_apart(other: tuple[Report, Reading]) -> None:
    assert utterances(quoting(SAID, 1), other) == ()


def test_long_words_join_where_one_report_names_nobody() -> None:
    assert len(utterances(quoting(SAID, 1), quoting(SAID, 2, speaker=None))) == 1


def test_any_order_gives_the_same() -> None:
    told_by = [quoting(SAID, 1), quoting("We will not take a single mile", 2), quoting(f"{SAID}. Nobody should", 3)]
    wanted = utterances(*told_by)
    assert len(wanted) == 1
    assert all(utterances(*order) == wanted for order in permutations(told_by))


def test_where_words_were_changed_or_cut_is_told_sentence_by_sentence() -> None:
    guns = "The guns of Lindholm must fall silent"
    faith = "We will not take one mile of that road on faith"
    pages = [quoting(words, n) for n, words in enumerate((f"{SAID}. {guns} first", faith, guns, SAID))]
    [found] = utterances(*pages)
    texts = {report.id: report.text for report, _ in pages}
    told = {
        (row.change, frozenset(texts[at.report][at.start : at.end] for at in (row.a, row.b))) for row in found.wordings
    }
    assert {("altered", frozenset({SAID, faith})), ("trimmed", frozenset({f"{guns} first", guns}))} <= told
    assert ("cut", frozenset({SAID})) in told
