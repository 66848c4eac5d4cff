"""Did a mail leave through our own server?"""

from __future__ import annotations

import pytest

from honmono.trace.forgery import Path
from tests.trace.reports.make import OWN, eml, forgery

AT = "; Wed, 13 Apr 2022 09:00:05 +0900"
TO_PARTNER = "from out.example.co.jp (out.example.co.jp [192.0.2.25]) by mx.minami.example with ESMTPS"
HANDED_IN = (
    "from [198.51.100.7] (unknown [198.51.100.7]) (Authenticated sender: yamada@example.co.jp)"
    " by out.example.co.jp with ESMTPSA"
)
SPF = "mx.minami.example; spf={} smtp.mailfrom={}"
STRANGER = "from mail.example.net (mail.example.net [203.0.113.9]) by {} with ESMTPS"


def path_of(
    *fields: tuple[str, str], sender: str = "x3@mail.example.net"
) -> tuple[Path, str]:
    one = forgery(
        eml(OWN, *fields, sender=("佐藤花子", sender), to="suzuki@minami.example")
    )
    return one.path, one.account


def received(*lines: str) -> list[tuple[str, str]]:
    return [("Received", line + AT) for line in lines]


@pytest.mark.parametrize(
    ("fields", "account"),
    [
        (received(TO_PARTNER, HANDED_IN), "yamada@example.co.jp"),
        (received(TO_PARTNER), "x@example.co.jp"),
        (received(HANDED_IN.replace("out.", "mx.")), "yamada@example.co.jp"),
        (received("from pc1 (pc1 [192.0.2.9]) by mx.example.co.jp"), "x@example.co.jp"),
        (
            [
                ("Return-Path", "<bounce@example.co.jp>"),
                *received(STRANGER.format("mx.minami.example")),
                ("Authentication-Results", SPF.format("pass", "bounce@example.co.jp")),
            ],
            "bounce@example.co.jp",
        ),
    ],
    ids=["handed on", "no line below", "to ourselves", "from our net", "SPF passed"],
)
def test_ours(fields: list[tuple[str, str]], account: str) -> None:
    assert path_of(*fields, sender="x@example.co.jp") == (Path.OURS, account)


@pytest.mark.parametrize(
    "fields",
    [
        received(STRANGER.format("mx.minami.example")),
        received(STRANGER.format("mx.example.co.jp")),
        received(STRANGER.format("mx.minami.example"), TO_PARTNER, HANDED_IN),
        received(
            "from mx.example.co.jp (mx.example.co.jp [192.0.2.1]) by box.example.co.jp",
            STRANGER.format("mx.example.co.jp"),
        ),
        [
            *received(STRANGER.format("mx.minami.example")),
            ("Authentication-Results", SPF.format("fail", "x@example.co.jp")),
            (
                "Authentication-Results",
                "mx.other.example; dkim=pass header.d=example.co.jp",
            ),
        ],
        [
            *received(STRANGER.format("mx.minami.example"), HANDED_IN),
            ("Authentication-Results", SPF.format("pass", "x@example.co.jp")),
        ],
    ],
    ids=[
        "partner",
        "to us",
        "lines of his own",
        "inside us",
        "SPF failed",
        "his results",
    ],
)
def test_foreign_also_with_our_address_in_from(fields: list[tuple[str, str]]) -> None:
    assert path_of(*fields, sender="x@example.co.jp") == (Path.FOREIGN, "")


def test_unknown_where_the_header_is_lost() -> None:
    assert path_of() == (Path.UNKNOWN, "")
    assert path_of(
        ("Authentication-Results", SPF.format("pass", "x@example.co.jp"))
    ) == (
        Path.UNKNOWN,
        "",
    )


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        ("mx.minami.example; dkim=pass header.d=kita.example", True),
        ("mx.minami.example; dmarc=pass header.from=kita.example", True),
        ("mx.minami.example; spf=pass smtp.mailfrom=kita.example", False),
        ("mx.minami.example; dkim=pass header.d=mail.example.net", False),
        ("mx.other.example; dkim=pass header.d=kita.example", False),
    ],
)
def test_the_domain_in_from_vouches_for_it(results: str, *, vouched: bool) -> None:
    one = forgery(
        eml(
            OWN,
            *received(STRANGER.format("mx.minami.example")),
            ("Authentication-Results", results),
            ("DKIM-Signature", "v=1; d=kita.example; s=a; h=from; b=x"),
            ("DKIM-Signature", "v=1; d=mail.example.net; s=a; h=from; b=x"),
            sender=("佐藤花子", "sato@kita.example"),
        )
    )

    assert one.vouched is vouched
    assert one.path is Path.FOREIGN
