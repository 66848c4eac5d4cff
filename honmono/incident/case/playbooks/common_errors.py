"""Errors that others made in such an incident, told from the facts on record.

    pc_powered_off 05-18, evidence_kept 05-20      evidence was not kept before
    scan_result_clean, 28 of 31 PCs covered        nobody may say "all PCs are clean"
    desk: one telephone number                     offer a second way

A warning says what the record shows or lacks.  Where dates do not tell what came first it
warns too: that evidence was kept in time must be shown, not assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Answer, Certainty, Text
from honmono.incident.case.accounts import AccountKind
from honmono.incident.case.counts import scanned
from honmono.incident.case.events import Event
from honmono.incident.case.hypotheses import Hypothesis, Speaks, Standing
from honmono.incident.case.incident import Incident
from honmono.incident.case.on_record import Seen, seen
from honmono.incident.case.playbooks.steps import circles, is_open
from honmono.incident.case.playbooks.wording import words_of
from honmono.incident.case.rotation import totals
from honmono.incident.case.sequence import is_after
from honmono.incident.case.weighing import mark_of
from honmono.text import say, say_at_length

_LONGEST: Final = 400
"""Characters of a list of names in a warning."""

_KEPT: Final = ("evidence_kept", "pc_sent_for_forensics")
_WIPED: Final = ("pc_reinstalled", "pc_destroyed")
_NEEDS_PROOF: Final = frozenset(
    {"keep-evidence", "keep-logs", "change-passwords", "scan-all-pcs"}
)
"""Tasks on which a notice or report leans."""

_NOTICES: Final = ("notice_first", "notice_followup", "partner_warned")
_NOTICE_KINDS: Final = frozenset(
    ("first-notice", "follow-up", "affected-persons", "partner-warning")
)


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning, with the records that it follows from."""

    code: str
    """A sentence of `playbooks/warnings.toml`."""

    cites: tuple[str, ...] = ()
    values: Mapping[str, int | str | tuple[Text, ...]] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """What people read."""
        if not self.values:
            return say("playbooks/warnings", self.code, language)
        values = {name: _words(v, language) for name, v in self.values.items()}
        return say_at_length(
            "playbooks/warnings", self.code, language, _LONGEST, values
        )


def _words(value: int | str | tuple[Text, ...], language: str) -> object:
    if not isinstance(value, tuple):
        return value
    between = "、" if language == "ja" else ", "
    return between.join(text.in_language(language) for text in value)


def warnings(incident: Incident) -> tuple[Warned, ...]:
    """Everything that the record shows to be going wrong."""
    return tuple(one for rule in ALL for one in rule(incident))


def _evidence(incident: Incident) -> Iterator[Warned]:
    kept = _events(incident, *_KEPT)
    for code, kinds in (
        ("off-before-evidence", ("pc_powered_off",)),
        ("wiped-before-evidence", (*_WIPED, "malware_removed")),
    ):
        for event in _events(incident, *kinds):
            if not _any_before(event, kept, incident):
                yield Warned(code, (event.id,))


def _outside_first(incident: Incident) -> Iterator[Warned]:
    asked = [c.id for c in incident.commissions] or [
        e.id for e in _events(incident, "outside_investigation_requested")
    ]
    zone = _zone(incident)
    reported = [r.received for r in incident.outside_reports]
    reported += [e.when for e in _events(incident, "outside_report_received")]
    sent = _events(incident, "pc_sent_for_forensics")
    for wipe in _events(incident, *_WIPED) if asked else ():
        told = any(is_after(wipe.when, when, zone) for when in reported)
        if not told and not _any_before(wipe, sent, incident):
            yield Warned("wiped-before-report", (wipe.id, *asked))


