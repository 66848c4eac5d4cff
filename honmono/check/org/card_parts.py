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

from honmono import tables
from honmono.check.org.card_lines import Line, names_trader
from honmono.check.org.folding import CJK, folded
from honmono.check.org.model import Organization, Person
from honmono.check.org.names import NameBook, NameMatch, Strength
from honmono.check.org.phones import PhoneBook, numbers_in
from honmono.check.org.plain import plain
from honmono.check.org.postal import PostalBook, has_postal_sign
from honmono.check.org.reach import Reach, ReachBook

MAX_ASKED: Final = 80
"""Lines of one text in which names are sought."""

MAX_FIELDS: Final = 6
"""Of one line, in each of which our firm is sought when the whole line does not tell."""

MIN_NAME: Final = 2
"""Letters of a name."""

MIN_WORD: Final = 4
"""Letters of a word of our name that is sought in a text; 2 of Japanese."""

MAX_LEFT: Final = 3
"""Letters that may be left of a line when contacts and labels are taken out."""


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
    """Name and address as a list of recipients has them: `Taro <taro@example.co.jp>`."""

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

    trader: bool = False
    """Says that somebody sells our things."""


_FORMS: Final = tuple(form for (form,) in tables.rows("company_forms.tsv"))
_JAPANESE_FORMS: Final = "|".join(
    re.escape(plain(form))
    for form in sorted(_FORMS, key=len, reverse=True)
    if len(form) > 2 and not form.isascii()
)
_LATIN_FORMS: Final = "|".join(
    re.escape(form.rstrip("."))
    for form in sorted(_FORMS, key=len, reverse=True)
    if form.isascii() and len(form.rstrip(".")) > 2 and form != "Group"
)
_FIRM: Final = re.compile(
    rf"{_JAPANESE_FORMS}|[㈱㈲]|\b(?:{_LATIN_FORMS})\b|\b(?:University|College|Institute)\b"
)
_LABELS: Final = re.compile(
    "|".join(
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(
            (plain(w) for kind, w in tables.rows("card_words.tsv") if kind == "label"),
            key=len,
            reverse=True,
        )
    )
    + r"|\b[TFMEHPWtfm]\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_FIELDS: Final = re.compile(r"[\s|/,:;()\[\]・、「」『』【】<>]+")
_BLANKS: Final = re.compile(r"[ |/,]+")
_ENTRY: Final = re.compile(r"[<\[(][^<>\[\]()]{1,80}@[^<>\[\]()]{1,120}[>\])]")


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
        self.words = tuple(_telling_words(org))

    def needles(self, org: Organization) -> Iterator[str]:
        """Yield strings of which one stands wherever our card does."""
        del org
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
            entry=_ENTRY.search(line.text) is not None,
            rest=rest,
            firm=_FIRM.search(rest) is not None,
        )

    def name(self, at: int) -> NameMatch | None:
        """Ask whom a line names; beyond `MAX_ASKED` questions nobody is asked."""
        if at not in self._names:
            rest = self.line(at).rest.strip(" |-*")
            match = self._ask(rest)
            if not (match and match.organization) and self._has_own_word(rest):
                found = map(self._ask, _BLANKS.split(rest)[:MAX_FIELDS])
                firm = next((m for m in found if m and m.organization), None)
                match = _both(match, firm)
            self._names[at] = match
        return self._names[at]

    def _ask(self, text: str) -> NameMatch | None:
        if len(_LETTERS.findall(text)) < MIN_NAME or self._asked >= MAX_ASKED:
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

    def together(self, block: tuple[int, ...]) -> Parts:
        """Sum up what a block shows."""
        parts = Parts()
        texts = [self._lines[i].text for i in block]
        postal = self._book.postal.line_of(texts) if self._book.postal else -1
        owners: set[str] = set()
        for number, at in enumerate(block):
            line, match = self.line(at), self.name(at)
            known = len(parts.items)
            self._add_names(parts, at, match)
            self._add_words(parts, at, match)
            if number == postal:
                parts.items.append((ItemKind.POSTAL, self._lines[at].raw))
            self._add_contacts(parts, line, owners, bool(match and match.person))
            sign = has_postal_sign(texts[number])
            parts.postal_lines += sign and number != postal
            contacts = bool(line.phones or line.numbers or line.reaches or sign)
            if not contacts and len(parts.items) == known:
                parts.unexplained += 1
            elif contacts and len(parts.items) == known and not sign:
                parts.unexplained += self._has_other_words(line.rest)
            foreign = line.firm and not (match and match.organization)
            parts.foreign_firms += foreign and self._is_named_firm(line.rest)
            if match and match.organization:
                parts.trader = parts.trader or names_trader(line.rest)
        parts.owners = len(owners)
        return parts

    def _add_names(self, parts: Parts, at: int, match: NameMatch | None) -> None:
        """Add whom a line names."""
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

    def _add_words(self, parts: Parts, at: int, match: NameMatch | None) -> None:
        """Add titles, departments and offices, each written as in the file."""
        del match
        for word in _FIELDS.split(self.line(at).rest):
            key = folded(word)
            for kind, keys in (
                (ItemKind.TITLE, self._book.titles),
                (ItemKind.DEPARTMENT, self._book.departments),
                (ItemKind.OFFICE, self._book.offices),
            ):
                if key and key in keys:
                    parts.items.append((kind, word))

    def _add_contacts(
        self, parts: Parts, line: LineParts, owners: set[str], named: bool
    ) -> None:
        """Add contacts of ours, and count those of others."""
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
            elif not (line.entry and named):
                parts.items.append((ItemKind.MAIL, reach.shown))

    def _has_other_words(self, rest: str) -> bool:
        """Is there more in the line than contacts and their labels?"""
        left = _LABELS.sub("", rest)
        return len(_LETTERS.findall(left)) > MAX_LEFT

    def _is_named_firm(self, rest: str) -> bool:
        """Is it more than a legal form, whose name stands in the next line?"""
        return len(_LETTERS.findall(_FIRM.sub("", rest))) > 0


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
        folded(part) for word in words for part in _FIELDS.split(plain(word)) if part
    )


def _telling_words(org: Organization) -> Iterator[str]:
    """Yield, for each name of ours, its longest word without the legal form."""
    for name in org.names:
        words = [_FIRM.sub("", word) for word in plain(name).split()]
        forms = {form.lower().strip(".,") for form in _FORMS}
        words = [w for w in words if w.lower().strip(".,") not in forms]
        word = max(words, key=len, default="").strip(".,").lower()
        least = 2 if re.search(f"[{CJK}]", word) else MIN_WORD
        if len(word) >= least:
            yield word
