"""What the dossier says of a report above its text."""

import msgspec

from crosswire.base import Anchor, Edit, Record
from crosswire.render import reading
from crosswire.render.desk import Desk
from tests.making import report as made_report
from tests.render.making_record import record

replace = msgspec.structs.replace
TEXTS = ("Twelve people were killed.", "Fourteen people were killed.", "Fourteen people were killed, it was said.")


def _versions() -> Record:
    first, *later = (replace(made_report(text), id=f"r-{n}") for n, text in enumerate(TEXTS, start=1))
    edit = Edit(before=(Anchor(report="r-1", start=0, end=6),), after=(Anchor(report="r-2", start=0, end=8),))
    marked = [
        replace(one, version_of=first.id, version=n, changed=(edit,) if n == 2 else ())
        for n, one in enumerate(later, start=2)
    ]
    empty = {name: () for name, value in msgspec.structs.asdict(record()).items() if isinstance(value, tuple) and value}
    return replace(record(), **empty | {"reports": (first, *marked)})


def test_every_version_leads_to_the_others_and_says_what_was_changed() -> None:
    made = _versions()
    desk = Desk(made, frozenset(report.id for report in made.reports))
    facts = [{fact.name: fact.values for fact in page.facts} for page in reading.pages(made, desk)]
    assert [[value.href for value in one["Version"]] for one in facts] == [
        ["#r-2", "#r-3"],
        ["#r-1", "#r-3"],
        ["#r-1"],
    ]
    [changed] = facts[1]["Changed"]
    assert changed.words == "“Twelve” to “Fourteen”"
    assert "Changed" not in facts[0]
