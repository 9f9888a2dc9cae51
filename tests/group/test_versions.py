"""One report at two times: found by address or by outlet and words, with every word that was changed."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import Dated, Report, Stated, Story
from crosswire.group import with_versions
from crosswire.group.edits import edits
from tests.making import report

FIRST = (
    "Shells fell on the market of Lindre on Monday, the town council said. Twelve people were killed, thirty hurt.\n\n"
    "Mayor Ines Tarle told reporters that families were buying bread when the first shell struck. The army of Estmark "
    "did not comment. Rescue teams from Port Sarrow are searching the ruins."
)
LATER = FIRST.replace("Twelve", "Fourteen").replace("did not comment", "denied firing on the town")
OTHER = (
    "The parliament of Varenne passed a budget late on Tuesday after nine hours of debate on the price of bread, fuel "
    "and seed. Ministers praised the vote. Farmers from the valley of the Ost said that they would block the roads."
)


def told(text: str, day: str, outlet: str = "Varenne Courier", url: str | None = None, **more: object) -> Report:
    made = report(text, published=day, url=url, outlet=Stated(text=outlet, basis="given"))
    return msgspec.structs.replace(made, id=f"r-{abs(hash((text, day, outlet, url))):x}", **more)


def numbered(*reports: Report) -> dict[str, tuple[int, str | None]]:
    """Version and first version of each report, all in one story."""
    story = Story(id="s", title="", reports=tuple(one.id for one in reports))
    found = with_versions(reports, [story])
    assert found == with_versions(reports[::-1], [story])
    return {one.id: (one.version, one.version_of) for one in found}


def test_the_same_address_with_other_words_is_a_later_version() -> None:
    url = "https://courier.example/lindre"
    one, two = told(FIRST, "2020-06-02", url=url), told(LATER, "2020-06-09", outlet="Courier", url=f"{url}/#top")
    assert numbered(one, two) == {one.id: (1, None), two.id: (2, one.id)}
    apart = told(OTHER, "2020-06-03", url=url)
    assert numbered(one, apart) == {one.id: (1, None), apart.id: (1, None)}


def test_nearly_the_same_words_of_an_outlet_within_days_are_a_later_version() -> None:
    texts = (FIRST, LATER, LATER + " No more.")
    one, two, three = (told(text, f"2020-06-0{n}") for n, text in enumerate(texts, start=2))
    assert numbered(one, two, three) == {one.id: (1, None), two.id: (2, one.id), three.id: (3, one.id)}


def test_a_series_a_round_up_and_another_outlet_are_reports_of_their_own() -> None:
    one = told(FIRST, "2020-06-02")
    longer = "\n\n".join(
        (FIRST, OTHER, OTHER.replace("bread", "salt").replace("nine", "ten"), " ".join(f"word{n}" for n in range(90)))
    )
    for other in (
        told(LATER, "2020-06-09"),
        told(LATER, "2020-06-02", outlet="Northern Ledger"),
        told(longer, "2020-06-02"),
    ):
        assert set(numbered(one, other).values()) == {(1, None)}


def test_of_two_fetches_the_later_is_the_later_version() -> None:
    url = "https://courier.example/lindre"
    one, two = (
        told(text, "2020-06-02", url=url, fetched=Dated(value=day, basis="given"))
        for text, day in ((LATER, "2020-06-02T09:00:00Z"), (FIRST, "2020-06-02T12:00:00Z"))
    )
    assert numbered(two, one) == {one.id: (1, None), two.id: (2, one.id)}


def test_what_was_changed_is_kept_with_its_words() -> None:
    one, two = told(FIRST, "2020-06-02"), told(LATER, "2020-06-03")
    assert [
        [[side.text[a.start : a.end] for a in anchors] for side, anchors in ((one, edit.before), (two, edit.after))]
        for edit in edits(one, two)
    ] == [[["Twelve"], ["Fourteen"]], [["did not comment."], ["denied firing on the town."]]]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d,", "e.", "\n\n"]), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_the_changes_made_to_the_first_give_the_second(one: str, two: str) -> None:
    before, after = (msgspec.structs.replace(report(text), id=f"r-{n}") for n, text in enumerate((one, two)))
    found = edits(before, after)
    left = []
    for side, anchors in ((before, [a for e in found for a in e.before]), (after, [a for e in found for a in e.after])):
        assert all(side.id == a.report and side.text[a.start : a.end].strip() for a in anchors)
        taken = {n for a in anchors for n in range(a.start, a.end)}
        left.append("".join(char for n, char in enumerate(side.text) if n not in taken).split())
    assert left[0] == left[1]


def test_a_brief_that_grew_under_its_headline_is_one_report() -> None:
    """Most of the whole is new; under another headline the same brief is an item of a round-up."""
    whole = "\n\n".join((FIRST, OTHER, OTHER.replace("bread", "salt"), " ".join(f"word{n}" for n in range(90))))
    under = Stated(text="Shells fall on Lindre", basis="given")
    brief, grown = (
        told(text, day, headline=under) for text, day in ((FIRST, "2020-06-02T09:00"), (whole, "2020-06-02T15:00"))
    )
    assert numbered(brief, grown) == {brief.id: (1, None), grown.id: (2, brief.id)}
    round_up = told(whole, "2020-06-02", headline=Stated(text="The day in short", basis="given"))
    assert set(numbered(brief, round_up).values()) == {(1, None)}
