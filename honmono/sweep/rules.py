"""YARA rules of the operator over files that somebody collected.

    rules = compiled({"emotet.yar": "rule Emotet { … }"})
    for hit in matched(rules, data): …

The rules are the operator's, and so is their licence.  `yara-x` (the extra `endpoint`) does
not follow includes here, and reads no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import yara_x

LARGEST_RULES: Final = 32 * 2**20
"""Bytes of all rules; large public collections have 10 MB."""

LARGEST: Final = 512 * 2**20
"""Bytes of one file; Emotet of 2023 padded its documents to 500 MB."""

SECONDS: Final = 60
"""For one file."""

MOST: Final = 100
"""Rules of one file that are told."""


class RulesError(Exception):
    """Rules cannot be used.  Its sentence says which, and why; nothing was looked at."""


class CouldNotLook(Exception):  # noqa: N818  it says what happened
    """One file was not looked at as a whole.  It is not clean."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that fits a file."""

    rule: str
    source: str
    """Name of the file in which the rule stands."""


def compiled(sources: Mapping[str, str]) -> yara_x.Rules:
    """The operator's rules, by the names of their files.

    Raises:
        RulesError: a library is missing, or a rule is wrong.

    """
    if find_spec("yara_x") is None:
        raise RulesError(
            "YARA rules are read by yara-x, which is not installed:"
            " pip install 'honmono[endpoint]'"
        )
    import yara_x

    if sum(len(text) for text in sources.values()) > LARGEST_RULES:
        raise RulesError(f"The rules have more than {LARGEST_RULES >> 20} MB.")
    compiler = yara_x.Compiler()
    compiler.enable_includes(False)
    for name, text in sources.items():
        compiler.new_namespace(name)
        try:
            compiler.add_source(text, origin=name)
        except yara_x.CompileError as error:
            raise RulesError(f"{name}: {_short(str(error))}") from None
    rules = compiler.build()
    if not any(True for _ in rules):
        raise RulesError("There is no rule in these files.")
    return rules


def matched(
    rules: yara_x.Rules, data: bytes, *, seconds: int = SECONDS
) -> tuple[Hit, ...]:
    """The rules that fit these bytes.

    Raises:
        CouldNotLook: too large, or it took too long.

    """
    import yara_x

    if len(data) > LARGEST:
        raise CouldNotLook(f"The file has more than {LARGEST >> 20} MB.")
    scanner = yara_x.Scanner(rules)
    scanner.set_timeout(seconds)
    try:
        found = scanner.scan(data).matching_rules
    except yara_x.TimeoutError:
        raise CouldNotLook(f"Looking took more than {seconds} s.") from None
    except yara_x.ScanError as error:
        raise CouldNotLook(_short(str(error))) from None
    hits = sorted({Hit(rule.identifier, rule.namespace) for rule in found}, key=_order)
    return tuple(hits[:MOST])


def _order(hit: Hit) -> tuple[str, str]:
    return hit.rule, hit.source


def _short(text: str) -> str:
    """The first lines say which line is wrong; the drawing below them does not."""
    lines = [line.strip(" │|") for line in text.splitlines() if line.strip()]
    return " ".join(lines[:2])[:300]
