"""The dossier printed from a browser is a clean PDF: its statements as text, no list of contents, on A4."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from crosswire.base import Record
from crosswire.render import dossier

CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium here")
def test_the_print_view_is_a_clean_pdf(whole: Record, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    pypdf = pytest.importorskip("pypdf")
    (tmp_path / "index.html").write_text(dossier(whole), "utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        paper = page.pdf(prefer_css_page_size=True)
        browser.close()
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    printed = "".join("".join(page.extract_text() for page in pages).split())
    for row in whole.brief:
        assert "".join(row.text.split()[:6]) in printed
    assert "application/ld+json" not in printed
    assert "@context" not in printed
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} <= {(595, 842), (596, 842)}
