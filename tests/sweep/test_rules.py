"""YARA rules of the operator: what fits is told, what is wrong is told, nothing is guessed."""

from __future__ import annotations

import pytest

from honmono.sweep import rules
from honmono.sweep.rules import CouldNotLook, Hit, RulesError, compiled, matched

RULE = 'rule Marked { strings: $a = "honmono-mark" condition: $a }'
OTHER = "rule Large { condition: filesize > 100 }"


def test_each_rule_that_fits_is_told_with_its_file() -> None:
    ready = compiled({"a.yar": RULE, "b.yar": OTHER})

    assert matched(ready, b"x honmono-mark " * 10) == (
        Hit("Large", "b.yar"),
        Hit("Marked", "a.yar"),
    )
    assert matched(ready, b"honmono-mark") == (Hit("Marked", "a.yar"),)
    assert matched(ready, b"nothing") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rule Broken { condition: }", "own.yar: "),
        ('include "/etc/passwd"\n' + RULE, "own.yar: "),
        ("", "no rule"),
    ],
    ids=["syntax", "an include", "empty"],
)
def test_wrong_rules_are_told_and_not_used(text: str, sentence: str) -> None:
    with pytest.raises(RulesError, match=sentence) as told:
        compiled({"own.yar": text})

    assert "root:" not in str(told.value)


def test_what_is_too_large_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LARGEST", 10)

    with pytest.raises(CouldNotLook):
        matched(compiled({"a.yar": RULE}), b"0123456789x")


def test_without_the_library_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "find_spec", lambda name: None)

    with pytest.raises(RulesError, match="honmono\\[endpoint\\]"):
        compiled({"a.yar": RULE})
