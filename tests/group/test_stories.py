"""Stories by words and time, storylines by words and names; the same whatever comes first."""

import random

from crosswire.base import Grouping, Report
from crosswire.group import group
from tests.group.making import told

SEPTEMBER = (
    "Ministers Koravan and Teslo argue over Varenne barges\n\nKoravan and Teslo clashed over the shelled relief "
    "barges of Varenne at the Assembly in Port Sarrow, where the Tamber Contact Panel meets on Thursday.",
    "Contact Panel splits over Varenne barges\n\nThe Tamber Contact Panel broke up in Port Sarrow without a text on "
    "Varenne after Koravan blamed Teslo's forces for the shelled relief barges.",
)
DECEMBER = (
    "Koravan and Teslo meet in Lindholm on Varenne\n\nKoravan and Teslo met for ten minutes in Lindholm beside the "
    "Baltic Council and found no way to evacuate the old quarter of Varenne.",
    "Ten minutes in Lindholm bring Varenne nothing\n\nThe old quarter of Varenne waits for buses after Koravan and "
    "Teslo met for ten minutes beside the Baltic Council in Lindholm; evacuate first, said Teslo.",
)
TWIN_HEADLINE = "Talks end without a result"
TWINS = (
    "The owners of the Orrest cannery and its packers left the arbitration room in Ulver after nine hours. Wages of "
    "the packers stay frozen until spring, the cannery's owners said, and the night shift is to strike.",
    "Ilse Koravan and Dag Teslo parted in Lindholm with no text on the old quarter of Varenne. The Tamber Front keeps "
    "its guns on the hill, and buses for the wounded wait at the Sarrow bridge.",
)


def saga() -> list[Report]:
    """Two stories of one conflict; of each the second report bears no date."""
    dates = ("2031-09-22", None, "2031-12-08", None)
    return [told(*text.split("\n\n"), published=day) for text, day in zip(SEPTEMBER + DECEMBER, dates, strict=True)]


def members(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in grouping.stories}


def test_one_saga_two_stories_one_storyline() -> None:
    reports = saga()
    ids = [r.id for r in reports]
    grouping = group(reports, ())
    assert members(grouping) == {frozenset(ids[:2]), frozenset(ids[2:])}
    assert [line.stories for line in grouping.storylines] == [tuple(story.id for story in grouping.stories)]
    assert grouping.stories[0].from_ == grouping.stories[0].to == "2031-09-22"
    assert "without a date" in grouping.stories[0].why


def test_any_input_order_gives_the_same() -> None:
    reports = [*saga(), told(TWIN_HEADLINE, TWINS[0], published="2031-12-08")]
    wanted = group(reports, ())
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert group(reports, ()) == wanted


def test_twin_headlines_do_not_join() -> None:
    reports = [told(TWIN_HEADLINE, body, published="2031-12-08") for body in TWINS]
    assert len(group(reports, ()).stories) == 2


def test_the_same_words_months_apart_are_two_stories() -> None:
    first = told(*SEPTEMBER[0].split("\n\n"), published="2031-09-22")
    second = told(*SEPTEMBER[0].split("\n\n"), published="2031-11-22", id="r-later")
    assert len(group([first, second], ()).stories) == 2


def test_no_reports_give_nothing() -> None:
    assert group((), ()) == Grouping()
