"""A user's gazetteer and people file: read with the line of every mistake, known in reports, alike on any machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire import api, flow
from crosswire.base import Entity, OwnNames, Page
from crosswire.dissect import LoadedModel, dissect
from crosswire.engines import Job, Packed, run, unpack
from crosswire.errors import UsageError
from crosswire.extract import names
from crosswire.lists import fingerprint, read_lists
from crosswire.settings import Settings
from tests.making import report

PLACES = """\
[[name]]
name = "Ostra Dell"
aliases = ["Ostredal", "Nether Dell"]
country = "SYR"
lat = 35.5
lon = 36.25
parent = "Hask Valley"

[[name]]
name = "Valley Shield"
kind = "group"
country = "SYR"
sector = "REB"
"""
PEOPLE = """\
name,aliases,country,sector,role,from,to
Basso Kerim,Abu Reth; Kerim Bey,SYR,,foreign minister,2015-03,2017
"""
TEXT = "Shells hit Ostredal on Monday. Abu Reth said Valley Shield had fired. Fighting was near Unter Dell."
PAGE = Page(path="a.txt", sha256="0" * 64, encoding="utf-8", text=TEXT)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    places, people = tmp_path / "places.toml", tmp_path / "people.csv"
    places.write_text(PLACES, "utf-8")
    people.write_text(PEOPLE, "utf-8")
    return str(places), str(people)


def found(own: OwnNames, model: LoadedModel, day: str = "2016-05-04") -> dict[str, Entity]:
    made = report(TEXT, published=day)
    return {entity.name: entity for entity in names.find(made, dissect(made, model), own)}


def test_own_names_are_known_by_any_of_their_names(files: tuple[str, str], model: LoadedModel) -> None:
    entities = found(read_lists(*files), model)
    town = entities["Ostra Dell"]
    assert (town.kind, town.lat, town.lon, town.country, town.parent) == ("place", 35.5, 36.25, "SYR", "Hask Valley")
    assert town.aliases == ("Ostredal",)
    assert (entities["Valley Shield"].kind, entities["Valley Shield"].sector) == ("group", "REB")
    assert entities["Basso Kerim"].kind == "person"


def test_an_office_is_held_on_its_days_only(files: tuple[str, str], model: LoadedModel) -> None:
    own = read_lists(*files)
    sectors = {day: found(own, model, day)["Basso Kerim"].sector for day in ("2016-05-04", "2014-05-04", "2018-01-01")}
    assert sectors == {"2016-05-04": "GOV", "2014-05-04": None, "2018-01-01": None}


def test_a_place_that_no_list_knows_has_no_coordinates(files: tuple[str, str], model: LoadedModel) -> None:
    for own in (OwnNames(), read_lists(*files)):
        placed = {name for name, entity in found(own, model).items() if entity.lat is not None}
        assert placed == ({"Ostra Dell"} if own.names else set())


@pytest.mark.parametrize(
    ("suffix", "content", "line", "said"),
    [
        (".toml", '[[name]]\nname = "A"\n\n[[name]]\nname = "B"\nlat = 120\nlon = 3\n', 4, "90"),
        (".toml", '[[name]]\nname = "A"\nlat = 12\n', 1, "together"),
        (".toml", '[[name]]\nname = "A"\ncolour = "red"\n', 1, "colour"),
        (".toml", '[[name]]\nname = "A\n', 2, ""),
        (".toml", 'name = "A"\n', 1, "[[name]]"),
        (".csv", "name,country\nA,Syria\n", 2, "country"),
        (".csv", "name,kind\nA,place\nB,planet\n", 3, "planet"),
        (".csv", "name\nA,B,C\n", 2, "more fields"),
        (".csv", "aliases\nA\n", 2, "name"),
        (".csv", "name,from\nA,spring\n", 2, "from"),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, suffix: str, content: str, line: int, said: str) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError) as caught:
        read_lists(str(path), "")
    assert caught.value.code == "CW103"
    assert f"line {line}" in caught.value.error
    assert said in caught.value.error


def test_a_missing_list_stops_the_run_and_not_a_page(tmp_path: Path, model: LoadedModel) -> None:
    settings = Settings(gazetteer=str(tmp_path / "none.toml"), engine="local")
    with pytest.raises(UsageError, match="CW103"):
        list(run([PAGE], Job(settings, "whole"), model))


def test_workers_know_them_too(files: tuple[str, str]) -> None:
    settings = Settings(gazetteer=files[0], people=files[1], engine="pool", workers=1)
    (packed,) = run([PAGE], Job(settings, "whole"))
    assert isinstance(packed, Packed)
    assert "Ostra Dell" in {entity.name for entity in unpack(packed.content)[1].entities}


def test_the_record_tells_the_content_and_not_where_it_lies(
    files: tuple[str, str], tmp_path: Path, model: LoadedModel
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = elsewhere / "names.toml"
    moved.write_bytes(Path(files[0]).read_bytes())
    assert fingerprint(files[0]) == fingerprint(str(moved)) != ""
    told = [Settings(gazetteer=path).told() for path in (files[0], str(moved))]
    assert told[0] == told[1]
    assert str(tmp_path) not in str(told)
    made = report(TEXT, published="2016-05-04")
    reading = flow.extract(made, dissect(made, model), own=read_lists(*files))
    record = flow.relate([(made, reading)], model.model, Settings(gazetteer=files[0]))
    assert record.made.settings["gazetteer"] == fingerprint(files[0])


def test_a_build_uses_them(files: tuple[str, str], tmp_path: Path, model: LoadedModel) -> None:
    page = tmp_path / "in"
    page.mkdir()
    (page / "a.txt").write_text(f"A town shelled\n\n4 May 2016\n\n{TEXT}\n", "utf-8")
    settings = Settings(gazetteer=files[0], people=files[1], engine="local")
    record = api.make_record([page], settings, model)
    assert {"Ostra Dell", "Basso Kerim"} <= {entity.name for entity in record.entities}
