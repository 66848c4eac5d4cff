"""Fields: what came of it, and what was done for the persons, in public, and against it.

    本人への対応   実施済み   2022年5月18日 お客様へ第一報を送付
    公表           実施予定   （理由…）
    再発防止策     実施済み / 実施予定   each with its day

`Nothing was done` stands only where somebody has said so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from honmono.incident.case import Answer
from honmono.incident.case.events import Event
from honmono.incident.case.measures import Measure
from honmono.incident.documents.forms._core import (
    Entry,
    Fill,
    Form,
    State,
    held,
)
from honmono.incident.documents.forms.answers import answer_of
from honmono.incident.documents.forms.fields.happening import events
from honmono.incident.documents.forms.words import (
    day_of,
    event_day,
    event_in_words,
    in_brackets,
    joined,
    kind_in_words,
    scope_in_words,
    told,
)

_FORGED: Final = ("spoof_mail_observed", "spoof_mail_reported_by_outsider")

_TO_PERSONS: Final = {
    "affected-persons": "data_subject_notice",
    "first-notice": "notice_first",
    "follow-up": "notice_followup",
}
"""Documents that go to persons, and the event that tells of the same letter."""

_TO_PUBLIC: Final = {"public-notice": "publication"}

_SECONDARY: Final = ("secondary-damage", "recipients-harmed")
"""Questions that ask whether anybody came to harm."""


def _secondary(form: Form) -> tuple[Entry, ...]:
    """Was anybody harmed?  A `no` is somebody's answer, never silence."""
    answers = [answer_of(form.incident, code) for code in _SECONDARY]
    given = [one for one in answers if one.answer is not Answer.NOT_LOOKED]
    if not given:
        return ()
    said = {one.answer for one in given}
    answer = said.pop() if len(said) == 1 else Answer.COULD_NOT_TELL
    facts = tuple(name for one in given for name in one.facts)
    texts = (told(form.brief, text) for one in given for text in one.texts)
    what = _behind(form, joined(form.brief, texts))
    entry = form.told(f"secondary-{answer.value}", *facts, what=what)
    if answer is Answer.COULD_NOT_TELL:
        return (Entry(entry.value, State.NOT_FOUND),)
    return (entry,)


def _secondary_signs(form: Form) -> tuple[Entry, ...]:
    """What speaks of harm: forged mail that goes out, people who opened it, counts."""
    entries = []
    if form.client is None:
        opened = [one for one in held(form.incident.inquiries) if _was_opened(one)]
        if opened:
            entries.append(form.told("opened", *opened, number=f"{len(opened):,}"))
        for figure in held(form.incident.figures):
            if figure.kind in ("spoof_mails", "recipients"):
                what = kind_in_words(form.brief, "figures", figure.kind, figure.named)
                value = f"{figure.value:,}"
                entries.append(form.told("figure", figure, what=what, value=value))
    forged = events(form, _FORGED)
    if forged:
        entries.insert(0, form.told("forged-mail-goes-out", *forged))
    return tuple(entries)


def _was_opened(inquiry: object) -> bool:
    return Answer.YES in (
        getattr(inquiry, "opened", None),
        getattr(inquiry, "enabled", None),
    )


def _done(form: Form, documents: dict[str, str], plan: str) -> tuple[Entry, ...]:
    """What went out, and what is planned; a letter that two records tell of comes once."""
    issued = [
        one
        for one in held(form.incident.issued)
        if one.kind in documents
        and (form.client in one.clients if form.client else True)
    ]
    told_of = {(documents[o.kind], o.when.first_day()) for o in issued if o.when}
    entries = []
    for one in issued:
        what = form.brief.kind("events", documents[one.kind])
        more = in_brackets(form.brief, told(form.brief, one.to), one.way or "")
        when = day_of(form.brief, one, one.when)
        entries.append(form.told("done", one, when=when, what=what + more))
    for event in events(form, documents.values()):
        if documents is _TO_PERSONS and not _is_to(form, event):
            continue
        day = event.when.first_day() if event.when else None
        if (event.kind, day) not in told_of:
            what = event_in_words(form.brief, event)
            when = event_day(form.brief, event)
            entries.append(form.told("done", event, when=when, what=what))
    entries += _planned(form, plan)
    return tuple(entries)


def _is_to(form: Form, event: Event) -> bool:
    """A letter to our own customers is none to a client's people."""
    clients = event.scope.clients if event.scope else ()
    return form.client is None or form.client in clients


def _planned(form: Form, plan: str) -> Iterable[Entry]:
    """Planned, being considered, or not to be done and why."""
    found = answer_of(form.incident, f"{plan}-plan")
    if found.answer is not Answer.NOT_LOOKED:
        text = joined(form.brief, (told(form.brief, one) for one in found.texts))
        what = _behind(form, text)
        yield form.told(f"plan-{found.answer.value}", *found.facts, what=what)
    if plan == "publication":
        for decision in held(form.incident.decisions):
            if decision.kind == "publish":
                yield form.told("decided-to-publish", decision)


def _published(form: Form) -> tuple[Entry, ...]:
    """Notices on a page; the address of one that an event tells of stands beside it."""
    entries = list(_done(form, _TO_PUBLIC, "publication"))
    for one in held(form.incident.publications):
        if one.url is not None and one.url.startswith(("https://", "http://")):
            when = day_of(form.brief, one, one.when)
            entries.append(form.told("published-at", one, when=when, url=one.url))
    return tuple(entries)


def _measures(form: Form, *, is_done: bool) -> tuple[Entry, ...]:
    """Against recurrence: done with its day, or planned with its day."""
    found = [m for m in held(form.incident.measures) if _is_done(m) is is_done]
    return tuple(_measure(form, one, is_done=is_done) for one in found)


def _is_done(measure: Measure) -> bool:
    return bool(measure.done or measure.is_done)


def _measure(form: Form, measure: Measure, *, is_done: bool) -> Entry:
    text = told(form.brief, measure.text)
    kind = kind_in_words(form.brief, "measures", measure.kind)
    what = text if measure.kind == "other" and text else kind
    more = text if what is kind else ""
    where = scope_in_words(form.brief, measure.scope)
    what += in_brackets(form.brief, where, more, told(form.brief, measure.note))
    if not is_done and measure.is_done is None and measure.due is None:
        return Entry(form.say("measure-unknown", measure, what=what), State.OPEN)
    when = form.brief.when(measure.done if is_done else measure.due)
    key = "measure-done" if is_done else "measure-planned"
    return form.told(key if when else f"{key}-sometime", measure, what=what, when=when)


def _behind(form: Form, text: str) -> str:
    if not text:
        return ""
    return f"：{text}" if form.brief.language == "ja" else f": {text}"


FILLS: Final[dict[str, Fill]] = {
    "secondary": _secondary,
    "secondary-signs": _secondary_signs,
    "persons-notice": partial(_done, documents=_TO_PERSONS, plan="persons-notice"),
    "publication": _published,
    "measures-done": partial(_measures, is_done=True),
    "measures-planned": partial(_measures, is_done=False),
}
