"""Pages made to break a reader: nothing runs, nothing is fetched, and the time is bounded."""

from __future__ import annotations

import socket
import time

import pytest

from crosswire.base import Limits
from crosswire.collect import clean, page_from_html
from crosswire.errors import InputError
from tests.collect.html.pages import PARAGRAPHS, body, lines, page, read

SECONDS = 10.0
"""Far above what each takes (most under a second), far below what it took without its guard (minutes)."""

ENTITIES = "<!DOCTYPE html [<!ENTITY a0 'boom'>" + "".join(
    f"<!ENTITY a{n + 1} '&a{n};&a{n};&a{n};&a{n};'>" for n in range(40)
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to open a connection fails the test."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a page was able to reach the network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


READABLE = {
    "entity bomb": (ENTITIES + "]><html><body><p>&a39;</p>" + body()).encode(),
    "outside entity": (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><html><body><p>&x;</p>" + body()
    ).encode(),
    "100,000 divs at the end": page(body() + "<div>" * 100_000 + "deep"),
    "200 divs around": page("<div>" * 200 + body()),
    "active": page(
        "<script>location = 'http://10.0.0.1/'</script><iframe src='file:///etc/passwd'>inside</iframe>"
        "<object data='http://10.0.0.1/x'>object</object><a href='javascript:alert(1)'>press</a>"
        "<img src='http://10.0.0.1/i.png' onerror='alert(1)'>" + body(),
        "<meta http-equiv=refresh content='0;url=http://10.0.0.1/'><base href='http://10.0.0.1/'>"
        "<link rel=stylesheet href='http://10.0.0.1/s.css'>",
    ),
    "null bytes": page("\0" + body().replace("talks", "ta\0lks", 1)),
    "a script of brackets": page(body(), "<script type='application/ld+json'>" + "[" * 900_000 + "</script>"),
    "thousands of scripts": page(
        body(),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 1, "author": [[]]}</script>' * 5000,
    ),
    "thousands of titles": page(body(), "<meta property=og:title content='a | b | c | d | e'>" * 20_000),
    "a class of 300,000 letters": page("<div class='" + "a-b" * 100_000 + "'>" + body()),
    "never closed": page(body())[:-18] + b"<a href='",
}


@pytest.mark.parametrize("name", READABLE)
def test_read_all_the_same(name: str) -> None:
    began = time.process_time()
    report = read(READABLE[name])
    assert time.process_time() - began < SECONDS
    assert set(PARAGRAPHS) <= set(lines(report, "body"))
    for never in ("root:", "boom", "inside", "object", "alert", "10.0.0.1"):
        assert never not in report.text


SET_ASIDE = {
    "100,000 divs around": (page("<div>" * 100_000 + body()), "CW205"),
    "200,000 attributes": (page("<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + body()), "CW205"),
    "600,000 open tags": (page("<b><i>" * 300_000 + body()), "CW205"),
    "8 MB of tag": (page("<" * 7_000_000), "CW203"),
    "nothing but a frame": (b"<html><frameset><frame src='x'></frameset></html>", "CW205"),
    "no body": (b"<html><head><title>Talks end</title></head></html>", "CW205"),
    "a menu": (page("<ul>" + "<li><a href=x>World</a></li>" * 50 + "</ul>"), "CW205"),
    "blank": (b"  \n ", "CW201"),
    "a picture": (b"GIF89a" + bytes(range(256)) * 40, "CW202"),
}


@pytest.mark.parametrize("name", SET_ASIDE)
def test_set_aside_with_a_reason(name: str) -> None:
    data, code = SET_ASIDE[name]
    began = time.process_time()
    with pytest.raises(InputError) as raised:
        read(data)
    assert raised.value.code == code
    assert time.process_time() - began < SECONDS


def test_fifty_megabytes_are_refused_before_they_are_parsed() -> None:
    data = page("<p>word word</p>" * 3_500_000)
    began = time.process_time()
    with pytest.raises(InputError, match="CW203"):
        read(data)
    assert time.process_time() - began < SECONDS


def test_the_limit_on_text_is_that_of_reports() -> None:
    with pytest.raises(InputError, match="CW203"):
        clean(page_from_html(page(body() * 5), "page.html"), Limits(report_chars=2000))
