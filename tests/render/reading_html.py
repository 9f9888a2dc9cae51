"""Reads a dossier back for the tests, as a strict browser would."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "hr", "input"}
DRAWN = {"path", "rect", "circle", "line"}


class Dossier(HTMLParser):
    """Ids, links, tags, attributes and the text of each report's page. Fails on tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.pages: list[str] = []
        self.headings: list[int] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        if self._open:
            raise AssertionError(f"left open: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in named.items()]
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if named.get("class") == "page":
            self.pages.append("")
        if tag not in VOID | DRAWN:
            self._open.append((tag, named.get("class", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID | DRAWN:
            return
        opened, _ = self._open.pop()
        if opened != tag:
            raise AssertionError(f"</{tag}> closes <{opened}>")

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        if ("div", "page") in self._open and "summary" not in inside:
            self.pages[-1] += data
