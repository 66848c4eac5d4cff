"""What RFC 6376, 8301, 8463 and 8616 ask of a verifier, clause by clause, signed by hand.

Written from the text by somebody who had not written the verifier.
"""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from honmono.mail.auth.own.dkim import Signed, Why, verify
from honmono.mail.auth.own.questions import (
    Answer,
    FixedResolver,
    Kind,
    Question,
    State,
)
from honmono.mail.auth.own.wire import on_the_wire
from tests.sign import KEY, RECORD, canonical_body, chosen_fields, sign
from tests.verify import NOW, OURS, checked

HEAD = (
    b"From: Yamada <yamada@example.co.jp>\r\nTo: a@kita.example\r\nSubject:  one\r\n"
    b"\t two \r\nDate: Mon, 6 Apr 2026 09:00:00 +0900\r\n"
)
BODY = b"Hello  world \r\n\r\nBye\r\n\r\n"
TAGS = (
    "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.co.jp; s=s1;"
    " h=from:to:subject:date; bh=BH; b="
)


def by_hand(
    tags: str = TAGS,
    head: bytes = HEAD,
    body: bytes = BODY,
    *,
    names: str = "from:to:subject:date",
    forms: tuple[str, str] = ("relaxed", "relaxed"),
    length: int | None = None,
    name: str = "DKIM-Signature",
) -> bytes:
    """A mail under a signature with exactly these tags; `BH` and the value are filled in."""
    kept = canonical_body(body, forms[1])[:length]
    bh = base64.b64encode(hashlib.sha256(kept).digest()).decode()
    own = f"{name}: {tags.replace('BH', bh)}".encode()
    form = forms[0]
    emptied = re.sub(rb"(;\s*b\s*=)[^;]*", rb"\1", own)
    data = chosen_fields(head.removesuffix(b"\r\n"), names.split(":"), form)
    data += _field(emptied, form)
    value = base64.b64encode(sign(KEY, data))
    mail = re.sub(rb"(;\s*b\s*=)[^;]*", lambda m: m[1] + value, own)
    return mail + b"\r\n" + head + b"\r\n" + body


def _field(raw: bytes, form: str) -> bytes:
    if form == "simple":
        return raw
    name, _, value = raw.partition(b":")
    return name.strip().lower() + b":" + b" ".join(value.split())


def why(mail: bytes, record: str = RECORD) -> Why:
    return checked(mail, {"s1._domainkey.example.co.jp": record})[0].why


