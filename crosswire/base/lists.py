"""Names that the user adds to those the lists know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from crosswire.base.spans import Noun

Text = Annotated[str, Meta(min_length=1, max_length=200)]
Day = Annotated[str, Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class OwnName(Noun, frozen=True, kw_only=True):
    """One entry of a user's gazetteer or people file.

    `country` is ISO 3166-1 alpha-3, "IGO" or "NGO"; `sector` a PLOVER code; `lat`, `lon` degrees; `parent` the area
    that a place lies in. `role` is the office of a person, held from `from_` until `to`, both included: a year, month
    or day.
    """

    name: Text
    kind: Literal["place", "region", "person", "organisation", "group"]
    aliases: tuple[Text, ...] = ()
    country: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$")] = ""
    sector: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$")] = ""
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None
    parent: str = ""
    role: str = ""
    from_: Day | None = None
    to: Day | None = None


@dataclass(frozen=True, eq=False)
class OwnNames:
    """All of a run's own names. Equal only to itself, so that what is compiled from it is kept under it."""

    names: tuple[OwnName, ...] = ()
