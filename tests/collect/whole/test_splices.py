"""Signs that a text was joined from others or rewritten by a program, and texts that only look like it."""

from __future__ import annotations

import pytest

from crosswire.base import Report
from crosswire.collect.lines.units import Unit, units
from crosswire.collect.whole.splices import dangling, reworded
from tests.collect.test_cleaning import cleaned

CUT = "A second meeting will be held in April in the hotel in which the first one was held,"
WHOLE = "Deputy Minister Oren Palk said on Monday that the bridge at Merrow would be closed until the shelling ended."


def body(*paragraphs: str) -> tuple[str, list[Unit]]:
    text = "\n\n".join(paragraphs)
    found = units(text)
    for unit in found:
        unit.kind = "body"
    return text, found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minds of state met in Merrow on Friday.", "minds of state"),
        ("“The loss of life toll is far too high,” the envoy told a press convention.", "loss of life toll"),
        ("An automobile bomb killed two guards near the port.", "automobile bomb"),
        ("She spoke of weapons of mass obliteration.", "weapons of mass obliteration"),
        ("The human freedoms of Kelm; human freedoms violations were seen.", "human freedoms violations"),
        ("Soldiers used water weapons and tear gas.", "water weapons and tear gas"),
        ("The weapons of mass destruction were a lie; human rights violations were seen.", ""),
        ("Soldiers used water cannon and tear gas, and rubber bullets and tear gas later.", ""),
        ("The heads of state met in Merrow on Friday.", ""),
        ("The death toll is far too high, the envoy told a press conference.", ""),
        ("The national road safety council of Varenne asked for lower speeds.", ""),
    ],
)
def test_synonyms_inside_set_phrases(text: str, words: str) -> None:
    page, found = body(text)
    signs = [span for _, span in reworded(page, found)]
    assert (signs[0].text if signs else "") == words
    assert all(page[span.start or 0 : span.end or 0] == span.text for span in signs)


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (("He pointed to the reports of the observers, which differ.", WHOLE), "He pointed"),
        (("The talks at the lake ended early.", "Palk called on all sides to stop.", WHOLE), "Palk called"),
        ((WHOLE, "Palk called on all sides to stop.", "He pointed to the reports of the observers."), ""),
        (("The talks at the lake ended.", "Police called for calm.", "Merrow Police, as all police, left."), ""),
        (("Koravan called on all sides to stop.", "The talks at the lake ended early."), ""),
    ],
)
def test_names_and_pronouns_nobody_was_introduced_for(paragraphs: tuple[str, ...], words: str) -> None:
    page, found = body(*paragraphs)
    signs = [span for _, span in dangling(page, found)]
    assert (signs[0].text if signs else "") == words
    assert all(page[span.start or 0 : span.end or 0] == span.text for span in signs)


def test_two_replaced_words_make_a_page_stitched_and_one_does_not() -> None:
    one = "The minds of state of both countries met in Merrow on Friday to talk about the lake, the envoy said."
    two = "The envoy told a press convention that they would meet again before the end of the month in Port Sarrow."
    assert told(one, WHOLE).completeness.value == "full"
    rewritten = told(one, two, WHOLE).completeness
    assert rewritten.value == "stitched"
    assert rewritten.kinds == ("reworded",)
    assert [span.text for span in rewritten.why] == ["minds of state", "press convention"]


def told(*paragraphs: str) -> Report:
    return cleaned("\n\n".join(paragraphs), is_page=False)


@pytest.mark.parametrize(
    ("last", "kinds", "words"),
    [
        ("This article is reserved for our members", "subscriber_notice", "This article is reserved for our members"),
        ("LNA website contains only a part of the stories, in summarized form.", "subscriber_notice", "LNA website"),
        ("A second meeting will be held in April, an official of the Red […]", "cut_off", "the Red […]"),
        (f"{CUT} an official told reporters who had come to the", "cut_off", "come to the"),
        (f"{CUT} an official told the... Read more", "cut_off", "Read more"),
        ("A second meeting will be held in April, an official of the Red Lantern said", "", ""),
        ("A second meeting will be held in April, an official of the Red Lantern said.", "", ""),
    ],
)
def test_what_shows_that_a_page_is_not_the_whole_report(last: str, kinds: str, words: str) -> None:
    title = "Ferry service between Merrow and Olm to start again in spring"
    report = cleaned(f"{title}\n\nBy Vera Munt\n\n3 May 2021\n\n{WHOLE}\n\n{last}")
    assert report.completeness.kinds == ((kinds,) if kinds else ())
    assert report.completeness.value == ("partial" if kinds else "full")
    assert any(words in span.text for span in report.completeness.why) or not kinds
    assert all(report.text[span.start or 0 : span.end or 0] == span.text for span in report.completeness.why)
