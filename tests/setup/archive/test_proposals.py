"""What an archive proposes, and that a forger cannot write himself into it."""

from __future__ import annotations

from honmono.check.org import Organization, Person
from honmono.setup.archive import Proposals, Tally, propose
from honmono.setup.archive.proposals import Proposal, Sort
from tests.make import BORDER, mail, message

US = Organization(names=("例示株式会社",), domains=("example.co.jp",))
YAMADA = '"山田 太郎" <yamada@example.co.jp>'
SATO = '"佐藤 花子" <sato@example.co.jp>'
EVIL = "evil.example"
_HOST = "mail.evil.example"
_TIME = "Mon, 6 Apr 2026 09:00:00 +0900"


def of(*mails: bytes, org: Organization = US) -> Proposals:
    tally = Tally(org.domains)
    for raw in mails:
        tally.add(message(raw))
    return propose(tally, org)


def taken(proposals: Proposals, sort: Sort) -> list[str]:
    return [proposal.name for proposal in proposals.of(sort, taken=True)]


def left(proposals: Proposals, sort: Sort) -> list[Proposal]:
    return [*proposals.of(sort, taken=False)]


def copy(from_: str = YAMADA, to: str = "k@kita.example") -> bytes:
    """A mail in the folder of what was sent: no server took it in."""
    return mail(from_, f"To: {to}")


def came(from_: str, *fields: str, passed: str = "") -> bytes:
    """A mail that our border took in and looked at."""
    results = f"dkim=pass header.d={passed}; dmarc=pass header.from={passed}"
    return mail(from_, *fields, results=results if passed else "dmarc=none")


def traffic() -> list[bytes]:
    """Enough mail of strangers for our border to be known."""
    hosts = ("one.example", "two.example", "three.example", "four.example")
    return [came(f"<a@{host}>", passed=host) for host in hosts for _ in range(3)]


# People ------------------------------------------------------------------------------


def test_who_writes_under_one_name_is_proposed_with_the_count() -> None:
    (person,) = of(copy(), copy(), copy()).of(Sort.PERSON, taken=True)

    assert person.name == "山田 太郎"
    assert person.values == ("yamada@example.co.jp",)
    assert person.counts == {"count": 3}


def test_two_scripts_are_one_person_with_a_reading() -> None:
    (person,) = of(copy(), copy(), copy('"Taro Yamada" <yamada@example.co.jp>')).of(
        Sort.PERSON, taken=True
    )

    assert (person.name, person.romaji) == ("山田 太郎", "Taro Yamada")


def test_two_addresses_under_one_name_are_one_person() -> None:
    (person,) = of(
        *[copy('"Allen, Phillip K." <k..allen@example.co.jp>')] * 2,
        *[copy('"Phillip Allen" <phillip.allen@example.co.jp>')] * 3,
    ).of(Sort.PERSON, taken=True)

    assert person.name == "Phillip Allen"
    assert person.values == ("phillip.allen@example.co.jp", "k..allen@example.co.jp")


def test_what_is_no_person_is_not_proposed() -> None:
    shown = (
        '"例示株式会社" <kaisha@example.co.jp>',
        '"営業部" <a@example.co.jp>',
        '"山田 太郎" <info@example.co.jp>',
        '"Solution Center" <s.c@example.co.jp>',
        '"ETS Solution Group" <ets@example.co.jp>',
        "<x@example.co.jp>",
    )

    assert (
        taken(of(*[copy(each) for each in shown for _ in range(3)]), Sort.PERSON) == []
    )


def test_an_address_that_several_share_is_nobodys() -> None:
    shared = ("山田 太郎", "佐藤 花子", "鈴木 一郎")
    mails = [
        copy(f'"{name}" <desk1@example.co.jp>') for name in shared for _ in range(3)
    ]

    assert taken(of(*mails), Sort.PERSON) == []


def test_answering_machines_and_lists_count_for_nobody() -> None:
    automatic = [mail(YAMADA, "Auto-Submitted: auto-replied")] * 3
    listed = [mail(SATO, "List-Id: <x.example>")] * 3

    assert taken(of(*automatic, *listed), Sort.PERSON) == []


def test_forged_mail_from_outside_makes_no_person() -> None:
    forged = '"社長 偽男" <ceo@example.co.jp>'
    not_looked = [
        mail(forged, received=f"from x (x [203.0.113.9]) by {BORDER}; {_TIME}")
    ]
    failed = [mail(forged, results="dmarc=fail header.from=example.co.jp")]
    claimed = [  # the forger's own results, in our border's name, below its line
        mail(
            forged,
            f"Authentication-Results: {BORDER}; dkim=pass header.d=example.co.jp",
            "DKIM-Signature: v=1; d=example.co.jp; s=s; b=x",
            results="dmarc=fail header.from=example.co.jp",
        )
    ]
    theirs = [  # delivered by him, vouched for by him
        mail(
            forged,
            f"Authentication-Results: {_HOST}; dkim=pass header.d=example.co.jp",
            "DKIM-Signature: v=1; d=example.co.jp; s=s; b=x",
            received=f"from {_HOST} ({_HOST} [203.0.113.9]) by {BORDER}; {_TIME}",
        )
    ]
    proposals = of(*(not_looked + failed + claimed + theirs) * 20, *traffic())

    assert taken(proposals, Sort.PERSON) == []
    assert proposals.failed == 40


