"""Mails of attackers: no error, and nothing of theirs is markup on a page."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from honmono.mail.source import RawMail
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job
from honmono.web.mails.bench import bench_of
from honmono.web.mails.judging import Judged, judged
from honmono.web.mails.models import Mail, Upload
from honmono.web.mails.naming import named
from honmono.web.mails.rows import rows_of, store
from honmono.web.rights import Role
from tests import hostile

pytestmark = pytest.mark.django_db

LARGEST: Final = 3 * 2**20
"""Bytes of a hostile mail here; the larger ones are read in the tests of `mail/message`."""

TRICKS: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<style>@import 'http://x3.example.net/a.css';</style>",
    "<a href=javascript:alert(1)>our portal</a>",
    '<a href="https://x3.example.net/">https://www.hoshimine-sr.example/</a>',
    "<iframe src=//x3.example.net></iframe>",
    "<meta http-equiv=refresh content=0;url=http://x3.example.net>",
    "<form action=http://x3.example.net><input name=a></form>",
    "<base href=http://x3.example.net>",
    "</textarea></pre></table><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "<math><mtext></p><script>alert(1)</script>",
    "<div style='position:fixed;inset:0;background:url(http://x3.example.net)'>x</div>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)

FIELDS: Final = ("From", "To", "Cc", "Subject", "Reply-To", "Message-ID", "X-Odd")

ALLOWED: Final = frozenset(
    [
        *("html", "head", "meta", "title", "link", "script", "body", "header", "main"),
        *("nav", "section", "div", "span", "p", "h1", "h2", "h3", "ul", "ol", "li"),
        *("dl", "dt", "dd", "details", "summary", "a", "br", "pre", "strong", "mark"),
        *("form", "input", "button", "label", "fieldset", "legend", "select", "option"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "progress"),
    ]
)
"""Tags that our pages are made of."""


class Page(HTMLParser):
    """What a page of ours may hold, and where its links may lead."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        names = {name for name, _ in attrs}
        values = dict(attrs)
        where = values.get("href") or values.get("action") or "/"
        inside = where.startswith(("/", "?", "#")) and not where.startswith("//")
        if tag not in ALLOWED or not inside:
            self.wrong.append(f"<{tag} {where}>")
        if "style" in names or any(name.startswith("on") for name in names):
            self.wrong.append(f"<{tag}> {names}")
        if tag == "script" and not values.get("nonce"):
            self.wrong.append("a script without a nonce")
        if (values.get("src") or "/static/").startswith("/static/") is False:
            self.wrong.append(str(values.get("src")))


def check(text: str, trick: str = "<script>") -> None:
    assert "<" not in trick or trick not in text
    page = Page()
    page.feed(text)
    assert page.wrong == []
    assert "http://x3" not in text
    assert "https://x3" not in text


def parts(trick: str) -> Iterator[bytes]:
    """A mail with the trick in its text, one in each field, one as a name of a file."""
    text = trick.encode()
    for kind in (b"html", b"plain"):
        head = b"From: a@example.net\nContent-Type: text/" + kind
        yield head + b"; charset=utf-8\n\n<p>before</p>" + text
    for name in FIELDS:
        yield name.encode() + b": " + text + b" <a@example.net>\n\nbody\n"
    yield (
        b'From: a@example.net\nContent-Type: text/calendar; name="'
        + text.replace(b'"', b"")
        + b'"\nContent-Disposition: attachment\n\nBEGIN:VCALENDAR\nSUMMARY:'
        + text
        + b"\n"
    )
    received = (
        b"Received: from "
        + text
        + b" by "
        + text
        + b"; Mon, 6 Apr 2026 09:00:00 +0900\n"
    )
    yield received + b"From: a@example.net\n\nbody\n"


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_markup_on_a_page(
    trick: str,
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
    case: Case,
    signed_in: Callable[..., Client],
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for n, data in enumerate(parts(trick)):
            archive.writestr(f"{n}-{trick.replace('/', '')}.eml", data)
    hand_in(target.getvalue(), named(f"{trick}.zip"), is_report=True)

    [job] = do_jobs()

    assert job.state == "done"
    client = signed_in(Role.HANDLER)
    check(client.get(reverse("mails:list", args=[case.name])).content.decode())
    check(client.get(reverse("mails:upload", args=[case.name])).content.decode(), trick)
    for mail in Mail.objects.all():
        page = client.get(reverse("mails:mail", args=[case.name, mail.pk]))
        assert page.status_code == 200
        check(page.content.decode(), trick)


def groups() -> Iterator[tuple[str, hostile.Build]]:
    """Hostile mails of every kind, as far as they are small enough."""
    yield from hostile.fields(5_000)
    yield from hostile.texts(10_000)
    yield from hostile.markup(10_000)
    for name, build in hostile.large():
        if not any(word in name for word in ("50 MB", "million", "64 MB", "MB")):
            yield name, build


def test_hostile_mails_are_rows_and_pages(
    home: Path,
    hand_in: Callable[..., Upload],
    case: Case,
    signed_in: Callable[..., Client],
) -> None:
    bench, _ = bench_of(home, "en")
    upload = hand_in(b"From: a@example.net\n\nx", "a.eml")
    slow: list[tuple[str, float]] = []
    things = []
    for item, (name, build) in enumerate(groups()):
        data = build()
        if len(data) > LARGEST:
            continue
        began = time.perf_counter()
        found = judged(bench, RawMail(data, "a.eml"), is_report=item % 2 == 0)
        if time.perf_counter() - began > 20:
            slow.append((name, time.perf_counter() - began))
        assert small(found), name
        things.append(rows_of(upload, item, found, ZoneInfo("Asia/Tokyo")))
    store(things)

    assert slow == []
    client = signed_in(Role.HANDLER)
    check(client.get(reverse("mails:list", args=[case.name])).content.decode())
    for mail in Mail.objects.all()[::9]:
        page = client.get(reverse("mails:mail", args=[case.name, mail.pk]))
        assert page.status_code == 200
        check(page.content.decode())


def small(found: tuple[Judged, ...]) -> bool:
    """Is what the page of each would show within its bounds?"""
    return all(each.view is None or len(repr(each.view)) < 3 * 2**20 for each in found)


def test_a_zip_bomb_is_a_row(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.eml", b"From: a@example.net\n\n" + bytes(200 * 2**20))
    hand_in(target.getvalue(), "bomb.zip")

    [job] = do_jobs()

    assert job.state == "done"
    assert Mail.objects.exists()
    assert not Mail.objects.filter(answer="ours").exists()


def test_a_bidi_name_is_named(
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
    case: Case,
    signed_in: Callable[..., Client],
) -> None:
    name = "invoice\u202efdp.exe"
    hand_in(
        (
            "From: a@example.net\nSubject: \u2067x\u2066\nContent-Type: application/pdf;"
            f' name="{name}"\nContent-Disposition: attachment\n\nx'
        ).encode(),
        named(name),
    )
    do_jobs()

    mail = Mail.objects.get()
    text = signed_in().get(reverse("mails:mail", args=[case.name, mail.pk]))

    assert "invoice⟨U+202E⟩fdp.exe" in text.content.decode()
    assert not any(sign in text.content.decode() for sign in "\u202e\u2066\u2067")
