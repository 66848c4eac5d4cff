"""Forged: copied threads and signatures in layouts that are harder to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from random import Random
from typing import Final

from benchmarks.offices import quoting
from benchmarks.offices._core import House, Past, Who
from benchmarks.offices.disguises import latin
from benchmarks.offices.far_programs import FAR
from benchmarks.offices.forged import Family, Labelled, answer, lure, past, stranger
from benchmarks.offices.letters import LURES, letter
from benchmarks.offices.signing import STYLES, signed


def nested(house: House, random: Random, ours: Who, guest: Who) -> Past:
    """Our answer to a guest's answer to our mail: three mails deep."""
    first = past(house, random, ours, guest)
    full = quoting.FULL[guest.language]
    second = past(house, random, guest, ours)
    second = replace(second, text=f"{second.text}\n\n{random.choice(full)(first)[0]}")
    third = past(house, random, ours, guest)
    return replace(
        third,
        text=f"{third.text}\n\n{random.choice(quoting.FULL[house.org.language])(second)[0]}",
    )


def chain_html_only(house: House, random: Random) -> Iterator[Labelled]:
    """A stolen thread of three mails in HTML without a text part."""
    for style in (
        quoting.outlook_en,
        quoting.outlook_web_ja,
        quoting.outlook_de,
        quoting.outlook_ja,
    ):
        ours, guest = house.staff(random), random.choice(house.others)
        thread = nested(house, random, ours, guest)
        _, text = letter(LURES, house.org.language, random)
        _, html = answer(text, thread, style, "outlook")
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger("Office", random),
                subject=f"RE: {thread.subject}",
                text="",
                html=html,
                program="outlook",
                to=guest.address,
            ),
            kinds=("reply-chain",),
            kinds_also=("signature",),
            also=("unproven",),
            hard=True,
            note=style.__name__,
        )


def chain_short_heads(house: House, random: Random) -> Iterator[Labelled]:
    """A stolen thread whose head names only the author, sent on to somebody else."""
    styles = (quoting.gmail_en, quoting.gmail_ja, quoting.apple_ja, quoting.becky)
    for style in styles:
        ours, guest = house.staff(random), random.choice(house.others)
        thread = past(house, random, ours, guest)
        _, text = letter(LURES, house.org.language, random)
        text, html = answer(text, thread, style, "gmail")
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger("Desk", random),
                subject=f"Re: {thread.subject}",
                text=text,
                html=html,
                program="gmail",
                to=guest.address,
            ),
            kinds=("reply-chain",),
            kinds_also=("signature",),
            also=("unproven",),
            hard=True,
            note=style.__name__,
        )


def signature_layouts(house: House, random: Random) -> Iterator[Labelled]:
    """Our block as a table, in one line, with blanks between letters, in Latin letters."""
    org = house.org
    for person in random.sample(org.people, min(2, len(org.people))):
        who = house.as_who(person)
        rows = (
            who.firm,
            f"{who.title} {who.name}",
            who.postal,
            f"Tel: {who.phone}",
            who.address,
        )
        table = (
            "<table>"
            + "".join(f"<tr><td>{escape(r)}</td></tr>" for r in rows)
            + "</table>"
        )
        spaced = (
            "　".join(who.name.replace(" ", "")) if not who.name.isascii() else who.name
        )
        blocks = [
            (" / ".join(rows), "", "one line"),
            (
                f"{spaced}\n{who.firm}\n{who.postal}\nTEL:{who.phone.replace('-', ' ')}",
                "",
                "blanks",
            ),
            (f"{who.firm}\n{who.name}\n{who.postal}\n℡{_wide(who.phone)}", "", "wide"),
            (
                f"{who.name}\n{who.firm}\nPhone ({who.phone.partition('-')[0]}) {who.phone.partition('-')[2]}\n{org.urls[0]}",
                "",
                "brackets",
            ),
            ("\n".join(rows), table, "table"),
        ]
        if latin(person) and org.phones[0].startswith("0") and org.names[-1].isascii():
            phone = f"+81 {org.phones[0][1:].replace('-', ' ')}"
            blocks.append(
                (
                    f"{latin(person)}\n{org.names[-1]}\nT: {phone}\n{org.urls[0]}",
                    "",
                    "latin",
                )
            )
        for block, html, note in blocks:
            subject, text = letter(LURES, org.language, random)
            author = stranger(random.choice(("", "Office", "Notice")), random)
            body = f"<p>{escape(text)}</p>{html}" if html else ""
            yield Labelled(
                draft=lure(
                    house,
                    random,
                    author,
                    subject=subject,
                    text="" if html else f"{text}\n\n{block}",
                    html=body,
                    program="php" if not html else "outlook",
                ),
                kinds=("signature",),
                note=f"{note}: {block}".replace("\n", " / "),
            )


def signature_false_phone(house: House, random: Random) -> Iterator[Labelled]:
    """Our name and address above the forger's own telephone; and names alone."""
    for number in range(4):
        who = house.staff(random)
        phone = "050-5555-0199" if house.org.language == "ja" else "+1 202-555-0164"
        told = replace(who, phone=phone)
        block = random.choice(STYLES[who.language])(told)
        if number == 3:
            block = f"{who.firm}\n{who.title}\n{who.name}"
        subject, text = letter(LURES, house.org.language, random)
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger("", random),
                subject=subject,
                text=f"{text}\n\n{block}",
                program="php",
            ),
            kinds=("signature",),
            also=("unproven",),
            hard=True,
            note=block.replace("\n", " / "),
        )


def signature_and_name(house: House, random: Random) -> Iterator[Labelled]:
    """A name in From and the block below: both are told."""
    for _ in range(2):
        who = house.staff(random)
        subject, text = letter(LURES, house.org.language, random)
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger(who.name, random),
                subject=subject,
                text=f"{text}\n\n{signed(who, random)}",
            ),
            kinds=("display-name", "signature"),
        )


def chain_far_programs(house: House, random: Random) -> Iterator[Labelled]:
    """A stolen thread as rarer programs and other languages quote it."""
    for name, quote in FAR.items():
        ours, guest = house.staff(random), random.choice(house.others)
        thread = past(house, random, ours, guest)
        _, text = letter(LURES, house.org.language, random)
        silent = f"<{ours.address}>" not in quote(thread)
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger("Office", random),
                subject=f"Re: {thread.subject}",
                text=f"{text}\n\n{quote(thread)}\n",
                program="thunderbird",
                to=guest.address,
            ),
            kinds=("reply-chain",),
            kinds_also=("signature",),
            also=("unproven", "unrelated") if silent else ("unproven",),
            hard=True,
            note=name,
        )


FAMILIES: Final[dict[str, Family]] = {
    "chain_html_only": chain_html_only,
    "chain_short_heads": chain_short_heads,
    "chain_far_programs": chain_far_programs,
    "signature_layouts": signature_layouts,
    "signature_false_phone": signature_false_phone,
    "signature_and_name": signature_and_name,
}


def _wide(text: str) -> str:
    return "".join(
        chr(ord(c) + 0xFEE0) if c.isdigit() else "－" if c == "-" else c for c in text
    )
