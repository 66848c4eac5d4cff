"""How mail programs quote: an earlier mail → what stands below the answer.

Each function gives plain text and HTML; the styles are those of the programs' own screens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Final

from benchmarks.offices._core import Past, Who

Quoted = tuple[str, str]
DAYS_JA: Final = "月火水木金土日"
DAYS_DE: Final = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag"),
    *("Freitag", "Samstag", "Sonntag"),
)
MONTHS_DE: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
MONTHS_EN: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS_EN: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)


def _box(who: Who) -> str:
    return f"{who.name} <{who.address}>"


def _boxes(people: tuple[Who, ...]) -> str:
    return "; ".join(map(_box, people))


def _marked(text: str, sign: str = "> ") -> str:
    return "\n".join(f"{sign}{line}".rstrip() for line in text.split("\n"))


def _paragraphs(text: str) -> str:
    return "<br>\n".join(map(escape, text.split("\n")))


def _labels(past: Past, rows: list[tuple[str, str]], bold: str = "b") -> Quoted:
    """A block of labels and the whole text below, as Outlook has it."""
    text = "\n".join(f"{label} {value}" for label, value in rows)
    html = "<br>\n".join(
        f"<{bold}>{escape(label)}</{bold}> {escape(value)}" for label, value in rows
    )
    return f"{text}\n\n{past.text}", f"{html}<br><br>\n{_paragraphs(past.text)}"


def outlook_en(past: Past) -> Quoted:
    """Desktop Outlook in English."""
    w = past.when
    rows = [
        ("From:", _box(past.author)),
        (
            "Sent:",
            f"{DAYS_EN[w.weekday()]}, {MONTHS_EN[w.month - 1]} {w.day}, {w.year} {w:%I:%M %p}",
        ),
        ("To:", _boxes(past.to)),
        *([("Cc:", _boxes(past.cc))] if past.cc else []),
        ("Subject:", past.subject),
    ]
    text, html = _labels(past, rows)
    return text, (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        f'<p class="MsoNormal">{html}</p></div>'
    )


def outlook_ja(past: Past) -> Quoted:
    """Desktop Outlook in Japanese: English labels in text, with a line of dashes."""
    w = past.when
    rows = [
        ("From:", _box(past.author)),
        ("Sent:", f"{w.year}年{w.month}月{w.day}日 {w:%H:%M}"),
        ("To:", _boxes(past.to)),
        *([("Cc:", _boxes(past.cc))] if past.cc else []),
        ("Subject:", past.subject),
    ]
    text, html = _labels(past, rows)
    return "-----Original Message-----\n" + text, (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        f'<p class="MsoNormal"><span lang="EN-US">{html}</span></p></div>'
    )


def outlook_web_ja(past: Past) -> Quoted:
    """Outlook on the web in Japanese: 差出人, 送信日時, 宛先, 件名."""
    w = past.when
    rows = [
        ("差出人:", _box(past.author)),
        ("送信日時:", f"{w.year}年{w.month}月{w.day}日 {w.hour}:{w:%M}"),
        ("宛先:", _boxes(past.to)),
        *([("CC:", _boxes(past.cc))] if past.cc else []),
        ("件名:", past.subject),
    ]
    text, html = _labels(past, rows)
    return "_" * 32 + "\n" + text, f'<hr><div id="divRplyFwdMsg" dir="ltr">{html}</div>'


def outlook_web_en(past: Past) -> Quoted:
    """Outlook on the web and on phones in English."""
    w = past.when
    rows = [
        ("From:", _box(past.author)),
        ("Sent:", f"{w:%d} {MONTHS_EN[w.month - 1]} {w.year} {w:%H:%M}"),
        ("To:", _boxes(past.to)),
        *([("Cc:", _boxes(past.cc))] if past.cc else []),
        ("Subject:", past.subject),
    ]
    text, html = _labels(past, rows, "strong")
    return (
        "_" * 32 + "\n" + text,
        f'<hr style="width:98%"><div id="divRplyFwdMsg">{html}</div>',
    )


def outlook_de(past: Past) -> Quoted:
    """Outlook in German: Von, Gesendet, An, Betreff."""
    w = past.when
    day = (
        f"{DAYS_DE[w.weekday()]}, {w.day}. {MONTHS_DE[w.month - 1]} {w.year} {w:%H:%M}"
    )
    rows = [
        ("Von:", _box(past.author)),
        ("Gesendet:", day),
        ("An:", _boxes(past.to)),
        *([("Cc:", _boxes(past.cc))] if past.cc else []),
        ("Betreff:", past.subject),
    ]
    text, html = _labels(past, rows)
    return text, f'<div style="border-top:solid #E1E1E1 1.0pt">{html}</div>'


def _attributed(line: str, past: Past) -> Quoted:
    return (
        f"{line}\n\n{_marked(past.text)}",
        (
            f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{escape(line)}<br></div>'
            f'<blockquote class="gmail_quote">{_paragraphs(past.text)}</blockquote></div>'
        ),
    )


def gmail_en(past: Past) -> Quoted:
    """Gmail in English, wrapped as it wraps plain text."""
    w = past.when
    line = (
        f"On {DAYS_EN[w.weekday()][:3]}, {MONTHS_EN[w.month - 1][:3]} {w.day}, {w.year}"
        f" at {w:%I:%M %p} {past.author.name} <{past.author.address}>"
    )
    text, html = _attributed(f"{line} wrote:", past)
    return (text.replace(" wrote:", "\nwrote:", 1) if len(line) > 70 else text), html


def gmail_ja(past: Past) -> Quoted:
    """Gmail in Japanese."""
    w = past.when
    return _attributed(
        f"{w.year}年{w.month}月{w.day}日({DAYS_JA[w.weekday()]}) {w:%H:%M} "
        f"{past.author.name} <{past.author.address}>:",
        past,
    )


def apple_ja(past: Past) -> Quoted:
    """Apple Mail in Japanese."""
    w = past.when
    return _attributed(
        f"{w.year}/{w.month:02}/{w.day:02} {w:%H:%M}、{past.author.name}"
        f" <{past.author.address}>のメール:",
        past,
    )


def apple_en(past: Past) -> Quoted:
    """Apple Mail in English."""
    w = past.when
    return _attributed(
        f"On {w.day} {MONTHS_EN[w.month - 1][:3]} {w.year}, at {w:%H:%M}, "
        f"{past.author.name} <{past.author.address}> wrote:",
        past,
    )


def thunderbird(past: Past) -> Quoted:
    """Thunderbird names nobody's address."""
    w = past.when
    return _attributed(f"On {w:%Y/%m/%d} {w:%H:%M}, {past.author.name} wrote:", past)


