"""Dates that were worked out by hand: what became known when, and what is due by when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from honmono.incident.case import Incident
from tests.incident.case.clocks.make import TOKYO, case, clock, theft

BERLIN = "Europe/Berlin"


class Vector(NamedTuple):
    """One incident, one clock, and its days; None: there is no such clock; `unknown`:
    there is one, and nobody can say its day."""

    name: str
    incident: Incident
    clock: str
    due: str | None
    latest: str | None
    client: str | None = None


def wrong_sending(persons: int, aware: str, **parts: Any) -> Incident:
    """A list went to the wrong person: nobody meant harm."""
    replies = {
        "own-leak": "yes",
        "other-leak-sign": "yes",
        "improper-purpose": "no",
        "sensitive": "no",
        "property": "no",
        "collected-data": "no",
        "public-body": "no",
        "personal-data": "yes",
        "persons": persons,
        **parts.pop("replies", {}),
    }
    return case(aware=aware, replies=replies, **parts)


def my_number(aware: str, **replies: str | int) -> Incident:
    """A file with My Numbers went to the wrong person."""
    said: dict[str, str | int] = {"my-number": "yes"}
    said |= {"number-use-system": "no", "viewable-by-many": "no"}
    said |= {q.replace("_", "-"): answer for q, answer in replies.items()}
    return wrong_sending(10, aware, replies=said)


def corrected(old: str, new: str) -> Incident:
    """First one day was put on record, then the right one."""
    first = theft(aware=old)
    record = first.awareness[0].model_copy(
        update={"when": theft(aware=new).awareness[0].when}
    )
    at = datetime(2022, 5, 19, 12, tzinfo=TOKYO)
    return first.correct(record, by="somebody", at=at)


def in_europe(aware: str, zone: str = BERLIN) -> Incident:
    """The GDPR holds, and personal data was stolen from us."""
    return theft(
        aware=aware, zone=zone, replies={"gdpr-applies": "yes", "own-leak": "yes"}
    )


def delegated(aware: str) -> Incident:
    """Data of a client that we handle for him was stolen too."""
    rows = [{"data": ["name"]}, {"data": ["name"], "client": "A"}]
    return theft(aware=aware, affected=rows)


SKIMMED = {"collected-data": "yes", "improper-purpose": "yes", "personal-data": "no"}

ALL = (
    # The vectors of the domain.
    Vector("window of 3 to 5 days", theft(), "ppc-preliminary", "2022-05-20", "2022-05-22"),
    Vector("60 days, Saturday, Marine Day", theft(), "ppc-final", "2022-07-19", "2022-07-19"),
    Vector("30 days", wrong_sending(1_500, "2022-05-18"), "ppc-final", "2022-06-16", "2022-06-16"),
    Vector("60 days into the closure", theft(aware="2026-11-05"), "ppc-final", "2027-01-04", "2027-01-04"),
    Vector("30 days into the closure", wrong_sending(1_001, "2026-12-02"), "ppc-final", "2027-01-04", "2027-01-04"),
    # Rolling.
    Vector("substitute holiday", my_number("2025-04-07", my_number_persons=150), "my-number-final", "2025-05-07", "2025-05-07"),
    Vector("citizens' holiday", wrong_sending(1_001, "2026-08-21"), "ppc-final", "2026-09-24", "2026-09-24"),
    Vector("closure, then a weekend", theft(aware="2024-10-30"), "ppc-final", "2025-01-06", "2025-01-06"),
    Vector("28 December is open", wrong_sending(1_001, "2026-11-29"), "ppc-final", "2026-12-28", "2026-12-28"),
    Vector("leap day", wrong_sending(1_001, "2024-01-31"), "ppc-final", "2024-02-29", "2024-02-29"),
    Vector("over a leap day", theft(aware="2024-02-01"), "ppc-final", "2024-04-01", "2024-04-01"),
    Vector("a window does not roll", theft(aware="2026-12-29"), "ppc-preliminary", "2026-12-31", "2027-01-02"),
    Vector("golden week", theft(aware="2025-03-06"), "ppc-final", "2025-05-07", "2025-05-07"),
    # My Number.
    Vector("My Number stolen: 60 days", theft(aware="2024-02-29", affected=[{"data": ["my-number"]}]), "my-number-final", "2024-04-30", "2024-04-30"),
    Vector("My Number, window", theft(aware="2024-02-29", affected=[{"data": ["my-number"]}]), "my-number-preliminary", "2024-03-02", "2024-03-04"),
    Vector("My Number of 100 persons is not above 100", my_number("2025-04-07", my_number_persons=100, improper_purpose="no"), "my-number-final", None, None),
    Vector("no My Number", theft(replies={"my-number": "no"}), "my-number-final", None, None),
    Vector("My Number: nobody knows", theft(), "my-number-final", "2022-07-19", "2022-07-19"),
    # Delegation.
    Vector("the client is told", delegated("2026-04-03"), "delegate-notice", "2026-04-05", "2026-04-07", "A"),
    Vector("the delegate's own report", delegated("2026-04-03"), "ppc-preliminary", "2026-04-05", "2026-04-07", "A"),
    Vector("nobody delegated our own data", delegated("2026-04-03"), "delegate-notice", None, None),
    # Awareness.
    Vector("corrected to an earlier day", corrected("2022-05-20", "2022-05-18"), "ppc-final", "2022-07-19", "2022-07-19"),
    Vector("corrected to a later day", corrected("2022-05-16", "2022-05-18"), "ppc-preliminary", "2022-05-20", "2022-05-22"),
    Vector("early May", theft(aware="2022-05-early"), "ppc-final", "2022-06-29", "2022-06-29"),
    Vector("evening in London is morning in Tokyo", theft(aware="2022-05-17T20:00Z"), "ppc-preliminary", "2022-05-20", "2022-05-22"),
    Vector("late in the evening", theft(aware="2022-05-18T23:59"), "ppc-preliminary", "2022-05-20", "2022-05-22"),
    Vector("no year", theft(aware="XXXX-05-18"), "ppc-final", "unknown", "unknown"),
    Vector("awareness is not on record", theft(aware=None), "ppc-preliminary", "unknown", "unknown"),
    # A table that changes on its first day.
    Vector("day before the duty", theft(aware="2022-03-31"), "ppc-preliminary", None, None),
    Vector("first day of the duty", theft(aware="2022-04-01"), "ppc-preliminary", "2022-04-03", "2022-04-05"),
    Vector("skimming, day before", wrong_sending(5, "2024-03-31", replies=SKIMMED), "ppc-final", None, None),
    Vector("skimming, first day", wrong_sending(5, "2024-04-01", replies=SKIMMED), "ppc-final", "2024-05-30", "2024-05-30"),
    # How many persons.
    Vector("1,000 is not above 1,000", wrong_sending(1_000, "2022-05-18"), "ppc-final", None, None),
    Vector("government body, 101", wrong_sending(101, "2022-05-18", replies={"public-body": "yes"}), "ppc-final", "2022-06-16", "2022-06-16"),
    Vector("government body, 100", wrong_sending(100, "2022-05-18", replies={"public-body": "yes"}), "ppc-final", None, None),
    Vector("government body: nobody knows", wrong_sending(101, "2022-05-18", replies={"public-body": "could-not-tell"}), "ppc-final", "2022-06-16", "2022-06-16"),
    # Hours.
    Vector("72 hours, plain", in_europe("2026-05-01T10:00"), "gdpr-authority", "2026-05-04T10:00:00+02:00", "2026-05-04T10:00:00+02:00"),
    Vector("72 hours, summer time begins", in_europe("2026-03-27T10:00"), "gdpr-authority", "2026-03-30T11:00:00+02:00", "2026-03-30T11:00:00+02:00"),
    Vector("72 hours, summer time ends", in_europe("2026-10-23T10:00"), "gdpr-authority", "2026-10-26T09:00:00+01:00", "2026-10-26T09:00:00+01:00"),
    Vector("72 hours, the hour that comes twice", in_europe("2026-10-25T02:30"), "gdpr-authority", "2026-10-28T01:30:00+01:00", "2026-10-28T01:30:00+01:00"),
    Vector("72 hours, an hour that never was", in_europe("2026-03-29T02:30"), "gdpr-authority", "2026-04-01T03:30:00+02:00", "2026-04-01T03:30:00+02:00"),
    Vector("72 hours, told with another offset", in_europe("2026-05-01T10:00+09:00"), "gdpr-authority", "2026-05-04T03:00:00+02:00", "2026-05-04T03:00:00+02:00"),
    Vector("72 hours from a day: its first moment", in_europe("2026-05-01", "Asia/Tokyo"), "gdpr-authority", "2026-05-04T00:00:00+09:00", "2026-05-04T00:00:00+09:00"),
    Vector("72 hours in New York", in_europe("2026-10-30T10:00", "America/New_York"), "gdpr-authority", "2026-11-02T09:00:00-05:00", "2026-11-02T09:00:00-05:00"),
    Vector("no GDPR", theft(replies={"gdpr-applies": "no"}), "gdpr-authority", None, None),
)  # fmt: skip


def days_of(vector: Vector) -> tuple[str | None, str | None]:
    """What the clocks say."""
    found = clock(vector.incident, vector.clock, client=vector.client)
    if found is None:
        return None, None
    return _iso(found.due), _iso(found.latest)


def _iso(due: date | None) -> str:
    return due.isoformat() if due else "unknown"


def right() -> int:
    """How many of them come out right."""
    return sum(days_of(vector) == (vector.due, vector.latest) for vector in ALL)
