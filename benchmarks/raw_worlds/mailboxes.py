"""A world's archive as files: honmono.toml, and a folder of mail for each of our people.

    OUT/honmono.toml
    OUT/mail/shinohara@clinic6.example/{INBOX,Sent,保管}.mbox
    OUT/mail/kubo@clinic6.example/{INBOX,.Sent,.Archive}/cur/…        a Maildir

Each writes with a program of his own, all his life.  Some letters lie in two folders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks.raw_worlds.programs import BY_TONGUE, Program, Shown, below
from benchmarks.raw_worlds.wire import mail, mailbox, text_part, with_html, word
from benchmarks.trace_worlds.archive import MAIL_SERVER, Archive
from benchmarks.trace_worlds.cast import Person
from benchmarks.trace_worlds.traffic import Letter

TWICE: Final = 0.12
"""That somebody has a letter in a second folder as well."""

DISCLAIMERS: Final = {
    "ja": "\n\n※本メールには機密情報が含まれている場合があります。誤って受信された場合は"
    "削除のうえご一報ください。",
    "en": "\n\nThis message may contain confidential information. If you are not the "
    "intended recipient please delete it and let us know.",
}


@dataclass
class Post:
    """Renders a world's letters."""

    archive: Archive
    zone: ZoneInfo
    seed: int
    by_id: dict[str, Letter] = field(init=False)
    programs: dict[int, Program] = field(init=False)

    def __post_init__(self) -> None:
        world = self.archive.world
        rng = Random(f"programs {world.shape.name} {self.seed}")
        self.by_id = {letter.id: letter for letter in world.letters}
        self.programs = {
            person.number: rng.choice(BY_TONGUE[person.tongue])
            for person in world.cast.people
        }
        firms = sorted({person.firm for person in world.cast.people})
        self.warning = {firm for firm in firms if rng.random() < 0.25}

    def local(self, at: int) -> datetime:
        """The organization's time."""
        return datetime.fromtimestamp(at, self.zone)

    def shown(self, letter: Letter) -> Shown:
        """A letter as the head of a quote shows it."""
        sender, *others = [self.named(n, letter) for n in letter.parties]
        return Shown(*sender, tuple(others), self.local(letter.at), letter.subject)

    def named(self, number: int, letter: Letter) -> tuple[str, str]:
        """Somebody's name and address at the time of a letter."""
        person = self.archive.world.cast.people[number]
        return self.archive.world.name_at(person, letter.at), person.address

    def render(self, letter: Letter) -> bytes:
        """The letter as its sender's program wrote it."""
        program = self.programs[letter.sender]
        person = self.archive.world.cast.people[letter.sender]
        text = self._text(letter, program)
        if person.firm in self.warning:
            text += DISCLAIMERS[person.tongue]
        coding = program.coding
        body = (
            with_html(text, coding, f"=_{letter.id[1:17]}", program.paragraphs)
            if program.html
            else text_part(text, coding)
        )

        def people(numbers: tuple[int, ...]) -> list[str]:
            shown = [self.named(n, letter) for n in numbers]
            return [mailbox(n if program.names else "", a, coding) for n, a in shown]

        through = letter.through
        to = [mailbox(through.name, through.address, coding)] if through else []
        to += people(letter.to)
        fields = [
            ("Date", format_datetime(self.local(letter.at))),
            ("From", people((letter.sender,))[0]),
            ("To", ",\n ".join(to) or "undisclosed-recipients:;"),
            *([("Cc", ",\n ".join(people(letter.cc)))] if letter.cc else []),
            ("Subject", word(letter.subject, coding)),
            ("Message-ID", letter.id),
        ]
        if letter.references:
            fields.append(("In-Reply-To", letter.references[-1]))
            fields.append(("References", "\n ".join(letter.references)))
        if through:
            fields.append(("List-Id", f"<{through.address.replace('@', '.')}>"))
        if program.mailer:
            fields.append(("X-Mailer", program.mailer))
        return mail(fields, body)

    def _text(self, letter: Letter, program: Program) -> str:
        own, gap, quoted = letter.body.partition("\n\n> ")
        if not gap:
            return own
        text = "\n".join(x.removeprefix("> ") for x in f"> {quoted}".split("\n"))
        before = self.by_id.get(letter.references[-1]) if letter.references else None
        if before is None:
            return letter.body
        return f"{own}\n{below(program, self.shown(before), text)}"

    def folders(self, number: int) -> dict[str, list[int]]:
        """Folder of a mailbox → places of its letters."""
        rng = Random(f"folders {self.archive.world.shape.name} {number} {self.seed}")
        found: dict[str, list[int]] = {"INBOX": [], "Sent": [], "Archive": []}
        for place in self.archive.mailboxes[number]:
            sent = self.archive.world.letters[place].sender == number
            found["Sent" if sent else "INBOX"].append(place)
            if rng.random() < TWICE:
                found["Archive"].append(place)
        return found

    def write(self, out: Path) -> None:
        """Write honmono.toml and every mailbox; they take turns in form."""
        out.mkdir(parents=True, exist_ok=True)
        (out / "honmono.toml").write_text("\n".join(self._organization()), "utf-8")
        letters = self.archive.world.letters
        rendered = {
            place: self.render(letters[place]) for place in self.archive.numbers
        }
        people = self.archive.world.cast.people
        for turn, number in enumerate(self.archive.mailboxes):
            box = out / "mail" / people[number].address
            for name, places in self.folders(number).items():
                mails = [(letters[p].at, rendered[p]) for p in places]
                if turn % 2:
                    _maildir(box if name == "INBOX" else box / f".{name}", mails)
                else:
                    _mbox(box / f"{name}.mbox", mails)

    def _organization(self) -> Iterator[str]:
        cast, name = self.archive.world.cast, self.archive.world.shape.name
        japanese = self.zone.key == "Asia/Tokyo"
        yield "[organization]"
        yield f"names = {_toml([name.capitalize()])}"
        yield f"domains = {_toml([cast.domain])}"
        yield f"authserv_ids = {_toml([f'mx.{cast.domain}'])}"
        yield f"networks = {_toml([f'{MAIL_SERVER}/32'])}"
        yield f"timezone = {_toml(self.zone.key)}"
        yield f"language = {_toml('ja' if japanese else 'en')}\n"
        for person in cast.people:
            if person.ours and not person.role:
                yield from _person(person)


def _person(person: Person) -> Iterator[str]:
    yield "[[people]]"
    yield f"name = {_toml(person.name)}"
    if person.tongue == "ja":
        yield f"romaji = {_toml(person.alt)}"
    yield f"addresses = {_toml([person.address])}\n"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _mbox(path: Path, mails: list[tuple[int, bytes]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for at, raw in mails:
            when = datetime.fromtimestamp(at, ZoneInfo("UTC"))
            file.write(f"From MAILER-DAEMON {when:%a %b %d %H:%M:%S %Y}\n".encode())
            file.writelines(
                b">" + line if line.lstrip(b">").startswith(b"From ") else line
                for line in raw.splitlines(keepends=True)
            )
            file.write(b"\n")


def _maildir(path: Path, mails: list[tuple[int, bytes]]) -> None:
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True, exist_ok=True)
    for number, (at, raw) in enumerate(mails):
        (path / "cur" / f"{at}.M{number}.host").write_bytes(raw)
