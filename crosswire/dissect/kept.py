"""Parses kept for blocks that come again: wire copy is parsed once, whoever prints it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from crosswire.dissect.compact import READ, compact, expand, is_compact

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class KeptParse(NamedTuple):
    """One parse as bytes (compact, or spaCy's DocBin of one document), under the hash of model and text."""

    key: bytes
    content: bytes


class Parses:
    """Parses by model and text, as bytes, since a parse itself does not outlive the batch that shares its words.

    Holds at most `size` bytes in memory; what was not asked for longest goes first. `fetch` looks a key up elsewhere,
    as in a store. A parse and its kept form give the same rows.
    """

    def __init__(self, size: int, model: str, fetch: Callable[[bytes], bytes | None] | None = None) -> None:
        self._fresh: list[KeptParse] = []
        self._size = size
        self._model = model
        self._fetch = fetch
        self._held = 0
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, text: str, vocab: Vocab) -> Doc | None:
        """The parse of a text, or null if it is not held."""
        key = self._key(text)
        content = self._kept.get(key)
        if content is not None:
            self._kept.move_to_end(key)
        elif self._fetch:
            content = self._fetch(key)
        if content is None:
            return None
        if is_compact(content):
            return expand(content, text, vocab)
        from spacy.tokens import DocBin

        return next(iter(DocBin().from_bytes(content).get_docs(vocab)))

    def put(self, text: str, doc: Doc) -> None:
        """Keeps the parse of a text."""
        made = KeptParse(self._key(text), compact(doc) or _whole(doc))
        self._fresh.append(made)
        self._kept[made.key] = made.content
        self._held += len(made.content)
        while self._held > self._size and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._held -= len(oldest)

    def take_fresh(self) -> tuple[KeptParse, ...]:
        """What was parsed anew since the last call, for whoever keeps it longer."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self._model}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _whole(doc: Doc) -> bytes:
    """A parse that does not fit the compact form, as spaCy writes it."""
    from spacy.tokens import DocBin

    return DocBin(attrs=READ, store_user_data=False, docs=[doc]).to_bytes()
