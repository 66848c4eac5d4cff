"""Hand-made traces: a small Japanese office, an English company; 1 to 300 reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from honmono.trace.archive._core import Contact, Match, Note, Way
from honmono.trace.evidence import Entry, Section
from honmono.trace.forgery import Path
from honmono.trace.traced import (
    Case,
    Check,
    Clue,
    Evidence,
    NextCheck,
    Suspect,
    Traced,
)


def numbers(at_least: int, likely: float, at_most: int) -> dict[str, float]:
    return {"at_least": at_least, "likely": likely, "at_most": at_most}


LEAK: Final[dict[str, object]] = {
    "addresses": numbers(7, 213.4, 508),
    "persons": numbers(6, 190.2, 441),
    "subjects": numbers(3, 1207.9, 2950),
    "messages": numbers(3, 3301.0, 9120),
    "finding": "theft",
    "bound": "complete",
}
LEAKED: Final = Section(
    "漏れたとみられるもの", (Entry("少なくとも 7・見込み 213・最大 508", "アドレス"),)
)

SATO: Final = "sato@hoshimine.example"
SUZUKI: Final = "suzuki@hoshimine.example"
TAKASAKI: Final = "takasaki@hoshimine.example"
HARBOR: Final = "billing@harbor-travel.example"

OFFICE: Final = (
    (SATO, "佐藤 花子"),
    (SUZUKI, "鈴木 一郎"),
    (TAKASAKI, "髙﨑 邉齋"),
)
SUBJECTS: Final = (
    *(
        "見積書の件",
        "Re: 四月分請求書送付のお願い（至急ご確認ください）",
        "打合せ議事録",
    ),
    *(
        "納期のご相談",
        "㈱港旅行 御中　契約更新①",
        "RE: RE: 出張手配について",
        "年末調整",
    ),
)
ENGLISH: Final = (
    *("Q3 gas volumes", "RE: Master agreement - redlined draft for your signature"),
    *("Lunch on Thursday?", "FW: Credit watch list", "Swap confirmation 11-0432"),
)


def day(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def note(number: int, subject: str, holders: Sequence[str], *others: str) -> Note:
    return Note(
        key=f"key-{number}",
        message_id=f"{number:06x}@mail.example",
        date=day("2022-04-11T01:00") + number * 7_200,
        subject=subject,
        sender=(*holders, *others)[0],
        participants=(*holders, *others),
        holders=tuple(holders),
    )


def clue(
    suspect: str, decibans: float, match: Match | None, *, held: bool | None = None
) -> Clue:
    met = Contact(20, 21, day("2021-03-02T00:00"), day("2022-04-28T00:00"))
    return Clue(suspect, decibans, match, held, met, None if decibans < 0 else met)


def evidence(number: int, clues: tuple[Clue, ...], **fields: object) -> Evidence:
    made = Evidence(
        source=f"reports/{number:03}.eml",
        date=day("2022-05-02T06:00") + number * 10_800,
        shown=(SATO,),
        recipients=(f"ito{number % 40}@partner{number % 17}.example",),
        subject="RE: 見積書の件",
        stray=0.02,
        clues=clues,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


CHECKS: Final = (
    NextCheck(Check.SCAN, (SATO,), 0.82),
    NextCheck(Check.ASK_PARTNER, (HARBOR,), 0.31),
    NextCheck(Check.MORE_REPORTS, ("ito@partner.example",), 0.12),
    NextCheck(Check.ORIGINALS, (), 0.05),
)


def traced(reports: tuple[Evidence, ...], **fields: object) -> Traced:
    made = Traced(
        cases={
            Case.NOTHING: 0.004,
            Case.OWN: 0.961,
            Case.PARTNER: 0.02,
            Case.SERVER: 0.005,
            Case.BOTH: 0.01,
        },
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.948),
            Suspect(HARBOR, "港旅行 経理", False, 0.021),
            Suspect(SUZUKI, "鈴木 一郎", True, 0.012),
            Suspect(TAKASAKI, "髙﨑 邉齋", True, 0.003),
        ),
        credible=(SATO,),
        decided=True,
        abused_account=None,
        next=("abe@partner3.example", "mori@partner4.example"),
        evidence=reports,
        checks=CHECKS,
        names={"ito@partner.example": "伊藤 純"},
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def office(reports: int) -> Traced:
    """One mailbox of a Japanese office; every seventh report quotes nothing of ours, and
    every eleventh has nothing to do with it."""
    return traced(tuple(_of_office(number) for number in range(1, reports + 1)))


def _of_office(number: int) -> Evidence:
    if number % 11 == 0:
        return evidence(
            number, (), stray=0.97, shown=(), subject="お荷物のお届けについて"
        )
    if number % 7 == 0:
        weights = (clue(SATO, 3.1, None), clue(HARBOR, 0.4, None))
        return evidence(number, weights, subject="")
    which = number * number % 23
    holders = (SATO, SUZUKI) if which % 3 == 0 else (SATO,)
    outside = HARBOR if which % 2 else f"ito{which}@partner{which % 17}.example"
    found = note(which, SUBJECTS[which % len(SUBJECTS)], holders, outside)
    match = Match(found, Way.QUOTE, 0.92, prints=40)
    three = (
        clue(SATO, 20.3, match, held=True),
        clue(HARBOR, 4.0, match if which % 2 else None),
        clue(SUZUKI, -9.7, match, held=SUZUKI in holders),
    )
    return evidence(number, three, subject=f"RE: {found.subject}")


KIM: Final = "kim.ward@energy.example"
LEE: Final = "lee.ann.fitzgerald-montgomery@energy.example"
BROKER: Final = "desk@brokers.example"


def company(reports: int) -> Traced:
    """An English company: two mailboxes that share everything, and no decision."""
    cases = {Case.OWN: 0.62, Case.PARTNER: 0.21, Case.BOTH: 0.04, Case.NOTHING: 0.13}
    return traced(
        tuple(_of_company(number) for number in range(1, reports + 1)),
        cases=cases,
        decided=False,
        suspects=(
            Suspect(KIM, "Kim Ward", True, 0.36, (LEE,)),
            Suspect(LEE, "Lee Ann Fitzgerald-Montgomery", True, 0.3, (KIM,)),
            Suspect(BROKER, "Kim Ward", False, 0.25),
            *(
                Suspect(f"p{n}@energy.example", f"Person {n}", True, 0.01)
                for n in range(9)
            ),
        ),
        credible=(KIM, LEE, BROKER),
        checks=(
            NextCheck(Check.SCAN, (KIM, LEE), 0.9),
            NextCheck(Check.ASK_PARTNER, (BROKER,), 0.6),
            NextCheck(Check.SERVER_LOG, (), 0.1),
        ),
        next=tuple(f"trader{n}@client{n}.example" for n in range(20)),
        names={},
    )


def _of_company(number: int) -> Evidence:
    if number % 9 == 0:
        return evidence(
            number, (), stray=0.8, shown=(), subject="Your parcel is waiting"
        )
    which = number * 5 % 13
    found = note(which, ENGLISH[which % len(ENGLISH)], (KIM, LEE), BROKER)
    way = (Way.ID, Way.SUBJECT, Way.QUOTE)[number % 3]
    match = Match(
        found, way, 0.6 if way is Way.QUOTE else 1.0, prints=5, alike=1 + which % 4
    )
    weights = (
        clue(KIM, 11.0, match, held=True),
        clue(LEE, 10.6, match, held=True),
        clue(BROKER, 7.5, match),
    )
    return evidence(
        number,
        weights,
        shown=(KIM, BROKER),
        subject=f"RE: {found.subject}",
        recipients=(f"trader{number % 50}@client{number % 30}.example", KIM),
        path=Path.FOREIGN,
    )


def hostile() -> Traced:
    """Subjects, names and addresses as an attacker would write them."""
    bad = (
        "</text><script>alert(1)</script>]]>&\x00\ufffe\u202e\"'`#{import} \ud800𠮷田"
        + "長" * 900
    )
    found = note(
        1, bad, (SATO,), f"{bad}@x.example", *(f"p{n}@x.example" for n in range(900))
    )
    match = Match(replace(found, message_id=bad, date=10**18), Way.QUOTE, 7.0, 3, 10**9)
    report = evidence(
        1,
        (clue(SATO, float("inf"), match, held=True), clue(HARBOR, float("nan"), match)),
        source=bad,
        subject=bad,
        shown=(SATO, bad),
        recipients=(bad, *(f"{n}{bad}@{n}.example" for n in range(200))),
        date=-(10**17),
        path=Path.OURS,
        account=bad,
    )
    return traced(
        (report, replace(report, stray=0.9)),
        names={HARBOR: bad, bad: bad},
        suspects=(
            Suspect(SATO, "佐藤 花子", True, float("nan")),
            Suspect(HARBOR, bad, False, 1.7),
        ),
        next=(bad,),
        abused_account=bad,
    )


def server() -> Traced:
    """Our own server sent them; nobody's mail was stolen."""
    sent = evidence(
        1, (clue(SATO, 0.5, None),), path=Path.OURS, account="scan@hoshimine.example"
    )
    return traced(
        (sent, replace(sent, source="reports/002.eml")),
        cases={Case.SERVER: 0.97, Case.OWN: 0.03},
        suspects=(Suspect(SATO, "佐藤 花子", True, 0.03),),
        decided=False,
        abused_account="scan@hoshimine.example",
        next=(),
    )


