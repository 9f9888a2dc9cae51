"""Groups as people decided: made one, or parted, one decision after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from crosswire.base import Ruling

Note = Callable[[int, Ruling, Sequence[int]], None]
"""Told of each group that grew by a merge or was made by a split: its first member, the ruling, and the first members
of the groups that went into it."""


def rearrange(
    groups: Iterable[Sequence[int]], rulings: Iterable[Ruling], place: Mapping[str, int], note: Note | None = None
) -> list[list[int]]:
    """The groups after every merge and split, each ascending, by their first members.

    `place` gives the member that an id stands for. A merge joins the groups that hold the first known id of each of its
    things; a split takes those of its first thing out of every group that holds one of its second.
    """
    held = {group[0]: list(group) for group in groups}
    home = {member: first for first, group in held.items() for member in group}
    for one in rulings:
        if one.kind == "merge":
            _merge(held, home, one, place, note)
        elif one.kind == "split":
            _split(held, home, one, place, note)
    return [held[first] for first in sorted(held)]


def _merge(
    held: dict[int, list[int]], home: dict[int, int], one: Ruling, place: Mapping[str, int], note: Note | None
) -> None:
    members = [next((place[name] for name in names if name in place), None) for names in one.things]
    known = [member for member in members if member is not None]
    for member in known:
        if member not in home:
            held[member], home[member] = [member], member
    firsts = sorted({home[member] for member in known})
    if len(firsts) > 1:
        _put(held, home, sorted(member for first in firsts for member in held.pop(first)))
        if note:
            note(firsts[0], one, firsts[1:])


def _split(
    held: dict[int, list[int]], home: dict[int, int], one: Ruling, place: Mapping[str, int], note: Note | None
) -> None:
    out, rest = ({place[name] for name in names if name in place} for names in one.things[:2])
    crowded = {home[member] for member in rest - out if member in home}
    taken = sorted(member for member in out if home.get(member) in crowded)
    if not taken:
        return
    before = sorted({home[member] for member in taken})
    for first in before:
        left = [member for member in held.pop(first) if member not in out]
        _put(held, home, left)
    _put(held, home, taken)
    if note:
        note(taken[0], one, [])


def _put(held: dict[int, list[int]], home: dict[int, int], members: list[int]) -> None:
    if members:
        held[members[0]] = members
        home.update(dict.fromkeys(members, members[0]))
