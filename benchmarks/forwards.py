"""Forwarded mails as nine programs make them, in two languages, whole and damaged.

    python -m benchmarks.forwards > /tmp/forwards.txt        look at them

A case is a mail to the desk and the truth about the mail inside it.  People, hosts and
words are invented.  Damage is done to the finished head, as mailers and people do it.
Nothing here is used by `honmono/`.
"""

from __future__ import annotations

import html
import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from itertools import product
from typing import Final

from benchmarks.forward_heads import PROGRAMS, Head, Inner
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail

SEED: Final = 20261125
JST: Final = timezone(timedelta(hours=9))

DAMAGE: Final = (
    *("none", "quoted", "wrapped", "label-lost", "blank-lines", "wide-colon", "nbsp"),
    *("bidi", "run-together", "address-cut", "address-gone", "no-to", "many-to"),
    *("indented", "mark-lost", "no-blank-below"),
)

_NAMES: Final = {
    "ja": (
        "山田 太郎",
        "髙橋 花子",
        "例示株式会社 経理部",
        "佐々木　健一",
        "Taro Yamada",
    ),
    "en": (
        *("Hanako Tanaka", "Tanaka, Hanako", "Reiji Accounting", "J. R. O'Neil"),
        "YAMADA Taro",
    ),
}
_HOSTS: Final = (
    *("mail.example.net", "x3.example.org", "kado-unyu.example", "a-b.example.com"),
)
_REPORTERS: Final = {
    "ja": (
        ("佐藤 次郎", "sato@kita.example"),
        ("鈴木 一美", "k.suzuki@minami.example"),
    ),
    "en": (
        ("Jiro Sato", "sato@kita.example"),
        ("Suzuki, Kazumi", "k.suzuki@minami.example"),
    ),
}
_SUBJECTS: Final = {
    "ja": (
        *("請求書の件", "Re: 【至急】お振込先変更のご連絡", "RE: 6/8の打ち合わせ"),
        *("見積書（第2版）：ご確認のお願い", "契約書 2026-06 送付"),
    ),
    "en": (
        *("Invoice 5582", "RE: Payment details", "Updated contract: please sign"),
        *("Re: Re: Meeting on 6/8", "FW: Statement of account"),
    ),
}
_WORDS: Final = {
    "ja": (
        *("いつもお世話になっております。", "添付の請求書をご確認ください。"),
        "よろしくお願いいたします。",
    ),
    "en": ("Good morning,", "please find the invoice attached.", "Best regards"),
}
_ABOVE: Final = {
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


@dataclass(frozen=True, slots=True)
class Case:
    """One mail to the desk."""

    name: str
    raw: RawMail
    truth: Inner | None
    """None when nothing is reported: the mail quotes, and is meant itself."""

    reporter: str
    """His address."""


def cases(seed: int = SEED) -> Iterator[Case]:
    """Every program × language × form × damage, then mails that report nothing."""
    dice = random.Random(seed)  # noqa: S311 - layouts, no secret
    for program, lang in product(PROGRAMS, ("ja", "en")):
        if program == "outlook-de" and lang == "ja":
            continue
        for form, what in product(("plain", "html"), DAMAGE):
            yield _forward(dice, program, lang, form, what)
    for number, (lang, program) in enumerate(product(("ja", "en"), PROGRAMS)):
        yield from _no_reports(dice, lang, program, number)


def _forward(
    dice: random.Random, program: str, lang: str, form: str, what: str
) -> Case:
    reporter, inner = _drawn(dice, lang)
    truth = inner
    if what in ("address-gone", "address-cut"):
        truth = replace(inner, address="")
    shown = truth if what == "address-gone" else inner
    head = _damaged(PROGRAMS[program](shown, lang), inner, what, dice)
    japanese = lang == "ja" and program == "yahoo"
    prefix = "転送: " if japanese else dice.choice(("FW: ", "Fwd: ", "Fw: "))
    above = dice.choice(_ABOVE[lang])
    text = (
        _plain(head, inner, what, above)
        if form == "plain"
        else _html(program, head, inner, what, above)
    )
    raw = _mail(reporter, prefix + inner.subject, inner.date, text, form)
    return Case(f"{program}/{lang}/{form}/{what}", raw, truth, reporter[1])


def _drawn(dice: random.Random, lang: str) -> tuple[tuple[str, str], Inner]:
    reporter = dice.choice(_REPORTERS[lang])
    minutes = dice.randrange(60 * 24 * 360)
    date = datetime(2026, 1, 2, tzinfo=JST) + timedelta(minutes=minutes)
    local = dice.choice(("xk3", "info", "taro.8841", "a_b"))
    address = f"{local}@{dice.choice(_HOSTS)}"
    name, subject = dice.choice(_NAMES[lang]), dice.choice(_SUBJECTS[lang])
    return reporter, Inner(name, address, date, subject, *reporter, _WORDS[lang])


def _damaged(head: Head, inner: Inner, what: str, dice: random.Random) -> Head:
    """The head after a mailer or a hand was at it; what changes lines is `_text`."""
    lines = list(head.lines)
    announced = bool(head.mark[0].strip("_"))
    if what == "label-lost" and announced:
        may = [k for k, (a, said) in enumerate(lines) if a and said and not _is_to(a)]
        at = dice.choice(may)
        lines[at] = ("", lines[at][1])
    elif what == "address-cut":
        lines = [(a, _cut(said, inner.address)) for a, said in lines]
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


def _cut(said: str, address: str) -> str:
    """The address without its end, and without the bracket behind it."""
    before, found, rest = said.partition(address)
    return f"{before}{address[:-4]}…{rest[1:]}" if found else said


def _wrapped(line: str, width: int) -> list[str]:
    wrapper = textwrap.TextWrapper(
        width, break_long_words=False, break_on_hyphens=False
    )
    return wrapper.wrap(line) or [""]


def _text(head: Head, what: str) -> list[str]:
    said = [f"{a}{head.colon}{words}" if a else words for a, words in head.lines]
    if what == "run-together":
        said = _wrapped(" ".join(said), 400)
    elif what in ("wrapped", "many-to"):
        said = [part for line in said for part in _wrapped(line, 72)]
    elif what == "blank-lines":
        said = [part for line in said for part in (line, "")][:-1]
    elif what == "indented":
        said = [f"    {line}" for line in said]
    return [*head.mark, *said]


def _plain(head: Head, inner: Inner, what: str, above: str) -> str:
    gap = [] if what == "no-blank-below" else [""]
    block = [*_text(head, what), *gap, *inner.words]
    if what == "quoted":
        block = [f"> {line}" for line in block]
    return "\n".join([*above.split("\n"), "", *block]) + "\n"


def _html(program: str, head: Head, inner: Inner, what: str, above: str) -> str:
    mark = "".join(f"{html.escape(line)}<br>" for line in head.mark)
    if program == "thunderbird" and what != "run-together":
        block = f'<div class="moz-forward-container">{mark}{_table(head)}'
    else:
        between = {"run-together": " ", "blank-lines": "<br><br>"}.get(what, "<br>\n")
        said = between.join(
            (f"<b>{html.escape(a + head.colon)}</b>" if a else "") + html.escape(b)
            for a, b in head.lines
        )
        block = f"<div>{mark}{said}<br>"
    gap = "" if what == "no-blank-below" else "<br>"
    words = "".join(f"<p>{html.escape(word)}</p>" for word in inner.words)
    link = '<p><a href="https://x3.example.net/">https://www.example.co.jp/</a></p>'
    body = f"{block}{gap}{words}{link}</div>"
    if what == "quoted":
        body = f'<blockquote type="cite">{body}</blockquote>'
    own = "".join(f"<p>{html.escape(x) or '&nbsp;'}</p>" for x in above.split("\n"))
    style = "<style>p {margin:0}</style>"
    return f"<html><head>{style}</head><body>{own}{body}</body></html>"


def _table(head: Head) -> str:
    rows = "".join(
        f'<tr><th valign="BASELINE" align="RIGHT">{html.escape(a and a + head.colon)}</th>'
        f"<td>{html.escape(b)}</td></tr>"
        for a, b in head.lines
    )
    return f'<table class="moz-email-headers-table"><tbody>{rows}</tbody></table>'


def _mail(
    author: tuple[str, str], subject: str, written: datetime, text: str, form: str
) -> RawMail:
    """The mail to the desk, five hours after the one that it is about."""
    mail = EmailMessage()
    mail["From"] = formataddr(author)
    mail["To"] = "desk@example.co.jp"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(written + timedelta(hours=5))
    mail.set_content(text, subtype=form, charset="utf-8", cte="base64")
    return RawMail(mail.as_bytes(policy=SMTP), "case.eml")


def _no_reports(
    dice: random.Random, lang: str, program: str, number: int
) -> Iterator[Case]:
    """Mails that quote and report nothing: an answer, and a forger with his thread."""
    reporter, inner = _drawn(dice, lang)
    head = PROGRAMS[program](inner, lang)
    marks = tuple(m for m in head.mark if "orward" not in m and "転送" not in m)
    head = replace(head, mark=marks)
    text = _plain(head, inner, "none", "\n".join(_WORDS[lang]))
    answers = inner.subject.lower().startswith("re:")
    subject = inner.subject if answers else f"Re: {inner.subject}"
    raw = _mail(reporter, subject, inner.date, text, "plain")
    yield Case(f"answer/{program}/{lang}", raw, None, reporter[1])
    forger = (inner.name, f"xk{number}@mail.example.org")
    raw = _mail(forger, f"FW: {inner.subject}", inner.date, text, "plain")
    yield Case(f"stolen/{program}/{lang}", raw, None, forger[1])


def main() -> None:
    """Print every case."""
    for case in cases():
        mail = parse(case.raw)
        print(f"===== {case.name}: {case.truth}")
        print(mail.authors[0], mail.subject.text, mail.bodies[0].text, sep="\n")


if __name__ == "__main__":
    main()
