"""Nouns as compressed bytes, and back."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

T = TypeVar("T")
Learnt = Callable[[int], bytes]
LEVEL = 6
"""zlib's own default; level 9 saves one byte in a hundred and takes twice as long."""
WITH_IDS = b"\x01"
"""First byte of what is not zlib alone, which begins with "x"; then comes the number of what was learnt, or 0."""
LEARNT = 24_576
"""Bytes that readings are packed with at most; zlib looks back 32,768."""
_ID = re.compile(rb"\xae([a-z]-)([0-9a-f]{12})")
_SHORT = re.compile(rb"\xd4\x01(.)|\xd5\x01(..)", re.DOTALL)


def packed(value: object) -> bytes:
    """A noun as MessagePack, compressed."""
    return zlib.compress(msgspec.msgpack.encode(value), LEVEL)


def unpacked(content: bytes, kind: type[T], learnt: Learnt) -> T:
    """A noun from its bytes."""
    return msgspec.msgpack.decode(opened(content, learnt), type=kind)


def pack_rows(content: bytes, number: int = 0, learnt: bytes = b"") -> bytes:
    """MessagePack with many ids, each of which is written once and then numbered, with words `learnt` from others."""
    table, told = short_ids(content)
    # Other bytes may look like a number of ours: then the content is kept as it is.
    if len(table) >= 7 << 16 or _with_ids(told, table) != content:
        return zlib.compress(content, LEVEL)
    made = zlib.compressobj(LEVEL, zdict=learnt)
    whole = (len(table) // 7).to_bytes(2, "big") + table + told
    return WITH_IDS + bytes((number,)) + made.compress(whole) + made.flush()


def short_ids(content: bytes) -> tuple[bytes, bytes]:
    """The ids of MessagePack, seven bytes each, and it with their numbers in their place."""
    numbers: dict[bytes, int] = {}

    def short(found: re.Match[bytes]) -> bytes:
        number = numbers.setdefault(found[1][:1] + bytes.fromhex(found[2].decode()), len(numbers))
        return b"\xd4\x01" + bytes((number,)) if number < 256 else b"\xd5\x01" + (number & 0xFFFF).to_bytes(2, "big")

    told = _ID.sub(short, content)
    return b"".join(numbers), told


def opened(content: bytes, learnt: Learnt) -> bytes:
    """MessagePack as it was before it was packed in either way; `learnt` gives words by their number. Raises
    zlib.error."""
    if content[:1] != WITH_IDS:
        return zlib.decompress(content)
    with_what = zlib.decompressobj(zdict=learnt(content[1]) if content[1] else b"")
    whole = with_what.decompress(content[2:])
    if not with_what.eof:
        raise zlib.error("it ends too soon")
    end = 2 + 7 * int.from_bytes(whole[:2], "big")
    return _with_ids(whole[end:], whole[2:end])


def _with_ids(told: bytes, table: bytes) -> bytes:
    ids = [b"\xae" + table[n : n + 1] + b"-" + table[n + 1 : n + 7].hex().encode() for n in range(0, len(table), 7)]
    return _SHORT.sub(lambda found: _named(found, ids), told)


def _named(found: re.Match[bytes], ids: list[bytes]) -> bytes:
    number = int.from_bytes(found[1] or found[2], "big")
    return ids[number] if number < len(ids) else found[0]
