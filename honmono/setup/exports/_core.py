"""What a list of people is read into: rows, the columns they came from, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Account(Enum):
    """Whose account it is.  The value is the sentence in the catalogue `setup`."""

    PERSON = "person"
    DESK = "desk"
    """info@, 総務: several people, or a program."""

    DISABLED = "disabled"
    GUEST = "guest"
    SHARED = "shared"
    ROOM = "room"
    OTHER = "other"
    """Groups, computers, system mailboxes."""


class Field(Enum):
    """What a column holds."""

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    KANA = "kana"
    KANA_FAMILY = "kana-family"
    KANA_GIVEN = "kana-given"
    ROMAJI = "romaji"
    ROMAJI_FAMILY = "romaji-family"
    ROMAJI_GIVEN = "romaji-given"
    NICKNAME = "nickname"
    ADDRESS = "address"
    MORE_ADDRESSES = "more-addresses"
    LOGIN = "login"
    """A user principal name: an address when there is no other."""

    TITLE = "title"
    DEPARTMENT = "department"
    OFFICE = "office"
    BLOCKED = "blocked"
    ENABLED = "enabled"
    ACCOUNT_CONTROL = "account-control"
    """Active Directory's userAccountControl: a number of bits."""

    LEFT = "left"
    """The day on which somebody left, empty for those who did not."""

    STATUS = "status"
    KIND = "kind"
    LEFT_OUT = "left-out"
    """Private addresses and the like: read, and on purpose not taken."""


Values = dict[Field, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One account of a list."""

    line: int
    account: Account
    name: str
    kana: str = ""
    romaji: str = ""
    nicknames: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    title: str = ""
    department: str = ""
    office: str = ""
    """The office's name, as the list calls it."""


class Column(NamedTuple):
    """One column: how the list calls it, what we take it for, and an example."""

    header: str
    field: Field | None
    """None: not used."""

    example: str
    by_content: bool = False
    """Told by what stands in it, as nobody knows the header."""


class Problem(NamedTuple):
    """A line that could not be read; the rest went on."""

    line: int
    reason: str
    """A sentence `problem-…` of the catalogue `setup`."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A list of people, read."""

    path: str
    form: str
    encoding: str
    columns: tuple[Column, ...] = ()
    accounts: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def people(self) -> tuple[Listed, ...]:
        """Those in whose name somebody could write today."""
        return tuple(a for a in self.accounts if a.account is Account.PERSON)

    def counts(self) -> Counter[Account]:
        """How many of each."""
        return Counter(each.account for each in self.accounts)


class Read(NamedTuple):
    """What a form makes of a text."""

    columns: tuple[Column, ...]
    accounts: tuple[Listed, ...]
    problems: tuple[Problem, ...]


class Form(NamedTuple):
    """One way in which programs write lists of people."""

    name: str
    fits: Callable[[str], bool]
    read: Callable[[str], Read]
