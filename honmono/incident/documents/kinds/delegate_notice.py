"""Notice of a delegate to one client (委託元): the nine items, with that client's counts.

    株式会社○○ 御中      本人の数  71人      (never another client, nor another's count)

Told in time to a client that has the duty itself, it releases the delegate.  Where nobody
says for which client, the letter is addressed to none and counts nobody, also when only
one client is on record: a record more or less must not readdress a letter.
"""

from __future__ import annotations

from typing import Final

from honmono.incident.case import Incident
from honmono.incident.documents._core import (
    Audience,
    Document,
    Letterhead,
    Paragraph,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.report import internal
from honmono.incident.documents.forms.writing import (
    filled,
    known_items,
    sections,
)
from honmono.incident.documents.kinds._core import Kind
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.naming import itself
from honmono.incident.documents.stance import Leak, Origin


def clients(incident: Incident) -> tuple[str, ...]:
    """Every client that a notice is due to: whose data is on record, or who is named."""
    named = [row.client for row in incident.affected]
    named += [reply.client for reply in incident.replies]
    return tuple(dict.fromkeys(client for client in named if client))


def make(brief: Brief) -> Document:
    """Write it to the client of the brief; to nobody where none is named."""
    form = Form(brief, brief.client or NOBODY, tells_all=False)
    held = filled(form, "delegate")
    if brief.stage == "check-list":
        return internal(form, "delegate-notice", held, duty="delegate-notice")
    return Document(
        kind="delegate-notice",
        language=brief.language,
        title=brief.say("title"),
        head=_head(brief),
        opening=_opening(form),
        sections=(*sections(form, held), known_items(form, held)),
        closing=(brief.say("end"),),
        has_ki=brief.language == "ja",
        subject=brief.say("title").text,
    )


STAGES: Final = ("letter", "check-list")
"""The letter, and the list of what is missing, which stays in the house."""

NOBODY: Final = " "
"""No client has this name: a letter without a client counts nobody's persons."""


def _head(brief: Brief) -> Letterhead:
    who = (
        brief.say("addressee", client=brief.client)
        if brief.client
        else brief.say("addressee-open")
    )
    organization = brief.incident.organization
    lines = [organization.name.in_language(brief.language)]
    if organization.representative is not None:
        title = organization.representative.title.in_language(brief.language)
        lines.append(f"{title} {organization.representative.name}")
    return Letterhead(
        date=brief.say("date", date=brief.date(brief.day)),
        addressee=(who,),
        sender=tuple(Sentence(line) for line in lines),
    )


def _opening(form: Form) -> tuple[Paragraph, ...]:
    """What happened to the data that we were entrusted with, as far as it is decided."""
    brief = form.brief
    leaked, facts = form.leak
    we = itself(brief.incident.organization, brief.language)
    key = f"leak-{leaked.value}"
    if leaked in (Leak.ESTABLISHED, Leak.POSSIBLE):
        key += _WHERE.get(form.stance.origin, "")
    leak = brief.say(key, *facts, *form.origin_facts, we=we)
    if leaked is Leak.UNKNOWN:
        leak = marked(leak, *form.leak_lacks)
    return (
        Paragraph((brief.say("greeting"),)),
        Paragraph((leak, brief.say("as-far-as-known", we=we))),
    )


_WHERE: Final = {
    Origin.OURS: "-ours",
    Origin.BOTH: "-ours",
    Origin.ELSEWHERE: "-elsewhere",
    Origin.ELSEWHERE_SUSPECTED: "-elsewhere",
}
"""Where nothing of ours leaked, as far as we know, nothing reads as if it had."""

KIND: Final = Kind("delegate-notice", Audience.AUTHORITY, make, STAGES)
