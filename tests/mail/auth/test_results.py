"""Authentication-Results: which are believed, which are not, and what they say."""

from __future__ import annotations

import re
from ipaddress import ip_network
from time import process_time

import pytest

from honmono.mail.auth.alignment import aligned
from honmono.mail.auth.model import AuthResult, Looked, Outcome
from honmono.mail.auth.results import read_results
from honmono.mail.auth.syntax import parse
from honmono.mail.message.model import Header
from honmono.mail.message.received import hops

IDS = ("mx1.example.jp",)
EXCHANGE = ("protection.outlook.com",)
NETWORKS = (ip_network("198.51.100.0/28"), ip_network("2001:db8:7::/48"))

BORDER = (
    "Received: from mail.evil.example (h.evil.example [203.0.113.9]) by"
    " mx1.example.jp (Postfix) with ESMTPS id 1"
)
OLDER = (
    "Received: from pc (pc.evil.example [203.0.113.8]) by"
    " mail.evil.example with ESMTPSA"
)
FORGED_BORDER = (
    "Received: from out.example.jp (out.example.jp [198.51.100.3]) by"
    " mx1.example.jp (Postfix) with ESMTPS id 2"
)
FAIL = (
    "Authentication-Results: mx1.example.jp; dkim=none; spf=fail"
    " smtp.mailfrom=example.jp; dmarc=fail header.from=example.jp"
)
PASS = (
    "Authentication-Results: mx1.example.jp; dkim=pass"
    " header.d=example.jp; spf=pass smtp.mailfrom=example.jp; dmarc=pass"
    " header.from=example.jp"
)

EXCHANGE_INSIDE = (
    (
        "Received: from A1.jpnprd01.prod.outlook.com (::1) by"
        " B2.jpnprd01.prod.outlook.com with HTTPS"
    ),
    (
        "Received: from C3.jpnprd01.prod.outlook.com (2603:1096:1::2) by"
        " A1.jpnprd01.prod.outlook.com"
        " (2603:1096:1::3) with Microsoft SMTP Server id 15.20"
    ),
    (
        "Received: from F7.eop-JPN01.prod.protection.outlook.com (2603:1096:1:cafe::4) by"
        " C3.outlook.office365.com (2603:1096:1::5) with Microsoft SMTP Server"
        " id 15.20 via Frontend"
    ),
)
EXCHANGE_BORDER = (
    "Received: from mail.evil.example (203.0.113.9) by F7.mail.protection.outlook.com"
    " (10.118.1.2) with Microsoft SMTP Server id 15.20 via Frontend Transport"
)
EXCHANGE_FAIL = (
    "Authentication-Results: spf=fail (sender IP is 203.0.113.9)\r\n"
    " smtp.mailfrom=example.jp;"
    " dkim=none (message not signed)\r\n header.d=none;dmarc=fail action=oreject\r\n"
    " header.from=example.jp;compauth=fail reason=000"
)
EXCHANGE_PASS = (
    "Authentication-Results: spf=pass (sender IP is 198.51.100.3)"
    " smtp.mailfrom=example.jp;"
    " dkim=pass (signature was verified) header.d=example.jp;dmarc=pass action=none"
    " header.from=example.jp;compauth=pass reason=100"
)


def read(*lines: str, ids: tuple[str, ...] = IDS) -> AuthResult:
    """Read the results of a mail with these header fields, signed by all they name."""
    signers = re.findall(r"header\.[di]=(?:\w*@)?([\w.-]+\w)", " ".join(lines))
    return read_unsigned(
        *lines, *(f"DKIM-Signature: v=1; d={d}; b=x" for d in signers), ids=ids
    )


def read_unsigned(*lines: str, ids: tuple[str, ...] = IDS) -> AuthResult:
    """Read the results of a mail with these header fields and no others."""
    pairs = (line.partition(":") for line in lines)
    headers = tuple(Header(name, value.encode()) for name, _, value in pairs)
    return read_results(headers, hops(headers)[0], ids, NETWORKS)


def said(result: AuthResult) -> list[str]:
    """Write the believed results as words."""
    return [f"{r.method}={r.outcome.value} {r.domain}".strip() for r in result.results]


