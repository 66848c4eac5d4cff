"""Forged mails: one function a family, each gives drafts with their labels.

The labels follow the table of the contract.  Where a person without context could be
wrong, too, the mail is `hard`, and the doubtful answer is accepted as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.offices import disguises, quoting
from benchmarks.offices._core import Auth, Draft, File, House, Past, Who
from benchmarks.offices.letters import LURES, PAST, letter
from benchmarks.offices.mails import START, html_of, mailbox, word
from benchmarks.offices.roads import TAKEN, poor
from benchmarks.offices.signing import signed


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A draft and what its label says."""

    draft: Draft
    kinds: tuple[str, ...]
    kinds_also: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    hard: bool = False
    note: str = ""


Family = Callable[[House, Random], Iterator[Labelled]]


def stranger(name: str, random: Random, language: str = "en") -> Who:
    """A forger under some name."""
    return Who(name, random.choice(TAKEN), language=language)


def lure(house: House, random: Random, author: Who, **more: object) -> Draft:
    """A forger's letter to somebody of ours, or to one of our customers' addresses here."""
    subject, text = letter(LURES, random.choice(house.languages), random)
    made: dict[str, object] = {
        "author": author,
        "to": house.staff(random).address,
        "subject": subject,
        "text": text,
        "auth": poor(author.domain, random),
        "program": random.choice(
            ("php", "outlook", "thunderbird", "gmail", "outlook-web")
        ),
    }
    return Draft(**{**made, **more})  # type: ignore[arg-type]


def named(family: str, limit: int) -> Family:
    """The families of names in From: every writing of a few people."""

    def make(house: House, random: Random) -> Iterator[Labelled]:
        people = random.sample(house.org.people, min(len(house.org.people), 4))
        written = [one for p in people for one in disguises.PEOPLE[family](house, p)]
        written = list(dict.fromkeys(written))
        random.shuffle(written)
        address = family.endswith("_in_name")
        for text, hard in written[:limit]:
            hard_too = family == "dn_nick_initial" or hard
            yield Labelled(
                draft=lure(house, random, stranger(text, random)),
                kinds=("address-in-name",) if address else ("display-name",),
                kinds_also=("display-name",),
                also=("unproven", "unrelated") if hard_too else (),
                hard=hard_too,
                note=text,
            )

    return make


_ENCODINGS: Final = ("iso2022_jp", "cp932", "euc_jp", "utf-8")


def dn_encoding(house: House, random: Random) -> Iterator[Labelled]:
    """The same name in every way that a header can be written."""
    for number in range(6):
        person = random.choice(house.org.people)
        name = person.name
        author = stranger(name, random)
        address = author.address
        raw = [
            f"{word(name, _codec(name, random))} <{address}>",
            f"{word(name, 'utf-8', 'Q')} <{address}>",
            f'"{word(name)}" <{address}>',
            f"{name} <{address}>",
            f'"{name[0]}" "{name[1:]}" <{address}>'
            if name.isascii()
            else f"{word(name[:2])}\r\n {word(name[2:])} <{address}>",
            f"{address} ({name})" if name.isascii() else f"{address} ({word(name)})",
        ][number]
        yield Labelled(
            draft=lure(house, random, author, raw_from=raw),
            kinds=("display-name",),
            note=raw,
        )


def _codec(text: str, random: Random) -> str:
    codec = random.choice(_ENCODINGS)
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return "utf-8"
    return codec


def lookalike(kind: str) -> Family:
    """Domains that read like ours; half of them show one of our people, too."""

    def make(house: House, random: Random) -> Iterator[Labelled]:
        made = [
            like
            for imitated in house.org.domains
            for like in disguises.lookalikes(house, random, imitated)[kind]
        ]
        for number, (domain, hard) in enumerate(dict.fromkeys(made)):
            person = random.choice(house.org.people)
            bare = number % 2 == 0
            name = random.choice(("", "Accounts", "受付")) if bare else person.name
            local = "info" if bare else person.addresses[0].partition("@")[0]
            author = Who(name, f"{local}@{domain}")
            yield Labelled(
                draft=lure(house, random, author),
                kinds=("display-name",) if hard and not bare else ("lookalike-domain",),
                kinds_also=("display-name", "lookalike-domain"),
                also=("unproven", "unrelated") if hard and bare else (),
                hard=hard and bare,
                note=domain,
            )

    return make


