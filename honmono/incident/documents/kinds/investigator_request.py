"""Request to outside investigators: questions, scope, systems, evidence, date due.

    1  当方のパソコンは感染していたか      yes, no or cannot tell, with the ground
    対象   メールサーバー  対象      業務用クラウド  未定
    資料   SHA-256 …      不審なメールの見本

A system that the order does not name is shown as not settled: a report that never looked
at the cloud must not read as if it had.
"""

from __future__ import annotations

from typing import Final

from honmono.incident.case.investigation import Commission
from honmono.incident.case.kinds import known
from honmono.incident.case.questions import Question
from honmono.incident.documents._core import (
    Audience,
    Block,
    Document,
    Items,
    Letterhead,
    Paragraph,
    Rows,
    Section,
    Sentence,
)
from honmono.incident.documents.brief import Brief, ids
from honmono.incident.documents.exhibits import exhibits, handed_over
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.fields.exhibits import exhibit_entry
from honmono.incident.documents.forms.table import fields as fields_of
from honmono.incident.documents.forms.words import kind_in_words, told
from honmono.incident.documents.forms.writing import WIDTHS, filled_field
from honmono.incident.documents.kinds._core import Kind
from honmono.text import keys

_ANSWERS: Final = (
    *("answer", "ground", "period", "limits", "beyond"),
    *("times", "originals", "deadline"),
)
"""What we ask of the form of the report."""


def make(brief: Brief) -> Document:
    """Write it for the newest order that is on record."""
    order = brief.incident.commissions[-1] if brief.incident.commissions else None
    form = Form(brief)
    parts = (
        _section(brief, "background", _background(form)),
        _section(brief, "questions", _questions(brief, order)),
        _section(brief, "scope", _scope(brief, order)),
        _section(brief, "evidence", _evidence(form, order)),
        _section(brief, "answers", Items(_asked(brief), numbered=True)),
        _section(brief, "due", _due(brief, order)),
        _section(brief, "contact", _contact(form)),
    )
    return Document(
        kind="investigator-request",
        language=brief.language,
        title=brief.say("title"),
        head=_head(brief, order),
        opening=(Paragraph((brief.say("opening"),)),),
        sections=parts,
        closing=(brief.say("end"),),
        has_ki=brief.language == "ja",
        subject=brief.say("title").text,
    )


def _section(brief: Brief, name: str, *blocks: Block) -> Section:
    return Section(name, brief.say(f"title-{name}"), blocks)


def _head(brief: Brief, order: Commission | None) -> Letterhead:
    to = (
        brief.say("addressee", order, to=order.to)
        if order and order.to
        else brief.say("addressee-open", *((order,) if order else ()))
    )
    name = brief.incident.organization.name.in_language(brief.language)
    return Letterhead(
        date=brief.say("date", date=brief.date(brief.day)),
        addressee=(to,),
        sender=(Sentence(name),),
    )


def _background(form: Form) -> Block:
    """What is known so far, field by field, with what is not."""
    fields = ("style", "discovered", "occurred", "leak", "cause", "scans", "timeline")
    return _fields(form, fields)


def _questions(brief: Brief, order: Commission | None) -> Block:
    """The questions of the order that are on record, in its order."""
    asked = {one.id: one for one in brief.incident.questions}
    names = order.questions if order else ()
    items = tuple(
        Sentence(_question(brief, asked[name]), (order.id, name))
        for name in names
        if name in asked and order
    )
    if items:
        return Items(items, numbered=True)
    return Items((brief.say("questions-open", *((order,) if order else ())),))


def _question(brief: Brief, question: Question) -> str:
    """In somebody's words, or in those of its kind."""
    text = told(brief, question.text)
    key = f"question-{question.kind}"
    if text or key not in keys(brief.catalogue):
        return text or question.kind.replace("-", " ")
    return brief.say(key).text


def _scope(brief: Brief, order: Commission | None) -> Block:
    """Every kind of system: in the order or not settled; then the order's own words."""
    facts = (order,) if order else ()
    systems = order.systems if order else ()
    usual = [kind for kind in known("systems") if kind != "other"]
    kinds = [*usual, *(kind for kind in systems if kind not in usual)]
    rows = [
        (
            Sentence(
                kind_in_words(brief, "systems", kind),
                () if kind in usual else ids(facts),
            ),
            brief.say("system-in" if kind in systems else "system-open", *facts),
        )
        for kind in kinds
    ]
    scope = told(brief, order.scope) if order else ""
    words = Sentence(scope, (order.id,)) if order and scope else None
    rows.append((brief.say("scope"), words or brief.say("scope-open", *facts)))
    return Rows(tuple(rows), widths=WIDTHS)


def _evidence(form: Form, order: Commission | None) -> Block:
    """What is handed over, then what else is kept; each with its sha256."""
    brief = form.brief
    given = tuple(handed_over(brief.incident, order)) if order else ()
    facts = (order.id,) if order else ()
    hashes = {one.sha256 for one in given}
    rows = []
    for one in (*given, *exhibits(brief.incident)):
        is_given = one.sha256 in hashes
        if not is_given or one in given:
            entry = exhibit_entry(form, one, *facts)
            what = brief.say("handed-over" if is_given else "kept", *entry.value.facts)
            row = (entry.label or what, entry.value, what)
            if row not in rows:
                rows.append(row)
    if not rows:
        nothing = brief.say("nothing", *facts)
        rows.append((brief.say("evidence-open", *facts), nothing, nothing))
    head = tuple(brief.say(f"head-{name}") for name in ("what", "sha256", "state"))
    return Rows(tuple(rows), head, (3, 5, 2))


def _asked(brief: Brief) -> tuple[Sentence, ...]:
    return tuple(brief.say(f"ask-{name}") for name in _ANSWERS)


def _due(brief: Brief, order: Commission | None) -> Block:
    if order is None or order.due is None:
        return Items((brief.say("due-open", *((order,) if order else ())),))
    return Items((brief.say("due", order, when=brief.when(order.due)),))


def _contact(form: Form) -> Block:
    fields = ("contact-department", "contact-name", "contact-phone", "contact-mail")
    return _fields(form, fields)


def _fields(form: Form, codes: tuple[str, ...]) -> Block:
    """Fields as the sheet for the police fills them."""
    known_there = {field.code: field for field in fields_of("police")}
    rows = [
        row for code in codes for row in filled_field(form, known_there[code]).rows()
    ]
    return Rows(tuple(rows), widths=WIDTHS)


KIND: Final = Kind("investigator-request", Audience.EXPERT, make)
