"""For the house: until when the report is due, and who receives it.

    期限（義務あり）    2022年5月20日から2022年5月22日まで（個人情報保護法26条1項 …）
    提出先の目安        個人情報保護委員会

Worked out from the tables of laws; no legal advice, and nothing is filed from here.
"""

from __future__ import annotations

from datetime import date, datetime

from honmono.incident.case.clocks import Clock, Holds, State
from honmono.incident.documents._core import Lack, Rows, Section, Sentence
from honmono.incident.documents.forms._core import Entry, Form
from honmono.incident.documents.forms.fields import ALL
from honmono.incident.documents.lacking import marked


def deadlines(form: Form, duty: str) -> Section:
    """The clock of one report, and what routes it.

    Args:
        form: whose data it is about.
        duty: code of the clock: `ppc-final`.

    """
    rows = [_clock(form, duty)]
    for field in _routing(duty):
        entries: tuple[Entry, ...] = ALL[field](form) or (form.open(field),)
        rows += [(form.say(f"name-{field}"), entry.value) for entry in entries]
    return Section(
        "deadlines", form.say("title-deadlines"), (Rows(tuple(rows), widths=(3, 7)),)
    )


def _routing(duty: str) -> tuple[str, ...]:
    """My Number goes to the commission, whoever reports; a client is told directly."""
    if duty == "delegate-notice":
        return ()
    if duty.startswith("my-number"):
        return ("receiver-my-number",)
    return ("receiver", "public-body")


def _clock(form: Form, duty: str) -> tuple[Sentence, Sentence]:
    found = [
        clock
        for clock in form.docket.clocks()
        if clock.duty == duty and clock.client == form.client
    ]
    facts = _facts(form)
    if form.client is not None and form.client not in form.facts.clients:
        return form.say("name-clock", *facts), form.say("clock-whose", *facts)
    if not found:
        return form.say("name-clock", *facts), form.say("clock-none", *facts)
    clock = found[0]
    name = "sure" if clock.holds is Holds.YES else "possible"
    return form.say(f"name-clock-{name}", *facts), _window(form, clock, facts)


def _window(form: Form, clock: Clock, facts: tuple[str, ...]) -> Sentence:
    article = clock.article.in_language(form.brief.language)
    if clock.due is None or clock.latest is None:
        said = form.say("clock-no-day", *facts, article=article)
        is_known = clock.state is not State.UNKNOWN_START
        return said if is_known else marked(said, Lack("discovered"))
    if clock.due == clock.latest:
        latest = _day(form, clock.latest)
        return form.say("clock-day", *facts, latest=latest, article=article)
    due, latest = _day(form, clock.due), _day(form, clock.latest)
    return form.say("clock-window", *facts, due=due, latest=latest, article=article)


def _day(form: Form, due: date) -> str:
    day = due.date() if isinstance(due, datetime) else due
    return form.brief.date(day)


def _facts(form: Form) -> tuple[str, ...]:
    """Everything that a duty is decided by: any of them may change its time limit."""
    incident = form.incident
    parts = (
        *(incident.awareness, incident.replies, incident.affected, incident.decisions),
        *(incident.hypotheses, incident.outside_reports, incident.events),
        *(incident.figures, incident.issued, incident.questions),
    )
    return tuple(record.id for part in parts for record in part)