def test_proved_mail_counts_as_soon_as_the_border_is_known() -> None:
    own = [came(YAMADA, passed="example.co.jp")] * 3

    assert taken(of(*own, *traffic()), Sort.PERSON) == ["山田 太郎"]
    assert taken(of(*own), Sort.PERSON) == []  # who says that this is our border?


def test_another_name_on_a_known_address_is_left_alone() -> None:
    known = Organization(
        names=US.names,
        domains=US.domains,
        people=(Person("山田 太郎", addresses=("yamada@example.co.jp",)),),
    )
    other = [copy('"山田 太郎" <t.yamada@example.co.jp>')] * 3
    proposals = of(*[copy()] * 3, *other, org=known)

    assert taken(proposals, Sort.PERSON) == []
    (found,) = left(proposals, Sort.PERSON)
    assert (found.values, found.caution) == (
        ("t.yamada@example.co.jp",),
        "caution-known-name",
    )


# Borders -----------------------------------------------------------------------------


def test_the_host_that_writes_results_on_what_comes_in_is_proposed() -> None:
    (border,) = of(*traffic()).of(Sort.BORDER, taken=True)

    assert border.values == (BORDER,)
    assert border.counts == {"count": 12, "received": 12}


def test_exchange_online_is_known_without_a_name() -> None:
    inner = "AA.apcprd01.prod.outlook.com"
    edge = "BB.mail.protection.outlook.com"
    mails = [
        (
            f"Received: from {edge} (2603::1) by {inner} (2603::2) with HTTPS; {_TIME}\r\n"
            "Authentication-Results: spf=pass smtp.mailfrom=x.example; dkim=pass\r\n"
            f" header.d={host};dmarc=pass header.from={host};\r\n"
            f"Received: from m.{host} (203.0.113.9) by {edge} (10.0.0.1) with SMTP; {_TIME}\r\n"
            f"DKIM-Signature: v=1; d={host}; s=s; b=x\r\n"
        ).encode()
        + mail(f"<a@{host}>")
        for host in ("one.example", "two.example", "three.example")
        for _ in range(2)
    ]

    assert taken(of(*mails), Sort.BORDER) == ["protection.outlook.com"]


def test_results_of_a_stranger_propose_no_border() -> None:
    hosts = ("one.example", "two.example", "three.example", "four.example")
    mails = [
        mail(
            f"<a@{host}>",
            f"Authentication-Results: {_HOST}; dkim=pass header.d={host}",
            f"DKIM-Signature: v=1; d={host}; s=s; b=x",
            f"Received: from x (x [203.0.113.1]) by {_HOST}; {_TIME}",
            received=f"from {_HOST} ({_HOST} [203.0.113.9]) by {BORDER}; {_TIME}",
        )
        for host in hosts
        for _ in range(5)
    ]

    assert of(*mails).of(Sort.BORDER, taken=True) == ()
    assert left(of(*mails), Sort.BORDER) == []


def test_our_name_on_a_small_part_of_the_mail_is_only_shown() -> None:
    silent = [
        mail(
            f"<a@x{n}.example>",
            received=f"from x (x [203.0.113.9]) by {BORDER}; {_TIME}",
        )
        for n in range(60)
    ]
    proposals = of(*traffic(), *silent)

    assert taken(proposals, Sort.BORDER) == []
    assert [each.caution for each in left(proposals, Sort.BORDER)] == ["caution-share"]


# Partners, lists, services ------------------------------------------------------------


