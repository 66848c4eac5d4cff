"""PCs and results for `benchmarks/sweep.py`: by code, seeded, nobody's.

60,000 PCs in 120 offices.  Eight rounds, in each of which every PC has one result: the text
of EmoCheck mostly, in every second round Defender's JSON of a third of the PCs, in the last
one lists of a console; and a third of the PCs once more: 500,000 results.  The importers
that read them are those of the product.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers import ReportFile
from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule

SINCE: Final = datetime(2022, 5, 16, 0, 0, tzinfo=UTC)
NOW: Final = datetime(2022, 5, 20, 0, 0, tzinfo=UTC)
ZONE: Final = ZoneInfo("Asia/Tokyo")
RULE: Final = Rule(since=SINCE, first_report=SINCE, style="emotet_style")
A_PC: Final = 500
"""PCs of one office."""

A_LIST: Final = 500
"""PCs of one list of a console."""

BY_CONSOLE: Final = 7
"""The round of eight whose results come in such lists."""

COLUMNS: Final = {
    "host": "コンピュータ名",
    "product": "=ウイルスバスター",
    "outcome": "検査結果",
    "extent": "検索種別",
    "started": "検索開始日時",
    "ended": "検索完了日時",
    "threat": "脅威名",
    "definitions_at": "定義日",
}


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
    """Results in the order in which they would come: round by round, offices mixed."""
    dice = random.Random(seed)  # noqa: S311 - data of a benchmark
    rows = list[tuple[int, datetime]]()
    for number in range(results):
        kind = number // count
        of = (number * 7_919 + kind) % count  # each PC once a round
        at = SINCE + timedelta(hours=6 * kind, seconds=number % count // 5)
        if kind % 8 == BY_CONSOLE:
            rows.append((of, at))
        elif kind % 2 and number % 3 == 0:
            yield _defender(of, at)
        else:
            yield _emocheck(of, at, dice)
        if len(rows) == A_LIST:
            yield _console(rows)
            rows = []
    if rows:
        yield _console(rows)


def _emocheck(number: int, at: datetime, dice: random.Random) -> ReportFile:
    local = at.astimezone(ZONE)
    hit = dice.random() < 0.001
    word = "Emotetを検知しました。" if hit else "検知しませんでした。"
    lines = [
        "[EmoCheck v2.2]",
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
    return ReportFile(name, data, NOW, ZONE)


def _defender(number: int, at: datetime) -> ReportFile:
    begin, end = at - timedelta(hours=2), at - timedelta(hours=1)
    value = {
        "form": "honmono-defender-1",
        "computer": host(number),
        "elevated": True,
        "exported_at": at.isoformat(),
        "status": {
            "AMEngineVersion": "1.1.19200.5",
            "AMProductVersion": "4.18.2203.5",
            "AMRunningMode": "Normal",
            "AMServiceEnabled": True,
            "AntivirusEnabled": True,
            "AntivirusSignatureVersion": "1.367.123.0",
            "AntivirusSignatureLastUpdated": begin.isoformat(),
            "ComputerID": f"7A3E9F00-0000-4000-8000-{number:012d}",
            "DefenderSignaturesOutOfDate": False,
            "FullScanAge": 0,
            "FullScanStartTime": begin.isoformat(),
            "FullScanEndTime": end.isoformat(),
            "FullScanSignatureVersion": "1.367.123.0",
            "QuickScanAge": 4294967295,
            "QuickScanStartTime": None,
            "QuickScanEndTime": None,
        },
        "detections": [],
        "threats": [],
    }
    return ReportFile(f"{host(number)}.json", json.dumps(value).encode(), NOW, ZONE)


def _console(rows: Sequence[tuple[int, datetime]]) -> ReportFile:
    """What the console of an antivirus writes for many PCs."""
    lines = ["コンピュータ名,検査結果,検索種別,検索開始日時,検索完了日時,脅威名,定義日"]
    for number, at in rows:
        begin, end = at.astimezone(ZONE), (at + timedelta(hours=1)).astimezone(ZONE)
        times = f"{begin:%Y/%m/%d %H:%M},{end:%Y/%m/%d %H:%M}"
        lines.append(f"{host(number)},検出なし,フルスキャン,{times},,{begin:%Y/%m/%d}")
    data = "\r\n".join([*lines, ""]).encode("cp932")
    return ReportFile("console.csv", data, NOW, ZONE, columns={"console": COLUMNS})
