"""Parses kept for blocks that come again: wire copy is parsed once in a run, whoever prints it."""

from __future__ import annotations

import hashlib
import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LEFT_OUT = ["tensor", "user_data", "cats", "sentiment"]
"""What no room reads of a parse, and what would take most of the room."""


class Parses:
    """Parses by their text, as bytes, since a parse itself does not outlive the batch that shares its words.

    Holds at most `size` bytes; what was not asked for longest goes first. A parse and its kept form give the same rows.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, text: str, vocab: Vocab) -> Doc | None:
        """The parse of a text, or null if it is not held."""
        key = _key(text)
        content = self._kept.get(key)
        if content is None:
            return None
        self._kept.move_to_end(key)
        from spacy.tokens import Doc

        doc: Doc = Doc(vocab).from_bytes(zlib.decompress(content))
        return doc

    def put(self, text: str, doc: Doc) -> None:
        """Keeps the parse of a text, if there is any room at all."""
        if not self._size:
            return
        content = zlib.compress(doc.to_bytes(exclude=LEFT_OUT), level=1)
        self._kept[_key(text)] = content
        self._held += len(content)
        while self._held > self._size and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._held -= len(oldest)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
