"""Facts, hypotheses, questions, people, duties: what an incident is, as plain values.

Incident ─┬─ events, figures, traits     what happened, and what it looked like
          ├─ hypotheses, decisions       how it came about; what was decided
          ├─ questions, tasks            what must be found out and done
          ├─ affected, lists             whose data
          ├─ commissions, outside_reports, accounts, coverage, inquiries, measures
          ├─ awareness, replies, issued  what the clocks need
          └─ corrections                 what these records said before
"""

from honmono.incident.case._core import (
    Answer,
    Certainty,
    Record,
    Scope,
    Source,
    Text,
    Value,
)
from honmono.incident.case.incident import PARTS, Incident, NoSuchRecordError
from honmono.incident.case.mistakes import MeaningError, Mistake
from honmono.incident.case.moment import Moment
from honmono.incident.case.reading import (
    IncidentFileError,
    incident_as_json,
    incident_schema,
    parse_incident,
)

__all__ = [
    "PARTS",
    "Answer",
    "Certainty",
    "Incident",
    "IncidentFileError",
    "MeaningError",
    "Mistake",
    "Moment",
    "NoSuchRecordError",
    "Record",
    "Scope",
    "Source",
    "Text",
    "Value",
    "incident_as_json",
    "incident_schema",
    "parse_incident",
]
