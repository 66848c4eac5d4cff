"""Mails by somebody who knows our border and this program, and what must not be said.

The sender controls his own name and address on the network, the envelope, and every byte
below the lines of our border.  `ours` is forbidden everywhere; `unrelated` too where a
reader of From sees one of us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import pytest

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import Judgement, judge
from honmono.mail.source import RawMail
from tests.make import BORDER, ORG, US

POSTFIX: Final = ORG
EXCHANGE: Final = replace(ORG, authserv_ids=("protection.outlook.com",))
BOTH: Final = replace(ORG, authserv_ids=(BORDER, "protection.outlook.com"))
GMAIL: Final = replace(ORG, authserv_ids=("mx.google.com",))
DEPARTMENT: Final = replace(
    ORG, domains=("law.univ.example.jp", "sr.example.com"), lists=()
)
ESZETT: Final = replace(ORG, domains=("strasse.example",))

NEVER_OURS: Final = frozenset({"ours"})
ONLY_FORGED: Final = frozenset({"ours", "unproven", "unrelated"})
SHOWS_US: Final = frozenset({"ours", "unrelated"})

OUR_FROM: Final = "From: 田中 花子 <tanaka@example.co.jp>"
PASS: Final = (
    "dkim=pass header.d=example.co.jp; spf=pass smtp.mailfrom=example.co.jp;"
    " dmarc=pass header.from=example.co.jp"
)
FAIL: Final = "dkim=none; spf=pass smtp.mailfrom=evil.example; dmarc=fail header.from=example.co.jp"
STRANGER: Final = "from evil.example (evil.example [203.0.113.9])"


def letter(*lines: str | bytes) -> bytes:
    """Join header lines, add the rest of a mail and what any result calls signed."""
    head = b"\r\n".join(x.encode() if isinstance(x, str) else x for x in lines)
    signers = set(re.findall(rb"(?i)dkim=pass header\.d=([^\s;]+)", head))
    signed = b"".join(
        b"\r\nDKIM-Signature: v=1; d=%s; b=x" % d for d in sorted(signers)
    )
    return head + signed + b"\r\nSubject: test\r\n\r\nPlease call me.\r\n"


def unsigned(mail: bytes) -> bytes:
    """Take the signatures out again."""
    return re.sub(rb"DKIM-Signature: [^\r]*\r\n", b"", mail)


def postfix(results: str, *below: str | bytes, seen: str = STRANGER) -> bytes:
    """As Postfix with a milter stores it: the results stand below its line."""
    return letter(
        "Return-Path: <x@evil.example>",
        f"Received: {seen}\r\n\tby {BORDER} (Postfix) with ESMTPS id 4F1"
        "\r\n\tfor <yamada@example.co.jp>; Mon, 6 Apr 2026 09:00:00 +0900 (JST)",
        *([f"Authentication-Results: {BORDER};\r\n\t{results}"] if results else []),
        *below,
    )


def exchange(results: str, *below: str | bytes, helo: str = "evil.example") -> bytes:
    """As Exchange Online stores it: the results stand above, and name nobody."""
    return letter(
        "Received: from A1.jpnprd01.prod.outlook.com (2603:1096:1::2) by"
        " B2.jpnprd01.prod.outlook.com with HTTPS; Mon, 6 Apr 2026 00:00:02 +0000",
        "Received: from F7.eop-JPN01.prod.protection.outlook.com"
        " (2603:1096:1:cafe::4) by\r\n A1.outlook.office365.com (2603:1096:1::5) with"
        " Microsoft SMTP Server id 15.20 via\r\n Frontend Transport;"
        " Mon, 6 Apr 2026 00:00:01 +0000",
        f"Authentication-Results: {results};compauth=fail reason=000",
        f"Received: from {helo} (203.0.113.9) by\r\n F7.mail.protection.outlook.com"
        " (10.118.1.2) with Microsoft SMTP Server id 15.20;"
        " Mon, 6 Apr 2026 00:00:00 +0000",
        *below,
    )


def gmail(results: str, *below: str | bytes) -> bytes:
    """As Gmail stores it."""
    return letter(
        "Delivered-To: yamada@example.co.jp",
        "Received: by 2002:a05:6a10:1::1 with SMTP id q9csp1;"
        " Mon, 6 Apr 2026 00:00:01 +0000",
        "Return-Path: <x@evil.example>",
        "Received: from evil.example (evil.example. [203.0.113.9])\r\n        by"
        " mx.google.com with ESMTPS id 9si1 for <yamada@example.co.jp>;"
        " Mon, 6 Apr 2026 00:00:00 +0000",
        *(
            [f"Authentication-Results: mx.google.com;\r\n       {results}"]
            * bool(results)
        ),
        *below,
    )


def shows(value: str | bytes) -> bytes:
    """A stranger's honest delivery with this From."""
    field = value.encode() if isinstance(value, str) else value
    return postfix(
        "dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example",
        b"From: " + field,
    )


