"""What stands in each line of a block: of ours, and of others.

    例示株式会社　営業部　山田 太郎　TEL 03-5555-0100     organization, person, phone
    北電機株式会社　TEL 06-5555-0199                      another firm, a number not ours

It leaves alone: whether the lines make a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from honmono.check.org.card.lines import Line, names_trader
from honmono.check.org.card.phones import PhoneBook, numbers_in
from honmono.check.org.card.phrases import (
    BLANKS,
    FIELDS,
    foreign_label,
    is_meant,
    is_named_firm,
    letters,
    letters_left,
    shows_firm,
    telling_word,
)
from honmono.check.org.card.plain import plain
from honmono.check.org.card.postal import PostalBook, has_postal_sign
from honmono.check.org.card.reach import Reach, ReachBook
from honmono.check.org.model import Organization, Person
from honmono.check.org.names.book import NameBook, NameMatch, Strength
from honmono.check.org.names.folding import folded

MAX_ASKED: Final = 80
"""Lines of one text in which names are sought."""

MAX_FIELDS: Final = 6
"""Of one line, in each of which our firm is sought when the whole line does not tell."""

MIN_NAME: Final = 2
"""Letters of a name."""

MAX_LEFT: Final = 3
"""Letters that may be left of a line when contacts and labels are taken out."""


MAX_BRANCH: Final = 5
"""Letters of the name of a branch before its number: `名古屋支店`."""


class ItemKind(Enum):
    """What of ours a line shows."""

    PERSON = "person"
    ORGANIZATION = "organization"
    TITLE = "title"
    DEPARTMENT = "department"
    OFFICE = "office"
    PHONE = "phone"
    POSTAL = "postal"
    MAIL = "mail"
    URL = "url"


@dataclass(slots=True)
class LineParts:
    """What one line shows, names not asked yet."""

    phones: list[str]
    """Numbers of ours, as shown."""

    numbers: int
    """Numbers that are not ours."""

    reaches: list[Reach]
    entry: bool
    """Addresses stand in brackets only, as in `Taro Yamada <yamada@example.co.jp>`."""

    wrapped: bool
    """The end of such an entry, whose beginning stands in the line above."""

    rest: str
    """What else stands there."""

    firm: bool
    """The legal form of some firm stands there."""


@dataclass(slots=True)
class Parts:
    """What a block shows."""

    items: list[tuple[ItemKind, str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    whole_person: bool = False
    organization: bool = False
    whole_organization: bool = False
    owners: int = 0
    """People of ours whose own addresses stand there."""

    foreign_firms: int = 0
    foreign_domains: set[str] = field(default_factory=set)
    """Of mail addresses."""

    foreign_phones: int = 0
    phone_lines: int = 0
    postal_lines: int = 0
    unexplained: int = 0
    """Lines that are neither names nor contacts."""

    labelled: bool = False
    """Our name stands behind a label, as in a form: `企業名：例示株式会社`."""

    entries: int = 0
    """Lines with a number that is not ours and the name of who has it."""

    trader: bool = False
    """Says that somebody sells our things."""


_BARE_MAIL: Final = re.compile(r"@[\w.-]{3,120}(?![\w.>-])")
_WRAPPED: Final = re.compile(r"[^<]{0,120}@[\w.-]{3,120}>")


class CardParts:
    """All that is ours in a block.  Built once, then only read."""

    def __init__(self, org: Organization, names: NameBook) -> None:
        """Make the patterns of our contacts."""
        self.names = names
        self.phones = PhoneBook(org)
        self.postal = PostalBook(org)
        self.reach = ReachBook(org)
        self.titles = _keys(person.title for person in org.people)
        self.departments = _keys(person.department for person in org.people)
        self.offices = _keys(office.name for office in org.offices)
        self.words = tuple(filter(None, map(telling_word, org.names)))

    def needles(self) -> Iterator[str]:
        """Yield strings of which one stands wherever our card does."""
        yield from self.phones.needles
        yield from self.postal.needles
        yield from self.reach.needles
        yield from self.words

    def of(self, lines: list[Line]) -> _TextParts:
        """Look at the lines of one text, each once and when it is asked for."""
        return _TextParts(self, lines)


class _TextParts:
    """What the lines of one text show."""

    def __init__(self, book: CardParts, lines: list[Line]) -> None:
        self._book = book
        self._lines = lines
        self._seen: dict[int, LineParts] = {}
        self._names: dict[int, NameMatch | None] = {}
        self._asked = 0

    def line(self, at: int) -> LineParts:
        """Take one line apart."""
        if at not in self._seen:
            self._seen[at] = self._take_apart(self._lines[at])
        return self._seen[at]

    def _take_apart(self, line: Line) -> LineParts:
        reaches, rest = self._book.reach.find(line.text)
        phones = []
        for start, end in sorted(self._book.phones.spans(rest), reverse=True):
            phones.append(rest[start:end].strip(" (-"))
            rest = f"{rest[:start]} | {rest[end:]}"
        numbers = len(numbers_in(rest))
        return LineParts(
            phones=phones[::-1],
            numbers=numbers,
            reaches=reaches,
            entry=_BARE_MAIL.search(line.text) is None,
            wrapped=_WRAPPED.match(line.text) is not None,
            rest=rest,
            firm=shows_firm(rest),
        )

    def name(self, at: int) -> NameMatch | None:
        """Ask whom a line names; beyond `MAX_ASKED` questions nobody is asked."""
        if at not in self._names:
            rest = self.line(at).rest.strip(" |-*")
            match = self._ask(rest)
            if not (match and match.organization) and self._has_own_word(rest):
                found = map(self._ask, BLANKS.split(rest)[:MAX_FIELDS])
                firm = next((m for m in found if m and m.organization), None)
                match = _both(match, firm)
            self._names[at] = match
        return self._names[at]

    def _ask(self, text: str) -> NameMatch | None:
        if letters(text) < MIN_NAME or self._asked >= MAX_ASKED:
            return None
        self._asked += 1
        return self._book.names.find(text)

    def _has_own_word(self, text: str) -> bool:
        """Does a word of our name stand there?"""
        low = text.lower()
        return any(word in low for word in self._book.words)

    def has_contact_of_ours(self, at: int) -> bool:
        """Does a contact of ours stand in this line?"""
        line = self.line(at)
        return bool(line.phones) or any(reach.ours for reach in line.reaches)

    def may_be_ours(self, block: tuple[int, ...]) -> bool:
        """Does anything of ours stand in this block?"""
        if any(map(self.has_contact_of_ours, block)):
            return True
        texts = [self._lines[i].text for i in block]
        if self._book.postal and self._book.postal.line_of(texts) >= 0:
            return True
        return self._has_own_word("\n".join(texts))

    def is_anothers_card(self, block: tuple[int, ...]) -> bool:
        """Do these lines present another firm, with its contacts?"""
        if len(block) < 2:
            return False
        lines = [self.line(i) for i in block]
        if any(map(self.has_contact_of_ours, block)):
            return False
        domains = {r.domain for line in lines for r in line.reaches if r.mail}
        texts = [self._lines[i].text for i in block]
        own = self._has_own_word("\n".join(texts))
        firm = any(line.firm for line in lines) and not own
        contact = any(line.numbers for line in lines) or any(
            map(has_postal_sign, texts)
        )
        return (firm and (contact or bool(domains))) or (
            bool(domains) and contact and not own
        )

    def names_another_firm(self, block: tuple[int, ...]) -> bool:
        """Does another firm's name stand in these lines, and not ours?"""
        own = self._has_own_word("\n".join(self._lines[i].text for i in block))
        return not own and any(self.line(i).firm for i in block)

    def together(self, block: tuple[int, ...]) -> Parts:
        """Sum up what a block shows."""
        parts = Parts()
        texts = [self._lines[i].text for i in block]
        postal = self._book.postal.line_of(texts) if self._book.postal else -1
        owners: set[str] = set()
        for number, at in enumerate(block):
            known = len(parts.items)
            self._add_names(parts, at)
            self._add_words(parts, at)
            if number == postal:
                parts.items.append((ItemKind.POSTAL, self._lines[at].raw))
            self._add_contacts(parts, at, owners)
            self._add_others(parts, at, ours=len(parts.items) > known)
        parts.owners = len(owners)
        return parts

    def _add_others(self, parts: Parts, at: int, *, ours: bool) -> None:
        """Count what a line shows that is not ours, and how it speaks of us."""
        line, match = self.line(at), self.name(at)
        places = has_postal_sign(self._lines[at].text)
        parts.postal_lines += places and not ours
        left = letters_left(line.rest)
        contacts = line.phones or line.numbers or line.reaches
        if not ours and not places:
            parts.unexplained += left > MAX_LEFT or not contacts
        if line.numbers and not ours:
            parts.entries += left > MAX_BRANCH
        known = self._has_own_word(line.rest) or (match and match.organization)
        if line.firm and not known:
            parts.foreign_firms += is_named_firm(line.rest)
        if match:
            given = self._is_field(at) or is_meant(line.rest, match.shown)
            parts.labelled = parts.labelled or given
            sold = match.organization and names_trader(line.rest)
            parts.trader = parts.trader or sold

    def _add_names(self, parts: Parts, at: int) -> None:
        """Add whom a line names."""
        match = self.name(at)
        if match is None:
            return
        whole = match.strength is Strength.FULL
        if match.organization:
            parts.organization = True
            parts.whole_organization = parts.whole_organization or whole
            shown = self._lines[at].raw if match.person else match.shown
            parts.items.append((ItemKind.ORGANIZATION, shown))
        if match.person:
            parts.whole_person = parts.whole_person or whole
            if match.person not in parts.people:
                parts.people.append(match.person)
            parts.items.append((ItemKind.PERSON, match.shown))

    def _add_words(self, parts: Parts, at: int) -> None:
        """Add titles, departments and offices, each written as in the file."""
        for word in FIELDS.split(self.line(at).rest):
            key = folded(word)
            for kind, keys in (
                (ItemKind.TITLE, self._book.titles),
                (ItemKind.DEPARTMENT, self._book.departments),
                (ItemKind.OFFICE, self._book.offices),
            ):
                if key and key in keys:
                    parts.items.append((kind, word))

    def _add_contacts(self, parts: Parts, at: int, owners: set[str]) -> None:
        """Add contacts of ours, and count those of others."""
        line, match = self.line(at), self.name(at)
        entry = line.entry and match is not None and match.person is not None
        parts.items += [(ItemKind.PHONE, phone) for phone in line.phones]
        parts.foreign_phones += line.numbers
        parts.phone_lines += bool(line.numbers or line.phones)
        for reach in line.reaches:
            if reach.person:
                owners.add(reach.person.name)
            if not reach.ours:
                if reach.mail and not reach.person:
                    parts.foreign_domains.add(reach.domain)
            elif not reach.mail:
                parts.items.append((ItemKind.URL, reach.shown))
            elif not line.wrapped and not entry:
                parts.items.append((ItemKind.MAIL, reach.shown))

    def _is_field(self, at: int) -> bool:
        """Does a label stand before the name, one that nobody signs with?"""
        label = foreign_label(self._lines[at].text)
        if not label or self._has_own_word(label):
            return False
        if any(folded(word) in self._book.titles for word in FIELDS.split(label)):
            return False
        return self._ask(label) is None


def _both(person: NameMatch | None, firm: NameMatch | None) -> NameMatch | None:
    """Put together who stands in a line and which firm stands in one field of it."""
    if person is None or firm is None:
        return person or firm
    strong = Strength.FULL in (person.strength, firm.strength)
    strength = Strength.FULL if strong else Strength.PARTIAL
    return NameMatch(person.person, True, strength, person.shown)


def _keys(words: Iterator[str]) -> frozenset[str]:
    """Fold titles and the like; those of several words are found by each of them."""
    return frozenset(
        folded(part) for word in words for part in FIELDS.split(plain(word)) if part
    )
