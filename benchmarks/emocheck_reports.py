"""Reports of EmoCheck, made up: whole ones of every form, and damaged ones.

Written from the published description of the reports alone.  It shares no table with the
importer on purpose: a word that is wrong in one of them shows.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

VERSIONS: Final = (
    "0.0.1",
    "0.0.2",
    "1.0",
    "2.0",
    "2.1",
    "2.1.1",
    "2.2",
    "2.3",
    "2.3.1",
    "2.3.2",
    "2.4",
)
RULE: Final = "_" * 52
BANNER: Final = "            Emotet detection tool by JPCERT/CC."

HEADS: Final = {
    "en": "Scan time: ",
    "ja": "プログラム実行時刻: ",
    "fr": "Temps d'éxécution: ",
}
RESULTS: Final = {"en": "[Result] ", "ja": "[結果]", "fr": "[Résultat] "}
CLEAN: Final = {
    "en": "Emotet was not detected.",
    "ja": "検知しませんでした。",
    "fr": "Emotet n'a pas été détecté.",
}
HIT: Final = {
    "en": "Detected Emotet process.",
    "ja": "Emotetを検知しました。",
    "fr": "Emotet détecté.",
}
BLOCK: Final = {"en": "[Emotet Process] ", "ja": "[詳細]", "fr": "[Processus Emotet] "}
FIELDS: Final = {
    "en": ("Process Name  :", "Process ID    :", "Image Path    :", "Registry Key  :"),
    "ja": ("プロセス名    :", "プロセスID    :", "イメージパス  :", "レジストリキー:"),
    "fr": (
        "Nom du processus:",
        "PID             :",
        "Emplacement     :",
        "Clé de registre :",
    ),
}
END: Final = {
    "en": "Please remove or isolate the suspicious execution file.",
    "ja": "イメージパスの実行ファイルを隔離/削除してください。",
    "fr": "Veuillez supprimer le(s) fichier(s) détecté(s).",
}
CONSOLE_CLEAN: Final = {"en": "No detection.", "ja": "Emotetは検知されませんでした。"}
CONSOLE_HIT: Final = {
    "en": ("[!!] Detected",),
    "ja": ("[!!] Emotet 検知", "Emotetのプロセスが見つかりました。"),
}
OEM: Final = {"en": "cp850", "ja": "cp932", "fr": "cp850"}
WORDS: Final = (
    "apds",
    "netsh",
    "kbdir",
    "slpub",
    "mspaint",
    "wmidx",
    "certapi",
    "請求書",
    "表示",
    "設定",
)

FILE, TYPED, CONSOLE, JSON = "file", "typed", "console", "json"


@dataclass(frozen=True, slots=True)
class Process:
    """One hit."""

    name: str
    pid: str
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report, and what is true of it."""

    name: str
    data: bytes
    host: str
    time: datetime
    version: str
    hits: tuple[Process, ...]
    form: str
    language: str
    encoding: str
    damage: str = ""


def whole(draw: random.Random, rounds: int = 1) -> Iterator[Report]:
    """Undamaged ones: every version, language, form, encoding and number of hits."""
    for _ in range(rounds):
        for version in VERSIONS:
            for language, form, encoding in _forms(version):
                for hits in range(4):
                    yield _report(draw, version, language, form, encoding, hits)


def _forms(version: str) -> Iterator[tuple[str, str, str]]:
    """Language, form and encoding that there are of a version."""
    languages = ("en", "ja") if version < "2" else ("en", "ja", "fr")
    for language in languages:
        whole_page = {"ja": ("cp932",), "fr": ("cp850", "cp1252"), "en": ()}[language]
        for encoding in ("mixed", "utf-8", "utf-8-sig", "utf-8 LF", "utf-16"):
            yield language, FILE, encoding
        for encoding in ("utf-8", "utf-8 LF", "utf-16", "utf-16-be", *whole_page):
            yield language, TYPED, encoding
            if language in CONSOLE_CLEAN:
                yield language, CONSOLE, encoding
    if version != "0.0.1":
        for encoding in ("mixed", "utf-8", "utf-8-sig", "utf-16"):
            yield "ja", JSON, encoding


def _report(
    draw: random.Random,
    version: str,
    language: str,
    form: str,
    encoding: str,
    count: int,
) -> Report:
    time = datetime(2020, 2, 3, tzinfo=ZoneInfo("Asia/Tokyo")) + timedelta(
        seconds=draw.randrange(4 * 365 * 86_400)
    )
    host = f"{draw.choice(('TKY', 'OSK', 'FUK'))}-PC{draw.randrange(1000):03}"
    hits = tuple(_process(draw, plain=language != "ja") for _ in range(count))
    kind = "json" if form == JSON else "txt"
    stamp = f"{time:%Y%m%d%H%M%S}_emocheck.{kind}"
    name = stamp if version == "0.0.1" else f"{host}_{stamp}"
    if form == JSON:
        lines = _json(version, host, time, hits)
    elif form == CONSOLE:
        lines = _console(draw, version, language, hits, name)
    else:
        lines = _file(version, language, time, hits)
        if form == TYPED:
            lines = [f"C:\\Users\\tanaka>type {name}", *lines, "", "C:\\Users\\tanaka>"]
    data = _bytes(lines, encoding, language)
    told = host if version != "0.0.1" or form == JSON else ""
    pasted = form in (TYPED, CONSOLE)
    return Report(
        name="pasted.txt" if pasted else name,
        data=data,
        host=told,
        time=time,
        version=version,
        hits=hits,
        form=form,
        language=language,
        encoding=encoding,
    )


