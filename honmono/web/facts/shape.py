"""What a record is made of, as a form and a page need it: read from its type.

    Event   kind: a word of `events`   when: a moment   scope: a group (offices, clients …)

One reading of the types serves the forms, the pages and the lists, so a field that is
added to a record is there to be typed and to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from honmono.incident.case import PARTS, Moment, Record, Scope, Text
from honmono.incident.case._core import (
    Code,
    Instant,
    Line,
    Number,
    Prose,
    RecordId,
    Sha256,
)
from honmono.incident.case.accounts import Account
from honmono.incident.case.affected import Affected
from honmono.incident.case.coverage import OfficeCoverage
from honmono.incident.case.duties import Issued, Reply
from honmono.incident.case.investigation import Commission, Finding, OutsideReport
from honmono.incident.case.kinds import VOCABULARIES
from honmono.incident.case.questions import Task


class Holds(Enum):
    """What one field holds."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    FRACTION = "fraction"
    MOMENT = "moment"
    INSTANT = "instant"
    RECORD = "record"
    ORIGINAL = "original"
    GROUP = "group"


PROVENANCE: Final = ("source", "certainty", "evidence", "note", "internal")
"""Where it comes from and how sure it is: fields of every record."""

ALWAYS: Final = ("id", "by", "recorded")
"""What the desk itself writes; no form asks for it."""

VOCABULARY: Final[dict[tuple[type[BaseModel], str], str]] = {
    **{(PARTS[part], "kind"): name for part, name in VOCABULARIES.items()},
    (Affected, "group"): "groups",
    (Affected, "data"): "data",
    (Finding, "kind"): "findings",
    (Commission, "systems"): "systems",
    (Issued, "kind"): "documents",
    (Issued, "duty"): "clocks",
    (Reply, "question"): "replies",
}
"""Whose words the codes of a field are."""

REFERS_TO: Final[dict[tuple[type[BaseModel], str], str]] = {
    (Scope, "offices"): "offices",
    (Scope, "accounts"): "accounts",
    (Affected, "list"): "lists",
    (Account, "office"): "offices",
    (OfficeCoverage, "office"): "offices",
    (Commission, "questions"): "questions",
    (Finding, "question"): "questions",
    (OutsideReport, "commission"): "commissions",
    (Task, "after"): "tasks",
    (Task, "question"): "questions",
}
"""In which part the records of a field stand; any, where nothing is said."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One field of a record or of a group in it."""

    name: str
    owner: str
    """The type that it stands in: `Event`, `Scope`."""

    holds: Holds
    many: bool = False
    required: bool = False
    default: Any = None
    """As JSON."""

    words: str = ""
    """Vocabulary of a code, part of a record."""

    choices: tuple[str, ...] = ()
    choice: str = ""
    """Name of the enumeration."""

    inner: tuple[Shape, ...] = ()


def shapes_of(part: str) -> tuple[Shape, ...]:
    """The fields of a part's records that people fill, what matters most first."""
    every = {one.name: one for one in _shapes(PARTS[part]) if one.name not in ALWAYS}
    own = [one for name, one in every.items() if name not in PROVENANCE]
    return (*own, *(every[name] for name in PROVENANCE))


def all_shapes() -> Iterator[Shape]:
    """Every field of every part, with those of groups."""
    for part in PARTS:
        yield from _with_inner(shapes_of(part))


def references(
    shapes: tuple[Shape, ...], data: dict[str, Any]
) -> Iterator[tuple[Shape, str]]:
    """Each record that a record (as JSON) names, and in which field."""
    for shape in shapes:
        value = data.get(shape.name)
        held = value if shape.many else [value] if value is not None else []
        for one in held or ():
            if shape.holds is Holds.GROUP:
                yield from references(shape.inner, one)
            elif shape.holds is Holds.RECORD and shape.words not in _NO_RECORDS:
                yield shape, one


_NO_RECORDS: Final = ("offices", "lists")


def _with_inner(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        yield from _with_inner(shape.inner)


@cache
def _shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    hints = get_type_hints(model, include_extras=True)
    return tuple(_shape(model, name, hints[name]) for name in model.model_fields)


def _shape(model: type[BaseModel], name: str, hint: Any) -> Shape:
    info = model.model_fields[name]
    inner = _of_tuple(hint) or hint
    base = _without_none(inner)
    holds, more = _holds(base)
    key = (_owner(model, name), name)
    return Shape(
        name=name,
        owner=model.__name__,
        holds=holds,
        many=_of_tuple(hint) is not None,
        required=info.is_required(),
        default=_as_json(info.default),
        words=VOCABULARY.get(key) or REFERS_TO.get(key, ""),
        **more,
    )


def _owner(model: type[BaseModel], name: str) -> type[BaseModel]:
    return Record if name in Record.model_fields else model


def _of_tuple(hint: Any) -> Any:
    """`tuple[Line, ...]` → `Line`."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _without_none(hint: Any) -> Any:
    """`Line | None` → `Line`."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


_PLAIN: Final = (
    (RecordId, Holds.RECORD), (Code, Holds.CODE), (Sha256, Holds.ORIGINAL),
    (Instant, Holds.INSTANT), (Moment, Holds.MOMENT), (Text, Holds.TEXT),
    (Line, Holds.LINE), (Prose, Holds.LINE), (Number, Holds.NUMBER),
    (bool, Holds.FLAG), (int, Holds.NUMBER), (float, Holds.FRACTION), (str, Holds.LINE),
)  # fmt: skip


def _holds(base: Any) -> tuple[Holds, dict[str, Any]]:
    for known, holds in _PLAIN:
        if base == known:
            return holds, {}
    if get_origin(base) is Literal:
        return Holds.CHOICE, {"choices": get_args(base), "choice": "origin"}
    if isinstance(base, type) and issubclass(base, Enum):
        codes = tuple(one.value for one in base)
        return Holds.CHOICE, {"choices": codes, "choice": base.__name__}
    if isinstance(base, type) and issubclass(base, BaseModel):
        return Holds.GROUP, {"inner": _shapes(base)}
    return _holds(get_args(base)[0])  # a number with bounds


def _as_json(default: Any) -> Any:
    """A default as it would stand in a file."""
    if default is PydanticUndefined or default is None:
        return None
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, BaseModel):
        return default.model_dump(mode="json", exclude_defaults=True)
    return list(default) if isinstance(default, tuple) else default
