"""Sheet for consulting the police and for IPA's registry: what happened, what is kept.

Sender addresses stand in it whole, for they are what is asked for; no link works.  What we
ask for is ticked by hand.
"""

from __future__ import annotations

from typing import Final

from honmono.incident.documents._core import (
    Audience,
    Document,
    Items,
    Letterhead,
    Paragraph,
    Section,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.report import internal
from honmono.incident.documents.forms.writing import filled, sections
from honmono.incident.documents.kinds._core import Kind

STAGES: Final = ("sheet", "check-list")
"""The sheet, and the list of what is missing, which stays in the house."""


def make(brief: Brief) -> Document:
    """Write it; it is about the whole incident, whoever's data it is."""
    form = Form(brief)
    held = filled(form, "police")
    if brief.stage == "check-list":
        return internal(form, "police-ipa-sheet", held)
    return Document(
        kind="police-ipa-sheet",
        language=brief.language,
        title=brief.say("title"),
        head=Letterhead(date=brief.say("date", date=brief.date(brief.day))),
        opening=(Paragraph((brief.say("opening"),)),),
        sections=(*sections(form, held), _asked(brief)),
    )


def _asked(brief: Brief) -> Section:
    boxes = ("report", "information", "advice", "registry")
    items = tuple(brief.say(f"asked-{box}") for box in boxes)
    return Section("asked", brief.say("title-asked"), (Items(items),))


KIND: Final = Kind("police-ipa-sheet", Audience.AUTHORITY, make, STAGES)
