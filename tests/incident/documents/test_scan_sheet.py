"""The sheet of an office: each PC, what is missing, who left one out; in parts."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.documents._core import Items, Rows
from honmono.incident.documents.scan_sheet import MOST, Asked, parts_of, scan_sheet

MARK = {
    "product": "defender", "strength": "strong", "at": "2026-10-14T02:00:00+00:00",
    "outcome": "clean", "operator": "加藤", "stated": False, "evidence": "0", "item": 0,
}  # fmt: skip


def pc(host: str, state: str = "covered", **more: Any) -> dict[str, Any]:
    told = {"code": "x", "values": {}, "ja": "理由。", "en": "Why."}
    return {
        "id": host, "host": host, "office": "tokyo", "user": "山田", "kind": "fixed",
        "state": state, "why": [told], "fix": [], "marks": [MARK, None], **more,
    }  # fmt: skip


def status(
    *pcs: dict[str, Any], since: str | None = "2026-10-13T01:05:00+00:00"
) -> Any:
    rule = {"since": since, "zone": "Asia/Tokyo"}
    return {"as_of": "2026-10-15T03:00:00+00:00", "rule": rule, "pcs": list(pcs)}


def sheet(value: Any, language: str = "ja", part: int = 1) -> Any:
    return scan_sheet(value, Asked("tokyo", "東京", "星峰", language, part))


def text(document: Any) -> str:
    return "\n".join(sentence.text for sentence in document.sentences())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_pc_of_the_office_stands_in_it(language: str) -> None:
    other = pc("OSA-PC001", office="osaka")
    made = sheet(status(pc("TKY-PC002"), pc("TKY-PC001"), other), language)

    table = made.sections[0].blocks[0]
    assert isinstance(table, Rows)
    hosts = [row[1].text.partition("\n")[0] for row in table.rows]
    assert hosts == ["TKY-PC001", "TKY-PC002"]
    assert "OSA-PC001" not in text(made)
    assert "2026-10-14 11:00" in text(made)  # in the zone of the organization


def test_what_is_missing_and_who_is_left_out_have_their_reasons() -> None:
    made = sheet(
        status(pc("A"), pc("B", "weak"), pc("C", "exception"), pc("D", "detected"))
    )

    names = [section.name for section in made.sections]
    assert names == ["pcs", "missing", "exceptions", "sign"]
    missing, excepted = made.sections[1].blocks[0], made.sections[2].blocks[0]
    assert isinstance(missing, Items)
    assert isinstance(excepted, Items)
    assert [i.text for i in missing.items] == ["B：理由。", "D：理由。"]
    assert [i.text for i in excepted.items] == ["C：理由。"]


def test_nothing_missing_is_said_and_a_first_fake_without_a_time_too() -> None:
    made = sheet(status(pc("A"), since=None))

    assert "残っている作業はありません" in text(made)
    assert "確定ではありません" in text(made)


def test_a_statement_and_a_detection_are_told_in_the_cell() -> None:
    stated = {**MARK, "stated": True, "outcome": "found"}
    made = sheet(status(pc("A", marks=[stated, None])))

    assert "検出あり" in text(made)
    assert "手入力の申告" in text(made)


def test_a_large_office_has_parts_that_hold_each_pc_once() -> None:
    value = status(*(pc(f"PC{n:04}") for n in range(MOST + 5)))
    assert parts_of(value, "tokyo") == 2

    numbers = [
        row[0].text
        for part in (1, 2, 3)
        for block in sheet(value, part=part).sections[0].blocks
        if isinstance(block, Rows)
        for row in block.rows
    ]

    assert numbers == [str(n) for n in range(1, MOST + 6)]


def test_an_office_without_pcs_and_odd_names_are_no_matter() -> None:
    assert "登録されていません" in text(sheet(status()))
    odd = pc("A\u202eB{0}", user="x" * 500, kind="toaster")
    assert "\u202e" not in text(sheet(status(odd)))


def test_a_look_that_a_kit_signed_says_so() -> None:
    signed = sheet(status(pc("A", marks=[{**MARK, "signed": True}, MARK])))
    assert text(signed).count("キットの署名あり") == 1
