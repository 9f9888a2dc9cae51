"""When the report appeared, was changed, and was fetched: chosen among the page's dates."""

from __future__ import annotations

import re
from dataclasses import replace as changed
from datetime import date

from crosswire.base import Dated, Page, Stated, Unusable
from crosswire.collect.cues import cues
from crosswire.collect.layout import Layout
from crosswire.collect.particulars.datelines import Dateline
from crosswire.collect.particulars.dates import Found
from crosswire.collect.particulars.settling import given_date, settle, url_date

_MOST_DATES = 200
_LONGEST_GIVEN = 200
_STALE_DAYS = 2
"""A masthead's date this much later than the report's own is the day the page was fetched."""


def report_dates(
    page: Page, layout: Layout, dateline: Dateline | None, language: str, outlet: Stated | None
) -> tuple[Dated | None, Dated | None, Dated | None]:
    """Published, updated, fetched."""
    found = _page_dates(page, layout)
    found = settle(found, foreign=language not in ("en", "und"), country=_country(outlet, page.given_url))
    masthead = _masthead(found, layout)
    fetched = [item for item in found if item.label == "fetched"]
    if masthead is not None:
        fetched.append(masthead)
    rest = [item for item in found if item not in fetched]
    updated = [item for item in rest if item.label == "updated"]
    plain = [item for item in rest if item.label != "updated"]
    named = [item for item in plain if item.label == "published"]
    published = named[0] if named else plain[0] if plain else None
    known = given_date(page.given_published) if page.given_published else None
    first = known or (published.dated() if published else None) or _from_dateline(page.text, dateline, found)
    if first is None and page.given_url:
        first = url_date(page.given_url)
    last = updated[0] if updated else None
    if last is None and published and not known:
        later = [item for item in plain if item.days[0] > published.days[0] and item.label is None]
        last = later[0] if named and later else None
    changed_at = _given(page.given_updated) or (last.dated() if last else None)
    return first, changed_at, _given(page.given_fetched) or (fetched[0].dated() if fetched else None)


def _given(value: str | None) -> Dated | None:
    return given_date(value) if value else None


def unusable(page: Page) -> tuple[Unusable, ...]:
    """Dates given for the report that no reading makes a date of."""
    given = {"published": page.given_published, "updated": page.given_updated, "fetched": page.given_fetched}
    return tuple(
        Unusable(field=field, value=value[:_LONGEST_GIVEN], why="this is no date that can be read")
        for field, value in given.items()
        if value and given_date(value) is None
    )


def _page_dates(page: Page, layout: Layout) -> list[Found]:
    """Dates on lines of dates and names, above the text first; below it only where a word says what they are."""
    first, last = layout.body
    found: list[Found] = []
    for at, dates in enumerate(layout.dates):
        unit = layout.units[at]
        if unit.kind not in ("date", "byline", "dateline"):
            continue
        above = at < first
        for item in dates:
            label = item.label or _label_above(layout, at)
            if above or label or at <= last + 3:
                found.append(changed(item, label=label))
        if len(found) >= _MOST_DATES:
            break
    return found


def _label_above(layout: Layout, at: int) -> str | None:
    """A label that stands on the line above its date ("Published" / "3 March 2021")."""
    if at == 0:
        return None
    label = cues().label.whole(layout.units[at - 1].words)
    return label if label in ("published", "updated", "fetched") else None


def _masthead(found: list[Found], layout: Layout) -> Found | None:
    """Today's date at the very top: before the headline, unlabelled, without an hour's label, later than the rest."""
    if not found or layout.headline is None:
        return None
    top = found[0]
    title = layout.units[layout.headline]
    if top.label or top.start > title.start or layout.headline > layout.body[0]:
        return None
    others = [item for item in found[1:] if item.days != top.days]
    if others:
        return top if all((top.days[0] - item.days[0]).days >= _STALE_DAYS for item in others) else None
    between = [u for u in layout.units[: layout.headline] if u.start > top.start]
    first_line = (
        layout.units[0].start <= top.start <= layout.units[0].end
        or top.start < layout.units[min(2, len(layout.units) - 1)].end
    )
    return top if first_line and len(between) >= 2 and top.weekday is not None and len(found) == 1 else None


def _from_dateline(page: str, dateline: Dateline | None, found: list[Found]) -> Dated | None:
    """The day of the dateline; one without a year takes it from another date of the page, and is then inferred."""
    if dateline is None:
        return None
    if dateline.dated is not None:
        return settle([dateline.dated], foreign=False, country=None)[0].dated()
    if dateline.monthday is None or not found:
        return None
    month, day = dateline.monthday
    near = found[0].days[0]
    try:
        value = date(near.year, month, day)
        if value > near:
            value = date(near.year - 1, month, day)
    except ValueError:
        return None
    return Dated(value=value.isoformat(), basis="inferred")


def _country(outlet: Stated | None, url: str | None) -> str | None:
    """The ending of the outlet's address, where one is known."""
    for text in (url or "", outlet.text if outlet else ""):
        match = re.match(r"(?:\w+://)?(?:[\w-]+\.)+([a-z]{2,6})(?:[/:?#]|\Z)", text)
        if match:
            return match[1]
    return None
