"""An archive in parts, asked as one: each question goes to every part at the same time.

    archive/                    with opened(Path("archive"), org, jobs=4) as archive:
      partitions.json               archive.matches(reports, Level.FULL)
      part-0000/
      part-0001/

Each message lies in one part, with everybody who holds it.  A worker opens a part when it
is first asked about it, and keeps it open; a question goes to each part once, and its
reports with it.  How
answers become one stands in `merging.py`; which messages fit a forgery is said when all
parts have been asked how rare its words are.

Everybody is the same person in all parts: our people are joined by `honmono.toml`,
outsiders by what all parts have seen (`joining.py`, at the end of a run of the index).

A part that fails is an error which names it: an answer without it would look whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial, reduce
from heapq import merge
from itertools import islice
from operator import attrgetter, methodcaller
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from honmono.check.org import Organization
from honmono.engine import Crew, Engine, Failed, Patient, ShardError, crew
from honmono.trace.archive import merging
from honmono.trace.archive._core import (
    Contact,
    Identity,
    Level,
    Mailbox,
    Match,
    Named,
    Note,
    Profile,
)
from honmono.trace.archive.database import NAME as DATABASE
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import check_key
from honmono.trace.archive.manifest import Manifest, manifest_in
from honmono.trace.archive.matching import Pieces, chosen
from honmono.trace.archive.store import Store
from honmono.trace.forgery import Forgery
from honmono.trace.people.resolver import fits

Opener: TypeAlias = Callable[[], AbstractContextManager[Store]]
"""Opens one part, where the worker is; importable by name, as `partial(open_, path)`."""

FIRST_PAGE: Final = 1_000
LARGEST_PAGE: Final = 32_000
"""Notes that a part sends at once; each page is twice as long as the one before, since
a part counts from the beginning for each."""


class Asked(NamedTuple):
    """A question to one part."""

    part: int
    question: Callable[[Store], Any]


class Desk:
    """Answers in a worker: opens a part when it is first asked about."""

    def __init__(self, openers: Sequence[Opener]) -> None:
        self._openers = tuple(openers)
        self._open: dict[int, Store] = {}
        self._stack = ExitStack()

    def __reduce__(self) -> tuple[type[Desk], tuple[tuple[Opener, ...]]]:
        """Travel without what is open."""
        return Desk, (self._openers,)

    def __call__(self, asked: Asked) -> Any:
        """Answer one question about one part."""
        if asked.part not in self._open:
            part = self._stack.enter_context(self._openers[asked.part]())
            self._open[asked.part] = part
        return asked.question(self._open[asked.part])

    def close(self) -> None:
        """Close what is open here; a worker's end closes what is open there."""
        self._open.clear()
        self._stack.close()


@contextmanager
def opened(
    folder: Path,
    org: Organization | None = None,
    *,
    key: bytes | None = None,
    jobs: int = 1,
    engine: Engine | None = None,
) -> Iterator[Store | Partitioned]:
    """Open an archive that has partitions, or none.

    Args:
        folder: what `honmono index` made.
        org: who we are.
        key: of a keyed archive; of all its partitions the same.
        jobs: processes that ask the partitions; without partitions this one does.
        engine: who asks instead of them.

    Raises:
        ArchiveError: there is no archive, or it cannot be read.
        EngineError: no worker could be started.

    """
    manifest = manifest_in(folder)
    if manifest is None:
        with Store(folder, org, key) as store:
            yield store
        return
    openers = _openers(folder, manifest, org, key)
    with partitioned(openers, jobs=jobs, engine=engine) as archive:
        yield archive


def stores_in(folder: Path, org: Organization | None = None) -> list[Store]:
    """The partitions of an archive, or the archive itself, opened in this process.

    Raises:
        ArchiveError: there is no archive, or it cannot be read.

    """
    manifest = manifest_in(folder)
    if manifest is None:
        return [Store(folder, org)]
    return [open_() for open_ in _openers(folder, manifest, org, None)]


