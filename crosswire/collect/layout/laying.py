"""The page as a whole: where the article's running text lies, what heads it, and so what each unit is."""

from __future__ import annotations

from crosswire.collect.layout.naming import name_body, name_header, name_repeats, name_tail
from crosswire.collect.layout.parts import Layout
from crosswire.collect.layout.region import (
    body_start,
    find_region,
    with_dateline_above,
    with_first_paragraph,
    with_last_sections,
)
from crosswire.collect.layout.repeats import same_label, table_of_contents
from crosswire.collect.layout.titles import find_headline
from crosswire.collect.lines.marks import mark
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.agencies import agencies_of


def lay_out(page: str, units: list[Unit], given_title: str | None) -> Layout:
    """Gives every unit its kind."""
    pairs = [mark(unit) for unit in units]
    layout = Layout(units=units, marks=[pair[0] for pair in pairs], dates=[pair[1] for pair in pairs])
    layout.agencies = agencies_of(page)
    for unit in units:
        layout.repeats[unit.key] = layout.repeats.get(unit.key, 0) + 1
    layout.spaced = sum(unit.gap for unit in units) > 0.3 * len(units)
    layout.contents = table_of_contents(layout)
    for at in layout.contents:
        layout.marks[at] = "navigation"
    for at in same_label(layout):
        layout.marks[at] = "related"
    first, last = find_region(layout)
    first = with_dateline_above(layout, page, first)
    first = with_first_paragraph(layout, body_start(layout, page, first, last))
    last = with_last_sections(layout, last)
    layout.body = (first, last)
    layout.headline = find_headline(layout, given_title)
    name_header(layout, page)
    name_body(layout)
    name_tail(layout)
    layout.told = [unit for unit in units if unit.kind != "noise"]
    name_repeats(layout)
    return layout
