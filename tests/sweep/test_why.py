"""Reasons and their words."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import honmono.sweep.coverage
from honmono.sweep.coverage import State
from honmono.sweep.why import Why

FOLDER = Path(honmono.sweep.coverage.__file__).parent
WORDS = tomllib.loads(files("honmono.text").joinpath("sweep.toml").read_text("utf-8"))


def said() -> set[str]:
    """Every code that stands in the source of coverage."""
    found = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_reason_has_words_and_every_sentence_a_reason() -> None:
    states = {f"{kind}-{state}" for kind in ("state", "gap") for state in State}
    states |= {"gap-judging", "gap-reading"}  # the desk says these
    outcomes = {f"outcome-{name}" for name in ("failed", "partial", "unknown")}

    assert set(WORDS) <= said() | states | outcomes
    assert {code for code in said() if re.fullmatch(r"(gap|do)-[a-z-]+", code)} - {
        "gap-"
    } <= set(WORDS)
    assert states - {"gap-covered"} | outcomes <= set(WORDS)


def test_every_reason_that_is_given_has_words() -> None:
    given = {
        argument.value
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Why"
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }

    assert "begin-unknown" in given
    assert given <= set(WORDS)


def test_a_reason_is_told_with_its_values() -> None:
    why = Why("version-too-old", {"version": "2.0", "needed": "2.2"})

    assert why.told("en").startswith("EmoCheck 2.0 ")
    assert "2.2 以降" in why.told("ja")
    assert why.as_json() == {"code": "version-too-old", "values": dict(why.values)}


def test_reasons_with_other_values_are_others() -> None:
    one, other = (Why("of-scanner", {"name": name}) for name in ("a", "b"))

    assert len({one, other, Why("of-scanner", {"name": "a"})}) == 2