def nothing() -> Traced:
    """Names alone were used."""
    return traced(
        tuple(
            evidence(n, (clue(SATO, -6.0, None), clue(HARBOR, 0.1, None)))
            for n in range(3)
        ),
        cases={Case.NOTHING: 0.93, Case.OWN: 0.05, Case.PARTNER: 0.02},
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.05),
            Suspect(HARBOR, "", False, 0.02),
        ),
        decided=False,
        next=(),
    )


def both() -> Traced:
    """One of ours and a partner."""
    return replace(
        office(9),
        cases={Case.BOTH: 0.92, Case.OWN: 0.08},
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.99),
            Suspect(HARBOR, "港旅行 経理", False, 0.93),
        ),
        credible=(SATO, HARBOR),
    )


def empty() -> Traced:
    """No report could be read."""
    return traced(
        (), cases={}, suspects=(), credible=(), decided=False, next=(), checks=()
    )


def keyed() -> Traced:
    """Of a keyed archive: people, subjects and ids are opaque."""
    who, other = "9f3c0a51b7e24d66" * 4, "1b00ffee77aa9921" * 4
    found = note(1, "5ab1c0de" * 8, (who,), other)
    match = Match(replace(found, message_id="77777777" * 8), Way.QUOTE, 0.8, 30)
    report = evidence(
        1,
        (clue(who, 17.0, match, held=True), clue(other, 3.0, match)),
        shown=(who,),
        recipients=(other,),
        subject="RE: 見積書の件",
    )
    return traced(
        (report, report),
        suspects=(Suspect(who, "", True, 0.95), Suspect(other, "", False, 0.04)),
        credible=(who,),
        next=(other,),
        checks=(NextCheck(Check.SCAN, (who,), 0.5),),
        names={},
    )


HAND_MADE: Final = {
    "one": office(1),
    "three": office(3),
    "twenty": office(20),
    "three hundred": office(300),
    "company of one": company(1),
    "company of twenty": company(20),
    "company of three hundred": company(300),
    "hostile": hostile(),
    "server": server(),
    "nothing": nothing(),
    "both": both(),
    "empty": empty(),
    "keyed": keyed(),
}