def thunderbird_de(past: Past) -> Quoted:
    """Thunderbird in German."""
    w = past.when
    return _attributed(
        f"Am {w:%d.%m.%y} um {w:%H:%M} schrieb {past.author.name}:", past
    )


def yahoo_ja(past: Past) -> Quoted:
    """Yahoo! Mail of Japan: a block of labels with marked text."""
    w = past.when
    head = (
        "----- Original Message -----\n"
        f"From: {past.author.name} <{past.author.address}>\n"
        f"To: {', '.join(map(_box, past.to))}\n"
        f"Date: {w:%Y/%m/%d} {DAYS_JA[w.weekday()]} {w:%H:%M}\n"
        f"Subject: {past.subject}"
    )
    return f"{head}\n\n{_marked(past.text, '>')}", _paragraphs(
        f"{head}\n\n{_marked(past.text, '>')}"
    )


def becky(past: Past) -> Quoted:
    """Becky!: the address alone, or the Message-ID's day."""
    w = past.when
    text = (
        f"On {DAYS_EN[w.weekday()][:3]}, {w.day} {MONTHS_EN[w.month - 1][:3]} {w.year} {w:%H:%M:%S} +0900\n"
        f"{past.author.name} <{past.author.address}> wrote:\n\n{_marked(past.text)}"
    )
    return text, _paragraphs(text)


def carrier(past: Past) -> Quoted:
    """A carrier's phone: marked text without a head."""
    return _marked(past.text, ">"), _paragraphs(_marked(past.text, ">"))


def inline_head_ja(past: Past) -> Quoted:
    """Somebody who types it himself: > 山田さん wrote, in Japanese."""
    text = f"> {past.author.name}さん（{past.author.address}）は書きました:\n{_marked(past.text)}"
    return text, _paragraphs(text)


Style = Callable[[Past], Quoted]
FULL: Final[dict[str, tuple[Style, ...]]] = {
    "ja": (outlook_ja, outlook_web_ja, outlook_en, yahoo_ja),
    "en": (outlook_en, outlook_web_en),
    "de": (outlook_de,),
}
"""Styles that name recipients."""

SHORT: Final[dict[str, tuple[Style, ...]]] = {
    "ja": (gmail_ja, apple_ja, becky, inline_head_ja, thunderbird, carrier),
    "en": (gmail_en, apple_en, thunderbird),
    "de": (thunderbird_de, gmail_en),
}
"""Styles that name the author, or nobody."""


def when_of(day: datetime) -> str:
    """A date as headers have it, in Japan's time."""
    return f"{DAYS_EN[day.weekday()][:3]}, {day.day:02} {MONTHS_EN[day.month - 1][:3]} {day:%Y %H:%M:%S} +0900"
