"""What one report tells, and what it does not.

    この偽メールの引用は、2022-04-11『見積書の件』のものです（引用の 92 % が一致）。
    これを保有していたのは 佐藤 花子、a@partner.example の 2 名です（…推定です）。
    佐藤 花子：この報告で、ほかの人の平均より約 100 倍ありそうになります（+20 dB）。…

First the message of ours that it was made from, and who held it; then, for each leading
suspect, how much it weighs, and what the suspect had to do with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

from honmono.text import harmless
from honmono.trace.archive._core import Contact, Match, Note, Way
from honmono.trace.evidence._core import Entry, Teller, Tone
from honmono.trace.evidence.answer import STRAY
from honmono.trace.evidence.people import shortened
from honmono.trace.evidence.weight import EVEN, decibans, leader, times
from honmono.trace.forgery import Path
from honmono.trace.traced import Clue, Evidence

_MAX_FIELD: Final = 300

_CLUES: Final = 3
"""Suspects of whom one report speaks."""

_MATCHES: Final = 2
"""Messages of ours that are named for one report."""

MANY: Final = 5
"""Messages that fit equally well, above which none of them is called the origin."""

_FEW_PRINTS: Final = 8
"""Fingerprints of a quote below which a match may be chance."""

_WORTH_SAYING: Final = 0.1
"""Probability of having nothing to do with it from which on that is said."""


def report(evidence: Evidence, number: int, tell: Teller) -> tuple[Entry, ...]:
    """Everything about one report; its number is that of the list."""
    entries = [*_head(evidence, number, tell)]
    if evidence.stray >= STRAY:
        text = tell.say("stray", chance=tell.chance(evidence.stray))
        return (*entries, Entry(text, level=1))
    entries += [Entry(text, level=1) for text in _origin(evidence, tell)]
    entries += _clues(evidence, tell)
    if evidence.stray >= _WORTH_SAYING:
        text = tell.say("perhaps-stray", chance=tell.chance(evidence.stray))
        entries.append(Entry(text, tone=Tone.FAINT, level=1))
    return tuple(entries)


def matches(evidence: Evidence) -> tuple[Match, ...]:
    """The messages of ours that it may be made from, as the leading clues name them."""
    ranked = sorted(evidence.clues, key=lambda clue: -clue.decibans)
    found = {clue.match.note.key: clue.match for clue in ranked if clue.match}
    return tuple(found.values())


def origin(evidence: Evidence) -> Match | None:
    """The message that it was made from, where that can be told."""
    found = matches(evidence)
    return next((match for match in found if match.alike <= MANY), None)


def _head(evidence: Evidence, number: int, tell: Teller) -> Iterator[Entry]:
    date = tell.date(evidence.date)
    head = tell.say("report-head", number=number, date=date)
    yield Entry(head, tone=Tone.STRONG)
    shown = tell.people.several(evidence.shown)
    if len(evidence.shown) > 1:
        shown = tell.say("or-somebody", who=shown)
    yield _field("shown", shown or tell.say("nobody-shown"), tell)
    to = tell.people.several(evidence.recipients)
    yield _field("to", to or tell.say("no-recipient"), tell)
    yield _field("subject", subject(evidence.subject, tell), tell)
    yield _field("source", evidence.source, tell)


def _field(name: str, text: str, tell: Teller) -> Entry:
    tone = Tone.FAINT if name == "source" else Tone.PLAIN
    return Entry(harmless(text, _MAX_FIELD), tell.say(f"field-{name}"), tone, level=1)


def subject(text: str, tell: Teller) -> str:
    """A subject as it is shown; where the archive was keyed, its id."""
    if tell.people.keyed and len(text) >= 16 and set(text) <= set("0123456789abcdef"):
        return tell.say("id", id=shortened(text))
    return text or tell.say("no-subject")


def _origin(evidence: Evidence, tell: Teller) -> Iterator[str]:
    """By which way it came, and from which message it was made."""
    if evidence.path is Path.OURS:
        key = "path-ours-account" if evidence.account else "path-ours"
        account = {"account": evidence.account} if evidence.account else {}
        yield tell.say(key, **account)
    found = matches(evidence)
    told = [match for match in found if match.alike <= MANY]
    for match in told[:_MATCHES]:
        yield tell.joined([_match(match, tell), *_weak(match, tell)])
        yield tell.joined(_holders(match.note, tell))
    if found and not told:
        shown = subject(found[0].note.subject, tell)
        count = tell.count("messages", found[0].alike)
        yield tell.say("match-many", subject=shown, count=count)
    if not found:
        yield tell.say("no-match")


def _match(match: Match, tell: Teller) -> str:
    values = {
        "date": tell.date(match.note.date),
        "subject": subject(match.note.subject, tell),
    }
    if match.way is Way.ID:
        return tell.say("match-id", **values)
    if match.way is Way.SUBJECT and match.share >= 0.995:
        return tell.say("match-subject", **values)
    key = "match-quote" if match.way is Way.QUOTE else "match-subject-part"
    return tell.say(key, share=_share(match), **values)


def _share(match: Match) -> str:
    share = match.share if isfinite(match.share) else 0.0
    return f"{min(max(share, 0.0), 1.0):.0%}"


def _weak(match: Match, tell: Teller) -> Iterator[str]:
    if match.alike > 1:
        yield tell.say("alike", count=tell.count("messages", match.alike - 1))
    if match.way is Way.QUOTE and 0 < match.prints < _FEW_PRINTS:
        yield tell.say("few-prints")


def _holders(note: Note, tell: Teller) -> Iterator[str]:
    """Those with a copy, and those who took part outside, whose copy we cannot see."""
    missing = [p for p in note.participants if p not in note.holders]
    outside = [p for p in missing if tell.people.ours(p) is not True]
    count = tell.count("persons", len({*note.holders, *outside}))
    names = tell.people.several(note.holders, 6)
    guessed = tell.people.several(outside)
    if outside and note.holders:
        yield tell.say("held-and-outside", who=names, count=count, outside=guessed)
    elif outside:
        yield tell.say("held-outside", count=count, outside=guessed)
    elif note.holders:
        yield tell.say("held", who=names, count=count)
    else:
        yield tell.say("held-by-nobody")
    if deleted := [p for p in missing if p not in outside]:
        yield tell.say("no-copy", who=tell.people.several(deleted))


def _clues(evidence: Evidence, tell: Teller) -> Iterator[Entry]:
    """How much it weighs, for each leading suspect."""
    told = evidence.clues[:_CLUES]
    for clue in told:
        weight = f"{round(decibans(clue.decibans)):+} dB"
        yield Entry(tell.joined(_clue(clue, evidence, tell)), weight, level=1)
    weights = [decibans(clue.decibans) for clue in told]
    if leader(evidence) is None:
        yield Entry(tell.say("not-told"), level=1)
    elif len(weights) > 1 and max(weights) - min(weights) < EVEN:
        alike = tell.people.several(clue.suspect for clue in told)
        yield Entry(tell.say("does-not-separate", who=alike), level=1)


def _clue(clue: Clue, evidence: Evidence, tell: Teller) -> Iterator[str]:
    who = tell.people.short(clue.suspect)
    yield tell.say("clue", who=who, times=times(clue.decibans, tell))
    if clue.match and clue.match.alike <= MANY:
        yield tell.say(_HELD[clue.held])
    if clue.suspect in evidence.shown[:1]:
        yield tell.say("is-shown")
    elif evidence.shown:
        yield _contact("shown", clue.knows_shown, tell)
    if clue.suspect in evidence.recipients:
        yield tell.say("is-recipient")
    elif evidence.recipients:
        yield _contact("recipient", clue.knows_recipient, tell)


_HELD: Final = {
    True: "held-by-suspect",
    False: "not-held-by-suspect",
    None: "perhaps-held",
}


def _contact(whom: str, contact: Contact | None, tell: Teller) -> str:
    if contact is None or contact.sent + contact.received == 0:
        return tell.say(f"knows-not-{whom}")
    first, last = tell.date(contact.first), tell.date(contact.last)
    return tell.say(
        f"knows-{whom}",
        count=tell.count("messages", contact.sent + contact.received),
        days=first if first == last else tell.say("days", first=first, last=last),
    )
