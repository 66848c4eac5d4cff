"""Two hundred mails whose senders want a browser to ask, to run, or to fall over.

Everything that would reach out names the host LURE, so that one look at the requests
tells whether any of it worked.
"""

from __future__ import annotations

import base64
import io
import itertools
import zipfile
from collections.abc import Iterator
from email.header import Header
from typing import Final

from tests import hostile

LURE: Final = "lure.example.net"
_AT: Final = f"http://{LURE}/x"
COUNT: Final = 200
LARGEST: Final = 200_000
"""Bytes of one mail; larger ones are read in the tests of `mail/message`."""

ASKING: Final = (
    f"<img src={_AT}.png>",
    f"<img srcset='{_AT}.png 2x'>",
    f"<picture><source srcset={_AT}></picture>",
    f"<a href='{_AT}' ping='{_AT}'>our portal</a>",
    f"<style>@import url({_AT}.css);</style>",
    f"<link rel=stylesheet href={_AT}.css>",
    f"<link rel=prefetch href={_AT}><link rel=dns-prefetch href=//{LURE}>",
    f"<meta http-equiv=refresh content='0;url={_AT}'>",
    f"<base href={_AT}><img src=y>",
    f"<iframe src={_AT}></iframe><iframe srcdoc='<img src={_AT}>'></iframe>",
    f"<object data={_AT}></object><embed src={_AT}>",
    f"<video poster={_AT} src={_AT}></video><audio src={_AT} autoplay></audio>",
    f"<form action={_AT}><input autofocus onfocus=alert(1)></form>",
    f"<table background={_AT}><tr><td background={_AT}>x</table>",
    f"<div style='background:url({_AT})'>x</div>",
    f"<style>@font-face{{font-family:x;src:url({_AT})}}*{{font-family:x}}</style>",
    f"<svg><image href={_AT} /><use href='{_AT}#a'/></svg>",
    f"<svg><style>*{{fill:url({_AT})}}</style><text>x</text></svg>",
    f"<!--[if mso]><v:fill src='{_AT}'/><![endif]-->x",
    f"<body background={_AT}>x",
)

RUNNING: Final = (
    "<script>alert(1)</script>",
    f"<script src={_AT}.js></script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    "</textarea></pre></title></style></script><script>alert(1)</script>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<div hx-get='/accounts/logout/' hx-trigger=load>x</div>",
    f"<div hx-on::load=alert(1) data-hx-get={_AT} data-hx-trigger=load>x</div>",
    "<button form=drop formaction=/ data-confirm=x data-submit>x</button>",
    "<p id=main name=csrfmiddlewaretoken class=skip>x</p>",
    "{{ 7|add:7 }}{% debug %}{% load static %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)&#62;",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)

FIELDS: Final = ("From", "To", "Cc", "Subject", "Reply-To", "Message-ID", "X-Odd")

WANTING: Final = (
    f"List-Unsubscribe: <{_AT}>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
    f"Disposition-Notification-To: <a@{LURE}>\nReturn-Receipt-To: <a@{LURE}>",
    f"X-Confirm-Reading-To: <a@{LURE}>",
    f'Content-Type: message/external-body; access-type=URL; URL="{_AT}"',
    f"Content-Location: {_AT}\nContent-Base: {_AT}",
    f"Face: x\nX-Face: x\nX-Image-URL: {_AT}\nBIMI-Location: v=BIMI1; l={_AT}.svg",
    f"Autocrypt: addr=a@{LURE}; keydata=x\nOpenPGP: url={_AT}",
    f"Archived-At: <{_AT}>\nList-Archive: <{_AT}>\nList-Help: <mailto:a@{LURE}>",
    f"DKIM-Signature: v=1; a=rsa-sha256; d={LURE}; s=x; h=from; bh=x; b=x",
    f"Received: from {LURE} ([192.0.2.1]) by {LURE}; Mon, 6 Apr 2026 09:00:00 +0900",
)

