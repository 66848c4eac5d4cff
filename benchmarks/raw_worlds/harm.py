"""What mail suffers between a fake and the desk: one harm for a report, or none.

wrapped      every line cut at 70 columns, heads too
marks        the forward with `> ` before every line
double       a customer forwards to a colleague of ours, he to the desk
raw-jis      ISO-2022-JP in header fields without encoded words
zip          the .eml in a zip
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from benchmarks.raw_worlds.programs import Program, marked
from benchmarks.raw_worlds.wire import Coding

COLUMNS: Final = 70

INLINE: Final = (
    "none",
    "none",
    "wrapped",
    "marks",
    "tight",
    "wide-labels",
    "banner",
    "signature",
    "double",
    "new-subject",
    "html-only",
    "sjis",
    "flowed",
)
RAW: Final = (
    "none",
    "none",
    "raw-utf8",
    "raw-jis",
    "split-words",
    "quoted-words",
    "html-only",
    "sjis",
    "flowed",
    "banner",
    "no-charset",
)
ATTACHED: Final = (*RAW, "zip", "zip")

CODINGS: Final = {
    "raw-utf8": Coding("utf-8", "8bit", words="raw"),
    "raw-jis": Coding("iso-2022-jp", "7bit", words="raw"),
    "split-words": Coding("utf-8", "base64", words="split"),
    "quoted-words": Coding("utf-8", "base64", words="quoted"),
    "sjis": Coding("shift_jis", "base64"),
    "flowed": Coding("utf-8", "8bit", flowed=True),
    "no-charset": Coding("iso-2022-jp", "7bit", told=False),
}

BANNERS: Final = {
    "ja": "【注意】このメールは社外から送信されています。リンクや添付ファイルにご注意ください。\n\n",
    "en": "CAUTION: This email originated from outside of the organization.\n\n",
}
TAGS: Final = {"ja": "[外部] ", "en": "[EXTERNAL] "}

_WIDE: Final = {
    "差出人:": "差出人：",
    "送信日時:": "送信日時：",
    "日付:": "日付　：",
    "日時:": "日時　：",
    "宛先:": "宛先　：",
    "件名:": "件名　：",
    "From:": "From :",
    "Sent:": "Sent :",
    "Date:": "Date :",
    "To:": "To   :",
    "Subject:": "Subject :",
}


def program(given: Program, harm: str) -> Program:
    """The program, as far as the harm is one of encoding."""
    if harm == "html-only":
        return replace(given, html=True, plain=False)
    if harm in CODINGS:
        return replace(given, coding=CODINGS[harm], html=False)
    return given


def wrapped(text: str) -> str:
    """Cut at 70 columns; letters of Japan take two."""
    made: list[str] = []
    for line in text.split("\n"):
        row, width = "", 0
        for letter in line:
            size = 1 if letter.isascii() else 2
            if width + size > COLUMNS:
                made.append(row)
                row, width = "", 0
            row, width = row + letter, width + size
        made.append(row)
    return "\n".join(made)


def tight(text: str) -> str:
    """Without empty lines, as webmail shows text that it pressed together."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def wide_labels(text: str) -> str:
    """Labels as groupware writes them: full-width colons, padded."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:9]):
        for label, wide in _WIDE.items():
            if line.lstrip().startswith(label):
                lines[at] = line.replace(label, wide, 1)
                break
    return "\n".join(lines)


TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "wrapped": wrapped,
    "marks": marked,
    "tight": tight,
    "wide-labels": wide_labels,
}


def zipped(mail: bytes) -> bytes:
    """The mail in a zip, dated 1980 so that equal mails give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(zipfile.ZipInfo("fushin.eml"), mail)
    return packed.getvalue()
