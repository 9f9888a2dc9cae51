"""Reports in languages that are not read: kept, counted, found by their words, with what is known of them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from crosswire import api, collection
from crosswire.base import WITHHELD, Record, Report
from crosswire.dissect import LoadedModel
from crosswire.render import dossier_parts, withhold
from crosswire.settings import Settings

ENGLISH = "Envoy Tor Hadde met the mayor of Port Sarrow on Tuesday. The talks failed, her office said."
FRENCH = (Path(__file__).parents[1] / "collect" / "pages" / "30_french_page.txt").read_text("utf-8")
TITLE = "Reprise des pourparlers au bord du lac Merrow"
GERMAN = (
    '{"id": "de", "outlet": "Sarrower Bote", "published": "2020-03-04", "title": "Gespräche am See", "url": '
    '"https://bote.example/see", "text": "Die Regierung von Varenne und die Tamberfront wollen am Freitag wieder '
    'verhandeln, teilte das Ministerium am Dienstag mit. Ein Treffen im Februar war gescheitert."}'
)


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    for name, text in (("a.txt", ENGLISH), ("b.txt", FRENCH), ("c.jsonl", GERMAN)):
        (tmp_path / name).write_text(text, "utf-8")
    return [tmp_path / name for name in ("a.txt", "b.txt", "c.jsonl")]


def unread(record: Record) -> list[Report]:
    found = [row.report for row in record.unread]
    assert all(found)
    return [report for report in found if report]


def test_they_keep_text_title_outlet_and_date(inputs: list[Path], model: LoadedModel) -> None:
    record = api.make_record(inputs, model=model)
    assert [(row.path, row.language) for row in record.unread] == [("b.txt", "fr"), ("c.jsonl", "de")]
    french, german = unread(record)
    assert french.text == FRENCH
    assert french.headline is not None
    assert french.published is not None
    assert (french.headline.text, french.published.value) == (TITLE, "2020-03-03T14:22")
    assert french.text[french.headline.start : french.headline.end] == TITLE
    assert german.outlet is not None
    assert (german.outlet.text, german.url, german.given_id) == ("Sarrower Bote", "https://bote.example/see", "de")


def test_the_dossier_counts_and_lists_them(inputs: list[Path], model: LoadedModel) -> None:
    page = "".join(dossier_parts(api.make_record(inputs, model=model)))
    assert "2 in unread languages" in page
    assert f"“{TITLE}”" in page
    assert 'href="https://bote.example/see"' in page
    assert "de, Sarrower Bote" in page


def test_their_texts_are_not_passed_on(inputs: list[Path], model: LoadedModel) -> None:
    record = api.make_record(inputs, model=model)
    for hidden in (False, True):
        for before, after in zip(unread(record), unread(withhold(record, hide_names=hidden)), strict=True):
            assert after.withheld
            assert len(after.text) == len(before.text)
            assert set(after.text.replace("\n", " ")) <= {WITHHELD, " ", "\u202f", "\xa0"}
            told = msgspec.json.encode(after).decode()
            assert "pourparlers dans la petite ville" not in told
            assert ("Brandt" in told) == (before.language == "fr" and not hidden)


def test_a_store_finds_their_words_and_shows_them(inputs: list[Path], tmp_path: Path, model: LoadedModel) -> None:
    store = tmp_path / "s.db"
    collection.add(inputs, store, model=model)
    [hit] = collection.search(store, "porte-parole").hits
    assert hit.kind == "report"
    for name in (hit.row, "b.txt"):
        report, reading = collection.show(store, name)
        assert (report.text, reading.mentions) == (FRENCH, ())
    assert collection.search(store, "outlet:bote ministerium").total == 1
    built, kept = (
        make.unread for make in (api.make_record(inputs, model=model), collection.make_record(store, model=model))
    )
    assert built == kept
    collection.remove(store, ["b.txt"])
    assert collection.search(store, "porte-parole").total == 0


def test_new_rules_read_them_again(inputs: list[Path], tmp_path: Path, model: LoadedModel) -> None:
    store = tmp_path / "s.db"
    collection.add(inputs, store, model=model)
    before = collection.make_record(store, model=model).unread
    after = collection.make_record(store, Settings(min_body_words=4), model=model).unread
    assert before == after
    assert collection.search(store, "pourparlers").total == 1