def _all_pcs(incident: Incident) -> Iterator[Warned]:
    """Only where somebody tells of a result: a scan that goes on is no error."""
    state = scanned(incident)
    claims = [e.id for e in _events(incident, "scan_result_clean", "scan_all_pcs")]
    claims += _measures(incident, "all-pcs-scanned")
    if state is not None and state.missing:
        offices = {o.id: o.name for o in incident.organization.offices}
        names = tuple(offices[office] for office in state.missing)
        yield Warned("office-missing", state.cites, {"offices": names})
    if not claims:
        return
    if state is None or state.total is None:
        cites = state.cites if state else ()
        yield Warned("all-without-total", (*claims, *cites))
    elif state.covered < state.total:
        counts = {"covered": state.covered, "total": state.total}
        yield Warned("all-incomplete", (*claims, *state.cites), counts)
    elif state.has_exceptions:
        yield Warned("all-with-exceptions", (*claims, *state.cites))


def _clean(incident: Incident) -> Iterator[Warned]:
    clean = tuple(e.id for e in _events(incident, "scan_result_clean"))
    detected = tuple(c.id for c in incident.coverage if c.detected)
    if clean and detected:
        yield Warned("clean-but-detected", (*clean, *detected))
    codes = {one.code: one.cites for one in seen(incident)}
    scans = codes.get("all-pcs-clean", ()) + clean
    if scans and "server-log-not-looked" in codes:
        yield Warned("scan-clears-no-account", scans)


def _desk(incident: Incident) -> Iterator[Warned]:
    desk = incident.organization.desk
    told = _events(incident, "publication", "desk_opened", *_NOTICES)
    if desk is None:
        if told:
            yield Warned("no-desk", tuple(e.id for e in told))
        return
    ways = sum(way is not None for way in (desk.phone, desk.mail, desk.url))
    if ways < 2:
        yield Warned("one-contact", (), {"number": ways})


def _notices(incident: Incident) -> Iterator[Warned]:
    """The warning is reused by forgers, so it must be possible to check it."""
    issued = [i for i in incident.issued if i.kind in _NOTICE_KINDS]
    events = _events(incident, *_NOTICES)
    for one in issued:
        if one.signed is Answer.NO:
            yield Warned("warning-unsigned", (one.id,))
        elif one.signed is not Answer.YES and one.way != "post":
            yield Warned("warning-not-looked", (one.id,))
    if events and not issued:
        yield Warned("warning-not-looked", tuple(e.id for e in events))
    published = (
        *_events(incident, "publication"),
        *incident.publications,
        *(i for i in incident.issued if i.kind == "public-notice"),
    )
    if (issued or events) and not published:
        yield Warned("warning-not-published", tuple(r.id for r in (*issued, *events)))


def _passwords(incident: Incident) -> Iterator[Warned]:
    changes = _events(incident, "password_changed")
    claims = [e.id for e in changes]
    claims += _measures(incident, "passwords-changed")
    counted = totals(incident)
    if claims and not counted.total:
        yield Warned("passwords-no-list", tuple(claims))
    elif claims and not counted.is_all:
        counts = {"changed": counted.changed, "total": counted.total}
        yield Warned("passwords-not-all", tuple(claims), counts)
    kinds = {account.kind for account in incident.accounts}
    if claims and kinds and AccountKind.SERVER_ADMINISTRATOR not in kinds:
        yield Warned("passwords-no-administrators", tuple(claims))
    for isolated in _events(incident, "pc_isolated"):
        for change in changes:
            if is_after(isolated.when, change.when, _zone(incident)):
                cites = (change.id, isolated.id)
                yield Warned("passwords-before-isolation", cites)


def _conclusions(incident: Incident) -> Iterator[Warned]:
    for question in incident.questions:
        end = question.conclusion
        if end and end.answer is Answer.NO and not end.cites and not end.evidence:
            yield Warned("no-without-proof", (question.id,))
    found = seen(incident)
    for case in incident.hypotheses:
        if case.standing is Standing.ESTABLISHED and not _is_proved(case):
            yield Warned("established-without-proof", (case.id,))
        if case.standing is Standing.EXCLUDED:
            yield from _still_speaks(case, found)


