"""Ways in which inputs come to harm, each a function of bytes and a random source."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(max(1, len(out) // 200)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """Pieces taken out, repeated, put elsewhere."""
    out = data
    for _ in range(4):
        a, b = sorted(chance.randrange(len(out) + 1) for _ in range(2))
        at = chance.randrange(len(out) + 1)
        piece = out[a:b][:5000]
        out = out[:at] + piece * chance.randrange(4) + out[at + len(piece) * chance.randrange(2) :]
    return out or data


def noisy(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randrange(400)) + data[at:]


def recoded(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-32", "cp1252", "shift_jis", "utf-7", "cp037"]), "replace")


def mixed(data: bytes, chance: random.Random) -> bytes:
    """Signs that mean something to one format or another, put in at random."""
    signs = (
        b"<",
        b">",
        b'"',
        b"&#0;",
        b"\x00",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"{",
        b"[",
        b"\r\n\r\n",
        b"--",
        b"\xff\xfe",
    )
    out = data
    for _ in range(8):
        at = chance.randrange(len(out) + 1)
        out = out[:at] + chance.choice(signs) * chance.choice((1, 1, 3, 2000)) + out[at:]
    return out


DAMAGES: dict[str, Damage] = {
    "cut": cut,
    "flipped": flipped,
    "shuffled": shuffled,
    "noisy": noisy,
    "recoded": recoded,
    "mixed": mixed,
}


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _nest(levels: int) -> bytes:
    data = b"A report lies in here."
    for level in range(levels):
        data = _zip("a.zip" if level else "a.txt", data)
    return data


_ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">' + _ENTITIES + b"]>"
_AWAY = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_ITEM = b"<item><title>%s</title><description>%s</description></item>"


def hard_cases() -> dict[str, Callable[[], bytes]]:
    """Inputs made to overwhelm a reader, by the name of the file they come in; made when called."""
    deep = 10_000
    return {
        "deep.html": lambda: b"<div>" * deep + b"x",
        "deep.xml": lambda: b"<rss>" + b"<item>" * deep,
        "deep.json": lambda: b"[" * deep,
        "deep.jsonl": lambda: b'{"text":' * deep,
        "deep.eml": lambda: b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(deep)
        ),
        "deep.zip": lambda: _nest(12),
        "laughs.rss": lambda: _LAUGHS + b"<rss><channel>" + _ITEM % (b"&e11;", b"&e11;") + b"</channel></rss>",
        "laughs.xml": lambda: _LAUGHS + b"<urlset><url><loc>&e11;</loc></url></urlset>",
        "away.rss": lambda: _AWAY + b"<rss><channel>" + _ITEM % (b"&x;", b"&x; and some words") + b"</channel></rss>",
        "away.html": lambda: (
            b'<html><link rel=stylesheet href="http://127.0.0.1:9/"><iframe src="file:///etc/passwd"></iframe>'
        ),
        "bomb.zip": lambda: _zip("a.jsonl", b"\n" * 300_000_000),
        "bomb.txt.gz": lambda: gzip.compress(b"word " * 60_000_000, 1),
        "bomb.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\nContent-Length: 300000000\r\n\r\n" + b"x" * 300_000_000, 1),
        "tag.html": lambda: b"<p " + b"x" * 20_000_000 + b">",
        "tag.rss": lambda: b"<rss><channel><item " + b"x" * 7_000_000 + b">",
        "attributes.html": lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(500_000)) + b">",
        "comment.html": lambda: b"<!--" * 1_000_000,
        "entities.html": lambda: b"&amp" * 1_500_000,
        "line.csv": lambda: b'text\n"' + b"x" * 7_000_000,
        "columns.csv": lambda: b"text" + b",c" * 2_000_000 + b"\n",
        "header.eml": lambda: b"Subject: " + b"=?utf-8?q?a?= " * 400_000 + b"\n\nbody",
        "address.eml": lambda: b"From: " + b"(" * 2_000_000 + b"\n\nbody",
        "length.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "header.warc": lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 3_000_000,
    }
