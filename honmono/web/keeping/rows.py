"""Rows of tables as lines of JSON, and back; the same whatever database they come from."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.apps.registry import Apps
from django.db.models import Field, Model

PART: Final = 4 * 2**20
"""Bytes of rows after which a new part begins."""

AT_ONCE: Final = 500
"""Rows that are written with one question."""

LEFT_OUT: Final = frozenset(
    {
        "sessions.session",  # everybody signs in anew
        "usersessions.usersession",
        "contenttypes.contenttype",  # Django makes these two itself
        "auth.permission",
        "auth.group_permissions",
        "accounts.user_user_permissions",
    }
)
"""Tables without a place in a backup."""


def tables(apps: Apps) -> list[type[Model]]:
    """Every table that is kept, those between two tables too."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and label(model) not in LEFT_OUT
    ]


def label(model: type[Model]) -> str:
    """`cases.case`; the same for a model of a migration."""
    return model._meta.label_lower


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """What a row consists of."""
    return [f for f in model._meta.concrete_fields if not f.generated]


def written(
    model: type[Model], change: Callable[[str, Any], Any] = lambda _, value: value
) -> Iterator[bytes]:
    """The rows of a table, in parts; none where it is empty.

    Args:
        model: the table.
        change: is given the name and the value of each column, returns what is written.

    """
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    head = _line(names)
    part, size = [head], len(head)
    for row in rows.iterator(chunk_size=AT_ONCE):
        line = _line([change(*each) for each in zip(names, row, strict=True)])
        part.append(line)
        size += len(line)
        if size >= PART:
            yield b"".join(part)
            part, size = [head], len(head)
    if len(part) > 1:
        yield b"".join(part)


def read(model: type[Model], content: bytes) -> Iterator[Model]:
    """The rows of one part.

    Raises:
        ValueError: it is not such a part.

    """
    lines = content.split(b"\n")[:-1]
    fields = {field.attname: field for field in columns(model)}
    names = json.loads(lines[0])
    if not isinstance(names, list) or not set(names) <= set(fields):
        raise ValueError("unknown columns")
    for line in lines[1:]:
        values = json.loads(line)
        yield model(
            **{
                name: _value(fields[name], value)
                for name, value in zip(names, values, strict=True)
            }
        )


def in_batches(rows: Iterable[Model]) -> Iterator[list[Model]]:
    """So many rows at once."""
    batch: list[Model] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _value(field: Field[Any, Any], value: Any) -> Any:
    return value if value is None else field.to_python(value)


def _line(values: Sequence[Any]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: object) -> Any:
    """Every microsecond of a time: the log's hashes are over it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"no form for {type(value).__name__}")
