"""想定問答: for whoever answers the telephone: what to say, and what never to say.

    Q. 私の情報は流出したのか
    A. 現時点で、情報の流出は確認されておりません。…
    言ってはならないこと：「漏れていません」「大丈夫です」

Answers are the sentences of the notices, so the desk says what the web page says.  What
must not be said follows from what may be said: an open cause forbids guesses, incomplete
scans forbid "all".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from honmono.incident.case import Record
from honmono.incident.documents._core import (
    Audience,
    Block,
    Document,
    Items,
    Kind,
    Paragraph,
    Section,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.families import ASKS_FOR_MONEY, family
from honmono.incident.documents.sections.findings import current_status
from honmono.incident.documents.sections.genuine import genuine_addresses
from honmono.incident.documents.sections.inquired import asked, inquired
from honmono.incident.documents.sections.items import dated_items
from honmono.incident.documents.sections.leaked import leaked
from honmono.incident.documents.sections.letterhead import end, head
from honmono.incident.documents.sections.order import public_events
from honmono.incident.documents.sections.origin import causes
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.recipients import request_to_recipients
from honmono.incident.documents.sections.response import response
from honmono.incident.documents.sections.voice import own, part, quoted
from honmono.incident.documents.sections.words import facts_of, paragraph
from honmono.incident.documents.stance import stance_of
from honmono.incident.documents.standing import abused_domain
from honmono.text import keys

_AUTHORITIES: Final = frozenset(
    {
        *("ppc_report", "ppc_final_report", "ministry_report"),
        *("police_consulted", "ipa_report", "jpcert_report"),
    }
)


def make(brief: Brief) -> Document:
    """Write the questions and answers."""
    heading = own(brief, "title")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, own(brief, "addressee")),
        opening=(paragraph(own(brief, "opening"), own(brief, "opening-limits")),),
        sections=tuple(section for section in _sections(brief) if section is not None),
        closing=end(brief),
        subject=heading.text,
    )


def _sections(brief: Brief) -> Iterator[Section | None]:
    yield part(brief, "script", _list(brief, "script", numbered=True))
    yield part(brief, "never", Items(tuple(_never(brief))))
    yield _question(brief, "what", overview(brief).blocks)
    yield _genuine(brief)
    yield _received(brief)
    yield _question(brief, "opened", (_list(brief, "opened", numbered=True),))
    if family(brief) in ASKS_FOR_MONEY:
        yield _question(brief, "paid", (paragraph(own(brief, "a-paid")),))
    yield _my_data(brief)
    yield _cause(brief)
    yield _scans(brief)
    yield _response(brief)
    yield _authorities(brief)
    for name in ("stop", "again", "whose", "compensation", "when"):
        yield _question(brief, name, (paragraph(own(brief, f"a-{name}")),))
    yield part(brief, "pass-on", _list(brief, "pass-on"))
    yield part(brief, "write-down", _list(brief, "write-down"))
    yield asked(brief)
    yield inquired(brief)


def _genuine(brief: Brief) -> Section:
    """Never `genuine` by the name or the domain; where those were abused, by nothing."""
    abused = abused_domain(brief.incident)
    known = genuine_addresses(brief)
    listed = known.blocks if known else ()
    key = "a-genuine" if listed else "a-genuine-unlisted"
    first = own(
        brief, "a-genuine-abused" if abused else key, *abused, *facts_of(listed)
    )
    return _question(brief, "genuine", (paragraph(first), *listed))


def _received(brief: Brief) -> Section:
    asked_of_them = request_to_recipients(brief)
    facts = brief.incident.advice
    blocks: tuple[Block, ...] = (paragraph(own(brief, "a-received", *facts)),)
    if asked_of_them is not None:
        blocks = asked_of_them.blocks
    return _question(brief, "received", blocks)


def _my_data(brief: Brief) -> Section:
    stance = stance_of(brief.incident)
    never = f"never-my-data-{stance.leak.value}"
    facts = (*stance.leak_facts, *stance.origin_facts)
    return _question(brief, "my-data", leaked(brief).blocks, never, facts)


def _cause(brief: Brief) -> Section:
    stance = stance_of(brief.incident)
    never = f"never-cause-{stance.origin.value}"
    answer = (paragraph(*causes(brief)),)
    return _question(brief, "cause", answer, never, stance.origin_facts)


def _scans(brief: Brief) -> Section:
    stance = stance_of(brief.incident)
    status = current_status(brief)
    never = f"never-scans-{stance.scans.value}"
    if status is not None:
        facts = (*facts_of(status.blocks), *stance.scan_facts)
        return _question(brief, "scans", status.blocks, never, facts)
    answer = (paragraph(own(brief, "a-scans")),)
    return _question(brief, "scans", answer, never, stance.scan_facts)


def _response(brief: Brief) -> Section:
    done = response(brief)
    blocks = done.blocks if done else (paragraph(own(brief, "a-response")),)
    return _question(brief, "response", blocks)


def _authorities(brief: Brief) -> Section:
    events = [e for e in public_events(brief.incident) if e.kind in _AUTHORITIES]
    items = dated_items(brief, events)
    blocks: tuple[Block, ...] = (paragraph(own(brief, "a-authorities-none")),)
    never = "never-authorities"
    if items:
        blocks = (paragraph(own(brief, "a-authorities", *events)), Items(items))
        never = "never-authorities-told"
    return _question(brief, "authorities", blocks, never, events)


def _question(
    brief: Brief,
    name: str,
    answer: Iterable[Block],
    never: str = "",
    facts: Iterable[Record | str] = (),
) -> Section:
    """The question, the answer, and what must not be said.

    Args:
        brief: what is written from.
        name: of the question.
        answer: what the desk says.
        never: key of what it does not say, where that hangs on the records.
        facts: those records.

    """
    said = quoted(brief, never or f"never-{name}", *(facts if never else ()))
    blocks = (*_marked(brief, answer), Paragraph((own(brief, "never"), said)))
    return Section(f"q-{name}", quoted(brief, f"q-{name}"), blocks)


def _marked(brief: Brief, answer: Iterable[Block]) -> Iterator[Block]:
    """The answer begins with its mark, as people look for it with the eye."""
    first, *rest = answer
    if isinstance(first, Paragraph):
        yield Paragraph((own(brief, "answer"), *first.sentences))
    else:
        lead = own(brief, "answer-list", *facts_of([first]))
        yield Paragraph((own(brief, "answer"), lead))
        yield first
    yield from rest


def _list(brief: Brief, word: str, *, numbered: bool = False) -> Items:
    return Items(tuple(_of(brief, f"{word}-")), numbered=numbered)


def _never(brief: Brief) -> Iterator[Sentence]:
    for key in keys(brief.catalogue):
        if key.startswith("never-ever-"):
            yield quoted(brief, key)


def _of(brief: Brief, prefix: str) -> Iterator[Sentence]:
    for key in keys(brief.catalogue):
        if key.startswith(prefix):
            yield own(brief, key)


KIND = Kind("desk-faq", Audience.STAFF, make)