class Attack(NamedTuple):
    """A mail, who gets it, and the answers that would be wrong."""

    org: Organization
    mail: bytes
    forbidden: frozenset[str] = NEVER_OURS


Table = Iterator[tuple[str, Attack]]


def results_of_his_own() -> Table:
    """Yield mails that bring results in the name of our border."""
    spf = "spf=pass smtp.mailfrom=evil.example"
    claims = f"Authentication-Results: {BORDER}; {PASS}"
    for name, field in {
        "below ours": claims,
        "capitals": claims.upper().replace("PASS HEADER", "pass header"),
        "folded": claims.replace("; ", ";\r\n\t"),
        "a comment first": f"Authentication-Results: (x) {BORDER} 1; {PASS}",
        "a dot behind the id": f"Authentication-Results: {BORDER}.; {PASS}",
        "an encoded id": f"Authentication-Results: =?utf-8?q?{BORDER}?=; {PASS}",
        "no id": f"Authentication-Results: {PASS}",
        "renamed": f"X-Authentication-Results: {BORDER}; {PASS}",
        "ARC": (
            "ARC-Seal: i=1; cv=none; d=example.co.jp; s=a; b=x\r\n"
            f"ARC-Authentication-Results: i=1; {BORDER}; {PASS}"
        ),
        "under a Received line of ours": (
            f"Received: from pc (pc [192.0.2.9]) by {BORDER} with ESMTPSA\r\n{claims}"
        ),
    }.items():
        yield f"Postfix, {name}", Attack(POSTFIX, postfix(FAIL, field, OUR_FROM))
        yield f"Exchange, {name}", Attack(EXCHANGE, exchange(FAIL, field, OUR_FROM))
        yield f"both, {name}", Attack(BOTH, exchange(FAIL, field, OUR_FROM))
        yield f"both, Postfix, {name}", Attack(BOTH, postfix(FAIL, field, OUR_FROM))
        google = field.replace(BORDER, "mx.google.com")
        yield f"Gmail, {name}", Attack(GMAIL, gmail(FAIL, google, OUR_FROM))
    for name, field in {
        "a blank before the colon": f"Authentication-Results : {BORDER}; {PASS}",
        "a tab before the colon": f"Authentication-Results\t: {BORDER}; {PASS}",
        "behind a lone CR": f"X-A: b\rAuthentication-Results: {BORDER}; {PASS}",
        "behind a line without colon": (
            f"no colon here\r\nAuthentication-Results: {BORDER}; {PASS}"
        ),
        "the id of a host below ours": (
            f"Authentication-Results: x.{BORDER}; dkim=pass header.d=example.co.jp"
        ),
    }.items():
        # Whoever deletes results in his own name does not see these.
        yield f"unseen: {name}", Attack(POSTFIX, postfix(spf, field, OUR_FROM))
        yield f"unseen, alone: {name}", Attack(POSTFIX, postfix("", field, OUR_FROM))
    yield (
        "an envelope address that ends the comment",
        Attack(
            POSTFIX,
            postfix(
                'spf=fail (domain of "a) ; dmarc=pass header.from=example.co.jp; (b"'
                "@evil.example is no sender) smtp.mailfrom=evil.example",
                OUR_FROM,
            ),
        ),
    )
    yield (
        "an envelope address with results in it",
        Attack(
            POSTFIX,
            postfix(
                'spf=fail smtp.mailfrom="a; dkim=pass header.d=example.co.jp; b"'
                "@evil.example",
                OUR_FROM,
            ),
        ),
    )
    yield (
        "Exchange without an envelope, HELO of its own",
        Attack(
            EXCHANGE,
            exchange(
                FAIL,
                "Authentication-Results: spf=pass smtp.mailfrom=example.co.jp;"
                " dkim=pass header.d=example.co.jp;dmarc=pass"
                " header.from=example.co.jp",
                OUR_FROM,
                helo="X1.jpnprd01.prod.outlook.com",
            ),
        ),
    )