def tags(old: str, new: str) -> str:
    assert old in TAGS
    return TAGS.replace(old, new)


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (by_hand(), Why.GOOD),
        # §3.2: the form of a list of tags
        (by_hand(tags("v=1; ", "  v = 1 ;\r\n ")), Why.GOOD),
        (by_hand(tags("; b=", ";\r\n\tb\r\n = ")), Why.GOOD),
        (by_hand(TAGS + ";"), Why.GOOD),
        (by_hand(TAGS + "; "), Why.GOOD),
        (by_hand(TAGS + ";;"), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1;;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; s=s1;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; foo;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; 1x=y;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; foo=; x_9=y=z;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; D=example.net;")), Why.GOOD),
        (by_hand(tags("s=s1;", "S=s1;")), Why.MALFORMED),
        # §3.5: each tag
        (by_hand(tags("v=1; ", "")), Why.MALFORMED),
        (by_hand(tags("v=1; ", "v=1.0; ")), Why.MALFORMED),
        (by_hand(tags("v=1; a=", "a=").replace("; b=", "; v=1; b=")), Why.GOOD),
        (by_hand(tags("a=ed25519-sha256; ", "")), Why.MALFORMED),
        (by_hand(tags("bh=BH; ", "")), Why.MALFORMED),
        (by_hand(tags("bh=BH", "bh=")), Why.MALFORMED),
        (by_hand(tags("d=example.co.jp", "d=EXAMPLE.CO.JP")), Why.GOOD),
        (by_hand(tags("d=example.co.jp", "d=jp")), Why.MALFORMED),
        (by_hand(tags("d=example.co.jp", "d=example..co.jp")), Why.MALFORMED),
        (by_hand(tags("s=s1", "s=a b")), Why.MALFORMED),
        (by_hand(tags("h=from:to:subject:date", "h=to"), names="to"), Why.MALFORMED),
        (by_hand(tags("h=from:", "h=FROM :\r\n ")), Why.GOOD),
        (by_hand(tags("h=from:to:subject:date", "h=from::to"), names="from:to"), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; i=@example.co.jp;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; i=yamada@sales.EXAMPLE.co.jp;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; i=@co.jp;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; i=@notexample.co.jp;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; i=example.co.jp;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; i=;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; q=dns/txt;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; q=foo : dns/txt;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; q=http;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; t=1775433600; x=1775606400;")), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; x=1775433600;")), Why.EXPIRED),
        (by_hand(tags("s=s1;", "s=s1; t=1775433600; x=1775433600;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; t=1775433600; x=1775433599;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; t=-1;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; t=1e9;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; t=99999999999;")), Why.FROM_THE_FUTURE),
        (by_hand(tags("s=s1;", "s=s1; z=From:a@b|To:c=3Bd;")), Why.GOOD),
        # l=
        (by_hand(tags("s=s1;", "s=s1; l=5;"), length=5), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; l=0;"), length=0), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; l=20;"), length=20), Why.GOOD),
        (by_hand(tags("s=s1;", "s=s1; l=999;")), Why.BODY_CHANGED),
        (by_hand(tags("s=s1;", "s=s1; l=;")), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; l=5x;"), length=5), Why.MALFORMED),
        (by_hand(tags("s=s1;", "s=s1; l=" + "9" * 76 + ";")), Why.MALFORMED),
        # c=
        (by_hand(tags("relaxed/relaxed", "relaxed"), forms=("relaxed", "simple")), Why.GOOD),
        (by_hand(tags("c=relaxed/relaxed; ", ""), forms=("simple", "simple")), Why.GOOD),
        (by_hand(tags("c=relaxed/relaxed", "c=simple"), forms=("simple", "simple")), Why.GOOD),
        (by_hand(tags("relaxed/relaxed", "relaxed/nowsp")), Why.MALFORMED),
        (by_hand(tags("c=relaxed/relaxed", "c=")), Why.MALFORMED),
        # §3.4.5, §5.4.2: fields that are missing, that stand twice, that are signed twice
        (by_hand(tags("date;", "date:from:x-none;"), names="from:to:subject:date"), Why.GOOD),
        (by_hand(head=HEAD + b"Subject: below\r\n"), Why.GOOD),
        (b"Subject: above\r\n" + by_hand(), Why.GOOD),
        (by_hand(tags("date;", "date:from;")).replace(b"\r\nTo:", b"\r\nFrom: x@y\r\nTo:"), Why.WRONG),
        (by_hand(tags("date;", "date:dkim-signature;")), Why.GOOD),
        # §3.4.3, §3.4.4: bodies
        (by_hand(body=b""), Why.GOOD),
        (by_hand(tags("relaxed/relaxed", "relaxed/simple"), body=b"", forms=("relaxed", "simple")), Why.GOOD),
        (by_hand(body=b"\r\n\r\n \t\r\n"), Why.GOOD),
        (by_hand(tags("relaxed/relaxed", "relaxed/simple"), body=b"\r\n\r\n", forms=("relaxed", "simple")), Why.GOOD),
        (by_hand(body=b"no end"), Why.GOOD),
        (by_hand(tags("relaxed/relaxed", "relaxed/simple"), body=b"no end", forms=("relaxed", "simple")), Why.GOOD),
        (by_hand(body=b"x") + b"\r\n\r\n \r\n", Why.GOOD),
        (by_hand(body=b"x \t y\t\r\n").replace(b"x \t y\t", b"x y"), Why.GOOD),
        (by_hand(body=b"xy\r\n").replace(b"xy", b"x y"), Why.BODY_CHANGED),
        # §3.4.2: the header
        (by_hand().replace(b"Subject:  one\r\n\t two \r\n", b"SUBJECT\t: one two\r\n"), Why.GOOD),
        (by_hand(tags("c=relaxed", "c=simple"), forms=("simple", "relaxed")).replace(b"Subject:", b"subject:"), Why.WRONG),
        (by_hand(head=HEAD.replace(b"one\r\n\t two", b"")), Why.GOOD),
        (by_hand(name="dkim-signature "), Why.GOOD),
        # b= in several lines
        (re.sub(rb"(b=\w{9})", rb"\1\r\n\t  ", by_hand()), Why.GOOD),
        (by_hand().replace(b"; b=", b"; b=*"), Why.MALFORMED),
    ],
)  # fmt: skip
def test_a_signature(mail: bytes, expected: Why) -> None:
    assert why(mail) is expected


