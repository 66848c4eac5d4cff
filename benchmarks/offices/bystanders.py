"""Honest: who names us, is called nearly so, or lives next door."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.offices._core import House, Who
from benchmarks.offices.honest import Family, Honest, written
from benchmarks.offices.letters import WORK, letter
from benchmarks.offices.outside import UNPROVEN
from benchmarks.offices.roads import usual
from benchmarks.offices.signing import signed


def desks_for_us(house: House, random: Random) -> Iterator[Honest]:
    """Suppliers whose desk bears our name because it serves us."""
    brand = house.org.names[min(1, len(house.org.names) - 1)]
    guest = house.partners[0]
    for name in (
        f"{brand}様専用窓口",
        f"{brand}御担当",
        f"{brand} 御中",
        f"{guest.firm} ({brand}様担当)",
        f"{guest.firm} for {brand}",
    ):
        who = replace(guest, name=name, address=f"desk@{guest.domain}")
        yield Honest(
            draft=written(house, random, who),
            answer="unrelated",
            also=("unproven", "forged"),
            hard=True,
            note=name,
        )


def next_door(house: House, random: Random) -> Iterator[Honest]:
    """Another firm in our building, with a signature of its own."""
    for number, postal in enumerate(house.org.addresses):
        language = "ja" if not postal.isascii() and "straße" not in postal else "en"
        firm = "株式会社となり商会" if language == "ja" else "Nextdoor Trading"
        floor = f"{postal} 9階" if language == "ja" else f"{postal}, Floor 9"
        who = Who(
            "隣 一平" if language == "ja" else "Sam Nextor",
            f"sam@nextdoor-trade77{number}1.com",
            firm,
            floor,
            "03-5555-0009",
            "Manager",
            language,
        )
        for _ in range(2):
            yield Honest(
                draft=written(house, random, who),
                answer="unrelated",
                also=UNPROVEN,
                note=floor,
            )


def script_of(name: str) -> str:
    """The alphabet of a name's first letter, as Unicode calls it."""
    return unicodedata.name(name[0], "")


def near_names(house: House, random: Random) -> Iterator[Honest]:
    """People whose names hold ours, or half of it."""
    for person in random.sample(house.org.people, min(4, len(house.org.people))):
        family, _, given = person.name.partition(" ")
        if house.org.language == "en" or "LATIN" in script_of(person.name):
            names: tuple[str, ...] = (
                f"{person.name}son",
                f"{family} van der {given}",
                f"{given} Harding",
                f"{family} Quist",
            )
        else:
            names = (
                f"{family} {given}之助",
                f"小{family} {given}",
                f"{family}田 {given}",
                f"{given}",
                f"{family}さん一家",
            )
        for name in names:
            if house.has(name.replace(" ", "")):
                continue
            who = Who(
                name,
                f"x{random.randrange(999)}@tanin-kobo5480.jp",
                "他人工房",
                "東京都仮区3",
                "03-5555-7777",
                "",
                house.org.language,
            )
            yield Honest(
                draft=written(house, random, who, auth=usual(who.domain, random)),
                answer="unrelated",
                also=UNPROVEN,
                note=name,
            )


def own_clients(house: House, random: Random) -> Iterator[Honest]:
    """Signatures that name us as a client, a group or a dealer's brand."""
    org = house.org
    brand = org.names[min(1, len(org.names) - 1)]
    for guest in (*house.partners[:2], *house.others[:2]):
        line = (
            f"{brand} 正規代理店"
            if org.language == "ja"
            else f"Authorised dealer of {brand}"
        )
        more = (f"取引先：{org.names[0]}", f"See also: {org.urls[0]}", line)
        text = f"{letter(WORK, guest.language, random)[1]}\n\n{signed(guest, random)}\n{random.choice(more)}"
        yield Honest(
            draft=written(house, random, guest, text=text),
            answer="unrelated",
            also=UNPROVEN,
            note=text[-60:],
        )


def invited_by_us(house: House, random: Random) -> Iterator[Honest]:
    """Portals with a neutral From whose text says who of ours did something."""
    for name, host in (
        ("Meeting Portal", "portal.kaigi-room4402.jp"),
        ("CloudDrive", "mail.clouddrive7710.com"),
    ):
        who = house.staff(random)
        text = f"{who.name} ({who.address}) has invited you.\n{who.firm}\n\nJoin: https://{host}/j/5"
        yield Honest(
            draft=written(house, random, Who(name, f"noreply@{host}"), text=text, program="php", subject=f"{who.name} invited you"),
            answer="unrelated", also=UNPROVEN, note=text.replace("\n", " / "),
        )  # fmt: skip


def asks_about_us(house: House, random: Random) -> Iterator[Honest]:
    """Somebody asks whether a forged mail was ours, and copies what it showed."""
    org = house.org
    for guest in house.others:
        ours = house.staff(random)
        fake = f"From: {ours.name} <x7@mail-out9903.net>\n{signed(ours, random)}"
        ask = (
            "御社を名乗る下記のメールが届きました。本物でしょうか。"
            if org.language == "ja"
            else "I got the mail below in your name. Is it real?"
        )
        yield Honest(
            draft=written(
                house,
                random,
                guest,
                subject="Is this you?"
                if org.language == "en"
                else "不審なメールについて",
                text=f"{ask}\n\n{signed(guest, random)}\n\n-----Original Message-----\n{fake}",
            ),
            answer="unrelated",
            also=("unproven", "forged"),
            hard=True,
        )


def requests_to_staff(house: House, random: Random) -> Iterator[Honest]:
    """Subjects and greetings full of our names; forms with us as the destination."""
    org = house.org
    for guest in house.others:
        ours = house.staff(random)
        subject = (
            f"【{org.names[0]} {ours.name}様】お見積書"
            if org.language == "ja"
            else f"For {ours.name} at {org.names[0]}"
        )
        form = (
            f"お名前：{guest.name}\n宛先：{org.names[0]} {ours.name}\nご用件：資料請求\n電話：{guest.phone or '090-0000-0000'}"
            if org.language == "ja"
            else f"Name: {guest.name}\nTo: {ours.name}, {org.names[0]}\nTopic: samples\nPhone: {guest.phone or '555-0100'}"
        )
        yield Honest(
            draft=written(
                house,
                random,
                guest,
                subject=subject,
                text=form,
                auth=usual(guest.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=form.replace("\n", " / "),
        )


FAMILIES: Final[dict[str, Family]] = {
    function.__name__: function
    for function in (
        desks_for_us,
        next_door,
        near_names,
        own_clients,
        invited_by_us,
        asks_about_us,
        requests_to_staff,
    )
}
