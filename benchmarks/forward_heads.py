"""The heads of forwarded mails as nine programs write them, in Japanese and English.

    -----Original Message-----
    From: Hanako Tanaka [mailto:xk3@mail.example.net]
    Sent: Monday, June 8, 2026 10:15 AM

Written down from what the programs show.  Each function gets the mail that is forwarded
and the language, and gives the head; what is done to it then is `forwards.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Final

Lines = tuple[tuple[str, str], ...]

_WEEK: Final = "月火水木金土日"
_GERMAN_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)
_GERMAN_DAYS: Final = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
)


@dataclass(frozen=True, slots=True)
class Inner:
    """The mail that is reported, and what its forward still shows."""

    name: str
    address: str
    """Empty when the forward has lost it."""

    date: datetime
    subject: str
    to_name: str
    to_address: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a forwarded mail as a program writes it."""

    mark: tuple[str, ...]
    lines: Lines
    """(label, what it says); an empty label for a line without one."""

    colon: str = ": "


def _time(date: datetime, *, seconds: bool = False, gap: str = " ") -> str:
    """`10:15 AM`."""
    half = "AM" if date.hour < 12 else "PM"
    return f"{date.hour % 12 or 12}:{date:%M{':%S' if seconds else ''}}{gap}{half}"


def _long(date: datetime) -> str:
    """`Monday, June 8, 2026`."""
    return f"{date:%A}, {date:%B} {date.day}, {date.year}"


def _kanji(date: datetime) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _week(date: datetime) -> str:
    return _WEEK[date.weekday()]


def _who(mail: Inner, form: str = "{} <{}>") -> str:
    return form.format(mail.name, mail.address) if mail.address else mail.name


def _to(mail: Inner) -> str:
    return f"{mail.to_name} <{mail.to_address}>"


def _head(
    mark: str, labels: str, *said: str, colon: str = ": ", gap: bool = False
) -> Head:
    marks = (mark, "") if gap else (mark,)
    return Head(marks, tuple(zip(labels.split(), said, strict=True)), colon)


def outlook(mail: Inner, lang: str) -> Head:
    """Write as Outlook for Windows does."""
    mark = "-----Original Message-----"
    if lang == "ja":
        date = f"{_kanji(mail.date)} {mail.date.hour}:{mail.date:%M}"
        said = (_who(mail), date, _to(mail), mail.subject)
        return _head(mark, "差出人 送信日時 宛先 件名", *said)
    date = f"{_long(mail.date)} {_time(mail.date)}"
    who = _who(mail, "{} [mailto:{}]")
    return _head(mark, "From Sent To Subject", who, date, mail.to_name, mail.subject)


def new_outlook(mail: Inner, lang: str) -> Head:
    """Write as the new Outlook, OWA and Outlook on telephones do."""
    mark = "_" * 32
    if lang == "ja":
        day = f"{_kanji(mail.date)}({_week(mail.date)}曜日)"
        people = (_to(mail), "経理 <keiri@kita.example>")
        said = (_who(mail), f"{day} {mail.date:%H:%M}", *people, mail.subject)
        return _head(mark, "差出人 送信日時 宛先 CC 件名", *said, colon="： ")
    date = f"{_long(mail.date)} {_time(mail.date, seconds=True)}"
    who, to = _who(mail), _to(mail)
    return _head(mark, "From Sent To Subject", who, date, to, mail.subject)


def german_outlook(mail: Inner, lang: str) -> Head:
    """Write as Outlook in German does, whatever the language of the letter."""
    del lang
    day, month = _GERMAN_DAYS[mail.date.weekday()], _GERMAN_MONTHS[mail.date.month - 1]
    date = f"{day}, {mail.date.day}. {month} {mail.date:%Y %H:%M}"
    said = (_who(mail), date, _to(mail), mail.subject)
    return _head("-----Ursprüngliche Nachricht-----", "Von Gesendet An Betreff", *said)


