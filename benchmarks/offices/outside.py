"""Honest mails of others: customers, partners, papers, machines that name or quote us."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from benchmarks.offices import quoting
from benchmarks.offices._core import Auth, Draft, File, House, Who
from benchmarks.offices.forged import SEALED, answer, past
from benchmarks.offices.honest import Family, Honest, written
from benchmarks.offices.letters import WORK, letter
from benchmarks.offices.mails import mailbox
from benchmarks.offices.roads import usual
from benchmarks.offices.signing import signed

UNPROVEN: Final = ("unproven",)


def _program(style: quoting.Style) -> str:
    """The program that quotes so."""
    name = style.__name__
    for start, program in (
        *(("outlook_web", "outlook-web"), ("outlook", "outlook"), ("gmail", "gmail")),
        *(
            ("apple", "apple"),
            ("yahoo", "yahoo"),
            ("becky", "becky"),
            ("carrier", "carrier"),
        ),
    ):
        if name.startswith(start):
            return program
    return "thunderbird"


def _replies(
    house: House,
    random: Random,
    who: Who,
    ours: Who,
    style: quoting.Style,
    **more: object,
) -> Draft:
    """Somebody answers one of us and quotes him."""
    thread = past(house, random, ours, who)
    program = _program(style)
    own = f"{letter(WORK, who.language, random)[1]}\n\n{signed(who, random)}"
    text, html = answer(own, thread, style, program)
    rich = program in ("outlook", "gmail", "outlook-web")
    prefix = random.choice(
        ("Re: ", "RE: ", "Re: Re: ", "AW: " if who.language == "de" else "Re:")
    )
    made: dict[str, object] = {
        "to": mailbox(ours.name, ours.address),
        "subject": f"{prefix}{thread.subject}",
        "text": text,
        "html": html if rich else "",
        "program": program,
        "auth": usual(who.domain, random),
        "fields": (f"In-Reply-To: <77.{random.randrange(10**6)}@{ours.domain}>",),
    }
    return written(house, random, who, **{**made, **more})


def customer_replies(house: House, random: Random) -> Iterator[Honest]:
    """Customers answer with every way of quoting."""
    for who in house.others:
        styles = quoting.SHORT[who.language] + quoting.FULL[who.language]
        for style in random.sample(styles, min(4, len(styles))):
            draft = _replies(house, random, who, house.staff(random), style)
            yield Honest(
                draft=draft, answer="unrelated", also=UNPROVEN, note=style.__name__
            )


def partner_replies(house: House, random: Random) -> Iterator[Honest]:
    """Registered partners answer."""
    for who in house.partners:
        styles = quoting.SHORT[who.language] + quoting.FULL[who.language]
        for style in random.sample(styles, min(3, len(styles))):
            draft = _replies(house, random, who, house.staff(random), style)
            yield Honest(
                draft=draft, answer="unrelated", also=UNPROVEN, note=style.__name__
            )


def colleague_joins(house: House, random: Random) -> Iterator[Honest]:
    """A colleague of the customer or partner goes on with the thread."""
    for guest in (*house.partners, *house.others):
        if not guest.firm:
            continue
        style = random.choice(quoting.FULL[guest.language])
        ours = house.staff(random)
        colleague = Who(
            random.choice(("Chris Vane", "高田 実", "M. Rossi")), f"desk2@{guest.domain}",
            guest.firm, guest.postal, guest.phone, "", guest.language,
        )  # fmt: skip
        thread = past(house, random, ours, guest)
        program = _program(style)
        text, html = answer(
            f"{letter(WORK, guest.language, random)[1]}\n\n{signed(colleague, random)}",
            thread,
            style,
            program,
        )
        yield Honest(
            draft=written(
                house,
                random,
                colleague,
                to=f"{ours.address}, {guest.address}",
                subject=f"RE: {thread.subject}",
                text=text,
                html=html if program != "yahoo" else "",
                program=program,
                auth=usual(colleague.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=style.__name__,
        )


def customer_from_private(house: House, random: Random) -> Iterator[Honest]:
    """We wrote to the firm; the person answers from a private address under his name."""
    for guest in [w for w in house.others if w.firm][:2]:
        ours = house.staff(random)
        style = random.choice(quoting.FULL[guest.language])
        thread = past(house, random, ours, guest)
        private = Who(
            guest.name,
            f"{guest.address.partition('@')[0]}.private@gmail.com",
            language=guest.language,
        )
        program = _program(style)
        text, html = answer(
            letter(WORK, guest.language, random)[1], thread, style, program
        )
        yield Honest(
            draft=written(
                house,
                random,
                private,
                to=ours.address,
                subject=f"Re: {thread.subject}",
                text=text,
                html=html if program != "yahoo" else "",
                program=program,
            ),
            answer="unrelated",
            also=UNPROVEN,
            hard=True,
            note=style.__name__,
        )


def partner_forwards(house: House, random: Random) -> Iterator[Honest]:
    """A forward of our mail that says so."""
    for guest in house.partners:
        ours = house.staff(random)
        style = random.choice(quoting.FULL[guest.language])
        thread = past(house, random, ours, guest)
        text, html = answer("FYI", thread, style, _program(style))
        prefix = {"ja": random.choice(("FW: ", "Fwd: ", "転送: ")), "de": "WG: "}.get(
            guest.language, "Fwd: "
        )
        boss = Who(
            "A. Vice",
            f"vice@{random.choice(house.others).domain}",
            language=guest.language,
        )
        for who in (guest, boss):
            yield Honest(
                draft=written(
                    house,
                    random,
                    who,
                    subject=f"{prefix}{thread.subject}",
                    text=text,
                    html=html if _program(style) in ("outlook", "outlook-web") else "",
                    program=_program(style),
                ),
                answer="unrelated",
                also=UNPROVEN,
                note=style.__name__,
            )


def plain_letters(house: House, random: Random) -> Iterator[Honest]:
    """First letters of customers and partners with their own signatures."""
    for who in (*house.partners, *house.others, house.near):
        draft = written(house, random, who, auth=usual(who.domain, random))
        yield Honest(draft=draft, answer="unrelated", also=UNPROVEN, note=who.name)


def addressed_to_us(house: House, random: Random) -> Iterator[Honest]:
    """Letters that name us as whom they are written to."""
    for who in house.others:
        ours, org = house.staff(random), house.org
        if who.language == "ja" and org.language == "ja":
            heads = (
                f"{org.names[0]}\n{ours.title} {ours.name} 様",
                f"{org.names[-1]} 御中\n{ours.name}様",
                f"〒000-0000 {org.addresses[0]}\n{org.names[0]}　御中",
            )
        else:
            heads = (
                f"{ours.name}\n{org.names[0]}\n{org.addresses[0]}\n\nDear {ours.name.split()[-1]},",
                f"To: {ours.name}, {org.names[0]}\nRe: our call",
                f"Dear {org.names[-1]} team,",
            )
        head = random.choice(heads)
        body = letter(WORK, who.language, random)[1]
        yield Honest(
            draft=written(
                house,
                random,
                who,
                text=f"{head}\n\n{body}\n\n{signed(who, random)}",
                auth=usual(who.domain, random),
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=head.replace("\n", " / "),
        )


def prose_with_contacts(house: House, random: Random) -> Iterator[Honest]:
    """Sentences that name our telephone, address, people."""
    org = house.org
    for guest in house.others[:3]:
        ours = house.staff(random)
        if org.language == "ja":
            texts = (
                f"先ほど {org.phones[0]} にお電話しましたが、{ours.name}様はご不在でした。",
                f"お届け先\n{org.names[0]}\n{org.addresses[0]}\n電話 {org.phones[0]}\n{ours.name} 様",
                f"会場：{org.addresses[0]}\n講師：{ours.name}（{org.names[0]}）\n問合せ：{org.phones[0]}",
                f"御社ホームページ {org.urls[0]} を見て連絡しました。{org.addresses[0]}に伺えばよいですか。",
            )
        else:
            texts = (
                f"I rang {org.phones[0]} but {ours.name} was out. Could somebody call me back?",
                f"Deliver to:\n{org.names[0]}\n{org.addresses[0]}\nPhone {org.phones[0]}\nAttn: {ours.name}",
                f"Venue: {org.addresses[0]}\nSpeaker: {ours.name}, {org.names[0]}\nQuestions: {org.phones[0]}",
                f"Found you on {org.urls[0]}. Is {org.addresses[0]} the place to come to?",
            )
        for text in random.sample(texts, 2):
            yield Honest(
                draft=written(
                    house,
                    random,
                    guest,
                    text=f"{text}\n\n{signed(guest, random)}",
                    auth=usual(guest.domain, random),
                ),
                answer="unrelated",
                also=UNPROVEN,
                note=text.replace("\n", " / "),
            )


def invoices_and_parcels(house: House, random: Random) -> Iterator[Honest]:
    """Machines of shops, carriers and billing services that print our address."""
    org = house.org
    ours = house.staff(random)
    japanese = org.language == "ja"
    bill = (
        f"請求先\n{org.names[0]}\n{org.addresses[0]}\nTEL {org.phones[0]}\n合計 12,300円"
        if japanese
        else f"Bill to:\n{org.names[0]}\n{org.addresses[0]}\n{org.phones[0]}\n\nTotal: 1,230.00"
    )
    ship = (
        f"{ours.name} 様\nお荷物は本日 {org.addresses[0]} へお届けの予定です。"
        if japanese
        else f"Hello {ours.name},\nyour parcel arrives today.\nShip to: {ours.name}\n{org.addresses[0]}"
    )
    order = (
        f"ご注文ありがとうございます。\n\n【ご注文者】\n{ours.name} 様\n{org.names[0]}\n{org.addresses[0]}\n{org.phones[0]}\n{ours.address}"
        if japanese
        else f"Thank you for your order.\n\nCustomer\n{ours.name}\n{org.names[0]}\n{org.addresses[0]}\n{org.phones[0]}\n{ours.address}"
    )
    for name, host, text in (
        ("Billing", "billing.rakuraku-invoice7752.jp", bill),
        (
            "Kuroneko Parcel" if not japanese else "配達のお知らせ",
            "notice.parcel-post6638.com",
            ship,
        ),
        ("Shop", "order.bungu-mart9051.jp", order),
    ):
        sender = Who(name, f"noreply@{host}", language=org.language)
        yield Honest(
            draft=written(house, random, sender, text=text, program="php"),
            answer="unrelated",
            also=UNPROVEN,
            note=text.replace("\n", " / "),
        )


def papers_and_portals(house: House, random: Random) -> Iterator[Honest]:
    """Newsletters, alerts, networks and recruiters who write about us."""
    org, ours = house.org, house.staff(random)
    brand = org.names[min(1, len(org.names) - 1)]
    rows = (
        (
            "Trade Weekly",
            "weekly.trade-press5514.com",
            f"This week: {brand} opens a new line. {ours.name} says: we are proud.\n{org.urls[0]}",
        ),
        (
            "業界ニュース",
            "news.gyokai-tsushin3327.jp",
            f"【今週の話題】{brand}の{ours.name}氏に聞く\n詳しくは {org.urls[0]}",
        ),
        (
            "News Alerts",
            "alerts.wordwatch8802.com",
            f'"{brand}" — 3 new results\n{brand} at the fair\n{org.urls[0]}',
        ),
        (
            "Career Desk",
            "mail.jobs-bridge6401.com",
            f'New applicant for "Clerk" at {brand}.\nContact person: {ours.name}',
        ),
        (
            f"{brand} 求人係宛",
            "entry.shukatsu-navi2218.jp",
            f"{brand} 採用ご担当者様\n応募が1件あります。",
        ),
        (
            "LinkUp",
            "updates.linkup-social4490.com",
            f"{ours.name}, you appeared in 4 searches.\n{brand}",
        ),
        (
            f"Jobs at {brand}",
            "mail.jobs-bridge6401.com",
            f"Three roles at {brand} match your profile.",
        ),
    )
    for name, host, text in rows:
        sender = Who(name, f"info@{host}", language="en")
        ours_in_name = brand in name
        yield Honest(
            draft=written(
                house,
                random,
                sender,
                text=text,
                subject=f"{brand}: {name}",
                program="php",
                fields=(f"List-Unsubscribe: <https://{host}/u>",),
            ),
            answer="unproven" if ours_in_name else "unrelated",
            also=("unrelated", "forged") if ours_in_name else UNPROVEN,
            hard=ours_in_name,
            note=name,
        )


def machines(house: House, random: Random) -> Iterator[Honest]:
    """Bounces, automatic answers, receipts and reports of foreign systems."""
    ours, guest = (
        house.staff(random),
        random.choice([w for w in house.others if w.firm]),
    )
    thread = past(house, random, ours, guest)
    returned = (
        f"This is the mail system at host relay.{guest.domain}.\n\nI'm sorry to have to inform you that"
        f" your message could not be delivered.\n\n<{guest.address}>: mailbox full\n\n"
        f"------ This is a copy of your message, including all the headers. ------\n\n"
        f"From: {mailbox(ours.name, ours.address)}\nTo: {guest.address}\nSubject: {thread.subject}\n\n{thread.text}"
    )
    relay = Who("Mail Delivery System", f"MAILER-DAEMON@relay.{guest.domain}")
    qmail = Who("", f"postmaster@mx.{guest.domain}")
    report = (
        f"Hi. This is the deliver program at mx.{guest.domain}.\n<{guest.address}>:\nno such user\n\n"
        f"--- Below this line is a copy of the message.\n\nReturn-Path: <{ours.address}>\n"
        f"From: {mailbox(ours.name, ours.address)}\nTo: {guest.address}\nSubject: {thread.subject}\n\n{thread.text}"
    )
    for who, text, subject in (
        (relay, returned, "Undelivered Mail Returned to Sender"),
        (qmail, report, "failure notice"),
        (
            Who("Microsoft Outlook", f"postmaster@{guest.domain}"),
            f"Delivery has failed to these recipients:\n{guest.address}\n\nOriginal message headers:\nFrom: {mailbox(ours.name, ours.address)}\nTo: {guest.address}\nSubject: {thread.subject}",
            f"Undeliverable: {thread.subject}",
        ),
    ):
        yield Honest(
            draft=written(
                house,
                random,
                who,
                text=text,
                subject=subject,
                envelope="",
                program="php",
                auth=Auth(("none", who.domain), ("none", ""), "none"),
                to=ours.address,
                host=f"relay.{guest.domain}",
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=subject,
        )
    style = random.choice(quoting.FULL[guest.language])
    text, _ = answer("I am out of office until Monday.\n", thread, style, "php")
    for text_, subject, fields in (
        (text, f"Automatic reply: {thread.subject}", ("Auto-Submitted: auto-replied",)),
        (
            text,
            f"自動応答: {thread.subject}",
            ("X-Auto-Response-Suppress: All", "Auto-Submitted: auto-replied"),
        ),
        (
            f"Your message\n\n   To: {guest.address}\n   Subject: {thread.subject}\n\nwas read.",
            f"Read: {thread.subject}",
            (),
        ),
    ):
        yield Honest(
            draft=written(
                house,
                random,
                guest,
                text=text_,
                subject=subject,
                fields=fields,
                to=ours.address,
                program="php",
            ),
            answer="unrelated",
            also=UNPROVEN,
            note=subject,
        )
    domain = house.org.domains[0]
    yield Honest(
        draft=written(
            house,
            random,
            Who("", "noreply-dmarc@mailbox-hub8845.com"),
            program="php",
            subject=f"Report domain: {domain} Submitter: mailbox-hub8845.com Report-ID: 991",
            text=f"Aggregate report for {domain}",
        ),
        answer="unrelated",
        also=UNPROVEN,
    )
    ticket = Who(f"{guest.firm} Support", "support@deskline5306.com", language="en")
    own = "##- Please type your reply above this line -##\nYour request (771) was updated.\n"
    style = random.choice(quoting.SHORT["en"])
    text, _ = answer(own, thread, style, "php")
    yield Honest(
        draft=written(
            house,
            random,
            ticket,
            text=text,
            subject=f"[Ticket 771] Re: {thread.subject}",
            program="php",
            to=ours.address,
        ),
        answer="unrelated",
        also=UNPROVEN,
        hard=True,
        note=style.__name__,
    )


def namesakes(house: House, random: Random) -> Iterator[Honest]:
    """Others who bear a name of one of ours, or half of it."""
    for number in range(3):
        person = random.choice(house.org.people)
        local = (person.romaji or "tantou").split()[-1].lower()
        if house.org.language == "en":
            local = person.name.split()[-1].lower()
        firm = Who(
            person.name,
            f"{local}-x@sonota-kogyo{6210 + number}.co.jp",
            "その他工業",
            "東京都仮区1",
            "03-5555-9999",
            "",
            house.org.language,
        )
        spelled = bool(person.romaji) or person.name.isascii()
        yield Honest(
            draft=written(house, random, firm), answer="unproven",
            also=("unrelated",) if spelled else ("unrelated", "forged"), hard=True, note=person.name,
        )  # fmt: skip
        family, given = ([*person.name.split(), ""])[:2]
        if house.org.language == "en":
            family, given = person.name.split()[-1], "Gregory"
            shown = f"{given} {family}"
        else:
            shown = f"{family} 弥三郎"
        other = Who(
            shown,
            f"tantou{number}@betsu-shoji{4410 + number}.co.jp",
            "別商事",
            "東京都仮区2",
            "03-5555-8888",
            "",
            house.org.language,
        )
        yield Honest(
            draft=written(house, random, other),
            answer="unrelated",
            also=UNPROVEN,
            note=shown,
        )
        alone = Who(family, f"home{number}.77@yahoo.co.jp", language=house.org.language)
        yield Honest(
            draft=written(house, random, alone, text=letter(WORK, alone.language, random)[1]),
            answer="unrelated", also=UNPROVEN, note=family,
        )  # fmt: skip


def similar_firms(house: House, random: Random) -> Iterator[Honest]:
    """Firms called nearly as we are, and registered partners on near domains."""
    near = house.near
    for name in (near.name, f"{near.name} 経理", f"Accounts {near.name}"):
        who = Who(
            name, near.address, near.firm, near.postal, near.phone, "", near.language
        )
        yield Honest(
            draft=written(house, random, who),
            answer="unrelated",
            also=UNPROVEN,
            note=name,
        )
    for partner in house.org.partners:
        who = Who(partner.name, f"info@{partner.domains[0]}", language="en")
        yield Honest(
            draft=written(house, random, who),
            answer="unrelated",
            also=UNPROVEN,
            note=partner.name,
        )


def minutes_and_lists(house: House, random: Random) -> Iterator[Honest]:
    """Minutes, rosters and introductions that list our people with telephone and title."""
    org = house.org
    for guest in house.partners[:2]:
        ours, second = house.staff(random), house.staff(random)
        if org.language == "ja":
            texts = (
                f"出席者\n{org.names[0]} {ours.name}、{second.name}\n{guest.firm} {guest.name}\n\n次回は金曜です。",
                f"担当の方をご紹介します。\n{org.names[0]}\n{ours.title} {ours.name} 様\nTEL {org.phones[0]}\n{ours.address}\n直接ご連絡ください。",
            )
        else:
            texts = (
                f"Present: {ours.name}, {second.name} ({org.names[0]}); {guest.name} ({guest.firm})\nNext call Friday.",
                f"Let me introduce:\n{ours.name}, {ours.title}\n{org.names[0]}\n{org.phones[0]}\n{ours.address}\nPlease contact them directly.",
            )
        for text in texts:
            yield Honest(
                draft=written(
                    house, random, guest, text=f"{text}\n\n{signed(guest, random)}"
                ),
                answer="unrelated",
                also=UNPROVEN,
                note=text.replace("\n", " / "),
            )


def partner_files(house: House, random: Random) -> Iterator[Honest]:
    """Partners' locked archives, the password in the next line."""
    for guest in house.partners:
        line = (
            "解凍パスワード：kx9931ab"
            if guest.language == "ja"
            else "The password is kx9931ab"
        )
        yield Honest(
            draft=written(
                house,
                random,
                guest,
                files=(File("data.zip", "application/zip", SEALED),),
                text=f"{letter(WORK, guest.language, random)[1]}\n{line}\n\n{signed(guest, random)}",
            ),
            answer="unrelated",
            hazards=("encrypted-archive", "password-in-body"),
        )