P = RECORD.partition("p=")[2]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (f"k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1;k=ed25519;p={P};", Why.GOOD),
        (f" v=DKIM1 ; k = ed25519 ; p = {P[:9]} {P[9:]} ", Why.GOOD),
        (f"k=ed25519; v=DKIM1; p={P}", Why.NO_KEY),
        (f"v=DKIM2; k=ed25519; p={P}", Why.NO_KEY),
        (f"v=dkim1; k=ed25519; p={P}", Why.NO_KEY),
        (f"v=DKIM1; p={P}", Why.KEY_UNUSABLE),
        (f"v=DKIM1; k=dsa; p={P}", Why.KEY_UNUSABLE),
        ("v=DKIM1; k=ed25519; p=", Why.REVOKED),
        ("v=DKIM1; k=ed25519; p= \t", Why.REVOKED),
        ("v=DKIM1; k=ed25519", Why.NO_KEY),
        ("v=DKIM1; k=ed25519; p=*!", Why.KEY_UNUSABLE),
        ("v=DKIM1; k=ed25519; p=QQ==", Why.KEY_UNUSABLE),
        ("", Why.NO_KEY),
        ("v=spf1 -all", Why.NO_KEY),
        (f"v=DKIM1; h=sha256; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; h=sha1 : sha256:x; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; h=sha1; k=ed25519; p={P}", Why.KEY_UNUSABLE),
        (f"v=DKIM1; s=email; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; s=tlsrpt:*; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; s=tlsrpt; k=ed25519; p={P}", Why.KEY_UNUSABLE),
        (f"v=DKIM1; t=y; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; t=y:s; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; n=a note, with=signs; g=*; x=1; k=ed25519; p={P}", Why.GOOD),
        (f"v=DKIM1; k=ed25519; k=ed25519; p={P}", Why.NO_KEY),
        (f"v=DKIM1; k=ed25519; p={P}; p={P}", Why.NO_KEY),
    ],
)
def test_a_key(record: str, expected: Why) -> None:
    assert why(by_hand(), record) is expected


def test_a_key_that_forbids_identities_below_it() -> None:
    below = by_hand(tags("s=s1;", "s=s1; i=@sales.example.co.jp;"))
    same = by_hand(tags("s=s1;", "s=s1; i=a@Example.co.jp;"))

    assert why(below, RECORD.replace("k=", "t=s; k=")) is Why.KEY_UNUSABLE
    assert why(same, RECORD.replace("k=", "t=s; k=")) is Why.GOOD


def test_several_records_under_one_name() -> None:
    import asyncio

    from honmono.mail.auth.own.questions import settle

    question = Question("s1._domainkey.example.co.jp", Kind.TXT)
    table = {question: Answer(State.FOUND, ("v=spf1 -all", RECORD))}
    asking = verify(Signed(on_the_wire(by_hand())), NOW)

    assert asyncio.run(settle(asking, FixedResolver(table)))[0].why is Why.GOOD


def test_each_signature_has_a_verdict_of_its_own() -> None:
    mail = by_hand(head=by_hand().partition(b"\r\nFrom")[0] + b"\r\n" + HEAD)
    mail = b"DKIM-Signature: v=1; a=junk\r\n" + mail

    assert [one.why for one in checked(mail, OURS)][1:] == [Why.GOOD, Why.GOOD]
