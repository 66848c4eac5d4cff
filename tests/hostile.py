"""Mails made to stop whoever reads them: deep, long, many, cut, and false.

`cases()` names each one and builds it when asked.  They hurt no one else: there is no
code in them, only size and shape.
"""

from __future__ import annotations

import base64
import binascii
import io
import itertools
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

Build = Callable[[], bytes]
Group = Callable[[], Iterator[tuple[str, Build]]]

_TEXT: Final = b"From: a@example.net\nContent-Type: text/plain; charset=utf-8\n\n"
_HTML: Final = b"From: a@example.net\nContent-Type: text/html; charset=utf-8\n\n"
_MIXED: Final = b'From: a@example.net\nContent-Type: multipart/mixed; boundary="b"\n\n'


def cases() -> Iterator[tuple[str, Build]]:
    """Yield (name, builder) of every hostile mail."""
    for group in (large, fields, texts, markup):
        yield from group()


def large() -> Iterator[tuple[str, Build]]:
    """Yield the mails that are stopped by a bound; some have 64 MB."""
    yield from _structure()
    yield from _headers()
    yield from _long_texts()
    yield from _transfer()
    yield from _zips()
    yield from _dangers()


def _structure() -> Iterator[tuple[str, Build]]:
    yield "3,000 multiparts in each other", lambda: nested_multiparts(3_000)
    yield "3,000 messages in each other", lambda: nested_messages(3_000)
    yield "3,000 messages and multiparts in turn", lambda: nested_in_turn(3_000)
    yield "10,000 parts", lambda: many_parts(10_000)
    yield "10,000 nameless empty parts", lambda: _MIXED + b"--b\n" * 10_000
    yield "10,000 parts without a header end", lambda: _MIXED + b"--b\nX: y\n" * 10_000
    yield (
        "10,000 multiparts that share a boundary",
        lambda: (
            _MIXED + (b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 10_000)
        ),
    )
    yield "10,000 boundaries that begin alike", lambda: prefixes(10_000)
    yield (
        "a boundary of blanks",
        lambda: _MIXED.replace(b'"b"', b'"   "') + b"--\n" * 99_999,
    )
    yield "12 million lines of dashes", lambda: _MIXED + b"--x\n" * 12_000_000
    yield "12 million almost-boundaries", lambda: _MIXED + b"--bb\n" * 12_000_000
    yield (
        "lone carriage returns",
        lambda: (
            (_MIXED + b"--b\n\nx\n" * 9_999).replace(b"\n", b"\r")
            + b"x\r--" * 5_000_000
        ),
    )
    yield (
        "a boundary and a line of 50 MB",
        lambda: _MIXED + b"--b\n\n--b" + b" " * 50_000_000,
    )
    yield (
        "a digest of 10,000",
        lambda: (
            _MIXED.replace(b"mixed", b"digest")
            + (b"--b\n\nFrom: x@example.org\n\nhello\n" * 10_000)
        ),
    )
    yield (
        "20 texts of 3 MB",
        lambda: _MIXED + (b"--b\n\n" + b"the quick brown fox\n" * 150_000) * 20,
    )


