"""The record's own tables, flat: one function a table, each giving rows by column name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crosswire.base import Account, Claim, Quote
from crosswire.render.desk import outlet
from crosswire.render.formats.sheets.book import Book, Row, joined, span, when
from crosswire.render.ledgers import own_voice


def reports(book: Book) -> Iterator[Row]:
    for report in book.record.reports:
        yield {
            **book.report(report.id),
            "path": report.path,
            "url": report.url,
            "outlet": outlet(report),
            "source_office": report.agency.text if report.agency else None,
            "place": report.place.text if report.place else None,
            "headline": report.headline.text if report.headline else None,
            "authors": joined(author.text for author in report.authors),
            "published_basis": report.published.basis if report.published else None,
            "updated": report.updated.value if report.updated else None,
            "fetched": report.fetched.value if report.fetched else None,
            "language": report.language,
            "kind": report.kind,
            "completeness": report.completeness.value,
            "characters": len(report.text),
            "encoding": report.encoding,
            "sha256": report.sha256,
            "withheld": report.withheld,
        }


def casualties(book: Book) -> Iterator[Row]:
    for claim in book.record.claims:
        if claim.outcome:
            event = book.events.get(claim.event or "")
            yield {
                **_claim(claim, book),
                "event_title": event.title if event else None,
                "date_start": when(event.when if event else None)["date_start"],
            }


def claims(book: Book) -> Iterator[Row]:
    for claim in book.record.claims:
        yield {**_claim(claim, book), "about": claim.about, "proposition": claim.proposition}


def _claim(claim: Claim, book: Book) -> Row:
    return {
        "claim_id": claim.id,
        "event_id": claim.event,
        "stance": claim.stance,
        "source": book.voice(claim.source),
        "source_chain": book.chain(claim.source),
        "printed": claim.value,
        "outcome": claim.outcome,
        "group": claim.group,
        "low": claim.low,
        "high": claim.high,
        "as_of": claim.as_of,
        "standing": claim.standing,
        **book.mentioned(claim.mentions),
        **book.report(claim.report),
    }


def mentions(book: Book) -> Iterator[Row]:
    for row in book.record.mentions:
        yield {
            "mention_id": row.id,
            "type": row.type,
            "sub_type": row.subtype,
            "trigger": row.trigger.text,
            "actuality": row.actuality,
            **when(row.when),
            **book.where(row.where),
            "participants": book.cast(row.participants),
            "source_chain": book.chain(row.attribution),
            **book.cite(row.report, row.start, row.end),
        }


def quotes(book: Book) -> Iterator[Row]:
    for row in book.record.quotes:
        printed = (book.words(row.report, part.start, part.end) for part in row.speaker_spans)
        yield {
            "quote_id": row.id,
            "kind": row.kind,
            "act": row.act,
            "speaker": book.named(row.speaker),
            "speaker_printed": joined(printed),
            "anonymous": row.anonymous,
            "source_chain": book.chain(row.chain),
            "hearsay_depth": row.hearsay_depth,
            **_quoted(row, book),
        }


def _quoted(row: Quote, book: Book) -> Row:
    """A quotation's citation: from its first to its last part, its words without what stands between them."""
    if not row.parts:
        return book.cite(row.report)
    start, end = min(part.start for part in row.parts), max(part.end for part in row.parts)
    words = " … ".join(book.words(row.report, part.start, part.end) for part in row.parts)
    return {**book.cite(row.report, start, end), "words": words}


def utterances(book: Book) -> Iterator[Row]:
    for row in book.record.utterances:
        changes = {variant.quote: variant.change for variant in row.variants}
        for quote in row.quotes:
            yield {
                "utterance_id": row.id,
                "speaker": book.named(row.speaker),
                "quote_id": quote,
                "change": changes.get(quote),
            }


def times(book: Book) -> Iterator[Row]:
    for row in book.record.times:
        yield {
            "time_id": row.id,
            "kind": row.kind,
            "value": row.value,
            **span(row.from_, row.to),
            "precision": row.precision,
            "date_basis": row.basis,
            "zone": row.zone,
            **book.cite(row.report, row.start, row.end),
        }


def entities(book: Book) -> Iterator[Row]:
    for row in book.record.entities:
        yield {
            "entity_id": row.id,
            "kind": row.kind,
            "name": row.name,
            "aliases": joined(row.aliases),
            "country": row.country,
            "sector": row.sector,
            "latitude": row.lat,
            "longitude": row.lon,
            "where_prec": row.precision,
            "number_of_mentions": len(row.mentions),
            "number_of_reports": len({mention.report for mention in row.mentions}),
        }


def disagreements(book: Book) -> Iterator[Row]:
    for row in book.record.disagreements:
        for side in row.sides:
            for account in side.accounts:
                yield {
                    "disagreement_id": row.id,
                    "question": row.question,
                    "kind": row.kind,
                    "between": row.between,
                    "status": row.status,
                    "shown": row.shown,
                    "weak": row.weak,
                    "rank": row.rank,
                    "event_id": row.event,
                    "story_id": row.story,
                    "value": side.value,
                    "printed": side.value_text,
                    "scope": side.scope,
                    **book.first((account,)),
                }


