"""Half a year of the office's own mail: who wrote to whom, about what, in which thread.

    2026-05-12  大西（かささぎ運輸） → 齋藤   5月分の勤怠と給与の件
    2026-05-12  齋藤 → 大西                  Re: 5月分の勤怠と給与の件   (quotes it)

Made by throwing dice over the sentences of `topics.py`; the same comes out every time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final, NamedTuple

from examples.samples.cast import (
    CARTER,
    HAYASHI,
    OURS,
    SAITO,
    SATO,
    TAKAHASHI,
    WATANABE,
    YAMAZAKI,
    YOSHIOKA,
    Person,
    signed,
)
from examples.samples.dice import Dice
from examples.samples.post import JST, box, quote
from examples.samples.topics import (
    ANNOUNCED,
    ENGLISH,
    FOREIGN,
    GIVEN,
    SURNAMES,
    TOPICS,
    Topic,
)

MONTHS: Final = range(4, 11)
"""April to October 2026."""

END: Final = datetime(2026, 10, 13, tzinfo=JST)
"""The first forged mail came on this day."""

STAFF: Final = (
    *(TAKAHASHI, WATANABE, YAMAZAKI, SAITO, SATO, YOSHIOKA, HAYASHI, CARTER),
)
ALL: Final = box("ほしみね全員", f"all@{OURS}")


class Outsider(NamedTuple):
    """Somebody at a client or at a firm that works with us."""

    firm: str
    department: str
    name: str
    address: str

    @property
    def box(self) -> str:
        """Name and address as a header field writes them."""
        shown = f"{self.firm} {self.name}" if self.firm else self.name
        return box(shown, self.address)


ONISHI: Final = Outsider(
    "かささぎ運輸", "人事課", "大西", "onishi@kasasagi-unyu.example"
)
MIKI: Final = Outsider("かささぎ運輸", "経理課", "三木", "miki@kasasagi-unyu.example")
TAKAMI: Final = Outsider(
    "かささぎ運輸", "横浜営業所", "高見", "takami@kasasagi-unyu.example"
)
KURAHASHI: Final = Outsider(
    "倉橋税理士事務所", "", "倉橋", "kurahashi@kurahashi-zei.example"
)
TSUBAME: Final = Outsider(
    "つばめ健診センター", "予約係", "中条", "nakajo@tsubame-kenshin.example"
)
NOMURA: Final = Outsider(
    "ねこまた製菓", "総務部", "野村", "nomura@nekomata-seika.example"
)
KUBO: Final = Outsider("ねこまた製菓", "製造課", "久保", "kubo@nekomata-seika.example")
TANABE: Final = Outsider("たぬき堂", "", "田部", "tanabe@tanukido.example")
OGAWA: Final = Outsider("しらかば歯科", "事務", "小川", "ogawa@shirakaba-shika.example")
SAKAMOTO: Final = Outsider(
    "みなと工務店", "総務", "坂本", "sakamoto@minato-koumu.example"
)
YOKOTA: Final = Outsider(
    "丸福食品", "管理部", "横田", "yokota@marufuku-shokuhin.example"
)
BENNETT: Final = Outsider("", "HR", "Laura Bennett", "laura@blueharbor.example")
ISHIDA: Final = Outsider("", "Finance", "Ken Ishida", "ishida@blueharbor.example")

Party = Person | Outsider


class Desk(NamedTuple):
    """Who of the office works for a client, how often, and who is copied in."""

    client: Outsider
    ours: tuple[Person, ...]
    copied: tuple[Party, ...]
    threads: int
    """A month."""


DESKS: Final = (
    Desk(
        ONISHI,
        (SAITO, SAITO, HAYASHI, YAMAZAKI),
        (KURAHASHI, MIKI, TSUBAME, TAKAMI, WATANABE),
        6,
    ),
    Desk(NOMURA, (SAITO, WATANABE), (KUBO, YAMAZAKI), 3),
    Desk(TANABE, (SATO, HAYASHI), (KURAHASHI,), 3),
    Desk(OGAWA, (HAYASHI, SAITO), (TSUBAME,), 3),
    Desk(SAKAMOTO, (YAMAZAKI, WATANABE), (TSUBAME, TAKAHASHI), 2),
    Desk(YOKOTA, (SAITO, HAYASHI), (KURAHASHI, SATO), 2),
    Desk(BENNETT, (CARTER, WATANABE), (ISHIDA, CARTER), 2),
)


@dataclass(frozen=True)
class Written:
    """One message of the correspondence."""

    by: Party
    to: tuple[Party, ...]
    """Empty: everybody of the office."""

    cc: tuple[Party, ...]
    subject: str
    text: str
    """With what it quotes."""

    at: datetime
    references: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its Message-ID, without brackets."""
        seed = f"{self.by.address}|{self.subject}|{self.at}"
        token = hashlib.sha256(seed.encode()).hexdigest()[:16]
        return f"{token}@{self.by.address.partition('@')[2]}"

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who wrote it, and who got it."""
        return (self.by, *(self.to or STAFF), *self.cc)


@cache
def correspondence() -> tuple[Written, ...]:
    """Everything, the oldest first."""
    found = [
        written
        for month in MONTHS
        for desk in DESKS
        for number in range(desk.threads)
        for written in _thread(desk, month, number)
    ]
    found += [each for month in MONTHS for each in _announced(month)]
    return tuple(sorted(found, key=lambda each: (each.at, each.number)))


def _thread(desk: Desk, month: int, number: int) -> Iterator[Written]:
    """One thread of a client: asked, answered, and mostly a last word."""
    dice = Dice(f"{desk.client.address}|{month}|{number}")
    english = desk.client is BENNETT
    topic = dice.one_of(ENGLISH if english else TOPICS)
    ours = desk.ours[number % len(desk.ours)]
    copied = dice.one_of(desk.copied)
    cc: tuple[Party, ...] = (copied,) if dice.below(3) == 0 else ()
    cc = tuple(each for each in cc if each is not ours)
    facts = _facts(dice, month, english=english)
    subject = topic.subject.format(**facts)
    writers: list[Party] = [ours, desk.client] if topic.ours_first else [desk.client, ours]  # fmt: skip
    at = _next(datetime(2026, month, 1 + dice.below(25), 9, tzinfo=JST), dice)
    before: Written | None = None
    earlier: tuple[str, ...] = ()
    for step, sentences in enumerate(_letters(topic, dice)):
        if at > END:
            return
        by, to = writers[step % 2], writers[(step + 1) % 2]
        body = "\n".join(each.format(**facts) for each in sentences)
        text = _letter(by, to, body, english=english)
        before = Written(
            by,
            (to,),
            cc,
            subject if before is None else f"Re: {subject}",
            text + (quoted(before, by) if before else ""),
            at,
            earlier,
        )
        yield before
        earlier = (*earlier, before.number)
        at = _next(at + timedelta(hours=1 + dice.below(20), minutes=dice.below(60)), dice)  # fmt: skip


def _letters(topic: Topic, dice: Dice) -> Iterator[list[str]]:
    yield dice.some_of(topic.asked, min(3, len(topic.asked)))
    yield dice.some_of(topic.answered, min(3, len(topic.answered)))
    if dice.below(3):
        yield dice.some_of(topic.last, 1 + dice.below(2))


def _facts(dice: Dice, month: int, *, english: bool) -> dict[str, str]:
    """Names, days and sums of one thread."""

    def name() -> str:
        if english:
            return dice.one_of(FOREIGN)
        return f"{dice.one_of(SURNAMES)} {dice.one_of(GIVEN)}"

    return {
        "name": name(),
        "name2": name(),
        "month": str(month),
        "day": str(2 + dice.below(13)),
        "day2": str(15 + dice.below(13)),
        "few": str(2 + dice.below(7)),
        "small": f"{(30 + dice.below(170)) * 100:,}",
        "sum": f"{190_000 + dice.below(900) * 317:,}",
        "number": f"{dice.below(9000) + 1000}",
    }


def _letter(by: Party, to: Party, body: str, *, english: bool) -> str:
    if english:
        first = to.name.split()[0]
        return f"Dear {first},\n\n{body}\n\nBest regards,\n{by.name}\n"
    family = to.name.split()[0]
    if isinstance(by, Person):
        head = (
            f"いつもお世話になっております。ほしみね事務所の{by.name.split()[0]}です。"
        )
        return f"{family}様\n\n{head}\n{body}\n{signed(by)}"
    head = f"お世話になっております。{by.firm}の{by.name}です。"
    firm = " ".join(each for each in (by.firm, by.department) if each)
    return f"ほしみね事務所\n{family}様\n\n{head}\n{body}\n\n--\n{firm}\n{by.name}\n{by.address}\n"


def quoted(written: Written, by: Party) -> str:
    """What `by` quotes below his answer: Outlook at the clients, Thunderbird here."""
    at = written.at
    if isinstance(by, Person):
        shown = (
            f"{at:%Y/%m/%d %H:%M}、{written.by.name} <{written.by.address}> のメール:"
        )
        return f"\n{shown}\n{quote(written.text)}\n"
    return f"\n{outlook_head(written)}\n\n{written.text}"


def outlook_head(written: Written) -> str:
    """How the Japanese Outlook writes above a quoted mail who wrote it, when, to whom."""
    at = written.at
    to = "; ".join(f"{each.name} <{each.address}>" for each in written.to)
    return (
        "________________________________\n"
        f"差出人: {written.by.name} <{written.by.address}>\n"
        f"送信日時: {at.year}年{at.month}月{at.day}日 {at:%H:%M}\n"
        f"宛先: {to or f'ほしみね全員 <all@{OURS}>'}\n"
        f"件名: {written.subject}"
    )


def _next(at: datetime, dice: Dice) -> datetime:
    """The next moment at which somebody works."""
    if at.hour >= 18 or at.hour < 8:
        later = at + timedelta(days=1) if at.hour >= 18 else at
        at = later.replace(hour=9 + dice.below(3))
    if at.weekday() >= 5:
        at += timedelta(days=7 - at.weekday())
    return at.replace(minute=dice.below(60))


def _announced(month: int) -> Iterator[Written]:
    """What goes to everybody of the office."""
    for number, by in enumerate((TAKAHASHI, YOSHIOKA, SATO)):
        dice = Dice(f"all|{month}|{number}")
        subject, body = ANNOUNCED[number]
        facts = _facts(dice, month, english=False)
        text = f"皆さん\n\nお疲れさまです。{by.name.split()[0]}です。\n{body.format(**facts)}\n{signed(by)}"
        at = _next(datetime(2026, month, 1 + dice.below(10), 10, tzinfo=JST), dice)
        yield Written(by, (), (), subject.format(**facts), text, at, ())
