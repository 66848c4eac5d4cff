"""Forwarded mails as nine programs make them, in two languages, whole and damaged.

    python -m benchmarks.forwards > /tmp/forwards.txt        look at them

A case is a mail to the desk and the truth about the mail inside it.  Layouts are written
down from what the programs show; people, hosts and words are invented.  Damage is done to
the finished head, as mailers and people do it.  No case is drawn twice, and nothing here
is used by `honmono/`.
"""

from __future__ import annotations

import html
import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from itertools import product
from typing import Final

from honmono.mail.source import RawMail

SEED: Final = 20261125
JST: Final = timezone(timedelta(hours=9))


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
class Case:
    """One mail to the desk."""

    name: str
    raw: RawMail
    truth: Inner | None
    """None when nothing is reported: the mail quotes, and is meant itself."""

    reporter: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a forwarded mail as a program writes it."""

    mark: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    """(label, what it says); an empty label for a line without one."""

    colon: str = ": "


NAMES: Final = {
    "ja": (
        "山田 太郎",
        "髙橋 花子",
        "例示株式会社 経理部",
        "佐々木　健一",
        "Taro Yamada",
    ),
    "en": (
        "Hanako Tanaka",
        "Tanaka, Hanako",
        "Reiji Accounting",
        "J. R. O'Neil",
        "YAMADA Taro",
    ),
}
HOSTS: Final = (
    "mail.example.net",
    "x3.example.org",
    "kado-unyu.example",
    "a-b.example.com",
)
REPORTERS: Final = {
    "ja": (
        ("佐藤 次郎", "sato@kita.example"),
        ("鈴木 一美", "k.suzuki@minami.example"),
    ),
    "en": (
        ("Jiro Sato", "sato@kita.example"),
        ("Suzuki, Kazumi", "k.suzuki@minami.example"),
    ),
}
SUBJECTS: Final = {
    "ja": ("請求書の件", "Re: 【至急】お振込先変更のご連絡", "見積書（第2版）：ご確認のお願い",
           "RE: 6/8の打ち合わせ", "契約書 2026-06 送付"),
    "en": ("Invoice 5582", "RE: Payment details", "Updated contract: please sign",
           "Re: Re: Meeting on 6/8", "FW: Statement of account"),
}  # fmt: skip
WORDS: Final = {
    "ja": (
        "いつもお世話になっております。",
        "添付の請求書をご確認ください。",
        "よろしくお願いいたします。",
    ),
    "en": ("Good morning,", "please find the invoice attached.", "Best regards"),
}
ABOVE: Final = {
    "ja": (
        "このメールは御社からでしょうか。",
        "怪しいメールが届きました。\nご確認ください。\n\n佐藤",
        "",
    ),
    "en": (
        "Is this from you?",
        "Please check. I have not opened anything.\n\nThanks,\nJiro",
        "",
    ),
}
_WEEK: Final = "月火水木金土日"
_MONTHS: Final = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
_DAYS: Final = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]


def _long(d: datetime) -> str:
    hour = d.hour % 12 or 12
    half = "AM" if d.hour < 12 else "PM"
    return f"{_DAYS[d.weekday()]}, {_MONTHS[d.month - 1]} {d.day}, {d.year} {hour}:{d:%M} {half}"


def _kanji(d: datetime) -> str:
    return f"{d.year}年{d.month}月{d.day}日"


def _who(i: Inner, form: str = "{} <{}>") -> str:
    return form.format(i.name, i.address) if i.address else i.name


def _to(i: Inner) -> str:
    return f"{i.to_name} <{i.to_address}>"


def outlook(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = f"{_kanji(i.date)} {i.date.hour}:{i.date:%M}"
        lines = (
            ("差出人", _who(i)),
            ("送信日時", date),
            ("宛先", _to(i)),
            ("件名", i.subject),
        )
        return Head(("-----Original Message-----",), lines)
    lines = (("From", _who(i, "{} [mailto:{}]")), ("Sent", _long(i.date)), ("To", i.to_name),
             ("Subject", i.subject))  # fmt: skip
    return Head(("-----Original Message-----",), lines)


def new_outlook(i: Inner, lang: str) -> Head:
    if lang == "ja":
        day = f"{_kanji(i.date)}({_WEEK[i.date.weekday()]}曜日)"
        date = f"{day} {i.date:%H:%M}"
        lines: tuple[tuple[str, str], ...] = (("差出人", _who(i)), ("送信日時", date), ("宛先", _to(i)), ("CC", "経理 <keiri@kita.example>"),
                 ("件名", i.subject))  # fmt: skip
        return Head(
            ("________________________________",), lines, "： " if i.name else ": "
        )
    lines = (
        ("From", _who(i)),
        ("Sent", _long(i.date)),
        ("To", _to(i)),
        ("Subject", i.subject),
    )
    return Head(("________________________________",), lines)


def german_outlook(i: Inner, lang: str) -> Head:
    del lang
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    days = [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ]
    date = f"{days[i.date.weekday()]}, {i.date.day}. {months.split()[i.date.month - 1]} {i.date:%Y %H:%M}"
    lines = (
        ("Von", _who(i)),
        ("Gesendet", date),
        ("An", _to(i)),
        ("Betreff", i.subject),
    )
    return Head(("-----Ursprüngliche Nachricht-----",), lines)


def gmail(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = f"{_kanji(i.date)}({_WEEK[i.date.weekday()]}) {i.date.hour}:{i.date:%M}"
    else:
        half = "AM" if i.date.hour < 12 else "PM"
        date = f"{i.date:%a}, {i.date:%b} {i.date.day}, {i.date.year} at {i.date.hour % 12 or 12}:{i.date:%M} {half}"
    lines = (("From", _who(i)), ("Date", date), ("Subject", i.subject), ("To", _to(i)))
    return Head(("---------- Forwarded message ---------",), lines)


def thunderbird(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = format_datetime(i.date)
        lines = (
            ("件名", i.subject),
            ("日付", date),
            ("差出人", _who(i)),
            ("宛先", _to(i)),
        )
        return Head(("-------- 転送メッセージ --------",), lines)
    lines = (
        ("Subject", i.subject),
        ("Date", format_datetime(i.date)),
        ("From", _who(i)),
        ("To", _to(i)),
    )
    return Head(("-------- Forwarded Message --------",), lines)


def apple(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = f"{_kanji(i.date)} {i.date.hour}:{i.date:%M:%S} JST"
        lines = (
            ("差出人", _who(i)),
            ("件名", i.subject),
            ("日付", date),
            ("宛先", _to(i)),
        )
        return Head(("転送されたメッセージ:", ""), lines)
    half = "AM" if i.date.hour < 12 else "PM"
    date = f"{_MONTHS[i.date.month - 1]} {i.date.day}, {i.date.year} at {i.date.hour % 12 or 12}:{i.date:%M:%S}\u202f{half} GMT+9"
    lines = (("From", _who(i)), ("Subject", i.subject), ("Date", date), ("To", _to(i)))
    return Head(("Begin forwarded message:", ""), lines)


def notes(i: Inner, lang: str) -> Head:
    if lang == "ja":
        mark = f"----- 転送者 {i.to_name}/営業部/Kita 日時 {i.date + timedelta(hours=5):%Y/%m/%d %H:%M} -----"
        lines = (("差出人", _who(i)), ("宛先", _to(i)), ("日付", f"{i.date:%Y/%m/%d %H:%M}"),
                 ("件名", i.subject))  # fmt: skip
        return Head((mark, ""), lines)
    when = f"{i.date + timedelta(hours=5):%m/%d/%Y %I:%M %p}"
    mark = f"---------------------- Forwarded by {i.to_name}/Sales/Kita on {when} ---------------------------"
    first = f"{_who(i)} on {i.date:%m/%d/%Y %I:%M:%S %p}"
    return Head(
        (mark, ""), (("", first), ("To", i.to_name), ("cc", ""), ("Subject", i.subject))
    )


def yahoo(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = f"{i.date.year}/{i.date.month}/{i.date.day}, {i.date:%a %H:%M}"
        lines = (
            ("From", _who(i)),
            ("To", _to(i)),
            ("Date", date),
            ("Subject", i.subject),
        )
        return Head(("----- Original Message -----",), lines)
    half = "AM" if i.date.hour < 12 else "PM"
    date = (f"{_DAYS[i.date.weekday()]}, {_MONTHS[i.date.month - 1]} {i.date.day}, {i.date.year} at "
            f"{i.date.hour % 12 or 12}:{i.date:%M:%S} {half} GMT+9")  # fmt: skip
    lines = (("From", _who(i)), ("To", _to(i)), ("Sent", date), ("Subject", i.subject))
    return Head(("----- Forwarded Message -----",), lines)


def carrier(i: Inner, lang: str) -> Head:
    if lang == "ja":
        date = f"{i.date:%Y/%m/%d %H:%M}"
        lines = (
            ("送信元", _who(i)),
            ("宛先", i.to_address),
            ("日時", date),
            ("題名", i.subject),
        )
        return Head(("-----元のメッセージ-----",), lines)
    lines = (
        ("From", _who(i)),
        ("To", i.to_address),
        ("Date", f"{i.date:%Y/%m/%d %H:%M}"),
        ("Subject", i.subject),
    )
    return Head(("-----Original Message-----",), lines)


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

DAMAGE: Final = (
    *("none", "quoted", "wrapped", "label-lost", "blank-lines", "wide-colon", "nbsp"),
    *(
        "bidi",
        "run-together",
        "address-cut",
        "address-gone",
        "no-to",
        "many-to",
        "indented",
    ),
    *("mark-lost", "no-blank-below"),
)


def damaged(head: Head, inner: Inner, what: str, dice: random.Random) -> Head:
    """The head after a mailer or a hand was at it (what changes lines stands in `_text`)."""
    lines = list(head.lines)
    if what == "label-lost":
        at = dice.choice(
            [
                k
                for k, (label, said) in enumerate(lines)
                if label and said and not _is_to(label)
            ]
        )
        marked = bool(head.mark and head.mark[0].strip("_"))
        if marked:
            lines[at] = ("", lines[at][1])
    elif what == "no-to":
        lines = [line for line in lines if not _is_to(line[0])]
    elif what == "many-to":
        people = "; ".join(f"Member {n} <m{n}@kita.example>" for n in range(20))
        lines = [(a, f"{b}; {people}" if _is_to(a) else b) for a, b in lines]
    elif what == "bidi":
        lines = [(f"\u200e{a}" if a else a, f"\u202a{b}\u202c") for a, b in lines]
    elif what == "nbsp":
        lines = [(a, b.replace(" ", "\u00a0")) for a, b in lines]
    mark = () if what == "mark-lost" else head.mark
    return Head(mark, tuple(lines), "：" if what == "wide-colon" else head.colon)


def _is_to(label: str) -> bool:
    return label in ("To", "宛先", "An")


def _text(head: Head, what: str) -> list[str]:
    said = [
        f"{label}{head.colon}{words}" if label else words for label, words in head.lines
    ]
    if what == "run-together":
        said = textwrap.wrap(
            " ".join(said), 400, break_long_words=False, break_on_hyphens=False
        )
    if what in ("wrapped", "many-to"):
        said = [part for line in said
                for part in textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) or [""]]  # fmt: skip
    if what == "blank-lines":
        said = [part for line in said for part in (line, "")][:-1]
    if what == "indented":
        said = [f"    {line}" for line in said]
    return [*head.mark, *said]


def _plain(head: Head, inner: Inner, what: str, above: str) -> str:
    gap = [] if what == "no-blank-below" else [""]
    block = [*_text(head, what), *gap, *inner.words]
    if what == "quoted":
        block = [f"> {line}" for line in block]
    return "\n".join([*above.split("\n"), "", *block]) + "\n"


def _html(program: str, head: Head, inner: Inner, what: str, above: str) -> str:
    mark = "".join(f"{html.escape(m)}<br>" for m in head.mark)
    if program == "thunderbird" and what != "run-together":
        cells = "".join(
            f'<tr><th valign="BASELINE" align="RIGHT" nowrap="nowrap">{html.escape((a + head.colon) if a else "")}</th>'
            f"<td>{html.escape(b)}</td></tr>" for a, b in head.lines)  # fmt: skip
        block = f'<div class="moz-forward-container">{mark}<table class="moz-email-headers-table"><tbody>{cells}</tbody></table>'
        end = "</div>"
    else:
        sep = (
            " "
            if what == "run-together"
            else "<br><br>"
            if what == "blank-lines"
            else "<br>\n"
        )
        said = sep.join(
            f"<b>{html.escape(a + head.colon)}</b>{html.escape(b)}"
            if a
            else html.escape(b)
            for a, b in head.lines
        )
        block, end = f"<div>{mark}{said}<br>", "</div>"
    words = "".join(f"<p>{html.escape(word)}</p>" for word in inner.words)
    link = '<p><a href="https://x3.example.net/pay">https://www.example.co.jp/</a></p>'
    body = f"{block}{'' if what == 'no-blank-below' else '<br>'}{words}{link}{end}"
    if what == "quoted":
        body = f'<blockquote type="cite">{body}</blockquote>'
    shown = "".join(
        f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in above.split("\n")
    )
    return f"<html><head><style>p {{margin:0}}</style></head><body>{shown}{body}</body></html>"


def _mail(
    reporter: tuple[str, str], subject: str, date: datetime, text: str, form: str
) -> bytes:
    mail = EmailMessage()
    mail["From"] = formataddr(reporter)
    mail["To"] = "desk@example.co.jp"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(date)
    mail.set_content(text, subtype=form, charset="utf-8", cte="base64")
    return mail.as_bytes(policy=SMTP)


def cases(seed: int = SEED) -> Iterator[Case]:
    """Every program × language × form × damage, then mails that report nothing."""
    dice = random.Random(seed)  # noqa: S311 - layouts, no secret
    for program, lang, form, what in product(
        PROGRAMS, ("ja", "en"), ("plain", "html"), DAMAGE
    ):
        if program == "outlook-de" and lang == "ja":
            continue
        reporter, inner = _drawn(dice, lang)
        gone = what == "address-gone"
        shown = replace(inner, address="") if gone else inner
        head = PROGRAMS[program](shown, lang)
        head = damaged(head, shown, what, dice)
        if what == "address-cut":
            cut = inner.address[:-4]
            head = replace(
                head, lines=tuple(_cut(line, inner.address, cut) for line in head.lines)
            )
            shown = replace(inner, address="")
        prefix = (
            "転送: "
            if lang == "ja" and program == "yahoo"
            else dice.choice(("FW: ", "Fwd: ", "Fw: "))
        )
        above = dice.choice(ABOVE[lang])
        body = (
            _plain(head, inner, what, above)
            if form == "plain"
            else _html(program, head, inner, what, above)
        )
        date = inner.date + timedelta(hours=5)
        data = _mail(reporter, prefix + inner.subject, date, body, form)
        yield Case(
            f"{program}/{lang}/{form}/{what}",
            RawMail(data, "case.eml"),
            shown,
            reporter[1],
        )
    for number, (lang, program) in enumerate(product(("ja", "en"), PROGRAMS)):
        yield from _no_reports(dice, lang, program, number)


def _cut(line: tuple[str, str], address: str, cut: str) -> tuple[str, str]:
    label, said = line
    before, sign, _ = said.partition(address)
    rest = said[len(before) + len(address) + 1 :] if sign else ""
    return (label, f"{before}{cut}…{rest}") if sign else line


def _drawn(dice: random.Random, lang: str) -> tuple[tuple[str, str], Inner]:
    reporter = dice.choice(REPORTERS[lang])
    minutes = dice.randrange(60 * 24 * 360)
    date = datetime(2026, 1, 2, tzinfo=JST) + timedelta(minutes=minutes)
    address = f"{dice.choice(('xk3', 'info', 'taro.8841', 'a_b'))}@{dice.choice(HOSTS)}"
    inner = Inner(
        dice.choice(NAMES[lang]),
        address,
        date,
        dice.choice(SUBJECTS[lang]),
        *reporter,
        WORDS[lang],
    )
    return reporter, inner


def _no_reports(
    dice: random.Random, lang: str, program: str, number: int
) -> Iterator[Case]:
    """Mails that quote and report nothing: an answer, and a forger with a stolen thread."""
    reporter, inner = _drawn(dice, lang)
    head = PROGRAMS[program](inner, lang)
    marks = tuple(m for m in head.mark if "orward" not in m and "転送" not in m)
    body = _plain(replace(head, mark=marks), inner, "none", "\n".join(WORDS[lang]))
    subject = (
        inner.subject
        if inner.subject.lower().startswith("re:")
        else f"Re: {inner.subject}"
    )
    date = inner.date + timedelta(hours=5)
    data = _mail(reporter, subject, date, body, "plain")
    yield Case(f"answer/{program}/{lang}", RawMail(data, "case.eml"), None, reporter[1])
    forger = (inner.name, f"xk{number}@mail.example.org")
    data = _mail(forger, f"FW: {inner.subject}", date, body, "plain")
    yield Case(f"stolen/{program}/{lang}", RawMail(data, "case.eml"), None, forger[1])


def main() -> None:
    """Print every case."""
    for case in cases():
        print(f"===== {case.name}: {case.truth}")
        print(case.raw.data.decode("ascii", "replace").partition("\r\n\r\n")[0])
        from honmono.mail.message.parse import parse

        print(parse(case.raw).bodies[0].text)


if __name__ == "__main__":
    main()
