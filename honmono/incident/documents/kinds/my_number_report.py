"""Report on My Number data (特定個人情報), a form of its own beside the other report.

Its stages are `preliminary` and `final`.  Whether My Numbers are among the data at all is
its first question: unknown is answered with 調査中, never with no.
"""

from __future__ import annotations

from typing import Final

from honmono.incident.documents._core import Audience, Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.report import report
from honmono.incident.documents.kinds._core import Kind

STAGES: Final = ("preliminary", "final")


def make(brief: Brief) -> Document:
    """Write it about our own data, or about one client's."""
    is_final = brief.stage == "final"
    form = Form(brief, brief.client, is_final=is_final)
    duty = "my-number-final" if is_final else "my-number-preliminary"
    return report(form, kind="my-number-report", table="my-number", duty=duty)


KIND: Final = Kind("my-number-report", Audience.AUTHORITY, make, STAGES)
