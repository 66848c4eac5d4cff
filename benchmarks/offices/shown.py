"""Forged: further ways to show a name of ours in From, and a From that is odd."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from benchmarks.offices._core import House, Who
from benchmarks.offices.disguises import latin
from benchmarks.offices.forged import Family, Labelled, lure, stranger
from benchmarks.offices.mails import word
from benchmarks.offices.roads import TAKEN


def dn_beside_words(house: House, random: Random) -> Iterator[Labelled]:
    """A name with words, numbers or pictures that programs put beside one."""
    for pattern in (
        "{n} ✅", "Message from {n}", "{n}さんからの共有", "{n} <no-reply>", "{n} 090-0000-0000",
        "★{n}★", "FW: {n}", "{n} (2)", "{n}、総務部", "{n} 拝", "From {n}", "{n} [Finance Dept.]",
    ):  # fmt: skip
        person = random.choice(house.org.people)
        name = pattern.format(n=person.name)
        yield Labelled(
            draft=lure(house, random, stranger(name, random)), kinds=("display-name",),
            kinds_also=("address-in-name",), note=name,
        )  # fmt: skip


def dn_latin_more(house: House, random: Random) -> Iterator[Labelled]:
    """Middle initials, dots, underscores, joined and spaced Latin names."""
    for _ in range(3):
        person = random.choice(house.org.people)
        name = latin(person)
        if not name:
            continue
        given, family = name.rsplit(" ", 1)
        for shown, hard in (
            (f"{given} J. {family}", True),
            (f"{family}, {given} (Finance)", False),
            (f"{given}.{family}", False),
            (f"{given}_{family}", False),
            (f"{family} {given}-san", False),
            (f"{given}  {family}  ", False),
            (f"{given} {family}, MBA", False),
            (f"{given}{family}", True),
        ):
            yield Labelled(
                draft=lure(house, random, stranger(shown, random)), kinds=("display-name",),
                also=("unproven", "unrelated") if hard else (), hard=hard, note=shown,
            )  # fmt: skip


def dn_org_forms(house: House, random: Random) -> Iterator[Labelled]:
    """The organization with another legal form, abbreviation, or desk."""
    for name in house.org.names:
        bare = name
        for form in ("株式会社", "一般社団法人", "学校法人", " Corporation", " Ltd"):
            bare = bare.replace(form, "")
        bare = bare.strip()
        ascii_name = bare.isascii()
        shown = (
            (
                f"{bare} Inc.",
                f"{bare} Limited",
                f"{bare} Billing Dept.",
                f"{bare} Group HR",
                f"{bare} - Do not reply",
            )
            if ascii_name
            else (
                f"{bare}(公式)",
                f"（株）{bare}",
                f"{bare}株式会社",
                f"{bare} 総務部",
                f"{bare}事務局",
                f"{bare}　給与担当",
            )
        )
        for text in shown:
            yield Labelled(
                draft=lure(house, random, stranger(text, random)),
                kinds=("display-name",),
                note=text,
            )


def from_odd(house: House, random: Random) -> Iterator[Labelled]:
    """No address, a group, a comment, a name inside of the address."""
    for number in range(5):
        person = random.choice(house.org.people)
        bad = random.choice(TAKEN)
        name = word(person.name)
        own = person.addresses[0]
        raw = (
            f"{name} <>",
            f"{name}: {bad};",
            f"({name}) {bad}",
            f"<{bad}> {name}",
            f'"{own}" {bad}',
        )[number]
        yield Labelled(
            draft=lure(house, random, Who("", bad), raw_from=raw, envelope=bad),
            kinds=(),
            kinds_also=(
                "display-name",
                "address-in-name",
                "exact-domain",
                "lookalike-domain",
            ),
            also=("unproven",),
            hard=True,
            note=raw,
        )


def address_sliced(house: House, random: Random) -> Iterator[Labelled]:
    """Our address with signs between its letters, or our domain with a path."""
    for pattern in (
        "{l}@{d}.", "{l}@ {d}", "{l}＠{d} 様", "{l}\u200b@{d}", "({l}@{d})", "E-Mail: {l}@{d}",
        "{l}@{d}/{l}", "[{l}@{d}]", "{l} ＠ {d}", "{l}@{d},", "sip:{l}@{d}", "Re: {l}@{d}",
    ):  # fmt: skip
        person = random.choice(house.org.people)
        local, _, domain = person.addresses[0].partition("@")
        name = pattern.format(l=local, d=domain)
        yield Labelled(
            draft=lure(house, random, stranger(name, random)),
            kinds=("address-in-name",),
            kinds_also=("display-name",),
            note=name,
        )


FAMILIES: Final[dict[str, Family]] = {
    "dn_beside_words": dn_beside_words,
    "dn_latin_more": dn_latin_more,
    "dn_org_forms": dn_org_forms,
    "from_odd": from_odd,
    "address_sliced": address_sliced,
}
