"""Published notices, made again from their records: what is there, what must not be.

    HONMONO_DATA=../shared python -m benchmarks.notices

A record becomes an incident, and the incident a public notice in two languages.  Does the
notice have the parts that the published one had, and every fact?  Does a record that is
taken away take only its own sentences along?  Is anything said that must not be said?
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.data import folder_of
from honmono.incident.case import Incident, Record
from honmono.incident.case.hypotheses import Standing
from honmono.incident.documents._core import Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.wording import check_wording
from honmono.incident.exchange.notices import (
    incident_from_notice,
    notice_from_incident,
)

NAME: Final = "public-notice"
_TOLD: Final = (
    *("events", "figures", "traits", "affected", "coverage", "measures"),
    *("genuine", "advice"),
)
"""Parts of an incident whose every record a notice must tell."""

_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "timeline": ("events",),
    "leaked": ("leaked",),
    "prevention": ("measures",),
    "request_to_recipients": ("recipient_advice",),
    "mail_examples": ("from_examples", "subject_examples", "attachment_types", "lure"),
    "genuine_addresses": ("genuine_domains",),
    "contact": ("contact_desk",),
    "service_impact": ("service_impact",),
}
"""Fields of a record, one of which a part needs; without it there is nothing to tell."""

_ALSO: Final = {
    "investigation_detail": ("current_status", "outside_findings"),
    "current_status": ("outside_findings",),
}
"""Parts that tell the same under another title: what experts were asked and found."""

_ORDER: Final = (
    *("apology", "updates", "overview", "cause", "timeline", "leaked"),
    *("service_impact", "response", "prevention", "request_to_recipients"),
    *("how_to_tell", "mail_examples", "contact", "reference_links"),
)


def measure(work: Path) -> Iterator[Result]:
    """Every bar of the notices."""
    del work
    file = folder_of("cases/notices.jsonl")
    lines = [line for line in file.read_bytes().splitlines() if line.strip()]
    records = [json.loads(line) for line in lines]
    incidents = [incident_from_notice(line) for line in lines]
    same = sum(
        notice_from_incident(incident) == record
        for incident, record in zip(incidents, records, strict=True)
    )
    yield _all("records of notices the same after both ways", same, len(records))
    yield from _parts(records, incidents)
    yield from _facts(incidents)
    yield from _removal(incidents)
    yield from _wording(incidents)


def made(incident: Incident, language: str, name: str, stage: str) -> Document:
    """A document, always of one day: what differs then comes from the records."""
    brief = Brief(incident, language, date(2026, 6, 10), f"documents/{name}", stage)
    return kind(name).make(brief)


def stage_of(record: dict[str, Any]) -> str:
    """A page that is kept up to date says so; else everything is reported."""
    is_running = "updates" in record["sections"] or "running" in str(
        record["report_no"]
    )
    return "running" if is_running else "report"


def _parts(
    records: list[dict[str, Any]], incidents: list[Incident]
) -> Iterator[Result]:
    asked: Counter[str] = Counter()
    there: Counter[str] = Counter()
    ordered = 0
    for record, incident in zip(records, incidents, strict=True):
        notice = made(incident, "ja", NAME, stage_of(record))
        names = [section.name for section in notice.sections]
        for part in record["sections"]:
            needs = _NEEDS.get(part)
            if needs is None or any(record.get(field) for field in needs):
                asked[part] += 1
                there[part] += any(n in names for n in (part, *_ALSO.get(part, ())))
        places = [_ORDER.index(name) for name in names if name in _ORDER]
        ordered += places == sorted(places)
    missing = ", ".join(part for part in asked if there[part] < asked[part])
    done, total = there.total(), asked.total()
    yield Result(
        "parts of published notices, where there are facts for them",
        "all",
        f"{done} of {total}" + (f" (not: {missing})" if missing else ""),
        done == total,
    )
    yield _all("notices with their parts in the usual order", ordered, len(records))


def _facts(incidents: list[Incident]) -> Iterator[Result]:
    """Every record is cited, and its own words are there."""
    cited = total = worded = words = 0
    for incident in incidents:
        for language in ("ja", "en"):
            notice = made(incident, language, NAME, "report")
            facts = {name for s in notice.sentences() for name in s.facts}
            for part, record in incident.records():
                if part not in _TOLD:
                    continue
                total += 1
                cited += record.id in facts
                for value in _own_words(record):
                    words += 1
                    worded += any(
                        record.id in s.facts and value in s.text
                        for s in notice.sentences()
                    )
    yield _all("facts of records in the notices, two languages", cited, total)
    yield _all("values of them word for word (domains, numbers)", worded, words)


def _own_words(record: Record) -> Iterator[str]:
    """What must stand there as it is in any language: a domain, a number."""
    value = getattr(record, "value", None)
    if isinstance(value, int):
        yield f"{value:,}"
    elif isinstance(value, str):
        yield value


def _removal(incidents: list[Incident]) -> Iterator[Result]:
    from tests.incident.documents.removal import broken

    bad = total = 0
    for incident in incidents:
        for language in ("ja", "en"):
            before = made(incident, language, NAME, "report")
            for _, record in incident.records():
                after = made(incident.without(record.id), language, NAME, "report")
                total += 1
                bad += broken(before, after, record.id) is not None
    yield _all("records that take only their own sentences along", total - bad, total)


def _wording(incidents: list[Incident]) -> Iterator[Result]:
    """The published ones, and every state of an invented one."""
    from tests.incident.documents.wording.test_generated import MADE, states

    clean = total = 0
    for incident in incidents:
        for language in ("ja", "en"):
            total += 1
            notice = made(incident, language, NAME, "report")
            clean += not check_wording(notice, incident)
    yield _all("notices of records that break no rule of wording", clean, total)
    clean = total = 0
    for standing in (Standing.ESTABLISHED, Standing.SUPPORTED):
        for turn, incident in enumerate(states(standing)):
            name, stage = MADE[turn % len(MADE)]
            for language in ("ja", "en"):
                total += 1
                notice = made(incident, language, name, stage)
                clean += not check_wording(notice, incident)
    yield _all("2^8 sets of cases × decisions × scans that break no rule", clean, total)


def _all(what: str, right: int, total: int) -> Result:
    return Result(what, "all", f"{right} of {total}", right == total > 0)


if __name__ == "__main__":
    for result in measure(Path()):
        print(
            "holds" if result.holds else "SHORT", result.what, result.figure, sep="\t"
        )
