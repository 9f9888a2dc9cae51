"""Pages and reports to put in a store, without reading them."""

from __future__ import annotations

from crosswire.base import Block, Model, Page, Report, digest
from crosswire.store import Maker

MAKER = Maker("1", "rules", Model(name="m", version="1", hash="h"), {"block_chars": 1})


def page(number: int, path: str = "") -> Page:
    text = f"Mayor Tessaly opened bridge number {number} in Port Sarrow."
    return Page(path=path or f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8")


def report(source: Page) -> Report:
    return Report(
        id=f"r-{source.sha256}",
        path=source.path,
        sha256=source.sha256,
        encoding="utf-8",
        text=source.text,
        language="en",
        blocks=(Block(start=0, end=len(source.text), kind="body"),),
    )
