"""取引先への連絡: his mailbox may have been read; why we think so, what he should look at.

    case C2 supported  → …窃取され、悪用されている可能性があると考えられます
    case C2 open       → …可能性を現時点で否定できません
    case C2 signed     → …悪用されたものと判断いたしました

It accuses nobody: before somebody has signed the finding it is a possibility, and what
speaks against it stands there, too.  It tells how to make sure that the letter is ours,
because such a letter is itself a good fake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from honmono.incident.case.hypotheses import (
    Argument,
    CaseCode,
    Hypothesis,
    Speaks,
    Standing,
)
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
from honmono.incident.documents.sections.contact import contact, reference_links
from honmono.incident.documents.sections.fakes import mail_examples
from honmono.incident.documents.sections.findings import (
    current_status,
    outside_findings,
)
from honmono.incident.documents.sections.letterhead import end, head, seasonal_greeting
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.voice import own, part
from honmono.incident.documents.sections.words import (
    facts_of,
    paragraph,
    say,
    told,
)

_THEIRS: Final = (CaseCode.C2, CaseCode.C4, CaseCode.C8)
"""Cases in which a mailbox of somebody else was read."""

_ORDER: Final = (Standing.ESTABLISHED, Standing.SUPPORTED, Standing.OPEN)
"""The surest first: it decides what the letter says."""

_CHECKS: Final = ("users", "antivirus", "sign-ins", "rules", "sent", "other-pcs")
_STEPS: Final = (
    "unplug",
    "keep",
    "passwords",
    "sessions",
    "spread",
    "contacts",
    "duty",
)


def make(brief: Brief) -> Document:
    """Write the letter."""
    held = tuple(_held(brief))
    sections = (
        overview(brief),
        _grounds(brief, held),
        current_status(brief),
        outside_findings(brief),
        part(brief, "checks", _numbered(brief, "check", _checks(brief))),
        part(brief, "steps", _numbered(brief, "step", _STEPS)),
        mail_examples(brief),
        part(brief, "reply", paragraph(own(brief, "reply"), own(brief, "samples"))),
        part(brief, "genuine-letter", paragraph(own(brief, "genuine-letter"))),
        contact(brief),
        reference_links(brief),
    )
    heading = own(brief, "title")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, *_addressee(brief)),
        opening=tuple(_opening(brief, held)),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief) or (say(brief, "farewell"),),
        has_ki=brief.language == "ja",
        subject=heading.text,
    )


def _held(brief: Brief) -> Iterator[Hypothesis]:
    """What is held of this partner's mailbox, of the surest standing alone."""
    about = [
        case
        for case in brief.incident.hypotheses
        if case.code in _THEIRS and case.partner in (None, brief.client)
    ]
    for standing in _ORDER:
        found = [case for case in about if case.standing is standing]
        if found:
            yield from found
            return


def _addressee(brief: Brief) -> Iterator[Sentence]:
    if brief.client is None:
        yield own(brief, "addressee")
        return
    yield own(brief, "addressee-firm", client=brief.client)
    yield own(brief, "addressee-person")


def _opening(brief: Brief, held: tuple[Hypothesis, ...]) -> Iterator[Paragraph]:
    """拝啓 … what we ask, and that it accuses nobody … 敬具."""
    standing = held[0].standing.value if held else "none"
    yield seasonal_greeting(brief)
    yield paragraph(own(brief, f"purpose-{standing}", *held))
    yield paragraph(own(brief, f"no-blame-{standing}", *held), own(brief, "below"))
    if brief.language == "ja":
        yield paragraph(say(brief, "farewell"))


def _grounds(brief: Brief, held: tuple[Hypothesis, ...]) -> Section | None:
    """Why we think so, and what speaks against it as long as it is no finding."""
    if not held:
        return None
    blocks = [*_argued(brief, held, Speaks.FOR, "grounds-for")]
    if held[0].standing is not Standing.ESTABLISHED:
        blocks += _argued(brief, held, Speaks.AGAINST, "grounds-against")
        blocks += _argued(brief, held, Speaks.WOULD_DECIDE, "grounds-open")
    if not blocks:
        return None
    return part(brief, "grounds", *blocks, facts=facts_of(blocks))


def _argued(
    brief: Brief, held: Iterable[Hypothesis], speaks: Speaks, key: str
) -> tuple[Block, ...]:
    items = tuple(
        Sentence(told(brief, argument.text), (case.id, *argument.cites))
        for case in held
        for argument in case.arguments
        if argument.speaks is speaks and _stands(brief, argument)
    )
    if not items:
        return ()
    facts = facts_of([Items(items)])
    return (paragraph(own(brief, key, *facts)), Items(items))


def _stands(brief: Brief, argument: Argument) -> bool:
    """Are the records still there that it follows from?"""
    return set(argument.cites) <= {record.id for _, record in brief.incident.records()}


def _checks(brief: Brief) -> tuple[str, ...]:
    """EmoCheck finds one malware; it helps nobody else."""
    is_emotet = brief.incident.style.startswith("emotet")
    return (*_CHECKS, "emocheck") if is_emotet else _CHECKS


def _numbered(brief: Brief, word: str, names: Iterable[str]) -> Items:
    return Items(tuple(own(brief, f"{word}-{name}") for name in names), numbered=True)


KIND = Kind("partner-warning", Audience.PERSON, make)
