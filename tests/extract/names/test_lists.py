"""The lists hang together: every place's state is listed, every code has three letters, spellings fold."""

from __future__ import annotations

import pytest

from crosswire import rules
from crosswire.extract.names.lexicon import fold, government_name, lexicon, parts, plural

STATES = rules.load("any/states")["states"]


def test_every_place_lies_in_a_listed_state() -> None:
    for file in ("cities", "regions"):
        for name, (country, lat, lon) in rules.load(f"any/{file}")[file].items():
            assert country in STATES or country == "", name
            assert -90 <= lat <= 90, name
            assert -180 <= lon <= 180, name


def test_every_body_has_codes() -> None:
    for file in ("bodies", "groups", "agencies"):
        for table in rules.load(f"any/{file}").values():
            for name, row in table.items():
                assert row["country"] in STATES or row["country"] in ("", "IGO", "NGO", "EUR"), name
                assert len(row["sector"]) == 3, name


def test_every_un_member_and_its_capital() -> None:
    assert len(STATES) >= 195
    assert all(row.get("capital") for iso, row in STATES.items() if iso not in ("SUN", "YUG", "SGP", "HKG", "ESH"))
    assert lexicon().by_first["Ouagadougou"][0][1].country == "BFA"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Sergei", "Sergey", True), ("Khaled", "Haled", True), ("Müller", "Muller", True), ("Yousef", "Yasif", False)],
)
def test_variants_fold_alike(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


def test_parts_of_names() -> None:
    assert parts("Bashar al-Tamber").surname == fold("Tamber")
    assert parts("Staffan de Verlane").surname == fold("Verlane")
    assert parts("Peter Lorne Jr").surname == fold("Lorne")
    assert parts("Lorne").given == ()


def test_names_of_governments() -> None:
    assert government_name("RUS") == "Russian government"
    assert government_name("USA") == "US government"
    assert government_name("KIR") == "Government of Kiribati"


def test_plurals() -> None:
    assert [plural(word) for word in ("Afghan", "Chinese", "British")] == ["Afghans", "Chinese", "British"]