def _openers(
    folder: Path, manifest: Manifest, org: Organization | None, key: bytes | None
) -> list[partial[Store]]:
    """What opens each partition that is there; of those of a new archive some may not."""
    check_key(folder, manifest, key)
    folders = [each.absolute() for each in manifest.folders(folder)]
    filled = [each for each in folders if (each / DATABASE).exists()]
    if not filled:
        raise ArchiveError("archive-empty", folder=folder)
    others = tuple(manifest.mailboxes)
    return [partial(Store, each, org, key, others) for each in filled]


@contextmanager
def partitioned(
    openers: Sequence[Opener], *, jobs: int = 1, engine: Engine | None = None
) -> Iterator[Partitioned]:
    """Ask several archives as one, as long as the context lasts.

    With one job and no engine all happens in this process.

    Raises:
        ValueError: no parts, which would know nothing and say so of everybody.

    """
    if not openers:
        raise ValueError("an archive of no parts")
    desk = Desk(openers)
    try:
        with crew(Patient(desk), jobs=jobs, engine=engine) as they:
            yield Partitioned(they, len(openers))
    finally:
        desk.close()


class Partitioned:
    """Several archives as one; see `Archive` for what is answered."""

    def __init__(self, they: Crew[Asked, Any], parts: int) -> None:
        self._crew = they
        self._parts = range(parts)

    def _ask(self, name: str, *values: object) -> list[Any]:
        """The answers of all parts to one question of `Archive`, in their order."""
        return self._put(methodcaller(name, *values))

    def _put(self, question: Callable[[Store], Any]) -> list[Any]:
        """The answers of all parts to any question."""
        return self._answers([Asked(part, question) for part in self._parts])

    def _answers(self, asked: Sequence[Asked]) -> list[Any]:
        answers = list(self._crew.spread(asked))
        for answer in answers:
            if isinstance(answer, Failed):
                part = answer.item.part + 1
                raise ShardError(
                    f"part {part} of {len(self._parts)} of the archive: {answer.reason}"
                )
        return answers

    @cached_property
    def _ours(self) -> frozenset[str]:
        return frozenset(mailbox.person for mailbox in self.mailboxes())

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox of ours that was indexed."""
        found = merging.mailboxes(self._ask("mailboxes"))
        names = self._names([each.person for each in found])
        return tuple(replace(each, names=names[each.person]) for each in found)

    def person_of(self, address: str) -> str | None:
        """The person whose address it is: one of ours if a part says so, else the first."""
        found = [person for person in self._ask("person_of", address) if person]
        ours = [person for person in found if person in self._ours]
        return next(iter([*ours, *found]), None)

    def named(self, shown: str) -> tuple[Named, ...]:
        """Everybody whom a shown text may be, likeliest first."""
        return merging.named(shown, self._put(WhoIs(shown)))

    def names_of(self, persons: Collection[str]) -> Mapping[str, str]:
        """How each of these people is called; who has no name is left out."""
        found = self._names(persons)
        return {person: names[0] for person, names in found.items() if names}

    def _names(self, persons: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        return merging.names(self._ask("borne", tuple(persons)))

    def span(self) -> tuple[int, int]:
        """When the first and the last dated message were written; 0 without any."""
        spans: list[tuple[int, int]] = [each for each in self._ask("span") if each[1]]
        return (
            min((first for first, _ in spans), default=0),
            max((last for _, last in spans), default=0),
        )

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        """For each forgery the messages that fit it, best first."""
        if level is Level.ADDRESS_BOOK:
            return tuple(() for _ in forgeries)
        asked = tuple(forgeries)
        pieces = reduce(Pieces.with_, self._ask("pieces", asked, level))
        answers = self._ask("fits", asked, level, pieces)
        found = [
            chosen(forgery, fits, told=pieces.told)
            for forgery, *fits in zip(asked, *answers, strict=True)
        ]
        notes = self._notes_of({place for each in found for place in each.named})
        return tuple(
            each.matches([notes[place] for place in each.named]) for each in found
        )

    def _notes_of(
        self, places: Collection[tuple[int, int]]
    ) -> Mapping[tuple[int, int], Note]:
        """The notes of messages, each (part, message)."""
        by_part = defaultdict[int, list[int]](list)
        for part, message in sorted(places):
            by_part[part].append(message)
        asked = [Asked(part, NotesOf(tuple(some))) for part, some in by_part.items()]
        return {
            (part, message): note
            for (part, some), notes in zip(
                by_part.items(), self._answers(asked), strict=True
            )
            for message, note in zip(some, notes, strict=True)
        }

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        """For everybody who knows one of these persons: candidate → person → contact."""
        return merging.acquaintances(self._ask("acquaintances", tuple(persons), until))

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        """What is known of each; who is not known is left out."""
        answers: list[Mapping[str, Profile]]
        answers = self._ask("profiles", tuple(candidates), until)
        found = {
            each: [answer[each] for answer in answers if each in answer]
            for each in merging.united(answers)
        }
        in_several = [each for each, parts in found.items() if len(parts) > 1]
        known, names = self._circles(in_several, until), self._names(in_several)
        return {
            each: merging.profile(parts, names[each], *known[each])
            if len(parts) > 1
            else parts[0]
            for each, parts in found.items()
        }

    def _circles(
        self, candidates: Sequence[str], until: int
    ) -> dict[str, tuple[int, float, float]]:
        """How many people each knows, in all parts together, and his ties to them."""
        if not candidates:
            return {}
        answers = self._ask("circles", tuple(candidates), until)
        found = merging.circles(answers, len(candidates))
        return dict(zip(candidates, found, strict=True))

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who each of these is; who is not known is left out."""
        return merging.identities(self._ask("identities", tuple(persons)))

    def outsiders(self, until: int) -> tuple[int, ...]:
        """How many people who are not ours we know, by the size of what we see of them."""
        return merging.outsiders(self._ask("seen", until))

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """Everybody whom a candidate knows."""
        return merging.contacts(self._ask("contacts_of", candidate, until))

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """Every message that a candidate holds, or of a partner our copies of it.

        The oldest first.  In memory is one page of each part.
        """
        parts = [self._notes(part, candidate, until) for part in self._parts]
        yield from merge(*parts, key=attrgetter("date"))

    def _notes(self, part: int, candidate: str, until: int) -> Iterator[Note]:
        start, size = 0, FIRST_PAGE
        while True:
            page: list[Note]
            question = Page(candidate, until, start, size)
            (page,) = self._answers([Asked(part, question)])
            yield from page
            if len(page) < size:
                return
            start, size = start + size, min(2 * size, LARGEST_PAGE)


