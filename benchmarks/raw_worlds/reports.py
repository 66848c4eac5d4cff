"""Rows of a scenario → the files that people send to the desk, and what is left in them.

    raw        the mail as the recipient's server kept it
    stripped   without Received and results
    inline     forwarded in the text of an honest mail, in the styles of `forwards.py`
    attached   message/rfc822, or a .eml file

`Reported.left` is the row as a perfect reader would have it of that file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from random import Random
from typing import Any, Final

from benchmarks.raw_worlds import forwards, harm
from benchmarks.raw_worlds.mailboxes import Post
from benchmarks.raw_worlds.programs import (
    BY_TONGUE,
    Program,
    Shown,
    below,
    whole,
)
from benchmarks.raw_worlds.wire import (
    attached,
    html_alone,
    mail,
    mailbox,
    multipart,
    text_part,
    with_html,
    word,
)
from benchmarks.trace_worlds.archive import Row
from benchmarks.trace_worlds.cast import Person
from benchmarks.trace_worlds.traffic import DAY

FORMS: Final = ("raw", "inline", "attached", "mixed")
"""Of a whole scenario; `stripped` are those whose header fields the row lost."""

BAIT: Final = {
    "ja": (
        "お世話になっております。\n添付の書類をご確認ください。",
        "先日の件、下記よりご確認をお願いいたします。\nhttps://files.bakery5.example/d/{n}",
        "至急ご対応願います。パスワードは {n} です。",
    ),
    "en": (
        "Hello,\n\nplease see the attached document.",
        "Please review this today:\nhttps://files.bakery5.example/d/{n}",
        "As discussed. The password is {n}.",
    ),
}
OWN: Final = {
    "ja": ("不審メールの報告", "迷惑メールについて"),
    "en": ("Suspicious mail", "Phishing?"),
}
"""Subjects of reporters who write their own."""

SIGNED: Final = {
    "ja": "\n\n--------------------------\n{name}\n株式会社ヒカリ 総務課\nTEL 03-5555-0142\n--------------------------",
    "en": "\n\nRegards,\n{name}\nHikari Ltd | Office | +44 20 7946 0142",
}
CLOSED: Final = {
    "ja": "\n\n※本メールに添付の情報は機密を含みます。誤送信の場合は破棄してください。",
    "en": "\n\nThis e-mail is confidential and intended only for the addressee.",
}
REMARKS: Final = {
    "ja": (
        "不審なメールが届きました。",
        "これは御社からのメールでしょうか。",
        "転送します。",
    ),
    "en": ("Got this today, looks odd.", "Is this really from you?", "FYI"),
}


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as a file, and what it is."""

    raw: bytes
    left: Row
    form: str
    program: str
    """That wrote the fake, or the forward."""

    quote: str
    tongue: str
    harm: str
    forward: str = ""
    """Style of a forward in the text."""


