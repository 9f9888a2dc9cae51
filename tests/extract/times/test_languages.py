"""Languages are folders: every one with times has sound rules, and a table of cases read without a parser."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy

from crosswire import rules
from crosswire.extract import times
from crosswire.extract.times.normalisation import MAKERS
from crosswire.extract.times.recognition.counts import COUNTS
from crosswire.extract.times.recognition.lexicon import word_groups
from crosswire.extract.times.recognition.shapes import symbols_of
from crosswire.grammar import Passage
from tests.making import report

HERE = Path(__file__).parent
LANGUAGES = sorted(path.parent.name for path in Path(rules.__file__).parent.glob("*/times_patterns.toml"))
CASES: list[dict[str, Any]] = [
    {"language": path.parent.name, **case}
    for path in sorted((HERE / "cases").glob("*/*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
FIGURES = "NUM DAY HOUR YEAR YY HHMM DAYTH TH TEN CLOCK DOTTED ISO SLASH DOTS FRAC QCODE QORD NTH"


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_name_only_groups_and_meanings_there_are(language: str) -> None:
    patterns = rules.load(f"{language}/times_patterns")["pattern"]
    known = {*FIGURES.split(), *word_groups(language)}
    known |= {name for pattern in patterns for name in pattern["gives"].split()}
    for pattern in patterns:
        unknown = {text for kind, text in symbols_of(pattern["shape"]) if kind == "group"} - known
        assert not unknown, f"{pattern['shape']!r} names {sorted(unknown)}"
        assert pattern["make"] in {*MAKERS, *COUNTS}, pattern


def test_every_language_but_english_has_its_table() -> None:
    assert {case["language"] for case in CASES} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text'][:50]}")
def test_case_without_a_parser(case: dict[str, Any]) -> None:
    made = msgspec.structs.replace(
        report(case["text"], published=case.get("published", "2016-09-22")), language=case["language"]
    )
    tokens = spacy.blank(case["language"])
    passages = [
        Passage(kind=block.kind, start=block.start, doc=tokens.make_doc(made.text[block.start : block.end]))
        for block in made.blocks
    ]
    rows = times.find(made, passages)
    assert [[row.text, row.value or ""] for row in rows] == case["expect"]
    assert all(made.text[row.start : row.end] == row.text for row in rows)
    assert times.resolve(made, rows) == rows
    assert times.find_in_words(made) == rows


def test_a_language_without_rules_has_no_rows() -> None:
    made = msgspec.structs.replace(report("2016-09-21", published="2016-09-22"), language="xx")
    doc = spacy.blank("en").make_doc(made.text)
    assert times.find(made, [Passage(kind="body", start=0, doc=doc)]) == ()
    assert times.find_in_words(made) == ()
