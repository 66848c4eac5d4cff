"""A theft: forged mails made from a stolen mailbox, as those who got them reported them.

The mailbox of 大西 (かささぎ運輸, a client) was stolen.  The forged mails show 齋藤 and her
colleagues of the office all the same, because they quote threads that 大西 had with them.
Whoever looks at the shown name alone suspects 齋藤, and is wrong.

    report-01.eml   saved by who got it: all header fields are there
    report-02.eml   forwarded in the text, by the Japanese Outlook
    report-03.eml   forwarded as an attachment
    report-12.eml   ordinary phish, which somebody reported along with them
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final, NamedTuple

from examples.samples import spam
from examples.samples.cast import (
    HAYASHI,
    INFO,
    SAITO,
    SATO,
    YAMAZAKI,
    YOSHIOKA,
    Person,
    passed,
    signed,
    spf_only,
)
from examples.samples.correspondence import (
    KURAHASHI,
    MIKI,
    ONISHI,
    TSUBAME,
    Outsider,
    Party,
    Written,
    correspondence,
    outlook_head,
)
from examples.samples.post import Attached, Letter, archive, box


class How(Enum):
    """In which form a report came."""

    SAVED = auto()
    INLINE = auto()
    ATTACHED = auto()


class Fake(NamedTuple):
    """One forged mail, and how it was reported."""

    shown: Person
    to: Party
    thread_with: Person
    """Whose thread with 大西 it quotes."""

    letter: int
    """Which of these letters, counted from the newest."""

    at: str
    sender: str
    """The real address: somebody else's account that the thief had."""

    how: How


FAKES: Final = (
    Fake(SAITO, HAYASHI, HAYASHI, 1, "2026-10-13 08:52", "order@flower-lane.example", How.SAVED),
    Fake(SAITO, MIKI, SAITO, 0, "2026-10-13 09:05", "k.ueda@midori-kensetsu.example", How.INLINE),
    Fake(SAITO, KURAHASHI, SAITO, 4, "2026-10-13 09:17", "info@harbor-travel.example", How.ATTACHED),
    Fake(SAITO, YAMAZAKI, YAMAZAKI, 0, "2026-10-13 14:40", "order@flower-lane.example", How.SAVED),
    Fake(HAYASHI, SAITO, SAITO, 2, "2026-10-14 08:31", "sales@kita-shoji.example", How.SAVED),
    Fake(SAITO, TSUBAME, YAMAZAKI, 3, "2026-10-14 08:44", "info@harbor-travel.example", How.INLINE),
    Fake(YAMAZAKI, KURAHASHI, YAMAZAKI, 1, "2026-10-14 10:02", "k.ueda@midori-kensetsu.example", How.ATTACHED),
    Fake(SAITO, HAYASHI, HAYASHI, 5, "2026-10-15 07:58", "sales@kita-shoji.example", How.INLINE),
    Fake(HAYASHI, MIKI, HAYASHI, 2, "2026-10-15 08:20", "shop@umikaze-mart.example", How.ATTACHED),
    Fake(SAITO, YAMAZAKI, YAMAZAKI, 6, "2026-10-15 13:11", "shop@umikaze-mart.example", How.SAVED),
    Fake(SAITO, KURAHASHI, SAITO, 9, "2026-10-16 09:36", "order@flower-lane.example", How.ATTACHED),
)  # fmt: skip

BODY: Final = (
    "いつもお世話になっております。\n先日の件で資料をお送りいたします。\n添付をご確認ください。パスワードは {day} です。\n",
    "お世話になっております。\n修正したファイルをお送りします。至急ご確認をお願いいたします。\n解凍パスワード：{day}\n",
    "{to}様\n\n請求書を添付いたします。\nご確認のうえ、ご返信ください。\n",
)
"""What the thief wrote himself."""

STRAY: Final = spam.SAMPLES[0]


