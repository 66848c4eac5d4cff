"""Mistakes in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import honmono
from honmono.incident.case import IncidentFileError
from honmono.incident.case.mistakes import Mistake, mistake
from honmono.incident.case.records import record_of
from honmono.text import keys


def told(part: str, **data: object) -> list[str]:
    with pytest.raises(IncidentFileError) as raised:
        record_of(part, {"id": "x", **data})
    return [one.told("ja") for one in raised.value.mistakes]


def test_what_a_check_of_ours_finds_is_told_in_japanese() -> None:
    assert told("events", kind="other", when="2026-13-01") == [
        "when：『2026-13-01』: その月はありません。"
    ]
    assert told("events", kind="other", note={}) == [
        "note：日本語か英語のどちらかを入力してください。"
    ]


def test_what_the_library_finds_is_told_in_japanese() -> None:
    (one,) = told("figures", kind="offices", value="3")

    assert one.startswith("value：整数にしてください")


def test_a_missing_field_is_told_in_japanese() -> None:
    assert told("figures", kind="offices") == ["value：入力してください。"]


def test_english_is_as_it_always_was() -> None:
    one = mistake("id", "keeps-its-name")

    assert str(one) == one.told("en") == "id: a record keeps its name"


def test_a_mistake_without_a_sentence_is_told_as_it_is() -> None:
    assert Mistake("a", "is odd").told("ja") == "a：is odd"


def test_every_sentence_is_said_somewhere() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in Path(honmono.__file__).parent.rglob("*.py")
    )
    said = set(re.findall(r'"([a-z0-9-]+)"', source))

    unsaid = [key for key in keys("case_mistakes") if not key.startswith("type-")]
    assert [key for key in unsaid if key not in said] == []
