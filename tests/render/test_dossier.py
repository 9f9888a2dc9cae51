"""The dossier: one file that needs nothing else, keeps every word, escapes everything and says what it leaves out."""

import base64
import hashlib
import re
import time

import msgspec
import pytest

from crosswire.base import FORMAT, Account, Block, BriefItem, Quote, Record, Report, Stated, Unread
from crosswire.render import dossier
from crosswire.render.dossier import UNSAFE
from tests.making import report as made_report
from tests.render.making_record import COURIER, LEDGER, Pages, record
from tests.render.reading_html import Dossier

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def html() -> str:
    return dossier(record())


@pytest.fixture(scope="module")
def page(html: str) -> Dossier:
    return Dossier(html)


def many(count: int, words: int = 300) -> Record:
    """A record of `count` reports, each with a quotation and a line of the brief."""
    reports = [made_report(f"Page {n}\n\n" + "“We walked on,” said Ada. " * (words // 5)) for n in range(count)]
    quotes = [Quote(id=f"q-{r.id}", report=r.id, kind="direct") for r in reports]
    lines = [
        BriefItem(id=f"b-{r.id}", section="s", text="Page", accounts=(Account(report=r.id, start=0, end=4),))
        for r in reports
    ]
    return replace(empty(), reports=tuple(reports), quotes=tuple(quotes), brief=tuple(lines))


def empty() -> Record:
    return Record(format=FORMAT, made=record().made)


def test_every_report_is_there_to_the_letter(page: Dossier) -> None:
    assert [text.split() for text in page.pages] == [report.text.split() for report in record().reports]
    assert page.pages == [report.text for report in record().reports]


def test_every_link_leads_somewhere_and_no_id_stands_twice(page: Dossier) -> None:
    assert len(page.ids) == len(set(page.ids))
    inner = {link for link in page.links if link.startswith("#")}
    assert len(inner) > 30
    assert {link[1:] for link in inner} <= set(page.ids)


def test_a_statement_leads_to_its_words(html: str) -> None:
    on = Pages()
    place = on.at(LEDGER, "22 aid workers")
    target = re.search(rf'<span id="{place.report}-{place.start}-{place.end}"[^>]*>(.*?)</span>', html)
    assert target
    assert "22 aid workers" in re.sub("<[^>]*>", "", target[0])


def test_nothing_runs_and_nothing_is_fetched(page: Dossier) -> None:
    assert not {"link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert [value for tag, name, value in page.attributes if tag == "script"] == ["application/ld+json"]
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in ("style", "src", "srcset", "action", "background"), (tag, name, value)


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(html: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"url\(|@import", style)


def test_headings_go_down_one_step_at_a_time(page: Dossier) -> None:
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {head[title]}",
    "javascript:alert(1)",
    "a\0b\u202egnp.exe\u2066 \ud800 \x1b[31m\u009b",
    "&lt;b&gt; &#x3C;script&#x3E; <!-- --> ]]>",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_page_stays_text(words: str) -> None:
    page = Dossier(dossier(hostile(words)))
    assert page.tags.count("script") == 1  # the data block; no browser runs it
    assert "img" not in page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if not link.startswith("#")]
    shown = UNSAFE.sub("\ufffd", words)
    assert page.pages == [f"{shown}\n\n{shown} said."]


def hostile(words: str) -> Record:
    """A record that has `words` in every field a page or its address can reach."""
    text = f"{words}\n\n{words} said."
    stated = Stated(text=words, start=0, end=len(words))
    odd = Report(
        id="r-0",
        path=words,
        sha256="0",
        encoding="utf-8",
        text=text,
        language="en",
        url="javascript:alert(1)//" + words,
        headline=stated,
        byline=stated,
        outlet=stated,
        place=stated,
        agency=stated,
        authors=(stated,),
        credits=(stated,),
        blocks=(
            Block(start=0, end=len(words), kind="headline"),
            Block(start=len(words) + 2, end=len(text), kind="body"),
        ),
    )
    account = Account(report="r-0", start=0, end=len(words), source=words)
    base = record()
    return replace(
        base,
        reports=(odd,),
        entities=tuple(replace(row, name=words, aliases=(words,)) for row in base.entities),
        events=tuple(replace(row, title=words, type=words, fate=words) for row in base.events),
        stories=tuple(replace(row, title=words) for row in base.stories),
        storylines=tuple(replace(row, title=words) for row in base.storylines),
        brief=(BriefItem(id="b", section=words, text=words, accounts=(account,)),),
        disagreements=tuple(replace(row, question=words, why=(words,)) for row in base.disagreements),
        unread=(Unread(path=words, language=words, reason=words),),
    )


def test_a_web_address_becomes_a_link_that_gives_nothing_away() -> None:
    first = replace(record().reports[COURIER], url="https://selmarcourier.example/a?b=1&c=2")
    html = dossier(replace(empty(), reports=(first,)))
    assert '<a href="https://selmarcourier.example/a?b=1&amp;c=2" rel="noreferrer noopener">' in html


def test_an_empty_record_says_so() -> None:
    page = dossier(empty())
    assert "No page was read." in page
    assert "No disagreement was found in these pages." in page
    Dossier(page)


def test_what_is_weak_or_inferred_is_marked(html: str) -> None:
    assert "14 Nov 2019 (inferred)" in html
    assert "stitched page: parts of several texts, never used alone unmarked" in html
    assert re.search(r"2\xa0Harbour Post</a>, Corvane, 20 Sep 2019 <span class=\"warn\">stitched page", html)


def test_look_alikes_stand_in_a_section_of_their_own_and_others_keep_their_order(html: str) -> None:
    before, after = html.split('<h2 id="spared">')
    assert "A look-alike that is not shown" not in before
    assert "A look-alike that is not shown" in after
    places = [html.index(question) for question in ("Who attacked", "How many people", "On which day", "Was an escort")]
    assert places == sorted(places)


def test_no_number_is_derived(html: str) -> None:
    """The counts are printed as the reports print them: no sum, no middle, no percentage, no number on a scale."""
    part = html.split('id="casualties"')[1].split("</section>")[0]
    shown = re.sub(r"<[^>]*>", " ", part)
    assert set(re.findall(r"\d+", shown)) == {"14", "22", "17", "2019", "1", "2", "3"}  # tolls, day, page numbers
    assert "%" not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


def test_beyond_the_limit_texts_are_left_out_with_a_notice() -> None:
    made = many(12)
    html = dossier(made, texts=5)
    page = Dossier(html)
    assert page.pages == [report.text for report in made.reports[:5]]
    assert "the texts of 7 pages are left out" in html
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert Dossier(dossier(made, characters=len(made.reports[0].text) * 2 + 10)).pages == page.pages[:2]


def test_the_cost_grows_with_the_number_of_reports_only() -> None:
    dossier(many(5))
    small, large = (timed(many(count)) for count in (100, 400))
    assert large < 12 * small, f"4 times the reports took {large / small:.1f} times as long"


def timed(made: Record) -> float:
    """Seconds for one dossier; the best of three, since a busy machine can only be slower."""
    found = []
    for _ in range(3):
        begin = time.process_time()
        dossier(made)
        found.append(time.process_time() - begin)
    return min(found)


def test_a_thousand_reports_make_a_file_a_browser_opens() -> None:
    html = dossier(many(1000, words=100))
    assert len(html) < 6_000_000
    assert "700 more are in record.json." in html


def test_lists_too_long_to_read_are_cut_and_say_so() -> None:
    base = record()
    rows = tuple(replace(base.disagreements[0], id=f"d-{n}", rank=n) for n in range(400))
    html = dossier(replace(base, disagreements=rows))
    page = Dossier(html)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert html.count('<article class="dispute"') == 300
    assert "100 more are in record.json." in html


def test_the_same_record_gives_the_same_page(html: str) -> None:
    assert dossier(record()) == html
