"""The dossier's own words: one for every code, dates as people write them, quotation marks as printers set them."""

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from crosswire import render, rules
from crosswire.base import (
    Actuality,
    Basis,
    Block,
    Completeness,
    Copy,
    Dated,
    Disagreement,
    EntityKind,
    Quote,
    TimelineItem,
)
from crosswire.render.dates import dated, day, span
from crosswire.render.words import clipped, quoted, say, table

TEMPLATES = Path(render.__file__).parent / "templates"


def codes(noun: Any, field: str) -> tuple[str, ...]:
    return get_args(get_type_hints(noun)[field])


@pytest.mark.parametrize(
    ("group", "wanted"),
    [
        ("signs", codes(TimelineItem, "status")),
        ("status", codes(Disagreement, "status")),
        ("between", codes(Disagreement, "between")),
        ("actuality", get_args(Actuality)),
        ("actuality_sign", get_args(Actuality)),
        ("basis", get_args(Basis)),
        ("completeness", codes(Completeness, "value")),
        ("copies", codes(Copy, "kind")),
        ("act", codes(Quote, "act")),
        ("kinds", get_args(EntityKind)),
    ],
)
def test_every_code_has_words(group: str, wanted: tuple[str, ...]) -> None:
    assert len(wanted) > 1
    assert set(wanted) <= set(table(group))


def test_actualities_point_at_signs() -> None:
    assert set(table("actuality_sign").values()) <= set(table("signs"))
    assert set(table("legend")) <= set(table("signs"))


def test_every_phrase_the_code_asks_for_is_there_and_every_one_there_is_asked_for() -> None:
    sources = [*TEMPLATES.glob("*.html"), *TEMPLATES.parent.glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    groups = rules.load("en/display")
    asked = {key for key in re.findall(r"[\"'](\w+\.(?!html)\w+)[\"']", text) if key.split(".")[0] in groups}
    for key in asked:
        group, name = key.split(".")
        assert name in table(group), f"display.toml lacks {key}"
    said_outright = ("head", "sources", "origins", "brief", "disagreements", "timeline", "charts", "quotes", "events")
    for group in (*said_outright, "stories", "left_out", "made"):
        unused = [name for name in table(group) if f"{group}.{name}" not in asked]
        assert not unused, f"display.toml [{group}] {unused}: nothing prints it"


def test_the_noise_words_are_the_nouns_words() -> None:
    named = set((Block.__doc__ or "").split("noise:")[1].split(", or null")[0].split())
    assert named <= set(table("noise"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019-09-20", "20 Sep 2019"),
        ("2019-11-14T21:30:00+00:00", "14 Nov 2019, 21:30"),
        ("2019-09", "Sep 2019"),
        ("2019-W38", "week 38 of 2019"),
        ("2019-SU", "summer 2019"),
        ("2019", "2019"),
        ("2019-13-45", "2019-13-45"),
        ("2019-13", "2019-13"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_days(value: str, words: str) -> None:
    assert day(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019-09-17", "2019-09-18", "Tue 17 Sep 2019"),
        ("2019-09-17", None, "Tue 17 Sep 2019"),
        ("2019-11-13", "2019-11-15", "13–14 Nov 2019"),
        ("2019-09-30", "2019-10-03", "30 Sep 2019 – 2 Oct 2019"),
        ("2019-09-17T18:00", "2019-09-17T19:00", "Tue 17 Sep 2019"),
        ("2019-09-17", "2019-09-16", "Tue 17 Sep 2019"),
        ("whenever", "2019-09-16", "whenever"),
    ],
)
def test_spans(start: str, end: str | None, words: str) -> None:
    assert span(start, end, weekday=True) == words


def test_a_date_keeps_its_doubts() -> None:
    assert dated(None) == "date not stated"
    assert dated(Dated(value="2016-12-08", basis="story")) == "8 Dec 2016 (inferred)"
    two = Dated(value="2016-12-08", basis="stated", readings=("2016-12-08", "2016-08-12"))
    assert dated(two) == "8 Dec 2016 or 12 Aug 2016"
    assert dated(Dated(value="2019-11-14T21:30", basis="stated", zone="GMT")) == "14 Nov 2019, 21:30 GMT"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("the road was open", "“the road was open”"),
        ("“Go,” he said", "“‘Go,’ he said”"),
        ('he said, "go"', "“he said, ‘go’”"),
        ("“Go”", "“Go”"),
        ("“Go,” he said, “now”", "“‘Go,’ he said, ‘now’”"),
        ("two\n lines", "“two lines”"),
        ("the Front’s envoy", "“the Front’s envoy”"),
    ],
)
def test_quotation_marks(words: str, printed: str) -> None:
    assert quoted(words) == printed


def test_long_words_are_cut_at_a_space_and_marked() -> None:
    assert clipped("one two three", 9) == "one two …"
    assert clipped("one two", 9) == "one two"


def test_one_and_many() -> None:
    assert say("head.pages_read", n=1) == "1 page read"
    assert say("head.pages_read", n=0) == "0 pages read"
