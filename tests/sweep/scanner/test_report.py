"""The report: what stands in it, how it is written, what its signature is made of."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from honmono.sweep.scanner import report
from honmono.sweep.scanner._core import Artefacts, Knowledge
from honmono.sweep.scanner.checks import ALL

NOW = datetime.fromisoformat("2022-05-18T11:02:33+09:00")
TOKEN = "the token of tokyo"
KNOWN = Knowledge(made="2022-05-18", indicators=({"kind": "name", "value": "a.exe"},))


def check(
    name: str, outcome: str = "nothing", *findings: dict[str, str]
) -> dict[str, Any]:
    return {"name": name, "outcome": outcome, "why": "", "findings": list(findings)}


def a_report(**changes: Any) -> dict[str, Any]:
    """Of a PC on which everything was looked at, and nothing was seen."""
    host = {
        "name": "TKY-PC014",
        "os": "windows",
        "user": "TKY\\tanaka",
        "elevated": True,
    }
    host["ids"] = ["serial:5cg1234xyz", "uuid:0", "nonsense"]
    seen = Artefacts(host=host, processes=[{"name": "a"}])
    looked = {"checks": [check(name) for name, _ in ALL]}
    kit = {"kit": "k-1", "office": "東京", "token": TOKEN}
    times = {"started": NOW.isoformat(), "ended": "2022-05-18T11:04:00+09:00"}
    return {**report.report_of(seen, looked, KNOWN, kit, **times), **changes}


def test_a_report_names_pc_kit_and_knowledge_but_never_the_token() -> None:
    text = report.written(report.signed(a_report(), TOKEN)).decode("ascii")
    assert TOKEN not in text
    value = json.loads(text)
    assert value["form"] == "honmono-scan-1"
    assert (value["kit"], value["office"], value["knowledge"]) == (
        "k-1",
        "東京",
        "2022-05-18",
    )
    assert value["rights"] is True
    assert value["seen"] == {
        "processes": 1,
        "registry": None,
        "services": None,
        "files": None,
        "autoruns": None,
    }


def test_two_reports_have_two_numbers() -> None:
    assert a_report()["number"] != a_report()["number"]
    assert len(a_report()["number"]) == 32


def test_the_signature_is_what_the_docstring_says() -> None:
    value = a_report()
    body = json.dumps(value, sort_keys=True, indent=1, separators=(",", ": ")).encode()
    key = hashlib.sha256(TOKEN.encode()).digest()
    expected = hmac.new(key, body, "sha256").hexdigest()
    signed = report.signed(value, TOKEN)
    assert signed["signature"] == {"method": "HMAC-SHA256", "value": expected}
    assert report.signature_of(signed, key) == expected, (
        "a signature does not sign itself"
    )


def test_without_a_token_nothing_is_signed() -> None:
    assert "signature" not in report.signed(a_report(), "")


def test_half_characters_of_windows_can_be_written() -> None:
    assert b"\\ud800" in report.written(a_report(office="\ud800"))
