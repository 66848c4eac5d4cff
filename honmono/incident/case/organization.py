"""Who we are, as documents say it: name, desk, offices, signs of our real mail."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import StringConstraints, field_validator

from honmono.incident.case._core import Code, Line, Record, RecordId, Text, Value
from honmono.incident.case.mistakes import MeaningError
from honmono.incident.case.moment import Moment


class Office(Value):
    """A place where our people work."""

    id: RecordId
    name: Text


class Desk(Value):
    """Where people ask.  Telephone and page are those that stood there before the fake."""

    name: Text
    phone: Line | None = None
    mail: Line | None = None
    url: Line | None = None
    hours: Text | None = None


class Representative(Value):
    """Who signs for the organization."""

    name: Line
    title: Text


class Contact(Value):
    """Whom an authority asks about a report; stands in no document for others."""

    department: Text | None = None
    name: Line | None = None
    phone: Line | None = None
    mail: Line | None = None


class Organization(Value):
    """The organization in whose name mail was forged."""

    name: Text
    """Its formal name."""

    short: Text | None = None
    itself: Text | None = None
    """How it calls itself in documents: 当社, 弊所; null: told by its name."""

    representative: Representative | None = None
    postal_code: Line | None = None
    address: Text | None = None
    corporate_number: Annotated[str, StringConstraints(pattern=r"^\d{13}$")] | None = (
        None
    )
    """法人番号, thirteen digits."""

    sector: Line | None = None
    """Field of business; decides who receives the report."""

    public_body: bool | None = None
    """A government body (行政機関等)?  Other thresholds hold; null: not said."""

    url: Line | None = None
    desk: Desk | None = None
    staff_desk: Desk | None = None
    """Whom our own people call.  Stands in no document for outsiders."""

    contact: Contact | None = None
    offices: tuple[Office, ...] = ()
    timezone: Line = "Asia/Tokyo"
    era: bool = False
    """Write years as 令和 in Japanese."""

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as error:
            raise MeaningError("no-time-zone", name=name) from error
        return name


class Genuine(Record):
    """One sign of our real mail: a domain, a telephone, a practice."""

    kind: Code
    """A row of `genuine_kinds`: domain, link-domain, practice, service, phone …"""

    value: Line | None = None
    """The domain, number or address itself."""

    text: Text | None = None
    """What it is for, or the practice in words."""

    selector: Line | None = None
    """DKIM selector, where the register names it."""

    since: Moment | None = None
    until: Moment | None = None

    def has_begun(self, day: date) -> bool:
        """Was it in use by that day, or may it have been?"""
        first = self.since.first_day() if self.since else None
        return first is None or first <= day

    def has_ended(self, day: date) -> bool:
        """Is it surely no longer in use on that day?"""
        last = self.until.last_day() if self.until else None
        return last is not None and last < day