def refusals(result: AuthResult) -> list[tuple[int, str]]:
    """Say which fields were refused, and why."""
    return [(refused.index, refused.reason) for refused in result.refused]


PASSES = ["dkim=pass example.jp", "spf=pass example.jp", "dmarc=pass example.jp"]
FAILS = ["dkim=none", "spf=fail example.jp", "dmarc=fail example.jp"]


def test_a_signature_that_is_not_in_the_mail_did_not_pass() -> None:
    result = read_unsigned(BORDER, PASS)

    assert said(result) == ["spf=pass example.jp", "dmarc=pass example.jp"]
    assert refusals(result) == [(1, "unsigned")]


@pytest.mark.parametrize(
    "field",
    [
        "DKIM-Signature: v=1; a=rsa-sha256; d=example.jp; s=s1; b=x",
        "DKIM-Signature: d=example.jp",
        "dkim-signature: v=1;\r\n\td = Example.JP ;",
    ],
)
def test_whoever_signed_may_have_passed(field: str) -> None:
    assert said(read_unsigned(BORDER, PASS, field)) == PASSES


@pytest.mark.parametrize(
    "field",
    [
        "DKIM-Signature: v=1; d=evil.example; b=x",
        "DKIM-Signature: v=1; d=mail.example.jp; b=x",
        "DKIM-Signature: v=1; h=d=example.jp; b=x",
        "X-DKIM-Signature: v=1; d=example.jp; b=x",
        "DKIM-Signature: v=1; b=x",
    ],
)
def test_another_s_signature_is_not_his(field: str) -> None:
    result = read_unsigned(
        BORDER,
        "Authentication-Results: mx1.example.jp; dkim=pass header.d=example.jp",
        field,
    )

    assert said(result) == []
    assert refusals(result) == [(1, "unsigned")]


def test_dmarc_does_not_rest_on_a_signature_that_nobody_made() -> None:
    field = (
        "Authentication-Results: mx1.example.jp; dkim=pass header.d=example.jp;"
        " spf=pass smtp.mailfrom=evil.example; dmarc=pass header.from=example.jp"
    )

    assert said(read_unsigned(BORDER, field)) == ["spf=pass evil.example"]


# --- what the words say


SYNTAX = {
    "one field": (
        (
            "mx; dkim=pass (2048-bit key) header.d=a.jp header.s=s1; spf=softfail"
            " smtp.mailfrom=x@b.jp"
        ),
        ["dkim=pass a.jp", "spf=softfail b.jp"],
    ),
    "a version": ("mx 1; dkim/1=pass header.d=a.jp", ["dkim=pass a.jp"]),
    "capitals": ("MX; DKIM=Pass Header.D=A.JP", ["dkim=pass a.jp"]),
    "folded at every place": (
        "mx\r\n ;\r\n\tdkim\r\n = \r\n pass\r\n header.d\r\n =\r\n a.jp",
        ["dkim=pass a.jp"],
    ),
    "comments everywhere": (
        (
            "(a) mx (b (c) \\) ;) ; (d=e;) dkim (f) = (g) pass (h) header.d (i) ="
            " (j) a.jp (k)"
        ),
        ["dkim=pass a.jp"],
    ),
    "a reason with a semicolon": (
        'mx; dkim=fail reason="no; dmarc=pass" header.d=a.jp',
        ["dkim=fail a.jp"],
    ),
    "several signatures": (
        "mx; dkim=pass header.d=a.jp; dkim=fail header.d=b.jp",
        ["dkim=pass a.jp", "dkim=fail b.jp"],
    ),
    "header.i where header.d is missing": (
        "mx; dkim=pass header.i=@a.jp",
        ["dkim=pass a.jp"],
    ),
    "header.d before header.i": (
        "mx; dkim=pass header.i=u@sub.a.jp header.d=a.jp",
        ["dkim=pass a.jp"],
    ),
    "two domains are none": (
        "mx; dkim=pass header.d=a.jp header.d=b.jp",
        ["dkim=pass"],
    ),
    "a bounce": ("mx; spf=pass smtp.mailfrom= smtp.helo=h.a.jp", ["spf=pass h.a.jp"]),
    "old Gmail": ("mx; spf=neutral smtp.mail=u@a.jp", ["spf=neutral a.jp"]),
    "hardfail": ("mx; spf=hardfail smtp.mailfrom=a.jp", ["spf=fail a.jp"]),
    "tempfail": ("mx; spf=tempfail smtp.mailfrom=a.jp", ["spf=temperror a.jp"]),
    "bestguesspass is no pass": (
        "mx; dmarc=bestguesspass header.from=a.jp",
        ["dmarc=none a.jp"],
    ),
    "an unknown outcome": ("mx; dkim=splendid header.d=a.jp; spf=none", ["spf=none"]),
    "an unknown method": ("mx; x-magic=pass header.d=a.jp", ["x-magic=pass"]),
    "junk between": ("mx; hello world; ; dkim=none;", ["dkim=none"]),
    "none": ("mx; none", []),
    "Exchange": (
        (
            "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=a.jp; dkim=none"
            " (message not signed)"
            " header.d=none;dmarc=permerror action=none"
            " header.from=a.jp;compauth=softpass reason=1"
        ),
        ["spf=pass a.jp", "dkim=none", "dmarc=permerror a.jp"],
    ),
    "Exchange, a letter that is not ASCII": (
        (
            "=?utf-8?B?c3BmPXBhc3Mgc210cC5tYWlsZnJvbT1hLmpw?=\r\n"
            " =?utf-8?B?O2RtYXJjPWZhaWwgaGVhZGVyLmZyb209w6QuanA=?="
        ),
        ["spf=pass a.jp", "dmarc=fail xn--4ca.jp"],
    ),
    "an address that holds syntax": (
        'mx; spf=pass smtp.mailfrom="a; dmarc=pass header.from=b.jp; x"@a.jp',
        ["spf=pass a.jp"],
    ),
}


