"""Received fields: one line of each writer, and who may say which address."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from honmono.mail.message.limits import MAX_HOPS
from honmono.mail.message.model import Defect, Header
from honmono.mail.message.received import Hop, hops, read_trace

DATE = "; Mon, 8 Jun 2026 13:45:11 +0900"


def hop(line: str) -> Hop:
    """Read a single line, with a date behind it."""
    found, defects = hops((Header("Received", f" {line}{DATE}".encode()),))
    assert defects == ()
    return found[0]


LINES = {
    "Postfix": (
        (
            "from mail.example.net (gw7.example.org [192.0.2.7])\r\n\tby"
            " mx1.example.jp (Postfix)"
            " with ESMTPS id 4F1\r\n\tfor <a@example.jp>"
        ),
        ("mx1.example.jp", "mail.example.net", "192.0.2.7"),
    ),
    "Postfix, IPv6, no reverse name": (
        (
            "from Mail.Example.NET (unknown [IPv6:2001:DB8:0:0::1]) by"
            " MX1.example.jp. (Postfix)"
        ),
        ("mx1.example.jp", "mail.example.net", "2001:db8::1"),
    ),
    "Postfix with TLS comments": (
        (
            "from a.example (b.example [192.0.2.7]) (using TLSv1.3 with cipher X"
            " (256/256 bits))"
            " (No client certificate requested) by mx1.example.jp (Postfix) with ESMTPS"
        ),
        ("mx1.example.jp", "a.example", "192.0.2.7"),
    ),
    "Postfix, made on the host itself": (
        "by www.example.jp (Postfix, from userid 33) id 5A2",
        ("www.example.jp", "", ""),
    ),
    "Sendmail": (
        (
            "from helo.example (root@host.example [192.0.2.9] (may be forged)) by"
            " mx (8.17/8.17)"
        ),
        ("mx", "helo.example", "192.0.2.9"),
    ),
    "Sendmail, made on the host itself": (
        "(from user@localhost) by host.example (8.17/8.17/Submit) id 123",
        ("host.example", "", ""),
    ),
    "Exchange": (
        (
            "from EX1.example.local (2001:db8::5) by\r\n EX2.example.local"
            " (10.0.0.6) with Microsoft"
            " SMTP Server (version=TLS1_2, cipher=X) id 15.20.9.1"
        ),
        ("ex2.example.local", "ex1.example.local", "2001:db8::5"),
    ),
    "Exchange with a zone": (
        "from EX1 ([fe80::1234]) by EX1 ([fe80::1234%4]) with mapi id 15.20",
        ("ex1", "ex1", "fe80::1234"),
    ),
    "Gmail at the border": (
        "from a.example (a.example. [192.0.2.4]) by mx.google.com with ESMTPS id x1",
        ("mx.google.com", "a.example", "192.0.2.4"),
    ),
    "Gmail inside": (
        "by 2002:a05:6808::1 with SMTP id y2",
        ("2002:a05:6808::1", "", ""),
    ),
    "Exim": (
        (
            "from host.example ([192.0.2.5]:4312 helo=other.example) by mx with"
            " esmtps (Exim 4.97)"
        ),
        ("mx", "host.example", "192.0.2.5"),
    ),
    "Exim without reverse name": (
        (
            "from [192.0.2.5] (port=4312 helo=other.example) by mx with esmtps"
            " (TLS1.3) (Exim 4.97)"
        ),
        ("mx", "[192.0.2.5]", "192.0.2.5"),
    ),
    "Exim, HELO the address itself": (
        "from [192.0.2.5] by mx with esmtp (Exim 4.97) (envelope-from <a@example.net>)",
        ("mx", "[192.0.2.5]", "192.0.2.5"),
    ),
    "Exim, made on the host itself": (
        "from www-data by host.example with local (Exim 4.97)",
        ("host.example", "www-data", ""),
    ),
    "qmail": (
        "from unknown (HELO mail.example.net) (192.0.2.6) by mx.example.jp with SMTP",
        ("mx.example.jp", "mail.example.net", "192.0.2.6"),
    ),
    "qmail, signed in": (
        "from unknown (HELO pc) (user@example.jp@192.0.2.6) by mx with ESMTPA",
        ("mx", "pc", "192.0.2.6"),
    ),
    "qmail, inside": ("(qmail 123 invoked from network)", ("", "", "")),
    "IronPort": (
        (
            "from h.example (HELO mail.example.net) ([192.0.2.8]) by"
            " esa.example.jp with ESMTP"
        ),
        ("esa.example.jp", "h.example", "192.0.2.8"),
    ),
    "Yahoo": (
        "from 192.0.2.8 (EHLO mail.example.net) by 10.217.1.1 with SMTPs",
        ("10.217.1.1", "192.0.2.8", "192.0.2.8"),
    ),
    "Courier, mapped IPv4": (
        (
            "from mail.example.net (h.example [::ffff:192.0.2.3]) by mx.example.jp"
            " with esmtp"
        ),
        ("mx.example.jp", "mail.example.net", "192.0.2.3"),
    ),
    "MDaemon": (
        (
            "from mail.example.net ([192.0.2.3]) by mx.example.jp (MDaemon PRO"
            " v23) with ESMTP"
        ),
        ("mx.example.jp", "mail.example.net", "192.0.2.3"),
    ),
    "Domino": (
        "from mail.example.net ([192.0.2.3]) by d1.example.jp (Lotus Domino Release 9)",
        ("d1.example.jp", "mail.example.net", "192.0.2.3"),
    ),
    "IMail": (
        "from mail.example.net [192.0.2.3] by mx.example.jp (SMTPD-12.5)",
        ("mx.example.jp", "mail.example.net", "192.0.2.3"),
    ),
    "Proofpoint": (
        (
            "from pps.filterd (m01.example.net [127.0.0.1]) by m01.example.net"
            " (8.18) with ESMTP"
        ),
        ("m01.example.net", "pps.filterd", "127.0.0.1"),
    ),
    "web mail": (
        "from [192.0.2.44] by web1.example.jp via HTTP",
        ("web1.example.jp", "[192.0.2.44]", "192.0.2.44"),
    ),
    "amavis": (
        (
            "from mx1.example.jp ([127.0.0.1])\r\n by localhost (mx1.example.jp"
            " [127.0.0.1])"
            " (amavisd-new, port 10024)"
        ),
        ("localhost", "mx1.example.jp", "127.0.0.1"),
    ),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_each_writer_says_by_from_and_the_address_it_saw(
    line: str, expected: tuple[str, str, str]
) -> None:
    found = hop(line)

    assert (found.by, found.from_host, found.from_ip) == expected
    assert found.at == datetime(2026, 6, 8, 4, 45, 11, tzinfo=UTC)


LIES = {
    "an address as HELO, Postfix": (
        "from [198.51.100.7] (evil.example [192.0.2.4]) by mx (Postfix)",
        "192.0.2.4",
    ),
    "an address as HELO, Exim": (
        (
            "from evil.example ([192.0.2.4] helo=[198.51.100.7]) by mx with esmtp"
            " (Exim 4.97)"
        ),
        "192.0.2.4",
    ),
    "an address as HELO, Exim without name": (
        "from [192.0.2.4] (helo=[198.51.100.7]) by mx with esmtp (Exim 4.97)",
        "192.0.2.4",
    ),
    "an address as HELO, qmail": (
        "from x.example (HELO 198.51.100.7) (192.0.2.4) by mx with SMTP",
        "192.0.2.4",
    ),
    "a bracketed address as HELO, qmail": (
        "from unknown (HELO [198.51.100.7]) (192.0.2.4) by mx with SMTP",
        "192.0.2.4",
    ),
    "HELO on the next line": (
        "from unknown (HELO\r\n [198.51.100.7]) (192.0.2.4) by mx with SMTP",
        "192.0.2.4",
    ),
    "an address inside HELO's comment": (
        "from unknown (EHLO x (x [198.51.100.7])) ([192.0.2.4]) by mx with SMTP",
        "192.0.2.4",
    ),
    "an address as user": (
        "from x (HELO y) ([198.51.100.7]@192.0.2.4) by mx with SMTP",
        "192.0.2.4",
    ),
    "only HELO is there": ("from [198.51.100.7] by mx with SMTP", ""),
    "only a bare HELO is there": ("from 198.51.100.7 by mx with SMTP", ""),
    "the writer did not know": ("from [198.51.100.7] (unknown) by mx with SMTP", ""),
    "who signed in": (
        "from [198.51.100.7] (Authenticated sender: [198.51.100.7]) by mx (Postfix)",
        "",
    ),
    "a comment behind by": ("from x by mx (x [198.51.100.7]) with SMTP", ""),
    "not an address": ("from x (y [999.1.1.1]) by mx", ""),
    "a version": ("from x (8.17.1) by mx", ""),
}


@pytest.mark.parametrize(("line", "ip"), LIES.values(), ids=LIES)
def test_the_address_is_never_what_the_sender_called_itself(line: str, ip: str) -> None:
    assert hop(line).from_ip == ip
    assert read_trace(line.encode()).ip == ip


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from a.example (b.example. [192.0.2.4]) by mx", "b.example"),
        ("from a.example (root@b.example [192.0.2.4]) by mx", "b.example"),
        ("from a.example (unknown [192.0.2.4]) by mx", ""),
        ("from a.example (b.example [192.0.2.4] (may be forged)) by mx", ""),
        ("from a.example ([192.0.2.4]) by mx", ""),
        ("from a.example (192.0.2.4) by mx", ""),
        ("from a.example (HELO b.example) (192.0.2.4) by mx", ""),
    ],
)
def test_a_reverse_name_is_read_only_where_it_was_verified(
    line: str, name: str
) -> None:
    assert read_trace(line.encode()).name == name


@pytest.mark.parametrize(
    ("line", "protocol"),
    [
        ("from a (b [192.0.2.4]) by mx (Postfix) with ESMTPS id 1", "esmtps"),
        ("from a by mx with LMTP id 1", "lmtp"),
        ("from a by mx (something with LMTP) with SMTP id 1", "smtp"),
        ("from a (b [192.0.2.4]) by mx (is with LMTP) with SMTP id 1", "smtp"),
        ("from a (b [192.0.2.4]) by mx (is (x) with LMTP) with SMTP id 1", "smtp"),
        ("from a (b [192.0.2.4]) by mx with E(x)SMTP id 1", "esmtp"),
        ("from a (b [192.0.2.4]) by mx id 1 (is with LMTP)", ""),
        ("from a by mx id 1", ""),
    ],
)
def test_the_protocol_stands_behind_with(line: str, protocol: str) -> None:
    assert read_trace(line.encode()).protocol == protocol


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b" ",
        b"garbage",
        b"from",
        b"by",
        b"from by",
        b"from by by",
        b";",
        b"from (",
        b"\x00",
    ],
)
def test_what_is_quotedhing_is_a_hop_without_words(value: bytes) -> None:
    (found,), _ = hops((Header("Received", value),))

    assert found.from_ip == ""
    assert found.at is None


def test_the_date_stands_behind_the_last_semicolon() -> None:
    value = (
        b"from a (b [192.0.2.4]) by mx (1; 2) id <x;y>; Mon, 8 Jun 2026"
        b" 13:45:11 +0900 (JST)"
    )
    (found,), _ = hops((Header("Received", value),))

    assert found.at == datetime(2026, 6, 8, 4, 45, 11, tzinfo=UTC)


def test_a_line_without_date_has_none() -> None:
    (found,), _ = hops((Header("Received", b"from a (b [192.0.2.4]) by mx"),))

    assert found.at is None


def test_hops_keep_their_place_and_order_whatever_the_case_of_the_name() -> None:
    headers = (
        Header("Return-Path", b"<a@example.net>"),
        Header("RECEIVED", b"by two"),
        Header("X-Received", b"by none"),
        Header("received", b"by one"),
    )
    found, _ = hops(headers)

    assert [(hop.by, hop.index) for hop in found] == [("two", 1), ("one", 3)]


def test_hops_beyond_the_bound_are_not_read_and_it_is_said() -> None:
    few, no_defects = hops((Header("Received", b"by mx"),) * MAX_HOPS)
    many, defects = hops((Header("Received", b"by mx"),) * (MAX_HOPS + 1))

    assert (len(few), no_defects) == (MAX_HOPS, ())
    assert (len(many), defects) == (MAX_HOPS, (Defect.TOO_MANY_HOPS,))


BOMBS = {
    "open brackets": b"from " + b"(" * 100_000,
    "open comments": b"from x " + b"(a" * 50_000,
    "many comments": b"from x (" + b"()" * 50_000,
    "comments of two": b"from x " + b"((()" * 25_000,
    "words": b"from x " + b"a " * 50_000,
    "signs": b"from x (" + b"a@" * 50_000 + b") by y",
    "spaces": b" " * 100_000,
    "colons": b"from x [" + b":" * 100_000,
    "semicolons": b";" * 100_000,
    "HELO": b"from x " + b"(HELO a)" * 12_000,
}


@pytest.mark.parametrize("value", BOMBS.values(), ids=BOMBS)
def test_a_line_that_was_made_to_be_slow_is_not(value: bytes) -> None:
    headers = (Header("Received", value),) * 100
    start = process_time()
    hops(headers)

    assert process_time() - start < 10  # seconds for 10 MB
