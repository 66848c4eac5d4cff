"""The answer of a trace becomes a record that is no more certain than it was."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from honmono.incident.case import Certainty, Source
from honmono.incident.case.affected import Amount
from honmono.incident.exchange.trace import TraceError, read_trace

DOCS = Path(__file__).parents[3] / "docs"
RANGE = {"at_least": 2, "likely": 4.6, "at_most": 7}
ANSWER: dict[str, Any] = {
    "case": {"0": 0.01, "1": 0.94, "2": 0.03, "3": 0.01, "1+2": 0.01},
    "candidates": [["ito@reiji.example", 0.95]],
    "abused_account": None,
    "next": ["a@partner.example"],
    "exposure": {
        "addresses": RANGE,
        "persons": RANGE,
        "subjects": RANGE,
        "messages": None,
        "finding": "theft",
        "bound": "complete",
    },
    "evidence": [],
    "decided": True,
    "credible": ["ito@reiji.example"],
    "groups": [],
    "checks": [{"check": "scan", "persons": [], "bits": 0.5}],
    "not_indexed": ["sato@reiji.example"],
    "not_read": {"reports": 2, "archive": []},
}


def content(**changed: Any) -> bytes:
    return json.dumps(ANSWER | changed).encode()


def test_the_example_is_an_answer_as_it_is_published() -> None:
    page = (DOCS / "trace-output.md").read_text("utf-8")
    (schema,) = re.findall(r"```json\n(\{.*?\n\})\n```", page, re.DOTALL)

    jsonschema.validate(ANSWER, json.loads(schema))


def test_it_is_read_whole() -> None:
    read = read_trace(content(), "trace-1")

    assert (read.ours, read.partner, read.both) == (0.94, 0.03, 0.01)
    assert read.mailbox_of_ours == pytest.approx(0.95)
    assert read.suspects[0].address == "ito@reiji.example"
    assert (read.unread, read.unindexed, read.checks) == (2, 1, ("scan",))
    assert read.persons == Amount(at_least=2, likely=5, at_most=7)
    assert read.messages is None
    assert read.evidence == (sha256(content()).hexdigest(),)
    assert (read.source, read.certainty) == (Source.MACHINE, Certainty.POSSIBLE)


def test_what_is_no_bound_is_not_given_as_one() -> None:
    exposure = ANSWER["exposure"] | {"bound": "our-copies"}
    read = read_trace(content(exposure=exposure), "trace-1")

    assert read.persons == Amount(at_least=2, likely=5)


def test_nothing_seen_is_no_number() -> None:
    exposure = ANSWER["exposure"] | {"finding": "none-seen"}

    assert read_trace(content(exposure=exposure), "trace-1").persons is None
    assert read_trace(content(exposure=None), "trace-1").persons is None


def test_what_a_mail_wrote_is_one_harmless_line() -> None:
    read = read_trace(
        content(candidates=[["a\u202e@b\r\nc", 0.5], ["\u200b", 0.1]]), "t"
    )

    assert [s.address for s in read.suspects] == ["a @b c"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"case": {"0": 1.0}}, "case: `1` is missing"),
        ({"case": ANSWER["case"] | {"1": 2.0}}, "case.1: .*must be at most 1"),
        ({"case": ANSWER["case"] | {"0": 0.5}}, "add up to 1.490"),
        ({"evidence": 3}, "evidence"),
        (
            {"exposure": ANSWER["exposure"] | {"persons": RANGE | {"at_most": 1}}},
            "must not fall",
        ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(TraceError, match=message):
        read_trace(content(**changed), "trace-1")


@pytest.mark.parametrize(
    "bytes_", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"case": 1}']
)
def test_what_is_no_answer_is_refused(bytes_: bytes) -> None:
    with pytest.raises(TraceError):
        read_trace(bytes_, "trace-1")