def _headers() -> Iterator[tuple[str, Build]]:
    def field(name: bytes, value: bytes) -> Build:
        return lambda: name + b": " + value + b"\nSubject: x\n\nbody\n"

    yield "100,000 header fields", lambda: b"X-Field: value\n" * 100_000 + b"\nbody"
    yield "100,000 From fields", lambda: b"From: a@example.net\n" * 100_000 + b"\nbody"
    yield (
        "100,000 Received fields",
        lambda: (
            b"Received: from a (b [192.0.2.1]) by c; Mon, 6 Apr 2026 09:00:00 +0900\n"
            * 100_000
        ),
    )
    yield (
        "100,000 Content-Type fields",
        lambda: b"Content-Type: multipart/mixed; boundary=b\n" * 100_000,
    )
    yield (
        "100,000 parameters",
        field(b"Content-Type", b"text/plain" + b"; a=b" * 100_000),
    )
    yield (
        "100,000 pieces of a file name",
        lambda: (
            b"Content-Type: text/plain"
            + b"".join(b"; name*%d*=%%41" % n for n in range(100_000))
            + b"\n\nbody"
        ),
    )
    yield "100,000 recipients", field(b"To", b"B <b@example.org>, " * 100_000)
    yield (
        "100,000 recipients on lines",
        field(b"To", b'"B, C" <b@example.org>,\n ' * 100_000),
    )
    yield "100,000 encoded words", field(b"Subject", b"=?utf-8?B?44GC?= " * 100_000)
    yield "100,000 encoded words in From", field(b"From", b"=?utf-8?Q?=41?= " * 100_000)
    yield "100,000 references", field(b"References", b"<a@example.net> " * 100_000)
    yield "a header line of 50 MB", field(b"Subject", b"x" * 50_000_000)
    yield "a header folded 10 million times", field(b"Subject", b"x\n " * 10_000_000)
    yield "50 MB of header without an end", lambda: b"X-A: b\n" * 7_000_000


_FIELDS: Final = (
    b"From", b"To", b"Subject", b"Received", b"Date", b"References", b"Message-ID",
    b"Return-Path", b"Content-Type", b"Content-Disposition",
)  # fmt: skip

_SIGNS: Final = (
    b" ", b"\t", b"<", b">", b"(", b")", b'"', b"\\", b"'", b",", b";", b":", b"@", b"=",
    b"=?", b"?=", b"=?utf-8?Q?", b"[", b"]", b"a@", b"a.", b"<a@b", b'"a" ', b"(a) ",
    b"Re: ", b"Re[", b"[a] ", b"Fwd:Re:", b"from ", b"by a ", b"; a=", b'="', b"*0*=",
    b"=\r", b"\x1b$B", b"\x1b(I", b"\x81", b"\xe3", b"\0", b"1", b"a ", b"a\n ",
)  # fmt: skip
"""What a pattern could try in too many ways when it is repeated."""


_TEXT_SIGNS: Final = (
    b">", b"> ", b"> > ", b"| ", b"\n", b"\n> ", b"> \n", b"-", b"-- \n", b"_",
    b"http://", b"http://a.", b"www.", b"https://a/(", b"\nFrom: ", b"On a, b wrote:\n",
    b"wrote:", b"-----Original Message-----\n", b"begin 644 a\n", b"=ybegin name=a\n",
    b"\xe3\x80\x80", b"\xef\xbc\x9e",
)  # fmt: skip

_TAGS: Final = (
    b"<div>", b"<table><tr><td>", b"<b", b"<", b"</", b"<!--", b"<!", b"<![CDATA[",
    b"<a href='", b'<a href="x">y</a>', b"<p style='", b"<p style='color:red;",
    b"<a b=c ", b"&", b"&amp;", b"&#", b"&#x1F600;", b"&lt", b"<script>", b"<style>",
    b"<style>a{", b"<title>", b"<textarea>", b"<svg>", b"<math>", b"<select><option>",
    b"<br>", b"<blockquote>", b"<p>a", b"</p>", b"<font color=", b"<a><div>",
    b'<div style="display:none">', b"<form action=x>", b"<img src=x alt=y>", b"<li>",
    b"<template>", b"<i><b>", b"</i></b>", b"<body>", b"<base href=x>",
    b"<a href=x><table>", b"<!DOCTYPE", b"<?xml", b"\0<", b"a=", b"=\"'",
)  # fmt: skip


def fields(size: int = 100_000) -> Iterator[tuple[str, Build]]:
    """Yield mails in which one sign fills one header field of `size` bytes."""
    for name in _FIELDS:
        for sign in _SIGNS:
            title = f"{name.decode()}: {sign!r} again and again"
            yield title, partial(_filled, name, sign, size)


