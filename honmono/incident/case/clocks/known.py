"""What is known of one fact: yes, no, or not, with what decided and what is missing.

    every(yes, unknown) → unknown      every(no, unknown) → no
    some(yes, unknown)  → yes          some(no, unknown)  → unknown

Kleene's logic of three values: what is not known never becomes a no by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from honmono.incident.case._core import Answer


@dataclass(frozen=True, slots=True)
class Known:
    """One fact, as far as it is known."""

    answer: Answer
    cites: tuple[str, ...] = ()
    """Records that decided it; `style` and `organization` are fields of the incident."""

    missing: tuple[str, ...] = ()
    """Questions whose answers would decide it."""

    @property
    def is_yes(self) -> bool:
        """Is it so?"""
        return self.answer is Answer.YES

    @property
    def is_no(self) -> bool:
        """Is it not so?  Unknown is not no."""
        return self.answer is Answer.NO


def every(facts: Iterable[Known]) -> Known:
    """Are all of them so?"""
    return _joined(tuple(facts), all_of=Answer.YES, one_of=Answer.NO)


def some(facts: Iterable[Known]) -> Known:
    """Is one of them so?"""
    return _joined(tuple(facts), all_of=Answer.NO, one_of=Answer.YES)


def unless(fact: Known) -> Known:
    """The opposite; unknown stays unknown."""
    turned = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
    return Known(turned.get(fact.answer, fact.answer), fact.cites, fact.missing)


def _joined(facts: tuple[Known, ...], *, all_of: Answer, one_of: Answer) -> Known:
    deciding = tuple(fact for fact in facts if fact.answer is one_of)
    if deciding:
        return Known(one_of, _once(c for fact in deciding for c in fact.cites))
    cites = _once(c for fact in facts for c in fact.cites)
    unknown = tuple(fact for fact in facts if fact.answer is not all_of)
    if not unknown:
        return Known(all_of, cites)
    looked = all(fact.answer is Answer.COULD_NOT_TELL for fact in unknown)
    return Known(
        Answer.COULD_NOT_TELL if looked else Answer.NOT_LOOKED,
        cites,
        _once(q for fact in unknown for q in fact.missing),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