@pytest.mark.parametrize(("value", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_a_field_says_what_it_says(value: str, expected: list[str]) -> None:
    statement = parse(value.encode())

    assert statement is not None
    assert [
        f"{one.method}={one.outcome.value} {one.domain}".strip()
        for one in statement.results
    ] == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        ";",
        "junk and more junk; dkim=pass",
        "mx; junk",
        "mx (; dkim=pass header.d=a.jp",
        'mx; dkim=pass reason="no end',
        "mx; dkim=pass) header.d=a.jp",
        (
            'mx; spf=pass (domain of "a) ; dmarc=pass header.from=b.jp; x=(b"@a.jp'
            " permits)"
        ),
        "mx; dkim=pass " + "x" * 20_000,
        "mx" + "; dkim=pass" * 101,
    ],
)
def test_what_cannot_be_read_is_not_read_in_part(value: str) -> None:
    assert parse(value.encode()) is None


BOMBS = {
    "methods": b"mx1.example.jp" + b"; dkim=pass header.d=example.jp" * 100_000,
    "comments": b"mx1.example.jp; " + b"(" * 16_000,
    "comments with letters": b"mx1.example.jp; " + b"(a" * 8_000,
    "comments that close": b"mx1.example.jp; " + b"(()" * 5_000,
    "quotes": b"mx1.example.jp; " + b'"' * 15_999,
    "backslashes": b"mx1.example.jp; " + b"\\" * 16_000,
    "properties": b"mx1.example.jp; spf=pass " + b"smtp.a=b " * 1_700,
    "words": b"mx1.example.jp; spf=pass " + b"smtp . " * 2_300,
    "encoded words": b"=?utf-8?B??=" * 1_300 + b"x",
}


@pytest.mark.parametrize("value", BOMBS.values(), ids=BOMBS)
def test_a_field_that_was_made_to_be_slow_is_not(value: bytes) -> None:
    headers = (Header("Authentication-Results", value),) * 60
    start = process_time()
    read_results(headers, (), IDS)

    assert process_time() - start < 10  # seconds for 50 fields of 16 kB


# --- where they stand


def test_the_field_below_the_border_s_own_line_is_believed() -> None:
    result = read(BORDER, PASS, "From: a@example.jp")

    assert said(result) == PASSES
    assert result.looked is Looked.YES
    assert result.border is not None
    assert result.border.from_ip == "203.0.113.9"
    assert result.results[0].authserv_id == "mx1.example.jp"


