"""Honest: threads that are harder to read, and people who have two addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.offices import quoting
from benchmarks.offices._core import House, Who
from benchmarks.offices.copied import nested
from benchmarks.offices.far_programs import FAR
from benchmarks.offices.forged import answer, past
from benchmarks.offices.honest import Family, Honest, written
from benchmarks.offices.letters import WORK, letter
from benchmarks.offices.mails import html_of, mailbox
from benchmarks.offices.outside import UNPROVEN, _program
from benchmarks.offices.roads import passes, usual
from benchmarks.offices.signing import signed


def replies_html_only(house: House, random: Random) -> Iterator[Honest]:
    """Three mails deep, in HTML without a text part."""
    for who in (*house.others, *house.partners):
        ours = house.staff(random)
        thread = nested(house, random, ours, who)
        style = random.choice(quoting.FULL[who.language] + (quoting.gmail_en,))
        own = f"{letter(WORK, who.language, random)[1]}\n\n{signed(who, random)}"
        _, html = answer(own, thread, style, "outlook")
        yield Honest(
            draft=written(
                house,
                random,
                who,
                to=ours.address,
                subject=f"RE: {thread.subject}",
                text="",
                html=html,
                program="outlook",
                auth=usual(who.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=style.__name__,
        )


def bottom_posting(house: House, random: Random) -> Iterator[Honest]:
    """Answers between and below the quoted lines."""
    for who in house.others:
        ours = house.staff(random)
        thread = past(house, random, ours, who)
        style = random.choice(quoting.SHORT[who.language])
        below, _ = style(thread)
        first, rest = below.split("\n", 1) if "\n" in below else (below, "")
        own = letter(WORK, who.language, random)[1]
        yield Honest(
            draft=written(
                house,
                random,
                who,
                to=ours.address,
                subject=f"Re: {thread.subject}",
                text=f"{first}\n{rest}\n\n{own}\n\n{signed(who, random)}",
                program="thunderbird",
                auth=usual(who.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=style.__name__,
        )


def marks_lost(house: House, random: Random) -> Iterator[Honest]:
    """A phone that quotes without any mark: our letter and block below the answer."""
    for who in house.others:
        ours = house.staff(random)
        thread = past(house, random, ours, who)
        for head in ("", "\n" + "-" * 20, f"\n{ours.name}:"):
            own = letter(WORK, who.language, random)[1]
            yield Honest(
                draft=written(
                    house,
                    random,
                    who,
                    to=ours.address,
                    subject=f"Re: {thread.subject}",
                    text=f"{own}\n{signed(who, random)}\n{head}\n{thread.text}",
                    program="thunderbird",
                ),
                answer="unrelated",
                also=("unproven", "forged"),
                hard=True,
                note=repr(head),
            )


def two_domains(house: House, random: Random) -> Iterator[Honest]:
    """We wrote to one domain of a firm, the person answers from its other one."""
    for guest in [w for w in (*house.others, *house.partners) if w.firm]:
        ours = house.staff(random)
        local, _, domain = guest.address.partition("@")
        label = domain.partition(".")[0]
        other = f"{label}.com" if not domain.endswith(".com") else f"{label}.net"
        named = random.random() < 0.5
        bare = replace(guest, name=guest.name if named else guest.address)
        thread = past(house, random, ours, bare)
        style = random.choice(quoting.FULL[guest.language])
        sender = replace(guest, address=f"{local}@{other}")
        own = f"{letter(WORK, guest.language, random)[1]}\n\n{signed(sender, random)}"
        text, html = answer(own, thread, style, _program(style))
        yield Honest(
            draft=written(
                house,
                random,
                sender,
                to=ours.address,
                subject=f"RE: {thread.subject}",
                text=text,
                html=html if _program(style) == "outlook" else "",
                program=_program(style),
                auth=passes(other),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=f"{guest.address} {other} named={named}",
        )


def two_spellings(house: House, random: Random) -> Iterator[Honest]:
    """One mailbox written in two ways: Gmail's dots and tags, capitals, subdomains."""
    for first, second in (
        ("jan.feder.81@gmail.com", "janfeder81@gmail.com"),
        ("jan.feder.81+shop@gmail.com", "jan.feder.81@gmail.com"),
        ("Jan.Feder@Feder-Moebel5591.de", "jan.feder@feder-moebel5591.de"),
        ("jan@mail.feder-moebel5591.de", "jan@feder-moebel5591.de"),
        ("jan.feder.81@googlemail.com", "jan.feder.81@gmail.com"),
    ):
        ours = house.staff(random)
        wrote = Who(first, first)
        thread = past(house, random, ours, wrote)
        sender = Who("Jan Feder", second)
        style = random.choice(quoting.FULL["en"])
        text, html = answer(
            letter(WORK, "en", random)[1], thread, style, _program(style)
        )
        yield Honest(
            draft=written(
                house,
                random,
                sender,
                to=ours.address,
                subject=f"Re: {thread.subject}",
                text=text,
                html=html,
                program=_program(style),
                auth=passes(sender.domain),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=f"{first} {second}",
        )


def joined_by_cc(house: House, random: Random) -> Iterator[Honest]:
    """Somebody whom our quoted mail has in Cc, and somebody whom a guest added later."""
    for guest in house.partners[:2]:
        ours = house.staff(random)
        third = Who(
            "Kim Aldous",
            "kim@aldous-freight6602.com",
            "Aldous Freight",
            "1 Pier, Hull HU1 9ZZ",
            "+44 1482 496 012",
        )
        for late in (False, True):
            thread = past(house, random, ours, guest, cc=() if late else (third,))
            style = random.choice(quoting.FULL["en"])
            if late:
                below = style(thread)[0]
                thread = past(house, random, guest, ours, cc=(third,))
                thread = replace(thread, text=f"Adding Kim.\n\n{below}")
            own = f"{letter(WORK, 'en', random)[1]}\n\n{signed(third, random)}"
            text, html = answer(own, thread, style, _program(style))
            yield Honest(
                draft=written(
                    house,
                    random,
                    third,
                    to=f"{ours.address}, {guest.address}",
                    subject=f"RE: {thread.subject}",
                    text=text,
                    html=html,
                    program=_program(style),
                ),
                answer="unrelated",
                also=UNPROVEN,
                note=f"late={late}",
            )


def calendar_answers(house: House, random: Random) -> Iterator[Honest]:
    """Guests accept our invitation; Outlook quotes the appointment."""
    for guest in (*house.partners[:2], *[w for w in house.others if w.firm][:1]):
        ours = house.staff(random)
        for word_ in ("Accepted: ", "承諾済み: ", "Abgelehnt: "):
            text = (
                "-----Original Appointment-----\n"
                f"From: {ours.name} <{ours.address}>\nSent: Friday, October 2, 2026 2:07 PM\n"
                f"To: {ours.name}; {guest.name}\nSubject: Kick-off\nWhen: Monday, October 12\nWhere: {ours.postal}"
            )
            yield Honest(
                draft=written(
                    house,
                    random,
                    guest,
                    to=ours.address,
                    subject=f"{word_}Kick-off",
                    text=text,
                    html=html_of(text, "outlook"),
                    program="outlook",
                ),
                answer="unrelated",
                also=UNPROVEN,
                note=word_,
            )


def forwards_renamed(house: House, random: Random) -> Iterator[Honest]:
    """Forwards that say so in the text, under a new subject; from colleagues or at home."""
    for guest in house.partners[:3]:
        ours = house.staff(random)
        thread = past(house, random, ours, guest)
        heads = (
            (
                f"---------- Forwarded message ---------\nFrom: {ours.name} <{ours.address}>\nDate: 2026年10月2日(金) 14:07\n"
                f"Subject: {thread.subject}\nTo: {guest.name} <{guest.address}>\n\n{thread.text}"
            ),
            (
                f"Begin forwarded message:\n\n> From: {ours.name} <{ours.address}>\n> Subject: {thread.subject}\n"
                f"> Date: 2 October 2026 at 14:07\n> To: {guest.address}\n> \n> {thread.subject}"
            ),
            (
                f"-------- Forwarded Message --------\nSubject: {thread.subject}\nDate: Fri, 2 Oct 2026\n"
                f"From: {ours.name} <{ours.address}>\nTo: {guest.name} <{guest.address}>\n\n{thread.text}"
            ),
            (
                f"-------- 転送メッセージ --------\n件名: {thread.subject}\n送信日時: 2026年10月2日\n"
                f"差出人: {mailbox(ours.name, ours.address)}\n宛先: {guest.address}\n\n{thread.text}"
            ),
        )
        home = Who("Lee Marten", "lee.marten.home@icloud.com")
        for text in heads:
            yield Honest(
                draft=written(
                    house,
                    random,
                    home,
                    subject="これ見て" if guest.language == "ja" else "have a look",
                    text=f"FYI\n\n{text}",
                    program="thunderbird",
                ),
                answer="unrelated",
                also=UNPROVEN,
                hard=True,
                note=text.split("\n", 1)[0],
            )


def automatic_more(house: House, random: Random) -> Iterator[Honest]:
    """Absence notes with the quoted mail, as several systems mark them."""
    guest = random.choice([w for w in house.others if w.firm])
    ours = house.staff(random)
    for subject, field in (
        ("自動応答: {s}", "X-MS-Exchange-Inbox-Rules-Loop: x"),
        ("Abwesenheitsnotiz: {s}", "X-Auto-Response-Suppress: All"),
        ("Out of Office: {s}", "X-Autoreply: yes"),
        ("不在のお知らせ: {s}", "Precedence: auto_reply"),
        ("Automatische Antwort: {s}", "Auto-Submitted: auto-generated"),
    ):
        thread = past(house, random, ours, guest)
        style = random.choice(quoting.FULL[guest.language])
        text, _ = answer("I am away until Monday.", thread, style, "php")
        desk = Who("Front desk", f"reception@{guest.domain}")
        yield Honest(
            draft=written(
                house,
                random,
                desk,
                to=ours.address,
                subject=subject.format(s=thread.subject),
                text=text,
                program="php",
                fields=(field,),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=subject,
        )


def far_programs(house: House, random: Random) -> Iterator[Honest]:
    """Customers with rarer programs and other languages answer."""
    for name, quote in FAR.items():
        who = random.choice(house.others)
        ours = house.staff(random)
        thread = past(house, random, ours, who)
        own = f"{letter(WORK, who.language, random)[1]}\n\n{signed(who, random)}"
        yield Honest(
            draft=written(
                house,
                random,
                who,
                to=ours.address,
                subject=f"Re: {thread.subject}",
                text=f"{own}\n\n{quote(thread)}\n",
                program="thunderbird",
                auth=usual(who.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=name,
        )


FAMILIES: Final[dict[str, Family]] = {
    function.__name__: function
    for function in (
        replies_html_only,
        bottom_posting,
        marks_lost,
        two_domains,
        two_spellings,
        joined_by_cc,
        calendar_answers,
        forwards_renamed,
        automatic_more,
        far_programs,
    )
}
