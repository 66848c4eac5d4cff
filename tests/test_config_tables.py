"""One table said anew or taken out; everything else of the file stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from honmono.config_tables import Value, with_changes, with_entry, without_entry

SAMPLE = (Path(__file__).parents[1] / "examples/hoshimine/honmono.toml").read_text(
    "utf-8"
)

SMALL = """# ours
[organization]
names = ["例示"]   # formal
domains = ["example.co.jp"]

# the boss
[[people]]
name = "佐藤 恵"  # née 鈴木
title = "主任"

# second
[[people]]
name = "林 拓海"
"""


def test_a_value_changes_and_its_comment_stays() -> None:
    new = with_changes(SMALL, "people", 0, {"name": "佐藤 恵子", "title": "主任"})

    assert new == SMALL.replace('"佐藤 恵"', '"佐藤 恵子"')


def test_new_keys_stand_behind_the_others_and_empty_ones_go() -> None:
    changes: dict[str, Value] = {"title": "", "addresses": ["k@example.co.jp"]}

    new = with_changes(SMALL, "people", 0, changes)

    assert new == SMALL.replace('title = "主任"', 'addresses = ["k@example.co.jp"]')


def test_the_table_of_the_organization_changes() -> None:
    new = with_changes(
        SMALL, "organization", 0, {"domains": ["a.example", "b.example"]}
    )

    assert tomllib.loads(new)["organization"]["domains"] == ["a.example", "b.example"]
    assert "# formal" in new


def test_an_entry_goes_and_the_comment_of_the_next_stays() -> None:
    new = without_entry(SMALL, "people", 0)

    assert "佐藤" not in new
    assert "# second" in new
    assert [p["name"] for p in tomllib.loads(new)["people"]] == ["林 拓海"]


def test_an_entry_is_added_behind_the_last_of_its_kind() -> None:
    new = with_entry(SMALL, "people", {"name": "新人 一", "kana": "", "nicknames": []})

    assert new.endswith('[[people]]\nname = "新人 一"\n')
    assert new.startswith(SMALL)


@pytest.mark.parametrize("index", range(8))
def test_every_person_of_the_sample_can_be_changed_and_taken_out(index: int) -> None:
    before = tomllib.loads(SAMPLE)["people"]

    changed = tomllib.loads(with_changes(SAMPLE, "people", index, {"title": "会長"}))
    gone = tomllib.loads(without_entry(SAMPLE, "people", index))

    assert changed["people"][index]["title"] == "会長"
    assert gone["people"] == before[:index] + before[index + 1 :]


@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["Windows", "Unix"])
def test_line_ends_and_the_byte_order_mark_stay(end: str) -> None:
    text = "\ufeff" + SMALL.replace("\n", end)

    new = with_changes(text, "people", 1, {"title": "部長"})

    assert new.startswith("\ufeff")
    assert new.count("\n") == new.count(end)


def test_tables_on_one_line_are_edited_too() -> None:
    text = 'people = [{name = "一"}, {name = "二", title = "長"}]\n[organization]\n'

    changed = with_changes(text, "people", 1, {"title": "", "kana": "ニ"})
    gone = without_entry(text, "people", 0)

    assert tomllib.loads(changed)["people"][1] == {"name": "二", "kana": "ニ"}
    assert tomllib.loads(gone)["people"] == [{"name": "二", "title": "長"}]


def test_the_last_entry_takes_its_kind_along() -> None:
    text = SMALL + '\n[[offices]]\nid = "tokyo"\n'

    assert "offices" not in tomllib.loads(without_entry(text, "offices", 0))
