"""What the record says in its own words: neutral, never a winner, never more exact than the reports."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswire import rules
from crosswire.api import make_record
from crosswire.base import Account, Record
from crosswire.dissect import LoadedModel
from tests.paths.telling import SAMPLES

LOADED = (
    "regime", "terrorist", "terror", "militant", "extremist", "massacre", "slaughter", "brutal", "barbaric", "heinous",
    "cowardly", "atrocity", "innocent", "martyr", "thug", "puppet", "liberated", "neutralised", "neutralized", "lie",
    "lied", "liar", "admitted", "claimed", "falsely", "true", "truth", "wrong", "right", "wins", "confirmed", "proven",
    "independent",
)  # fmt: skip
"""Words of judgement, or that say more than "no shared text found", which no template may have."""


@pytest.fixture(scope="module")
def record(model: LoadedModel) -> Record:
    return make_record(
        sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".md"), model=model
    )


def templates(value: Any) -> Iterator[str]:
    """Every sentence of ours in a table of rules: what has a blank or a capital."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from templates(inner)
    elif isinstance(value, str):
        yield value


def ours() -> list[str]:
    table = rules.load("en/reconcile")
    kept = ("questions", "date_questions", "called", "sides", "values", "why", "why_one", "notes", "sources")
    return [text for key in kept for text in templates(table[key])]


def test_no_template_has_a_loaded_word_or_names_a_winner() -> None:
    found = {word for text in ours() for word in re.findall(r"\w+", text.lower()) if word in LOADED}
    assert found == set()


def test_best_is_given_only_where_every_full_report_agrees(record: Record) -> None:
    claims = {claim.id: claim for claim in record.claims}
    for event in record.events:
        for row in event.casualties:
            told = [claims[name] for name in row.claims if name in claims]
            full = {(claim.low, claim.high) for claim in told if claim.standing == "full"}
            if row.best is not None:
                assert full == {(row.best, row.best)} or {low for low, _ in full} == {row.best}


def test_no_figure_is_a_sum_or_a_share_of_ours(record: Record) -> None:
    printed = {bound for claim in record.claims for bound in (claim.low, claim.high)}
    printed |= {n.low for m in record.mentions for n in m.numbers} | {
        n.high for m in record.mentions for n in m.numbers
    }
    for event in record.events:
        for row in event.casualties:
            assert {row.low, row.best, row.high} - {None} <= printed
    for text in (*ours(), *(why for row in record.disagreements for why in row.why)):
        assert not re.search(r"%|per ?cent|in total|altogether", text, re.IGNORECASE)


def test_each_line_is_the_reports_own_words(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}
    for line in (*record.timeline, *record.brief):
        first = line.accounts[0]
        assert line.text == texts[first.report][first.start : first.end]


def test_notes_are_templates(record: Record) -> None:
    shapes = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in rules.load("en/reconcile")["notes"].values()]
    notes = {line.note for line in (*record.timeline, *record.brief)} - {""}
    assert notes
    assert all(any(re.fullmatch(shape, note) for shape in shapes) for note in notes)


def test_no_line_of_text_is_cut_inside_a_word(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}
    for line in (*record.timeline, *record.brief):
        first = line.accounts[0]
        text = texts[first.report]
        assert not (text[first.start - 1 : first.start].isalnum() and text[first.start].isalnum())
        assert not (text[first.end - 1].isalnum() and text[first.end : first.end + 1].isalnum())


def test_silence_is_no_side(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}

    def speaks(account: Account) -> bool:
        return bool(texts[account.report][account.start : account.end].strip())

    for row in record.disagreements:
        assert len(row.sides) > 1
        assert all(side.accounts and all(map(speaks, side.accounts)) for side in row.sides)
        assert all(side.value_text.strip() for side in row.sides)


def test_a_day_from_a_page_dated_from_its_story_is_marked(record: Record) -> None:
    basis = {report.id: report.published.basis if report.published else "" for report in record.reports}
    mentions = {mention.id: mention for mention in record.mentions}
    events = {event.id: event for event in record.events}
    for line in record.timeline:
        pages = {account.report for account in line.accounts}
        told = [mentions[name] for name in events[line.event].mentions] if line.event else []
        bases = {m.when.basis for m in told if m.when and m.when.from_ and m.when.from_[:10] == line.date}
        if {basis[page] for page in pages} == {"story"} and bases == {"story"}:
            assert line.inferred, line.text


def test_what_rests_on_a_weak_page_alone_ranks_after_what_does_not(record: Record) -> None:
    shown = [row for row in record.disagreements if row.shown]
    assert [row.weak for row in shown] == sorted(row.weak for row in shown)
    assert [row.rank for row in record.disagreements] == list(range(1, len(record.disagreements) + 1))


def test_every_disagreement_gives_reasons(record: Record) -> None:
    assert all(row.why and all(row.why) for row in record.disagreements)


def test_the_loaded_words_are_none_of_the_display_list() -> None:
    display = tomllib.loads((Path(rules.__file__).parent / "en" / "display.toml").read_text("utf-8"))
    said = {word for text in templates(display) for word in re.findall(r"\w+", text.lower())}
    assert not said & {word for word in LOADED if word not in {"right", "claimed", "true"}}
