"""What holds for every report: blocks, offsets, limits; clean texts; dates and completeness of whole pages."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base import Limits, Page, Report
from crosswire.collect import clean
from crosswire.collect.lines.units import units
from crosswire.errors import InputError
from tests.collect.test_pages import FOLDER, NAMES

LINES = [line for name in NAMES for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]
ODD = ["\u200c", "\xa0", "a" * 300, "—", "12:30", "By", "© 2016", "3/4/2020", "(AFP)", "“", "- ", "İ ß ﬁ", "\x0b", "…"]
BODY = "Minister Ilse Koravan said on Monday that the talks in Merrow would go on until there was a deal."


def page(text: str, **fields: Any) -> Page:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Page(**{"path": "a.txt", "text": text, "sha256": sha, "encoding": "utf-8"} | fields)


def cleaned(text: str, limits: Limits | None = None, **fields: Any) -> Report:
    return clean(page(text, **fields), limits or Limits())


@given(
    st.lists(
        st.tuples(st.sampled_from(LINES + ODD), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n", "\n\xa0\n"]))
    ),
    st.booleans(),
)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_blocks_and_offsets_hold_for_any_page(parts: list[tuple[str, str]], is_page: bool) -> None:
    text = "".join(line + end for line, end in parts)
    found = attempt(text, is_page=is_page)
    if isinstance(found, Report):
        check(found)
    else:
        assert found == "CW205"


def attempt(text: str, **fields: Any) -> Report | str:
    try:
        return cleaned(text, **fields)
    except InputError as problem:
        return problem.code


@pytest.mark.parametrize("name", NAMES)
def test_blocks_and_offsets_hold_for_the_pages(name: str) -> None:
    check(cleaned((FOLDER / f"{name}.txt").read_text("utf-8")))


def check(report: Report) -> None:
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end <= len(report.text)
        assert not report.text[end : block.start].strip(), "words between blocks"
        words = report.text[block.start : block.end]
        assert words == words.strip()
        assert (block.kind == "noise") or block.sub is None
        end = block.end
    assert not report.text[end:].strip()
    for row in (*report.authors, *report.credits, *report.completeness.why, *single(report)):
        if row.start is not None:
            assert report.text[row.start : row.end] == row.text
    for dated in (report.published, report.updated, report.fetched):
        if dated is not None and dated.start is not None:
            assert report.text[dated.start : dated.end].strip()


def single(report: Report) -> list[Any]:
    found = (report.headline, report.standfirst, report.byline, report.outlet, report.place, report.agency)
    return [row for row in found if row is not None]


def test_the_same_page_gives_the_same_bytes() -> None:
    text = (FOLDER / "21_full_menu.txt").read_text("utf-8")
    assert msgspec.json.encode(cleaned(text)) == msgspec.json.encode(cleaned(text))


def test_a_clean_text_is_all_body() -> None:
    report = cleaned("CORVANE (AFP) - Shells fell.\n\nShare\n\nNobody was hurt.", is_page=False)
    assert [block.kind for block in report.blocks] == ["body", "body", "body"]
    assert report.place is not None
    assert report.place.text == "CORVANE"
    assert report.completeness.value == "full"


def test_given_columns_win_and_have_no_offsets() -> None:
    report = cleaned(
        f"Talks go on\n\n3 May 2019\n\n{BODY}\n",
        given_title="Talks go on in Merrow",
        given_published="2019-05-04",
        given_outlet="The Tamber Post",
        given_url="https://post.example/2019/05/04/talks",
    )
    assert report.headline is not None
    assert (report.headline.text, report.headline.start, report.headline.basis) == (
        "Talks go on in Merrow",
        None,
        "given",
    )
    assert report.published is not None
    assert (report.published.value, report.published.basis) == ("2019-05-04", "given")
    assert report.outlet is not None
    assert report.outlet.text == "The Tamber Post"
    assert report.url == "https://post.example/2019/05/04/talks"


def test_a_date_from_the_address_when_the_page_has_none() -> None:
    report = cleaned(f"Talks go on in Merrow\n\n{BODY}", given_url="https://post.example/2019/05/04/talks")
    assert report.published is not None
    assert (report.published.value, report.published.basis) == ("2019-05-04", "url")
    assert report.outlet is not None
    assert (report.outlet.text, report.outlet.basis) == ("post.example", "url")


def test_words_of_the_body_are_no_date_of_the_report() -> None:
    report = cleaned(f"Talks go on in Merrow\n\n{BODY}\n\nThe last deal was signed on 3 May 2011 and held for a week.")
    assert (report.published, report.updated, report.fetched) == (None, None, None)


def test_a_dateline_without_a_year_takes_it_from_the_page() -> None:
    text = f"Talks go on in Merrow\n\nPrinted on: 5 March 2020\n\nLOWMARK, March 3 (NWA) - {BODY}\n"
    report = cleaned(text)
    assert report.published is not None
    assert (report.published.value, report.published.basis) == ("2020-03-03", "inferred")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Home\n\nNews\n\nSport\n", "CW205"), ("\u200c\n\n—", "CW205"), (BODY * 30, "CW203")],
)
def test_pages_that_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(InputError, match=code):
        cleaned(text, Limits(report_chars=1000))


def test_a_long_block_is_cut_at_sentence_ends() -> None:
    text = " ".join([BODY] * 50)
    report = cleaned(text, Limits(block_chars=500))
    pieces = [report.text[block.start : block.end] for block in report.blocks]
    assert " ".join(pieces) == text
    assert all(len(piece) <= 500 and piece.endswith(".") for piece in pieces)


def test_a_block_without_sentences_is_cut_all_the_same() -> None:
    report = cleaned("x" * 1200 + " and some more words here.", Limits(block_chars=500))
    assert max(block.end - block.start for block in report.blocks) <= 500
    check(report)


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    report = cleaned((FOLDER / "20_wrapped.txt").read_text("utf-8"))
    assert [block.kind for block in report.blocks] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (
            "Der Minister hat am Montag gesagt, dass die Gespräche in Merrow weitergehen, bis es eine Einigung gibt.",
            "de",
        ),
        (
            "Le ministre a dit lundi que les pourparlers de Merrow se poursuivraient jusqu'à un accord.",
            "fr",
        ),
        (
            "Министр заявил в понедельник, что переговоры в Мерроу продолжатся до тех пор, пока не будет соглашения.",
            "ru",
        ),
        ("قال الوزير يوم الاثنين إن المحادثات في ميرو ستستمر حتى التوصل إلى اتفاق بين الطرفين في البلاد", "ar"),
        ("Koravan meets Dessel", "en"),
        ("GUNMEN KILLED 5 SOLDIERS IN LOWMARK", "en"),
        ("3/4", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert cleaned(text, is_page=False).language == language


def stitched(*paragraphs: str) -> Report:
    return cleaned("Talks fail in Merrow\n\n" + "\n\n".join([BODY, *paragraphs]))


def test_one_kind_of_sign_does_not_make_a_page_stitched() -> None:
    assert (
        stitched("A ferry of the U.N.has run aground near Olm, its captain wrote to the paper.").completeness.value
        == "full"
    )
    assert (
        stitched("The US said so, and a U.S. envoy said so too, in the talks at the lake.").completeness.value == "full"
    )


def test_several_kinds_of_sign_do_with_their_words() -> None:
    report = stitched(
        "A ferry of the U.N.has run aground near Olm, its captain wrote to the newspaper.",
        "The ceasefire held for a day. -Varenne fishing accord, as the army called it, did not.",
        "The US and the U.S. envoy both asked for a cease-fire, and the USA sent a second one.",
    )
    assert report.completeness.value == "stitched"
    words = {row.text for row in report.completeness.why}
    assert {"U.N.has", "cease-fire", "ceasefire"} <= words


@pytest.mark.parametrize(
    "ending",
    [
        "This article is for subscribers only.",
        "To continue reading this article, log in.",
        "The bridge was built in 1811 and appears on the coat of arms of […]",
        "The bridge was built in 1811 and it still carries the night train to …",
    ],
)
def test_partial_pages_say_why(ending: str) -> None:
    report = cleaned(f"Old bridge to go\n\n{BODY}\n\n{BODY} It will rain.\n\n{ending}\n")
    assert report.completeness.value == "partial"
    assert report.completeness.why


def test_lines_that_read_the_same_share_their_shape() -> None:
    found = units("a\nb\n" * 500 + "\na\n")
    assert len({unit.shape for unit in found}) == 2
    assert [unit.gap for unit in found[-3:]] == [False, False, True]


def test_an_article_among_very_many_short_lines_is_found() -> None:
    article = (
        f"Talks go on in Merrow\n\n3 May 2019\n\n{BODY}\n\nThe envoys will meet again after lunch, his office said.\n\n"
    )
    report = cleaned("a\n" * 20_000 + article + "b\n" * 20_000)
    assert report.headline is not None
    assert report.headline.text == "Talks go on in Merrow"
    assert sum(block.kind == "body" for block in report.blocks) == 2
    check(report)