def _is_proved(case: Hypothesis) -> bool:
    shown = case.evidence or any(
        a.cites for a in case.arguments if a.speaks is Speaks.FOR
    )
    return bool(shown) and case.signed_by is not None


def _still_speaks(case: Hypothesis, found: tuple[Seen, ...]) -> Iterator[Warned]:
    for one in found:
        if mark_of(one.code, case.code) == "++":
            yield Warned("excluded-but-speaks", (case.id, *one.cites))


def _silence(incident: Incident) -> Iterator[Warned]:
    """What was asked outside and not answered is open; it is not a `no`."""
    asked = {q.id: q for q in incident.questions}
    for commission in incident.commissions:
        reports = [
            r for r in incident.outside_reports if r.commission in (None, commission.id)
        ]
        told = {
            f.question
            for r in reports
            for f in r.findings
            if f.answer is not Answer.NOT_LOOKED
        }
        open_ = [q for q in commission.questions if q not in told]
        if reports and open_:
            names = tuple(words_of(asked[q]) for q in open_ if q in asked)
            cites = (commission.id, *(r.id for r in reports))
            yield Warned("outside-silent", cites, {"questions": names})


def _advice(incident: Incident) -> Iterator[Warned]:
    advice = tuple(a.id for a in incident.advice if a.kind == "check_domain_after_at")
    own = tuple(
        one.cites for one in seen(incident) if one.code in _OWN_DOMAIN_OR_ACCOUNT
    )
    if advice and own:
        yield Warned("advice-domain", (*advice, *(c for cites in own for c in cites)))


_OWN_DOMAIN_OR_ACCOUNT: Final = frozenset(
    {
        *("own-domain-passed", "own-domain-failed", "own-domain-not-looked"),
        *("account-abused", "account-confirmed", "outside-account", "foreign-rule"),
        "trace-server",
    }
)


def _tasks(incident: Incident) -> Iterator[Warned]:
    for circle in circles(incident):
        yield Warned("task-circle", circle, {"tasks": " → ".join(circle)})
    there = {task.id: task for task in incident.tasks}
    for task in incident.tasks:
        if lost := [name for name in task.after if name not in there]:
            yield Warned("task-unknown", (task.id,), {"tasks": ", ".join(lost)})
        open_ = [n for n in task.after if n in there and is_open(there[n])]
        if task.done and open_:
            names = tuple(words_of(there[name]) for name in open_)
            told = {"task": (words_of(task),), "tasks": names}
            yield Warned("task-overtaken", (task.id, *open_), told)
        if task.done and not task.done.proof and task.kind in _NEEDS_PROOF:
            yield Warned("task-without-proof", (task.id,), {"task": (words_of(task),)})


ALL: Final[tuple[Callable[[Incident], Iterator[Warned]], ...]] = (
    _evidence,
    _outside_first,
    _all_pcs,
    _clean,
    _desk,
    _notices,
    _passwords,
    _conclusions,
    _silence,
    _advice,
    _tasks,
)
"""In the order in which people read them."""


def _events(incident: Incident, *kinds: str) -> tuple[Event, ...]:
    return tuple(
        e
        for e in incident.events
        if e.kind in kinds and e.certainty is not Certainty.EXCLUDED
    )


def _measures(incident: Incident, kind: str) -> list[str]:
    """Measures that are said to be done; a plan claims nothing."""
    return [m.id for m in incident.measures if m.kind == kind and (m.done or m.is_done)]


def _any_before(event: Event, others: tuple[Event, ...], incident: Incident) -> bool:
    """Was one of them surely earlier?  One about another place does not count."""
    zone = _zone(incident)
    return any(
        is_after(event.when, other.when, zone)
        for other in others
        if None in (event.scope, other.scope) or event.scope == other.scope
    )


def _zone(incident: Incident) -> ZoneInfo:
    return ZoneInfo(incident.organization.timezone)
