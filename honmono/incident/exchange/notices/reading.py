"""A record of a published notice → an incident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import ValidationError

from honmono.incident.case import Certainty, Incident, Moment, Scope, Source, Text
from honmono.incident.case.affected import Affected
from honmono.incident.case.coverage import Coverage, Scanner
from honmono.incident.case.duties import Awareness
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.fakes import Advice, Trait
from honmono.incident.case.hypotheses import (
    CaseCode,
    Decision,
    Hypothesis,
    Standing,
)
from honmono.incident.case.kinds import known
from honmono.incident.case.measures import Measure
from honmono.incident.case.mistakes import Mistake, mistake
from honmono.incident.case.organization import Genuine, Organization
from honmono.incident.case.publications import Publication
from honmono.incident.case.reading import mistakes_of
from honmono.incident.exchange.notices.form import FromExample, Notice, NoticeEvent
from honmono.incident.exchange.notices.phrases import (
    certainty_of,
    denies,
    kind_of,
    kinds_in,
    text_of,
)

_CASES: Final[dict[str, tuple[CaseCode, ...]]] = {
    "own_infection": (CaseCode.C1,),
    "partner_infection": (CaseCode.C2,),
    "contractor_infection": (CaseCode.C4,),
    "partner_or_thread_compromise": (CaseCode.C8,),
    "customer_account_abused": (CaseCode.C2,),
    "both": (CaseCode.C1, CaseCode.C2),
    "own_account_or_server_abused": (CaseCode.C3,),
    "pure_display_name_spoof": (CaseCode.C5,),
}
"""The cases of a record in the codes of hypotheses."""

_OPEN: Final = ("undetermined", "no_own_infection_found")
"""Records that leave it open whether it was C1 or C2."""

_INFECTIONS: Final = frozenset({"infection", "infection_found"})
_WHOSE_INFECTION: Final = {
    "contractor_infection": "contractor_infection",
    "partner_infection": "partner_infection",
}
"""Records whose infections were another's: they must not read as ours."""

_MAKES_AWARE: Final = frozenset(
    {
        *("spoof_mail_observed", "spoof_mail_reported_by_outsider", "phone_calls"),
        *("infection_found", "own_account_abused", "unauthorized_signin"),
    }
)
"""Events by which an organization learns that something is wrong."""

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_PLAIN_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


