"""The decision on a duty, for programs: yes, possible or no, who decided it and when.

    {"law": "appi", "holds": "possible", "items": ["7-3"], "missing": ["own-leak"],
     "decided_by": [{"record": "scan", "by": "…", "at": "2022-05-18T18:00:00+09:00"}]}

Who decided is whoever put the deciding records on file; nobody else decides here.
"""

from __future__ import annotations

from typing import Any

from honmono.incident.case.clocks import explain
from honmono.incident.case.clocks.duties import Duty
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.incident import Incident


def duty_as_json(
    duty: Duty, incident: Incident, tables: Tables | None = None
) -> dict[str, Any]:
    """A duty with its reasons."""
    tables = standard() if tables is None else tables
    law = next(law for law in tables.laws if law.code == duty.law)
    records = {record.id: record for _, record in incident.records()}
    decided = []
    for name in duty.decided_by:
        record = records.get(name)
        at = record.recorded.isoformat() if record and record.recorded else None
        decided.append({"record": name, "by": record.by if record else None, "at": at})
    return {
        "law": duty.law,
        "client": duty.client,
        "holds": duty.holds.value,
        "voluntary": duty.voluntary,
        "items": list(duty.items),
        "open_items": list(duty.open_items),
        "decided_by": decided,
        "missing": list(duty.missing),
        "why": {
            lang: explain.decision(duty, law, lang, tables) for lang in ("ja", "en")
        },
    }
