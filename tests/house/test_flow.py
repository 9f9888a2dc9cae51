"""The path tells the truth about itself."""

from __future__ import annotations

from importlib import import_module

from crosswire import flow
from crosswire.base import KINDS, Reading

GIVEN = {"inputs", "decisions"}


def test_every_need_is_added_by_an_earlier_step() -> None:
    known = set(GIVEN)
    for step in flow.PATH:
        missing = set(step.needs) - known
        assert not missing, f"step {step.name} needs {sorted(missing)}, which no earlier step adds"
        known |= set(step.adds)


def test_every_step_lives_in_a_room_that_exists_and_rooms_come_in_order() -> None:
    rooms = [step.room.split(".")[0] for step in flow.PATH]
    assert rooms == sorted(rooms), "the alphabet is the data's path"
    for step in flow.PATH:
        import_module(f"crosswire.{step.room}")


def test_kinds_are_fields_of_a_reading_and_need_only_earlier_kinds() -> None:
    assert set(KINDS) <= set(Reading.__struct_fields__)
    for kind, needs in flow.REQUIRES.items():
        assert all(KINDS.index(need) < KINDS.index(kind) for need in needs)
