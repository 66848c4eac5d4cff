"""確認事項・作業・再発防止策: what must be found out and done, by whom, by when, and proof.

    Q. 当方のパソコンで…か    いいえ    6月8日署名
    作業 パスワードの変更      期限 5月20日    期限超過

A conclusion that nobody has signed is none: the question is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case import Record
from honmono.incident.case.measures import Measure
from honmono.incident.case.moment import Moment
from honmono.incident.case.questions import Question, Task
from honmono.incident.documents._core import Items, Lack, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.sections.decided import settling, undecided
from honmono.incident.documents.sections.house_words import (
    in_house_scope,
    present,
    question_words,
    record_note,
    scope_accounts,
    task_words,
)
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import (
    facts_of,
    in_brackets,
    joined,
    kind_or_text,
    paragraph,
    scope_in_words,
    told,
)


def questions(brief: Brief) -> Section:
    """A row a question with its signed conclusion, or how it is being found out."""
    rows = [_question(brief, one) for one in brief.incident.questions]
    heads = ("question", "answer", "conclusion", "signed-by")
    return part_inside(brief, "questions", table(brief, heads, rows, (5, 2, 6, 3)))


def tasks(brief: Brief) -> Section:
    """A row a task: owner, day, and whether it is done, dropped or overdue."""
    rows = [_task(brief, one) for one in brief.incident.tasks]
    heads = ("task", "owner", "by-when", "state")
    return part_inside(brief, "tasks", table(brief, heads, rows, (6, 3, 3, 4)))


def measures(brief: Brief) -> Section:
    """A row a measure against recurrence, with its proof."""
    rows = [_measure(brief, one) for one in brief.incident.measures]
    heads = ("measure", "owner", "by-when", "state", "proof")
    block = table(brief, heads, rows, (6, 3, 3, 3, 3))
    return part_inside(brief, "measures", block)


def open_points(brief: Brief) -> Section:
    """All that is not answered, not done and not closed.

    What leads in rests on all that has closed a point, too: without that it were open.
    """
    closing = (*settling(brief), *brief.incident.outside_reports)
    items = (*_not_settled(brief, closing), *_open(brief))
    if not items:
        nothing = inside(brief, "nothing-open", *closing)
        return part_inside(brief, "open", paragraph(nothing))
    lead = inside(brief, "open", *closing, *facts_of([Items(items)]))
    return part_inside(brief, "open", paragraph(lead), Items(items))


def _open(brief: Brief) -> Iterator[Sentence]:
    incident = brief.incident
    for question in incident.questions:
        if question.conclusion is None:
            words = question_words(brief, question)
            yield inside(brief, "open-question", question, what=words)
    for task in incident.tasks:
        if task.done is None and task.dropped is None:
            yield inside(brief, "open-task", task, what=task_words(brief, task))
    for measure in incident.measures:
        if measure.done is None and not measure.is_done:
            words = _measure_words(brief, measure)
            yield inside(brief, "open-measure", measure, what=words)
    for one in incident.inquiries:
        if one.follow_up is not None and one.closed is None:
            yield inside(brief, "open-inquiry", one, when=brief.when(one.follow_up))


def _not_settled(brief: Brief, closing: tuple[Record, ...]) -> Iterator[Sentence]:
    """What another record would settle: decisions to take, reports to come.

    Args:
        brief: what is written from.
        closing: records that settle such points; without one of them there were more.

    """
    open_ = undecided(brief)
    if open_:
        what = joined(brief, (one.text for one in open_))
        said = inside(brief, "open-decisions", *closing, what=what)
        yield marked(said, *(lack for one in open_ for lack in one.lacks))
    received = {report.commission for report in brief.incident.outside_reports}
    for order in brief.incident.commissions:
        if order.id not in received:
            yield inside(brief, "open-commission", order, *closing)


def _question(brief: Brief, one: Question) -> Row:
    words = record_note(brief, one, question_words(brief, one))
    end = one.conclusion
    if end is None:
        approach = told(brief, one.approach)
        return row((one,), words, _unanswered(brief, one), approach, "")
    cites = [name for name in end.cites if present(brief, (name,))]
    return row(
        (one, *cites),
        words,
        inside(brief, f"answer-{end.answer.value}", one),
        told(brief, end.text),
        f"{end.signed_by}\n{brief.when(end.signed)}",
    )


def _unanswered(brief: Brief, one: Question) -> Sentence:
    return marked(inside(brief, "open-yet"), Lack("answer", one.id))


def _task(brief: Brief, one: Task) -> Row:
    words = record_note(brief, one, task_words(brief, one))
    return row(
        (one,), words, one.owner or "", brief.when(one.due), _task_state(brief, one)
    )


def _task_state(brief: Brief, one: Task) -> str:
    if one.done is not None:
        said = told(brief, one.done.text)
        when = brief.when(one.done.when)
        return inside(brief, "done-on", when=when).text + in_brackets(brief, said)
    if one.dropped is not None:
        why = told(brief, one.dropped)
        return inside(brief, "dropped").text + in_brackets(brief, why)
    return inside(brief, _open_state(brief, one.due)).text


def _open_state(brief: Brief, due: Moment | None) -> str:
    last = due.last_day() if due is not None else None
    return "overdue" if last is not None and last < brief.day else "open-yet"


def _measure(brief: Brief, one: Measure) -> Row:
    proof = inside(brief, "proofs", number=len(one.proof)).text if one.proof else ""
    return row(
        (one, *scope_accounts(brief, one.scope)),
        record_note(brief, one, _measure_words(brief, one)),
        one.owner or "",
        brief.when(one.due),
        _measure_state(brief, one),
        proof,
    )


def _measure_words(brief: Brief, one: Measure) -> str:
    words = kind_or_text(brief, "measures", (one.kind,), one.text)
    where = (scope_in_words(brief, one.scope), in_house_scope(brief, one.scope))
    return words + in_brackets(brief, *where)


def _measure_state(brief: Brief, one: Measure) -> str:
    if one.done is not None:
        return inside(brief, "done-on", when=brief.when(one.done)).text
    if one.is_done:
        return inside(brief, "done").text
    return inside(brief, _open_state(brief, one.due)).text
