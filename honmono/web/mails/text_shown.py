"""The text and links of a mail for its page: long quotes folded, the same link once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

FOLDED: Final = 24
"""Lines of a quote or signature that are shown; of a longer one the beginning."""

BEGINNING: Final = 8
"""Lines of a folded one that stand before the fold: whose words they are."""


def stretches(view: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The text, by whose words it is; of a long quote the beginning and the rest."""
    found = []
    for role, text in (view or {}).get("text", ()):
        lines = text.strip("\n").split("\n")
        if not any(line.strip() for line in lines):
            continue
        whole = role == "own" or len(lines) <= FOLDED
        head, rest = (lines, []) if whole else (lines[:BEGINNING], lines[BEGINNING:])
        each = {"role": role, "text": "\n".join(head), "rest": "\n".join(rest)}
        found.append({**each, "lines": len(rest)})
    return found


def links(view: Mapping[str, Any] | None) -> list[tuple[str, str, int]]:
    """What each link shows and where it goes, and how often the mail has it."""
    counted = Counter((shown, to) for shown, to in (view or {}).get("links", ()))
    return [(shown, to, count) for (shown, to), count in counted.items()]


def people(listed: list[list[str]]) -> list[tuple[str, str]]:
    """Names and addresses; a name that is the address stands there once."""
    return [
        ("" if name.casefold() == address.casefold() else name, address)
        for name, address in listed
    ]