def silent_borders() -> Table:
    """Yield mails that say what a border which does not delete left unsaid."""
    said = "dkim=pass header.d=example.co.jp"
    spf = "spf=pass smtp.mailfrom=evil.example"
    field = f"Authentication-Results: {BORDER}; {said}"
    yield "a border that says nothing", Attack(POSTFIX, postfix("", field, OUR_FROM))
    yield "a border that says SPF alone", Attack(POSTFIX, postfix(spf, field, OUR_FROM))
    yield (
        "a border that says nothing of an unsigned mail",
        Attack(POSTFIX, unsigned(postfix("", field, OUR_FROM))),
    )
    # Gmail looks at every signature that is there, and would say that it failed.
    google = field.replace(BORDER, "mx.google.com")
    yield (
        "Gmail, an unsigned mail",
        Attack(GMAIL, unsigned(gmail(spf, google, OUR_FROM))),
    )
    dmarc = f"Authentication-Results: mx.google.com; {PASS}"
    yield (
        "Gmail, an unsigned mail, DMARC too",
        Attack(GMAIL, unsigned(gmail(spf, dmarc, OUR_FROM))),
    )
    yield (
        "Gmail, signed by a stranger",
        Attack(
            GMAIL,
            unsigned(gmail("dkim=pass header.d=evil.example", dmarc, OUR_FROM)).replace(
                b"Subject:", b"DKIM-Signature: v=1; d=evil.example; b=x\r\nSubject:"
            ),
        ),
    )


def borrowed_domains() -> Table:
    """Yield mails whose signature is real, and of a domain that is not ours."""
    for name, signer in {
        "a public suffix": "co.jp",
        "a sibling below a public suffix": "evil.co.jp",
        "our name as the end": "evilexample.co.jp",
        "our name as a subdomain": "example.co.jp.evil.example",
        "ours, written in another script": "ехample.co.jp",
    }.items():
        said = f"dkim=pass header.d={signer}"
        yield f"signed by {name}", Attack(POSTFIX, postfix(said, OUR_FROM))
    theirs = "From: Hanako <hanako@law.univ.example.jp>"
    sibling = "dkim=pass header.d=med.univ.example.jp"
    author = "dmarc=pass header.from=law.univ.example.jp"
    yield "signed by another department", Attack(DEPARTMENT, postfix(sibling, theirs))
    yield (
        "signed by another department, DMARC",
        Attack(DEPARTMENT, postfix(f"{sibling}; {author}", theirs)),
    )
    yield (
        "envelope of another department, DMARC",
        Attack(
            DEPARTMENT,
            postfix(
                f"dkim=fail header.d=law.univ.example.jp; {author};"
                " spf=pass smtp.mailfrom=med.univ.example.jp",
                theirs,
            ),
        ),
    )
    yield (
        "a neighbour at our host",
        Attack(
            DEPARTMENT,
            postfix("dkim=pass header.d=evil.example.com", "From: <a@sr.example.com>"),
        ),
    )
    yield (
        "ß is not ss",
        Attack(
            ESZETT,
            postfix("dkim=pass header.d=straße.example", "From: <a@strasse.example>"),
        ),
    )
    lists = "dmarc=pass header.from=example.co.jp"
    for name, said in {
        "signs": f"dkim=pass header.d=lists.example.co.jp; {lists}",
        "sends": f"spf=pass smtp.mailfrom=b@lists.example.co.jp; {lists}",
        "sends a broken signature of ours": (
            "dkim=fail header.d=example.co.jp;"
            f" spf=pass smtp.mailfrom=b@lists.example.co.jp; {lists}"
        ),
        "signs below a broken signature of ours": (
            "dkim=fail header.d=example.co.jp;"
            f" dkim=pass header.d=lists.example.co.jp; {lists}"
        ),
        "signs as a host below": f"dkim=pass header.d=a.lists.example.co.jp; {lists}",
    }.items():
        yield f"a list of ours {name}", Attack(POSTFIX, postfix(said, OUR_FROM))
    yield (
        "a list of ours that failed",
        Attack(
            POSTFIX,
            postfix(
                "spf=fail smtp.mailfrom=evil.example;"
                " dmarc=fail header.from=lists.example.co.jp",
                "From: 田中 花子 <staff@lists.example.co.jp>",
            ),
            ONLY_FORGED,
        ),
    )
    home = "From: 田中 花子 <hanako.home@example.org>"
    for name, said in {
        "signed by a stranger": "dkim=pass header.d=evil.example",
        "SPF alone": "spf=pass smtp.mailfrom=hanako.home@example.org",
        "signed by a customer's host": "dkim=pass header.d=evil.example.org",
        "DMARC of another author": "dmarc=pass header.from=evil.example",
    }.items():
        yield (
            f"private address, {name}",
            Attack(POSTFIX, postfix(said, home), SHOWS_US),
        )
    yield (
        "private address of a namesake",
        Attack(
            POSTFIX,
            postfix(
                "dkim=pass header.d=example.org",
                'From: 田中 花子 <"hanako.home"@example.org>',
            ),
            SHOWS_US,
        ),
    )
    yield (
        "parked domain, DMARC pass",
        Attack(
            POSTFIX,
            postfix(
                "dkim=pass header.d=example-parked.jp;"
                " dmarc=pass header.from=example-parked.jp",
                "From: <info@example-parked.jp>",
            ),
            SHOWS_US,
        ),
    )
    yield (
        "another list",
        Attack(
            POSTFIX,
            postfix(
                "dkim=pass header.d=forum.example; dmarc=pass header.from=forum.example",
                "From: 田中 花子 <post@forum.example>",
            ),
            SHOWS_US,
        ),
    )


