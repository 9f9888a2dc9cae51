"""Markdown and DOCX: every statement is there, each with footnotes that hold outlet, agency, date and words."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from crosswire.base import WITHHELD, Record
from crosswire.render.formats import make
from crosswire.render.formats.docx import NOTES, OWN, W
from crosswire.render.formats.paper import paper
from tests.render.making_record import record
from tests.render.outputs.conftest import HOSTILE

MARK = re.compile(r"\[\^(\d+)\]")
MARKS = re.compile("[“”\"‘’']")


def markdown(made: Record) -> str:
    [file] = make("markdown", made)
    return file.content.decode("utf-8")


def flat(words: str) -> str:
    return " ".join(words.split())


def test_each_line_of_brief_and_timeline_has_a_footnote_with_its_words(whole: Record) -> None:
    text = markdown(whole)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    used = MARK.findall(text.split("[^1]: ")[0])
    assert set(used) == set(notes)
    assert len(notes) > 60
    report = {r.id: r for r in whole.reports}
    plain = flat(re.sub(r"\\(.)", r"\1", "\n".join(notes.values())))
    for row in [*whole.brief, *whole.timeline]:
        for account in row.accounts:
            words = flat(report[account.report].text[account.start : account.end])
            assert MARKS.sub("", words)[:150] in MARKS.sub("", plain)


def test_a_footnote_names_outlet_agency_and_date() -> None:
    feet = [foot for part in paper(record()).parts for line in part.lines for foot in line.feet]
    assert any(foot.where.startswith("Selmar Courier, Corvane News Agency, 20 Sep 2019") for foot in feet)


def test_markdown_reads_as_words_and_nothing_else(hostile: Record) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown(hostile))
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in [*tokens, *inline]}
    assert not kinds & {"html_inline", "html_block", "link_open", "code_inline", "image", "em_open", "fence"}
    shown = flat("".join(child.content for child in inline))
    assert MARKS.sub("", flat(HOSTILE))[:60] in MARKS.sub("", shown)
    assert "\u202e" not in shown


def test_docx_opens_and_holds_the_same_lines_and_footnotes(whole: Record) -> None:
    docx = pytest.importorskip("docx")
    [file] = make("docx", whole)
    document = docx.Document(io.BytesIO(file.content))
    said = {paragraph.text.strip() for paragraph in document.paragraphs}
    lines = [line for part in paper(whole).parts for line in part.lines]
    missing = [line.text for line in lines if f"{line.lead} {line.text}".strip() not in said]
    assert missing == []
    rows = [row for part in paper(whole).parts if part.grid for row in part.grid.rows]
    assert [len(table.rows) - 1 for table in document.tables] == [len(rows)]
    marks = [int(node.get(f"{{{W}}}id")) for node in document.element.iter(f"{{{W}}}footnoteReference")]
    part = next(part for part in document.part.package.iter_parts() if part.content_type == NOTES)
    notes = etree.fromstring(part.blob)
    own = [int(node.get(f"{{{W}}}id")) for node in notes if int(node.get(f"{{{W}}}id")) >= OWN]
    assert marks == own
    cells = [cell for row in rows for cell in row]
    assert len(own) == sum(len(line.feet) for line in [*lines, *cells])


def test_the_same_record_gives_the_same_bytes(whole: Record) -> None:
    for name in ("markdown", "docx"):
        assert [f.content for f in make(name, whole)] == [f.content for f in make(name, whole)]


def test_docx_survives_hostile_words(hostile: Record) -> None:
    pytest.importorskip("docx")
    [file] = make("docx", hostile)
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                etree.fromstring(packed.read(name))


def test_a_shared_record_shows_no_withheld_words(shared: Record) -> None:
    text = markdown(shared)
    assert WITHHELD not in text
    assert "short passages with links" in text
    assert len(MARK.findall(text)) > 60