@dataclass(frozen=True, slots=True)
class WhoIs:
    """Question: what tells whom a shown text may be?"""

    shown: str

    def __call__(self, store: Store) -> merging.Known:
        """Note what would be looked up, were this part the whole archive."""
        owners = dict[str, str | None]()
        borne = dict[str, Mapping[str, int]]()

        def owner(address: str) -> str | None:
            return owners.setdefault(address, store.person_of(address))

        def bearers(forms: Collection[str]) -> Mapping[str, Mapping[str, int]]:
            borne.update(store.persons.bearers(forms))
            return borne

        fits(self.shown, owner, bearers)
        people = {who for who in owners.values() if who}.union(*borne.values())
        known = store.identities(people)
        return merging.Known(
            owners, borne, {who for who, each in known.items() if each.ours}
        )


@dataclass(frozen=True, slots=True)
class NotesOf:
    """Question: what are these messages?"""

    messages: tuple[int, ...]

    def __call__(self, store: Store) -> list[Note]:
        """Ask one part."""
        return store.notes.of(self.messages)


@dataclass(frozen=True, slots=True)
class Page:
    """Question: some of the messages of a candidate; the order is always the same."""

    candidate: str
    until: int
    start: int
    size: int

    def __call__(self, store: Store) -> list[Note]:
        """Ask one part."""
        notes = store.messages_of(self.candidate, self.until)
        return list(islice(notes, self.start, self.start + self.size))
