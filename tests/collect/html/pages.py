"""Web pages of our own writing for the tests: one whole page, and small ones made from parts."""

from __future__ import annotations

from crosswire.base import Limits, Report
from crosswire.collect import clean, page_from_html

PARAGRAPHS = (
    "PORT SARROW (AFP) - Talks between the government of Varenne and the Tamber Front ended on Monday without "
    "a result, the foreign ministry said.",
    "Minister Ilse Koravan told reporters that both sides would meet again in two weeks, but no place has been named.",
    "“We have not given up on a truce,” she said after a night of talks in the harbour town’s old customs house.",
    "The Front's speaker, Joren Vask, said the government had gone back on an earlier promise to open the coast road.",
    "Aid groups say that some 4,000 people in the hill villages have had no deliveries since the middle of February.",
    "A convoy that set out on Sunday turned back when shots were fired near the bridge at Lower Tamber, a driver said.",
)


def body(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def page(inside: str, head: str = "", lang: str = "en") -> bytes:
    return f"<!DOCTYPE html><html lang={lang}><head>{head}</head><body>{inside}</body></html>".encode()


def read(data: bytes, path: str = "page.html", **given: str | None) -> Report:
    return clean(page_from_html(data, path, **given), Limits())


def lines(report: Report, kind: str) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks if block.kind == kind]


WHOLE = page(
    """
<nav class="main-menu"><ul><li><a href="/">Home</a>
<li><a href="/world">World</a><li><a href="/sport">Sport</a></ul></nav>
<ol class="breadcrumb"><li><a href="/world">World</a></li><li><h1>Varenne talks: no result in Port Sarrow</h1></li></ol>
<article>
 <header><span class="kicker">Varenne</span><h2>Talks in Port Sarrow end without result</h2>
 <p class="standfirst">Government and Tamber Front part after a night of talks and mean to meet again</p>
 <div class="byline"><span>By Mara Ostin</span><span>Published 3 March 2021</span></div></header>
 <figure><img src="x.jpg" alt="not in the text">
 <figcaption>The customs house in Port Sarrow on Sunday.</figcaption></figure>
"""
    + body(PARAGRAPHS[:3])
    + """
 <div class="share-bar"><button>Share on Twitter</button><button>Copy link</button></div>
 <h2>A promise and a road</h2>
"""
    + body(PARAGRAPHS[3:])
    + """
 <script>document.write("never in the text")</script><style>p { color: red }</style>
 <p style="display: none">hidden from everybody</p><!-- a comment -->
</article>
<aside class="related"><h3>More on this</h3><ul>
<li><a href="/1">Fishermen of Lower Tamber return to sea after a year</a></li>
<li><a href="/2">Varenne's parliament puts off the budget once more</a></li></ul></aside>
<section id="comments"><h3>2 comments</h3><div class="comment">Nonsense from both sides as usual.</div></section>
<footer><p>© 2021 The Northshore Wire. All rights reserved.</p></footer>
""",
    """<title>Varenne talks: no result in Port Sarrow | The Northshore Wire</title>
<meta property="og:title" content="Talks in Port Sarrow end without result | The Northshore Wire">
<meta property="og:site_name" content="The Northshore Wire">
<link rel="canonical" href="https://www.northshore.example/world/talks-in-port-sarrow">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
 "headline": "Varenne talks: no result in Port Sarrow", "datePublished": "2021-03-03T21:15:00+02:00",
 "dateModified": "2021-03-04T08:00:00+02:00", "author": [{"@type": "Person", "name": "Mara Ostin"},
 {"@type": "Organization", "name": "Northshore Newsroom"}, {"@type": "Organization", "name": "AFP"}]}]}</script>""",
)
