"""Incidents of invented firms, to write documents from; hosts end in .example.

whole            a manufacturer, mail in the style of Emotet; every part has a record
sparse           the name of an office, and nothing else
president_fraud  a school whose chairman's name asks for a chat group
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from honmono.incident.case import Incident, parse_incident

NAMES: Final = ("whole", "sparse", "president_fraud")


def incident(name: str) -> Incident:
    """One of them."""
    return parse_incident(Path(__file__).with_name(f"{name}.json").read_bytes())
