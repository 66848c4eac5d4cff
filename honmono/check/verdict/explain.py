"""Answer and findings → at most three sentences a clerk can repeat on the phone.

The sentences stand in the catalogue `reasons`; this file only chooses them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from honmono.check.sender import Sender
from honmono.check.signals._core import Exhibit
from honmono.check.standing import Standing
from honmono.check.thread import Place
from honmono.check.verdict.model import Answer, Sentences, Weighed
from honmono.check.vouching import VERIFIED_HERE, Vouched
from honmono.mail.message import Defect
from honmono.text import LANGUAGES, say

_MOST: Final = 3

_Reason = tuple[str, dict[str, str]]


def explain(
    answer: Answer,
    exhibit: Exhibit,
    weighed: tuple[Weighed, ...],
    hazards: tuple[Weighed, ...] = (),
) -> Sentences:
    """Choose the sentences: what was found, else what the answer itself has to say.

    Hazards take the places that are left: whom the mail shows is asked first.
    """
    quotes_us = exhibit.thread.place is not Place.NO_THREAD
    address_gone = Defect.ADDRESS_GONE in exhibit.message.defects
    if answer is Answer.UNRELATED and not hazards:
        return unrelated(quotes_us=quotes_us, address_gone=address_gone)
    reasons: list[_Reason] = [
        _reason(w) for w in weighed if _supports(answer, w.weight_db)
    ]
    if answer is Answer.UNPROVEN:
        told = reasons[: _MOST - 1]
        reasons = [*told, *_unproven(exhibit, told=bool(told))]
    if answer is Answer.UNRELATED:
        reasons = [(_UNRELATED[quotes_us], {}), ("answer-unrelated-hazard", {})]
    reasons = reasons[:_MOST] + [_reason(w) for w in hazards]
    return in_both(reasons[:_MOST])


_UNRELATED: Final = {False: "answer-unrelated", True: "answer-unrelated-thread"}
"""Does it quote us?"""


@cache
def unrelated(*, quotes_us: bool, address_gone: bool = False) -> Sentences:
    """The two sentences about a mail that does not show us, which most mails are."""
    gone: list[_Reason] = [("answer-unrelated-address", {})] if address_gone else []
    return in_both([(_UNRELATED[quotes_us], {}), *gone, ("answer-unrelated-limit", {})])


def _reason(weighed: Weighed) -> _Reason:
    finding = weighed.finding
    key = finding.signal
    if key == "own-domain-failed" and "=" not in finding.actual:
        key = "answer-own-injected"  # nothing failed: somebody wrote a pass
    if key == "own-domain-authenticated" and VERIFIED_HERE in finding.actual:
        key = "answer-own-verified"
    return key, {"shown": finding.shown, "actual": finding.actual}


def unreadable(trouble: str) -> Sentences:
    """The one sentence about a mail that could not be read."""
    ja, en = (
        say("reasons", "answer-unreadable", lang, actual=say("troubles", trouble, lang))
        for lang in LANGUAGES
    )
    return Sentences((ja,), (en,))


OF_A_COPY: Final = "answer-ours-reported"
OF_THE_REPORT: Final = "answer-ours-itself"
OF_A_HEAD: Final = "answer-forged-forward"
OR_A_QUOTE: Final = "answer-forward-or-quote"
BESIDE_A_QUOTE: Final = "answer-report-or-quote"
BESIDE_ITS_MAILS: Final = "answer-report-besides"
"""Limits of an answer about a report that `with_limit` adds."""


def with_limit(reasons: Sentences, key: str, *, if_room: bool = False) -> Sentences:
    """The reasons for an answer, and at the end what it does not say.

    It takes the place of the third reason, unless it is wanted only where room is left.
    """
    if if_room and len(reasons.ja) >= _MOST:
        return reasons
    limit = in_both([(key, {})])
    ja, en = (
        (*said[: _MOST - 1], *more)
        for said, more in ((reasons.ja, limit.ja), (reasons.en, limit.en))
    )
    return Sentences(ja, en)


def in_both(reasons: list[_Reason]) -> Sentences:
    """Fill the chosen sentences in Japanese and English."""
    ja, en = (
        tuple(_said(key, language, values) for key, values in reasons)
        for language in LANGUAGES
    )
    return Sentences(ja, en)


def _said(key: str, language: str, values: dict[str, str]) -> str:
    """One sentence; where there is no address, it says so."""
    if values.get("actual") == "":
        values = values | {"actual": say("reasons", "answer-no-address", language)}
    return say("reasons", key, language, **values)


def _supports(answer: Answer, weight_db: float) -> bool:
    """Does a finding of this weight speak for the answer, or is it worth saying anyway?

    `unproven` lies between the two, so both sides are told.
    """
    if answer is Answer.FORGED:
        return weight_db > 0
    return answer is Answer.UNPROVEN or weight_db < 0


def _unproven(exhibit: Exhibit, *, told: bool) -> Iterator[_Reason]:
    """Why it stays open, unless a finding has told it, and what would settle it."""
    sender = exhibit.sender
    shown = {"shown": str(sender.address) if sender.address else ""}
    if Defect.ADDRESS_GONE in exhibit.message.defects:
        copied = Defect.HEADER_REBUILT in exhibit.message.defects
        yield "answer-address-not-held" if copied else "answer-address-gone", shown
        yield "answer-original", {}
        yield "answer-ask", {}
        return
    match sender.standing:
        case Standing.OURS:
            yield _own(sender), shown
            yield "answer-prove-own", {}
        case Standing.PRIVATE:
            yield "answer-private", shown
            yield "answer-ask", {}
        case Standing.CHANNEL | Standing.OWN_LIST:
            yield "answer-channel", shown
            yield "answer-ask", {}
        case _:
            if not told and "From" not in exhibit.claims.where:
                yield "answer-shown-elsewhere", shown
            yield "answer-ask", {}


def _own(sender: Sender) -> str:
    """Which sentence tells why our own address is not proved?"""
    if sender.ambiguous:
        return "answer-own-ambiguous"
    if sender.vouched is Vouched.PASS:
        return "answer-own-second-hand"
    if sender.vouched is Vouched.NOT_LOOKED:
        return "answer-own-not-looked"
    if sender.vouched is Vouched.CHANGED:
        return "answer-own-changed"
    if sender.vouched is Vouched.CONTRADICTED:
        return "answer-own-contradicted"
    if sender.vouched is Vouched.FAIL:
        return "answer-own-through-list"
    return "answer-own-nothing"