def own_address_as_name(house: House, random: Random) -> Iterator[Honest]:
    """Outsiders whose display name is an address, though not one of ours."""
    for guest in house.others[:2]:
        for name in (
            guest.address,
            f"old.{guest.address}",
            f"{guest.name} <{guest.address}>",
        ):
            who = Who(name, guest.address, language=guest.language)
            yield Honest(
                draft=written(house, random, who),
                answer="unrelated",
                also=UNPROVEN,
                note=name,
            )


def partner_calendar(house: House, random: Random) -> Iterator[Honest]:
    """Invitations of others that list us as guests."""
    for guest in house.partners[:2]:
        ours = house.staff(random)
        data = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nATTENDEE;CN={ours.name}:mailto:{ours.address}\r\nEND:VCALENDAR"
        who = Who(guest.name, guest.address, language=guest.language)
        yield Honest(
            draft=written(
                house,
                random,
                who,
                files=(File("invite.ics", "text/calendar", data.encode()),),
                text=f"When: Monday 10:00\nWho: {guest.name}, {ours.name} - {ours.address}",
            ),
            answer="unrelated",
        )


def spam(house: House, random: Random) -> Iterator[Honest]:
    """Advertising to us that shows nobody of ours; not from us, and not in our name."""
    for number, name in enumerate(("Solar Offers", "SEO 提案", "お得な情報", "")):
        who = Who(name, f"promo{number}@cheap-ads{7100 + number}.biz", language="en")
        ours = house.staff(random)
        yield Honest(
            draft=written(
                house,
                random,
                who,
                auth=usual(who.domain, random),
                program="php",
                to=ours.address,
                text=f"Dear {ours.address},\nyour site {house.org.urls[0]} could rank higher.\nUnsubscribe",
            ),
            answer="unrelated",
            also=UNPROVEN,
        )


FAMILIES: Final[dict[str, Family]] = {
    function.__name__: function
    for function in (
        customer_replies,
        partner_replies,
        colleague_joins,
        customer_from_private,
        partner_forwards,
        plain_letters,
        addressed_to_us,
        prose_with_contacts,
        invoices_and_parcels,
        papers_and_portals,
        machines,
        namesakes,
        similar_firms,
        minutes_and_lists,
        partner_files,
        own_address_as_name,
        partner_calendar,
        spam,
    )
}
