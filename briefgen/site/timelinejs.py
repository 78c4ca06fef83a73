"""Events as Knight Lab's TimelineJS reads them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.build.fast_json import json_file
from briefgen.site.entry import EventAt
from briefgen.site.printing import Printer
from briefgen.site.written import written


def timelinejs(title: str, events: Sequence[EventAt], printer: Printer) -> bytes:
    """Return *events* that have a moment as JSON; TimelineJS prints HTML, so text is escaped."""
    slides = [_slide(event, printer) for event in events if event.moment]
    whole = {"title": {"text": {"headline": written(title)}}, "events": slides}
    return json_file(whole)


def _slide(event: EventAt, printer: Printer) -> dict[str, object]:
    moment, entry = event.moment, event.entry
    date = {"year": moment.year, "month": moment.month, "day": moment.day} if moment else {}
    words = written(event.words.when)
    url = written(printer.url_of(entry.source, event.anchor))
    source = written(entry.card.title)
    link = f'<a href="{url}">{source}</a>' if printer.site_url else source
    return {
        "start_date": {part: number for part, number in date.items() if number},
        "text": {"headline": written(event.words.label), "text": f"<p>{words} – {link}</p>"},
        "unique_id": f"{entry.wording.id}-{event.anchor}",
        "group": event.card.status.value,
    }