def timeline(book: Book) -> Iterator[Row]:
    for row in book.record.timeline:
        yield {
            "timeline_id": row.id,
            "date_start": row.date,
            "date_end": row.to or row.date,
            "date_prec": row.precision,
            "relation": row.relation,
            "time": row.time,
            "status": row.status,
            "text": row.text,
            "note": row.note,
            "event_id": row.event,
            "inferred": row.inferred,
            "number_of_sources": row.origins,
            "number_of_reports": _pages(row.accounts),
            **book.first(row.accounts),
        }


def _pages(accounts: tuple[Account, ...]) -> int:
    return len({account.report for account in accounts})


def brief(book: Book) -> Iterator[Row]:
    for row in book.record.brief:
        yield {
            "brief_id": row.id,
            "section": row.section,
            "role": row.role,
            "text": row.text,
            "note": row.note,
            "disagreements": joined(row.disagreements),
            **book.first(row.accounts),
        }


def process_steps(book: Book) -> Iterator[Row]:
    for row in book.record.processes:
        for step in row.steps:
            event = book.events.get(step.event)
            yield {
                **book.first(step.accounts),
                "process_id": row.id,
                "kind": row.kind,
                "name": row.name,
                "event_id": step.event,
                "state": step.state,
                "source": book.named(step.said_by, step.said_by) or own_voice(),
                **when(event.when if event else None),
            }


def process_states(book: Book) -> Iterator[Row]:
    for row in book.record.processes:
        for state in row.state_by_source:
            yield {
                **book.first(state.accounts),
                "process_id": row.id,
                "kind": row.kind,
                "name": row.name,
                "source": book.named(state.source, state.source) or own_voice(),
                "state": state.state,
                "as_of": state.as_of,
            }


def positions(book: Book) -> Iterator[Row]:
    for row in book.record.positions:
        yield {
            "position_id": row.id,
            "actor": book.named(row.actor, row.actor),
            "stance": row.stance,
            "issue": row.issue,
            "event_id": row.event,
            **span(row.said.from_ if row.said else None, row.said.to if row.said else None),
            **book.first(row.accounts),
        }


def copies(book: Book) -> Iterator[Row]:
    for row in book.record.copies:
        other = book.cite(row.b.report, row.b.start, row.b.end)
        yield {
            "copy_id": row.id,
            "kind": row.kind,
            "overlap": row.overlap,
            "taken_by": row.direction,
            "why": row.why,
            **book.cite(row.a.report, row.a.start, row.a.end),
            **{f"other_{key}": value for key, value in other.items()},
        }


def lineages(book: Book) -> Iterator[Row]:
    for row in book.record.lineages:
        for name in row.reports:
            yield {
                "lineage_id": row.id,
                "origin": row.origin,
                "informants": joined(row.informants),
                "why": row.basis,
                **book.report(name),
            }


def stories(book: Book) -> Iterator[Row]:
    titles = {line.id: line.title for line in book.record.storylines}
    for row in book.record.stories:
        yield {
            "story_id": row.id,
            "title": row.title,
            "date_start": row.from_,
            "date_end": row.to,
            "storyline_id": row.storyline,
            "storyline": titles.get(row.storyline or ""),
            "number_of_reports": len(row.reports),
            "number_of_events": len(row.events),
        }


def left_out(book: Book) -> Iterator[Row]:
    """Inputs set aside, and those left unread."""
    for row in book.record.set_aside:
        yield {
            "path": row.path,
            "line": row.line,
            "language": None,
            "title": None,
            "outlet": None,
            "published": None,
            "url": None,
            "code": row.code,
            "reason": row.error,
            "cure": row.cure,
        }
    for skipped in book.record.unread:
        report = skipped.report
        yield {
            "path": skipped.path,
            "line": skipped.line,
            "language": skipped.language,
            "title": report.headline.text if report and report.headline else None,
            "outlet": report.outlet.text if report and report.outlet else None,
            "published": report.published.value if report and report.published else None,
            "url": report.url if report else None,
            "code": None,
            "reason": skipped.reason,
            "cure": None,
        }


def decisions(book: Book) -> Iterator[Row]:
    """What people decided, one row for each thing a decision is about."""
    for one in book.record.decisions:
        for thing in one.things or (None,):
            yield {
                "decision_id": one.id,
                "decided_at": one.at,
                "decided_by": one.who,
                "decision": one.kind,
                "field": one.field,
                "value": one.value,
                "value_read": joined(change.before or "" for change in one.corrected),
                "why": one.why,
                "decided_about": thing.of if thing else None,
                "row_id": thing.id if thing else one.undoes,
                "title": thing.title if thing else None,
                "applied": one.applied,
                "not_applied": one.reason or None,
                "undone_by": one.undone_by,
            }


TABLES: dict[str, Callable[[Book], Iterator[Row]]] = {
    "reports": reports,
    "timeline": timeline,
    "brief": brief,
    "disagreements": disagreements,
    "casualties": casualties,
    "claims": claims,
    "quotes": quotes,
    "utterances": utterances,
    "process_steps": process_steps,
    "process_states": process_states,
    "positions": positions,
    "mentions": mentions,
    "times": times,
    "entities": entities,
    "copies": copies,
    "lineages": lineages,
    "stories": stories,
    "decisions": decisions,
    "left_out": left_out,
}
