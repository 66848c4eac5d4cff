"""Mails made up field by field: whatever they say, `judge` answers, and never too much."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.check.invariants import EXAMPLE, OUTSIDE, broken

CHARSETS: Final = (
    "utf-8",
    "iso-2022-jp",
    "shift_jis",
    "euc-jp",
    "cp932",
    "utf-7",
    "utf-16",
    "us-ascii",
    "gb18030",
    "x-unknown",
    "",
)

_texts: Final = st.one_of(
    st.sampled_from(
        (
            "髙橋 誠一",
            "ヤマザキ ダイスケ",
            "Emily Carter",
            "ほしみね事務所",
            "林",
            "s.takahashi@hoshimine-sr.example",
            "ｈｏｓｈｉｍｉｎｅ．ｅｘａｍｐｌｅ",
            "\u202emoc.elpmaxe\u202c",
            "{shown} {0} %s",
            "",
            "\ud83d",
            "a\0b",
            "\x1b$B",
        )
    ),
    st.text(st.characters(exclude_categories=()), max_size=20),
)

_addresses: Final = st.sampled_from(
    (
        "s.takahashi@hoshimine-sr.example",
        "yukiko-w@freemail.example",
        "x@evil.example",
        "a@hoshimine-roumu.example",
        "a@lists.hoshimine-sr.example",
        "a@ml.sr-kenkyukai.example",
        "a@shiftnote.example",
        "a@nekomata-seika.example",
        "@hoshimine.example:x@evil.example",
        '"a@hoshimine.example"@evil.example',
        "a@[192.0.2.9]",
        "a@例え.example",
        "x@evil.example@hoshimine.example",
        "x",
        "",
    )
)

_hosts: Final = st.sampled_from(
    (
        "mx.hoshimine-sr.example",
        "hoshimine-sr.example",
        "evil.example",
        "localhost",
        "protection.outlook.com",
        "x.mx.hoshimine-sr.example",
        "[192.0.2.9]",
        "a@b",
        "",
    )
)

_ips: Final = st.sampled_from(
    (
        "192.0.2.9",
        "203.0.113.9",
        "::ffff:192.0.2.9",
        "2001:db8:53::1",
        "127.0.0.1",
        "10.0.0.1",
        "999.1.1.1",
        "1:2:3",
        "fe80::1%eth0",
        "",
    )
)


def _bytes(text: str, charset: str) -> bytes:
    try:
        return text.encode(charset or "utf-8", "surrogatepass")
    except (LookupError, UnicodeError):
        return text.encode("utf-8", "surrogatepass")


@st.composite
def words(draw: st.DrawFn) -> bytes:
    """Text as it stands in a field: raw, quoted, in an encoded word, or half of one."""
    charset = draw(st.sampled_from(CHARSETS))
    raw = _bytes(draw(_texts), charset)
    label = charset.encode()
    form = draw(st.integers(0, 4))
    if form == 0:
        return raw
    if form == 1:
        return b'"' + raw + b'"'
    if form == 2:
        coded = b"".join(b"=%02X" % byte for byte in raw)
        return b"=?" + label + b"?Q?" + coded + b"?="
    encoded = b"=?" + label + b"?B?" + base64.b64encode(raw) + b"?="
    return encoded if form == 3 else encoded[: draw(st.integers(0, len(encoded)))]


@st.composite
def mailboxes(draw: st.DrawFn) -> bytes:
    """An address field's value, right or wrong."""
    shape = draw(
        st.sampled_from(
            (
                b"%b <%b>",
                b"<%b> %b",
                b"%b, %b",
                b"%b (%b)",
                b"%b: %b;",
                b"%b <%b",
                b"%b\0<%b>",
                b"%b %b",
                b"(%b) <%b>",
                b"%b\r\n\t<%b>",
                b'"%b" <<%b>>',
            )
        )
    )
    return shape % (draw(words()), draw(_addresses).encode())


@st.composite
def fields(draw: st.DrawFn) -> bytes:
    """One header field that this program looks at."""
    kind = draw(st.integers(0, 4))
    colon = draw(st.sampled_from((b": ", b": ", b": ", b":", b" : ", b"\t:\r\n ")))
    if kind == 0:
        name = draw(st.sampled_from((b"From", b"From", b"Sender", b"Reply-To", b"To")))
        return name + colon + draw(mailboxes())
    if kind == 1:
        host, ip, by = draw(_hosts), draw(_ips), draw(_hosts)
        shape = draw(
            st.sampled_from(
                (
                    "from {0} ({0} [{1}]) by {2}",
                    "from {0} ({1}) by {2}",
                    "by {2}",
                    "from [{1}] (helo={0}) by {2}",
                    "from {0} (HELO {1}) ({1}) by {2}",
                    "from {0} by {2} with LMTP",
                    "from {0} ({0} [{1}]) by {2}; x",
                )
            )
        )
        return b"Received" + colon + shape.format(host, ip, by).encode()
    if kind == 2:
        method = draw(st.sampled_from(("dkim", "spf", "dmarc", "arc", "x")))
        outcome = draw(st.sampled_from(("pass", "fail", "none", "temperror", "y")))
        about = {"dkim": "header.d", "spf": "smtp.mailfrom"}.get(method, "header.from")
        said = f"{draw(_hosts)}; {method}={outcome} {about}={draw(_hosts)}"
        return b"Authentication-Results" + colon + said.encode()
    if kind == 3:
        name = draw(
            st.sampled_from((b"Subject", b"Date", b"Message-ID", b"X-A\r", b""))
        )
        return name + colon + draw(words())
    return draw(st.binary(max_size=40))


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Content fields, an empty line, and a text that is not always what they say."""
    kind = draw(
        st.sampled_from((b"text/plain", b"text/html", b"multipart/mixed", b"/"))
    )
    label = draw(st.sampled_from(CHARSETS))
    how = draw(
        st.sampled_from((b"7bit", b"8bit", b"base64", b"quoted-printable", b"x"))
    )
    text = _bytes(draw(_texts), draw(st.sampled_from(CHARSETS)))
    inner = draw(
        st.sampled_from((b"", b"\r\n--b\r\n\r\n", b"<p>", b"> ", b"begin 644 a\n"))
    )
    return (
        b"Content-Type: " + kind + b"; charset=" + label.encode() + b"; boundary=b\r\n"
        b"Content-Transfer-Encoding: " + how + b"\r\n\r\n" + (inner + text) * 3
    )


MAILS: Final = st.builds(
    lambda border, lines, body: border + b"\r\n".join(lines) + b"\r\n" + body,
    st.sampled_from((b"", b"", OUTSIDE)),
    st.lists(fields(), max_size=7),
    bodies(),
)


@settings(max_examples=400)
@given(MAILS)
@example(b"")
@example(b"\n")
@example(b"From: =?utf-7?Q?+2AA-?= <s.takahashi@hoshimine-sr.example>\n\n")
def test_what_must_hold_of_every_mail(data: bytes) -> None:
    assert list(broken(data)) == [], repr(data)


SAMPLES: Final = sorted((EXAMPLE / "mail").rglob("*.eml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_sample_is_ours_below_the_lines_of_a_border_that_says_no(path: Path) -> None:
    assert list(broken(path.read_bytes())) == []
