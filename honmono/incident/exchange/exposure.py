"""The people affected, as a trace counted them → records of the incident.

    {"who": {"group": "firm", "organization": "partner.example"}, "data": "address",
     "at_least": 2, "likely": 4.6, "at_most": 7, "certainty": "seen", …}

    exposure-firm-partner.example-address   likely   2 / 5 / 7 persons

A trace never establishes a leak.  Rows about a partner's mailbox are no leak of ours, and
where no report points to a theft there is nothing to count, which is not 0.  Computed
again, what changed is shown, and what was said before is kept as a correction.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from honmono.incident.case import Certainty, Incident, Source, Text
from honmono.incident.case._core import Number, Value
from honmono.incident.case.affected import Affected, ListFile
from honmono.incident.case.reading import mistakes_of
from honmono.incident.case.traced import DECIDED, TraceAnswer
from honmono.incident.exchange.trace import MAX_ANSWER, TraceError, amount_of
from honmono.text import harmless, say

MAX_ROW: Final = 10_000
"""Bytes of one row of people affected; a domain has at most 253."""

MAX_ROWS: Final = 100_000
"""Rows of people affected; one for each firm with which an organization writes."""


class _Who(Value):
    group: Literal["staff", "firm", "private", "outside", "everybody"]
    organization: Annotated[str, Field(max_length=300)]


class Row(Value):
    """One row of `affected.jsonl`, as `docs/exposure.schema.json` has it."""

    who: _Who
    data: Literal["address", "correspondence"]
    at_least: Number | None
    likely: Annotated[float, Field(ge=0, le=10**9)] | None
    at_most: Number | None
    certainty: Literal["seen", "likely", "possible", "could-not-tell"]
    source: Literal["trace"]
    finding: Literal["theft", "undecided", "none-seen"]
    bound: Literal["complete", "our-copies"]


class Meaning(Enum):
    """What the rows are for the incident."""

    AFFECTED = "affected"
    """People whose data may have leaked from us."""

    PARTNERS = "partners"
    """The trace points to a partner alone: whom to warn, and no leak of ours."""

    NONE_SEEN = "none-seen"
    """No report points to a stolen mailbox, which does not say that none was."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """What was read of an exposure."""

    affected: tuple[Affected, ...]
    lists: tuple[ListFile, ...]
    meaning: Meaning


def affected_from_exposure(
    content: bytes,
    trace: TraceAnswer | None = None,
    *,
    lists: tuple[ListFile, ...] = (),
    prefix: str = "exposure",
) -> Exposed:
    """Records of people and data affected, from the rows that a trace wrote.

    Args:
        content: of `affected.jsonl`.
        trace: its answer, which tells whether the mailbox was a partner's.
        lists: the files that name the people, `listed` made them.
        prefix: how the records' names begin.

    Raises:
        TraceError: a line is no such row; which, and what is wrong with it.

    """
    rows = tuple(_rows(content))
    if all(row.finding == "none-seen" for row in rows):  # of no rows, too
        return Exposed((), lists, Meaning.NONE_SEEN)
    if trace is not None and _is_of_a_partner_alone(trace):
        return Exposed((), lists, Meaning.PARTNERS)
    evidence = hashlib.sha256(content).hexdigest()
    persons = next((one.name for one in lists), None)
    try:
        records = tuple(_affected(row, evidence, persons, prefix) for row in rows)
    except ValidationError as error:
        raise TraceError(str(mistakes_of(error, Affected)[0])) from None
    times = Counter(record.id for record in records)
    if twice := [name for name, number in times.items() if number > 1]:
        raise TraceError(f"two rows are about `{twice[0]}`")
    return Exposed(records, lists, Meaning.AFFECTED)


def listed(name: str, content: bytes) -> ListFile:
    """A list as the incident refers to it; it lies beside the incident."""
    rows = sum(1 for line in content.splitlines() if line.strip())
    return ListFile(name=name, sha256=hashlib.sha256(content).hexdigest(), rows=rows)


def _rows(content: bytes) -> Iterator[Row]:
    if len(content) > MAX_ANSWER:
        raise TraceError(f"is longer than {MAX_ANSWER >> 20} MB")
    number = 0
    for place, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        number += 1
        if len(line) > MAX_ROW or number > MAX_ROWS:
            raise TraceError(f"line {place}: there is too much")
        try:
            yield Row.model_validate_json(line)
        except ValidationError as error:
            raise TraceError(f"line {place}: {mistakes_of(error, Row)[0]}") from None


def _is_of_a_partner_alone(trace: TraceAnswer) -> bool:
    """Is a mailbox or server of ours out of the question, as far as the trace goes?"""
    return trace.partner >= DECIDED


_GROUPS: Final = {
    "staff": "employees",
    "firm": "correspondents",
    "private": "correspondents",
    "outside": "correspondents",
    "everybody": "correspondents",
}
_DATA: Final = {
    "address": ("name", "mail-address"),
    "correspondence": ("correspondents", "subject", "body", "attachment"),
}
_SURE: Final = {"seen": Certainty.LIKELY, "likely": Certainty.LIKELY}
"""Never established: a machine saw it, and nobody has looked."""


def _affected(row: Row, evidence: str, persons: str | None, prefix: str) -> Affected:
    firm = harmless(row.who.organization, 300)
    theft = row.finding == "theft"
    return Affected(
        id=_name(prefix, row),
        source=Source.MACHINE,
        certainty=_SURE.get(row.certainty, Certainty.POSSIBLE)
        if theft
        else Certainty.POSSIBLE,
        evidence=(evidence,),
        group=_GROUPS[row.who.group],
        who=Text(ja=firm, en=firm) if firm else None,
        data=_DATA[row.data],
        persons=amount_of(row.at_least, row.likely, row.at_most, row.bound),
        list=persons,
        internal=_caveat(row),
    )


def _caveat(row: Row) -> Text | None:
    if row.bound == "complete" or row.at_most is None:
        return None
    return Text(
        ja=say("exposed", "our-copies", "ja", number=row.at_most),
        en=say("exposed", "our-copies", "en", number=row.at_most),
    )


_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")


def _name(prefix: str, row: Row) -> str:
    """The same for the same group and data, so that a new computation meets the old."""
    firm = row.who.organization.lower()
    if firm and not _PLAIN.fullmatch(firm):
        firm = hashlib.sha256(firm.encode("utf-8", "replace")).hexdigest()[:12]
    return "-".join(filter(None, (prefix, row.who.group, firm, row.data)))


@dataclass(frozen=True, slots=True)
class Difference:
    """One record before and after a new computation."""

    record: str
    old: Affected | None
    new: Affected | None
    kept: bool = False
    """Somebody has changed the old one by hand, so it stays."""


def differences(
    incident: Incident, exposed: Exposed, prefix: str = "exposure"
) -> tuple[Difference, ...]:
    """What a new computation says differently of the people affected."""
    old = {a.id: a for a in incident.affected if a.id.startswith(f"{prefix}-")}
    new = {a.id: a for a in exposed.affected}
    return tuple(
        Difference(name, old.get(name), new.get(name), kept=_is_by_hand(old.get(name)))
        for name in dict.fromkeys((*old, *new))
        if _figures(old.get(name)) != _figures(new.get(name))
    )


def recomputed(
    incident: Incident,
    exposed: Exposed,
    *,
    by: str,
    at: datetime,
    prefix: str = "exposure",
) -> Incident:
    """The incident with the new numbers; what changed or went is kept as a correction.

    Where nothing was seen any more the old records stay: that takes a person to decide.
    """
    reason = Text(ja=say("exposed", "again", "ja"), en=say("exposed", "again", "en"))
    for each in differences(incident, exposed, prefix):
        if each.kept:
            continue
        if each.new is None:
            if exposed.meaning is Meaning.AFFECTED:
                incident = incident.withdraw(each.record, by=by, at=at, reason=reason)
        elif each.old is None:
            incident = incident.put("affected", each.new)
        else:
            incident = incident.correct(each.new, by=by, at=at, reason=reason)
    names = {one.name for one in exposed.lists}
    others = tuple(one for one in incident.lists if one.name not in names)
    return incident.model_copy(update={"lists": (*others, *exposed.lists)})


def _is_by_hand(record: Affected | None) -> bool:
    return record is not None and record.source is not Source.MACHINE


def _figures(record: Affected | None) -> str | None:
    """What a reader would see differently: not by which file it is shown."""
    if record is None:
        return None
    seen = record.model_dump(
        mode="json", include={"persons", "certainty", "data", "who"}
    )
    return json.dumps(seen, sort_keys=True)
