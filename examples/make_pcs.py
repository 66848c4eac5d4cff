"""Write the PCs of the sample office and what scanners said of them: `make examples`.

    examples/hoshimine/pcs/pcs.csv          the list, as a clerk keeps it in a spreadsheet
    examples/hoshimine/pcs/results/*.json   Microsoft Defender, as the kit's collector writes it
    examples/hoshimine/pcs/results/*.log    ClamAV, which looked second
    examples/hoshimine/pcs/results/*.txt    EmoCheck's own report

The sweep in mid-course, on the evening of 14 October 2026: Tokyo is done, Yokohama is not.
One scan there was a quick one, one PC was looked at by an EmoCheck that does not know the
malware of that day, two people are away, and one result came from a PC that no list knows.
All of it was made up here; nothing was found, because there is nothing to find.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Tokyo")
TOKYO: Final = datetime(2026, 10, 13, 13, 0, tzinfo=ZONE)
YOKOHAMA: Final = datetime(2026, 10, 14, 13, 0, tzinfo=ZONE)

HEAD: Final = (
    "資産番号",
    "コンピューター名",
    "拠点",
    "使用者",
    "区分",
    "状態",
    "復帰予定日",
    "備考",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """One PC, and which scanners have looked at it."""

    host: str
    user: str
    scans: str
    """Letters: D full scan of Defender, q its quick scan, C ClamAV, E EmoCheck 2.4."""

    kind: str = "固定"
    presence: str = "使用中"
    back: str = ""
    note: str = ""
    listed: bool = True

    @property
    def is_in_tokyo(self) -> bool:
        """By its name, as the office gives them."""
        return self.host.startswith("TKY")

    @property
    def asset(self) -> str:
        """Its number in the list."""
        return f"{self.host[0]}-{self.host[-5:]}"


MACHINES: Final = (
    Machine("TKY-PC001", "髙橋 誠一", "DC"),
    Machine("TKY-PC002", "渡邊 由紀子", "DC"),
    Machine("TKY-PC003", "齋藤 美咲", "DC"),
    Machine("TKY-PC004", "佐藤 恵", "DC"),
    Machine("TKY-PC005", "𠮷岡 健", "DC"),
    Machine("TKY-PC006", "Emily Carter", "DC"),
    Machine("TKY-PC007", "渡邊 由紀子", "DC", "在宅"),
    Machine("TKY-PC008", "齋藤 美咲", "DC", "在宅"),
    Machine("TKY-PC009", "Emily Carter", "DC", "在宅"),
    Machine("TKY-PC010", "", "DC", "貸出", note="出張用"),
    Machine("TKY-PC011", "", "DC", "予備", note="倉庫に保管"),
    Machine("TKY-PC012", "", "DC", "共用", note="受付"),
    Machine("TKY-PC013", "", "DC", "共用", note="会議室"),
    Machine("TKY-PC014", "", "DC", "共用", note="給与計算の共用機"),
    Machine("TKY-SV001", "𠮷岡 健", "DC", "サーバー", note="メールを読む"),
    Machine("YKH-PC001", "山﨑 大輔", "DC"),
    Machine("YKH-PC002", "林 拓海", "DC"),
    Machine("YKH-PC003", "山﨑 大輔", "DC", "在宅"),
    Machine("YKH-PC004", "", "DC", "共用", note="受付"),
    Machine("YKH-PC005", "", "q", "共用", note="会議室"),
    Machine("YKH-PC006", "林 拓海", "DE", "在宅"),
    Machine("YKH-PC007", "", "", "予備"),
    Machine("YKH-PC008", "産休中の職員", "", "固定", "産休", "2027-04-01"),
    Machine("YKH-PC009", "出張中の職員", "", "貸出", "出張", "2026-10-19"),
    Machine("YKH-PC021", "", "D", listed=False),
)


def write(folder: Path) -> None:
    """Write the list and the results below `folder`; older ones there are replaced."""
    pcs = folder / "pcs"
    shutil.rmtree(pcs, ignore_errors=True)
    (pcs / "results").mkdir(parents=True)
    (pcs / "pcs.csv").write_bytes(_list())
    for number, machine in enumerate(MACHINES):
        begin = TOKYO if machine.is_in_tokyo else YOKOHAMA
        at = begin + timedelta(minutes=7 * number)
        for letter in machine.scans:
            name, content = _MAKERS[letter](machine, at)
            (pcs / "results" / name).write_bytes(content)


def _list() -> bytes:
    """As a spreadsheet on a Japanese Windows saves it for everybody: UTF-8 with its mark."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(HEAD)
    for each in MACHINES:
        if each.listed:
            office = "tokyo" if each.is_in_tokyo else "yokohama"
            first = (each.asset, each.host, office, each.user, each.kind)
            table.writerow((*first, each.presence, each.back, each.note))
    return text.getvalue().encode("utf-8-sig")


