"""The laws that are looked at: read from their tables, and held against each other.

A table that names a fact which nothing answers would make a duty `possible` for ever, and
a mistyped one would lose it.  So every name is looked up when the tables are read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from pydantic import ValidationError

from honmono.incident.case.clocks.law import (
    Count,
    Derived,
    Law,
    Question,
    Rule,
    Sign,
)

LAWS: Final = ("japan", "my_number", "gdpr", "common")
"""Files of `honmono/tables/laws`, in the order in which their clocks are shown."""


class LawTableError(ValueError):
    """A table of a law is wrong; the message names table, row and mend."""


@dataclass(frozen=True)
class Tables:
    """Several laws, and the questions and signs that they share."""

    laws: tuple[Law, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its code, in the order of the tables."""
        return {row.code: row for law in self.laws for row in law.question}

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        """Facts that follow from others."""
        return {row.code: row for law in self.laws for row in law.fact}

    @cached_property
    def counts(self) -> Mapping[str, Count]:
        """What is counted, by its code."""
        return {row.code: row for law in self.laws for row in law.count}

    @cached_property
    def signs(self) -> Mapping[str, tuple[Sign, ...]]:
        """The signs of each fact."""
        found: dict[str, tuple[Sign, ...]] = {}
        for row in (row for law in self.laws for row in law.sign):
            found[row.fact] = (*found.get(row.fact, ()), row)
        return found

    @cached_property
    def per_client(self) -> frozenset[str]:
        """Facts that may differ from client to client."""
        return frozenset(
            fact for fact in (*self.questions, *self.derived) if self._differs(fact)
        )

    def _differs(self, fact: str) -> bool:
        question, row = self.questions.get(fact), self.derived.get(fact)
        if question is not None and question.per_client:
            return True
        if any(sign.part == "data" for sign in self.signs.get(fact, ())):
            return True
        return row is not None and any(map(self._differs, (*row.any, *row.all)))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every clock by its code; of several versions the one named last."""
        return {row.code: row for law in self.laws for row in law.clock}


@cache
def standard() -> Tables:
    """The tables that come with Honmono."""
    folder = files("honmono.tables").joinpath("laws")
    return tables_of(
        law_from_toml(folder.joinpath(f"{name}.toml").read_text("utf-8"), name)
        for name in LAWS
    )


def law_from_toml(text: str, name: str) -> Law:
    """Read the table of one law.

    Raises:
        LawTableError: it is no TOML, or a row is wrong.

    """
    try:
        content = json.dumps(tomllib.loads(text), default=str)
        return Law.model_validate_json(content)
    except tomllib.TOMLDecodeError as error:
        raise LawTableError(f"{name}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise LawTableError(f"{name}: {place}: {first['msg']}") from None


def tables_of(laws: Iterable[Law]) -> Tables:
    """Put laws together.

    Raises:
        LawTableError: a name stands for two things, or for nothing.

    """
    tables = Tables(tuple(laws))
    for kind, rows in (
        ("question", [row.code for law in tables.laws for row in law.question]),
        ("fact", [row.code for law in tables.laws for row in law.fact]),
        ("count", [row.code for law in tables.laws for row in law.count]),
        ("law", [law.code for law in tables.laws]),
    ):
        twice = {code for code in rows if rows.count(code) > 1}
        if twice:
            raise LawTableError(f"two rows of `{kind}` are named `{min(twice)}`")
    for place, fact in _facts_named(tables):
        if not (fact in tables.questions or fact in tables.derived):
            raise LawTableError(
                f"{place}: nothing answers `{fact}`; add a question or a fact"
            )
    parts = {part for row in tables.derived.values() for part in (*row.any, *row.all)}
    asked = {*tables.questions, *tables.derived}
    for part in parts - asked - set(tables.signs):
        raise LawTableError(f"nothing answers `{part}`; add a question, fact or sign")
    for fact in set(tables.signs) - asked - parts:
        raise LawTableError(f"nothing asks `{fact}`, which a sign answers")
    for place, clock in _clocks_named(tables):
        if clock not in tables.rules:
            raise LawTableError(f"{place}: there is no clock `{clock}`")
    for code in tables.derived:
        _follow(code, tables, ())
    return tables


def _facts_named(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield every fact that a row of a law needs, with the row."""
    for law in tables.laws:
        yield from ((law.code, f) for f in (law.applies, *law.requires) if f)
        for item in law.item:
            yield from ((f"{law.code} {item.code}", f) for f in item.requires)
            if item.count and item.count not in tables.counts:
                raise LawTableError(f"{law.code}: there is no count `{item.count}`")
        yield from ((f"{law.code} exemption", row.fact) for row in law.exemption)
        yield from ((f"{law.code} receiver", f) for r in law.receiver for f in r.facts)
        for rule in law.clock:
            facts = (
                *(*rule.requires, *rule.unless),
                *(rule.substitute_if, rule.released_if),
            )
            yield from ((f"{law.code} {rule.code}", f) for f in facts if f)
        yield from ((f"count {c.code}", c.code) for c in law.count)


def _clocks_named(tables: Tables) -> Iterator[tuple[str, str]]:
    for law in tables.laws:
        for rule in law.clock:
            for code in (*rule.stopped_by, rule.released_by, rule.after):
                if code:
                    yield f"{law.code} {rule.code}", code


def _follow(code: str, tables: Tables, path: tuple[str, ...]) -> None:
    """Walk down from a derived fact; going round in a circle would never end."""
    if code in path:
        raise LawTableError(f"`{code}` follows from itself: {' → '.join(path)}")
    row = tables.derived.get(code)
    for child in (*row.any, *row.all) if row else ():
        _follow(child, tables, (*path, code))