_CALENDAR: Final = f"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:<img src=x onerror=alert(1)>
URL:{_AT}
ATTACH:{_AT}
ORGANIZER:mailto:a@{LURE}
X-ALT-DESC;FMTTYPE=text/html:<img src={_AT}>
BEGIN:VALARM
ACTION:AUDIO
ATTACH;FMTTYPE=audio/basic:{_AT}
END:VALARM
END:VEVENT
END:VCALENDAR
"""

FILES: Final = (
    ("text/html", "a.html", f"<script>alert(1)</script><img src={_AT}>"),
    ("image/svg+xml", "a.svg", f"<svg onload=alert(1)><image href={_AT} /></svg>"),
    ("text/calendar", "a.ics", _CALENDAR),
    ("application/xhtml+xml", "a.xhtml", "<script>alert(1)</script>"),
    ("text/x-vcard", "a.vcf", f"BEGIN:VCARD\nPHOTO;VALUE=uri:{_AT}\nEND:VCARD"),
    ("application/x-mswinurl", "a.url", f"[InternetShortcut]\nURL={_AT}"),
    ("text/xml", "a.xml", f'<!DOCTYPE a [<!ENTITY b SYSTEM "{_AT}">]><a>&b;</a>'),
    ("text/plain", "../../../etc/passwd", "x"),
    ("text/plain", "a\u202efdp.exe", "x"),
    ("text/plain", "<img src=x onerror=alert(1)>.txt", "x"),
    ("message/rfc822", "a.eml", f"Subject: <script>alert(1)</script>\n\n{_AT}"),
    ("message/disposition-notification", "a.mdn", f"Reporting-UA: {LURE}"),
)


def mails() -> Iterator[bytes]:
    """Yield all of them."""
    yield from itertools.islice(_all(), COUNT)


def _all() -> Iterator[bytes]:
    for trick in (*ASKING, *RUNNING):
        yield _mail("text/html", f"<p>before {trick} after</p>")
        yield _mail("text/plain", f"before {trick} {_AT} after")
    for field, trick in itertools.product(FIELDS, RUNNING[:6]):
        yield _in_field(field, trick)
    for wanted in WANTING:
        yield f"{wanted}\nFrom: a@{LURE}\nSubject: wanted\n\nhello {_AT}\n".encode()
    for kind, name, text in FILES:
        yield _with_file(kind, name, text.encode())
        yield _mail(kind, text)
    yield from (_with_file("application/zip", "a.zip", each) for each in _bombs())
    small = (build() for _, build in itertools.chain(hostile.markup(20_000),
                                                     hostile.texts(20_000)))  # fmt: skip
    yield from (each for each in small if len(each) <= LARGEST)


def _mail(kind: str, text: str) -> bytes:
    head = f"From: a@{LURE}\nSubject: {kind}\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: {kind}; charset=utf-8\n\n{text}\n".encode()


def _in_field(field: str, trick: str) -> bytes:
    """Once as it stands; once encoded, where a reader would take it apart."""
    word = Header(trick, "utf-8").encode().replace("\n", "")
    value = f"{trick} {word} <a@{LURE}>"
    return f"{field}: {value}\nX-Of: {field}\n\nbody\n".encode()


def _with_file(kind: str, name: str, data: bytes) -> bytes:
    quoted = name.replace('"', "'")
    head = f'From: a@{LURE}\nSubject: file\nContent-Type: multipart/mixed; boundary="b"'
    part = (
        f'--b\nContent-Type: {kind}; name="{quoted}"\n'
        f'Content-Disposition: inline; filename="{quoted}"\n'
        "Content-Transfer-Encoding: base64\n\n"
    )
    body = base64.encodebytes(data).decode()
    return f"{head}\n\n--b\n\nsee {_AT}\n{part}{body}--b--\n".encode()


def _bombs() -> Iterator[bytes]:
    yield hostile.zip_of(bytes(50_000_000))
    yield hostile.directory(2_000)
    yield hostile.lying(hostile.zip_of(b"x"))
    yield hostile.zip_of(hostile.zip_of(bytes(10_000_000)))
    climbing = io.BytesIO()
    with zipfile.ZipFile(climbing, "w") as archive:
        archive.writestr("../../up.txt", "x")
        archive.writestr("<script>alert(1)</script>.exe", "x")
    yield climbing.getvalue()
