"""The dossier in a real browser: nothing leaves the file, nothing scrolls sideways, keys and links work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswire.render import dossier, withhold
from tests.render.making_record import CORVANE, Pages, record

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium here")

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("dossier") / "index.html"
    path.write_bytes(dossier(record()).encode())
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_nothing_leaves_the_file_and_the_console_is_silent(page: Any, address: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.goto(address + "#brief")
    assert {url.split("#")[0] for url in asked} == {address}
    assert said == []
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50


def test_the_first_tab_is_the_way_past_the_contents(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_link_lights_the_words_it_leads_to(page: Any, address: str) -> None:
    page.goto(address)
    lit = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--lit')")
    place = Pages().at(CORVANE, "The Front accepted the proposal the same evening.")
    name = f"{place.report}-{place.start}-{place.end}"
    page.locator(f'.brief a[href="#{name}"]').click()
    target = page.locator(f"#{name}")
    assert target.inner_text() == "The Front accepted the proposal the same evening."
    assert rgb(lit.strip()) == target.evaluate("node => getComputedStyle(node).backgroundColor")
    box = target.bounding_box()
    assert 0 <= box["y"] <= 900


def test_both_pieces_of_a_split_target_are_lit(page: Any, address: str) -> None:
    page.goto(address)
    name = page.evaluate("document.querySelector('.page [id].s0')?.id")
    assert name, "the record made for the tests should have two targets that cross"
    page.goto(f"{address}#{name}")
    first, rest = (
        page.evaluate(
            """q => getComputedStyle(document.getElementById(q[0]).closest('.page')
        .querySelector(q[1])).backgroundColor""",
            [name, selector],
        )
        for selector in (".s0", ".c0")
    )
    assert first == rest != "rgba(0, 0, 0, 0)"


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator('nav a[href="#timeline"]').click()
    assert page.url.endswith("#timeline")
    page.locator("details.noise summary").first.click()
    assert page.locator("details.noise > div").first.is_visible()
    context.close()


def test_what_is_folded_opens_without_scripts_and_from_the_keyboard(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    fold = page.locator("main details:not(.noise) > summary").first
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.locator("xpath=..").get_attribute("open") is not None
    context.close()


def test_a_flag_leads_to_its_disagreement_even_where_that_is_folded(page: Any, address: str) -> None:
    page.goto(address)
    for flag in page.locator(".brief .flag").all()[:3]:
        flag.click()
        target = page.locator(page.evaluate("decodeURIComponent(location.hash)"))
        assert target.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_shared_dossier_asks_for_nothing_and_fits(browser: Any, tmp_path: Path, width: int) -> None:
    path = tmp_path / "shared.html"
    path.write_bytes(dossier(withhold(record(), hide_names=True)).encode())
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [path.as_uri()]
    context.close()


def test_it_prints_on_a4_without_the_contents(page: Any, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("details.noise").first.is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} <= {(595, 842), (596, 842), (595, 843)}
    assert 2 <= len(re.findall(rb"/Type /Page\b", paper)) <= 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(page: Any, address: str, scheme: str) -> None:
    """Contrast of at least 4.5 for all text (WCAG 2.2 AA), as the browser computes the colours."""
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    pairs = page.evaluate(COLOURS)
    assert len(pairs) > 3
    for ink, paper, words in pairs:
        assert contrast(ink, paper) >= 4.5, f"{words!r}: {ink} on {paper}"


COLOURS = """() => {
  const seen = new Map();
  for (const node of document.querySelectorAll('body *')) {
    const words = [...node.childNodes].filter(n => n.nodeType === 3 && n.data.trim()).map(n => n.data.trim())[0];
    if (!words || node.closest('svg')) continue;
    let ground = node;
    while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    const paper = getComputedStyle(ground || document.body).backgroundColor;
    const ink = getComputedStyle(node).color;
    seen.set(ink + paper, [ink, paper, words.slice(0, 40)]);
  }
  return [...seen.values()];
}"""


def contrast(ink: str, paper: str) -> float:
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