def exact(kind: str) -> Family:
    """Our own domain in From."""

    def make(house: House, random: Random) -> Iterator[Labelled]:
        org = house.org
        for number in range(3):
            who = house.staff(random)
            domain, elsewhere = who.domain, random.choice(TAKEN)
            foreign = elsewhere.rpartition("@")[2]
            also: tuple[str, ...] = ()
            late: tuple[str, ...] = ()
            kinds_also = ("display-name", "signature")
            auth = Auth(("fail", domain), ("none", ""), "fail")
            envelope = None
            match kind:
                case "dmarc_fail" if number:
                    auth, envelope = (
                        Auth(("pass", foreign), ("pass", foreign), "fail"),
                        elsewhere,
                    )
                case "dkim_broken":
                    auth = Auth(("softfail", domain), ("fail", domain), "fail")
                case "no_auth":
                    auth, also = (
                        Auth(("none", domain), ("none", ""), "none"),
                        ("unproven",),
                    )
                case "no_results":
                    auth, also = Auth(), ("unproven",)
                case "parked":
                    if not org.parked_domains:
                        return
                    who = Who(who.name, f"billing@{org.parked_domains[0]}")
                    auth = Auth(("none", who.domain), ("none", ""), "none")
                    kinds_also = ("display-name", "lookalike-domain")
                case "our_subdomain":
                    who = Who(
                        who.name,
                        f"noreply@{random.choice(('mail', 'smtp', 'crm'))}.{domain}",
                    )
                    auth = Auth(("fail", who.domain), ("none", ""), "fail")
                case "injected":
                    also = ()
                    host = (
                        org.authserv_ids[0]
                        if house.host != "protection.outlook.com"
                        else ""
                    )
                    late = (
                        "Authentication-Results: "
                        + (f"{host}; " if host else "")
                        + f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}",
                    )
            text_author = house.as_who(org.people[0]) if kind == "parked" else who
            draft = lure(
                house,
                random,
                who,
                auth=auth,
                envelope=envelope,
                late=late,
                host=f"vps.{foreign}",
            )
            if number == 2:
                draft = lure(
                    house, random, who, auth=auth, envelope=envelope, late=late,
                    text=f"{draft.text}\n\n{signed(text_author, random)}", host=f"vps.{foreign}",
                )  # fmt: skip
            yield Labelled(
                draft=draft,
                kinds=("exact-domain",),
                kinds_also=kinds_also,
                also=also,
                hard=bool(also),
                note=kind,
            )

    return make


def reply_to(kind: str) -> Family:
    """Answers would go elsewhere."""

    def make(house: House, random: Random) -> Iterator[Labelled]:
        for _ in range(3):
            who = house.staff(random)
            foreign = random.choice(TAKEN)
            if kind == "elsewhere":
                yield Labelled(
                    draft=lure(
                        house,
                        random,
                        who,
                        fields=(f"Reply-To: {foreign}",),
                        auth=Auth(("fail", who.domain), ("none", ""), "fail"),
                    ),
                    kinds=("exact-domain", "reply-to"),
                    kinds_also=("display-name",),
                )
                continue
            desk = stranger(
                random.choice(("Service Desk", "事務局", "Notification", "")), random
            )
            if kind == "staff_name":
                box = mailbox(
                    who.name, foreign if foreign != desk.address else f"x{foreign}"
                )
            else:
                made = disguises.lookalikes(house, random, house.org.domains[0])
                sure = [
                    d for kind in made.values() for d, doubtful in kind if not doubtful
                ]
                box = f"info@{random.choice(sure)}"
            yield Labelled(
                draft=lure(house, random, desk, fields=(f"Reply-To: {box}",)),
                kinds=("reply-to",),
                kinds_also=("display-name", "lookalike-domain"),
                note=box,
            )

    return make


def past(
    house: House, random: Random, author: Who, *to: Who, cc: tuple[Who, ...] = ()
) -> Past:
    """An earlier mail between these."""
    subject, text = random.choice(PAST["ja" if house.org.language == "ja" else "en"])
    body = f"{text}\n\n{signed(author, random)}"
    return Past(author, to, START.replace(day=2, hour=14, minute=7), subject, body, cc)


