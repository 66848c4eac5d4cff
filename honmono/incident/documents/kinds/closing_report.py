"""終結報告書: the whole incident, so that somebody can follow it years later.

Every event also where no notice told it, every question with its signed conclusion, the
originals by hash, the measures with their proof, the lessons, and what stays open: an
incident is closed with open points named, not without any.
"""

from __future__ import annotations

from honmono.incident.documents._core import Audience, Document, Kind
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.cases import cases
from honmono.incident.documents.sections.counted import costs, counted
from honmono.incident.documents.sections.covered import rotated, scanned
from honmono.incident.documents.sections.decided import decided, lessons
from honmono.incident.documents.sections.due import due
from honmono.incident.documents.sections.fakes import mail_examples
from honmono.incident.documents.sections.findings import outside_findings
from honmono.incident.documents.sections.inquired import inquired
from honmono.incident.documents.sections.letterhead import end, head
from honmono.incident.documents.sections.papers import corrections, evidence, issued
from honmono.incident.documents.sections.to_do import (
    measures,
    open_points,
    questions,
    tasks,
)
from honmono.incident.documents.sections.voice import own
from honmono.incident.documents.sections.what_happened import what_happened
from honmono.incident.documents.sections.where_we_stand import where_we_stand
from honmono.incident.documents.sections.whose_data import whose_data
from honmono.incident.documents.sections.words import paragraph


def make(brief: Brief) -> Document:
    """Write the report."""
    sections = (
        where_we_stand(brief),
        what_happened(brief),
        mail_examples(brief, names=True),
        questions(brief),
        cases(brief),
        decided(brief),
        whose_data(brief),
        scanned(brief),
        rotated(brief),
        outside_findings(brief),
        counted(brief),
        costs(brief),
        inquired(brief),
        due(brief),
        issued(brief),
        tasks(brief),
        measures(brief),
        lessons(brief),
        open_points(brief),
        evidence(brief),
        corrections(brief),
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


KIND = Kind("closing-report", Audience.BOARD, make)
