"""What stands between the paragraphs of a scraped page and is no part of them: boxes, contents, posts, pitches."""

from __future__ import annotations

import pytest

from crosswire.collect.lines.marks import mark
from crosswire.collect.lines.units import Unit
from tests.collect.test_cleaning import cleaned
from tests.collect.test_furniture import LAST, MIDDLE, MORE, OPENING, TITLE

LONG = f"{MORE} Nobody was hurt in the storm, but forty families had to leave their houses for the winter."
END = (
    "Fares were last raised three years ago, when the old ferry was sold and the company that owned it was closed.",
    "People who live on the small islands will not have to pay for the boats before the end of the year, he said.",
)
HEAD = ("Home", TITLE, "By Vera Munt", "May 3, 2021")


def kinds(*lines: str) -> dict[str, str]:
    """By line the kinds of all its copies."""
    text = "\n".join(lines)
    report = cleaned(text)
    found: dict[str, str] = {}
    at = 0
    for line in lines:
        kind = next(block.kind for block in report.blocks if block.start <= at < block.end)
        found[line] = f"{found[line]} {kind}" if line in found else kind
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Lowmark Press April 28, 2023 GMT", ""),
        ("Associated Press April 28, 2023 GMT", "byline"),
        ("by Vera M | 5 November 2024", "byline"),
        ("Vera Munt|Published 15 hours ago", "byline"),
        ("April 10, 2023 3 years Lakeland 142 Views", "date"),
        ("Local news, Lake | Published: 5 hours ago | Last updated: 5 hours ago", "date"),
        ("vor 2 Std.", "date"),
        ("Vera Munt 3 minutes read", "byline"),
        ("by Vera D | 5 November 2024", "byline"),
        ("Vera Munt, professor of law at Merrow, 3 May 2021 10:15", "byline"),
        ("2 minute read May 3, 2021 2:26 PM Last Updated 9 min ago", "date"),
        ("28. 4. 2023, 18:41 Uhr", "date"),
        ("12. MÄR 2025 18:03", "date"),
        ("April 10, 2023 The ferry and the storm", ""),
        ("Mayor Lio Marsh (l.) opens the pier.", "photo"),
        ("The two captains with Ana Vell, left to right, in Olm.", "photo"),
        ("Governor Lio Marsh (R) opened the pier.", ""),
        ("A day in two minutes? Then our harbour newsletter is for you – sign up here.", "advert"),
        ("Sie mögen die See? Dann laden Sie hier unsere App.", "advert"),
        ("Vous aimez le lac ? Abonnez-vous à notre lettre, elle est pour vous.", "advert"),
        ("The office sends a newsletter to all who own boats.", ""),
        ("“You can hear us free on the podcast,” Vera Munt told those who own boats.", ""),
    ],
)
def test_what_a_line_says_of_itself(line: str, label: str) -> None:
    assert mark(Unit(9, 9 + len(line), line, gap=False))[0] == label


def test_titles_under_a_heading_of_links_are_no_subheads_however_long() -> None:
    box = (
        "Read more",
        "Storm over Olm",
        "Why the two piers of Olm had to be built again in one winter, and what the harbour office will do next",
    )
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, *box, LAST, *END)
    assert [found[line] for line in box] == ["noise", "noise", "noise"]
    assert found[LAST] == "body"


def test_a_link_with_its_title_leaves_the_subhead_below_it() -> None:
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, "Read more: Storm over Olm and Merrow", "A new pier", LAST, *END)
    assert found["A new pier"] == "subhead"


def test_a_title_printed_twice_leaves_the_subhead_below_it() -> None:
    twice = ("Storm over Olm", "Storm over Olm")
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, *twice, "Boats for the workers", LAST, *END)
    assert found["Storm over Olm"] == "noise noise"
    assert found["Boats for the workers"] == "subhead"


def test_titles_with_the_same_words_before_a_bar_are_links() -> None:
    links = [f"SOMA NA HAPA | {title}" for title in ("Storm over Olm", "The lake rises", "Two piers lost")]
    found = kinds(*HEAD, OPENING, links[0], MIDDLE, links[1], LAST, links[2], *END)
    assert {found[link] for link in links} == {"noise"}


def test_a_table_of_contents_is_noise_and_its_titles_are_subheads_below() -> None:
    titles = ("Two piers lost", "A winter of work", "Boats for the workers")
    found = kinds(*HEAD, *titles, OPENING, titles[0], MIDDLE, titles[1], LAST, titles[2], *END)
    assert [found[title] for title in titles] == ["noise subhead"] * 3


def test_a_paragraph_twice_in_a_row_captions_a_picture() -> None:
    twin = "The old pier at Olm lies under two metres of water."
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, twin, twin, LAST, *END)
    assert "body" not in found[twin]
    assert "caption" in found[twin]


def test_a_post_of_somebody_else_is_no_text() -> None:
    post = "So glad to see the boats again after this winter, see you all at the pier! pic.example/q8"
    signature = "— Ana Vell (@anavell) May 2, 2021"
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, post, signature, LAST, *END)
    assert (found[post], found[signature], found[LAST]) == ("noise", "noise", "body")


def test_what_a_film_is_about_is_no_text() -> None:
    teaser = "The first boats have come to Olm and people on both shores are glad that the winter is over."
    found = kinds(
        *HEAD, OPENING, LONG, MIDDLE, "Boats are back on the lake", "2 days ago", "Duration 1:30", teaser, LAST, MORE
    )
    assert (found[teaser], found[LAST]) == ("noise", "body")


def test_a_teaser_stands_above_its_button() -> None:
    teaser = "Two metres of water stood in the streets of Merrow in the autumn."
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, "Storm", "The lake rises", teaser, "more", LAST, *END)
    assert (found["The lake rises"], found[teaser], found[LAST]) == ("noise", "noise", "body")


def test_a_notice_in_place_of_every_graphic_does_not_end_the_text() -> None:
    notice = "Your settings do not allow this: these cookies are off."
    places = ("Olm", "Merrow", "Corvin", "Dremmel", "Sarrow", "Kelm")
    items = [f"The office at {place} counted the boats that were lost in the storm." for place in places]
    lines = [line for item in items for line in (item, "Contents not shown", notice, "Change settings")]
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, *lines, LAST, *END)
    assert {found[item] for item in items} == {"body"}


def test_counts_of_comments_in_a_box_do_not_end_the_text() -> None:
    long = f"{MIDDLE} {LAST} Nobody was hurt, but forty families had to leave their houses for the winter."
    other = f"{MORE} {OPENING} Forty families will come back to their houses on both shores in the spring."
    box = (
        "On this topic",
        "Storm over Olm and Merrow in the autumn",
        "Comments: 4",
        "Two piers lost in one night alone",
        "The captains who waited for spring",
    )
    found = kinds(*HEAD, OPENING, LONG, MIDDLE, MORE, *box, "Comments: 7", long, other)
    assert (found[long], found[other]) == ("body", "body")


def test_titles_with_one_short_sentence_each_below_the_text_are_teasers() -> None:
    teasers = (
        ("The piers of Olm", "How two piers were built again in a single winter."),
        ("The storm", "Two metres of water stood in the streets of Merrow."),
        ("The captains", "Three women will take the first boats across the lake."),
    )
    lines = [line for pair in teasers for line in pair]
    found = kinds(*HEAD, *(f"{OPENING} {MIDDLE}", f"{MORE} {LAST}", " ".join(END)), "3 min", *lines, "Contact")
    assert {found[line] for line in lines} == {"noise"}
