"""Honest mails of our own: staff, lists, services and systems that send for us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.offices import quoting
from benchmarks.offices._core import Auth, Draft, File, House, Who
from benchmarks.offices.forged import answer, past
from benchmarks.offices.letters import WORK, letter
from benchmarks.offices.mails import mailbox, word
from benchmarks.offices.roads import passes
from benchmarks.offices.signing import signed


@dataclass(frozen=True, kw_only=True)
class Honest:
    """A draft and what its label says."""

    draft: Draft
    answer: str
    also: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    hard: bool = False
    note: str = ""


Family = Callable[[House, Random], Iterator[Honest]]
ANY_OURS: Final = ("ours", "unrelated")


def written(house: House, random: Random, author: Who, **more: object) -> Draft:
    """A working letter of somebody, with his signature."""
    subject, text = letter(WORK, author.language, random)
    made: dict[str, object] = {
        "author": author,
        "to": house.staff(random).address,
        "subject": subject,
        "text": f"{text}\n\n{signed(author, random)}",
        "auth": passes(author.domain),
    }
    return Draft(**{**made, **more})  # type: ignore[arg-type]


def staff_authenticated(house: House, random: Random) -> Iterator[Honest]:
    """Our people by every mail program, also with the quote of an outsider."""
    for number in range(8):
        who = house.staff(random)
        draft = written(house, random, who)
        if number % 2:
            customer = random.choice(house.others)
            styles = (
                quoting.FULL[house.org.language] + quoting.SHORT[house.org.language]
            )
            thread = past(house, random, customer, who)
            text, _ = answer(draft.text, thread, random.choice(styles), "becky")
            draft = written(
                house,
                random,
                who,
                text=text,
                subject=f"Re: {thread.subject}",
                program="thunderbird",
            )
        yield Honest(draft=draft, answer="ours")


def staff_forwarding_host(house: House, random: Random) -> Iterator[Honest]:
    """SPF fails behind a forwarder, our signature holds."""
    for _ in range(3):
        who = house.staff(random)
        auth = Auth(("fail", who.domain), ("pass", who.domain), "pass")
        yield Honest(draft=written(house, random, who, auth=auth), answer="ours")


def staff_own_network(house: House, random: Random) -> Iterator[Honest]:
    """No results at all, handed in by a host of ours; also the scanner."""
    if not house.org.networks:
        return
    for number in range(5):
        who = house.staff(random)
        if number > 2:
            who = Who(
                ("複合機", "Scanner 3F")[number % 2],
                f"scan@{house.org.domains[0]}",
                language="en",
            )
        ip = str(house.org.networks[0][3 + number])
        draft = written(
            house,
            random,
            who,
            auth=Auth(),
            ip=ip,
            host=f"pc{number}.{house.org.domains[0]}",
        )
        if number > 2:
            file = File("scan0041.pdf", "application/pdf", b"%PDF-1.4 placeholder")
            draft = written(
                house, random, who, auth=Auth(), ip=ip, host=f"mfp.{house.org.domains[0]}",
                text="", subject="Message from MFP", files=(file,), program="php",
            )  # fmt: skip
        yield Honest(draft=draft, answer="ours", also=("unproven",))


def own_newsletter(house: House, random: Random) -> Iterator[Honest]:
    """Our news through a sending service, signed by our domain."""
    for number in range(3):
        domain = house.org.domains[-1 if number else 0]
        who = Who(
            house.org.names[number % len(house.org.names)],
            f"news@{domain}",
            language=house.org.language,
        )
        yield Honest(
            draft=written(
                house,
                random,
                who,
                envelope="bounce-77@em.mailer-hub3850.net",
                host="o1.mailer-hub3850.net",
                auth=Auth(("pass", "em.mailer-hub3850.net"), ("pass", domain), "pass"),
                fields=(
                    "List-Unsubscribe: <https://em.mailer-hub3850.net/u/1>",
                    "Precedence: bulk",
                ),
                program="php",
            ),
            answer="ours",
        )


def own_systems(house: House, random: Random) -> Iterator[Honest]:
    """Web form, calendar and automatic answer on our own domain."""
    domain = house.org.domains[0]
    guest = random.choice(house.others)
    form = Who("Web inquiry", f"webform@{domain}", language="en")
    yield Honest(
        draft=written(
            house,
            random,
            form,
            program="php",
            fields=(f"Reply-To: {guest.address}",),
            text=f"Name: {guest.name}\nMail: {guest.address}\nTel: 090-0000-0000\n\nPlease call me.",
        ),
        answer="ours",
    )
    who = house.staff(random)
    yield Honest(
        draft=written(
            house,
            random,
            who,
            subject="Automatic reply: Hello",
            fields=("Auto-Submitted: auto-replied",),
        ),
        answer="ours",
    )
    invite = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nORGANIZER:mailto:{who.address}\r\nEND:VCALENDAR"
    yield Honest(
        draft=written(
            house,
            random,
            who,
            files=(File("invite.ics", "text/calendar", invite.encode()),),
        ),
        answer="ours",
    )
    yield Honest(
        draft=written(
            house,
            random,
            who,
            fields=(f"Sender: {mailbox('Assistant', house.staff(random).address)}",),
        ),
        answer="ours",
    )


def private_known(house: House, random: Random) -> Iterator[Honest]:
    """A registered private address, its provider vouching."""
    owners = [p for p in house.org.people if p.private_addresses]
    for person in random.sample(owners, min(len(owners), 3)):
        who = Who(person.name, person.private_addresses[0], language=house.org.language)
        yield Honest(
            draft=written(house, random, who), answer="ours", also=("unproven",)
        )


def private_unknown(house: House, random: Random) -> Iterator[Honest]:
    """Really one of us, from an address that nobody registered."""
    for _ in range(2):
        person = random.choice(house.org.people)
        who = Who(
            person.name,
            f"sabu.{random.randrange(10**5)}@gmail.com",
            language=house.org.language,
        )
        yield Honest(
            draft=written(house, random, who),
            answer="unproven",
            also=("forged",),
            hard=True,
        )


def _registered_list(house: House) -> str:
    names = [
        d for entry in house.org.lists for d in entry.domains if not house.org.holds(d)
    ]
    return names[0] if names else ""


def list_posts(house: House, random: Random) -> Iterator[Honest]:
    """Registered lists: From rewritten, kept and broken, kept and signed."""
    domain = _registered_list(house)
    if not domain:
        return
    post = f"talk@{domain}"
    fields = (
        f"List-Id: <talk.{domain}>",
        f"List-Post: <mailto:{post}>",
        "Precedence: list",
    )
    for number in range(4):
        who = house.staff(random)
        name = (f"{who.name} via talk", f"'{who.name}' via talk", who.name)[number % 3]
        reply = (*fields, f"Reply-To: {mailbox(who.name, who.address)}")
        yield Honest(
            draft=written(
                house,
                random,
                Who(name, post, language=who.language),
                to=post,
                fields=reply,
                host=f"mx.{domain}",
            ),
            answer="unproven",
            also=ANY_OURS,
        )
    for broken in (True, False):
        who = house.staff(random)
        dkim = ("fail", who.domain) if broken else ("pass", who.domain)
        auth = Auth(("pass", domain), dkim, "fail" if broken else "pass")
        yield Honest(
            draft=written(
                house,
                random,
                who,
                to=post,
                fields=fields,
                auth=auth,
                envelope=f"talk-bounces@{domain}",
                host=f"mx.{domain}",
            ),
            answer="unproven" if broken else "ours",
            also=("ours",) if broken else (),
            hard=broken,
        )


def list_unregistered(house: House, random: Random) -> Iterator[Honest]:
    """A list that the file does not name: our people's posts, and strangers' answers."""
    domain = "lists.open-craft6093.org"
    post = f"users@{domain}"
    fields = (
        f"List-Id: <users.{domain}>",
        f"List-Post: <mailto:{post}>",
        "Precedence: list",
    )
    who, guest = house.staff(random), random.choice(house.others)
    yield Honest(
        draft=written(
            house,
            random,
            Who(f"{who.name} via users", post, language=who.language),
            to=post,
            fields=fields,
        ),
        answer="unproven",
        also=("unrelated",),
        hard=True,
    )
    styles = quoting.SHORT[house.org.language]
    for style in random.sample(styles, 2):
        thread = past(house, random, who, Who("users", post))
        program = "thunderbird"
        text, _ = answer(
            letter(WORK, guest.language, random)[1], thread, style, program
        )
        yield Honest(
            draft=written(
                house,
                random,
                guest,
                to=post,
                fields=fields,
                text=text,
                program=program,
                subject=f"Re: [users] {thread.subject}",
            ),
            answer="unrelated",
            also=("unproven",),
            note=style.__name__,
        )


def services(house: House, random: Random) -> Iterator[Honest]:
    """Registered services in a person's name, and ones that nobody registered."""
    for service in house.org.services:
        who = house.staff(random)
        name = random.choice(
            (f"{who.name} ({service.name})", f"{who.name} via {service.name}", who.name)
        )
        sender = Who(
            name, f"no-reply@{service.domains[0]}", language=house.org.language
        )
        yield Honest(
            draft=written(
                house,
                random,
                sender,
                program="php",
                fields=(f"Reply-To: {who.address}",),
            ),
            answer="unproven",
            also=ANY_OURS,
        )
    for brand, domain in (
        ("Pagelift", "pagelift.io"),
        ("Signova", "mail.signova.com"),
        ("名刺箱", "meishibako4417.jp"),
    ):
        who = house.staff(random)
        name = random.choice((f"{who.name} via {brand}", f"{who.name} ({brand})"))
        sender = Who(name, f"notify@{domain}", language="en")
        yield Honest(
            draft=written(
                house,
                random,
                sender,
                program="php",
                text=f"{who.name} shared a document with you.\nOpen: https://{domain}/d/77",
            ),
            answer="unproven",
            also=("unrelated",),
            hard=True,
            note=name,
        )


