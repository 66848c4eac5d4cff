"""Why it happened, as far as that may be said: 原因, 調査結果, 調査中.

    C1 established   → …パソコンがコンピュータウイルスに感染したことによるものと判明…
    C1 supported     → …感染したことによるものとみられますが、現在も調査中です。
    nothing decided  → 原因については、現在調査中です。

Each case is a sentence of its own that rests on its own hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case.hypotheses import Standing
from honmono.incident.documents._core import Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import paragraph, say, section, told
from honmono.incident.documents.stance import Origin, Stance, stance_of


def cause(brief: Brief) -> Section:
    """What the cause is, what it may be, or that it is being looked for."""
    stance = stance_of(brief.incident)
    title = "title-findings" if stance.origin is Origin.NOT_FOUND else "title-cause"
    sentences = (*_causes(brief, stance), *_suspicion(brief))
    return section(
        brief, "cause", title, paragraph(*sentences), facts=stance.origin_facts
    )


def causes(brief: Brief) -> tuple[Sentence, ...]:
    """The cause in a sentence or two, for a first alert; mostly 調査中."""
    return tuple(_causes(brief, stance_of(brief.incident)))


def _causes(brief: Brief, stance: Stance) -> Iterator[Sentence]:
    if stance.origin is Origin.NOT_FOUND:
        yield say(brief, "cause-not-found", *stance.origin_facts)
        return
    if stance.origin is Origin.UNKNOWN:
        yield say(brief, "cause-unknown", *stance.origin_facts)
        return
    suspected = stance.origin in (Origin.OURS_SUSPECTED, Origin.ELSEWHERE_SUSPECTED)
    standing = Standing.SUPPORTED if suspected else Standing.ESTABLISHED
    for case in brief.incident.hypotheses:
        if case.standing is standing:
            key = f"cause-{case.code.value.lower()}"
            yield say(brief, f"{key}-suspected" if suspected else key, case)


def _suspicion(brief: Brief) -> Iterator[Sentence]:
    """What an earlier notice has told of the cause beyond the cases."""
    for notice in brief.incident.publications:
        if notice.cause is not None:
            yield say(brief, "cause-told", notice, what=told(brief, notice.cause))