class Desk:
    """Writes the reports of a world."""

    def __init__(self, post: Post, scenario: str, seed: int) -> None:
        self.post, self.rng = post, Random(f"reports {scenario} {seed}")
        self.cast = post.archive.world.cast
        self.by_address = {p.address: p for p in self.cast.people}
        self.ours = [p for p in self.cast.people if p.ours]

    def report(self, row: Row, truth: Row, form: str) -> Reported:
        """One report in a form; a mixed scenario draws one."""
        if form == "mixed":
            form = self.rng.choice(FORMS[:3])
        to = self.by_address.get(row["to"][0])
        shown = " ".join(filter(None, (row["subject"], row["quoted"])))
        tongue = to.tongue if to else "en" if shown.isascii() else "ja"
        quote, text = self._text(row, truth, tongue)
        if form == "inline":
            return self._inline(row, to, tongue, text, quote)
        program = self.rng.choice(BY_TONGUE[tongue])
        done = self.rng.choice(harm.ATTACHED if form == "attached" else harm.RAW)
        subject = row["subject"]
        if done == "banner":
            text = harm.BANNERS[tongue] + text
            subject = subject and harm.TAGS[tongue] + subject
        tagged = {**row, "subject": subject}
        raw = self._raw(tagged, to, harm.program(program, done), text)
        if form == "attached":
            raw = self._attached(raw, tagged, to, tongue, done)
        elif not row["auth"]:
            form = "stripped"
        return Reported(raw, tagged, form, program.name, quote, tongue, done)

    # --- the fake

    def _text(self, row: Row, truth: Row, tongue: str) -> tuple[str, str]:
        """How it quotes, and the whole text: bait, often a signature, the quote."""
        rng = self.rng
        text = rng.choice(BAIT[tongue]).format(n=rng.randrange(1000, 9999))
        if rng.random() < 0.6:
            text += "\n\n" + row["from_display"].split(" <")[0].split("（")[0]
        quoted = row["quoted"]
        if not quoted:
            return "no quote", text
        letter = self.post.by_id.get(truth["message"] or "")
        by_mark = quoted.startswith("> ")
        programs = [p for p in BY_TONGUE[tongue] if p.marks == by_mark]
        program = rng.choice(programs)
        if letter is None or rng.random() < 0.35:
            gap = "\n\n"
            return f"quote {'marked' if by_mark else 'bare'}", text + gap + quoted
        plain = "\n".join(x.removeprefix("> ") for x in quoted.split("\n"))
        head = below(program, self.post.shown(letter), plain)
        return f"quote {program.name}", f"{text}\n{head}"

    def _raw(self, row: Row, to: Person | None, program: Program, text: str) -> bytes:
        rng, post = self.rng, self.post
        coding = program.coding
        address = row["to"][0]
        when = format_datetime(post.local(row["date"]))
        name = to.written if to and rng.random() < 0.5 else ""
        fields = self._border(row, address, when) if row["auth"] else []
        fields += [
            ("Date", when),
            ("From", mailbox(row["from_display"], row["from_addr"], coding)),
            ("To", mailbox(name, address, coding)),
        ]
        if row["subject"] is not None:
            fields.append(("Subject", word(row["subject"], coding)))
        fields.append(("Message-ID", f"<{rng.getrandbits(60):x}@{_host(row)}>"))
        if row["in_reply_to"]:
            fields.append(("In-Reply-To", row["in_reply_to"]))
        if row["references"]:
            fields.append(("References", "\n ".join(row["references"])))
        return mail(fields, self._body(text, program))

    def _body(self, text: str, program: Program) -> bytes:
        boundary = f"=_{self.rng.getrandbits(48):012x}"
        if program.html and not program.plain:
            return html_alone(text, program.coding, program.paragraphs)
        if program.html:
            return with_html(text, program.coding, boundary, program.paragraphs)
        return text_part(text, program.coding)

    def _border(self, row: Row, address: str, when: str) -> list[tuple[str, str]]:
        """What the recipient's own server wrote above the mail."""
        mx = f"mx.{address.partition('@')[2]}"
        auth, host = row["auth"], _host(row)
        lines = [
            ("Return-Path", f"<{row['from_addr']}>"),
            (
                "Received",
                f"{row['received'][0]}\n by {mx} with ESMTPS\n for <{address}>; {when}",
            ),
            (
                "Authentication-Results",
                f"{mx};\n spf={auth['spf']} smtp.mailfrom={row['from_addr']};\n"
                f" dkim={auth['dkim']} header.d={auth['domain']};\n"
                f" dmarc={auth['dmarc']} header.from={host}",
            ),
        ]
        server, spot = self.post.archive.mail_hosts
        if server in row["received"][0]:
            lines[1] = (
                "Received",
                f"from {server} ({server} [{spot}])\n by {mx} with ESMTPS\n"
                f" for <{address}>; {when}",
            )
            lines.append(
                (
                    "Received",
                    f"from [198.51.100.77] (unknown [198.51.100.77])\n"
                    f" (Authenticated sender: {row['from_addr']})\n"
                    f" by {server} with ESMTPSA; {when}",
                )
            )
        return lines

    # --- who reports it

    def _outer(
        self,
        row: Row,
        to: Person | None,
        tongue: str,
        prefix: str,
        program: Program,
        himself: bool = False,
    ) -> list[tuple[str, str]]:
        """The header of the reporter's own honest mail; mostly he is who got the fake."""
        rng, domain = self.rng, self.cast.domain
        person, address = to, row["to"][0]
        if not himself and to and to.ours and rng.random() < 0.2:
            person = rng.choice(self.ours)
            address = person.address
        when = format_datetime(
            self.post.local(row["date"] + rng.randrange(600, 2 * DAY))
        )
        sender, host = f"mx.{domain}", address.partition("@")[2]
        subject = (
            f"{prefix}{row['subject'] or ''}" if prefix else rng.choice(OWN[tongue])
        )
        relay = f"out.{host} ({'203.0.113.61' if host == domain else '192.0.2.25'})"
        return [
            ("Received", f"from {relay}\n by {sender} with ESMTPS; {when}"),
            (
                "Authentication-Results",
                f"{sender};\n spf=pass smtp.mailfrom={address};\n dkim=pass header.d={host};\n"
                f" dmarc=pass header.from={host}",
            ),
            ("Date", when),
            (
                "From",
                mailbox(person.written if person else "", address, program.coding),
            ),
            ("To", f"abuse@{domain}"),
            ("Subject", word(subject, program.coding)),
            ("Message-ID", f"<{rng.getrandbits(60):x}@{host}>"),
        ]

    def _attached(
        self, raw: bytes, row: Row, to: Person | None, tongue: str, done: str
    ) -> bytes:
        rng = self.rng
        program = rng.choice(BY_TONGUE[tongue])
        fields = self._outer(row, to, tongue, rng.choice(("", "FW: ")), program)
        if done == "zip":
            part = attached(harm.zipped(raw), "mail.zip", octet_stream=True)
        else:
            part = attached(raw, "mail.eml", octet_stream=rng.random() < 0.4)
        text = text_part(rng.choice(REMARKS[tongue]), program.coding)
        return mail(fields, multipart("mixed", [text, part], "=_outer"))

    def _inline(
        self, row: Row, to: Person | None, tongue: str, text: str, quote: str
    ) -> Reported:
        rng = self.rng
        style = rng.choice(forwards.BY_TONGUE[tongue])
        named = [p for p in BY_TONGUE[tongue] if p.name.startswith(style.name[:6])]
        done = rng.choice(harm.INLINE)
        program = harm.program(rng.choice(named or BY_TONGUE[tongue]), done)
        himself = style.names_only  # else nothing says to which address it went
        prefix = "" if done == "new-subject" else style.prefix
        fields = self._outer(row, to, tongue, prefix, program, himself)
        name = to.written if to and (himself or rng.random() < 0.7) else ""
        seen = Shown(
            row["from_display"],
            row["from_addr"],
            ((name, row["to"][0]),),
            self.post.local(row["date"]),
            row["subject"] or "",
        )
        writer = to.written if to else row["to"][0].partition("@")[0]
        forward = forwards.inline(style, seen, text, whole(writer, row["to"][0]))
        forward = harm.TEXTS.get(done, str)(forward)
        above = rng.choice((*REMARKS[tongue], ""))
        match done:
            case "banner":
                above = harm.BANNERS[tongue] + above
            case "signature":
                above += SIGNED[tongue].format(name=writer)
                forward += CLOSED[tongue]
            case "double":
                above, fields = self._passed_on(
                    fields, row, above, tongue, program, style
                )
        left = _left(row, style)
        raw = mail(fields, self._body(f"{above}\n\n{forward}", program))
        return Reported(
            raw, left, "inline", program.name, quote, tongue, done, style.name
        )

    def _passed_on(
        self,
        fields: list[tuple[str, str]],
        row: Row,
        above: str,
        tongue: str,
        program: Program,
        style: forwards.Forward,
    ) -> tuple[str, list[tuple[str, str]]]:
        """A colleague of ours got the report and forwards it to the desk."""
        colleague = self.rng.choice(self.ours)
        got = self.by_address.get(row["to"][0])
        report = Shown(
            got.written if got else "",
            row["to"][0],
            ((colleague.written, colleague.address),),
            self.post.local(row["date"] + 600),
            f"{style.prefix}{row['subject'] or ''}",
        )
        outside = forwards.BY_TONGUE[tongue][0]
        head = forwards.inline(outside, report, above, "")
        late = {**row, "to": [colleague.address], "date": row["date"] + DAY}
        return (
            self.rng.choice(REMARKS[tongue]) + "\n\n" + head,
            self._outer(late, colleague, tongue, "FW: " + style.prefix, program, True),
        )


def _left(row: Row, style: forwards.Forward) -> Row:
    """The row without what a forward in the text cannot show."""
    gone: Mapping[str, Any] = {
        "auth": None,
        "received": [],
        "in_reply_to": None,
        "references": [],
        "date": row["date"] // 60 * 60,
    }
    return {**row, **gone, **({"from_addr": ""} if style.names_only else {})}


def _host(row: Row) -> str:
    return str(row["from_addr"].partition("@")[2])
