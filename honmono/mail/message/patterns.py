"""Many words → one regular expression that is quick to say no.

    one_of(("sent from", "this message"))  →  (?:[sS](?i:ent from)|[tT](?i:his message))

An expression of sixty words tries all of them at every place.  Grouped by their first
letter, as a set that needs no folding of case, it tries those of one letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """Make an expression that matches one of the words in any case."""
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tails.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
    groups = (
        f"[{re.escape(first + first.upper())}](?i:{'|'.join(group)})"
        for first, group in tails.items()
    )
    return f"(?:{'|'.join(groups)})"