def networks() -> Table:
    """Yield mails that want to come from a host of ours."""
    for name, seen in {
        "HELO is our address": "from [192.0.2.9] (unknown [203.0.113.9])",
        "HELO is our name": f"from {BORDER} (unknown [203.0.113.9])",
        "HELO is our host": "from 192.0.2.9 (evil.example [203.0.113.9])",
        "HELO holds a comment": "from x(@[192.0.2.9]) (unknown [203.0.113.9])",
        "HELO holds a whole comment": "from x(a@192.0.2.9) (unknown [203.0.113.9])",
        "HELO ends its comment": "from unknown (HELO x)(@192.0.2.9)) (203.0.113.9)",
        "HELO ends the clause": "from x; (unknown [203.0.113.9])",
        "HELO is `by`": "from by (unknown [203.0.113.9])",
        "reverse name is our address": "from x (192.0.2.9 [203.0.113.9])",
        "ident is our address": "from x (HELO y) (192.0.2.9@203.0.113.9)",
        "mapped": "from x (unknown [::ffff:203.0.113.9])",
        "Exim": "from [203.0.113.9] (helo=[192.0.2.9])",
        "Exim with a name": "from evil.example ([203.0.113.9] helo=[192.0.2.9])",
        "Exim, HELO with a comment": "from evil.example ([203.0.113.9] helo=(192.0.2.9))",
        "reverse name is the border": f"from x ({BORDER} [203.0.113.9] (may be forged))",
        "reverse name is a host of ours": "from x (pc.example.co.jp [203.0.113.9])",
        "loopback by HELO": "from localhost (unknown [203.0.113.9])",
    }.items():
        inside = (
            f"Received: from pc (pc [192.0.2.9]) by {BORDER} with ESMTPSA;"
            " Mon, 6 Apr 2026 08:59:00 +0900"
        )
        yield name, Attack(POSTFIX, postfix("", inside, OUR_FROM, seen=seen))
    yield (
        "a relay of ours that took it from a stranger",
        Attack(
            POSTFIX,
            postfix(
                "",
                "Received: from evil.example (evil.example [203.0.113.9]) by"
                " gw.example.co.jp with ESMTP; Mon, 6 Apr 2026 08:59:00 +0900",
                OUR_FROM,
                seen="from gw.example.co.jp (gw.example.co.jp [192.0.2.5])",
            ),
        ),
    )
    yield (
        "a relay of ours that does not say from whom",
        Attack(
            POSTFIX,
            postfix(
                "",
                "Received: from evil.example by gw.example.co.jp with SMTP;"
                " Mon, 6 Apr 2026 08:59:00 +0900",
                OUR_FROM,
                seen="from gw.example.co.jp (gw.example.co.jp [192.0.2.5])",
            ),
        ),
    )
    yield (
        "a private mailbox received it",
        Attack(
            POSTFIX,
            letter(
                f"Received: {STRANGER} by mx.mailbox.example with ESMTPS;"
                " Mon, 6 Apr 2026 09:00:00 +0900",
                f"Received: from pc (pc [192.0.2.9]) by {BORDER} with ESMTPSA;"
                " Mon, 6 Apr 2026 08:59:00 +0900",
                f"Authentication-Results: {BORDER}; {PASS}",
                OUR_FROM,
            ),
        ),
    )
    yield (
        "no server at all",
        Attack(POSTFIX, letter(f"Authentication-Results: {BORDER}; {PASS}", OUR_FROM)),
    )