def _process(draw: random.Random, *, plain: bool) -> Process:
    words = [word for word in WORDS if word.isascii() or not plain]
    folder, name = draw.choice(words), draw.choice(words)
    path = f"C:\\Users\\tanaka\\AppData\\Local\\{folder}\\{name}.exe"
    return Process(
        f"{name}.exe", str(draw.randrange(4, 30_000)), draw.choice((path, path, ""))
    )


def _file(
    version: str, language: str, time: datetime, hits: tuple[Process, ...]
) -> list[str]:
    head = f"[Emocheck v{version}]" if version == "0.0.1" else f"[EmoCheck v{version}]"
    lines = [
        head,
        f"{HEADS[language]}{time:%Y-%m-%d %H:%M:%S}",
        RULE,
        "",
        RESULTS[language],
    ]
    if not hits:
        early = version in ("0.0.1", "0.0.2") and language == "en"
        return [*lines, "No detection." if early else CLEAN[language]]
    lines += [HIT[language], ""]
    for hit in hits:
        lines += [BLOCK[language], *_fields(language, hit, grouped=False), ""]
    return [*lines, END[language]]


def _fields(language: str, hit: Process, *, grouped: bool) -> list[str]:
    pid = f"{int(hit.pid):,}" if grouped else hit.pid
    values = (hit.name, pid, hit.path, "")
    return [
        f"     {label} {value}".rstrip()
        for label, value in zip(FIELDS[language], values, strict=True)
    ]


def _console(
    draw: random.Random,
    version: str,
    language: str,
    hits: tuple[Process, ...],
    name: str,
) -> list[str]:
    lines = [
        *("Microsoft Windows [Version 10.0.19044.1706]", ""),
        f"C:\\Users\\tanaka\\Desktop>emocheck_v{version}_x64.exe",
        *("", BANNER, "", f"Version      : {version}"),
        *("URL          : https://github.com/JPCERTCC/EmoCheck", RULE, ""),
    ]
    if draw.random() < 0.3:
        lines = [f"[EmoCheck v{version}]", ""]
    if hits:
        lines += list(CONSOLE_HIT[language])
        for hit in hits:
            lines += ["", *_fields(language, hit, grouped=True)[:3]]
        lines += ["", END[language]]
    else:
        lines += [CONSOLE_CLEAN[language]]
    return [
        *lines,
        "",
        f"\tC:\\Users\\tanaka\\Desktop\\{name}",
        "",
        "C:\\Users\\tanaka\\Desktop>",
    ]


def _json(
    version: str, host: str, time: datetime, hits: tuple[Process, ...]
) -> list[str]:
    rows = [
        f'  "scan_time":"{time:%Y-%m-%d %H:%M:%S}",',
        f'  "hostname":"{host}",',
        f'  "emocheck_version":"{version}",',
    ]
    if not hits:
        return ["{", *rows, '  "is_infected":"no"', "}"]
    objects = [
        "{"
        f'"process_name":"{hit.name}","process_id":"{hit.pid}",'
        f'"image_path":{json.dumps(hit.path, ensure_ascii=False)}'
        + ("}" if version == "0.0.2" else ',"registry_key":""}')
        for hit in hits
    ]
    processes = f'  "emotet_processes":[{",".join(objects)}]'
    return ["{", *rows, '  "is_infected":"yes",', processes, "}"]


def _bytes(lines: list[str], encoding: str, language: str) -> bytes:
    name, _, newline = encoding.partition(" ")
    end = "\n" if newline else "\r\n"
    if name == "mixed":
        return b"".join(_mixed(line, language) + b"\r\n" for line in lines)
    text = "".join(line + end for line in lines)
    if name == "utf-16-be":
        return b"\xfe\xff" + text.encode(name)
    return text.encode(name)


def _mixed(line: str, language: str) -> bytes:
    """Fixed words in UTF-8, what is filled in by the code page of Windows."""
    label, colon, value = line.partition(":")
    if line.startswith("     ") and colon:
        return (label + colon).encode() + value.encode(OEM[language])
    return line.encode("cp932" if '"' in line else "utf-8")


def with_data(report: Report, data: bytes, damage: str) -> Report:
    """The same with other bytes."""
    return replace(report, data=data, damage=damage)