def reports() -> Iterator[bytes]:
    """Every report, in the order in which they came."""
    for number, fake in enumerate(FAKES):
        letter = _forged(number, fake)
        match fake.how:
            case How.SAVED:
                yield bytes(letter)
            case How.INLINE:
                yield bytes(_forwarded(fake, letter))
            case How.ATTACHED:
                yield bytes(_attached(fake, letter))
    yield STRAY.content


def _stolen(fake: Fake) -> Written:
    """The letter of 大西's mailbox that the fake quotes."""
    threads = [
        each
        for each in correspondence()
        if {ONISHI, fake.thread_with} <= {each.by, *each.to}
    ]
    return threads[-1 - fake.letter]


def _forged(number: int, fake: Fake) -> Letter:
    """The forged mail as it came in."""
    stolen = _stolen(fake)
    own = BODY[number % len(BODY)].format(day=fake.at[5:10], to=fake.to.name.split()[0])
    subject = stolen.subject
    domain = fake.sender.partition("@")[2]
    route = spf_only(fake.sender, f"203.0.113.{60 + number}", f"relay.{domain}")
    return Letter(
        sender=box(fake.shown.name, fake.sender),
        to=box(fake.to.name, fake.to.address),
        subject=subject if subject.startswith("Re: ") else f"Re: {subject}",
        text=f"{own}\n{fake.shown.name}\n{fake.shown.address}\n\n{outlook_head(stolen)}\n\n{stolen.text}",
        at=fake.at,
        route=route if isinstance(fake.to, Person) else None,
        files=(Attached("資料.zip", "application/zip", archive(("資料.doc", b"placeholder"))),),
        delivered_to=fake.to.address,
    )  # fmt: skip


def _forwarded(fake: Fake, letter: Letter) -> Letter:
    """Forwarded in the text: the header fields are lost, besides what Outlook shows."""
    at = datetime.fromisoformat(letter.at)
    head = (
        "________________________________\n"
        f"差出人: {fake.shown.name} <{fake.sender}>\n"
        f"送信日時: {at.year}年{at.month}月{at.day}日 {at:%H:%M}\n"
        f"宛先: {fake.to.name} <{fake.to.address}>\n"
        f"件名: {letter.subject}"
    )
    return _report(
        fake,
        subject=f"FW: {letter.subject}",
        text=f"{_asked(fake)}\n{head}\n\n{letter.text}",
    )


def _attached(fake: Fake, letter: Letter) -> Letter:
    """Forwarded as an attachment: everything is there."""
    mail = Attached("", "message/rfc822", bytes(letter))
    return _report(fake, subject="不審なメールの件", text=_asked(fake), files=(mail,))


def _report(
    fake: Fake, *, subject: str, text: str, files: tuple[Attached, ...] = ()
) -> Letter:
    """What the one who got the fake sent on to the office."""
    at = datetime.fromisoformat(fake.at) + timedelta(hours=1, minutes=20)
    ours = isinstance(fake.to, Person)
    domain = fake.to.address.partition("@")[2]
    return Letter(
        sender=fake.to.box,
        to=YOSHIOKA.box if ours else INFO,
        subject=subject,
        text=text,
        files=files,
        at=f"{at:%Y-%m-%d %H:%M}",
        route=None if ours else passed(fake.to.address, "198.51.100.7", f"mx.{domain}"),
        delivered_to=YOSHIOKA.address if ours else SATO.address,
    )


def _asked(fake: Fake) -> str:
    if isinstance(fake.to, Person):
        return f"吉岡さん\n\nお疲れさまです。このようなメールが届きました。開いていません。\n{signed(fake.to)}"
    assert isinstance(fake.to, Outsider)  # noqa: S101 - for the type
    return (
        "ほしみね事務所 御中\n\n"
        f"{fake.to.firm}の{fake.to.name}です。{fake.shown.name.split()[0]}様のお名前で"
        "不審なメールが届きました。\n御社からのものでしょうか。ご確認をお願いいたします。\n"
    )