def two_authors() -> Table:
    """Yield mails that are really ours, sent again with another author added."""
    evil = "<x@evil.example>"
    for name, lines in {
        "From above": (f"From: {evil}", OUR_FROM),
        "From below": (OUR_FROM, f"From: {evil}"),
        "small letters": (OUR_FROM, f"from: {evil}"),
        "a blank before the colon": (OUR_FROM, f"From : {evil}"),
        "a tab before the colon": (OUR_FROM, f"From\t: {evil}"),
        "behind a lone CR": (OUR_FROM, f"X-A: b\rFrom: {evil}"),
        "behind a line without colon": (OUR_FROM, "no colon", f"From: {evil}"),
        "behind blanks": (OUR_FROM, " \t ", f"From: {evil}"),
        "far below": (OUR_FROM, *["X-A: b"] * 2100, f"From: {evil}"),
        "far below, hidden": (
            OUR_FROM,
            *["X-A: b"] * 2100,
            *["To: a@b.example"] * 30,
            f"From: {evil}",
        ),
        "in one field": (f"From: 田中 花子 <tanaka@example.co.jp>, {evil}",),
        "two brackets": (f"From: <tanaka@example.co.jp> {evil}",),
        "before the brackets": ("From: x@evil.example <tanaka@example.co.jp>",),
        "in a comment": ("From: tanaka@example.co.jp (x@evil.example)",),
        "a group": ("From: x@evil.example: tanaka@example.co.jp;",),
        "a route": ("From: <@evil.example:tanaka@example.co.jp>",),
        "a control character": ("From: x@evil.example\0<tanaka@example.co.jp>",),
        "two at": ("From: <x@evil.example@example.co.jp>",),
        "a quoted local part": ('From: <"x@evil.example"@example.co.jp>',),
        "unclosed": ("From: <x@evil.example, <tanaka@example.co.jp>",),
        "an encoded address": (
            "From: =?utf-8?q?=3Cx=40evil.example=3E?= <tanaka@example.co.jp>, =?x",
        ),
        "too long": (f"From: <tanaka@example.co.jp>,{' ' * 300_000} {evil}",),
    }.items():
        yield f"sent again, {name}", Attack(POSTFIX, postfix(PASS, *lines))


