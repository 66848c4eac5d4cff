"""PCs and results for `benchmarks/sweep.py`: by code, seeded, nobody's.

60,000 PCs in 120 offices; of each, EmoCheck's text three times, a full scan and a quick
scan of the resident scanner, and half of them something else: 500,000 results.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers import ALL, Importer, Read, ReportFile
from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Answer, Extent, Outcome, Scan

SINCE: Final = datetime(2022, 5, 16, 0, 0, tzinfo=UTC)
NOW: Final = datetime(2022, 5, 20, 0, 0, tzinfo=UTC)
ZONE: Final = ZoneInfo("Asia/Tokyo")
RULE: Final = Rule(since=SINCE, first_report=SINCE, style="emotet_style")
A_PC: Final = 500
"""PCs of one office."""


def host(number: int) -> str:
    """A name as people give them."""
    return f"{office(number).upper()}-PC{number % A_PC:04d}"


def office(number: int) -> str:
    """One of so many, in order."""
    return f"o{number // A_PC:03d}"


def pcs(count: int) -> Iterator[tuple[Pc, str]]:
    """The list."""
    for number in range(count):
        value = Pc(
            id=f"pc-{number}",
            host=host(number),
            office=office(number),
            user=f"利用者 {number}",
            ids=(f"serial:5CG{number:07d}",),
        )
        yield value, "added"


def reports(count: int, results: int, seed: int = 8) -> Iterator[ReportFile]:
    """Results in the order in which they would come: day by day, offices mixed."""
    dice = random.Random(seed)  # noqa: S311 - data of a benchmark
    for number in range(results):
        kind, of = number // count, dice.randrange(count)
        of = (number * 7_919 + kind) % count  # each PC once a round
        at = SINCE + timedelta(hours=6 * kind, seconds=number % count // 5)
        made = _emocheck if kind % 2 == 0 or number % 3 else _defender
        yield made(of, at, dice)


def _emocheck(number: int, at: datetime, dice: random.Random) -> ReportFile:
    local = at.astimezone(ZONE)
    hit = dice.random() < 0.001
    word = "Emotetを検知しました。" if hit else "検知しませんでした。"
    lines = [
        "[EmoCheck v2.4.0]",
        f"プログラム実行時刻: {local:%Y-%m-%d %H:%M:%S}",
        "_" * 52,
        "",
        "[結果]",
        word,
    ]
    if hit:
        lines += [
            "",
            "[詳細]",
            "     プロセス名    : certreq.exe",
            "     プロセスID    : 716",
            "     イメージパス  : C:\\Users\\t\\AppData\\Local\\certreq\\certreq.exe",
            "_" * 52,
            "",
            "イメージパスの実行ファイルを隔離/削除してください。",
        ]
    name = f"{host(number)}_{local:%Y%m%d%H%M%S}_emocheck.txt"
    data = "\r\n".join([*lines, ""]).encode()
    # Two PCs may have the same second; their files then differ by nothing but the name.
    data += f"; {host(number)}\r\n".encode()
    return ReportFile(name, data, NOW, ZONE)


def _defender(number: int, at: datetime, dice: random.Random) -> ReportFile:
    value = {
        "form": "honmono-defender-1",
        "host": host(number),
        "collected_at": at.isoformat(),
        "status": {
            "AMRunningMode": "Normal",
            "AntivirusEnabled": True,
            "AMEngineVersion": "1.1.19200.5",
            "AntivirusSignatureVersion": "1.367.123.0",
            "AntivirusSignatureLastUpdated": at.isoformat(),
            "FullScanStartTime": at.isoformat(),
            "FullScanEndTime": (at + timedelta(hours=1)).isoformat(),
            "QuickScanStartTime": at.isoformat(),
        },
        "detections": [],
        "threats": [],
        "ids": [f"serial:5CG{number:07d}"],
    }
    del dice
    return ReportFile(f"{host(number)}.json", json.dumps(value).encode(), NOW, ZONE)


def _reads_text(file: ReportFile) -> Read:
    """As much of EmoCheck's text as this file has; the real importer does more."""
    head, when, *rest = file.data.decode().splitlines()
    at = datetime.fromisoformat(when.partition(": ")[2]).replace(tzinfo=file.zone)
    clean = "検知しませんでした。" in rest
    scan = Scan(
        host=file.name.partition("_")[0],
        product="emocheck",
        outcome=Outcome.CLEAN if clean else Outcome.FOUND,
        extent=Extent.CHECKS,
        started=at,
        product_version=head[11:-1],
        rights=Answer.YES,
    )
    return Read("emocheck", (scan,))


def _reads_json(file: ReportFile) -> Read:
    value = json.loads(file.data)
    told = value["status"]
    begin, end, made = (
        datetime.fromisoformat(told[key])
        for key in (
            "FullScanStartTime",
            "FullScanEndTime",
            "AntivirusSignatureLastUpdated",
        )
    )
    scan = Scan(
        host=value["host"],
        product="defender",
        outcome=Outcome.CLEAN,
        extent=Extent.FULL,
        started=begin,
        ended=end,
        definitions_at=made,
        definitions=told["AntivirusSignatureVersion"],
        ids=tuple(value["ids"]),
    )
    return Read("defender", (scan,))


OWN: Final = (
    Importer("emocheck", lambda f: f.data.startswith(b"[EmoCheck"), _reads_text),
    Importer("defender", lambda f: b"honmono-defender-1" in f.data[:80], _reads_json),
)


def stand_in() -> None:
    """Where the importers are not there yet, as simple ones as can be."""
    from honmono.sweep import importers

    if not ALL:
        importers.ALL = OWN  # type: ignore[misc]