def test_the_field_above_the_border_s_line_is_believed() -> None:
    assert said(read(PASS, BORDER, OLDER)) == PASSES


def test_one_field_for_each_method_is_believed() -> None:
    result = read(
        BORDER,
        "Authentication-Results: mx1.example.jp; dmarc=pass header.from=example.jp",
        (
            "Authentication-Results: mx1.example.jp; spf=softfail"
            " smtp.mailfrom=fwd.example"
        ),
        "Authentication-Results: mx1.example.jp; dkim=pass header.d=example.jp",
    )

    assert said(result) == [
        "dmarc=pass example.jp",
        "spf=softfail fwd.example",
        PASSES[0],
    ]
    assert refusals(result) == []


def test_no_field_is_not_a_failure() -> None:
    result = read(BORDER, "From: a@example.jp")

    assert (result.looked, result.results, result.refused) == (
        Looked.NOT_LOOKED,
        (),
        (),
    )
    assert result.border is not None


def test_errors_are_outcomes_of_their_own() -> None:
    result = read(
        BORDER, "Authentication-Results: mx1.example.jp; spf=temperror; dkim=permerror"
    )

    assert [one.outcome for one in result.results] == [
        Outcome.TEMPERROR,
        Outcome.PERMERROR,
    ]


INJECTED = {
    "below the border's field": ((BORDER, FAIL, PASS), FAILS, [(2, "repeats-method")]),
    "below an older server": ((BORDER, OLDER, PASS), [], [(2, "below-border")]),
    "below a line that names us": (
        (BORDER, FORGED_BORDER, PASS),
        [],
        [(2, "below-border")],
    ),
    "in capitals": (
        (
            BORDER,
            FAIL,
            PASS.replace("Results: mx1.example.jp", "Results: MX1.EXAMPLE.JP"),
        ),
        FAILS,
        [(2, "repeats-method")],
    ),
    "after the border looked at nothing": (
        (BORDER, "Authentication-Results: mx1.example.jp; none", PASS),
        [],
        [(2, "repeats-method")],
    ),
    "after an outcome that nobody knows": (
        (BORDER, "Authentication-Results: mx1.example.jp; dkim=splendid", PASS),
        [],
        [(2, "repeats-method")],
    ),
    "another method below the repeated one": (
        (
            BORDER,
            "Authentication-Results: mx1.example.jp; spf=fail smtp.mailfrom=example.jp",
            "Authentication-Results: mx1.example.jp; spf=pass smtp.mailfrom=example.jp",
            "Authentication-Results: mx1.example.jp; dkim=pass header.d=example.jp",
        ),
        ["spf=fail example.jp"],
        [(2, "repeats-method"), (3, "repeats-method")],
    ),
    "after the border's field was spoiled": (
        (
            BORDER,
            (
                'Authentication-Results: mx1.example.jp; spf=fail (of "a)'
                ' b"@evil.example denies)'
            ),
            PASS,
        ),
        [],
        [(1, "unparsable"), (2, "below-border")],
    ),
    "a name that begins with ours": (
        (BORDER, PASS.replace("mx1.example.jp;", "mx1.example.jp.evil.example;")),
        [],
        [(1, "untrusted-id")],
    ),
    "a name that ends with ours": (
        (BORDER, PASS.replace("mx1.example.jp;", "evil-mx1.example.jp;")),
        [],
        [(1, "untrusted-id")],
    ),
    "our name in a comment": (
        (BORDER, PASS.replace("mx1.example.jp;", "(mx1.example.jp;) mx.evil.example;")),
        [],
        [(1, "untrusted-id")],
    ),
    "our name as a second word": (
        (BORDER, PASS.replace("mx1.example.jp;", "evil.example mx1.example.jp;")),
        [],
        [(1, "unparsable")],
    ),
    "without a name": (
        (BORDER, PASS.replace(" mx1.example.jp;", "")),
        [],
        [(1, "untrusted-id")],
    ),
    "under another field name": (
        (
            BORDER,
            PASS.replace("Authentication-Results:", "X-Authentication-Results:"),
            PASS.replace("Authentication-Results:", "Authentication-Results-Original:"),
            PASS.replace(
                "Authentication-Results:", "X-Original-Authentication-Results:"
            ),
            PASS.replace("Results: mx1", "Results: i=1; mx1").replace(
                "Auth", "ARC-Auth", 1
            ),
        ),
        [],
        [(1, "renamed"), (2, "renamed"), (3, "renamed")],
    ),
    "no server at all": ((PASS, "From: a@example.jp"), [], [(0, "below-border")]),
    "a stranger's server is the last": (
        (
            "Received: from x (x [203.0.113.9]) by gw.partner.example",
            FORGED_BORDER,
            PASS,
        ),
        [],
        [(2, "below-border")],
    ),
    "HELO says that the border handed it over": (
        (
            (
                "Received: from mx1.example.jp (unknown [203.0.113.9]) by"
                " gw.partner.example"
            ),
            FORGED_BORDER,
            PASS,
        ),
        [],
        [(2, "below-border")],
    ),
    "the border sees everybody as a neighbour": (
        (
            (
                "Received: from x (unknown [172.18.0.1]) by mx1.example.jp (Postfix)"
                " with ESMTP"
            ),
            FORGED_BORDER,
            PASS,
        ),
        [],
        [(2, "below-border")],
    ),
    "a pass that nothing supports": (
        (
            BORDER,
            (
                "Authentication-Results: mx1.example.jp; spf=pass"
                " smtp.mailfrom=evil.example"
            ),
            "Authentication-Results: mx1.example.jp; dmarc=pass header.from=example.jp",
        ),
        ["spf=pass evil.example"],
        [(2, "unsupported-dmarc")],
    ),
    "a signature after DMARC failed": (
        (
            BORDER,
            "Authentication-Results: mx1.example.jp; dmarc=fail header.from=example.jp",
            (
                "Authentication-Results: mx1.example.jp; dkim=pass"
                " header.d=mail.example.jp"
            ),
        ),
        ["dmarc=fail example.jp"],
        [(2, "contradicts-dmarc")],
    ),
    "two words about DMARC in one field": (
        (
            BORDER,
            (
                "Authentication-Results: mx1.example.jp; dmarc=pass header.from=example.jp;"
                " dmarc=fail header.from=example.jp"
            ),
        ),
        ["dmarc=fail example.jp"],
        [],
    ),
}


