"""An archive in parts, asked as one: each question goes to every part at the same time.

    archive/                    with opened(Path("archive"), org, jobs=4) as archive:
      partitions.json               archive.matches(reports, Level.FULL)
      part-0000/
      part-0001/

Each mailbox lies in one part, whole.  A worker opens a part when it is first asked about
it, and keeps it open; a question goes to each part once, and its reports with it.  How
answers become one stands in `merging.py`, with what is then only nearly right.

Everybody is the same person in all parts: our people are joined by `honmono.toml`,
outsiders by what all parts have seen (`joining.py`, at the end of a run of the index).

A part that fails is an error which names it: an answer without it would look whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice, zip_longest
from operator import methodcaller
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from honmono.check.org import Organization
from honmono.engine import Crew, Engine, Failed, Patient, ShardError, crew
from honmono.trace.archive import merging
from honmono.trace.archive._core import (
    Archive,
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
from honmono.trace.archive.entry import number_of
from honmono.trace.archive.manifest import manifest_in
from honmono.trace.archive.store import Store
from honmono.trace.forgery import Forgery

Opener: TypeAlias = Callable[[], AbstractContextManager[Archive]]
"""Opens one part, where the worker is; importable by name, as `partial(open_, path)`."""

FIRST_PAGE: Final = 1_000
LARGEST_PAGE: Final = 32_000
"""Notes that a part sends at once; each page is twice as long as the one before, since
a part counts from the beginning for each."""


class Asked(NamedTuple):
    """A question to one part."""

    part: int
    question: Callable[[Archive], Any]


class Desk:
    """Answers in a worker: opens a part when it is first asked about."""

    def __init__(self, openers: Sequence[Opener]) -> None:
        self._openers = tuple(openers)
        self._open: dict[int, Archive] = {}
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
        key: of a keyed archive, which has no partitions.
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
    if key is not None:
        raise ArchiveError("partitions-keyed", folder=folder)
    folders = [each.absolute() for each in manifest.folders(folder)]
    filled = [each for each in folders if (each / DATABASE).exists()]
    if not filled:
        raise ArchiveError("archive-empty", folder=folder)
    others = tuple(manifest.mailboxes)
    openers = [partial(Store, each, org, others=others) for each in filled]
    with partitioned(openers, jobs=jobs, engine=engine) as archive:
        yield archive


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
        question = methodcaller(name, *values)
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
        return merging.mailboxes(self._ask("mailboxes"))

    def person_of(self, address: str) -> str | None:
        """The person whose address it is: one of ours if a part says so, else the first."""
        found = [person for person in self._ask("person_of", address) if person]
        ours = [person for person in found if person in self._ours]
        return next(iter([*ours, *found]), None)

    def named(self, shown: str) -> tuple[Named, ...]:
        """Everybody whom a shown text may be, likeliest first."""
        return merging.named(self._ask("named", shown))

    def names_of(self, persons: Collection[str]) -> Mapping[str, str]:
        """How each of these people is called, as the first part has it that knows."""
        answers: list[Mapping[str, str]] = self._ask("names_of", tuple(persons))
        found = dict[str, str]()
        for answer in answers:
            found = {**answer, **found}
        return found

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
        answers = self._ask("matches", tuple(forgeries), level)
        return tuple(
            merging.matches(parts, forgery.references)
            for forgery, *parts in zip(forgeries, *answers, strict=True)
        )

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
            each: _telling([answer[each] for answer in answers if each in answer])
            for each in merging.united(answers)
        }
        in_several = [each for each, parts in found.items() if len(parts) > 1]
        known = self._circles(in_several, until)
        return {
            each: merging.profile(parts, *known[each], at_home=each in self._ours)
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
        question = KnownBy(tuple(candidates), until)
        answers = self._answers([Asked(part, question) for part in self._parts])
        found = merging.circles(answers, len(candidates))
        return dict(zip(candidates, found, strict=True))

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who each of these is; who is not known is left out."""
        return merging.identities(self._ask("identities", tuple(persons)))

    def outsiders(self, until: int) -> tuple[int, ...]:
        """How many people who are not ours we know; in several parts, several times."""
        parts = self._ask("outsiders", until)
        return tuple(map(sum, zip_longest(*parts, fillvalue=0)))

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """Everybody whom a candidate knows."""
        return merging.contacts(self._ask("contacts_of", candidate, until))

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """Every message that a candidate holds, or of a partner our copies of it.

        Each once, as the first part has it that knows it: holders whose mailboxes lie
        in other parts are not named here.  In memory are the keys and one page.
        """
        seen = set[str]()
        for part in self._parts:
            for note in self._notes(part, candidate, until):
                if note.key not in seen:
                    seen.add(note.key)
                    yield note

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


def _telling(parts: list[Profile]) -> list[Profile]:
    """Those of parts that know something of him; one of the others if none does."""
    return [each for each in parts if each.messages or each.contacts] or parts[:1]


@dataclass(frozen=True, slots=True)
class KnownBy:
    """Question: whom do these people know?"""

    candidates: tuple[str, ...]
    until: int

    def __call__(self, archive: Archive) -> merging.Circles:
        """Ask one part; a store knows a short way."""
        if isinstance(archive, Store):
            return archive.circles(self.candidates, self.until)
        ours = {mailbox.person for mailbox in archive.mailboxes()}
        rows = [
            (place, person, contact.closeness or contact.sent + contact.received)
            for place, each in enumerate(self.candidates)
            for person, contact in archive.contacts_of(each, self.until).items()
        ]
        return merging.Circles(
            np.array([place for place, _, _ in rows], np.int64),
            np.array([number_of(person) for _, person, _ in rows], np.int64),
            np.array([close for _, _, close in rows], np.float64),
            np.array([person in ours for _, person, _ in rows], np.bool_),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Question: some of the messages of a candidate; the order is always the same."""

    candidate: str
    until: int
    start: int
    size: int

    def __call__(self, archive: Archive) -> list[Note]:
        """Ask one part."""
        notes = archive.messages_of(self.candidate, self.until)
        return list(islice(notes, self.start, self.start + self.size))
