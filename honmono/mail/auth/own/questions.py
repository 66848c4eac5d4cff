"""What is asked of the DNS, and what comes back: values alone, nobody is asked here.

    Question("s1._domainkey.example.co.jp", Kind.TXT)
    Answer(State.FOUND, ("v=DKIM1; p=…",))

A check that needs the DNS is a generator: it yields questions, is sent their answers, and
returns its verdict.  So no check knows a network, and a test is a table of answers:

    def key_of(…) -> Asking[Answer]:
        return (yield from ask("s1._domainkey.example.co.jp", Kind.TXT))

`settle` runs one with a resolver.  A name that does not exist, a name without such a
record and a server that did not answer are three states and never mixed: the last one is
`temperror`, never a failure of the mail (RFC 8601 §2.7).
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, Protocol, TypeVar

MAX_QUESTIONS: Final = 200
"""For one mail.  SPF ends at 10 terms, of which one `mx` may ask for 10 hosts; ten
signatures, their keys, and the tree walk of DMARC come to about 150."""

MAX_RECORDS: Final = 100
"""Of one answer; an honest set has up to 20."""

MAX_RECORD: Final = 20_000
"""Characters of one record.  A key of 4,096 bits has 740; 65,535 are possible."""


class Kind(Enum):
    """Types of record that the checks ask for."""

    TXT = "TXT"
    A = "A"
    AAAA = "AAAA"
    MX = "MX"
    PTR = "PTR"


class State(Enum):
    """How a question was answered."""

    FOUND = "found"
    NO_DATA = "no-data"
    """The name exists, without a record of this kind."""

    NO_NAME = "no-name"
    """There is no such name (NXDOMAIN)."""

    FAILED = "failed"
    """Nobody could tell: time-out, SERVFAIL, no network.  Never a failure of the mail."""


class Question(NamedTuple):
    """A name in lower case without its last dot, and what is asked about it."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.  Text records as one string each, every byte a character."""

    state: State
    records: tuple[str, ...] = ()
    """TXT: the text; A, AAAA: the address; PTR: the name; MX: names, the best first."""

    @property
    def empty(self) -> bool:
        """Was there surely nothing?  A void lookup of RFC 7208 §4.6.4."""
        return self.state in (State.NO_DATA, State.NO_NAME)


NO_NAME: Final = Answer(State.NO_NAME)
NO_DATA: Final = Answer(State.NO_DATA)
FAILED: Final = Answer(State.FAILED)

T = TypeVar("T")
Asking = Generator[tuple[Question, ...], tuple[Answer, ...], T]
"""A check that yields questions, gets their answers in the same order, returns a `T`."""


class Resolver(Protocol):
    """The one door to the DNS."""

    async def answer(self, question: Question) -> Answer:
        """Answer, whatever happens: what goes wrong is `FAILED`."""
        ...


@dataclass(frozen=True, slots=True)
class FixedResolver:
    """A table of answers; whatever is not in it does not exist."""

    table: dict[Question, Answer]

    async def answer(self, question: Question) -> Answer:
        """Look it up."""
        return self.table.get(question, NO_NAME)


def ask(name: str, kind: Kind) -> Asking[Answer]:
    """Ask one thing."""
    (answer,) = yield from ask_all((name,), kind)
    return answer


def ask_all(names: tuple[str, ...], kind: Kind) -> Asking[tuple[Answer, ...]]:
    """Ask the same about several names, all at once.

    A name that no DNS message can hold (an empty label, one of more than 63 bytes) does
    not exist, and nobody is asked (RFC 7208 §4.3).
    """
    tidy = [name.lower().removesuffix(".") for name in names]
    questions = tuple(
        dict.fromkeys(Question(name, kind) for name in tidy if askable(name))
    )
    answers = dict(zip(questions, (yield questions) if questions else (), strict=True))
    return tuple(answers.get(Question(name, kind), NO_NAME) for name in tidy)


def askable(name: str) -> bool:
    """Can a DNS message hold this name?"""
    labels = name.split(".")
    return (
        0 < len(name) <= 253
        and all(0 < len(label) <= 63 for label in labels)
        and all(ord(letter) < 256 for letter in name)
    )


async def settle(
    asking: Asking[T], resolver: Resolver, *, most: int = MAX_QUESTIONS
) -> T:
    """Run a check to its end.  Beyond `most` questions every answer is `FAILED`."""
    asked = 0
    try:
        questions = next(asking)
        while True:
            asked += len(questions)
            if asked > most:
                answers = [FAILED] * len(questions)
            else:
                answers = await asyncio.gather(*map(resolver.answer, questions))
            questions = asking.send(tuple(answers))
    except StopIteration as end:
        verdict: T = end.value
        return verdict