def forwarded_ours(house: House, random: Random) -> Iterator[Honest]:
    """Our mail through a forwarder that rewrote the envelope (SRS)."""
    for _ in range(3):
        who = house.staff(random)
        auth = Auth(("pass", "fwd.alumni-net7015.org"), ("pass", who.domain), "pass")
        yield Honest(
            draft=written(
                house,
                random,
                who,
                auth=auth,
                host="fwd.alumni-net7015.org",
                envelope=f"SRS0=ab=XY={who.domain}={who.address.partition('@')[0]}@fwd.alumni-net7015.org",
            ),
            answer="ours",
            also=("unproven",),
        )


def own_odd_headers(house: House, random: Random) -> Iterator[Honest]:
    """Our mails with names written oddly; the proof is what counts."""
    for name in (house.org.people[0].addresses[0], "", f"{house.org.names[0]} 総務"):
        who = Who(name, house.staff(random).address, language=house.org.language)
        draft = written(
            house,
            random,
            who,
            raw_from=f"{word(name)} <{who.address}>" if name else who.address,
        )
        if "@" in name:
            draft = written(house, random, who, raw_from=f'"{name}" <{who.address}>')
        yield Honest(draft=draft, answer="ours")


FAMILIES: Final[dict[str, Family]] = {
    "staff_authenticated": staff_authenticated,
    "staff_forwarding_host": staff_forwarding_host,
    "staff_own_network": staff_own_network,
    "own_newsletter": own_newsletter,
    "own_systems": own_systems,
    "own_odd_headers": own_odd_headers,
    "private_known": private_known,
    "private_unknown": private_unknown,
    "list_posts": list_posts,
    "list_unregistered": list_unregistered,
    "services": services,
    "forwarded_ours": forwarded_ours,
}