@pytest.mark.parametrize(
    ("lines", "believed", "refused"), INJECTED.values(), ids=INJECTED
)
def test_what_the_sender_wrote_is_not_believed(
    lines: tuple[str, ...], believed: list[str], refused: list[tuple[int, str]]
) -> None:
    result = read(*lines)

    assert said(result) == believed
    assert refusals(result) == refused


def test_dmarc_alone_stands() -> None:
    line = "Authentication-Results: mx1.example.jp; dmarc=pass header.from=example.jp"

    assert said(read(BORDER, line)) == ["dmarc=pass example.jp"]


def test_a_subdomain_supports_dmarc() -> None:
    line = (
        "Authentication-Results: mx1.example.jp; dkim=fail header.d=example.jp;"
        " spf=pass smtp.mailfrom=bounce.example.jp; dmarc=pass"
        " header.from=www.example.jp"
    )

    assert said(read(BORDER, line))[2] == "dmarc=pass www.example.jp"


def test_a_stranger_s_signature_may_pass_where_dmarc_fails() -> None:
    line = (
        "Authentication-Results: mx1.example.jp; dkim=pass header.d=list.example;"
        " dmarc=fail header.from=example.jp"
    )

    assert said(read(BORDER, line)) == [
        "dkim=pass list.example",
        "dmarc=fail example.jp",
    ]


# --- which lines are ours


def test_a_content_filter_does_not_hide_the_border() -> None:
    result = read(
        (
            "Received: from localhost (localhost [127.0.0.1]) by mx1.example.jp"
            " (Postfix) with ESMTP"
        ),
        (
            "Received: from mx1.example.jp ([127.0.0.1]) by localhost"
            " (mx1.example.jp [127.0.0.1]) (amavisd-new)"
        ),
        PASS,
        BORDER,
        OLDER,
    )

    assert said(result) == PASSES
    assert result.border is not None
    assert result.border.index == 3


