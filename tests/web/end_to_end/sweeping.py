"""What comes to a desk in a sweep: a list of PCs, results of scanners, and their days.

The incident of the sample is moved to days of which EmoCheck 2.4 knows the wave, so that
what is played here counts whatever day it is today.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from honmono.sweep.scanner import report
from tests.sweep.importers.made import STATUS, defender
from tests.sweep.scanner.test_report import a_report
from tests.web.end_to_end.desk import ROOT
from tests.web.end_to_end.seeding import CASE, seed_with

_MOVED: Final = {f"2026-10-{13 + n}": f"2023-04-{10 + n}" for n in range(12)}
LOOKED: Final = datetime.fromisoformat("2023-04-11T10:00:00+09:00")
"""On the day after the first forged mail."""

PCS: Final = {
    "TKY-PC001": "東京オフィス",
    "TKY-PC002": "東京オフィス",
    "TKY-PC003": "東京オフィス",
    "YKH-PC001": "横浜オフィス",
    "YKH-PC002": "横浜オフィス",
}


def seed_the_sweep(home: Path) -> None:
    """A home with the sample incident as of these days."""
    text = (ROOT / f"examples/hoshimine/{CASE}.json").read_text("utf-8")
    for before, after in _MOVED.items():
        text = text.replace(before, after)
    seed_with(home, text.encode())


def list_of_pcs() -> bytes:
    """As a clerk's spreadsheet saves it in Japan."""
    head = "PC名,シリアル番号,拠点,使用者,区分\r\n"
    rows = [
        f"{host},5CG{n:04},{office},髙橋 {n},デスクトップ\r\n"
        for n, (host, office) in enumerate(PCS.items(), 1)
    ]
    return (head + "".join(rows)).encode("cp932")


def by_defender(host: str, **changed: Any) -> bytes:
    """A full scan that found nothing, as our collector writes it."""
    status = {
        **STATUS,
        "AntivirusSignatureLastUpdated": (LOOKED - timedelta(hours=4)).isoformat(),
        "ComputerID": f"7A3E9F00-0000-4000-8000-{list(PCS).index(host):012}",
        "FullScanStartTime": LOOKED.isoformat(),
        "FullScanEndTime": (LOOKED + timedelta(hours=1)).isoformat(),
    }
    exported = (LOOKED + timedelta(hours=3)).isoformat()
    return defender(computer=host, status=status, exported_at=exported, **changed)


def by_emocheck(host: str) -> tuple[str, bytes]:
    """EmoCheck's file: its name, and that it saw nothing."""
    lines = ("[EmoCheck v2.4]", f"プログラム実行時刻: {_told()}", "_" * 52, "")
    text = "\r\n".join((*lines, "[結果]", "検知しませんでした。", ""))
    return f"{host}_20230411113000_emocheck.txt", text.encode("cp932")


def by_emocheck_infected(host: str) -> tuple[str, bytes]:
    """The same with a process that it takes for Emotet."""
    lines = ("[EmoCheck v2.4]", f"プログラム実行時刻: {_told()}", "_" * 52, "")
    found = (
        "[詳細]",
        "     プロセス名    : mspaint.exe",
        "     プロセスID    : 716",
        "     イメージパス  : C:\\Users\\a\\AppData\\Local\\netsh\\mspaint.exe",
        "     レジストリキー:",
        "",
    )
    text = "\r\n".join((*lines, "[結果]", "Emotetを検知しました。", "", *found))
    return f"{host}_20230411113000_emocheck.txt", text.encode("cp932")


def _told() -> str:
    return f"{LOOKED + timedelta(hours=1, minutes=30):%Y-%m-%d %H:%M:%S}"


def by_our_scanner(host: str, kit: str, token: str, **changed: Any) -> bytes:
    """A signed report of a PC with Windows, on which nothing was seen."""
    at = LOOKED + timedelta(hours=2)
    times = {
        "started": at.isoformat(),
        "ended": (at + timedelta(minutes=2)).isoformat(),
        "knowledge": "2023-04-11",
        "kit": kit,
    }
    value = a_report(**{**times, **changed})
    value["host"] = {**value["host"], "name": host, "ids": []}
    return report.written(report.signed(value, token))


def zip_of(files: dict[str, bytes]) -> bytes:
    """Files in a ZIP, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()
