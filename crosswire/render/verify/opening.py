"""The words of a document: plain text, Markdown, web pages and DOCX with its footnotes."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree, html

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ESCAPED = re.compile(r"\\([^\w\s])")
_HIDDEN = ("script", "style", "template", "noscript")
_BLOCKS = (
    *("p", "div", "li", "dt", "dd", "td", "th", "tr", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
    *(
        "blockquote",
        "figcaption",
        "caption",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "pre",
        "summary",
        "title",
    ),
)


def text_of(content: bytes, name: str) -> str:
    """The words of a file, one paragraph a line. Raises ValueError with the reason where it is none of these."""
    ending = name.lower().rpartition(".")[2]
    if ending == "docx":
        return _docx(content)
    if content[:4] in (b"PK\3\4", b"%PDF") or b"\0" in content[:4096]:
        raise ValueError("it is no text, Markdown, HTML or DOCX")
    words = _decoded(content)
    if ending in ("html", "htm", "xhtml"):
        return _page(words)
    return _ESCAPED.sub(r"\1", words) if ending in ("md", "markdown") else words


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _page(words: str) -> str:
    if not words.strip():
        return ""
    tree = html.fromstring(words.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    for node in tree.xpath("|".join(f"//{name}" for name in _HIDDEN)):
        node.drop_tree()
    for node in tree.iter(*_BLOCKS):
        node.text, node.tail = "\n" + (node.text or ""), "\n" + (node.tail or "")
    return str(tree.text_content())


def _docx(content: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            held = set(packed.namelist())
            trees = [etree.fromstring(packed.read(part), parser) for part in _PARTS if part in held]
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        raise ValueError(f"it is a damaged DOCX: {fault}") from None
    lines = (
        "".join(str(node.text or "") for node in line.iter(f"{_W}t")) for tree in trees for line in tree.iter(f"{_W}p")
    )
    return "\n".join(lines)
