"""A timeline without a parse: days named in words, the days most told of, sentences as the reports have them."""

from __future__ import annotations

import pytest

from crosswire.reconcile import Told, chronicle
from crosswire.reconcile.chronicle import days_in
from crosswire.reconcile.newcomers import lasting

FRIDAY = "2019-09-20"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The truce ended on 17 September.", {"2019-09-17"}),
        ("On September 2, 2018 it was signed.", {"2018-09-02"}),
        ("The convoy burned on Tuesday.", {"2019-09-17"}),
        ("They meet next Tuesday.", {"2019-09-24"}),
        ("It rained yesterday.", {"2019-09-19"}),
        ("On 31 April nothing happened.", set()),
        ("In December the port froze.", set()),
        ("We march at dawn; it may rain.", set()),
    ],
)
def test_the_days_a_sentence_names(text: str, days: set[str]) -> None:
    assert days_in(text, FRIDAY) == days


REPORTS = (
    Told("2019-09-18", ("Shells burned a relief convoy near Derrow Bridge on Tuesday evening.", "Nobody slept.")),
    Told("2019-09-20", ("The council counted the dead of the burned convoy of Tuesday at Derrow Bridge again.",)),
    Told("2019-09-22", ("The contact group met in Aldmouth on Saturday and broke up after four hours.",)),
)


def test_the_day_most_told_of_comes_with_a_sentence_of_a_report() -> None:
    found = chronicle(REPORTS, days=1, sentences=1)
    assert list(found) == ["2019-09-17"] or list(found) == ["2019-09-21"]
    texts = {sentence for report in REPORTS for sentence in report.sentences}
    assert {line for lines in found.values() for line in lines} <= texts


def test_no_more_days_and_sentences_than_wanted_in_any_order() -> None:
    found = chronicle(REPORTS, days=2, sentences=2)
    assert len(found) <= 2
    assert sum(map(len, found.values())) <= 2
    assert found == chronicle(REPORTS[::-1], days=2, sentences=2)


def test_of_nothing_there_is_no_timeline() -> None:
    assert chronicle((), days=3, sentences=3) == {}


def test_a_day_looked_back_at_from_afar_counts_more_than_one_of_the_week() -> None:
    reports = [
        Told("2019-03-01", ("The dam above Varenne burst on March 1 and the lower town was flooded within hours.",)),
        Told("2019-03-29", ("The mayor of Varenne spoke on March 27 of the pumps that the council had bought.",)),
        Told("2019-03-30", ("Engineers in Varenne now say that the dam that burst on March 1 had cracks for years.",)),
    ]
    assert list(chronicle(reports, days=1, sentences=1)) == ["2019-03-01"]


def test_what_led_to_the_first_report_is_told_but_no_history() -> None:
    reports = [
        Told("2019-03-08", ("The dam above Varenne that burst on March 4 had cracks, as it had on February 1.",)),
        Told("2019-03-30", ("Engineers in Varenne say that the dam burst on March 4, as it did on February 1.",)),
    ]
    assert list(chronicle(reports, days=9, sentences=9)) == ["2019-03-04"]


def test_a_report_that_names_no_day_speaks_of_its_own() -> None:
    reports = [
        Told("2019-03-04", ("The dam above Varenne burst and the lower town was flooded within hours.",)),
        Told("2019-03-04", ("The lower town of Varenne was flooded when the dam above it burst.",)),
        Told("2019-03-05", ("The mayor of Varenne will speak on March 9 of the pumps that the council bought.",)),
    ]
    assert list(chronicle(reports, days=1, sentences=1)) == ["2019-03-04"]


def test_a_day_whose_news_stays_counts_more_than_one_whose_news_is_forgotten() -> None:
    quiet = [Told(f"2019-05-{day:02}", ("The harbour of Varenne was calm and the ferries sailed.",)) for day in (1, 2)]
    both = [
        Told("2019-05-06", ("A choir of fishermen sang in the harbour of Varenne to great applause.",)),
        Told("2019-05-09", ("A tanker grounded off the harbour of Varenne and spilled its cargo of tar.",)),
    ]
    tar, bread = "Crews fought the tar that the tanker spilled.", "The council argued about bread."
    after = [Told(f"2019-05-{day:02}", (tar if day % 3 else bread,)) for day in range(11, 31)]
    calm = [Told("2019-05-03", (bread,)) for _ in range(9)]
    every = (*quiet, *calm, *both, *after)
    weight = lasting((one.published, [frozenset(one.sentences[0].split())]) for one in every)
    assert weight["2019-05-09"] > weight["2019-05-06"]


def test_news_counts_only_where_enough_reports_follow() -> None:
    assert lasting([("2019-05-06", [frozenset({"tar"})]), ("2019-05-07", [frozenset({"tar"})])]) == {}
