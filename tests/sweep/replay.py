"""The founding days replayed: step by step, what each notice says and what it may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from json import dumps
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident
from honmono.incident.documents.making import make
from honmono.incident.exchange.sweep import State, coverage_of, read_state, with_state
from honmono.sweep.coverage import Unlisted, standing, totals
from honmono.sweep.importers import ReportFile, read
from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, KeptScan, Scan, scan_as_json, scan_from_json
from honmono.sweep.status import status
from honmono.web.sweep.proposing import rule_from
from tests.sweep.founding import Oracle, Step, received

ALL = {
    "ja": "すべてのパソコンの検査を終え、感染は検出されておりません",
    "en": "All computers have been scanned, and no infection was detected",
}
NUMBERS = {
    "ja": "対象となるパソコン{total}台のうち{done}台の検査を終えております。",
    "en": "Of {total} computers, {done} had been scanned",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the notices said after one step, and what they may say."""

    step: Step
    incident: Incident
    state: State
    content: bytes
    says_all: dict[str, bool]
    says_numbers: dict[str, bool]
    may_say_all: bool


class World:
    """PCs and scans in memory, linked by name alone: nothing of the desk."""

    def __init__(self) -> None:
        self._pcs: dict[str, Pc] = {}
        self._scans: list[KeptScan] = []

    def take(self, step: Step) -> None:
        """A scan came, or the list changed."""
        if step.pc is not None:
            self._pcs[step.pc.id] = step.pc
        if step.scan is not None:
            name, data = _file(step.scan)
            digest = sha256(data).hexdigest()
            for item, scan in enumerate(_scans(step, name, data)):
                evidence = Evidence(digest, item, received(step))
                self._scans.append(KeptScan(scan, evidence))

    def status(self, rule: Rule, offices: list[str], as_of: datetime) -> bytes:
        """The JSON as the command line prints it."""
        of: dict[str, list[KeptScan]] = {pc: [] for pc in self._pcs}
        strangers: dict[str, int] = {}
        for kept in self._scans:
            mark = host_mark(kept.scan.host)
            mine = [p.id for p in self._pcs.values() if mark in p.marks()]
            if len(mine) == 1:
                of[mine[0]].append(kept)
            else:
                host = mark.partition(":")[2]
                strangers[host] = strangers.get(host, 0) + 1
        standings = [standing(p, of[p.id], rule, as_of) for p in self._pcs.values()]
        unlisted = [Unlisted(h, n, ambiguous=False) for h, n in strangers.items()]
        counted = totals(
            standings, offices=offices, unlisted=unlisted, rule=rule, as_of=as_of
        )
        return dumps(status(counted, standings, rule), ensure_ascii=False).encode()


def _file(scan: Scan) -> tuple[str, bytes]:
    """What came: EmoCheck's own report, as it writes it on a Japanese Windows."""
    if scan.product != "emocheck" or scan.started is None:
        return "scan.json", scan_as_json(scan).encode()
    lines = [
        f"[EmoCheck v{scan.product_version}]",
        f"プログラム実行時刻: {scan.started:%Y-%m-%d %H:%M:%S}",
        *("_" * 52, "", "[結果]", "検知しませんでした。", ""),
    ]
    name = f"{scan.host}_{scan.started:%Y%m%d%H%M%S}_emocheck.txt"
    return name, "\r\n".join(lines).encode()


def _scans(step: Step, name: str, data: bytes) -> Iterable[Scan]:
    if name == "scan.json":
        return (scan_from_json(data.decode()),)
    result = read(ReportFile(name, data, received(step), ZoneInfo("Asia/Tokyo")))
    assert not result.troubles
    return result.scans


def replay(begin: Incident, steps: Iterable[Step], every: int = 1) -> Iterator[Said]:
    """After every step (or every so many): freeze, put on record, write the notices."""
    world, oracle, now = World(), Oracle(), begin
    earlier: list[tuple[str, State]] = []
    zone = ZoneInfo(begin.organization.timezone)
    offices = [office.id for office in begin.organization.offices]
    as_of = datetime(2000, 1, 1, tzinfo=zone)
    for n, step in enumerate(steps):
        world.take(step)
        oracle.take(step)
        if n % every:
            continue
        as_of = max(received(step), as_of + timedelta(seconds=1))
        content = world.status(rule_from(begin), offices, as_of)
        state = read_state(content)
        record = coverage_of(state, content, name=f"sweep-{n}", zone=zone)
        now = with_state(now, record, state, earlier, by="佐藤", at=as_of)
        earlier.append((record.id, state))
        yield _said(step, now, state, content, oracle)


def _said(
    step: Step, incident: Incident, state: State, content: bytes, oracle: Oracle
) -> Said:
    says_all, says_numbers = {}, {}
    for language in ("ja", "en"):
        text = notice(incident, language, state.as_of)
        numbers = NUMBERS[language].format(total=len(oracle.ours), done=oracle.covered)
        says_all[language] = ALL[language] in text
        says_numbers[language] = numbers in text
    return Said(
        step, incident, state, content, says_all, says_numbers, oracle.may_say_all
    )


def notice(incident: Incident, language: str, when: datetime) -> str:
    """All sentences of the public notice."""
    day = when.astimezone(ZoneInfo("Asia/Tokyo")).date()
    document = make("public-notice", incident, language, day, stage="report")
    return "\n".join(sentence.text for sentence in document.sentences())
