"""An original in words: what the records that cite it are about.

cited by event scan_all_pcs (Tokyo office)  → パソコンの検査を実施（東京事務所）
cited by trait subject                      → 不審なメールの件名：…
"""

from __future__ import annotations

from honmono.incident.case import Record
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.fakes import Trait
from honmono.incident.case.measures import Measure
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.exhibits import Exhibit
from honmono.incident.documents.forms._core import CATALOGUE
from honmono.incident.documents.forms.words import (
    event_day,
    event_in_words,
    joined,
    kind_in_words,
)
from honmono.text import keys


def described(brief: Brief, exhibit: Exhibit) -> str:
    """What it is; that nobody has said so, where no record cites it."""
    words = (_record(brief, part, record) for part, record in exhibit.cited_by)
    unknown = brief.say("exhibit-unknown", catalogue=CATALOGUE).text
    return joined(brief, words) or unknown


def _record(brief: Brief, part: str, record: Record) -> str:
    """A record's kind, without persons: no owner, no finder, no account's name."""
    match record:
        case Event():
            what = event_in_words(brief, record)
            return f"{what} {event_day(brief, record).text}".strip()
        case Trait():
            what = kind_in_words(brief, "traits", record.kind)
        case Figure():
            what = kind_in_words(brief, "figures", record.kind, record.named)
        case Measure():
            what = kind_in_words(brief, "measures", record.kind)
        case _:
            what = ""
    key = f"exhibit-{part}"
    if key not in keys(CATALOGUE):
        key = "exhibit-other"
    return brief.say(key, catalogue=CATALOGUE, what=what).text
