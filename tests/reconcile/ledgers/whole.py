"""Runs the whole path over pages given as text, and puts processes and positions in short form."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Position, Process, Record
from crosswire.dissect import LoadedModel, dissect
from crosswire.flow import extract, relate
from crosswire.settings import Settings
from tests.making import report


def record_of(pages: Sequence[dict[str, str]], model: LoadedModel) -> Record:
    """The record of pages with `text` and `published`."""
    reports = [report(page["text"].strip(), published=page["published"]) for page in pages]
    return relate(((one, extract(one, dissect(one, model))) for one in reports), model.model, Settings())


def in_short(process: Process, record: Record) -> str:
    """ "truce | Truce | agreed by the outlet, ended by Ilse Koravan": kind, name and steps with whose word each is."""
    names = {entity.id: entity.name for entity in record.entities}
    steps = [f"{s.state} by {names.get(s.said_by or '', s.said_by) or 'the outlet'}" for s in process.steps]
    return f"{process.kind} | {process.name} | {', '.join(steps)}"


def held(position: Position, record: Record) -> str:
    """ "Ilse Koravan wants: an inquiry": actor, stance and issue, and how many accounts where more than one."""
    names = {entity.id: entity.name for entity in record.entities}
    several = f" (x{len(position.accounts)})" if len(position.accounts) > 1 else ""
    return f"{names.get(position.actor, position.actor)} {position.stance}: {position.issue}{several}"
