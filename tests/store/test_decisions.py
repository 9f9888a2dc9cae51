"""What people decided lies in the store: followed in every record, whatever comes and goes, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import api, collection, deciding
from crosswire.base import Decision, Record
from crosswire.dissect import LoadedModel
from crosswire.errors import StoreError, UsageError

TEXTS = {
    "a.txt": "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday.\n\nThe talks failed.",
    "b.txt": "Shells killed at least 12 people in Lindre on Monday, the town council said.\n\nThe army denied it.",
    "c.txt": "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday.\n\nNo text was signed.",
}
LATER = "Shells killed at least 14 people in Lindre on Monday, the town council said on Wednesday, 3 June 2020."


def ask(kind: str, *names: str, **fields: Any) -> deciding.Asked:
    return deciding.Asked(kind, names, "Ada", **fields)


def plain(record: Record) -> Record:
    """Without what hangs on when it was made and on the records before it."""
    rows = ("events", "stories", "storylines", "disagreements", "processes")
    bare: dict[str, Any] = {
        name: tuple(msgspec.structs.replace(row, was=()) for row in getattr(record, name)) for name in rows
    }
    return msgspec.structs.replace(record, made=msgspec.structs.replace(record.made, at=""), **bare)


@pytest.fixture
def store(tmp_path: Path, model: LoadedModel) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "pages" / name).write_text(text, "utf-8")
    collection.add([tmp_path / "pages"], tmp_path / "s.db", model=model)
    collection.record(tmp_path / "s.db", tmp_path / "out", model=model)
    return tmp_path / "s.db"


def test_a_decision_is_followed_listed_and_taken_back(store: Path, tmp_path: Path, model: LoadedModel) -> None:
    before = collection.make_record(store, model=model)
    [one] = collection.decide(store, ask("merge", *(event.id for event in before.events[:2])))
    assert [(row.id, row.applied, row.reason) for row in collection.decisions(store)] == [
        (one.id, False, "No record was made since.")
    ]
    after = collection.record(store, tmp_path / "out", model=model).record
    assert len(after.events) == len(before.events) - 1
    assert collection.decisions(store)[0].applied
    taken = collection.undo(store, one.id[:8], "Bo", "wrong")
    assert [row.undone_by for row in collection.decisions(store)] == [taken.id, None]
    with pytest.raises(UsageError, match="undone already"):
        collection.undo(store, one.id, "Bo")
    assert plain(collection.make_record(store, model=model)).events == plain(before).events
    assert [line["verb"] for line in collection.history(store)][-3:] == ["decide", "record", "undo"]


def test_nothing_is_decided_before_there_is_a_record(tmp_path: Path, model: LoadedModel) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], "utf-8")
    collection.add([tmp_path / "a.txt"], tmp_path / "s.db", model=model)
    with pytest.raises(StoreError, match="CW707"):
        collection.decide(tmp_path / "s.db", ask("verify", "ev-000000000000"))


def test_decisions_go_to_a_file_and_into_another_store_and_a_build(
    store: Path, tmp_path: Path, model: LoadedModel
) -> None:
    record = collection.make_record(store, model=model)
    collection.decide(store, ask("retitle", record.stories[0].id, value="Talks"))
    collection.undo(store, collection.decide(store, ask("retitle", "dossier", value="No"))[0].id, "Bo")
    file = tmp_path / "log.jsonl"
    assert collection.export_decisions(store, file) == 3
    other = tmp_path / "other.db"
    collection.add([tmp_path / "pages"], other, model=model)
    assert collection.import_decisions(other, file) == (3, 0)
    assert collection.import_decisions(other, file) == (0, 3)
    built = api.build([tmp_path / "pages"], tmp_path / "built", model=model, decisions=file).record
    assert plain(collection.make_record(other, model=model)) == plain(built)
    assert plain(collection.make_record(store, model=model)) == plain(built)
    assert built.stories[0].title == "Talks"


@pytest.mark.parametrize("change", [b'"who":"Ada"', b'"value":"Talks"', b'"id":"dn-'])
def test_a_line_that_was_changed_is_refused(store: Path, tmp_path: Path, model: LoadedModel, change: bytes) -> None:
    record = collection.make_record(store, model=model)
    collection.decide(store, ask("retitle", record.stories[0].id, value="Talks"))
    file = tmp_path / "log.jsonl"
    collection.export_decisions(store, file)
    file.write_bytes(file.read_bytes().replace(change, change[:-2] + b"x" + change[-2:], 1))
    with pytest.raises(UsageError, match="line 1"):
        collection.import_decisions(store, file)
    file.write_bytes(b"{}\n")
    with pytest.raises(UsageError, match="line 1 is no decision"):
        deciding.read_decisions(file)


def test_a_decision_comes_with_a_backup(store: Path, tmp_path: Path, model: LoadedModel) -> None:
    record = collection.make_record(store, model=model)
    made = collection.decide(store, ask("note", record.events[0].id, value="Ask"))
    collection.back_up(store, tmp_path / "copy.db")
    assert [row.id for row in collection.decisions(tmp_path / "copy.db")] == [one.id for one in made]


def test_a_record_as_of_a_day_knows_no_later_decision(store: Path, model: LoadedModel) -> None:
    record = collection.make_record(store, model=model)
    collection.decide(store, ask("retitle", record.stories[0].id, value="Talks"))
    assert collection.make_record(store, model=model, until="9999").decisions
    added = collection.listing(store)[0].added_at
    assert not collection.make_record(store, model=model, until=added).decisions


def test_ids_stay_alive_when_an_earlier_report_comes_and_when_words_are_corrected(
    store: Path, tmp_path: Path, model: LoadedModel
) -> None:
    before = collection.make_record(store, model=model)
    shelling = next(event for event in before.events if event.type == "ATTK")
    (tmp_path / "pages" / "b.txt").write_text(TEXTS["b.txt"] + "\n\nMore followed.", "utf-8")
    collection.add([tmp_path / "pages"], store, model=model)
    after = collection.record(store, tmp_path / "out", model=model).record
    [heir] = [event for event in after.events if shelling.id in event.was]
    assert heir.type == "ATTK"
    assert {story.id for story in before.stories} <= {n for story in after.stories for n in (story.id, *story.was)}
    again = collection.make_record(store, model=model)
    assert [event.was for event in again.events] == [event.was for event in after.events]
    [one] = collection.decide(store, ask("verify", shelling.id))
    assert one.things[0].id == heir.id


STEPS = st.one_of(
    st.tuples(st.sampled_from(["add", "remove", "replace"]), st.sampled_from(sorted(TEXTS))),
    st.tuples(st.sampled_from(["merge", "split", "reject", "date", "type", "verify"]), st.integers(0, 20)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=2, max_size=9))
def test_any_changes_and_decisions_leave_what_building_from_scratch_gives(
    tmp_path_factory: pytest.TempPathFactory, model: LoadedModel, steps: list[tuple[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("decisions")
    store, held = folder / "s.db", dict(TEXTS)
    for name, text in held.items():
        (folder / name).write_text(text, "utf-8")
    collection.add([folder / name for name in held], store, model=model)
    record = collection.record(store, folder / "out", model=model).record
    for verb, given_ in steps:
        if verb == "remove" and given_ in held and len(held) > 1:
            collection.remove(store, [given_])
            del held[given_]
        elif verb in {"add", "replace"}:
            held[given_] = LATER if verb == "replace" else TEXTS[given_]
            (folder / given_).write_text(held[given_], "utf-8")
            collection.add([folder / given_], store, model=model)
        elif isinstance(given_, int):
            act(store, record, verb, given_)
        record = collection.record(store, folder / "out", model=model).record
    log = [Decision(**{n: getattr(one, n) for n in Decision.__struct_fields__}) for one in collection.decisions(store)]
    scratch = api.make_record([folder / name for name in held], model=model, decisions=reversed(log))
    assert plain(record) == plain(scratch)


def act(store: Path, record: Record, verb: str, number: int) -> None:
    """A decision about some row of the record; where there is nothing to decide, none."""
    log = collection.decisions(store)
    try:
        if verb == "undo":
            if log:
                collection.undo(store, log[number % len(log)].id, "Bo")
            return
        if not record.events:
            return
        event = record.events[number % len(record.events)]
        if verb == "merge":
            collection.decide(store, ask("merge", event.id, record.events[0].id))
        elif verb == "split":
            collection.decide(store, ask("split", event.mentions[-1]))
        elif verb == "reject":
            collection.decide(store, ask("reject", event.mentions[-1]))
        elif verb == "date":
            collection.decide(store, ask("correct", event.mentions[0], field="date", value="2020-05-01"))
        elif verb == "type":
            collection.decide(store, ask("correct", event.id, field="type", value="PROT"))
        else:
            collection.decide(store, ask("verify", event.id))
    except UsageError:
        pass
