"""What a document is made of.

    Document
      Section "leaked"
        Paragraph: Sentence("流出した可能性のある情報は次のとおりです。", facts=())
        Items:     Sentence("メールアドレス", facts=("leaked-2",)) …

A sentence names the records that it follows from.  Where a record is taken away, each
sentence that names it goes, or says 調査中; no other sentence changes.  So a sentence is
made of records and of words of the catalogue, of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Audience(Enum):
    """Who reads it; decides what may stand in it."""

    PUBLIC = "public"
    """Anybody: no person of ours, no finder, no stranger's whole address."""

    PERSON = "person"
    """Somebody whose data it is about, or a customer."""

    AUTHORITY = "authority"
    STAFF = "staff"
    BOARD = "board"
    EXPERT = "expert"
    """Whoever investigates for us."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that a sentence would tell, and that nobody has put on record."""

    fact: str
    """Its code in `document_facts.tsv`: `leak`, `day`."""

    record: str = ""
    """Id of the record that lacks it; empty: there is no such record yet."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words, and the ids of the records that they follow from, without repetition."""

    text: str
    facts: tuple[str, ...] = ()
    key: str = ""
    """Of the catalogue; tells people which words to override."""

    is_quoted: bool = False
    """Are the words not ours: a question that people ask, or what must *not* be said?  The
    rules of wording pass over them, except in a document for outsiders."""

    lacks: tuple[Lack, ...] = ()
    """Facts that are missing for it to say more than 調査中; see `lacking`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order matters."""

    items: tuple[Sentence, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: a form's fields and values, a timeline's days and events."""

    rows: tuple[tuple[Sentence, ...], ...]
    head: tuple[Sentence, ...] = ()
    widths: tuple[int, ...] = ()
    """Parts of the width; empty: as the contents need."""


Block = Paragraph | Items | Rows


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under a title."""

    name: str
    """`apology`, `overview` … as `cases/` names the parts of notices."""

    title: Sentence
    blocks: tuple[Block, ...]
    shows_title: bool = True
    """A letter's opening has none."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands around the sections: date, number, to whom, from whom."""

    date: Sentence | None = None
    number: Sentence | None = None
    addressee: tuple[Sentence, ...] = ()
    sender: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language; formats only lay it out."""

    kind: str
    language: str
    title: Sentence
    head: Letterhead
    opening: tuple[Paragraph, ...]
    """Greeting and apology, before 「記」."""

    sections: tuple[Section, ...]
    closing: tuple[Sentence, ...] = ()
    """`以上`, a signature."""

    has_ki: bool = False
    """Is it written as 記書き: 「記」 before the sections, 「以上」 after them?"""

    subject: str = ""
    """Of the mail, where it is sent as one."""

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence in reading order."""
        yield self.title
        yield from (s for s in (self.head.number, self.head.date) if s)
        yield from self.head.addressee
        yield from self.head.sender
        for paragraph in self.opening:
            yield from paragraph.sentences
        for section in self.sections:
            if section.shows_title:
                yield section.title
            for block in section.blocks:
                yield from sentences_of(block)
        yield from self.closing


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Yield the sentences of one block in reading order."""
    match block:
        case Paragraph(sentences):
            yield from sentences
        case Items(items):
            yield from items
        case Rows(rows, head):
            yield from head
            for row in rows:
                yield from row
