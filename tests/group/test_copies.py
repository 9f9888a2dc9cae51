"""Passages that stand in two pages, who took, and the lineages they make."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base import Completeness, Part, Quote, Reading, Stated
from crosswire.group import group
from tests.group.making import entity, told
from tests.making import report

HEADLINE = "Relief barges shelled on the Sarrow"
WIRE = (
    "Three relief barges were hit by shells while they waited for the lock at Port Sarrow to open, "
    "and their crews swam to the northern bank under fire."
)
OWN = "Koravan blamed the Tamber Front for shelling the relief barges at the Port Sarrow lock."
OTHER = "The Tamber Front said its guns were silent when relief barges burned at the lock of Port Sarrow."


def test_a_verbatim_passage_is_found_with_both_anchors() -> None:
    first = told(HEADLINE, f"{WIRE}\n\n{OWN}", published="2031-09-20")
    second = told("Barges burn", f"{OTHER} {WIRE}", published="2031-09-21")
    (copy,) = group([second, first], ()).copies
    assert (copy.kind, copy.overlap, copy.direction) == ("verbatim", 1.0, second.id)
    texts = {first.id: first.text, second.id: second.text}
    for anchor in (copy.a, copy.b):
        assert texts[anchor.report][anchor.start : anchor.end] == WIRE.removesuffix(".")


def test_a_passage_with_a_word_changed_is_edited() -> None:
    first = told(HEADLINE, WIRE, published="2031-09-20")
    second = told(HEADLINE, WIRE.replace("crews swam", "sailors swam"), published="2031-09-21")
    (copy,) = group([first, second], ()).copies
    assert copy.kind == "edited"
    assert 0.6 < copy.overlap < 1


@pytest.mark.parametrize(
    "shared",
    [
        "Foreign Minister Ilse Koravan and Tamber Front Commander Dag Teslo of the Varenne Free State",
        "spoke on condition of anonymity because they were not authorized to speak to the media",
        "the barges were hit at the lock",
    ],
    ids=["names", "stock phrase", "short"],
)
def test_chance_is_no_copy(shared: str) -> None:
    first = told(HEADLINE, f"{OWN} {shared} then.", published="2031-09-20")
    second = told(HEADLINE, f"{OTHER} {shared} now.", published="2031-09-21")
    grouping = group([first, second], ())
    assert {copy.kind for copy in grouping.copies} <= {"possible"}
    assert grouping.lineages == ()


def test_a_page_that_repeats_itself_makes_no_row() -> None:
    assert group([told(HEADLINE, f"{WIRE}\n\n{WIRE}", published="2031-09-20")], ()).copies == ()


def test_the_report_that_credits_the_agency_gave() -> None:
    late = told(HEADLINE, f"{WIRE} {OWN}", published="2031-09-22", agency=Stated(text="TPA"))
    early = told(HEADLINE, f"{WIRE} {OTHER}", published="2031-09-20")
    grouping = group([late, early], ())
    assert grouping.copies[0].direction == early.id
    assert grouping.lineages[0].origin == late.id


def test_a_stitched_page_took() -> None:
    page = told(HEADLINE, f"{WIRE} {OWN}", completeness=Completeness(value="stitched"))
    whole = told(HEADLINE, f"{WIRE} {OTHER}")
    assert group([page, whole], ()).copies[0].direction == page.id


def test_the_same_quoted_words_make_no_lineage() -> None:
    speech = WIRE.removesuffix(".")
    pages = [told(HEADLINE, f"“{speech}” {words}", published="2031-09-20") for words in (OWN, OTHER)]
    readings = []
    for page in pages:
        start = page.text.index(speech)
        part = Part(start=start, end=start + len(speech))
        readings.append(
            Reading(report=page.id, quotes=(Quote(id=f"q-{page.id}", report=page.id, kind="direct", parts=(part,)),))
        )
    grouping = group(pages, readings)
    assert "inside quotation marks" in grouping.copies[0].why
    assert grouping.lineages == ()


def test_one_agency_is_one_origin() -> None:
    agency = Stated(text="TPA")
    pages = [told(HEADLINE, words, published="2031-09-20", agency=agency) for words in (OWN, OTHER)]
    (lineage,) = group(pages, ()).lineages
    assert set(lineage.reports) == {page.id for page in pages}
    assert "both credit TPA" in lineage.basis


def test_many_prints_of_one_text_give_a_star() -> None:
    pages = [told(HEADLINE, f"{WIRE} Print {n}.", published=f"2031-09-{n:02}") for n in range(1, 9)]
    assert len(group(pages, ()).copies) == len(pages) - 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WIRE.split(), *OWN.split(), "\n\n"]), min_size=20, max_size=80), st.integers(0, 40))
def test_anchors_hold_the_same_words(words: list[str], cut: int) -> None:
    one = report(" ".join(words), published="2031-09-20", id="r-one")
    two = report(" ".join(["So", *words[cut:]]), published="2031-09-21", id="r-two")
    texts = {"r-one": one.text, "r-two": two.text}
    for copy in group([one, two], ()).copies:
        a, b = (texts[x.report][x.start : x.end].lower().split() for x in (copy.a, copy.b))
        assert copy.a.report != copy.b.report
        if copy.kind == "verbatim":
            assert [w.strip(".,") for w in a] == [w.strip(".,") for w in b]


def test_a_passage_reaches_to_the_end_of_the_sentence_over_a_word_that_differs() -> None:
    first = told(HEADLINE, f"{OWN} {WIRE.replace('under fire.', 'in a Hask boat.')}", published="2031-09-20")
    second = told(HEADLINE, WIRE.replace("under fire.", "in a Port Hask boat."), published="2031-09-21")
    (copy,) = group([first, second], ()).copies
    assert copy.kind == "edited"
    assert second.text[copy.b.start : copy.b.end].endswith("Port Hask boat")


TOLD = (
    "The Tamber Front and the army are to open a hearing in Lindholm later on Friday of the twelve-member Contact "
    "Panel, which brings together harbour towns with a stake in the river war."
)
TOLD_OVER = (
    "Guns went on pounding the quay while harbour towns with a stake in the long river war were gathering in "
    "Lindholm.\n\n"
    "The Tamber Front and the army on Friday are opening a hearing that will bring together the twelve-member Contact "
    "Panel, which was founded to look for a truce."
)


def test_a_sentence_told_over_in_two_is_rewritten() -> None:
    first = told(HEADLINE, f"{OWN}\n\n{TOLD}", published="2031-09-20")
    second = told(HEADLINE, f"{TOLD_OVER}\n\nNobody came.", published="2031-09-21")
    grouping = group([first, second], ())
    (copy,) = grouping.copies
    assert (copy.kind, copy.direction) == ("rewritten", second.id)
    assert "“harbour towns with a stake in" in copy.why
    assert first.text[copy.a.start : copy.a.end] == TOLD.removesuffix(".")
    assert second.text[copy.b.start : copy.b.end].startswith("Guns went on pounding")
    assert len(grouping.lineages) == 1


def test_what_may_be_coincidence_is_possible_and_makes_no_lineage() -> None:
    first = told(
        HEADLINE, f"{OWN} The crews swam to the northern bank under fire, and most of them were saved by a tug."
    )
    second = told(
        HEADLINE, f"{OTHER} The cook and both mates swam to the northern bank under fire, the lock keeper thought."
    )
    grouping = group([first, second], ())
    assert [copy.kind for copy in grouping.copies] == ["possible"]
    assert grouping.copies[0].direction is None
    assert grouping.lineages == ()


def test_a_pronoun_that_has_lost_its_name_points_to_the_taker() -> None:
    said = (
        "He laid the blame on a pilot who had mistaken the lock for an ammunition wharf and apologised to every crew."
    )
    first = told(HEADLINE, f"Dag Teslo spoke for an hour. {said}", published="2031-09-20")
    second = told(HEADLINE, f"Barges burned at the lock of Port Sarrow. {said}", published="2031-09-20")
    readings = [Reading(report=first.id, entities=(entity(first, "Dag Teslo"),)), Reading(report=second.id)]
    (copy,) = group([first, second], readings).copies
    assert copy.direction == second.id
    assert "lost the name" in copy.why


def test_naming_the_other_outlet_points_to_the_taker() -> None:
    early = told(HEADLINE, f"{WIRE} The Harbour Post was first with the news.", published="2031-09-20")
    late = told(HEADLINE, f"{WIRE} {OWN}", published="2031-09-20", outlet=Stated(text="The Harbour Post"))
    (copy,) = group([early, late], ()).copies
    assert copy.direction == early.id


def test_of_what_somebody_said_time_does_not_tell_who_took() -> None:
    speech = WIRE.removesuffix(".")
    early = told(HEADLINE, f"“{speech},” Koravan said. {OWN}", published="2031-09-20")
    late = told(HEADLINE, f"“{speech},” Koravan told a crowd. {OTHER}", published="2031-09-23")
    (copy,) = group([early, late], ()).copies
    assert copy.direction is None
    assert copy.why.endswith("inside quotation marks; both may have heard them.")


def test_of_what_somebody_told_one_outlet_the_report_that_names_it_took() -> None:
    speech = WIRE.removesuffix(".")
    heard = told(HEADLINE, f"“{speech},” Koravan said. {OWN}", published="2031-09-20", outlet=Stated(text="Lock News"))
    late = told(HEADLINE, f"“{speech},” Koravan told Lock News. {OTHER}", published="2031-09-23")
    assert group([heard, late], ()).copies[0].direction == late.id


def test_a_straight_mark_that_is_forgotten_does_not_turn_the_others() -> None:
    spoken = '"The lock is ours. "We will not leave it," Koravan said.'
    first = told(HEADLINE, f'{spoken} {WIRE} She said it was "a day of shame" for the Front.', published="2031-09-20")
    second = told(HEADLINE, f'{WIRE} It was "a day of shame", Dag Teslo thought.', published="2031-09-21")
    (copy,) = group([first, second], ()).copies
    assert "inside quotation marks" not in copy.why


def test_on_one_day_the_hour_tells_who_took() -> None:
    first = told(HEADLINE, f"{WIRE} {OWN}", published="2031-09-20T10:00:00+02:00")
    second = told(HEADLINE, f"{WIRE} {OTHER}", published="2031-09-20T09:00:00Z")
    grouping = group([second, first], ())
    assert grouping.copies[0].direction == second.id
    assert grouping.lineages[0].origin == first.id


@pytest.mark.parametrize("outlet", ["AP", "The Associated Press"])
def test_the_agency_itself_gave_what_others_credit_it_with(outlet: str) -> None:
    own = told(HEADLINE, f"{WIRE} {OTHER}", published="2031-09-20", outlet=Stated(text=outlet))
    print_ = told(HEADLINE, f"{WIRE} {OWN}", published="2031-09-20", agency=Stated(text="Associated Press"))
    grouping = group([own, print_], ())
    assert grouping.copies[0].direction == print_.id
    assert grouping.lineages[0].origin == own.id


LONG = (
    "The river war began nine years ago. Both banks live from the lock. Pilots, cooks and mates signed for a month. "
    "In spring the ice breaks at Hask and takes the jetties with it. Old men mend nets there and talk of floods. "
)


def test_one_sentence_taken_over_does_not_make_two_reports_one_text() -> None:
    turned = " ".join(reversed(LONG.split()))
    first = told(HEADLINE, f"{OWN} {WIRE} {LONG * 6}", published="2031-09-20")
    second = told(HEADLINE, f"{OTHER} {WIRE} {turned * 6}", published="2031-09-21")
    grouping = group([first, second], ())
    assert any(copy.kind == "verbatim" for copy in grouping.copies)
    assert grouping.lineages == ()
