"""Mistakes in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import honmono
from honmono.incident.case import (
    Incident,
    IncidentFileError,
    incident_as_json,
    parse_incident,
)
from honmono.incident.case.mistakes import Mistake, mistake
from honmono.incident.case.organization import Organization
from honmono.incident.case.records import record_of
from honmono.text import LANGUAGES, keys
from tests.incident.case.test_incident import INCIDENT


def told(part: str, **data: object) -> list[str]:
    with pytest.raises(IncidentFileError) as raised:
        record_of(part, {"id": "x", **data})
    return [one.told("ja") for one in raised.value.mistakes]


def test_what_a_check_of_ours_finds_is_told_in_japanese() -> None:
    assert told("events", kind="other", when="2026-13-01") == [
        "いつ（when）：『2026-13-01』: その月はありません。"
    ]
    assert told("events", kind="other", note={}) == [
        "補足（note）：日本語か英語のどちらかを入力してください。"
    ]


def test_what_the_library_finds_is_told_in_japanese() -> None:
    (one,) = told("figures", kind="offices", value="3")

    assert one.startswith("数（value）：整数にしてください")


def test_a_missing_field_is_told_in_japanese() -> None:
    assert told("figures", kind="offices") == ["数（value）：入力してください。"]


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

    unsaid = [
        key for key in keys("case_mistakes") if not key.startswith(("type-", "place-"))
    ]
    assert [key for key in unsaid if key not in said] == []


def broken(**changes: object) -> list[Mistake]:
    data = json.loads(incident_as_json(INCIDENT)) | changes
    with pytest.raises(IncidentFileError) as raised:
        parse_incident(json.dumps(data).encode())
    return list(raised.value.mistakes)


def test_a_mistake_of_a_file_names_the_record_and_the_field_as_pages_do() -> None:
    events = [
        {"id": "a", "kind": "scan_all_pcs"},
        {"id": "b", "kind": "scan_all_pcs", "when": "2022-13-01"},
    ]
    (one,) = broken(events=events)

    assert one.told("ja").startswith(
        "出来事 2件目「パソコンの検査を実施」 › いつ（events[1].when）："
    )
    assert one.told("en").startswith(
        "events no. 2 “Computers were scanned” › When (events[1].when): "
    )
    assert str(one) == "events[1].when: `2022-13-01`: there is no such month"


def test_a_record_is_told_by_its_own_words_and_they_redraw_nothing() -> None:
    tasks = [{"id": "t", "kind": "x", "title": {"ja": "電話\u202eする"}, "after": 3}]
    (one,) = broken(tasks=tasks)

    assert "「電話" in one.told("ja")
    assert "\u202e" not in one.told("ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_stand_there_is_told_and_no_word_of_the_library(language: str) -> None:
    changes = {
        "hypotheses": [{"id": "h", "code": "C9", "probability": 3}],
        "events": [{"id": "e", "kind": 3, "source": "x", "recorded": "2022-05-18"}],
        "tasks": [{"id": "t", "kind": "x", "after": "t"}],
        "accounts": [{"id": "NO ID", "kind": "mail", "name": ""}],
    }
    lines = [one.told(language) for one in broken(**changes)]

    assert len(lines) == 9
    assert not [line for line in lines if "Input should" in line]
    assert any("'machine', 'person', 'inferred'" in line for line in lines)


def test_a_place_without_words_keeps_its_path() -> None:
    (one,) = broken(evnts=[])

    assert one.told("ja").startswith("evnts：")


def test_what_is_no_json_tells_where_to_look() -> None:
    with pytest.raises(IncidentFileError) as raised:
        parse_incident(b'{"id":\n [}')
    (one,) = raised.value.mistakes

    assert one.told("ja").startswith("JSON として読み取れません。2行目の3文字目")


@pytest.mark.parametrize("step", keys("case_mistakes"))
def test_every_word_of_a_place_belongs_to_a_field(step: str) -> None:
    place = step.removeprefix("place-")
    if step.startswith("place-Organization-"):
        assert place.removeprefix("Organization-") in Organization.model_fields
    elif step.startswith("place-"):
        assert place in Incident.model_fields