def _defender(machine: Machine, at: datetime, kind: str = "Full") -> tuple[str, bytes]:
    ended = at + timedelta(minutes=95 if kind == "Full" else 6)
    exported = ended + timedelta(minutes=4)
    status = {
        "AMRunningMode": "Normal",
        "AMServiceEnabled": True,
        "AntivirusEnabled": True,
        "AMEngineVersion": "1.1.26090.7",
        "AMProductVersion": "4.18.26090.2",
        "AntivirusSignatureVersion": "1.441.118.0",
        "AntivirusSignatureLastUpdated": (at - timedelta(minutes=20)).isoformat(),
        "DefenderSignaturesOutOfDate": False,
        f"{kind}ScanStartTime": at.isoformat(),
        f"{kind}ScanEndTime": ended.isoformat(),
        f"{kind}ScanAge": 0,
        f"{kind}ScanSignatureVersion": "1.441.118.0",
    }
    value = {
        "form": "honmono-defender-1",
        "computer": machine.host,
        "elevated": True,
        "exported_at": exported.isoformat(),
        "status": status,
        "detections": [],
        "threats": [],
    }
    return f"{machine.host}_{exported:%Y%m%d%H%M%S}_defender.json", _json(value)


def _quick(machine: Machine, at: datetime) -> tuple[str, bytes]:
    return _defender(machine, at, "Quick")


def _clamav(machine: Machine, at: datetime) -> tuple[str, bytes]:
    """The version, the command and its log, in one file."""
    begun = at + timedelta(minutes=100)
    ended = begun + timedelta(minutes=52)
    lines = (
        f"ClamAV 1.4.3/27789/{begun - timedelta(hours=3):%a %b %d %H:%M:%S %Y}",
        "clamscan -r -i C:\\",
        "",
        "----------- SCAN SUMMARY -----------",
        "Known viruses: 8712345",
        "Engine version: 1.4.3",
        "Scanned directories: 31240",
        "Scanned files: 214377",
        "Infected files: 0",
        "Data scanned: 48211.70 MB",
        "Data read: 61120.04 MB (ratio 0.79:1)",
        "Time: 3120.000 sec (52 m 0 s)",
        f"Start Date: {begun:%Y:%m:%d %H:%M:%S}",
        f"End Date:   {ended:%Y:%m:%d %H:%M:%S}",
        "",
    )
    return f"{machine.host}_{ended:%Y%m%d%H%M%S}_clamav.log", "\r\n".join(
        lines
    ).encode()


def _emocheck(machine: Machine, at: datetime) -> tuple[str, bytes]:
    begun = at + timedelta(minutes=110)
    lines = (
        "[EmoCheck v2.4]",
        f"プログラム実行時刻: {begun:%Y-%m-%d %H:%M:%S}",
        *("_" * 52, "", "[結果]", "検知しませんでした。", ""),
    )
    name = f"{machine.host}_{begun:%Y%m%d%H%M%S}_emocheck.txt"
    return name, "\r\n".join(lines).encode()


def _json(value: dict[str, Any]) -> bytes:
    """As PowerShell 7 writes it: UTF-8, lines of Windows."""
    return json.dumps(value, indent=2).replace("\n", "\r\n").encode() + b"\r\n"


_MAKERS: Final = {"D": _defender, "q": _quick, "C": _clamav, "E": _emocheck}
