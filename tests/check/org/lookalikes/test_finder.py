"""The one matcher of lookalike domains."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from honmono.check.org import Organization
from honmono.check.org.lookalikes.finder import Lookalikes, Strength, Trick
from honmono.check.org.lookalikes.hosts import MAX_HOST
from honmono.check.org.model import MailingList, Partner, Service

LONG: Final = Organization(
    names=("つきみね電機",),
    domains=("tsukimine-keiso.co.jp", "tmk8261.jp"),
    parked_domains=("tsukimine-keiso.com",),
    services=(Service("Tickets", ("tsukimine-keiso-desk.com",)),),
    lists=(MailingList(("lists.tsukimine-keiso.co.jp", "ml-tsukimine-keiso.jp")),),
    partners=(Partner("つきみね計器", ("tsukimine-keiki.co.jp",)),),
)
COINED: Final = Organization(names=("Verdanox",), domains=("verdanox.com",))
FIVE: Final = Organization(names=("Wexqu",), domains=("wexqu.co.jp",))
NUMBERED: Final = Organization(names=("Verdanox",), domains=("verdanox8261.com",))
SHORT: Final = Organization(names=("QTK",), domains=("qtk.co.jp",))
WORD: Final = Organization(names=("Ledger",), domains=("ledger.com",))
SURNAME: Final = Organization(names=("山田",), domains=("yamada.co.jp",))
KANJI: Final = Organization(
    names=("月峰精密工業",), domains=("xn--vctx0akwi1yx3cw15b.jp",)
)
TRADE: Final = Organization(
    names=("田中電機",), domains=("田中電機.jp".encode("idna").decode(),)
)

PAIRS: Final = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("honest_neighbours.tsv")
    .read_text("utf-8")
    .splitlines()
    if line[:1] != "#"
]


def answer(org: Organization, domain: str) -> tuple[Trick, Strength] | None:
    if not domain.isascii():
        domain = domain.encode("idna").decode()
    found = Lookalikes(org).find(domain)
    return (found.trick, found.strength) if found else None


@pytest.mark.parametrize(
    ("org", "domain", "trick"),
    [
        (LONG, "tsuk1mine-keiso.co.jp", Trick.HOMOGLYPH),
        (LONG, "tsukimine-kelso.co.jp", Trick.HOMOGLYPH),
        (LONG, "tsukirnine-keiso.co.jp", Trick.HOMOGLYPH),
        (LONG, "tsukimine-keis\u043e.co.jp", Trick.HOMOGLYPH),
        (LONG, "tsuk\u0131mine-keiso.net", Trick.HOMOGLYPH),
        (LONG, "tsukimine-keisò.co.jp", Trick.ACCENT),
        (LONG, "tsukiminekeiso.co.jp", Trick.HYPHEN),
        (LONG, "tsuki-mine-keiso.co.jp", Trick.HYPHEN),
        (LONG, "tsukimine--keiso.co.jp", Trick.HYPHEN),
        (LONG, "tsukimine.keiso.co.jp", Trick.DOT),
        (LONG, "tsuki.mine-keiso.co.jp", Trick.DOT),
        (LONG, "tsukimine-keisoco.jp", Trick.DOT),
        (LONG, "tsukimine-keiso.net", Trick.TLD),
        (LONG, "tsukimine-keiso.jp.com", Trick.TLD),
        (LONG, "tsukimine-keiso.co", Trick.TLD),
        (LONG, "tmk8261.co.jp", Trick.TLD),
        (LONG, "tsukimine-keiso.co.jp.attacker.net", Trick.SUBDOMAIN),
        (LONG, "tsukimine-keiso-co-jp.attacker.net", Trick.SUBDOMAIN),
        (LONG, "mail.tsukimine-keiso.attacker.net", Trick.SUBDOMAIN),
        (LONG, "tsukimine-keiso-login.attacker.net", Trick.SUBDOMAIN),
        (LONG, "tsukimine-keiso-group.com", Trick.WORD),
        (LONG, "secure-tsukimine-keiso.com", Trick.WORD),
        (LONG, "mytsukimine-keiso.com", Trick.WORD),
        (LONG, "tsukimine-keiso-jinji.jp", Trick.WORD),
        (LONG, "www-tsukimine-keiso.co.jp", Trick.WORD),
        (LONG, "tsukimine-keisocojp.com", Trick.WORD),
        (LONG, "keiso-tsukimine.co.jp", Trick.ORDER),
        (LONG, "tsukimine-tsukimine-keiso.co.jp", Trick.ORDER),
        (LONG, "tsukimnie-keiso.co.jp", Trick.TYPO),
        (LONG, "tsukimne-keiso.co.jp", Trick.TYPO),
        (LONG, "tsukimine-keeiso.co.jp", Trick.TYPO),
        (LONG, "tmk8216.jp", Trick.TYPO),
        (LONG, "tkm8261.jp", Trick.TYPO),
        (COINED, "verdan0x.com", Trick.HOMOGLYPH),
        (COINED, "v\u0435rdanox.com", Trick.HOMOGLYPH),
        (COINED, "verdanöx.com", Trick.ACCENT),
        (COINED, "verdnaox.com", Trick.TYPO),
        (COINED, "verdanpx.com", Trick.TYPO),
        (COINED, "verdanox-support.com", Trick.WORD),
        (COINED, "verdan0x-login.com", Trick.WORD),
        (COINED, "verdanoxpayment.com", Trick.WORD),
        (COINED, "verdanox.com.attacker.net", Trick.SUBDOMAIN),
        (COINED, "verdanox", Trick.TLD),
        (COINED, "verdanox.cmo", Trick.TLD),
        (COINED, "pedidos%verdanox.com", Trick.WORD),
        (COINED, "bonus77verdanox.com", Trick.WORD),
        (COINED, "info__verdanox.com", Trick.WORD),
        (LONG, "tmk8261.jp-login.attacker.net", Trick.SUBDOMAIN),
        (NUMBERED, "verdanox8261.co.uk", Trick.TLD),
        (FIVE, "wexqù.co.jp", Trick.ACCENT),
        (FIVE, "wex-qu.co.jp", Trick.HYPHEN),
        (SHORT, "qtk.co.jp.attacker.net", Trick.SUBDOMAIN),
        (SHORT, "qtk-co-jp.attacker.net", Trick.SUBDOMAIN),
        (SHORT, "qt\u03ba.co.jp", Trick.HOMOGLYPH),
        (SHORT, "qtk-support.com", Trick.WORD),
        (SHORT, "login-qtk.jp", Trick.WORD),
        (WORD, "l\u0435dger.com", Trick.HOMOGLYPH),
        (WORD, "ledger-verify.com", Trick.WORD),
        (WORD, "ledger.com.attacker.net", Trick.SUBDOMAIN),
        (WORD, "legder.com", Trick.TYPO),
        (SURNAME, "yamada.co.jp.attacker.net", Trick.SUBDOMAIN),
        (SURNAME, "yam4da.co.jp", Trick.HOMOGLYPH),
        (KANJI, "月峰精密工業-support.com", Trick.WORD),
        (KANJI, "月峰-精密工業.jp", Trick.HYPHEN),
        (KANJI, "月峰精密工業.tokyo", Trick.TLD),
    ],
)
def test_what_nobody_has_by_chance_is_strong(
    org: Organization, domain: str, trick: Trick
) -> None:
    assert answer(org, domain) == (trick, Strength.STRONG)


@pytest.mark.parametrize(
    ("org", "domain", "trick"),
    [
        (LONG, "tsukimine-support.co.jp", Trick.ORDER),
        (LONG, "tsukimane-keiso.co.jp", Trick.TYPO),
        (LONG, "tsukimine-keiso-fan.com", Trick.WORD),
        (LONG, "tsukimine-keiso.saas.example", Trick.SUBDOMAIN),
        (LONG, "mail.tsukimine-keiso.zendesk.com", Trick.SUBDOMAIN),
        (LONG, "tsukimine-keiso-co-jp.mail.protection.outlook.com", Trick.SUBDOMAIN),
        (COINED, "verdanox.net", Trick.TLD),
        (COINED, "verdanox.co.uk", Trick.TLD),
        (COINED, "verdanoxs.com", Trick.TYPO),
        (COINED, "verdanoxylon.com", Trick.WORD),
        (COINED, "verdanox.local", Trick.TLD),
        (COINED, "verdanox.comthen", Trick.TLD),
        (WORD, "ledger", Trick.TLD),
        (FIVE, "wexqu.com", Trick.TLD),
        (FIVE, "wex-qu.com", Trick.HYPHEN),
        (FIVE, "wexqù.com", Trick.ACCENT),
        (FIVE, "wexqqu.co.jp", Trick.TYPO),
        (SHORT, "qtk.com", Trick.TLD),
        (SHORT, "qtk-group.com", Trick.WORD),
        (WORD, "ledger.net", Trick.TLD),
        (WORD, "ledger-group.com", Trick.WORD),
        (WORD, "lodger.com", Trick.TYPO),
        (SURNAME, "yamada-support.com", Trick.WORD),
        (SURNAME, "yamata.co.jp", Trick.TYPO),
        (TRADE, "田中電機.tokyo", Trick.TLD),
    ],
)
def test_what_honest_firms_have_too_is_weak(
    org: Organization, domain: str, trick: Trick
) -> None:
    assert answer(org, domain) == (trick, Strength.WEAK)


@pytest.mark.parametrize(
    "domain",
    [
        "tsukimine-keiso.co.jp",
        "sales.tsukimine-keiso.co.jp",
        "tsukimine-keiso.com",
        "mail.tsukimine-keiso.com",
        "lists.tsukimine-keiso.co.jp",
        "ml-tsukimine-keiso.jp",
        "tsukimine-keiso-desk.com",
        "eu.tsukimine-keiso-desk.com",
        "tsukimine-keiki.co.jp",
        f"{'a' * 300}.tsukimine-keiso.co.jp",
    ],
)
def test_what_the_organization_file_names_is_known(domain: str) -> None:
    assert answer(LONG, domain) is None


@pytest.mark.parametrize(
    ("org", "domain"),
    [
        (LONG, "hatsukari-kensetsu.co.jp"),
        (LONG, "keiso.co.jp"),
        (LONG, "tsukimine.co.jp"),
        (LONG, "tmk9999.jp"),
        (COINED, "verdi.com"),
        (SHORT, "qtkansai.co.jp"),
        (SHORT, "qtp.co.jp"),
        (SHORT, "mail.qtk.attacker.net"),
        (WORD, "hedgerow.com"),
        (WORD, "ledger.hosting.example"),
        (SURNAME, "yamadera.co.jp"),
    ],
)
def test_other_names_resemble_none_of_ours(org: Organization, domain: str) -> None:
    assert answer(org, domain) is None


def test_hosts_of_free_mail_resemble_nobody() -> None:
    org = Organization(names=("Yahoe",), domains=("yahoe.co.jp", "gmaii.com"))

    assert answer(org, "yahoo.co.jp") is None
    assert answer(org, "gmail.com") is None
    assert answer(org, "gmai1.com") == (Trick.HOMOGLYPH, Strength.STRONG)


def test_other_departments_of_a_shared_domain_are_no_lookalikes() -> None:
    org = Organization(names=("CS",), domains=("cs.tsukimine-u.ac.jp",))

    assert answer(org, "math.tsukimine-u.ac.jp") is None
    assert answer(org, "cs.tsukimine-u.ac.jp.attacker.net") is not None


def test_there_are_enough_honest_neighbours() -> None:
    assert len(PAIRS) >= 150
    assert len({tuple(pair[:2]) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("ours", "theirs", "why"), PAIRS)
def test_honest_neighbours_are_never_strong(ours: str, theirs: str, why: str) -> None:
    found = Lookalikes(Organization(names=("We",), domains=(ours,))).find(theirs)

    assert found is None or found.strength is Strength.WEAK, why


@pytest.mark.parametrize(
    ("domain", "marked"),
    [
        ("tsuk1mine-keiso.co.jp", ["1"]),
        ("tsukimine-keiso-group.com", ["-group"]),
        ("tsukimine-keiso.net", ["net"]),
        ("tsukimine-keiso.co.jp.attacker.net", [".attacker.net"]),
        ("tsukimne-keiso.co.jp", ["mn"]),
        ("mytsukimine-keiso.com", ["my"]),
        ("tsukımine-keiso.co.jp".encode("idna").decode(), ["ı"]),
    ],
)
def test_the_letters_that_differ_can_be_marked(domain: str, marked: list[str]) -> None:
    found = Lookalikes(LONG).find(domain)

    assert found is not None
    assert [found.shown[start:end] for start, end in found.differing()] == marked


def test_a_lookalike_tells_what_it_resembles_and_how_it_reads() -> None:
    domain = "tsukimine-keisò.co.jp".encode("idna").decode()
    found = Lookalikes(LONG).find(domain)

    assert found is not None
    assert found.domain == domain
    assert found.shown == "tsukimine-keisò.co.jp"
    assert found.ours == "tsukimine-keiso.co.jp"


def test_the_domain_that_stands_in_another_is_the_one_resembled() -> None:
    org = Organization(names=("V",), domains=("verdanox.com", "verdanox.de"))
    found = Lookalikes(org).find("verdanox.de.attacker.net")

    assert found is not None
    assert found.ours == "verdanox.de"


@pytest.mark.parametrize(
    "domain",
    [
        "",
        ".",
        "localhost",
        "[192.0.2.1]",
        "co.jp",
        "xn--.com",
        "xn--a.com",
        "xn--99999999999999999999.com",
        "xn--\u0430.com",
        "xn--tsukimine-keiso-.co.jp",
        "tsukimine-keiso..co.jp",
        "..tsukimine-keiso.co.jpx",
        "\u0000.com",
        "tsukimine-keiso\u202e.com",
    ],
)
def test_broken_domains_are_no_crash(domain: str) -> None:
    found = Lookalikes(LONG).find(domain)

    assert found is None or found.shown


@pytest.mark.parametrize(
    "domain",
    [
        "tsukimine-keiso.co.jp." * 20_000 + "net",
        ".".join(["a"] * 127),
        "tsukimine-keiso-" * 15 + ".com",
        "tsukimine" + "my" * 100 + ".com",
        ".".join(["xn--" + "9" * 59] * 4),
        "а" * 1_000_000 + ".com",
    ],
)
def test_only_the_beginning_of_a_hostile_domain_is_kept(domain: str) -> None:
    found = Lookalikes(LONG).find(domain)

    assert found is None or len(found.domain) <= MAX_HOST


def test_a_signs_neighbour_in_a_label_is_no_letter() -> None:
    label = "xn--" + "jp⁄login".encode("punycode").decode()

    assert answer(LONG, f"tsukimine-keiso.co.{label}.attacker.net") == (
        Trick.SUBDOMAIN,
        Strength.STRONG,
    )


@pytest.mark.xfail(reason="a second surname is not told from a slip", strict=True)
def test_known_miss_a_slip_that_is_another_japanese_name() -> None:
    assert answer(LONG, "tsukamine-keiso.co.jp") == (Trick.TYPO, Strength.STRONG)


@pytest.mark.xfail(
    reason="a slip below another's domain is not looked for", strict=True
)
def test_known_miss_a_slip_in_a_subdomain() -> None:
    assert answer(LONG, "mail.tsukimnie-keiso.attacker.net") is not None


@pytest.mark.xfail(reason="`modem` is missing in the everyday words", strict=True)
def test_known_false_alarm_a_rare_word_drawn_like_ours() -> None:
    org = Organization(names=("M",), domains=("modern-buro.de",))

    assert answer(org, "modem-buro.de") == (Trick.HOMOGLYPH, Strength.WEAK)