def gmail(mail: Inner, lang: str) -> Head:
    """Write as Gmail does: its labels are English in Japan, too."""
    if lang == "ja":
        date = (
            f"{_kanji(mail.date)}({_week(mail.date)}) {mail.date.hour}:{mail.date:%M}"
        )
    else:
        day = f"{mail.date:%a}, {mail.date:%b} {mail.date.day}, {mail.date.year}"
        date = f"{day} at {_time(mail.date)}"
    said = (_who(mail), date, mail.subject, _to(mail))
    return _head(
        "---------- Forwarded message ---------", "From Date Subject To", *said
    )


def thunderbird(mail: Inner, lang: str) -> Head:
    """Write as Thunderbird does."""
    said = (mail.subject, format_datetime(mail.date), _who(mail), _to(mail))
    if lang == "ja":
        return _head("-------- 転送メッセージ --------", "件名 日付 差出人 宛先", *said)
    return _head("-------- Forwarded Message --------", "Subject Date From To", *said)


def apple(mail: Inner, lang: str) -> Head:
    """Write as Apple Mail does."""
    if lang == "ja":
        date = f"{_kanji(mail.date)} {mail.date.hour}:{mail.date:%M:%S} JST"
        said = (_who(mail), mail.subject, date, _to(mail))
        labels = "差出人 件名 日付 宛先"
        return _head("転送されたメッセージ:", labels, *said, gap=True)
    day = f"{mail.date:%B} {mail.date.day}, {mail.date.year}"
    time = _time(mail.date, seconds=True, gap="\u202f")
    said = (_who(mail), mail.subject, f"{day} at {time} GMT+9", _to(mail))
    return _head("Begin forwarded message:", "From Subject Date To", *said, gap=True)


def notes(mail: Inner, lang: str) -> Head:
    """Write as Notes does, whose mark says who forwards, and when."""
    now, who = mail.date + timedelta(hours=5), mail.to_name
    if lang == "ja":
        mark = f"----- 転送者 {who}/営業部/Kita 日時 {now:%Y/%m/%d %H:%M} -----"
        said = (_who(mail), _to(mail), f"{mail.date:%Y/%m/%d %H:%M}", mail.subject)
        return _head(mark, "差出人 宛先 日付 件名", *said, gap=True)
    when = f"{now:%m/%d/%Y %I:%M %p}"
    mark = f"{'-' * 22} Forwarded by {who}/Sales/Kita on {when} {'-' * 27}"
    first = ("", f"{_who(mail)} on {mail.date:%m/%d/%Y %I:%M:%S %p}")
    rest = (("To", who), ("cc", ""), ("Subject", mail.subject))
    return Head((mark, ""), (first, *rest))


def yahoo(mail: Inner, lang: str) -> Head:
    """Write as Yahoo! Mail does."""
    if lang == "ja":
        date = (
            f"{mail.date.year}/{mail.date.month}/{mail.date.day}, {mail.date:%a %H:%M}"
        )
        said = (_who(mail), _to(mail), date, mail.subject)
        return _head("----- Original Message -----", "From To Date Subject", *said)
    date = f"{_long(mail.date)} at {_time(mail.date, seconds=True)} GMT+9"
    said = (_who(mail), _to(mail), date, mail.subject)
    return _head("----- Forwarded Message -----", "From To Sent Subject", *said)


def carrier(mail: Inner, lang: str) -> Head:
    """Write as the webmail of telephone companies does."""
    said = (_who(mail), mail.to_address, f"{mail.date:%Y/%m/%d %H:%M}", mail.subject)
    if lang == "ja":
        return _head("-----元のメッセージ-----", "送信元 宛先 日時 題名", *said)
    return _head("-----Original Message-----", "From To Date Subject", *said)


PROGRAMS: Final[dict[str, Callable[[Inner, str], Head]]] = {
    "outlook": outlook,
    "new-outlook": new_outlook,
    "outlook-de": german_outlook,
    "gmail": gmail,
    "thunderbird": thunderbird,
    "apple": apple,
    "notes": notes,
    "yahoo": yahoo,
    "carrier": carrier,
}
