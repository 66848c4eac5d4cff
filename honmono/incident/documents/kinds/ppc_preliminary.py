"""Preliminary report (速報) to the data protection authority, ready to type over.

Only what is known stands in it; the rest says 調査中 and which fact is missing.  It is
typed into the authority's own form by a person and is never filed from here.
"""

from __future__ import annotations

from typing import Final

from honmono.incident.documents._core import Audience, Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.report import report
from honmono.incident.documents.kinds._core import Kind


def make(brief: Brief) -> Document:
    """Write it about our own data, or about one client's."""
    form = Form(brief, brief.client)
    return report(form, kind="ppc-preliminary", table="ppc", duty="ppc-preliminary")


KIND: Final = Kind("ppc-preliminary", Audience.AUTHORITY, make)
