"""The sheet that an office signs: each of its PCs, who looked when, and what is missing.

    state of the sweep (JSON of `honmono sweep status`), office → Document → PDF

It goes by that JSON alone, so desk and command line print the same sheet.  A sheet of a
very large office is cut into parts; each says which of how many PCs it holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.incident.documents._core import (
    Document,
    Items,
    Letterhead,
    Paragraph,
    Rows,
    Section,
    Sentence,
)
from honmono.tables import rows
from honmono.text import harmless, keys, say

MOST: Final = 400
"""PCs of one part."""

_SHORT: Final = 60
_WIDTHS: Final = (5, 19, 12, 24, 24)
_EXCEPTION: Final = "exception"
_DONE: Final = frozenset({"covered", _EXCEPTION})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sheet is wanted."""

    office: str
    """Its id; empty: PCs of no office."""

    office_name: str
    organization: str
    language: str
    part: int = 1


def parts_of(status: Mapping[str, Any], office: str) -> int:
    """How many parts the sheet of an office has."""
    count = sum(1 for pc in status["pcs"] if pc["office"] == office)
    return max(1, math.ceil(count / MOST))


def scan_sheet(status: Mapping[str, Any], asked: Asked) -> Document:
    """Write one sheet."""
    pcs = sorted(
        (pc for pc in status["pcs"] if pc["office"] == asked.office),
        key=lambda pc: (str(pc["host"]).casefold(), str(pc["id"])),
    )
    first = (asked.part - 1) * MOST
    some = pcs[first : first + MOST]
    sheet = _Sheet(asked.language, _zone(status))
    office = harmless(asked.office_name, _SHORT)
    return Document(
        kind="scan-sheet",
        language=asked.language,
        title=sheet.say("title", office=office),
        head=Letterhead(
            date=sheet.say("as-of", at=sheet.time(status["as_of"])),
            sender=(Sentence(harmless(asked.organization, 200)),),
        ),
        opening=(Paragraph(tuple(sheet.opening(status, pcs, first, len(some)))),),
        sections=tuple(sheet.sections(some, first)),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Language and zone of one sheet."""

    language: str
    zone: ZoneInfo

    def say(self, key: str, **values: object) -> Sentence:
        return Sentence(say("scan_sheet", key, self.language, **values), (), key)

    def time(self, text: str | None) -> str:
        if text is None:
            return self.say("time-unknown").text
        at = datetime.fromisoformat(text)
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def opening(
        self,
        status: Mapping[str, Any],
        pcs: Sequence[Mapping[str, Any]],
        first: int,
        count: int,
    ) -> Iterator[Sentence]:
        since = status["rule"]["since"]
        if since is None:
            yield self.say("rule-without-time")
        else:
            yield self.say("rule", since=self.time(since))
        covered = sum(pc["state"] == "covered" for pc in pcs)
        yield self.say("numbers", covered=covered, total=len(pcs))
        if count < len(pcs):
            yield self.say("part", first=first + 1, last=first + count, total=len(pcs))

    def sections(
        self, pcs: Sequence[Mapping[str, Any]], first: int
    ) -> Iterator[Section]:
        head = tuple(self.say(f"column-{n}") for n in ("number", "pc", "state"))
        marks = (self.say("column-first"), self.say("column-second"))
        table = Rows(
            tuple(self.row(n, pc) for n, pc in enumerate(pcs, first + 1)),
            (*head, *marks),
            _WIDTHS,
        )
        nobody = Paragraph((self.say("no-pcs"),))
        yield self.section("pcs", table if pcs else nobody)
        missing = tuple(self.missing(pc) for pc in pcs if pc["state"] not in _DONE)
        none = Paragraph((self.say("nothing-missing"),))
        yield self.section("missing", Items(missing) if missing else none)
        excepted = tuple(
            self.reason(pc, "why") for pc in pcs if pc["state"] == _EXCEPTION
        )
        if excepted:
            yield self.section("exceptions", Items(excepted))
        yield self.section("sign", Paragraph((self.say("sign"),)), self.lines())

    def section(self, name: str, *blocks: Paragraph | Items | Rows) -> Section:
        return Section(name, self.say(f"section-{name}"), blocks)

    def row(self, number: int, pc: Mapping[str, Any]) -> tuple[Sentence, ...]:
        about = [harmless(str(pc["user"]), _SHORT), self.word("kind", pc["kind"])]
        name = harmless(str(pc["host"]), _SHORT)
        return (
            Sentence(str(number)),
            Sentence("\n".join([name, *filter(None, about)])),
            Sentence(say("sweep", f"state-{pc['state']}", self.language)),
            *(self.mark(mark) for mark in pc["marks"]),
        )

    def mark(self, mark: Mapping[str, Any] | None) -> Sentence:
        if mark is None:
            return self.say("none")
        by = harmless(str(mark["operator"]), _SHORT) or self.say("person-unknown").text
        shape = self.word("mark", self._shape(mark))
        lines = [f"{_called(str(mark['product']))} ({shape})"]
        lines += [self.time(mark["at"]), by]
        if mark["stated"]:
            lines.append(self.say("stated").text)
        elif mark.get("signed"):  # states that were frozen earlier do not say
            lines.append(self.say("signed").text)
        return Sentence("\n".join(lines))

    @staticmethod
    def _shape(mark: Mapping[str, Any]) -> str:
        found = mark["outcome"] in ("found", "removed")
        return "detected" if found else str(mark["strength"])

    def missing(self, pc: Mapping[str, Any]) -> Sentence:
        return self.reason(pc, "fix" if pc["fix"] else "why")

    def reason(self, pc: Mapping[str, Any], part: str) -> Sentence:
        between = "" if self.language == "ja" else " "
        told = between.join(str(why[self.language]) for why in pc[part][:4])
        text = harmless(told, 500)
        return self.say_long("of-pc", harmless(str(pc["host"]), _SHORT), text)

    def say_long(self, key: str, host: str, text: str) -> Sentence:
        before, _, after = say("scan_sheet", key, self.language, host=host).partition(
            "…"
        )
        return Sentence(f"{before}{text}{after}", (), key)

    def lines(self) -> Rows:
        head = tuple(self.say(f"sign-{n}") for n in ("role", "name", "day"))
        roles = (self.say("sign-did"), self.say("sign-checked"))
        name, day = self.say("sign-here"), self.say("sign-on")
        return Rows(tuple((role, name, day) for role in roles), head, (22, 40, 24))

    def word(self, kind: str, code: str) -> str:
        key = f"{kind}-{code}"
        if key in keys("scan_sheet"):
            return self.say(key).text
        return harmless(code, _SHORT)


def _zone(status: Mapping[str, Any]) -> ZoneInfo:
    return ZoneInfo(str(status["rule"]["zone"]))


def _called(product: str) -> str:
    return _names().get(product) or harmless(product, _SHORT)


@cache
def _names() -> dict[str, str]:
    """What scanners are called, by key."""
    table = rows("scanner_products.tsv")
    return {key: called.split(";")[0] for key, _, _, _, called in table}