class NoticeError(ValueError):
    """A line is no record of a notice.  Nothing has been written."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(map(str, self.mistakes)))


def incident_from_notice(line: bytes) -> Incident:
    """Make an incident of one record.

    Raises:
        NoticeError: with every mistake that was found in it.

    """
    try:
        notice = Notice.model_validate_json(line)
    except ValidationError as error:
        raise NoticeError(mistakes_of(error, Notice)) from None
    if not _PLAIN_ID.fullmatch(notice.id):
        raise NoticeError([mistake("id", "no-plain-name", id=notice.id)])
    try:
        return _incident(notice)
    except ValidationError as error:
        raise NoticeError(mistakes_of(error, Incident)) from None


def _incident(notice: Notice) -> Incident:
    events = tuple(
        _event(n, event, notice.case) for n, event in enumerate(notice.events, 1)
    )
    return Incident(
        id=notice.id,
        style=notice.style if _CODE.fullmatch(notice.style) else "unknown",
        organization=Organization(name=text_of(notice.org), sector=notice.sector),
        events=events,
        awareness=tuple(_awareness(events)),
        figures=tuple(_figures(notice)),
        traits=tuple(_traits(notice)),
        hypotheses=tuple(_hypotheses(notice)),
        decisions=tuple(_decisions(notice)),
        affected=tuple(
            _affected(n, phrase) for n, phrase in enumerate(notice.leaked, 1)
        ),
        coverage=_coverage(notice),
        measures=tuple(
            _measure(n, phrase) for n, phrase in enumerate(notice.measures, 1)
        ),
        genuine=tuple(_genuine(notice)),
        advice=tuple(
            _advice(n, code) for n, code in enumerate(notice.recipient_advice, 1)
        ),
        publications=(_publication(notice),),
    )


def _event(number: int, event: NoticeEvent, case: str) -> Event:
    when, said = _moment(event.date, event.time)
    kind, named = _kind("events", event.kind)
    if event.kind in _INFECTIONS and case in _WHOSE_INFECTION:
        kind, named = _WHOSE_INFECTION[case], event.kind
    return Event(
        id=f"event-{number}",
        kind=kind,
        named=named,
        when=when,
        said=said,
        scope=Scope(text=text_of(event.scope)) if event.scope else None,
        note=text_of(event.note) if event.note else None,
    )


def _awareness(events: Iterable[Event]) -> Iterator[Awareness]:
    """When the organization knew at the latest: the first event by which it must have.

    Nobody said so: it is inferred, and is corrected when somebody does.
    """
    told = [
        event
        for event in events
        if event.kind in _MAKES_AWARE and event.when and event.when.start.day
    ]
    first = min(
        told, key=lambda event: event.when.order() if event.when else (), default=None
    )
    if first is not None and first.when is not None:
        yield Awareness(
            id="awareness", source=Source.INFERRED, when=first.when, first_fact=first.id
        )


def _moment(day: str | None, clock: str | None) -> tuple[Moment | None, str | None]:
    """The moment, and what was said of which no moment could be made.

    A day is kept where the time beside it is only words, and a time where the day is.
    """
    if day is None and clock is None:
        return None, None
    whole = _as_moment(day, clock)
    if whole is not None:
        return whole, None
    if clock is not None and (only_day := _as_moment(day, None)):
        return only_day, clock
    if clock is not None and (only_time := _as_moment(None, clock)):
        return only_time, day
    return None, " ".join(part for part in (day, clock) if part)


def _as_moment(day: str | None, clock: str | None) -> Moment | None:
    """Both as one moment; None where they are none."""
    if day is None and clock is None:
        return None
    text = day or "XXXX-XX-XX"
    if clock is not None:
        begins, _, ends = clock.partition("-")
        text += f"T{begins[:-1]}/.." if begins.endswith("+") else f"T{begins}"
        text += f"/{ends}" if ends else ""
    try:
        return Moment(text)
    except ValidationError:
        return None


def _figures(notice: Notice) -> Iterator[Figure]:
    """A figure a count; two whose names differ in a letter that no id has are numbered."""
    taken: set[str] = set()
    for number, (kind, value) in enumerate(notice.counts.items(), 1):
        name = f"count-{_slug(kind)}"[:70]
        if name in taken:
            name += f"-{number}"
        taken.add(name)
        known_kind, named = _kind("figures", kind)
        yield Figure(id=name, kind=known_kind, named=named, value=value)


def _traits(notice: Notice) -> Iterator[Trait]:
    for number, example in enumerate(notice.from_examples, 1):
        yield _sender(number, example)
    for kind, phrases in (
        ("subject", notice.subject_examples),
        ("attachment", notice.attachment_types),
        ("lure", notice.lure),
    ):
        for number, phrase in enumerate(phrases, 1):
            yield Trait(id=f"{kind}-{number}", kind=kind, text=text_of(phrase))


def _sender(number: int, example: FromExample) -> Trait:
    return Trait(
        id=f"sender-{number}",
        kind="sender",
        shown=example.display,
        is_person=False,  # it was printed already
        address=example.addr,
        ours=example.genuine,
        note=text_of(example.note) if example.note else None,
    )


def _hypotheses(notice: Notice) -> Iterator[Hypothesis]:
    """What the notice holds of its cause: supported at most, for we have no evidence."""
    cases = dict.fromkeys(
        [*_CASES.get(notice.case, ()), *_CASES.get(notice.also_case or "", ())]
    )
    standing = Standing.SUPPORTED
    if notice.case in _OPEN:
        cases |= dict.fromkeys([CaseCode.C1, CaseCode.C2])
        standing = Standing.OPEN
    certainty = {"stated": Certainty.STATED, "suspected": Certainty.POSSIBLE}.get(
        notice.case_basis or "", Certainty.LIKELY
    )
    for code in cases:
        yield Hypothesis(
            id=f"case-{code.value.lower()}",
            code=code,
            standing=standing,
            certainty=certainty,
        )


def _decisions(notice: Notice) -> Iterator[Decision]:
    """What follows from what the notice says of a leak: no more than its surest phrase."""
    named = {f"leaked-{n}": p for n, p in enumerate(notice.leaked, 1) if not denies(p)}
    if named:
        sure = any(certainty_of(p) is Certainty.STATED for p in named.values())
        kind = "leak-established" if sure else "leak-possible"
        yield Decision(id="decision-leak", kind=kind, cites=tuple(named))
    elif notice.leaked:
        yield Decision(
            id="decision-leak", kind="leak-not-confirmed", cites=("leaked-1",)
        )
    if named and notice.case in _OPEN:
        yield Decision(id="decision-origin", kind="origin-not-found")


def _affected(number: int, phrase: str) -> Affected:
    return Affected(
        id=f"leaked-{number}",
        group="other",
        data=kinds_in("data", phrase),
        said=text_of(phrase),
        certainty=certainty_of(phrase),
    )


def _coverage(notice: Notice) -> tuple[Coverage, ...]:
    """The scanners; how many PCs there are, no notice of this form says."""
    if not notice.scanners:
        return ()
    scanners = tuple(Scanner(name=name) for name in notice.scanners)
    return (Coverage(id="coverage", offices=(), scanners=scanners),)


def _measure(number: int, phrase: str) -> Measure:
    return Measure(
        id=f"measure-{number}",
        kind=kind_of("measures", phrase) or "other",
        text=text_of(phrase),
    )


def _genuine(notice: Notice) -> Iterator[Genuine]:
    for kind, values in (
        ("domain", notice.genuine_domains),
        ("link-domain", notice.link_domains),
    ):
        for number, value in enumerate(values, 1):
            yield Genuine(id=f"{kind}-{number}", kind=kind, value=value)
    if notice.genuine_practice:
        yield Genuine(
            id="practice-1", kind="practice", text=text_of(notice.genuine_practice)
        )


def _advice(number: int, code: str) -> Advice:
    kind, named = _kind("advice", code)
    return Advice(id=f"advice-{number}", kind=kind, named=named)


def _publication(notice: Notice) -> Publication:
    when, said = _moment(notice.date, None)
    return Publication(
        id="publication",
        title_kind=notice.title_kind,
        number=notice.report_no,
        when=when,
        said=said,
        stated_style=None if _CODE.fullmatch(notice.style) else notice.style,
        year=notice.year if notice.year != (notice.date or "")[:4] else None,
        sections=tuple(notice.sections),
        url=notice.source_url,
        origin=notice.source_kind,
        second=notice.second_source,
        stated_case=notice.case,
        stated_basis=notice.case_basis,
        also_case=notice.also_case,
        cause=_text(notice.cause_hypothesis),
        partial=notice.partial,
        tells_of_report=notice.ppc_reported,
        contact_desk=notice.contact_desk,
        service_impact=_text(notice.service_impact),
        quotes_jpcert=notice.jpcert_cases_quoted,
        lesson=_text(notice.lesson),
        nearly_same_as=notice.near_duplicate_of,
    )


def _text(phrase: str | None) -> Text | None:
    return text_of(phrase) if phrase else None


def _kind(vocabulary: str, kind: str) -> tuple[str, str | None]:
    """A kind that we know; or `other`, and what it is called there."""
    return (kind, None) if kind in known(vocabulary) else ("other", kind)


def _slug(kind: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", kind.casefold()).strip("-") or "other"
