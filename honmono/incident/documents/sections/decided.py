"""判断: what was decided and why; and what an incident asks the officers to decide.

    流出の有無       情報の流出のおそれがあると判断（6月2日）     調査会社の中間報告による
    公表             要決定

One row a subject, so that what nobody has decided is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from honmono.incident.case import Certainty, Record
from honmono.incident.case.hypotheses import Decision
from honmono.incident.documents._core import Lack, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.sections.house_words import (
    lines,
    present,
    record_note,
)
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import (
    in_brackets,
    kind_in_words,
    told,
)

_SUBJECTS: Final = {
    "leak": ("leak-established", "leak-possible", "leak-not-confirmed"),
    "origin": ("origin-established", "origin-not-found"),
    "publish": ("publish",),
    "report": ("report",),
}
"""What is to be decided in every incident, and the kinds of decisions on it."""

_DONE: Final = {
    "publish": ("publication", "public-notice"),
    "report": ("ppc_report", "ppc_final_report", "ppc-preliminary", "ppc-final"),
}
"""Kinds of events and of documents that show that it was done all the same."""

LESSON: Final = "lesson"


def decided(brief: Brief) -> Section:
    """A row a subject, then the decisions on other things."""
    held = [d for d in brief.incident.decisions if d.kind != LESSON]
    rows = [_subject(brief, name, held) for name in _SUBJECTS]
    known = {kind for kinds in _SUBJECTS.values() for kind in kinds}
    rows += [_other(brief, one) for one in held if one.kind not in known]
    heads = ("subject", "decision", "reasons")
    return part_inside(brief, "decided", table(brief, heads, rows, (3, 5, 6)))


def undecided(brief: Brief) -> tuple[Sentence, ...]:
    """Subjects, in words, on which nothing was decided and nothing done."""
    kinds = {one.kind for one in brief.incident.decisions}
    return tuple(
        marked(inside(brief, f"subject-{name}"), Lack(f"decide-{name}"))
        for name, held in _SUBJECTS.items()
        if not kinds & set(held) and not any(_done(brief, name))
    )


def settling(brief: Brief) -> tuple[Record, ...]:
    """Records without which a subject might be open again."""
    kinds = {kind for held in _SUBJECTS.values() for kind in held}
    decisions = (one for one in brief.incident.decisions if one.kind in kinds)
    done = (one for name in _SUBJECTS for one in _done(brief, name))
    return (*decisions, *done)


def lessons(brief: Brief) -> Section:
    """What the incident has taught, as somebody put it on record."""
    held = [d for d in brief.incident.decisions if d.kind == LESSON]
    rows = [row((d,), _words(brief, d), _reasons(brief, d)) for d in held]
    block = table(brief, ("lesson", "reasons"), rows, (5, 6), empty="no-lessons")
    return part_inside(brief, "lessons", block)


def _subject(brief: Brief, name: str, held: Iterable[Decision]) -> Row:
    found = [one for one in held if one.kind in _SUBJECTS[name]]
    subject = inside(brief, f"subject-{name}").text
    if not found:
        done = tuple(_done(brief, name))
        said = inside(brief, "done-undecided" if done else "to-decide")
        if not done:
            said = marked(said, Lack(f"decide-{name}"))
        return row(done, subject, said, "")
    return row(
        (*found, *_cites(brief, found)),
        subject,
        lines(brief, (_words(brief, one) for one in found)),
        lines(brief, (_reasons(brief, one) for one in found)),
    )


def _done(brief: Brief, name: str) -> Iterator[Record]:
    """What shows that it was done, although no decision is on record."""
    incident, kinds = brief.incident, _DONE.get(name, ())
    yield from (one for one in incident.events if one.kind in kinds and _is_so(one))
    yield from (one for one in incident.issued if one.kind in kinds and _is_so(one))


def _is_so(record: Record) -> bool:
    return record.certainty in (Certainty.ESTABLISHED, Certainty.STATED)


def _other(brief: Brief, one: Decision) -> Row:
    subject = inside(brief, "subject-other").text
    facts: tuple[Record | str, ...] = (one, *_cites(brief, [one]))
    return row(facts, subject, _words(brief, one), _reasons(brief, one))


def _words(brief: Brief, one: Decision) -> str:
    """What was decided: in somebody's words behind the kind's, and when."""
    text = told(brief, one.text)
    kind = kind_in_words(brief, "decisions", one.kind)
    plain = one.kind in ("other", LESSON)
    words = text if plain and text else kind + in_brackets(brief, text)
    return record_note(brief, one, words + in_brackets(brief, brief.when(one.when)))


def _reasons(brief: Brief, one: Decision) -> str:
    return told(brief, one.reasons)


def _cites(brief: Brief, held: list[Decision]) -> Iterator[str]:
    return (name for one in held for name in one.cites if present(brief, (name,)))