def shown_names() -> Table:
    """Yield mails whose From shows one of us."""
    evil = "<x@evil.example>"
    for name, value in {
        "as it is": f"田中 花子 {evil}",
        "no space": f"田中花子{evil}",
        "quoted": f'"田中 花子" {evil}',
        "quoted pairs": f'"\\T\\anaka \\Hanako" {evil}',
        "base64": f"=?utf-8?B?55Sw5LitIOiKseWtkA==?= {evil}",
        "base64 in quotes": f'"=?utf-8?B?55Sw5LitIOiKseWtkA==?=" {evil}',
        "base64, a letter's bytes in two words": (
            f"=?utf-8?B?55Sw5LitIOg=?= =?utf-8?B?irHlrZA=?= {evil}"
        ),
        "base64 without padding": f"=?utf-8?B?55Sw5LitIOiKseWtkA?= {evil}",
        "a language": f"=?utf-8*ja?B?55Sw5LitIOiKseWtkA==?= {evil}",
        "folded": f"=?utf-8?B?55Sw5Lit?=\r\n\t=?utf-8?B?IOiKseWtkA==?=\r\n {evil}",
        "zero width": f"田\u200b中\u2060 花\ufeff子 {evil}",
        "half width": f"ﾀﾅｶ ﾊﾅｺ {evil}",
        "backwards": f"\u202eokanaH akanaT\u202c {evil}",
        "mathematical": f"𝐇𝐚𝐧𝐚𝐤𝐨 𝐓𝐚𝐧𝐚𝐤𝐚 {evil}",
        "Cyrillic": f"Hаnаko Tаnаkа {evil}",
        "a title": f"代表取締役 田中 花子（例示株式会社） {evil}",
        "in a comment": "x@evil.example (田中 花子)",
        "the name alone": "田中 花子",
        "a group": "田中 花子: x@evil.example;",
        "a group, quoted": f'"田中 花子": "info" {evil};',
        "a group of nobody": "Hanako Tanaka:;",
        "the firm as a group": f"例示株式会社: info {evil};",
        "a blank of Braille": f"田中\u2800花子 {evil}",
        "family name beside the firm": f"例示 田中 {evil}",
        "a slash between": f"田中/花子 {evil}",
        "brackets before brackets": f"<田中 花子> {evil}",
        "empty brackets": "田中 花子 <>",
        "the second author": f"A <a@evil.example>, 田中 花子 {evil}",
        "the firm": f"例示株式会社 サポート {evil}",
        "our address": f'"tanaka@example.co.jp" {evil}',
        "our address, wide": f'"ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ" {evil}',
        "our domain behind kana": f"お問い合わせexample.co.jp {evil}",
        "our domain behind a kanji": f"株example.co.jp {evil}",
        "our domain in brackets": f"サポート【example.co.jp】 {evil}",
        "our address with 80 letters before": f'"{"a" * 80}@example.co.jp" {evil}',
        "our address encoded": f"=?utf-8?Q?tanaka=40example.co.jp?= {evil}",
        "our address as local part": "<tanaka%example.co.jp@evil.example>",
        "our address outside": f"tanaka@example.co.jp {evil}",
        "our domain under an override": f'"\u202epj.oc.elpmaxe\u202c" {evil}',
        "our domain, strewn with nothing": f'"exam\u180eple\ufe0f.co.jp" {evil}',
        "our domain between signs": f"_example.co.jp- {evil}",
        "our domain behind dots": f"...example.co.jp {evil}",
        "our domain, IDNA's dots": f"example。co｡jp {evil}",
        "a name in the brackets": "x@evil.example <田中 花子>",
        "a name behind the brackets": f"{evil} 田中 花子",
        "a name in half an address": f'"田中花子@" {evil}',
        "vertical tabs": f"Hanako\x0bTanaka {evil}",
        "a NUL inside": f"Hanako\0 Tanaka {evil}",
        "after 600 others": ", ".join(["a@evil.example"] * 600) + f", 田中 花子 {evil}",
        "our parked domain": f'"info@example-parked.jp" {evil}',
    }.items():
        yield f"shown: {name}", Attack(POSTFIX, shows(value), SHOWS_US)
    for name, raw in {
        "raw Shift_JIS": "田中 花子".encode("cp932"),
        "raw EUC-JP": "田中 花子".encode("euc-jp"),
        "raw ISO-2022-JP": "田中 花子".encode("iso-2022-jp"),
    }.items():
        box = raw + b" <x@evil.example>"
        yield f"shown: {name}", Attack(POSTFIX, shows(box), SHOWS_US)
    shown = "From: 田中 花子 <x@evil.example>"
    for name, lines in {
        "far below": (*["X-A: b"] * 2100, shown),
        "far below others": (*["X-A: b"] * 2100, *["To: a@b.example"] * 30, shown),
        "behind a lone CR": (f"X-A: b\r{shown}",),
        "behind a line without colon": ("no colon", shown),
        "a blank before the colon": (shown.replace(":", " :", 1),),
        "Sender": ("From: <x@evil.example>", "Sender: 田中 花子 <y@evil.example>"),
    }.items():
        yield f"shown: field {name}", Attack(POSTFIX, postfix("", *lines), SHOWS_US)


BLOCK: Final = """\
例示株式会社 経理部
山田 太郎
〒100-0000 東京都千代田区例示町1-2-3
TEL 03-5555-0100
https://www.example.co.jp/
"""
THREAD: Final = """\
-----Original Message-----
From: 山田 太郎 <yamada@example.co.jp>
Sent: Monday, April 6, 2026 9:00 AM
To: 佐藤 <sato@kita2.example>
Subject: 見積の件

お世話になっております。
"""


def body(
    text: str, *fields: str, from_: str = "事務局 <x@evil.example>", html: bool = False
) -> bytes:
    """A stranger's honest delivery with these words."""
    passed = "dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example"
    kind = f"Content-Type: text/{'html' if html else 'plain'}; charset=utf-8"
    head = postfix(passed, *fields, f"From: {from_}", kind).partition(b"\r\n\r\n")[0]
    return head + b"\r\n\r\n" + text.replace("\n", "\r\n").encode()


