"""THE RULE: a record that is taken away takes its own sentences along, and nothing else.

Every sentence that does not name the record stays, word for word and in order; whatever
is new stands in the place of a sentence that went.
"""

from __future__ import annotations

from collections.abc import Sequence

from honmono.incident.documents._core import Document, Sentence


def broken(before: Document, after: Document, record: str) -> str | None:
    """What breaks the rule, or None."""
    old, new = tuple(before.sentences()), tuple(after.sentences())
    named = [s.text for s in new if record in s.facts]
    if named:
        return f"still rests on {record}: {named[0]}"
    if _fits(old, new, record):
        return None
    words = {s.text for s in new}
    lost = [s.text for s in old if record not in s.facts and s.text not in words]
    known = {s.text for s in old}
    came = [s.text for s in new if s.text not in known]
    return f"without {record}: lost {lost[:3]}, came {came[:3]}"


def _fits(old: Sequence[Sentence], new: Sequence[Sentence], record: str) -> bool:
    """Can `new` be read as `old` with only sentences of the record replaced?

    Args:
        old: with the record.
        new: without it.
        record: its id.

    """
    places = {0}  # of `new`, up to which it has been read
    may_grow = False
    for sentence in old:
        if not places:
            return False
        if record in sentence.facts:
            may_grow = True
            continue
        ahead = range(min(places), len(new)) if may_grow else sorted(places)
        places = {
            place + 1
            for place in ahead
            if place < len(new) and new[place].text == sentence.text
        }
        may_grow = False
    return bool(places) if may_grow else len(new) in places
