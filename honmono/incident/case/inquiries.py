"""Who asked or reported, what had happened to them, what they were told."""

from __future__ import annotations

from enum import Enum

from honmono.incident.case._core import Answer, Line, Record, Text
from honmono.incident.case.moment import Moment


class Way(Enum):
    """How they came to us."""

    PHONE = "phone"
    MAIL = "mail"
    PAGE = "page"
    POST = "post"
    VISIT = "visit"


class Inquiry(Record):
    """One person who asked or reported."""

    when: Moment | None = None
    way: Way
    who: Line | None = None
    """Stands in no document for outsiders."""

    organization: Line | None = None
    contact: Line | None = None
    received: Answer = Answer.NOT_LOOKED
    """Did he get a forged mail?"""

    opened: Answer = Answer.NOT_LOOKED
    """Did he open the attachment or the link?"""

    enabled: Answer = Answer.NOT_LOOKED
    """Did he enable content, or run what was in it?"""

    asked: Text | None = None
    told: Text | None = None
    follow_up: Moment | None = None
    closed: Moment | None = None
