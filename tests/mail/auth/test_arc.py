"""ARC: what a trusted host saw before the mail was forwarded."""

from __future__ import annotations

import pytest

from honmono.mail.auth.arc import arc_results, sealers_of
from honmono.mail.auth.model import MethodResult
from honmono.mail.auth.results import read_results
from honmono.mail.message.model import Header
from honmono.mail.message.received import hops

IDS = ("mx1.example.jp",)
BORDER = (
    "Received: from list.example (list.example [203.0.113.9]) by"
    " mx1.example.jp (Postfix)"
)
ARC_PASS = (
    "Authentication-Results: mx1.example.jp; arc=pass (i=2); dmarc=fail"
    " header.from=a.jp"
)
ARC_FAIL = ARC_PASS.replace("arc=pass", "arc=fail")
SEAL_1 = "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.jp; s=arc; b=AAAA"
SEEN_1 = "ARC-Authentication-Results: i=1; mx1.example.jp; dmarc=pass header.from=a.jp"
SEAL_2 = "ARC-Seal: i=2; a=rsa-sha256; cv=pass; d=list.example; s=arc; b=AAAA"
SEEN_2 = "ARC-Authentication-Results: i=2; list.example; dmarc=pass header.from=b.jp"


def seen(*lines: str, sealers: frozenset[str] | None = None) -> list[str]:
    """Read what ARC says of a mail with these header fields."""
    pairs = (line.partition(":") for line in lines)
    headers = tuple(Header(name, value.encode()) for name, _, value in pairs)
    believed = read_results(headers, hops(headers)[0], IDS)
    found = arc_results(
        headers, believed, sealers_of(IDS) if sealers is None else sealers
    )
    return [_words(one) for one in found]


def _words(one: MethodResult) -> str:
    assert one.via_arc
    return f"{one.authserv_id}: {one.method}={one.outcome.value} {one.domain}"


def test_the_set_of_a_trusted_sealer_is_read() -> None:
    lines = (BORDER, ARC_PASS, SEAL_1, SEEN_1)

    assert seen(*lines) == ["mx1.example.jp: dmarc=pass a.jp"]


def test_the_highest_instance_of_the_trusted_ones_counts() -> None:
    lines = (BORDER, ARC_PASS, SEAL_1, SEEN_1, SEAL_2, SEEN_2)
    both = frozenset({"example.jp", "list.example"})

    assert seen(*lines, sealers=both) == ["list.example: dmarc=pass b.jp"]


SILENT = {
    "no set": (BORDER, ARC_PASS),
    "only a seal": (BORDER, ARC_PASS, SEAL_1),
    "only results": (BORDER, ARC_PASS, SEEN_1),
    "an untrusted sealer": (BORDER, ARC_PASS, SEAL_2, SEEN_2),
    "an untrusted sealer after the trusted one": (
        *(BORDER, ARC_PASS, SEAL_2, SEEN_2),
        *(SEAL_1, SEEN_1),
    ),
    "an untrusted sealer without results after the trusted one": (
        *(BORDER, ARC_PASS, SEAL_2),
        *(SEAL_1, SEEN_1),
    ),
    "a sealer below the trusted one": (
        BORDER,
        ARC_PASS,
        SEAL_1.replace("d=example.jp", "d=x.example.jp"),
        SEEN_1,
    ),
    "nobody says that the chain is whole": (BORDER, SEAL_1, SEEN_1),
    "the chain is broken": (BORDER, ARC_FAIL, SEAL_1, SEEN_1),
    "the sender says that the chain is whole": (
        BORDER,
        SEAL_1,
        SEEN_1,
        BORDER,
        ARC_PASS,
    ),
    "he says so below the border's own field": (
        BORDER,
        "Authentication-Results: mx1.example.jp; dmarc=fail header.from=a.jp",
        "Authentication-Results: mx1.example.jp; arc=pass",
        SEAL_1,
        SEEN_1,
    ),
    "a set that is there twice": (BORDER, ARC_PASS, SEAL_1, SEEN_1, SEEN_1),
    "no instance": (BORDER, ARC_PASS, SEAL_1.replace("i=1; ", ""), SEEN_1),
    "an instance out of bounds": (
        BORDER,
        ARC_PASS,
        SEAL_1.replace("i=1", "i=99"),
        SEEN_1.replace("i=1", "i=99"),
    ),
    "results that cannot be read": (BORDER, ARC_PASS, SEAL_1, SEEN_1 + "("),
    "results without a name": (
        BORDER,
        ARC_PASS,
        SEAL_1,
        SEEN_1.replace("mx1.example.jp; ", ""),
    ),
}


@pytest.mark.parametrize("lines", SILENT.values(), ids=SILENT)
def test_anything_less_is_quotedhing(lines: tuple[str, ...]) -> None:
    assert seen(*lines) == []


def test_the_domains_of_our_ids_are_trusted_sealers_but_not_exchange_online() -> None:
    ids = ("mx1.example.co.jp", "mx.google.com", "protection.outlook.com", "co.jp")

    assert sealers_of(ids) == {"example.co.jp", "google.com"}