def _filled(name: bytes, sign: bytes, size: int) -> bytes:
    value = (sign * size)[:size]
    return name + b": " + value + b"\nSubject: x\n\nbody\n"


def texts(size: int = 600_000) -> Iterator[tuple[str, Build]]:
    """Yield mails in which one sign fills a plain text of `size` bytes."""
    for sign in (*_SIGNS, *_TEXT_SIGNS):
        yield f"text: {sign!r} again and again", partial(_repeated, _TEXT, sign, size)


def markup(size: int = 600_000) -> Iterator[tuple[str, Build]]:
    """Yield mails in which one tag, or half of one, fills `size` bytes of HTML."""
    for tag in _TAGS:
        yield f"HTML: {tag!r} again and again", partial(_repeated, _HTML, tag, size)


def _repeated(head: bytes, sign: bytes, size: int) -> bytes:
    return head + (sign * size)[:size]


def _long_texts() -> Iterator[tuple[str, Build]]:
    yield "100,000 links in a text", lambda: _TEXT + b"http://example.net/a\n" * 100_000
    yield (
        "100,000 links in HTML",
        lambda: _HTML + b'<a href="http://a.b/">c</a>\n' * 100_000,
    )
    yield "a body line of 50 MB", lambda: _TEXT + b"x" * 50_000_000
    yield "an HTML line of 50 MB", lambda: _HTML + b"<p>" + b"x" * 50_000_000
    yield (
        "HTML of rules and classes",
        lambda: (
            _HTML
            + (
                b"<style>"
                + b"".join(b".c%d{color:red}" % n for n in range(30_000))
                + b"</style>"
                + b"".join(
                    b'<p class="c%d c%d">a</p>' % (n, n + 1) for n in range(30_000)
                )
            )
        ),
    )
    yield (
        "100 files in a text",
        lambda: _TEXT + b"begin 644 a\n#0V%T\n`\nend\n" * 100_000,
    )
    yield (
        "a table of 100,000 cells",
        lambda: _HTML + b"<table>" + b"<tr>" * 50 + b"<td>x</td>" * 100_000,
    )


def _transfer() -> Iterator[tuple[str, Build]]:
    def attached(encoding: bytes, body: Build) -> Build:
        return lambda: (
            b"From: a@example.net\nContent-Type: application/zip\n"
            b"Content-Transfer-Encoding: " + encoding + b"\n\n" + body()
        )

    yield (
        "64 MB in base64",
        attached(b"base64", lambda: base64.encodebytes(bytes(48_000_000))),
    )
    yield (
        "64 MB in one line of base64",
        attached(b"base64", lambda: b"AAAA" * 16_000_000),
    )
    yield "64 MB of padding", attached(b"base64", lambda: b"=" * 64_000_000)
    yield "64 MB of padded pieces", attached(b"base64", lambda: b"QQ==" * 16_000_000)
    yield "64 MB of junk in base64", attached(b"base64", lambda: b"A-*~" * 16_000_000)
    yield (
        "60 MB in quoted-printable",
        attached(b"quoted-printable", lambda: b"=41=0A=00=FF=\n" * 4_600_000),
    )
    yield "60 MB of `=`", attached(b"quoted-printable", lambda: b"=" * 60_000_000)
    yield "60 MB of `= `", attached(b"quoted-printable", lambda: b"= " * 30_000_000)
    yield (
        "60 MB of soft breaks before lone returns",
        attached(b"quoted-printable", lambda: b"=\r" * 30_000_000),
    )
    yield (
        "40 MB uuencoded",
        attached(
            b"x-uuencode",
            lambda: (
                b"begin 644 a\n" + (binascii.b2a_uu(bytes(45)) * 640_000) + b"`\nend\n"
            ),
        ),
    )
    yield (
        "60 MB of short uuencoded lines",
        attached(
            b"x-uuencode", lambda: b"begin 644 a\n" + binascii.b2a_uu(b"a") * 10_000_000
        ),
    )
    yield (
        "60 MB of yEnc",
        lambda: (
            _TEXT + b"=ybegin line=128 size=1 name=a\n" + (b"=" * 128 + b"\n") * 450_000
        ),
    )
    yield (
        "1,000 attachments of 60 kB",
        lambda: (
            _MIXED
            + (
                b"--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n"
                + base64.encodebytes(bytes(45_000))
            )
            * 1_000
        ),
    )
    yield (
        "64 MB under 30 messages",
        lambda: b"Content-Type: message/rfc822\n\n" * 30 + _TEXT + b"x\n" * 31_000_000,
    )


