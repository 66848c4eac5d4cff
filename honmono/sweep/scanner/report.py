"""The report of one look at one PC, and the key that it is signed with.

    {"form": "honmono-scan-1", "kit": "k-7f3a", "number": "9b1c…", "office": "tokyo",
     "host": {…}, "started": …, "ended": …, "scanner": "1.0", "knowledge": "2026-11-20",
     "rights": true, "checks": [{"name", "outcome", "why", "findings"}],
     "seen": {"processes": 142, "registry": null}, "could_not": {…},
     "signature": {"method": "HMAC-SHA256", "value": "…"}}

Exactly: the canonical bytes of a report are its JSON with sorted keys, one blank of
indentation, `,` and `: ` as separators and every character beyond ASCII escaped.  What is
signed are the canonical bytes without `signature`; the key is the SHA-256 of the kit's
token in UTF-8.  The file is the canonical bytes of the whole, and one line feed: a file
that is not written just so was changed after it was written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any

from honmono.sweep.scanner import VERSION
from honmono.sweep.scanner._core import Artefacts, Knowledge

FORM = "honmono-scan-1"
METHOD = "HMAC-SHA256"
PARTS = ("processes", "registry", "services", "files", "autoruns")

Value = dict[str, Any]


def report_of(
    artefacts: Artefacts,
    looked: Value,
    knowledge: Knowledge,
    kit: Value,
    *,
    started: str,
    ended: str,
) -> Value:
    """All of one look, unsigned.

    Args:
        artefacts: what the PC showed.
        looked: what `looking.look` answers.
        knowledge: what checks were held against.
        kit: `kit.json`; empty for a scan that nobody handed out.
        started: when, ISO 8601 with its offset.
        ended: the same.

    """
    elevated = artefacts.host.get("elevated")
    return {
        "form": FORM,
        "number": secrets.token_hex(16),
        "kit": str(kit.get("kit", "")),
        "office": str(kit.get("office", "")),
        "host": artefacts.host,
        "started": started,
        "ended": ended,
        "scanner": VERSION,
        "knowledge": knowledge.made,
        "words": bool(knowledge.words),
        "rights": elevated if isinstance(elevated, bool) else None,
        "checks": looked["checks"],
        "seen": {name: _count(getattr(artefacts, name)) for name in PARTS},
        "could_not": artefacts.could_not,
    }


def key_of(token: str) -> bytes:
    """What reports are signed with; the server keeps this and not the token."""
    return hashlib.sha256(token.encode("utf-8")).digest()


def signature_of(report: Value, key: bytes) -> str:
    """Of everything but a signature that is already there."""
    body = {name: value for name, value in report.items() if name != "signature"}
    return hmac.new(key, canonical(body), hashlib.sha256).hexdigest()


def signed(report: Value, token: str) -> Value:
    """The report with its signature; without a token as it is."""
    if not token:
        return report
    value = signature_of(report, key_of(token))
    return {**report, "signature": {"method": METHOD, "value": value}}


def written(report: Value) -> bytes:
    """The file."""
    return canonical(report) + b"\n"


def canonical(value: Value) -> bytes:
    """The one way in which a report is written."""
    return json.dumps(
        value,
        sort_keys=True,
        indent=1,
        separators=(",", ": "),
        ensure_ascii=True,
        allow_nan=False,
    ).encode("ascii")


def _count(part: object) -> int | None:
    return len(part) if isinstance(part, list) else None
