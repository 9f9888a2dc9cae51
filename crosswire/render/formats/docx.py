"""DOCX with real footnotes, through python-docx, which knows no footnotes: their part is written here."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from crosswire.base import Record
from crosswire.render.formats.files import EPOCH, File, xml_safe
from crosswire.render.formats.paper import Foot, Grid, Line, Paper, Part, paper

NAME = "record.docx"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
OWN = 2
"""Number of the first footnote of ours; before it stand the two lines that part notes from text."""


def files(record: Record) -> Iterator[File]:
    """One document of the same parts as the Markdown."""
    yield File(NAME, _stamped(_Writer(record).written(paper(record))))


class _Writer:
    def __init__(self, record: Record) -> None:
        import docx

        self.document = docx.Document()
        self.notes: list[Foot] = []
        self.made = datetime.datetime.fromisoformat(record.made.at)

    def written(self, whole: Paper) -> bytes:
        about = self.document.core_properties
        about.title, about.author, about.comments = xml_safe(whole.title)[:255], "crosswire", ""
        about.created = about.modified = self.made
        self.document.add_heading(xml_safe(whole.title), 0)
        for row in whole.under:
            self.document.add_paragraph(xml_safe(row))
        for part in whole.parts:
            self._part(part)
        self._attach()
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def _part(self, part: Part) -> None:
        self.document.add_heading(xml_safe(part.title), part.level)
        if part.note:
            self.document.add_paragraph(xml_safe(part.note))
        for line in part.lines:
            style = "List Bullet 2" if line.depth else "List Bullet"
            self._line(self.document.add_paragraph(style=style), line)
        if part.grid:
            self._grid(part.grid)

    def _line(self, paragraph: Any, line: Line) -> None:
        if line.lead:
            paragraph.add_run(xml_safe(line.lead)).bold = True
            paragraph.add_run(" ")
        paragraph.add_run(xml_safe(line.text))
        for foot in line.feet:
            self._refer(paragraph, foot)

    def _refer(self, paragraph: Any, foot: Foot) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.notes) + OWN))
        self.notes.append(foot)
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(mark)

    def _grid(self, grid: Grid) -> None:
        table = self.document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
            cell.paragraphs[0].add_run(xml_safe(head)).bold = True
        for row in grid.rows:
            for cell, line in zip(table.add_row().cells, row, strict=True):
                self._line(cell.paragraphs[0], line)

    def _attach(self) -> None:
        """Adds the part with the footnotes."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part as Piece

        package = self.document.part.package
        made = Piece(PackURI("/word/footnotes.xml"), NOTES, _notes(self.notes).encode("utf-8"), package)
        self.document.part.relate_to(made, RELATION)


def _notes(notes: list[Foot]) -> str:
    lines = ["separator", "continuationSeparator"]
    parting = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(lines)
    )
    own = "".join(_note(number, foot) for number, foot in enumerate(notes, start=OWN))
    return f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W}">{parting}{own}</w:footnotes>'


def _note(number: int, foot: Foot) -> str:
    said = " ".join(filter(None, (f"{foot.where}: {foot.words}" if foot.words else foot.where, foot.url)))
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    text = f'<w:r><w:t xml:space="preserve"> {escape(xml_safe(said))}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{text}</w:p></w:footnote>'


def _stamped(packed: bytes) -> bytes:
    """The same file with the same date on every member."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EPOCH), old.read(member), zipfile.ZIP_DEFLATED)
    return target.getvalue()
