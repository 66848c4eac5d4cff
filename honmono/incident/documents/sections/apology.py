"""The first words: an apology, or, where nothing came from us, concern for the reader."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import Paragraph, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import paragraph, say
from honmono.incident.documents.stance import Leak, Origin, stance_of
from honmono.incident.documents.standing import nothing_of_ours_leaked


def apology(brief: Brief, outlook: str) -> Section:
    """The opening of a page, which has no title; `outlook` names its last sentence."""
    blocks = (words(brief), paragraph(say(brief, outlook)))
    return Section("apology", say(brief, "title-apology"), blocks, shows_title=False)


def words(brief: Brief) -> Paragraph:
    """The opening as a paragraph, for letters."""
    return paragraph(*_sentences(brief))


def _sentences(brief: Brief) -> Iterator[Sentence]:
    stance = stance_of(brief.incident)
    if nothing_of_ours_leaked(brief.incident):
        yield say(brief, "concern", *stance.origin_facts)
        return
    facts = (*stance.origin_facts, *stance.leak_facts)
    leaked = stance.leak is Leak.ESTABLISHED
    if leaked and stance.origin in (Origin.OURS, Origin.BOTH):
        yield say(brief, "apology-ours", *facts)
        return
    yield say(brief, "apology", *facts)
    if leaked:
        yield say(brief, "apology-leak", *facts)
