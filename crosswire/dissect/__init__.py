"""Takes reports and the language model, gives each report's blocks parsed alone; cannot clean and cannot annotate.

The unit of parsing is the block, because a paragraph parsed alone gives the same parse whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crosswire.base import READ_KINDS, Block, Report
from crosswire.dissect.model import LoadedModel, load_model
from crosswire.grammar import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["BATCH", "LoadedModel", "dissect", "dissect_many", "load_model"]

BATCH = 32
"""Blocks parsed together. Changes speed only: a block's parse does not depend on its neighbours."""


def dissect(report: Report, model: LoadedModel) -> tuple[Passage, ...]:
    """Every readable block of one report, parsed, in the order of the page."""
    return next(dissect_many([report], model))


def dissect_many(reports: Iterable[Report], model: LoadedModel) -> Iterator[tuple[Passage, ...]]:
    """The same for several reports at once, in their order; a text that stands twice is parsed once."""
    wanted: list[list[Block]] = []
    texts: dict[str, None] = {}
    kept = list(reports)
    for report in kept:
        blocks = [block for block in report.blocks if block.kind in READ_KINDS]
        wanted.append(blocks)
        texts.update((report.text[block.start : block.end], None) for block in blocks)
    docs = _parse(list(texts), model)
    for report, blocks in zip(kept, wanted, strict=True):
        yield tuple(
            Passage(kind=block.kind, start=block.start, doc=docs[report.text[block.start : block.end]])
            for block in blocks
        )


def _parse(texts: Sequence[str], model: LoadedModel) -> dict[str, Doc]:
    return dict(zip(texts, model.nlp.pipe(texts, batch_size=BATCH), strict=True))