def answer(text: str, of: Past, style: quoting.Style, program: str) -> tuple[str, str]:
    """An answer's text and HTML, with the quote below."""
    below, html = style(of)
    return f"{text}\n\n{below}\n", f"{html_of(text, program)}<br>\n{html}"


def reply_chain(kind: str) -> Family:
    """A real thread of ours goes on, from an address that was never in it."""

    def make(house: House, random: Random) -> Iterator[Labelled]:
        styles = [*quoting.FULL[house.org.language], *quoting.FULL["en"]]
        for style in random.sample(styles, 4):
            ours, customer = house.staff(random), random.choice(house.others)
            thread = past(house, random, ours, customer)
            _, text = letter(LURES, house.org.language, random)
            program = random.choice(("outlook", "thunderbird", "gmail"))
            text, html = answer(text, thread, style, program)
            name = {"name": ours.name, "addr": ours.address, "neutral": "Office"}[kind]
            author = stranger(name, random)
            rich = program in ("outlook", "gmail")
            draft = lure(
                house, random, author, subject=f"Re: {thread.subject}", text=text,
                html=html if rich else "", program=program, to=customer.address,
            )  # fmt: skip
            first = {
                "name": ("display-name",),
                "addr": ("address-in-name",),
                "neutral": (),
            }
            yield Labelled(
                draft=draft,
                kinds=(*first[kind], "reply-chain"),
                kinds_also=("display-name", "signature"),
                also=("unproven",) if kind == "neutral" else (),
                hard=kind == "neutral",
                note=style.__name__,
            )

    return make


def signature_block(house: House, random: Random) -> Iterator[Labelled]:
    """A stranger signs as we do."""
    for person in random.sample(house.org.people, min(len(house.org.people), 3)) * 2:
        who = house.as_who(person)
        name = random.choice(("", "Office", "info", "Invoices"))
        draft = lure(house, random, stranger(name, random))
        block = signed(who, random)
        yield Labelled(
            draft=lure(
                house,
                random,
                draft.author,
                text=f"{draft.text}\n\n{block}",
                subject=draft.subject,
            ),
            kinds=("signature",),
            kinds_also=("reply-chain",),
            note=block.replace("\n", " / "),
        )


def encrypted_zip(house: House, random: Random) -> Iterator[Labelled]:
    """A name of ours, a locked archive and its password."""
    for line in (
        "Password: {p}",
        "解凍パスワードは {p} です。",
        "PW → {p}",
        "zip pass = {p}",
    )[2 * (house.org.language == "en") and 2 :]:
        who = house.staff(random)
        secret = f"{random.randrange(1000, 9999)}kx"
        draft = lure(house, random, stranger(who.name, random))
        yield Labelled(
            draft=lure(
                house,
                random,
                draft.author,
                text=f"{draft.text}\n\n{line.format(p=secret)}\n",
                files=(
                    File(
                        f"{random.randrange(9999)}_docs.zip", "application/zip", SEALED
                    ),
                ),
            ),
            kinds=("display-name",),
            hazards=("encrypted-archive", "password-in-body"),
        )


def _sealed() -> bytes:
    """A zip of one member whose flags say that it is encrypted; its bytes say nothing."""
    name, data = b"report.doc", b"placeholder"
    crc, size = 0, len(data)
    common = (
        b"\x14\0\x01\0\0\0\0\0\x21\x5b"
        + crc.to_bytes(4, "little")
        + size.to_bytes(4, "little") * 2
        + len(name).to_bytes(2, "little")
        + b"\0\0"
    )
    local = b"PK\3\4" + common + name + data
    central = (
        b"PK\1\2\x14\0" + common + b"\0\0\0\0\0\0" + b"\0\0\0\0" + b"\0\0\0\0" + name
    )
    end = (
        b"PK\5\6\0\0\0\0\1\0\1\0"
        + len(central).to_bytes(4, "little")
        + len(local).to_bytes(4, "little")
        + b"\0\0"
    )
    return local + central + end


SEALED: Final = _sealed()


