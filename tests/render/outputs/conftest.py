"""Shared by the tests of outputs: a record made of the samples, the same as passed on, and one of hostile words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from crosswire import api
from crosswire.base import Record, Stated
from crosswire.dissect import LoadedModel
from crosswire.render import withhold
from tests.render.making_record import record

SAMPLES = Path(__file__).parents[3] / "samples"
HOSTILE = '=HYPERLINK("https://x.example","a") | <script>alert(\'1\')</script> [a](b) `c` *d* \u202e & "; -- \r'


@pytest.fixture(scope="session")
def whole(model: LoadedModel) -> Record:
    """The record of the samples."""
    return api.make_record([SAMPLES], model=model)


@pytest.fixture(scope="session")
def shared(whole: Record) -> Record:
    """The same with texts withheld and names hidden."""
    return withhold(whole, hide_names=True)


@pytest.fixture
def hostile() -> Record:
    """A record whose headlines, outlets, titles and lines are made to break a format."""
    made = record()
    change: Any = msgspec.structs.replace
    return msgspec.structs.replace(
        made,
        reports=tuple(change(r, headline=Stated(text=HOSTILE), outlet=Stated(text=HOSTILE)) for r in made.reports),
        events=tuple(change(e, title=HOSTILE) for e in made.events),
        timeline=tuple(change(t, text=HOSTILE) for t in made.timeline),
        brief=tuple(change(b, text=HOSTILE) for b in made.brief),
    )
