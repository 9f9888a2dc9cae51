"""The record as JSON: it validates, comes back equal, and is the same bytes every time."""

import json
from importlib.resources import files

import jsonschema
import msgspec
import pytest

from crosswire.base import Record, Time
from crosswire.render import as_json, schema
from crosswire.render.tables import schema_text
from tests.render.making_record import record


def test_a_record_validates_against_the_schema() -> None:
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.Draft202012Validator(made).validate(json.loads(as_json(record())))


def test_a_damaged_record_does_not_validate() -> None:
    damaged = json.loads(as_json(record()))
    damaged["reports"][0]["text"] = None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(damaged)


def test_a_record_comes_back_equal() -> None:
    assert msgspec.json.decode(as_json(record()), type=Record) == record()


def test_fields_are_called_as_the_record_says() -> None:
    row = Time(id="t-1", report="r-1", start=0, end=4, text="2019", kind="DATE", from_="2019-01-01")
    text = as_json(msgspec.structs.replace(record(), times=(row,)))
    assert json.loads(text)["times"][0]["from"] == "2019-01-01"
    assert b"from_" not in text
    assert "from_" not in json.dumps(schema())


def test_the_bytes_are_utf8_with_one_row_a_line_and_a_newline_at_the_end() -> None:
    made = as_json(record())
    assert len(made.split(b'"quotes": [\n')[1].split(b"\n ]")[0].split(b"\n")) == len(record().quotes)
    assert b'\n "processes": [],\n' in made
    assert made == as_json(record())
    assert made.endswith(b"}\n")
    assert made.startswith(b'{\n "format": "crosswire-record/1",\n')
    assert "“We have no aircraft" in made.decode("utf-8")


def test_maps_are_written_by_key() -> None:
    made = record().made
    settings = ({"b": 1, "a": {"d": 2, "c": 3}}, {"a": {"c": 3, "d": 2}, "b": 1})
    first, second = (
        as_json(msgspec.structs.replace(record(), made=msgspec.structs.replace(made, settings=given)))
        for given in settings
    )
    assert first == second


def test_the_shipped_schema_is_current() -> None:
    shipped = files("crosswire.render").joinpath("record.schema.json").read_bytes().replace(b"\r\n", b"\n")
    cure = "write it anew: crosswire.render.tables.schema_text()"
    assert shipped == schema_text(), f"record.schema.json no longer says what the nouns say; {cure}"
