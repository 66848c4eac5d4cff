"""Short builders of records, as `check/record.py` makes them."""

from __future__ import annotations

from typing import Any

from honmono.check.record import Record, record_of_unreadable
from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.mail.source import Trouble, Unreadable


def finding(
    shown: str, actual: str, where: str = "From", weight_db: float = 20.0
) -> dict[str, Any]:
    return {
        "signal": "some-signal",
        "where": where,
        "shown": shown,
        "actual": actual,
        "weight_db": weight_db,
    }


def record(
    name: str = "田中 花子",
    address: str = "xk3@mail.example.net",
    *findings: dict[str, Any],
    answer: str = "forged",
    **fields: Any,
) -> Record:
    value: Record = {
        "source": "mail/1.eml",
        "sha256": "00",
        "via": None,
        "message_id": None,
        "date": None,
        "subject": "請求書の件",
        "from": {"name": name, "address": address},
        "answer": answer,
        "probability": 0.5,
        "claims": {"person": None, "organization": False, "where": []},
        "kinds": [],
        "hazards": [],
        "findings": list(findings),
        "reasons": {"ja": ["当社のものではありません。"], "en": ["It is not ours."]},
        "defects": [],
        "error": None,
    }
    return value | fields


def without_sender() -> Record:
    return record(subject=None) | {"from": None}


def unread() -> Record:
    return record_of_unreadable(Unreadable("x.eml", Trouble.MISSING, "not there"))


def layout(width: int = 80, language: str = "ja", **more: Any) -> Layout:
    return Layout(Format.text, language, width, **more)
