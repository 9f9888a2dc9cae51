"""What the dossier's lists say, row by row."""

import msgspec
import pytest

from crosswire.base import Account, BriefItem, Dated, Part, Quote, Record, Time
from crosswire.render import charts, first, sections
from crosswire.render.desk import Desk
from tests.making import report as made_report
from tests.render.making_record import COURIER, record

replace = msgspec.structs.replace


def desk(made: Record) -> Desk:
    return Desk(made, frozenset(report.id for report in made.reports))


def quoting(text: str, *parts: str, **fields: object) -> Record:
    """A record of one report with one quotation whose parts are these words."""
    report = made_report(text)
    places = tuple(Part(start=text.index(words), end=text.index(words) + len(words)) for words in parts)
    quote = Quote(id="q-1", report=report.id, parts=places, **({"kind": "direct"} | fields))  # type: ignore[arg-type]
    return replace(record(), reports=(report,), quotes=(quote,), times=())


@pytest.mark.parametrize(
    ("text", "parts", "kind", "printed"),
    [
        ("“Stay,” Ada said. “It is late.”", ("Stay,", "It is late."), "direct", "“Stay,” … “It is late.”"),
        (
            "Ada called it “a mistake” that costs.",
            ("it", "a mistake", "that costs"),
            "mixed",
            "“it ‘a mistake’ that costs”",
        ),
        ("Ada said that the road was open.", ("that the road was open",), "indirect", "“that the road was open”"),
        ("Ada denied it, then “laughed”.", ("laughed",), "mixed", "“laughed”"),
    ],
)
def test_quotations_are_printed_as_on_the_page(text: str, parts: tuple[str, ...], kind: str, printed: str) -> None:
    made = quoting(text, *parts, kind=kind)
    (speaker,) = sections.speakers(made, desk(made))
    assert [row.words for row in (*speaker.quotes, *speaker.indirect)] == [printed]


def test_the_unnamed_stay_unnamed_and_nobody_is_guessed() -> None:
    rows = {speaker.name: speaker.quotes for speaker in sections.speakers(record(), desk(record()))}
    assert [row.by for row in rows["Unnamed speakers"]] == ["A senior Straits Council official", "the official"]
    assert [row.words for row in rows["Speaker not stated"]] == ["“a mistake that will cost lives”"]


def test_an_unnamed_source_is_never_put_under_a_name() -> None:
    made = quoting("“Stay,” an aide to Orlo said.", "Stay,", anonymous=True, speaker="e-orlo")
    assert [speaker.name for speaker in sections.speakers(made, desk(made))] == ["Unnamed speakers"]


def test_the_same_words_on_two_pages_are_one_line() -> None:
    base = record()
    first_row = base.quotes[0]
    other = base.reports[1]
    start = other.text.index("We have no aircraft")
    again = replace(
        first_row,
        id="q-2",
        report=other.id,
        parts=(Part(start=start, end=start + len("We have no aircraft and no reason to burn our own bread,")),),
    )
    made = replace(base, quotes=(first_row, again))
    (speaker,) = sections.speakers(made, desk(made))
    assert [[cite.number for cite in row.cites] for row in speaker.quotes] == [[1, 2]]


def test_one_figure_of_one_source_is_one_line_whoever_prints_it() -> None:
    (incident,) = first.incidents(record(), desk(record()))
    lines = [(row.printed, row.source, [cite.number for cite in row.cites]) for row in incident.figures]
    assert lines == [
        ("“at least 14 civilians”", "the Hask Valley Monitor", [1, 2]),
        ("“22 aid workers”", "Lantern Relief", [3]),
    ]
    assert incident.day == "Tue 17 Sep 2019"


def test_the_chart_of_counts_draws_what_is_printed() -> None:
    (chart,) = charts.tolls(first.incidents(record(), desk(record())))
    low, high = chart.dots
    assert low.open
    assert not high.open
    assert 0 < low.x < high.x == high.to


def test_coverage_counts_every_dated_page_once_however_many_there_are() -> None:
    assert [(bar.day, bar.outlet, bar.n) for bar in charts.coverage(record())][:2] == [
        ("20 Sep 2019", "Harbour Post", 1),
        ("", "Selmar Courier", 1),
    ]
    base = record().reports[COURIER]
    dates = [
        f"{year}-{month:02}-{day:02}" for year in (2018, 2019) for month in range(1, 13) for day in range(1, 29, 3)
    ]
    reports = tuple(replace(base, id=f"r-{date}", published=Dated(value=date, basis="stated")) for date in dates)
    bars = charts.coverage(replace(record(), reports=reports))
    assert len(bars) == 24
    assert sum(bar.n for bar in bars) == len(dates)


def test_origins_name_who_shares_text_and_never_say_independent() -> None:
    lines = [line for line, _ in first.origins(record(), desk(record()))]
    assert lines[0].startswith("1\xa0Selmar Courier and 2\xa0Harbour Post share text or an agency credit.")
    assert lines[1] == "3 pages: no shared text or credit found."
    assert not any("independent" in line or "confirm" in line for line in lines)


def test_a_brief_says_which_monday_is_meant() -> None:
    text = "The truce ended on Monday, two days after 5 May. Talks go on today."
    report = made_report(text, published="2019-05-09")
    times = tuple(
        Time(
            id=f"t-{words}",
            report=report.id,
            start=text.index(words),
            end=text.index(words) + len(words),
            text=words,
            kind="DATE",
            value=value,
        )
        for words, value in (("Monday", "2019-05-06"), ("5 May", "2019-05-05"), ("today", "2019-05-09"))
    )
    end = text.index(" Talks")
    row = BriefItem(id="b", section="s", text=text[:end], accounts=(Account(report=report.id, start=0, end=end),))
    made = replace(record(), reports=(report,), times=times, brief=(row,), disagreements=())
    ((_, (line,)),) = first.brief(made, desk(made))
    assert line.text == "“The truce ended on Monday [6 May], two days after 5 May.”"


def test_events_with_a_day_come_first_and_statements_are_folded() -> None:
    base = record()
    late, early = base.events[1], base.events[0]
    saying = replace(early, id="ev-say", type="STMT", title="statement")
    undated = replace(early, id="ev-undated", when=None, title="undated")
    made = replace(base, events=(replace(late, story="s-1"), saying, undated, early))
    (chapter,) = sections.happenings(made, desk(made))
    assert [row.title for row in chapter.dated] == [early.title, late.title]
    assert {row.title for row in chapter.rest} == {"statement", "undated"}


def test_head_counts_what_was_not_read() -> None:
    head = first.head(record())
    assert head.title == "War in Hask"
    assert head.counts == ("5 pages read", "1 set aside", "1 in unread languages")
    assert head.latest == "Latest page 14 Nov 2019: later events are not covered."
