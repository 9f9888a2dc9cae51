"""Inputs of our own writing in every form that is read, made in memory."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

from crosswire.base import Limits, Page, Report, SetAside, Unread
from crosswire.collect import clean, read

LEAD = "Ferries between Lower Tamber and Port Sarrow will run again from Monday, the harbour board said."
SECOND = "Ilse Koravan, the transport minister, said the mines off the northern mole had been cleared in nine days."
THIRD = "The Tamber Front called the clearing “a beginning” and asked for the coast road to be opened as well."
TEXT = f"{LEAD}\n{SECOND}\n{THIRD}"
MARKUP = f"<p>{LEAD}</p><h3>Nine days</h3><p>{SECOND}</p><p>{THIRD}</p>"
TITLE = "Ferries to run again after mines are cleared"
LINK = "https://www.northshore.example/2021/03/03/ferries"
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | The Northshore Wire</title>
<meta property="og:site_name" content="The Northshore Wire"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{TITLE}</h1><p>By Mara Ostin</p>{MARKUP}</article></body></html>"""

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>World news | The Northshore Wire</title><link>https://www.northshore.example/</link>
<language>en</language>
<item><title>{TITLE}</title><link>{LINK}</link><guid>nw-1</guid><dc:creator>By Mara Ostin and Joren Vask</dc:creator>
 <pubDate>Wed, 03 Mar 2021 21:15:00 +0200</pubDate><description>Boats sail again.</description>
 <content:encoded><![CDATA[{MARKUP}<p>The post <a href="{LINK}">{TITLE}</a> appeared first on <a
 href="/">The Northshore Wire</a>.</p>]]></content:encoded></item>
<item><title>Front asks for coast road</title><link>{LINK}2</link><guid>nw-2</guid>
 <pubDate>Thu, 04 Mar 2021 08:00:00 GMT</pubDate>
 <description>The Tamber Front wants the coast road opened, its speaker said in Lower Tamber on [&#8230;]</description>
</item>
<item><title>A title alone</title><link>{LINK}3</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Northshore Wire</title><id>urn:feed</id>
<updated>2021-03-04T08:00:00Z</updated>
<entry><title>{TITLE}</title><id>urn:nw:1</id><link href="{LINK}"/><author><name>Mara Ostin</name></author>
<published>2021-03-03T21:15:00+02:00</published><updated>2021-03-04T07:00:00Z</updated>
<content type="html">{MARKUP.replace("<", "&lt;")}</content></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Northshore Wire",
        "home_page_url": "https://www.northshore.example/",
        "items": [
            {
                "id": 7,
                "url": LINK,
                "title": TITLE,
                "content_html": MARKUP,
                "date_published": "2021-03-03T21:15:00+02:00",
                "authors": [{"name": "Mara Ostin"}],
            },
            "no item",
        ],
    }
)

SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{LINK}</loc><news:news><news:publication><news:name>The Northshore Wire</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2021-03-03</news:publication_date>
<news:title>{TITLE}</news:title></news:news></url></urlset>"""

NINJS = {
    "uri": "urn:epb:1",
    "type": "text",
    "language": "en",
    "versioncreated": "2021-03-03T21:15:00+02:00",
    "headline": TITLE,
    "byline": "By Mara Ostin",
    "body_xhtml": MARKUP,
    "provider": {"name": "Estmark Press Bureau"},
}
NINJS_2 = {
    "uri": "https://epb.example/item/2",
    "firstcreated": "2021-03-03T20:00:00+02:00",
    "versioncreated": "2021-03-03T21:15:00+02:00",
    "headlines": [{"role": "main", "value": TITLE}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": TEXT}],
    "infosources": [{"name": "Estmark Press Bureau", "role": "provider"}],
}

CSV = f'id,title,published,source,text\nc1,{TITLE},2021-03-03,The Northshore Wire,"{TEXT}"\nc2,,,,"{SECOND}\n{THIRD}"\n'
TSV = f'id\ttitle\ttext\nc1\t{TITLE}\t"{TEXT}"\n'


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour Board of Tamber <press@harbour.example>"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Wed, 03 Mar 2021 21:15:00 +0200"
    message["Message-ID"] = "<abc@harbour.example>"
    message.set_content("\n\n".join((LEAD, SECOND, THIRD)))
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(THIRD.encode(), maintype="text", subtype="plain", filename="front.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="mole.png")
    return message.as_bytes()


def warc(count: int = 2) -> bytes:
    """Records as crawls of news write them: information, then a request and an answer for each page."""
    out = [_record("warcinfo", "application/warc-fields", b"software: ours\r\n")]
    for at in range(count):
        address = f"{LINK}/{at}"
        out.append(_record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", address))
        page = HTML.replace("nine days", f"{at} days").encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        out.append(_record("response", "application/http; msgtype=response", answer, address))
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    out.append(_record("response", "application/http; msgtype=response", picture, LINK))
    moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>moved</p>"
    out.append(_record("response", "application/http; msgtype=response", moved, LINK))
    return b"".join(out)


def warc_gz(count: int = 2) -> bytes:
    """The same, each record packed by itself."""
    records = warc(count).split(b"WARC/1.0\r\n")[1:]
    return b"".join(gzip.compress(b"WARC/1.0\r\n" + record) for record in records)


def _record(kind: str, media: str, content: bytes, address: str = "") -> bytes:
    head = [f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: 2021-03-05T10:00:00Z"]
    head += [f"WARC-Target-URI: {address}"] if address else []
    head += [f"Content-Type: {media}", f"Content-Length: {len(content)}"]
    return b"WARC/1.0\r\n" + "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


Found = Page | SetAside | Unread


def read_as(folder: Path, name: str, data: bytes | str, limits: Limits | None = None) -> list[Found]:
    """What is found in a file of this name and content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([path], limits or Limits()))


def pages(found: list[Found]) -> list[Page]:
    return [row for row in found if isinstance(row, Page)]


def reports(found: list[Found]) -> list[Report]:
    return [clean(page, Limits()) for page in pages(found)]


def body(report: Report) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks if block.kind == "body"]


def parquet() -> bytes:
    """A table of two rows, one without a text; nothing where no Parquet library is installed."""
    try:
        import pyarrow
        from pyarrow import parquet as format
    except ImportError:
        return b""
    out = io.BytesIO()
    format.write_table(pyarrow.table({"Body": [TEXT, None], "headline": [TITLE, "x"], "id": [4, 5]}), out)
    return out.getvalue()


def every_kind() -> dict[str, bytes]:
    """A sample of each kind of input, by the name of its file."""
    plain = {
        "page.txt": (Path(__file__).parents[1] / "pages" / "01_blog.txt").read_bytes(),
        "french.txt": (Path(__file__).parents[1] / "pages" / "30_french_page.txt").read_bytes(),
        "page.html": HTML.encode(),
        "feed.rss": RSS.encode(),
        "feed.atom": ATOM.encode(),
        "feed.json": JSON_FEED.encode(),
        "map.xml": SITEMAP.encode(),
        "item.json": json.dumps(NINJS).encode(),
        "items.json": json.dumps([NINJS, NINJS_2]).encode(),
        "mail.eml": mail(),
        "crawl.warc": warc(),
        "crawl.warc.gz": warc_gz(),
        "rows.jsonl": json.dumps({"text": TEXT}).encode() + b"\n" + json.dumps({"html": HTML, "id": 2}).encode(),
        "rows.csv": CSV.encode(),
        "rows.tsv": TSV.encode(),
        "rows.parquet": parquet(),
    }
    known = {name: data for name, data in plain.items() if data}
    packed = {
        "all.zip": zipped(known),
        "all.tar": tarred(known),
        "all.tar.gz": gzip.compress(tarred(known)),
        "page.html.bz2": bz2.compress(HTML.encode()),
        "page.html.xz": lzma.compress(HTML.encode()),
    }
    return known | packed
