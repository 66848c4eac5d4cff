"""Cases that stand as facts without evidence, or against what was found or decided.

hypotheses[0] (c1)   C1 is established, and no evidence of it is on record

A document may say how the mail came about only when this is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Answer
from honmono.incident.case.checks._core import (
    Problem,
    World,
    error,
    is_after,
    warning,
)
from honmono.incident.case.hypotheses import CaseCode, Hypothesis, Speaks, Standing
from honmono.incident.case.incident import Incident

_SHOWN_BY: Final[dict[CaseCode, frozenset[str]]] = {
    CaseCode.C1: frozenset({"pc-infection"}),
    CaseCode.C3: frozenset({"account-abuse", "server-intrusion", "cloud-intrusion"}),
}
"""Findings of which one shows a case; only all of them together would exclude it."""

_OPPOSED: Final = (
    ("leak-established", "leak-not-confirmed"),
    ("leak-possible", "leak-not-confirmed"),
    ("origin-established", "origin-not-found"),
)
"""Decisions that cannot both hold; the later one takes the place of the earlier."""


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold the cases against evidence, findings and decisions."""
    del world
    for n, held in enumerate(incident.hypotheses):
        yield from _one(held, f"hypotheses[{n}]")
    yield from _twice(incident)
    yield from _against_findings(incident)
    yield from _findings_disagree(incident)
    yield from _decisions(incident)


def _one(held: Hypothesis, place: str) -> Iterator[Problem]:
    case = held.code.value
    speaks = {argument.speaks for argument in held.arguments}
    if held.standing is Standing.ESTABLISHED:
        cited = any(a.cites for a in held.arguments if a.speaks is Speaks.FOR)
        if not (held.evidence or cited):
            yield error("established-without-evidence", place, held.id, case=case)
        if held.signed_by is None:
            yield error("established-unsigned", place, held.id, case=case)
        if Speaks.AGAINST in speaks:
            yield warning("established-against", place, held.id, case=case)
    elif held.standing is Standing.EXCLUDED and not (
        held.evidence or Speaks.AGAINST in speaks
    ):
        yield warning("excluded-without-reason", place, held.id, case=case)


def _twice(incident: Incident) -> Iterator[Problem]:
    first: dict[CaseCode, str] = {}
    for n, held in enumerate(incident.hypotheses):
        other = first.setdefault(held.code, held.id)
        if other != held.id:
            values = {"case": held.code.value, "other": other}
            yield error("case-twice", f"hypotheses[{n}].code", held.id, **values)


def _against_findings(incident: Incident) -> Iterator[Problem]:
    """Excluded though it was found; established though all that would show it was not."""
    found: dict[Answer, set[str]] = {answer: set() for answer in Answer}
    for report in incident.outside_reports:
        for finding in report.findings:
            found[finding.answer].add(finding.kind)
    for n, held in enumerate(incident.hypotheses):
        signs = _SHOWN_BY.get(held.code, frozenset())
        seen = sorted(signs & found[Answer.YES])
        place, case = f"hypotheses[{n}].standing", held.code.value
        if held.standing is Standing.EXCLUDED and seen:
            values = {"case": case, "kind": seen[0]}
            yield error("excluded-though-found", place, held.id, **values)
        absent = signs and not seen and signs <= found[Answer.NO]
        if held.standing is Standing.ESTABLISHED and absent:
            values = {"case": case, "kind": ", ".join(sorted(signs))}
            yield error("established-though-not-found", place, held.id, **values)


def _findings_disagree(incident: Incident) -> Iterator[Problem]:
    """One report says yes and another no."""
    said: dict[tuple[str, Answer], str] = {}
    against = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
    for n, report in enumerate(incident.outside_reports):
        for m, finding in enumerate(report.findings):
            opposite = against.get(finding.answer)
            said.setdefault((finding.kind, finding.answer), report.id)
            other = said.get((finding.kind, opposite)) if opposite else None
            if other is not None:
                place = f"outside_reports[{n}].findings[{m}]"
                values = {"kind": finding.kind, "other": other}
                yield warning("findings-disagree", place, report.id, **values)


def _decisions(incident: Incident) -> Iterator[Problem]:
    yield from _opposed(incident)
    standing = {held.code: held.standing for held in incident.hypotheses}
    has_origin = Standing.ESTABLISHED in standing.values()
    only_name = standing.get(CaseCode.C5) is Standing.ESTABLISHED
    for n, decision in enumerate(incident.decisions):
        place = f"decisions[{n}]"
        if decision.kind == "origin-established" and not has_origin:
            yield error("origin-without-case", place, decision.id)
        if decision.kind == "origin-not-found" and has_origin:
            yield warning("origin-with-case", place, decision.id)
        if decision.kind == "leak-established" and only_name:
            yield warning("leak-of-nothing", place, decision.id)
        if decision.kind == "leak-not-confirmed" and _mailbox_stolen(incident):
            yield error("leak-though-found", place, decision.id)


def _opposed(incident: Incident) -> Iterator[Problem]:
    zone = ZoneInfo(incident.organization.timezone)
    last = {one.kind: (n, one) for n, one in enumerate(incident.decisions)}
    for one_kind, other_kind in _OPPOSED:
        if one_kind not in last or other_kind not in last:
            continue
        (_, one), (n, other) = last[one_kind], last[other_kind]
        if not (
            is_after(one.when, other.when, zone) or is_after(other.when, one.when, zone)
        ):
            yield error("decisions-opposed", f"decisions[{n}]", other.id, other=one.id)


def _mailbox_stolen(incident: Incident) -> bool:
    return any(
        finding.kind == "mailbox-theft" and finding.answer is Answer.YES
        for report in incident.outside_reports
        for finding in report.findings
    )
