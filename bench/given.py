"""Mentions that a set gives, as values of ours: where extraction sees the same word its mention is taken as it is."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from bench.reading import Reader, Row
from crosswire import flow
from crosswire.base import KINDS, Mention, Participant, Reading, Report, Trigger
from crosswire.grammar import Frame, Passage, actuality
from crosswire.group.events import coreferent


def documents(path: Path) -> list[Row]:
    """The texts that go with a set of mentions: `x-mentions-dev` belongs to `x-docs`."""
    for name in (f"{path.name.split('-')[0]}-docs.jsonl", f"{path.name.split('-')[0]}-docs.jsonl.gz"):
        if (path.parent / name).is_file():
            opener = gzip.open if name.endswith(".gz") else open
            with opener(path.parent / name, "rt", encoding="utf-8") as lines:
                return [json.loads(line) for line in lines if line.strip()]
    return []


def chains(docs: Iterable[Row], rows: Iterable[Row], reader: Reader) -> Iterator[Row]:
    """Each given mention with the label of its happening; of a row only the document and the words' place are read."""
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        wanted[row["doc"]].append(row)
    reports, readings = [], []
    for doc, report, passages in reader.passages(doc for doc in docs if doc["id"] in wanted):
        reading = flow.extract(report, passages, KINDS)
        mentions = tuple(_mention(row, report, reading, passages) for row in wanted[doc["id"]])
        reports.append(report)
        readings.append(replace(reading, mentions=mentions))
    for name, chain in sorted(coreferent(reports, readings).items()):
        yield {"id": name, "chain": chain}


def _mention(row: Row, report: Report, reading: Reading, passages: tuple[Passage, ...]) -> Mention:
    """The mention extraction has there under the given id, or one made from the clause around the words."""
    spans = [(start, end) for start, end in row["spans"]]
    for mention in reading.mentions:
        if any(start < mention.trigger.end and mention.trigger.start < end for start, end in spans):
            return replace(mention, id=row["id"], nested=None, about=None)
    start, end = spans[0]
    frame = next((f for p in passages for f in _within(p, start, end)), None)
    whole = next(((s.start, s.end) for s in reading.sentences if s.start <= start < s.end), (start, end))
    made = Mention(
        id=row["id"],
        report=report.id,
        start=min(whole[0], start),
        end=max(whole[1], end),
        trigger=Trigger(text=report.text[start:end], start=start, end=end),
        type="",
    )
    if frame is None:
        return made
    passage = next(p for p in passages if p.doc is frame.tree.doc)
    first, last = (passage.start + n for n in frame.tree.characters(frame.start, frame.end))
    return replace(
        made,
        start=min(first, start),
        end=max(last, end),
        actuality=actuality(frame)[0],
        tense=frame.tense or None,
        participants=tuple(_fillers(frame, passage, report, reading)),
    )


def _within(passage: Passage, start: int, end: int) -> Iterator[Frame]:
    """The frames whose word lies within these offsets."""
    if passage.start <= start < passage.start + len(passage.doc.text):
        for frame in passage.frames:
            if start <= passage.start + frame.tree.begin[frame.head] < end:
                yield frame


def _fillers(frame: Frame, passage: Passage, report: Report, reading: Reading) -> Iterator[Participant]:
    """Subjects as those who act, objects as those acted on."""
    for role, nouns in (("actor", frame.subjects), ("subject", frame.objects)):
        for noun in nouns:
            first, last = (passage.start + n for n in frame.tree.characters(*frame.tree.phrase(noun)))
            head = passage.start + frame.tree.begin[noun]
            named = (e.id for e in reading.entities for m in e.mentions if m.start <= head < m.end)
            yield Participant(role=role, text=report.text[first:last], start=first, end=last, entity=next(named, None))