def test_a_mailbox_server_does_not_hide_the_border() -> None:
    inside = (
        "Received: from mx1.example.jp ([10.0.0.2]) by box.example.jp with LMTP id 1",
        (
            "Received: from mx1.example.jp (mx1.example.jp [10.0.0.1]) by"
            " box.example.jp with ESMTP"
        ),
    )

    for line in inside:
        assert said(read(line, BORDER, PASS)) == PASSES


def test_a_verified_name_of_the_border_is_as_good_as_its_address() -> None:
    line = (
        "Received: from x (mx1.example.jp [203.0.113.77]) by"
        " box.hosting.example with ESMTPS"
    )

    assert said(read(line, BORDER, PASS)) == PASSES
    assert said(read(line.replace("]", "] (may be forged)"), BORDER, PASS)) == []


def test_our_own_fetching_does_not_hide_the_border() -> None:
    line = (
        "Received: from pop.isp.example [203.0.113.4] by pc.example.net with"
        " POP3 (fetchmail)"
    )

    assert said(read(line, BORDER, PASS)) == PASSES


def test_google_s_lines_without_from_do_not_hide_its_border() -> None:
    result = read(
        "Received: by 2002:a05:6808::1 with SMTP id a1",
        (
            "Received: from h.evil.example (h.evil.example. [203.0.113.9]) by"
            " mx.google.com with ESMTPS"
        ),
        "Authentication-Results: mx.google.com; spf=pass (google.com: domain"
        " of u@evil.example"
        " designates 203.0.113.9 as permitted sender) smtp.mailfrom=u@evil.example",
        ids=("mx.google.com",),
    )

    assert said(result) == ["spf=pass evil.example"]
    assert result.border is not None


def test_a_host_below_a_configured_id_is_that_id() -> None:
    result = read(
        "Authentication-Results: in7.protonmail.ch; dkim=pass header.d=a.jp",
        (
            "Received: from h (h.a.jp [203.0.113.9]) by in7.protonmail.ch"
            " (Postfix) with ESMTPS"
        ),
        ids=("protonmail.ch",),
    )

    assert said(result) == ["dkim=pass a.jp"]
    assert result.results[0].authserv_id == "in7.protonmail.ch"


def test_a_host_beside_a_configured_id_is_not_that_id() -> None:
    result = read(
        "Authentication-Results: in7.protonmail.ch; dkim=pass header.d=a.jp",
        (
            "Received: from h (h.a.jp [203.0.113.9]) by in7.protonmail.ch"
            " (Postfix) with ESMTPS"
        ),
        ids=("mail.protonmail.ch",),
    )

    assert said(result) == []
    assert result.border is None


def test_the_border_names_our_own_network() -> None:
    result = read(FORGED_BORDER, "From: a@example.jp")  # here it is the topmost line

    assert result.border is not None
    assert result.border.from_ip == "198.51.100.3"


def test_a_relay_of_ours_does_not_make_a_stranger_s_mail_ours() -> None:
    result = read(
        FORGED_BORDER,
        (
            "Received: from mail.evil.example (unknown [203.0.113.9]) by"
            " out.example.jp with ESMTP"
        ),
    )

    assert result.border is not None
    assert result.border.from_ip == "203.0.113.9"


def test_a_colleague_behind_our_relay_stays_ours() -> None:
    result = read(
        FORGED_BORDER,
        "Received: from pc7 (unknown [10.1.2.3]) by out.example.jp with ESMTPSA",
    )

    assert result.border is not None
    assert result.border.from_ip == "198.51.100.3"


def test_a_stranger_s_line_below_the_border_is_never_the_border() -> None:
    result = read(BORDER, FORGED_BORDER)

    assert result.border is not None
    assert result.border.from_ip == "203.0.113.9"


def test_a_mail_that_only_a_stranger_s_server_took_has_no_border() -> None:
    assert (
        read("Received: from x (x [203.0.113.9]) by gw.partner.example", BORDER).border
        is None
    )


def test_a_mail_without_servers_has_no_border() -> None:
    assert read("From: a@example.jp").border is None


# --- Exchange Online


