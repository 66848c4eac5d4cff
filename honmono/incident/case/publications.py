"""A published notice: what it was, as somebody read it; for incidents of others too."""

from __future__ import annotations

from typing import Literal

from honmono.incident.case._core import Line, Record, Text
from honmono.incident.case.moment import Moment


class Publication(Record):
    """One notice that was published, and what its reader took down of it."""

    title_kind: Line | None = None
    number: Line | None = None
    """In a series; or that it is a running page."""

    when: Moment | None = None
    said: Line | None = None
    """When, in somebody's words that are no moment."""

    sections: tuple[Line, ...] = ()
    """Parts of it, in the order of the page."""

    year: Line | None = None
    """Where it is known and `when` does not tell it."""

    tells_of_report: bool | None = None
    """Does it tell of a report to the data protection authority?"""

    url: Line | None = None
    origin: Literal["original", "republished", "news_summary"] | None = None
    second: Line | None = None
    """Another place that tells of it."""

    stated_style: Line | None = None
    """The style in its reader's words, where they are no row of `styles`."""

    stated_case: Line | None = None
    """How the notice says that it came about; `undetermined` is an answer."""

    stated_basis: Line | None = None
    also_case: Line | None = None
    cause: Text | None = None
    """What the notice suspects beyond the case."""

    partial: bool | None = None
    """Was the text cut off?  Then what is missing proves nothing."""

    contact_desk: bool | None = None
    service_impact: Text | None = None
    quotes_jpcert: bool | None = None
    lesson: Text | None = None
    nearly_same_as: Line | None = None
