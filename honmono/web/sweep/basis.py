"""The rule of a sweep as it is kept, and a hash of all that its standings go by.

Where `basis` differs from what a sweep was judged by, every PC is judged anew, and until
that is done nothing may be called complete.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from typing import Any, Final

from honmono import __version__
from honmono.sweep.rule import Rule
from honmono.tables import rows
from honmono.web.sweep.models import Sweep

TABLES: Final = (
    "scanner_products.tsv",
    "sweep_second.tsv",
    "emocheck_waves.tsv",
    "emocheck_versions.tsv",
    "malware_families.tsv",
)
"""What `coverage` looks up."""


def rule_of(sweep: Sweep) -> Rule:
    """The rule as it is kept."""
    return rule_from_json(sweep.rule)


def rule_from_json(kept: dict[str, Any]) -> Rule:
    """What `rule_as_json` wrote."""
    return Rule(
        since=_moment(kept.get("since")),
        first_report=_moment(kept.get("first_report")),
        style=kept.get("style", "unknown"),
        zone=kept.get("zone", "Asia/Tokyo"),
        earliest=_moment(kept.get("earliest")),
    )


def basis(sweep: Sweep, now: datetime) -> str:
    """Hash of what all standings of a sweep go by.

    Without a first forged mail the wave is that of today, so the day belongs to it.
    """
    rule = rule_of(sweep)
    day = "" if rule.since else f"{rule.day(now)}"
    text = json.dumps([sweep.rule, day, _knowledge()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _knowledge() -> str:
    """Our tables, and the version of what reads them."""
    digest = hashlib.sha256(__version__.encode())
    for name in TABLES:
        digest.update(repr((name, list(rows(name)))).encode())
    return digest.hexdigest()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