def test_exchange_online_is_believed_above_its_border() -> None:
    result = read(*EXCHANGE_INSIDE, EXCHANGE_PASS, EXCHANGE_BORDER, OLDER, ids=EXCHANGE)

    assert said(result) == [
        "spf=pass example.jp",
        "dkim=pass example.jp",
        "dmarc=pass example.jp",
        "compauth=pass",
    ]
    assert result.border is not None
    assert result.border.from_ip == "203.0.113.9"
    assert result.results[0].authserv_id == "protection.outlook.com"


EXCHANGE_INJECTED = {
    "at its border": ((EXCHANGE_BORDER, EXCHANGE_PASS), "below-border"),
    "below an older server": ((EXCHANGE_BORDER, OLDER, EXCHANGE_PASS), "below-border"),
    "with its name": (
        (EXCHANGE_BORDER, PASS.replace("mx1.example.jp;", "protection.outlook.com;")),
        "untrusted-id",
    ),
    "with our own name": ((EXCHANGE_BORDER, PASS), "below-border"),
    "with lines that name it": (
        (
            EXCHANGE_BORDER,
            EXCHANGE_PASS,
            EXCHANGE_BORDER.replace("203.0.113.9", "198.51.100.3"),
        ),
        "below-border",
    ),
}


@pytest.mark.parametrize(
    ("lines", "reason"), EXCHANGE_INJECTED.values(), ids=EXCHANGE_INJECTED
)
def test_nothing_below_exchange_online_s_border_is_believed(
    lines: tuple[str, ...], reason: str
) -> None:
    result = read(*EXCHANGE_INSIDE, EXCHANGE_FAIL, *lines, ids=(*EXCHANGE, *IDS))

    assert said(result)[:3] == [
        "spf=fail example.jp",
        "dkim=none",
        "dmarc=fail example.jp",
    ]
    assert {refused.reason for refused in result.refused} == {reason}


def test_a_field_without_name_counts_only_where_exchange_online_is_configured() -> None:
    result = read(*EXCHANGE_INSIDE, EXCHANGE_PASS, EXCHANGE_BORDER)

    assert said(result) == []
    assert refusals(result) == [(3, "untrusted-id")]


def test_a_tenant_of_exchange_online_is_a_stranger() -> None:
    tenant = EXCHANGE_BORDER.replace(
        "mail.evil.example", "J1.outbound.protection.outlook.com"
    )
    result = read(
        *EXCHANGE_INSIDE,
        EXCHANGE_FAIL,
        tenant,
        EXCHANGE_PASS,
        EXCHANGE_BORDER,
        ids=EXCHANGE,
    )

    assert said(result)[0] == "spf=fail example.jp"
    assert refusals(result) == [(5, "below-border")]


def test_the_nearer_of_two_trusted_ids_wins_and_the_other_adds() -> None:
    result = read(
        *EXCHANGE_INSIDE,
        "Authentication-Results: spf=none smtp.mailfrom=evil.example",
        EXCHANGE_BORDER.replace("203.0.113.9", "198.51.100.2"),
        "Authentication-Results: mx1.example.jp; spf=pass smtp.mailfrom=evil.example;"
        " dkim=fail header.d=evil.example",
        BORDER,
        ids=(*EXCHANGE, *IDS),
    )

    assert said(result) == ["spf=none evil.example", "dkim=fail evil.example"]
    assert result.border is not None
    assert result.border.by == "mx1.example.jp"


# --- alignment


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("example.co.jp", "example.co.jp", True),
        ("mail.example.co.jp", "www.example.co.jp", True),
        ("Example.CO.JP.", "example.co.jp", True),
        ("example.co.jp", "example.ne.jp", False),
        ("example.co.jp", "evil-example.co.jp", False),
        ("a.co.jp", "b.co.jp", False),
        ("co.jp", "co.jp", False),
        ("a.github.io", "b.github.io", False),
        ("github.io", "github.io", False),
        ("", "", False),
        ("..", "..", False),
        ("x" * 300 + ".jp", "x" * 300 + ".jp", False),
    ],
)
def test_two_domains_are_aligned_when_they_have_one_owner(
    a: str, b: str, *, expected: bool
) -> None:
    assert aligned(a, b) is expected
