"""The notice on the web: お詫びとご報告, 注意喚起, in the order that readers expect.

report       everything that is on record (where nobody says which stage)
first-alert  within hours: what happened, what to do, how to tell, whom to ask
follow-up    as the report, titled 続報
final        as the report, titled 最終報告
running      a page that is kept up to date: what came later stands on top
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import Audience, Document, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds._core import Kind
from honmono.incident.documents.sections.apology import apology
from honmono.incident.documents.sections.contact import contact, reference_links
from honmono.incident.documents.sections.fakes import (
    mail_examples,
    malware_explanation,
)
from honmono.incident.documents.sections.findings import (
    current_status,
    outside_findings,
)
from honmono.incident.documents.sections.genuine import (
    genuine_addresses,
    how_to_tell,
)
from honmono.incident.documents.sections.leaked import leaked, scope
from honmono.incident.documents.sections.letterhead import end, head, title
from honmono.incident.documents.sections.origin import cause
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.recipients import request_to_recipients
from honmono.incident.documents.sections.response import (
    data_subject_notice,
    prevention,
    response,
    service_impact,
)
from honmono.incident.documents.sections.timeline import timeline
from honmono.incident.documents.sections.updates import updates
from honmono.incident.documents.stance import stance_of
from honmono.incident.documents.standing import nothing_of_ours_leaked

REPORT, FIRST, FOLLOW_UP, FINAL, RUNNING = STAGES = (
    "report",
    "first-alert",
    "follow-up",
    "final",
    "running",
)


def make(brief: Brief) -> Document:
    """Write the notice."""
    sections = _alert(brief) if brief.stage == FIRST else _report(brief)
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=_title(brief),
        head=head(brief),
        opening=(),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief),
    )


def _alert(brief: Brief) -> Iterator[Section | None]:
    yield overview(brief, first=True)
    yield request_to_recipients(brief)
    yield how_to_tell(brief)
    yield genuine_addresses(brief)
    yield mail_examples(brief)
    yield contact(brief)


def _report(brief: Brief) -> Iterator[Section | None]:
    outlook = "outlook-final" if brief.stage == FINAL else "outlook"
    yield apology(brief, outlook)
    if brief.stage == RUNNING:
        yield updates(brief)
    yield overview(brief)
    yield cause(brief)
    yield outside_findings(brief)
    yield current_status(brief)
    yield timeline(brief)
    yield leaked(brief)
    yield scope(brief)
    yield data_subject_notice(brief)
    yield service_impact(brief)
    yield response(brief)
    yield prevention(brief)
    yield malware_explanation(brief)
    yield request_to_recipients(brief)
    yield how_to_tell(brief)
    yield genuine_addresses(brief)
    yield mail_examples(brief)
    yield contact(brief)
    yield reference_links(brief)


def _title(brief: Brief) -> Sentence:
    """An apology, unless what was used came from elsewhere."""
    stage = brief.stage or REPORT
    key = f"notice-{stage}"
    if stage not in (REPORT, FINAL):
        return title(brief, key)
    if nothing_of_ours_leaked(brief.incident):
        key += "-elsewhere"
    return title(brief, key, *stance_of(brief.incident).origin_facts)


KIND = Kind("public-notice", Audience.PUBLIC, make, STAGES)
