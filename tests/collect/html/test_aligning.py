"""Lines found again in what the extractor took."""

from __future__ import annotations

from crosswire.collect.html.aligning import align
from crosswire.collect.html.rendering import render
from crosswire.collect.html.source import tree_of

LONG = "The minister said on Monday that the talks had ended without a result."
OTHER = "Both sides mean to meet again in two weeks, she told reporters in Varenne."


def taken(lines: list[str], paragraphs: list[str]) -> list[bool]:
    root = tree_of("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>")
    return align(render(root).lines, paragraphs)


def test_lines_of_the_article_and_no_others() -> None:
    assert taken(["Home", LONG, "Share", OTHER, "Sport"], [LONG, OTHER]) == [False, True, False, True, False]


def test_case_signs_and_blanks_do_not_count() -> None:
    assert taken([LONG.upper(), OTHER.replace(",", " –")], [LONG, OTHER]) == [True, True]


def test_a_paragraph_in_several_lines_or_several_in_one() -> None:
    assert taken([LONG, OTHER], [f"{LONG} {OTHER}"]) == [True, True]
    assert taken([f"{LONG} {OTHER}"], [LONG, OTHER]) == [True]


def test_a_word_of_the_text_that_is_a_button_elsewhere_is_not_the_text() -> None:
    assert taken(["Varenne", LONG, OTHER], [LONG, OTHER]) == [False, True, True]


def test_of_two_copies_the_one_in_its_order() -> None:
    assert taken([OTHER, LONG, OTHER], [LONG, OTHER]) == [False, True, True]


def test_a_paragraph_with_a_word_more() -> None:
    both = f"{LONG} {OTHER}"
    assert taken([both.replace("talks", "talks (opens a window)")], [both]) == [True]
    assert taken([f"{OTHER} Read the whole story here on our other page, or listen to it on the way."], [OTHER]) == [
        False
    ]


def test_nothing_extracted() -> None:
    assert taken([LONG], []) == [False]