def attachment(house: House, random: Random) -> Iterator[Labelled]:
    """A name of ours and a file that does harm when opened; the bytes are stand-ins."""
    for name, kind, data, hazard in (
        ("invoice.js", "application/javascript", b"// placeholder\n", "script"),
        (
            "Scan_0041.lnk",
            "application/octet-stream",
            b"L\0\0\0\x01\x14\2\0placeholder",
            "shortcut",
        ),
        (
            "見積.one",
            "application/onenote",
            bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + b"placeholder",
            "onenote",
        ),
        ("documents.img", "application/octet-stream", b"placeholder", "disk-image"),
    ):
        who = house.staff(random)
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger(who.name, random),
                files=(File(name, kind, data),),
            ),
            kinds=("display-name",),
            hazards=(hazard,),
            note=name,
        )


def link_differs(house: House, random: Random) -> Iterator[Labelled]:
    """A name of ours above a link that shows our site and leads elsewhere."""
    for _ in range(3):
        who = house.staff(random)
        url = house.org.urls[0]
        draft = lure(house, random, stranger(who.name, random), program="php")
        html = (
            f'{html_of(draft.text, "php")}<p><a href="https://{random.randrange(10**6)}'
            f'.web-pages4461.net/l">{url}login</a></p>'
        )
        yield Labelled(
            draft=lure(
                house, random, draft.author, program="php", html=html, text=draft.text
            ),
            kinds=("display-name",),
            hazards=("link-text-differs",),
        )


def from_malformed(house: House, random: Random) -> Iterator[Labelled]:
    """A From that programs read differently."""
    every = ("address-in-name", "display-name", "exact-domain", "lookalike-domain")
    for number in range(6):
        who = house.staff(random)
        bad = random.choice(TAKEN)
        raw = (
            f"<{who.address}> <{bad}>",
            f'"{who.address}" <{who.address}> <{bad}>',
            f"{who.address}, <{bad}>",
            f"{mailbox(who.name, who.address)}\0 <{bad}>",
            f"{who.address}@{bad}",
            f"=?utf-8?B??= {who.address} <{bad}>",
        )[number]
        author = Who("", bad)
        yield Labelled(
            draft=lure(house, random, author, raw_from=raw, envelope=bad),
            kinds=(),
            kinds_also=every,
            also=("unproven",),
            note=raw,
        )


def from_twice(house: House, random: Random) -> Iterator[Labelled]:
    """Two From fields."""
    every = ("address-in-name", "display-name", "exact-domain", "lookalike-domain")
    for first in (True, False):
        who, bad = house.staff(random), random.choice(TAKEN)
        ours = mailbox(who.name, who.address)
        one, two = (ours, bad) if first else (bad, ours)
        yield Labelled(
            draft=lure(
                house, random, Who("", bad), raw_from=one, fields=(f"From: {two}",)
            ),
            kinds=(),
            kinds_also=every,
        )


def reported_by_partner(house: House, random: Random) -> Iterator[Labelled]:
    """A copy from a partner's mailbox: results of a host that is not ours."""
    for partner in house.partners:
        who = house.staff(random)
        name = random.choice((who.name, f"{who.name} <{who.address}>"))
        yield Labelled(
            draft=lure(
                house,
                random,
                stranger(name, random),
                to=mailbox(partner.name, partner.address),
                elsewhere=f"mx.{partner.domain}",
            ),
            kinds=("address-in-name",) if "@" in name else ("display-name",),
            kinds_also=("display-name",),
            note=name,
        )


FAMILIES: Final[dict[str, Family]] = {
    **{family: named(family, 9) for family in disguises.PEOPLE},
    "dn_encoding": dn_encoding,
    **{
        f"lookalike_{kind}": lookalike(kind)
        for kind in ("hyphen", "typo", "homoglyph", "idn", "tld", "subdomain", "combo")
    },
    **{
        f"exact_{kind}": exact(kind)
        for kind in (
            *("dmarc_fail", "dkim_broken", "no_auth", "no_results"),
            *("parked", "our_subdomain", "injected"),
        )
    },
    **{f"reply_to_{k}": reply_to(k) for k in ("elsewhere", "staff_name", "lookalike")},
    **{f"reply_chain_{k}": reply_chain(k) for k in ("name", "addr", "neutral")},
    "signature_block": signature_block,
    "encrypted_zip": encrypted_zip,
    "attachment": attachment,
    "link_differs": link_differs,
    "from_malformed": from_malformed,
    "from_twice": from_twice,
    "reported_by_partner": reported_by_partner,
}