def both_ways(domain: str, count: int = 6) -> list[bytes]:
    sent = [
        copy(who, f"k@{domain}") for who in (YAMADA, SATO) for _ in range(count // 2)
    ]
    return [*sent, *[came(f'"北" <k@{domain}>', passed=domain)] * count, *traffic()]


def test_a_domain_in_both_directions_is_a_partner() -> None:
    (partner,) = of(*both_ways("kita.example")).of(Sort.PARTNER, taken=True)

    assert partner.values == ("kita.example",)
    assert partner.counts == {"sent": 6, "came": 6, "who": 2}


def test_who_was_answered_once_or_twice_is_no_partner() -> None:
    proposals = of(*both_ways(EVIL, 2))

    assert taken(proposals, Sort.PARTNER) == []


def test_who_was_never_answered_is_no_partner() -> None:
    mails = [came(f"<x@{EVIL}>", passed=EVIL)] * 200

    assert taken(of(*mails, *traffic()), Sort.PARTNER) == []
    assert left(of(*mails, *traffic()), Sort.PARTNER) == []


def test_unproved_mail_of_a_domain_does_not_count() -> None:
    sent = [copy(who, "k@kita.example") for who in (YAMADA, SATO) for _ in range(5)]
    mails = [came('"北" <k@kita.example>')] * 50

    assert taken(of(*sent, *mails, *traffic()), Sort.PARTNER) == []


def test_a_lookalike_of_ours_and_free_mail_are_no_partners() -> None:
    lookalike = of(*both_ways("examp1e.co.jp", 20))
    assert taken(lookalike, Sort.PARTNER) == []
    assert [p.caution for p in left(lookalike, Sort.PARTNER)] == ["caution-lookalike"]

    free = of(*both_ways("gmail.com", 20))
    assert taken(free, Sort.PARTNER) == []
    assert left(free, Sort.PARTNER) == []


def through(list_: str, author: str, passed: str) -> bytes:
    fields = (f"List-Id: <{list_}>", f"List-Post: <mailto:dev@{list_}>")
    return came(f"<{author}>", *fields, passed=passed)


def test_a_list_to_which_we_write_is_proposed() -> None:
    lists = "lists.oss.example"
    mails = [through(lists, f"a{n}@x{n}.example", lists) for n in range(4)]
    sent = [copy(YAMADA, f"dev@{lists}")] * 2

    (found,) = of(*mails, *sent, *traffic()).of(Sort.LIST, taken=True)

    assert found.values == (lists,)
    assert found.counts == {"came": 4, "sent": 2, "who": 4}


def test_a_partner_is_not_made_a_list_by_a_header() -> None:
    mails = [through("kita.example", f"a{n}@{EVIL}", EVIL) for n in range(9)]
    sent = [copy(YAMADA, "dev@kita.example")] * 9

    proposals = of(*mails, *sent, *traffic())

    assert taken(proposals, Sort.LIST) == []
    assert left(proposals, Sort.LIST) == []


def test_our_names_elsewhere_are_shown_and_never_taken() -> None:
    people = [copy(who) for who in (YAMADA, SATO) for _ in range(2)]
    service = [
        came(f'"{n}" <x@{EVIL}>', passed=EVIL) for n in ("山田 太郎", "佐藤 花子")
    ] * 99
    private = [came('"山田 太郎" <taro@gmail.com>', passed="gmail.com")] * 99
    proposals = of(*people, *service, *private, *traffic())

    assert taken(proposals, Sort.SERVICE) == []
    assert taken(proposals, Sort.PRIVATE) == []
    assert [each.values for each in left(proposals, Sort.SERVICE)] == [(EVIL,)]
    assert [each.values for each in left(proposals, Sort.PRIVATE)] == [
        ("taro@gmail.com",)
    ]


def test_a_mail_with_two_authors_counts_for_nobody() -> None:
    mails = [mail(YAMADA, f"From: {SATO}")] * 5

    proposals = of(*mails)

    assert proposals.ambiguous == 5
    assert taken(proposals, Sort.PERSON) == []


def test_a_border_that_writes_nothing_is_not_believed_for_a_forgers_word() -> None:
    """Five forged mails of a small archive bring results in our border's name."""
    honest = [
        mail(
            f"<a@x{n}.example>",
            received=f"from x (x [203.0.113.9]) by {BORDER}; {_TIME}",
        )
        for n in range(12)
    ]
    forged = [came(YAMADA, passed="example.co.jp")] * 3
    forged += [came(f"<a@{EVIL}{n}>", passed=f"{EVIL}{n}") for n in range(3)]

    proposals = of(*honest, *forged)

    assert taken(proposals, Sort.BORDER) == []
    assert taken(proposals, Sort.PERSON) == []


def test_without_a_border_a_list_is_only_shown() -> None:
    listed = [
        mail(
            f"<a{n}@x{n}.example>",
            "List-Id: <l.example>",
            "List-Post: <mailto:dev@lists.oss.example>",
            received=f"from x (x [203.0.113.9]) by {BORDER}; {_TIME}",
        )
        for n in range(5)
    ]
    proposals = of(*listed, *[copy(YAMADA, "dev@lists.oss.example")] * 3)

    assert taken(proposals, Sort.LIST) == []
    assert [each.caution for each in left(proposals, Sort.LIST)] == ["caution-unproved"]


def test_an_endless_address_is_nobodys() -> None:
    assert of(copy(f"<{'a' * 300}@example.co.jp>")).ambiguous == 1
