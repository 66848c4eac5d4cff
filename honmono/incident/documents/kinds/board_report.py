"""役員会への報告: how it stands, how sure each fact is, what is due, what must be decided.

It tells what stays in the house, and so begins by saying that it does.  It accuses no
person: who recorded a fact and who was called stand in no document.
"""

from __future__ import annotations

from honmono.incident.documents._core import Audience, Document, Kind
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.cases import cases
from honmono.incident.documents.sections.counted import costs, counted
from honmono.incident.documents.sections.covered import rotated, scanned
from honmono.incident.documents.sections.decided import decided
from honmono.incident.documents.sections.due import due
from honmono.incident.documents.sections.findings import outside_findings
from honmono.incident.documents.sections.inquired import inquired
from honmono.incident.documents.sections.letterhead import end, head
from honmono.incident.documents.sections.papers import issued
from honmono.incident.documents.sections.to_do import measures, questions, tasks
from honmono.incident.documents.sections.voice import own
from honmono.incident.documents.sections.what_happened import what_happened
from honmono.incident.documents.sections.where_we_stand import where_we_stand
from honmono.incident.documents.sections.whose_data import whose_data
from honmono.incident.documents.sections.words import paragraph


def make(brief: Brief) -> Document:
    """Write the report: what must be decided soon stands before the details."""
    sections = (
        where_we_stand(brief),
        decided(brief),
        due(brief),
        cases(brief),
        whose_data(brief),
        what_happened(brief),
        scanned(brief),
        rotated(brief),
        outside_findings(brief),
        questions(brief),
        tasks(brief),
        inquired(brief),
        counted(brief),
        costs(brief),
        measures(brief),
        issued(brief),
    )
    heading = own(brief, "title")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, own(brief, "addressee")),
        opening=(paragraph(own(brief, "opening"), own(brief, "confidential")),),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief),
        subject=heading.text,
    )


KIND = Kind("board-report", Audience.BOARD, make)
