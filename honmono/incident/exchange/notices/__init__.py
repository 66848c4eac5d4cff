"""Published notices, as somebody took them down, ⇄ incidents; nothing is lost either way.

    {"id": "n001", "org": "…", "case": "no_own_infection_found", "events": [
        {"date": "2022-05-18", "kind": "scan_all_pcs", "scope": "Tokyo office"}], …}

The form is that of `cases/README.md`: facts in short phrases, an object a line.  What a
phrase means is looked up in tables; a phrase that no table knows is kept as it is.
"""

from honmono.incident.exchange.notices.reading import NoticeError, incident_from_notice
from honmono.incident.exchange.notices.writing import notice_from_incident

__all__ = ["NoticeError", "incident_from_notice", "notice_from_incident"]