def hidden_signatures() -> Table:
    """Yield mails that end with our signature, written so that only eyes read it."""
    rows = BLOCK.splitlines()
    letter_by_letter = "\u200b".join(BLOCK)
    for name, block in {
        "as it is": BLOCK,
        "characters without width in words": BLOCK.replace("5555", "55\u00ad55"),
        "characters without width everywhere": letter_by_letter,
        "wide": BLOCK.replace("03-5555-0100", "０３（５５５５）０１００"),
        "mathematical digits": BLOCK.replace("5555", "𝟓𝟓𝟓𝟓"),
        "radicals": BLOCK.replace("山", "⼭").replace("田", "⽥"),
        "a blank after each digit": BLOCK.replace("5555", "5 5 5 5"),
        "text below": BLOCK + "\nこのメールは検査済みです。\n" * 400,
        "a stranger's words as a label": "差出人：\n" + BLOCK,
    }.items():
        yield (
            f"signature, {name}",
            Attack(POSTFIX, body(f"請求書です。\n\n{block}"), ONLY_FORGED),
        )
    hide = '<span style="display:none">x7</span>'
    for name, lines in {
        "lines": "<br>".join(rows),
        "cells": "".join(f"<tr><td>{row}</td></tr>" for row in rows),
        "cells of one row": "<tr>" + "".join(f"<td>{row}</td>" for row in rows),
        "entities": "<br>".join("".join(f"&#{ord(c)};" for c in row) for row in rows),
        "soft hyphens": "<br>".join("&shy;".join(row) for row in rows),
        "a tag for each letter": "<br>".join("<b></b>".join(row) for row in rows),
        "hidden letters": "<br>".join(f"{row[:2]}{hide}{row[2:]}" for row in rows),
        "hidden letters everywhere": "<br>".join(hide.join(row) for row in rows),
        "hidden sentences": "<br>".join(
            f'{row}<p style="display:none">よろしくお願いします。</p>' for row in rows
        ),
    }.items():
        page = f"<p>請求書です。</p><table>{lines}</table>"
        yield (
            f"signature, HTML, {name}",
            Attack(POSTFIX, body(page, html=True), ONLY_FORGED),
        )
    other = "株式会社北海 佐藤一郎\n札幌市中央区北一条1-1\nTEL 011-222-3333\n"
    for name, text in {
        "another's above": f"{other}\nご確認ください。\n\n{BLOCK}",
        "another's below": f"{BLOCK}\nご確認ください。\n\n{other}",
        "another's beside it": f"{other}\n{BLOCK}",
        "another's above, as an answer": f"{other}\nご確認ください。\n\n{BLOCK}",
        "an automatic answer": f"以下の内容で受け付けました。\n\n{BLOCK}",
        "in the middle of a long text": "追伸です。\n" * 150
        + f"\n{BLOCK}\n"
        + "追伸です。\n" * 400,
        "a sentence between the lines": "\nよろしくお願いします。\n".join(rows),
        "quoted by nobody": "".join(f"> {row}\n" for row in rows),
    }.items():
        subject = ("Subject: Re: x",) if "answer" in name.split() else ()
        mail = body(f"請求書です。\n\n{text}", *subject)
        yield f"signature, {name}", Attack(POSTFIX, mail, SHOWS_US)


def threads() -> Table:
    """Yield mails that go on with a thread of ours that the sender was never in."""
    subject, to = "Subject: RE: x", "To: sato@kita2.example"
    for name, written in {
        "as it is": THREAD,
        "a wide sign": THREAD.replace("yamada@", "yamada＠"),
        "characters without width": THREAD.replace("@example", "@exam\u200bple"),
        "no line above": THREAD.replace("-----Original Message-----\n", ""),
        "far below": "> x\n" * 1_500 + THREAD,
    }.items():
        mail = body(f"添付をご覧ください。\n\n{written}", subject, to)
        yield f"thread, {name}", Attack(POSTFIX, mail, ONLY_FORGED)
    for name, fields in {
        "answers by machine, he says": ("Auto-Submitted: auto-replied", to),
        "the victim is a list, he says": ("List-Post: <mailto:sato@kita2.example>", to),
        "a list of his own": ("List-Id: <a.evil.example>", "To: a@evil.example"),
        "our address is a list, he says": (
            "List-Id: <yamada.example.co.jp>",
            "To: yamada@example.co.jp",
        ),
    }.items():
        mail = body(f"添付をご覧ください。\n\n{THREAD}", *fields)
        yield f"thread, {name}", Attack(POSTFIX, mail, SHOWS_US)
    box = body(
        f"添付をご覧ください。\n\n{THREAD}", to, from_="<mailer-daemon@evil.example>"
    )
    yield "thread, a machine by its name", Attack(POSTFIX, box, SHOWS_US)
    gone = THREAD.replace(" <yamada@example.co.jp>", "").replace(
        " <sato@kita2.example>", ""
    )
    yield (
        "thread, without addresses",
        Attack(POSTFIX, body(f"添付をご覧ください。\n\n{gone}", to), SHOWS_US),
    )


