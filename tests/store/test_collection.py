"""A collection gives the record that building from scratch gives, whatever was added, replaced and removed before."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import api, collection
from crosswire.dissect import LoadedModel, Parses
from crosswire.errors import NothingReadableError, StoreError
from tests.filter.pages import MATTERS, page

TEXTS = {
    "a.txt": "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday.\n\nThe talks failed.",
    "b.txt": "Shells killed at least 12 people in Lindre on Monday, the town council said.\n\nThe army denied it.",
    "c.txt": "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday.\n\nNo text was signed.",
}
LATER = "Shells killed at least 14 people in Lindre on Monday, the town council said on Wednesday, 3 June 2020."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "pages" / name).write_text(text, "utf-8")
    return tmp_path / "pages"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "s.db"


def as_bytes(record: api.Record) -> bytes:
    made = msgspec.structs.replace(record.made, at="")
    return msgspec.json.encode(msgspec.structs.replace(record, made=made))


def test_a_store_gives_the_record_that_build_gives(folder: Path, store: Path, model: LoadedModel) -> None:
    done = collection.add([folder], store, model=model)
    assert (done.read, done.already) == (3, 0)
    assert as_bytes(collection.make_record(store, model=model)) == as_bytes(api.make_record([folder], model=model))


def test_what_is_there_already_is_passed_over(folder: Path, store: Path, model: LoadedModel) -> None:
    files = [folder / name for name in TEXTS]
    collection.add(files, store, model=model)
    again = collection.add(files, store, model=model)
    assert (again.read, again.already) == (0, 3)
    assert [line["verb"] for line in collection.history(store)] == ["add"]


def test_what_is_named_twice_is_read_once(folder: Path, store: Path, model: LoadedModel) -> None:
    done = collection.add([folder, folder], store, model=model)
    assert (done.read, done.already) == (3, 3)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove", "replace"]), st.sampled_from(sorted(TEXTS))), min_size=1, max_size=8
    )
)
def test_any_order_of_changes_leaves_what_building_from_scratch_gives(
    tmp_path_factory: pytest.TempPathFactory, model: LoadedModel, changes: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    store = folder / "s.db"
    held: dict[str, str] = {}
    for verb, name in changes:
        if verb == "remove":
            if name in held:
                collection.remove(store, [name])
                del held[name]
            continue
        held[name] = LATER if verb == "replace" else TEXTS[name]
        (folder / name).write_text(held[name], "utf-8")
        collection.add([folder / name], store, model=model)
    if held:
        scratch = api.make_record([folder / name for name in held], model=model)
        assert as_bytes(collection.make_record(store, model=model)) == as_bytes(scratch)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove", "note"]), st.sampled_from(sorted(MATTERS))), min_size=3, max_size=9
    )
)
def test_what_an_outlet_repeats_is_set_apart_as_from_scratch_whenever_its_pages_came_and_went(
    tmp_path_factory: pytest.TempPathFactory, model: LoadedModel, changes: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    store = folder / "s.db"
    held: set[str] = set()
    for verb, name in [*(("add", name) for name in sorted(MATTERS)[:2]), *changes]:
        if verb == "remove":
            if name in held:
                collection.remove(store, [f"{name}.txt"])
                held.discard(name)
            continue
        held.add(name)
        (folder / f"{name}.txt").write_text(page(name, noted=verb == "add"), "utf-8")
        collection.add([folder / f"{name}.txt"], store, model=model)
        collection.make_record(store, model=model)
    if held:
        scratch = api.make_record([folder / f"{name}.txt" for name in held], model=model)
        assert as_bytes(collection.make_record(store, model=model)) == as_bytes(scratch)


def test_new_rules_read_again_from_the_kept_parses(
    folder: Path, store: Path, model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [folder / name for name in TEXTS]
    collection.add(files, store, model=model)
    parsed: list[str] = []
    monkeypatch.setattr(Parses, "put", lambda self, text, doc: parsed.append(text))
    monkeypatch.setattr("crosswire.rules.fingerprint", lambda: "new rules")
    record = collection.make_record(store, model=model)
    assert parsed == []
    assert record.made.rules_hash == "new rules"
    assert [line["verb"] for line in collection.history(store)] == ["add", "refresh"]


def test_an_interrupted_add_keeps_what_was_done_and_goes_on(
    folder: Path, store: Path, model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "COMMIT_SECONDS", 0.0)
    files = [folder / name for name in TEXTS]

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    small = api.Settings(batch_chars=1_000)
    with pytest.raises(KeyboardInterrupt):
        collection.add(files, store, small, model=model, progress=stop)
    kept = len(collection.listing(store))
    assert kept
    rest = collection.add(files, store, model=model)
    assert (rest.read, rest.already) == (3 - kept, kept)


def test_nothing_to_read_and_nothing_kept_are_told(tmp_path: Path, model: LoadedModel) -> None:
    (tmp_path / "x.txt").write_bytes(b"")
    with pytest.raises(NothingReadableError):
        collection.add([tmp_path / "x.txt"], tmp_path / "s.db", model=model)
    with pytest.raises(NothingReadableError):
        collection.make_record(tmp_path / "s.db", model=model)
    with pytest.raises(StoreError, match="CW701"):
        collection.listing(tmp_path / "other.db")


def test_a_record_as_of_a_day_knows_only_what_was_out_by_then(store: Path, tmp_path: Path, model: LoadedModel) -> None:
    days = {"first": "2020-06-02", "second": "2020-06-04"}
    rows = [f'{{"id": "{key}", "published": "{day}", "text": "{LATER}"}}' for key, day in days.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    collection.add([tmp_path / "in.jsonl"], store, model=model)
    known = {
        day: [report.given_id for report in collection.make_record(store, model=model, until=day).reports]
        for day in ("2020-06-02", "2020-06-03", "2020-06-04")
    }
    assert known == {"2020-06-02": ["first"], "2020-06-03": ["first"], "2020-06-04": ["first", "second"]}


def test_a_record_as_of_a_moment_leaves_out_what_is_only_known_by_its_day(
    store: Path, tmp_path: Path, model: LoadedModel
) -> None:
    stamps = {"noon": "2020-06-03T12:00:00+02:00", "evening": "2020-06-03T20:00:00Z", "some time": "2020-06-03"}
    rows = [f'{{"id": "{key}", "published": "{at}", "text": "{LATER} {key}"}}' for key, at in stamps.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    collection.add([tmp_path / "in.jsonl"], store, model=model)

    def known(until: str) -> set[str | None]:
        return {report.given_id for report in collection.make_record(store, model=model, until=until).reports}

    assert known("2020-06-03T10:00") == {"noon"}
    assert known("2020-06-03T21:00+00:00") == {"noon", "evening"}
    assert known("2020-06-03") == known("2020-06-04T00:00") == set(stamps)
