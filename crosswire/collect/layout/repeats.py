"""Lines that a page prints more than once, and what that says of each copy."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.collect.layout.parts import Layout

_LEAST_TITLES = 2
_LEAST_LABELLED = 3
_LONGEST_TITLE = 16


def table_of_contents(layout: Layout) -> frozenset[int]:
    """The lines of a table of contents: titles in a row that each stand once more further down, away from each other
    and right above running text."""
    later = {unit.key: at for at, unit in enumerate(layout.units)}
    found: set[int] = set()
    for run in _runs(layout):
        heads = [
            at for at in run if later[layout.units[at].key] > run[-1] and _heads(layout, later[layout.units[at].key])
        ]
        if len(heads) >= _LEAST_TITLES and 2 * len(heads) > len(run):
            found.update(heads)
    return frozenset(found)


def same_label(layout: Layout) -> frozenset[int]:
    """Open lines of which several begin with the same words before a bar ("More from Varenne | …"), in any language."""
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(layout.units):
        label, bar, title = unit.text.partition("|")
        if bar and not layout.marks[at] and not unit.prose and len(title.split()) >= _LEAST_TITLES:
            places.setdefault(label.strip().casefold(), []).append(at)
    return frozenset(at for found in places.values() if len(found) >= _LEAST_LABELLED for at in found)


def _runs(layout: Layout) -> Iterator[list[int]]:
    """Open lines in a row, most of which the page prints twice."""
    run: list[int] = []
    for at, unit in enumerate(layout.units):
        if layout.repeats[unit.key] == 2 and not unit.prose and not layout.marks[at] and unit.size <= _LONGEST_TITLE:
            run.append(at)
            continue
        if len(run) >= _LEAST_TITLES:
            yield run
        run = []
    if len(run) >= _LEAST_TITLES:
        yield run


def _heads(layout: Layout, at: int) -> bool:
    """Whether running text stands right below, or below a picture or an advertisement."""
    for spot in range(at + 1, min(at + 4, len(layout.units))):
        if not layout.marks[spot]:
            return layout.units[spot].prose == 2
    return False