def cleared() -> Table:
    """Yield mails that want a clearing fact for more than it clears."""
    for name, from_, fields in (
        ("namesake", "山田 太郎 <t-yamada@evil.example>", ()),
        ("service", "山田 太郎 via Evil <x@evil.example>", ()),
        (
            "answers to himself",
            "山田 太郎 <x@evil.example>",
            ("Reply-To: yamada@example.co.jp",),
        ),
    ):
        yield (
            f"cleared, {name}",
            Attack(POSTFIX, body("至急", *fields, from_=from_), SHOWS_US),
        )
        signed = body(f"至急\n\n{BLOCK}", *fields, from_=from_)
        yield f"cleared, {name}, who signs", Attack(POSTFIX, signed, ONLY_FORGED)
    for name, reply_to in {
        "another of us": "田中 花子 <a@free.example>",
        "our firm": "例示株式会社 <a@free.example>",
        "a lookalike": "<a@example.co.jp.evil.example>",
    }.items():
        for box in ("<t-yamada@evil.example>", "via Evil <x@evil.example>"):
            mail = body("至急", f"Reply-To: {reply_to}", from_=f"山田 太郎 {box}")
            yield f"cleared, Reply-To {name}, {box}", Attack(POSTFIX, mail, ONLY_FORGED)


def links() -> Table:
    """Yield mails with links that show us and lead elsewhere, or to a lookalike."""
    like, evil = "www.example.co.jp.evil.example", "https://evil.example/"
    many = "".join(f'<a href="https://h{n}.example/">x</a>' for n in range(200))
    differ = "".join(
        f'<a href="https://h{n}.example/">https://a{n}.test/</a>' for n in range(60)
    )
    for name, page in {
        "a lookalike": f'<a href="https://{like}/">x</a>',
        "one slash": f'<a href="https:/{like}/">x</a>',
        "no slash": f'<a href="https:{like}/">x</a>',
        "back slashes": f'<a href="https:\\\\{like}\\">x</a>',
        "no scheme": f'<a href="//{like}/">x</a>',
        "a base": f'<base href="https://{like}/"><a href="/login">x</a>',
        "dots of other scripts": f'<a href="https://{like.replace(".", "。")}/">x</a>',
        "behind 200 hosts": many + f'<a href="https://{like}/">x</a>',
        "in a map": f'<map><area href="https://{like}/"></map>',
        "of a form": f'<form action="https://{like}/"></form>',
        "shown": f'<a href="{evil}">https://www.example.co.jp/</a>',
        "shown without scheme": f'<a href="{evil}">www.example.co.jp</a>',
        "shown, wide dots": f'<a href="{evil}">https://www．example．co．jp/</a>',
        "shown, no width": f'<a href="{evil}">https://www.exam&#8203;ple.co.jp/</a>',
        "shown, hidden letters": f'<a href="{evil}">https://www.exam'
        '<i style="display:none">x</i>ple.co.jp/</a>',
        "shown, behind 60 others": differ
        + f'<a href="{evil}">https://www.example.co.jp/</a>',
    }.items():
        mail = body(f"<p>Log in</p>{page}", html=True)
        yield f"link, {name}", Attack(POSTFIX, mail, SHOWS_US)


ATTACKS: Final = dict(
    attack
    for group in (
        results_of_his_own,
        silent_borders,
        borrowed_domains,
        networks,
        two_authors,
        shown_names,
        hidden_signatures,
        threads,
        cleared,
        links,
    )
    for attack in group()
)


def judged(attack: Attack) -> Judgement:
    us = US if attack.org is ORG else Portrait(attack.org)
    return judge(RawMail(attack.mail, "attack.eml"), us)


_PRICE: Final = (
    "decision 0004, price: such a border must delete results in its own name"
)
OPEN: Final = {
    "a border that says nothing": _PRICE,
    "a border that says SPF alone": _PRICE,
    "shown: family name beside the firm": "a short firm name with a family name alone",
    "shown: a slash between": "a slash parts two people",
    "signature, in the middle of a long text": "beyond MAX_HEAD and MAX_TAIL lines",
    "signature, a sentence between the lines": "each line stands alone: no block",
    "signature, another's above, as an answer": "customers sign above what they quote",
    "signature, another's beside it": "a list of several firms looks the same",
    "signature, quoted by nobody": "quoted words are not the sender's; no head, no thread",
    "thread, without addresses": "heads that show names alone name nobody",
    "shown: raw EUC-JP": "eight raw bytes are taken for Latin letters",
}
"""Attacks that still succeed.  Whoever stops one takes the line out."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=OPEN[name]))
        if name in OPEN
        else name
        for name in ATTACKS
    ],
)
def test_an_attack_fails(name: str) -> None:
    attack = ATTACKS[name]

    answer = judged(attack).verdict.answer.value

    assert answer not in attack.forbidden
