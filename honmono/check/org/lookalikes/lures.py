"""Which words stand beside our name in a label, and of what kind are they?

    example-login, secureexample      desk: mail hosts, and what somebody shall do
    example-support                   post: help and departments
    example-group, examplejp          branch: legal forms, regions, trades
    examplecojp                       address: our own suffix
    example2024                       number
    example-fanclub                   unknown

Drawn alike counts as our name, `examp1e-login`; not for short ones, which digits and
letters make by chance.  How much a word says is not decided here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from honmono import tables
from honmono.check.org.lookalikes.own_name import SHORT, OwnName
from honmono.check.org.lookalikes.spelling import drawn

MAX_PARTS: Final = 8
"""Words of a label that are put together; honest labels have up to 5."""

LURES: Final[dict[str, str]] = {row[0]: row[1] for row in tables.rows("lure_words.tsv")}
_DRAWN_LURES: Final = {
    drawn(word): kind for word, kind in reversed(tuple(LURES.items()))
}
"""The table stands in the order of what a word says: `mail` goes before `mall`."""

_LONGEST_LURE: Final = max(map(len, _DRAWN_LURES))
_MAX_LURES: Final = 3
_SHORTEST_WORD: Final = 3
"""Letters beside our name from which they are a word, and not a slip."""

_LETTERS_OR_DIGITS: Final = re.compile("[0-9]+|[^0-9-]+")


def beside(name: OwnName, label: str) -> tuple[bool, str] | None:
    """Give (behind a hyphen?, kind of the words beside our name), or None."""
    found: str | None = None
    parts = label.split("-")[: 2 * MAX_PARTS]
    for i in range(len(parts)):
        joined = ""
        for j in range(i, min(len(parts), i + MAX_PARTS)):
            joined += parts[j]
            if len(joined) > len(name.drawn) + MAX_PARTS:
                break
            same = drawn(joined) == name.drawn
            if name.size < SHORT:
                same = joined == name.compact
            if same and j - i + 1 < len(parts):
                rest = [part for part in (*parts[:i], *parts[j + 1 :]) if part]
                if not rest:
                    return None
                kind = _kind(rest, name)
                if kind != "unknown":
                    return True, kind
                found = kind
    return (True, found) if found else _glued(name, label)


def _glued(name: OwnName, label: str) -> tuple[bool, str] | None:
    """Look for our name among letters; a short one stands in many words by chance."""
    whole, ours = label.replace("-", ""), name.compact
    if ours not in whole:
        whole, ours = drawn(whole), name.drawn
    at = whole.find(ours)
    if at < 0 or whole == ours or name.size < SHORT - 1:
        return None
    before, after = whole[:at], whole[at + len(ours) :]
    kind = _kind([part for part in (before, after) if part], name)
    inside = before and after and not name.distinct
    if kind == "unknown" and (inside or len(before + after) < _SHORTEST_WORD):
        return None
    return False, kind


def _kind(rest: list[str], name: OwnName) -> str:
    """The kind of the words beside our name: the one that says most."""
    mimicked = {
        drawn(suffix.replace(".", "")) for suffix in name.domains if "." in suffix
    }
    if drawn("".join(rest)) in mimicked:
        return "address"
    kinds: set[str] = set()
    for part in _LETTERS_OR_DIGITS.findall("-".join(rest[: 2 * MAX_PARTS])):
        kinds.update({"number"} if part.isdigit() else _lures(drawn(part)))
    ranking = ("unknown", "desk", "post", "branch", "number")
    return next((kind for kind in ranking if kind in kinds), "unknown")


@lru_cache(maxsize=1024)
def _lures(text: str) -> frozenset[str]:
    """Read letters as up to three words of the table, the longest words first."""
    left = [(text, frozenset[str]())]
    for _ in range(_MAX_LURES):
        longer = []
        for rest, kinds in left:
            for size in range(min(len(rest), _LONGEST_LURE), 1, -1):
                kind = _DRAWN_LURES.get(rest[:size])
                if kind and size == len(rest):
                    return kinds | {kind}
                if kind and size > 2:
                    longer.append((rest[size:], kinds | {kind}))
        left = longer[:MAX_PARTS]
    return frozenset({"unknown"})
