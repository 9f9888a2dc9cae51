"""What the dossier's lists say, row by row."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from crosswire.base import (
    Account,
    BriefItem,
    Dated,
    Event,
    Part,
    Participant,
    Position,
    Process,
    Quote,
    Record,
    SourceState,
    Step,
    Time,
)
from crosswire.render import charts, chronology, courses, disputes, dossier, first, meetings, registers, sections, tolls
from crosswire.render.desk import Desk
from crosswire.render.words import marked, say, table
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
    (incident,) = tolls.incidents(record(), desk(record()))
    lines = [(row.printed, row.source, [cite.number for cite in row.cites]) for row in incident.figures]
    assert lines == [
        ("“at least 14 civilians”", "the Hask Valley Monitor", [1, 2]),
        ("“22 aid workers”", "Lantern Relief", [3]),
    ]
    assert incident.day == "Tue 17 Sep 2019"


def test_the_chart_of_counts_draws_what_is_printed() -> None:
    (chart,) = charts.tolls(tolls.incidents(record(), desk(record())))
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
    convoy, talks = first.origins(record(), desk(record()))
    lines = [line for line, _ in (*convoy.lines, *talks.lines)]
    assert lines[0].startswith("1\xa0Selmar Courier and 2\xa0Harbour Post share text or an agency credit.")
    assert lines[1] == "3\xa0The Northern Ledger: no shared text found with another page."
    assert lines[2].endswith("and 5\xa0Estmark Today: no shared text found.")
    assert not any("independent" in line or "confirm" in line for line in [*lines, convoy.bound, talks.bound])


def test_a_table_of_events_is_gone_through_once_for_the_origins_of_all_stories() -> None:
    class Counted(tuple[Event, ...]):
        looks = 0

        def __iter__(self) -> Iterator[Event]:
            Counted.looks += 1
            return super().__iter__()

    made = record()
    assert first.origins(replace(made, events=Counted(made.events)), desk(made)) == first.origins(made, desk(made))
    assert Counted.looks == 1


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
    assert str(marked(line.text)) == (
        '“The truce ended on Monday <span class="ours">[6 May]</span>, two days after 5 May.”'
    )


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


def test_what_rests_on_a_weak_page_alone_is_never_among_the_first() -> None:
    base = record().disagreements[0]
    rows = tuple(replace(base, id=f"d-{n}", rank=n, question=f"Question {n}?", weak=n == 0) for n in range(5))
    made = replace(record(), disagreements=(*rows, replace(base, id="d-9", shown=False, why=("No clash.",))))
    found = disputes.disputes(made, desk(made))
    assert [row.question for row in found.first] == ["Question 1?", "Question 2?", "Question 3?"]
    assert [(group.title, [row.question for row in group.rows]) for group in found.rest] == [
        (say("disagreements.also", title=table("between")[base.between], n=1), ["Question 4?"]),
        (say("disagreements.weak", n=1), ["Question 0?"]),
    ]
    assert [row.why for row in found.spared] == [("No clash.",)]


def test_a_line_of_the_brief_is_flagged_by_the_disagreements_it_names() -> None:
    base = record()
    line = replace(base.brief[0], disagreements=(base.disagreements[1].id, "d-unknown"), accounts=())
    ((_, (row,)),) = first.brief(replace(base, brief=(line,)), desk(base))
    assert row.flags == (2,)


def test_what_lies_ahead_and_what_is_open_say_so_in_our_words() -> None:
    base = record()
    rows = (
        replace(base.brief[0], id="b-1", role="ahead", note="Planned. No page says whether it took place."),
        BriefItem(id="b-2", section=base.brief[0].section, text="Whether aid moved: not in these pages.", role="open"),
    )
    html = dossier(replace(base, brief=rows))
    assert '<strong class="lead">Next:</strong>' in html
    assert '<span class="ours">[Planned. No page says whether it took place.]</span>' in html
    assert '<span class="ours">Whether aid moved: not in these pages.</span>' in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": "2019-09-17"}, "17 Sep Tue"),
        ({"date": "2019-09-17", "relation": "before"}, "before 17 Sep"),
        ({"date": "2019-09-17", "relation": "after"}, "after 17 Sep"),
        ({"date": "2019-09-17", "to": "2019-09-20"}, "17–20 Sep"),
        ({"date": "2019-09-29", "to": "2019-10-02"}, "29 Sep – 2 Oct"),
        ({"date": None}, "day not stated"),
    ],
)
def test_days_of_the_timeline(fields: dict[str, object], words: str) -> None:
    base = record()
    row = replace(base.timeline[0], precision=1, event=None, **({"to": None, "relation": "on"} | fields))
    made = replace(base, timeline=(replace(row, inferred=True),))
    (found,) = chronology.timeline(made, desk(made)).first
    assert (found.words, found.year) == (words, "2019" if row.date else "")
    assert found.inferred == bool(row.date)


def test_the_first_screen_keeps_the_weightiest_lines_and_folds_the_rest_below() -> None:
    base = record()
    row = base.timeline[0]
    rows = tuple(
        replace(row, id=f"tl-{n:02}", date=f"2019-09-{n % 28 + 1:02}", weight=n, precision=1, event=None)
        for n in range(40)
    )
    made = replace(base, timeline=rows)
    found = chronology.timeline(made, desk(made))
    assert sum(len(day.moments) for day in found.first) == chronology.AT_A_GLANCE
    assert sum(len(day.moments) for day in found.all) == found.n == 40


def test_who_met_whom_counts_contacts_not_topics_or_plans() -> None:
    base = record()
    a, b, c = base.entities[:3]
    parts = tuple(
        Participant(role=role, text=row.name, start=0, end=1, entity=row.id)
        for role, row in (("participants", a), ("participants", b), ("topic", c))
    )
    held = replace(base.events[0], id="ev-1", type="TALK", subtype="talk.meeting", participants=parts)
    again = replace(held, id="ev-2", actuality="planned")
    found = meetings.meetings(replace(base, events=(held, again)), desk(base))
    assert [(square.held, square.n) for square in found.squares] == [(True, 1)]
    assert [len(pair.contacts) for pair in found.pairs] == [2]
    assert {tick.name for tick in found.ticks} == {a.name, b.name}


def test_an_attacker_is_named_as_reported_or_disputed() -> None:
    base = record()
    (incident,) = tolls.incidents(base, desk(base))
    assert incident.attacker == "disputed"
    assert incident.flags == (1,)
    named = (Participant(role="perpetrator", text="the Front", start=0, end=9),)
    event = replace(base.events[0], participants=named, attribution_status="attributed_by_party")
    made = replace(base, events=(event, *base.events[1:]), disagreements=())
    (incident,) = tolls.incidents(made, desk(made))
    assert incident.attacker == "“the Front” (as a party says)"


def test_a_minister_and_his_government_do_not_meet_each_other() -> None:
    base = record()
    a, b = (
        replace(base.entities[0], country="ORV", kind="person"),
        replace(base.entities[1], country="ORV", kind="place"),
    )
    parts = tuple(Participant(role="participants", text=row.name, start=0, end=1, entity=row.id) for row in (a, b))
    event = replace(base.events[0], subtype="talk.meeting", participants=parts)
    made = replace(base, entities=(a, b), events=(event,))
    assert meetings.meetings(made, desk(made)).pairs == []


def test_processes_show_each_step_with_its_words_and_each_source_with_its_state() -> None:
    base = record()
    account = base.brief[0].accounts[0]
    step = Step(event=base.events[0].id, state="ended", said_by=base.entities[0].id, accounts=(account,))
    state = SourceState(source=None, state="no_report_either_way", as_of="2019-09-17", accounts=(account,))
    process = Process(id="p-1", kind="truce", name="Truce for Hask", steps=(step,), state_by_source=(state,))
    position = Position(
        id="po-1", actor=base.entities[0].id, issue="flights over Hask", stance="refuses", accounts=(account,)
    )
    made = replace(base, processes=(process,), positions=(position,))
    (course,) = courses.processes(made, desk(made))
    assert [(row.day, row.state, row.said_by) for row in course.stages] == [
        ("Tue 17 Sep 2019", "ended", base.entities[0].name)
    ]
    assert [(row.source, row.state, row.day) for row in course.states] == [
        ("in the page's own voice", "no report either way", "17 Sep 2019")
    ]
    (stands,) = courses.positions(made, desk(made))
    assert (stands.actor, [row.stance for row in stands.rows]) == (base.entities[0].name, ["refuses"])
    html = dossier(made)
    assert 'href="#processes"' in html
    assert 'href="#positions"' in html


def test_contents_name_only_sections_that_are_there() -> None:
    html = dossier(replace(record(), processes=(), positions=(), events=(), copies=(), unread=(), set_aside=()))
    named = set(re.findall(r'<li><a href="#(\w+)">', html.split("<main")[0]))
    assert named <= set(re.findall(r' id="(\w+)"', html))
    assert not {"processes", "positions", "meetings", "copies", "left_out"} & named


def test_a_line_with_many_pages_folds_all_but_the_first() -> None:
    base = record()
    reports = tuple(made_report(f"Page {n}\n\nThe road was open.") for n in range(9))
    accounts = tuple(Account(report=row.id, start=0, end=4) for row in reports)
    row = replace(base.brief[0], accounts=accounts, text="Page", disagreements=())
    html = dossier(Record(format=base.format, made=base.made, reports=reports, brief=(row,)))
    assert '<details class="inline"><summary>5 more pages</summary>' in html


def test_our_words_cannot_be_forged_by_a_page() -> None:
    text = "He said \ue000[confirmed]\ue001 and left."
    report = made_report(text)
    row = BriefItem(id="b", section="s", text=text, accounts=(Account(report=report.id, start=0, end=len(text)),))
    html = dossier(Record(format=record().format, made=record().made, reports=(report,), brief=(row,)))
    assert '<span class="ours">[confirmed]' not in html


def test_two_wordings_stand_side_by_side_with_what_differs_marked() -> None:
    one, other = sections.side_by_side("“a truce & a call”", "“a pause & a call”")
    assert str(one) == "“a <mark>truce</mark> &amp; a call”"
    assert str(other) == "“a <mark>pause</mark> &amp; a call”"


def test_ledgers_give_days_in_words_and_the_reports_words_in_quotation_marks() -> None:
    made = record()
    shown = {row.name: row for row in registers.registers(made, desk(made))}
    cells = [cell.words for row in shown["incidents"].rows for cell in row]
    assert "17 Sep 2019" in cells
    assert not any(re.search(r"\d{4}-\d{2}-\d{2}", words) for words in cells)
    assert any(words.startswith("“") for words in cells)
    assert all(len(row) == len(ledger.columns) for ledger in shown.values() for row in ledger.rows)
    html = dossier(made)
    assert '<details id="ledger-incidents"><summary>' in html
