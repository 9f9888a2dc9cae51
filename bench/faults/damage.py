"""Ways in which inputs come to harm, each a function of bytes and a random source."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import re
import tarfile
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


def lied(data: bytes, chance: random.Random) -> bytes:
    """Another charset than the declared one, or a declared one that there is not."""
    names = (b"utf-16", b"shift_jis", b"utf-7", b"unicode_escape", b"rot13", b"idna", b"x" * 200, b"")
    return re.sub(rb"(?i)utf-8", lambda _: chance.choice(names), data)


def long(data: bytes, chance: random.Random) -> bytes:
    """One stretch many times over: what costs its square shows."""
    a = chance.randrange(len(data) + 1)
    piece = data[a : a + chance.choice((1, 2, 7, 40))] or b" "
    return data[:a] + piece * (200_000 // len(piece)) + data[a:]


DAMAGES: dict[str, Damage] = {
    "cut": cut,
    "flipped": flipped,
    "shuffled": shuffled,
    "noisy": noisy,
    "recoded": recoded,
    "mixed": mixed,
    "lied": lied,
    "long": long,
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


def _packed_often(levels: int) -> bytes:
    data = b"A report lies in here. " * 1_000_000
    for _ in range(levels):
        data = gzip.compress(data, 1)
    return data


def _overlapping(members: int) -> bytes:
    """A zip whose directory names one packed member many times over."""
    data = bytearray(_zip("a.txt", b"word " * 2_000_000))
    start = int.from_bytes(data[-6:-2], "little")
    entry = bytes(data[start:-22])
    end = bytearray(data[-22:])
    end[8:10] = end[10:12] = members.to_bytes(2, "little")
    end[12:16] = (len(entry) * members).to_bytes(4, "little")
    return bytes(data[:start]) + entry * members + bytes(end)


def _tar(size: int, held: bytes) -> bytes:
    """A tar that says that its member is larger than it is."""
    member = tarfile.TarInfo("a.txt")
    member.size = size
    return member.tobuf() + held


_ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">' + _ENTITIES + b"]>"
_AWAY = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_RUNS = (
    *(b" ", b"\n", b"a", b"a ", b"A. ", b"1", b"12/", b"By ", b"\n\nBy A", b"\xe2\x80\x9c", b"'", b"-", b"(", b"www."),
    *(b"a@", b"\r", b"Monday ", b"3 March 2021, ", b"PORT SARROW (EPB) - ", b"Share\n", b"The talks failed. "),
    *(
        b"\x00",
        b"\xff",
        b"A",
        b"A-",
        b"Aa Bb, ",
        b"<",
        b"mind of state ",
        b"\xc2\xa9 ",
        b"2020 ",
        b"Lowmark News Agency ",
    ),
    *(b"and they said that the road would be opened again by the end of the week if the\n",),
)
"""What a text of nearly two million characters is made of, to find what costs the square of its length."""
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
        "deep.atom": lambda: b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + b"<content><div>" * deep,
        "deepmap.xml": lambda: b"<urlset>" + b"<url>" * deep,
        "deeplist.html": lambda: b"<ul><li>" * deep + b"x",
        "deeptable.html": lambda: b"<table><tr><td>" * deep + b"x",
        "deepfeed.json": lambda: json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": [{"id": "1", "content_html": "<b>" * deep + "Some words of it."}],
            }
        ).encode(),
        "deepitem.json": lambda: b'{"uri":"urn:x","body_xhtml":' + b'{"a":' * deep,
        "deeprow.jsonl": lambda: b'{"text":"A report.","authors":' + b"[" * deep + b"]" * deep + b"}",
        "laughs.atom": lambda: _LAUGHS + b"<feed><entry><title>&e11;</title><content>&e11;</content></entry></feed>",
        "laughs.html": lambda: _LAUGHS + b"<html><body><p>&e11; and a few more words of a page.</p>",
        "away.xml": lambda: _AWAY + b"<urlset><url><loc>&x;</loc></url></urlset>",
        "often.txt.gz": lambda: _packed_often(6),
        "bomb.txt.bz2": lambda: bz2.compress(b"word " * 20_000_000, 9),
        "bomb.txt.xz": lambda: lzma.compress(b"word " * 20_000_000, preset=0),
        "bomb.tar.gz": lambda: gzip.compress(_tar(300_000_000, b"word " * 60_000_000), 1),
        "claim.tar": lambda: _tar(8 << 40, b"Some words."),
        "overlap.zip": lambda: _overlapping(1_000),
        "names.zip": lambda: _zip("../" * 20_000 + "a.txt", b"A report of its own."),
        "tag.atom": lambda: b"<feed><entry><" + b"x" * 20_000_000 + b">",
        "tagmap.xml": lambda: b"<urlset><url><" + b"x" * 20_000_000 + b">",
        "tag.eml": lambda: b"Content-Type: text/html\n\n<p " + b"x" * 20_000_000 + b">",
        "tag.csv": lambda: b"html\n<p " + b"x" * 20_000_000 + b">\n",
        "tag.jsonl": lambda: b'{"html":"<p ' + b"x" * 20_000_000 + b'>"}',
        "tag.json": lambda: b'{"uri":"urn:x","body_xhtml":"<p ' + b"x" * 20_000_000 + b'>"}',
        "tag.warc": lambda: (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 20000045\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p " + b"x" * 20_000_000
        ),
        "status.warc": lambda: (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 3000000\r\n\r\n"
            b"HTTP/1.1 " + b"9" * 3_000_000
        ),
    }


def long_runs() -> dict[str, Callable[[], bytes]]:
    """Texts and pages of nearly two million characters made of one piece each."""
    return {
        f"run{n}.{ending}": (lambda head=head, piece=piece: head + (piece * 1_900_000)[:1_900_000])
        for n, piece in enumerate(_RUNS)
        for ending, head in (("txt", b""), ("html", b"<p>"))
    }


_PROSE = (
    "The road to mole %d was opened again on Monday after nine days, the harbour board of Port Sarrow told the press."
)


def _name(n: int) -> str:
    """A first name and a surname, other ones for each number."""
    letters = ["bdfgklmnprstvz"[n // 14**place % 14] + "aeiou"[n // 7**place % 5] for place in range(5)]
    return f"{''.join(letters[:2]).title()} {''.join(letters[2:]).title()}"


_LISTS: dict[str, Callable[[int], str]] = {
    "names": lambda n: f"{_PROSE % n} {_name(n + 1)}" if n % 2 else _name(n),
    "bylines": lambda n: f"By {_name(n)} in Port Sarrow",
    "authors": lambda n: f"By {_name(n)}, " if n == 0 else f"{_name(n)}, ",
    "titles": lambda n: f"{_name(n)} opens mole {n} again",
    "dates": lambda n: f"Published {n % 28 + 1} March {1950 + n % 70} at 9:{n % 60:02}",
    "pictures": lambda n: f"Mole {n} at Port Sarrow (Photo: {_name(n)})",
    "paragraphs": lambda n: _PROSE % n,
    "torn": lambda n: f"{_name(n).split()[1]} said that it was so.-The mole {n} was open U.S.and",
    "quoted": lambda n: (
        f"{_PROSE % n} \u201c{_name(n)} opens mole {n} again,\u201d she said.\n{_name(n)} opens mole {n} again"
    ),
    "rights": lambda n: f"\u00a9 2021 {_name(n)} News. All rights reserved.",
    "agencies": lambda n: f"{_name(n)} News Agency reported that mole {n} was open.",
    "addresses": lambda n: f"www.mole-{n}.example/a",
}
"""Lines of one kind, no two of them alike: what compares each with every other shows."""


def long_lists() -> dict[str, Callable[[], bytes]]:
    """Texts and pages of nearly two million characters, each of lines of one kind below a report of a few sentences."""
    return {
        f"{kind}.{ending}": (lambda line=line, ending=ending, kind=kind: _listed(line, ending, kind == "authors"))
        for kind, line in _LISTS.items()
        for ending in ("txt", "html")
    } | {"people.html": _people}


def _listed(line: Callable[[int], str], ending: str, in_one: bool) -> bytes:
    rows = ["Moles are opened again", *(_PROSE % n for n in range(5))]
    size, least = 0, 1_800_000
    for n in range(least):
        rows.append(line(n))
        size += len(rows[-1]) + 8
        if size > least:
            break
    if in_one:
        rows = [rows[0], "".join(rows[6:]), *rows[1:6]]
    marked = (f"<p>{row}</p>" for row in rows)
    return ("\n".join(rows) if ending == "txt" else f"<article>{''.join(marked)}</article>").encode()


def _people() -> bytes:
    told = json.dumps({"@type": "NewsArticle", "author": [{"name": _name(n)} for n in range(20_000)]})
    rows = "".join(f"<p>{_PROSE % n}</p>" for n in range(500))
    return f'<script type="application/ld+json">{told}</script><article><h1>Moles</h1>{rows}</article>'.encode()
