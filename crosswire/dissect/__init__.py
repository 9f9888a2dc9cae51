"""Takes reports and the language model, gives each report's blocks parsed alone; cannot clean and cannot annotate.

The unit of parsing is the block, because a paragraph parsed alone gives the same parse whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crosswire.base import READ_KINDS, Block, Report
from crosswire.dissect.casing import restore_case
from crosswire.dissect.datelines import own_start
from crosswire.dissect.kept import KeptParse, Parses
from crosswire.dissect.model import LoadedModel, check_model, load_model
from crosswire.grammar import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["BATCH", "KeptParse", "LoadedModel", "Parses", "check_model", "dissect", "dissect_many", "load_model"]

BATCH = 32
"""Blocks parsed together. Changes speed only: a block's parse does not depend on its neighbours."""


def dissect(report: Report, model: LoadedModel) -> tuple[Passage, ...]:
    """Every readable block of one report, parsed, in the order of the page."""
    return next(dissect_many([report], model))


def dissect_many(
    reports: Iterable[Report], model: LoadedModel, kept: Parses | None = None
) -> Iterator[tuple[Passage, ...]]:
    """The same for several reports at once, in their order; a text that stands twice, or is `kept`, is parsed once."""
    wanted: list[list[tuple[Block, int]]] = []
    texts: dict[str, None] = {}
    given = list(reports)
    for report in given:
        blocks = [(block, own_start(report, block)) for block in report.blocks if block.kind in READ_KINDS]
        wanted.append(blocks)
        texts.update((report.text[start : block.end], None) for block, start in blocks)
    docs = _parse(texts, model, kept)
    first: dict[str, Passage] = {}
    for report, blocks in zip(given, wanted, strict=True):
        passages = []
        for block, start in blocks:
            text = report.text[start : block.end]
            doc, words = docs[text]
            passages.append(Passage(block.kind, start, doc, first.get(text), words))
            first.setdefault(text, passages[-1])
        yield tuple(passages)


def _parse(texts: Iterable[str], model: LoadedModel, kept: Parses | None) -> dict[str, tuple[Doc, str]]:
    """By text, the parse and its own words. A block written in one case is parsed as it would be written, and its `Doc`
    has those capitals: the same characters otherwise, in the same places."""
    written = {text: restore_case(text, model.nlp) or text for text in texts}
    held = {text: kept.get(written[text], model.nlp.vocab) if kept else None for text in written}
    docs = {text: doc for text, doc in held.items() if doc is not None}
    new = [text for text, doc in held.items() if doc is None]
    for text, doc in zip(new, model.nlp.pipe([written[text] for text in new], batch_size=BATCH), strict=True):
        docs[text] = doc
        if kept:
            kept.put(written[text], doc)
    return {text: (doc, written[text]) for text, doc in docs.items()}
