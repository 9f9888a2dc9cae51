"""Readings as stores up to number 4 packed them: zlib, with ids written once and then numbered. Read, never written."""

from __future__ import annotations

import re
import zlib

WITH_IDS = b"\x01"
"""First byte of what is not zlib alone, which begins with "x"; then comes the number of what was learnt, or 0."""
_SHORT = re.compile(rb"\xd4\x01(.)|\xd5\x01(..)", re.DOTALL)


def with_ids(content: bytes, learnt: bytes) -> bytes:
    """MessagePack as it was before its ids were numbered; `learnt` is what zlib packed it with. Raises zlib.error."""
    with_what = zlib.decompressobj(zdict=learnt)
    whole = with_what.decompress(content[2:])
    if not with_what.eof:
        raise zlib.error("it ends too soon")
    end = 2 + 7 * int.from_bytes(whole[:2], "big")
    table = whole[2:end]
    ids = [b"\xae" + table[n : n + 1] + b"-" + table[n + 1 : n + 7].hex().encode() for n in range(0, len(table), 7)]
    return _SHORT.sub(lambda found: _named(found, ids), whole[end:])


def _named(found: re.Match[bytes], ids: list[bytes]) -> bytes:
    number = int.from_bytes(found[1] or found[2], "big")
    return ids[number] if number < len(ids) else found[0]