def _zips() -> Iterator[tuple[str, Build]]:
    def sent(build: Build) -> Build:
        return lambda: (
            b"From: a@example.net\nContent-Type: application/zip; name=a.zip\n"
            b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(build())
        )

    yield "a zip of 100,000 members", sent(lambda: directory(100_000))
    yield (
        "a zip of 100,000 members with long names",
        sent(lambda: directory(100_000, name=250)),
    )
    yield (
        "a zip whose members have endless extra fields",
        sent(lambda: directory(1_000, extra=b"\1\0\0\0" * 16_000)),
    )
    yield "a zip that lies about its directory", sent(lambda: lying(zip_of(b"x")))
    yield "a zip of nothing but end records", sent(lambda: b"PK\5\6" * 10_000_000)
    yield "a zip that inflates to 100 MB", sent(lambda: zip_of(bytes(100_000_000)))


def _dangers() -> Iterator[tuple[str, Build]]:
    """Yield what the search for hazards could choke on."""
    zip_part = b"--b\nContent-Type: application/zip; name=a.zip\n\n"
    yield (
        "1,000 zips of 1,000 members",
        lambda: _MIXED + (zip_part + directory(1_000) + b"\n") * 1_000,
    )
    yield (
        "1,000 zips of 1,000 members with two endings",
        lambda: (
            _MIXED
            + (zip_part + directory(1_000, name=12, ending=b".exe.a.b") + b"\n") * 1_000
        ),
    )
    for kind, head in (("an old document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
                       ("a web page", b"<html><script>")):  # fmt: skip
        yield f"{kind} of 48 MB", partial(_large_file, head)
        yield f"1,000 times {kind} of 60 kB", partial(_many_files, head)
    locked = b"--b\nContent-Type: application/zip\n\nPK\3\4\0\0\1\0\n--b\n\n"
    for sign in _PASSWORD_SIGNS:
        head = _MIXED + locked
        title = f"a locked zip and a text: {sign!r} again and again"
        yield title, partial(_repeated, head, sign.encode(), 600_000)
    yield (
        "2,000 links that show other addresses of their owners",
        lambda: (
            _HTML
            + b"".join(
                b'<a href="http://a%d.b%d.example/">http://c%d.b%d.example/%s</a>'
                % (n, n, n, n, b"x" * 200)
                for n in range(2_000)
            )
        ),
    )
    rewritten = "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2F" * 60
    yield (
        "2,000 links that were rewritten sixty times",
        lambda: _HTML + f'<a href="{rewritten}">http://a.example/</a>'.encode() * 240,
    )


class Shown(NamedTuple):
    """What of an organization a forger knows."""

    domain: str
    person: str
    address: str
    card: tuple[str, ...]
    """Lines of its signature block."""


def impostors(us: Shown) -> Iterator[tuple[str, Build]]:
    """Yield mails that show an organization as often as they can."""
    label, dot, suffix = us.domain.partition(".")
    head = (
        f"Original Message-----\nFrom: {us.person} <{us.address}>\nSent: Monday\n"
        "To: {to}\nSubject: a\n\nhello\n\n-----"
    )
    crowd = "; ".join(f"B <b{n}@kita.example>" for n in range(2_000))
    boxes = ", ".join(f"{us.person} <a@{label}{n}{dot}{suffix}>" for n in range(2_000))
    puny = ", ".join(f"<a@xn--{label}-{n:04x}{dot}{suffix}>" for n in range(2_000))
    wide = ", ".join(f'"a{n} @ {us.domain} . x" <a@x.example>' for n in range(2_000))
    hosts = [f"{label}-{n}.example" for n in range(20_000)]
    html, text = _HTML.decode(), _TEXT.decode()
    card = "\n".join(us.card) + "\n"
    hidden = "".join(
        f"{a}<i style='display:none'>{b}</i>" for a, b in itertools.pairwise(card)
    )
    for name, mail in {
        "20,000 links to lookalikes": html
        + "".join(f'<a href="https://{h}/">x</a>' for h in hosts),
        "20,000 links that show us": html
        + "".join(f'<a href="https://{h}/">https://{us.domain}/</a>' for h in hosts),
        "20,000 addresses of lookalikes": text
        + "".join(f"https://{h}/ " for h in hosts),
        "a link of 2,000 lookalikes in each other": text
        + "https://"
        + f"{us.domain}." * 2_000
        + "x.example/",
        "2,000 Reply-To at lookalikes": f"Reply-To: {boxes}\n{text}hello",
        "2,000 authors at lookalikes": f"From: {boxes}\nSubject: a\n\nhello",
        "2,000 Reply-To in punycode": f"Reply-To: {puny}\n{text}hello",
        "2,000 authors with our address in the name": f"From: {wide}\n\nhello",
        "2,000 groups under our name": "From: "
        + ", ".join(f"{us.person}: a{n}@x.example;" for n in range(2_000))
        + "\n\nhello",
        "a name of nothing but at and dot": f'From: "{" at dot " * 5_000}" <a@x.example>\n\n',
        "100 quoted heads to 2,000 people": text + head.format(to=crowd) * 100,
        "10,000 quoted heads of ours": text
        + head.format(to="B <b@kita.example>") * 10_000,
        "To of 20,000 and a quote of ours": "To: "
        + ", ".join(f"<b{n}@{us.domain}>" for n in range(20_000))
        + f"\n{text}On Monday, {us.person} <{us.address}> wrote:\n> hello\n",
        "10,000 signatures of ours": text + f"{card}\n" * 10_000,
        "a signature of ours of 100,000 lines": text + card * 20_000,
        "400 lines with all of a signature": text + ("  ".join(us.card) + "\n") * 400,
        "400 lines with parts of signatures": text
        + "\n\n".join([us.card[0], us.card[-1], us.person] * 200),
        "signatures among sentences": text + f"{card}よろしくお願いします。\n" * 5_000,
        "signatures with a hidden letter after each": html + f"<p>{hidden}</p>" * 300,
        "letters without width in a signature": text + "\u200b".join(card * 500),
        "a text of nothing but what cites": text + "以下の内容で\n" * 50_000 + card,
    }.items():
        yield f"shows us: {name}", partial(str.encode, mail)


def _large_file(head: bytes) -> bytes:
    fields = b"Content-Type: a/b; name=a\nContent-Transfer-Encoding: base64\n\n"
    return fields + base64.encodebytes(head + b"<scrip_VBA_\0" * 4_000_000)


def _many_files(head: bytes) -> bytes:
    part = b"--b\nContent-Type: a/b; name=a\n\n" + head + b"x" * 60_000 + b"\n"
    return _MIXED + part * 1_000


_PASSWORD_SIGNS: Final = (
    "pw", "pw ", "PW:", "パスワード", "パスワードは", "パスワード\n", "password is ", "「",
    "「a」が", "use a to ", "解凍", "解凍 ", "解凍a", "a", "mot de ", "pass code for the ",
)  # fmt: skip
"""Beginnings of what gives a password."""


def nested_multiparts(depth: int) -> bytes:
    """Multiparts like Russian dolls, each with a boundary of its own."""
    return (
        b"From: a@example.net\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(depth)
        )
        + b"Content-Type: text/plain\n\ninnermost\n"
        + b"".join(b"--b%d--\n" % n for n in reversed(range(depth)))
    )


