"""A document as the desk lays it out: a letter whose sentences lead to their facts; pure.

The blocks are those of the document and the layout is that of its formats, so the page
reads like the letter.  Each sentence has a number on the page: `ja-12`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from honmono.incident.documents._core import (
    Block,
    Document,
    Items,
    Lack,
    Paragraph,
    Rows,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.comparing import NO_RECORDS
from honmono.incident.documents.formats._core import (
    KI,
    closing,
    is_indented,
    is_ki,
    letterhead,
    parts,
    run_on,
    shown,
    stands_right,
)
from honmono.incident.documents.tracing import in_words
from honmono.incident.documents.wording import Violation
from honmono.text import say


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a sentence follows from, in words."""

    id: str
    words: str
    is_record: bool
    """Else it is what an incident says beside its records: `organization`."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence on the page."""

    name: str
    """`ja-12`."""

    text: str
    sources: tuple[Source, ...]
    key: str
    lacks: tuple[Lack, ...]
    """Facts that are missing for it to say more."""

    is_forbidden: bool
    is_own: bool
    """Are its words the organization's own?"""

    @property
    def told(self) -> str:
        """Its facts in one line, for whoever points at it."""
        return " / ".join(source.words or source.id for source in self.sources)


@dataclass(frozen=True, slots=True)
class Laid:
    """A block: a paragraph, a list or a table."""

    kind: str
    rows: tuple[tuple[Said, ...], ...]
    """Of a paragraph and a list: one row."""

    head: tuple[Said, ...] = ()
    look: str = ""
    """`indented`, `right`, `numbered`, `names`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its heading."""

    number: str
    title: Said | None
    blocks: tuple[Laid, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One language of a document."""

    language: str
    head: tuple[tuple[str, tuple[Said, ...]], ...]
    title: Said
    opening: tuple[Laid, ...]
    ki: str
    parts: tuple[Part, ...]
    closing: tuple[Said, ...]
    said: Mapping[str, Said]
    """Every sentence by its name."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every record that it rests on, each once, in the order of the text."""
        every = (source for said in self.said.values() for source in said.sources)
        return tuple({source.id: source for source in every}.values())

    @property
    def open(self) -> tuple[Said, ...]:
        """What lacks a fact."""
        return tuple(said for said in self.said.values() if said.lacks)


def letter_of(
    document: Document,
    brief: Brief,
    reader: Brief,
    violations: Iterable[Violation] = (),
) -> Letter:
    """Lay it out.

    Args:
        document: what is shown.
        brief: what it was written from.
        reader: the same in the language of the page, which tells the facts.
        violations: what must not be said in it.

    """
    return _Layout(document, brief, reader, violations).letter()


class _Layout:
    """Numbers the sentences while it lays them out."""

    def __init__(
        self,
        document: Document,
        brief: Brief,
        reader: Brief,
        violations: Iterable[Violation],
    ) -> None:
        self._document, self._reader = document, reader
        self._records = {r.id: (part, r) for part, r in brief.incident.records()}
        self._forbidden = {violation.text for violation in violations}
        self._own = {name.rpartition("/")[2] for name in brief.overrides}
        self._sources: dict[str, Source] = {}
        self._said: dict[str, Said] = {}

    def letter(self) -> Letter:
        document = self._document
        return Letter(
            language=document.language,
            head=tuple(
                (name, self._row(sentences))
                for name, sentences in letterhead(document)
                if sentences
            ),
            title=self._sentence(document.title),
            opening=tuple(map(self._paragraph, document.opening)),
            ki=KI if is_ki(document) else "",
            parts=tuple(self._parts()),
            closing=self._row(closing(document)),
            said=self._said,
        )

    def _parts(self) -> Iterator[Part]:
        for section, heading in parts(self._document):
            number = heading.removesuffix(shown(section.title.text))
            title = self._sentence(section.title) if heading else None
            yield Part(number, title, tuple(map(self._block, section.blocks)))

    def _block(self, block: Block) -> Laid:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Items(items, numbered):
                look = "numbered" if numbered else ""
                return Laid("items", (self._row(items),), look=look)
            case Rows(rows, head):
                names = not head and all(len(row) == 2 for row in rows)
                first = self._row(head)
                body = tuple(map(self._row, rows))
                return Laid("rows", body, first, "names" if names else "")

    def _paragraph(self, paragraph: Paragraph) -> Laid:
        text = run_on(self._document, paragraph)
        look = "indented" if is_indented(self._document, text) else ""
        if stands_right(text):
            look = "right"
        return Laid("paragraph", (self._row(paragraph.sentences),), look=look)

    def _row(self, sentences: Iterable[Sentence]) -> tuple[Said, ...]:
        return tuple(map(self._sentence, sentences))

    def _sentence(self, sentence: Sentence) -> Said:
        language = self._document.language
        text = shown(sentence.text)
        said = Said(
            name=f"{language}-{len(self._said) + 1}",
            text=text,
            sources=tuple(map(self._source, sentence.facts)),
            key=sentence.key,
            lacks=sentence.lacks,
            is_forbidden=sentence.text in self._forbidden,
            is_own=sentence.key in self._own,
        )
        self._said[said.name] = said
        return said

    def _source(self, name: str) -> Source:
        if name not in self._sources:
            self._sources[name] = self._named(name)
        return self._sources[name]

    def _named(self, name: str) -> Source:
        if name in self._records:
            return Source(name, in_words(*self._records[name], self._reader), True)
        if name in NO_RECORDS:
            words = say("document", f"part-{name}", self._reader.language)
            return Source(name, words, False)
        return Source(name, "", False)
