"""What single lines of a scraped page are: buttons, captions, subheads, the title below a trail, the last paragraph."""

from __future__ import annotations

import pytest

from tests.collect.test_cleaning import cleaned

TITLE = "Ferry service between Merrow and Olm to start again in spring"
OPENING = "The ferry between Merrow and Olm will run again from April, the harbour office of Varenne said on Monday."
MIDDLE = (
    "Service was stopped in autumn, when the lake rose by more than a metre and the piers on both shores were lost."
)
LAST = "Tickets will cost as much as before, and the first boats of the day will be kept for workers, the office said."
MORE = "The mayor of Olm, Lio Marsh, had asked for the boats since January, as the road around the lake is still shut."


def kind_of(line: str, *, above: tuple[str, ...] = (OPENING, MIDDLE), below: tuple[str, ...] = (LAST, MORE)) -> str:
    text = "\n".join(["Home", TITLE, "By Vera Munt", "May 3, 2021", *above, line, *below])
    report = cleaned(text)
    start = text.index(f"\n{line}\n") + 1
    return next(block.kind for block in report.blocks if block.start <= start < block.end)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("267", "noise"),
        ("Duration 1:30", "noise"),
        ("01:43 min", "noise"),
        ("To the timetable ›", "noise"),
        ("Artikel anhören", "noise"),
        ("Suscríbete", "noise"),
        ("The old pier at Olm © Lakeland Pictures", "caption"),
        ("The old pier at Olm in October. Jon Ackerby for Lakeland", "caption"),
        ("How the two piers of Olm were built again in one winter", "subhead"),
        ("14.05: Harbour office of Varenne names the three captains who will take the first boats across", "subhead"),
        ("A new pier", "subhead"),
    ],
)
def test_lines_between_paragraphs(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_who_fills_a_line_and_stands_in_the_text_heads_nothing() -> None:
    spoken = "“We have waited for this since autumn,” said Ana Vell, who works at the market of Merrow every week."
    assert kind_of("Ana Vell", above=(OPENING, spoken)) == "noise"


def test_a_short_sentence_over_a_credit_is_a_caption() -> None:
    assert kind_of("The pier at Olm was lost in autumn.", below=("Photo: Jon Ackerby", LAST, MORE)) == "caption"


def test_a_signed_last_paragraph_is_text() -> None:
    signed = "The office asked all who own boats to leave the harbour free until the end of the month. (vm)"
    assert kind_of(signed, below=("Share",)) == "body"


def test_a_long_paragraph_below_a_box_of_links_is_text() -> None:
    long = f"{MIDDLE} {LAST} Nobody was hurt, but forty families had to leave their houses for the winter."
    links = ("Read more", "Storm over Olm", "The lake rises")
    assert kind_of(long, above=(OPENING, MORE, *links), below=("Share",)) == "body"


@pytest.mark.parametrize(
    "above",
    [
        ("Home", f"Home News {TITLE}"),
        ("Home", "Varenne: Ferry Merrow Olm starts in spring, harbour office says", "Lake Varenne"),
    ],
)
def test_the_title_stands_below_a_trail_or_a_form_made_for_searching(above: tuple[str, ...]) -> None:
    standfirst = "Boats between Merrow and Olm will cross the lake again as soon as the two new piers are ready."
    text = "\n".join([*above, TITLE, standfirst, "By Vera Munt", "May 3, 2021", OPENING, MIDDLE, LAST])
    headline = cleaned(text).headline
    assert headline is not None
    assert headline.text == TITLE


@pytest.mark.parametrize(
    ("ending", "agency"),
    [(" (AFP)", "AFP"), ("\nSource: AFP", "AFP"), ("\n— Lowmark News Agency", "Lowmark News Agency"), (" (sic)", None)],
)
def test_the_agency_a_clean_text_is_signed_with(ending: str, agency: str | None) -> None:
    text = OPENING + "\n" + LAST + ending
    report = cleaned(text, is_page=False)
    assert (report.agency.text if report.agency else None) == agency
    if report.agency is not None:
        assert text[report.agency.start or 0 : report.agency.end or 0] == agency


def test_the_dateline_of_a_clean_text() -> None:
    report = cleaned("MERROW, 3 May 2021 /Lowmark News Agency/ -- " + OPENING, is_page=False)
    assert [part.text if part else "" for part in (report.place, report.agency)] == ["MERROW", "Lowmark News Agency"]
    assert report.published is not None
    assert report.published.value == "2021-05-03"


def test_the_order_of_one_date_settles_the_other() -> None:
    report = cleaned(f"{TITLE}\n\nPublished 13/04/2021\nUpdated 04/05/2021\n\n{OPENING}\n\n{LAST}")
    assert report.updated is not None
    assert (report.updated.value, report.updated.readings) == ("2021-05-04", ())


def test_a_post_under_a_handle_is_social() -> None:
    assert cleaned(f"@varenne_harbour\n{OPENING}\n10:15 AM · May 3, 2021").kind == "social"
    assert cleaned(f"{TITLE}\n\n@veramunt\n\n{OPENING}\n\n{LAST}").kind == "news"