def nested_messages(depth: int) -> bytes:
    """A message attached to a message attached to a message …."""
    return (
        b"From: a@example.net\nContent-Type: message/rfc822\n\n" * depth
        + b"\ninnermost\n"
    )


def nested_in_turn(depth: int) -> bytes:
    """A multipart that holds a message that is a multipart …."""
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
        b"Content-Type: message/rfc822\n\n" % (n, n)
        for n in range(depth)
    )


def many_parts(count: int) -> bytes:
    """A flat multipart of small texts."""
    return _MIXED + b"--b\nContent-Type: text/plain\n\nhello\n" * count + b"--b--\n"


def prefixes(count: int) -> bytes:
    """Boundaries each of which is the beginning of the next one's."""
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n" % (name, name)
        for name in (b"b" * (n + 1) for n in range(30))
    ) + b"".join(b"--%s\n\nx\n" % (b"b" * (n % 60 + 1)) for n in range(count))


def zip_of(data: bytes) -> bytes:
    """Return an honest zip with one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
    return file.getvalue()


def directory(
    members: int, name: int = 5, extra: bytes = b"", ending: bytes = b""
) -> bytes:
    """Return a zip that is nothing but its directory."""
    lines = b"".join(
        struct.pack(
            "<4s4B4H3L5H2L", b"PK\1\2", 20, 0, 20, 0, 0, 8, 0, 0, 0, 1, 2**31,
            name, len(extra), 0, 0, 0, 0, 0,
        )
        + b"%0*d" % (name - len(ending), n)
        + ending
        + extra
        for n in range(members)
    )  # fmt: skip
    count = min(members, 0xFFFF)
    return b"PK\3\4" + lines + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count,
                                            len(lines), 4, 0)  # fmt: skip


def lying(archive: bytes) -> bytes:
    """Say that the directory is larger than the file."""
    at = archive.rindex(b"PK\5\6") + 12
    return archive[:at] + b"\xfe\xff\xff\xff" * 2 + archive[at + 8 :]


def rich() -> bytes:
    """Return a mail that has a little of everything, to be cut anywhere."""
    return (
        b"Received: from mail.example.net (mail.example.net [192.0.2.1])\r\n"
        b" by mx.example.co.jp; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
        b"From: =?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <yamada@example.net>\r\n"
        b'To: "Sato, Hanako" <sato@example.co.jp>, tanaka@example.co.jp\r\n'
        b"Subject: Re: =?utf-8?Q?=E8=AB=8B=E6=B1=82=E6=9B=B8?=\r\n"
        b"Message-ID: <1@example.net>\r\nIn-Reply-To: <0@example.co.jp>\r\n"
        b"Date: Mon, 6 Apr 2026 08:59:00 +0900\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="=_outer"\r\n\r\n'
        b"--=_outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n"
        b"--inner\r\nContent-Type: text/plain; charset=shift_jis\r\n\r\n"
        + "請求書です。\r\nhttps://example.net/\r\n> 元の文\r\n".encode("cp932")
        + b"--inner\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<p style=3D"color:red">=E8=AB=8B<a href=3D"https://example.net/">x</a>&amp;\r\n'
        b"--inner--\r\n--=_outer\r\nContent-Type: message/rfc822\r\n\r\n"
        b"From: a@example.org\r\nSubject: inner\r\n\r\nhello\r\n"
        b"--=_outer\r\nContent-Type: application/zip; name*=utf-8''%E8%AB%8B.zip\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(zip_of(b"hello"))
        + b"--=_outer--\r\n"
    )
