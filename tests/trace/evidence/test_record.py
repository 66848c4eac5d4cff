"""The record for programs holds the schema of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from honmono.trace.evidence import as_json
from tests.trace.evidence.traces import HAND_MADE, KIM, LEAK, LEE, SATO, company, office

PAGE: Final = Path(__file__).parents[3] / "docs/trace-output.md"
TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def schema() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    made: dict[str, Any] = json.loads(found[1])
    return made


def wrong(
    value: Any, rule: dict[str, Any], top: dict[str, Any], at: str
) -> Iterator[str]:
    """What of a value breaks its rule; as much of JSON Schema as the page uses."""
    if reference := rule.get("$ref"):
        rule = top["$defs"][reference.removeprefix("#/$defs/")]
    kinds = rule.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    allowed = tuple(kind for name in kinds for kind in TYPES[name])
    if allowed and (
        not isinstance(value, allowed)
        or (isinstance(value, bool) and bool not in allowed)
    ):
        yield f"{at}: {value!r} is not {kinds}"
    elif "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} is not one of {rule['enum']}"
    elif isinstance(value, dict):
        known = rule["properties"]
        yield from (
            f"{at}: no {name}" for name in rule["required"] if name not in value
        )
        if rule.get("additionalProperties") is False:
            yield from (f"{at}: {name} unknown" for name in value.keys() - known)
        for name in value.keys() & known:
            yield from wrong(value[name], known[name], top, f"{at}.{name}")
    elif isinstance(value, list):
        if len(value) > rule.get("maxItems", len(value)):
            yield f"{at}: too long"
        rules = rule.get("prefixItems") or [rule["items"]] * len(value)
        for number, (item, each) in enumerate(zip(value, rules, strict=True)):
            yield from wrong(item, each, top, f"{at}[{number}]")


@pytest.mark.parametrize("name", HAND_MADE)
@pytest.mark.parametrize(
    "exposure",
    [LEAK, {**LEAK, "messages": None}, None],
    ids=["exposure", "in part", "none"],
)
def test_the_record_holds_the_schema(name: str, exposure: Any) -> None:
    line = json.dumps(as_json(HAND_MADE[name], exposure), allow_nan=False)
    top = schema()

    assert list(wrong(json.loads(line), top, top, "")) == []


def test_the_schema_can_be_broken() -> None:
    top = schema()
    good = as_json(office(1), LEAK)
    for bad in (
        {**good, "extra": 1},
        {**good, "decided": "yes"},
        {**good, "next": ["a"] * 21},
        {**good, "candidates": [[SATO, "0.9"]]},
        {**good, "case": {"0": 1.0}},
        {**good, "evidence": [{**good["evidence"][0], "path": "theirs"}]},
    ):
        assert list(wrong(bad, top, top, "")) != []


def test_the_contract_s_fields_are_there() -> None:
    record = as_json(office(3), LEAK)

    assert record["case"]["1"] == 0.961
    assert record["candidates"][0] == [SATO, 0.948]
    assert record["exposure"]["addresses"] == {
        "at_least": 7,
        "likely": 213.4,
        "at_most": 508,
    }
    first = record["evidence"][0]["candidates"][0]
    assert first["match"]["holders"] == [SATO]
    assert first["decibans"] == 20.3


def test_groups_are_listed_once() -> None:
    assert as_json(company(1))["groups"] == [[KIM, LEE]]
