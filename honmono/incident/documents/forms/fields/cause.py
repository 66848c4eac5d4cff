"""Fields: where it came from and why; only what is established stands as a fact.

原因   不正アクセス（当方のパソコンのウイルス感染）          established
原因   取引先のパソコンの感染によるものとみられ、調査中です    supported, no fact
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from honmono.incident.case import Answer
from honmono.incident.case.counts import newest_coverage
from honmono.incident.case.hypotheses import CaseCode, Standing
from honmono.incident.case.investigation import OutsideReport
from honmono.incident.documents._core import Lack, Sentence
from honmono.incident.documents.forms._core import Entry, Fill, Form, held
from honmono.incident.documents.forms.fields.happening import dated, events
from honmono.incident.documents.forms.words import (
    day_of,
    in_brackets,
    joined,
    kind_in_words,
    told,
)
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.stance import Origin, Scans

_FROM_OUTSIDE: Final = ("outside_report_received", "outside_opinion")
_SCANNED: Final = ("scan_all_pcs", "scan_result_clean")


def _origin(form: Form) -> tuple[Entry, ...]:
    """Ours, a contractor's, somebody else's, or not known."""
    stance = form.stance
    if stance.origin is Origin.UNKNOWN:
        return (form.open("origin", *form.origin_facts),)
    if stance.origin is Origin.NOT_FOUND:
        return (form.not_found("origin-not-found", *stance.origin_facts),)
    key = f"origin-{stance.origin.value}"
    if stance.cases == {CaseCode.C4}:
        key += "-delegate"
    return (form.told(key, *stance.origin_facts),)


def _cause(form: Form) -> tuple[Entry, ...]:
    """A line for each case that is established, or that more speaks for than against."""
    return tuple(
        form.told(f"cause-{case.standing.value}", case, what=_case(form, case.code))
        for standing in (Standing.ESTABLISHED, Standing.SUPPORTED)
        for case in form.incident.hypotheses
        if case.standing is standing
    )


def _case(form: Form, code: CaseCode) -> str:
    return form.say(f"case-{code.value}").text


def _cause_detail(form: Form) -> tuple[Entry, ...]:
    """What outside experts found and did not find, and what is noted of each case."""
    entries: list[Entry] = []
    for report in held(form.incident.outside_reports):
        entries += _findings(form, report)
    entries += [dated(form, event) for event in events(form, _FROM_OUTSIDE)]
    for case in form.incident.hypotheses:
        if case.standing is Standing.ESTABLISHED and case.note is not None:
            what, note = _case(form, case.code), told(form.brief, case.note)
            entries.append(form.told("case-note", case, what=what, note=note))
    return tuple(entries)


def _findings(form: Form, report: OutsideReport) -> list[Entry]:
    entries = []
    for finding in report.findings:
        if finding.answer is Answer.NOT_LOOKED:
            continue
        what = kind_in_words(form.brief, "findings", finding.kind)
        what += in_brackets(form.brief, told(form.brief, finding.text))
        key = f"finding-{finding.answer.value}"
        entries.append(form.told(key, report, what=what))
    return entries


def _scans(form: Form) -> tuple[Entry, ...]:
    """How many PCs were looked at out of how many, and by what; the newest state."""
    if not form.incident.coverage:
        return tuple(dated(form, event) for event in events(form, _SCANNED))
    stance = form.stance
    newest = newest_coverage(form.incident.coverage)
    if stance.scans is Scans.UNKNOWN:
        said = form.open("scans", *form.incident.coverage)
        lacks = (Lack("scans", newest.id),)
        return (replace(said, value=replace(said.value, lacks=lacks)),)
    covered = sum(office.covered for office in newest.offices)
    totals = [office.total for office in newest.offices]
    known = [total for total in totals if total is not None]
    total = f"{sum(known):,}" if len(known) == len(totals) else "?"
    tools: Sentence | str
    tools = joined(form.brief, (scanner.name for scanner in newest.scanners))
    if newest.by_word:
        tools = form.say(
            "tools-stated",
            newest,
            tools=tools or form.say("tools-unknown", newest),
            number=f"{newest.by_word:,}",
        )
    detected = max(one.detected or 0 for one in form.incident.coverage)
    values = {
        "covered": f"{covered:,}",
        "total": total,
        "when": day_of(form.brief, newest, newest.as_of),
        "tools": tools or form.say("tools-unknown", newest),
        "detected": f"{detected:,}",
    }
    facts = dict.fromkeys((*stance.scan_facts, newest.id))
    key = "uncounted" if total == "?" else "counted"
    entry = form.told(f"scans-{stance.scans.value}-{key}", *facts, **values)
    if key == "counted":
        return (entry,)
    return (replace(entry, value=marked(entry.value, Lack("total", newest.id))),)


FILLS: Final[dict[str, Fill]] = {
    "origin": _origin,
    "cause": _cause,
    "cause-detail": _cause_detail,
    "scans": _scans,
}
