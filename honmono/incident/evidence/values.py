"""Personal values of the log, and their salts; the log itself holds hashes of them.

    {"field":"by","number":2,"salt":"9c…","value":"山田 花子"}
    {"erased":"2027-04-01T00:00:00.000Z","field":"by","number":2}

Erasing a value and its salt leaves the log as it is: its hash then fits nothing that
anybody could guess.  The state of the incident file after a change is hashed with a salt,
too (field `incident`): who knows nearly all of a file could otherwise try names until the
hash fits.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Self

from honmono.incident.evidence.chain import canonical, parse_object, salted_hash

INCIDENT: Final = "incident"
"""The field whose value is the incident file as it was then."""

_SALT: Final = 16


class Key(NamedTuple):
    """Which value of which entry."""

    number: int
    field: str


class Row(NamedTuple):
    """One line of `values.jsonl`."""

    key: Key
    salt: bytes | None
    value: str | None
    """None for the incident file, which lies elsewhere, and where it is erased."""

    erased: str | None

    @classmethod
    def new(cls, key: Key, value: str | None) -> Self:
        """A row with a salt of its own."""
        return cls(key, secrets.token_bytes(_SALT), value, None)

    def hash_of(self, content: bytes) -> str | None:
        """What the log must hold if this is the content; None once it is erased."""
        return None if self.salt is None else salted_hash(self.salt, content)

    def hash(self) -> str | None:
        """What the log must hold of the value."""
        return None if self.value is None else self.hash_of(self.value.encode())

    def as_line(self) -> bytes:
        """As it stands in the file."""
        fields: dict[str, Any] = {"number": self.key.number, "field": self.key.field}
        if self.salt is not None:
            fields["salt"] = self.salt.hex()
        if self.value is not None:
            fields["value"] = self.value
        if self.erased is not None:
            fields["erased"] = self.erased
        return canonical(fields) + b"\n"


def read_row(line: bytes) -> Row | None:
    """A line that may be anybody's; None when it is no row."""
    found = parse_object(line)
    if found is None or set(found) - {"number", "field", "salt", "value", "erased"}:
        return None
    number, field = found.get("number"), found.get("field")
    texts = [found.get(name) for name in ("salt", "value", "erased")]
    if type(number) is not int or not isinstance(field, str):
        return None
    if not all(text is None or isinstance(text, str) for text in texts):
        return None
    try:
        salt = bytes.fromhex(texts[0]) if texts[0] is not None else None
        row = Row(Key(number, field), salt, texts[1], texts[2])
        whole = row.as_line() == line and (salt is None) == (row.erased is not None)
    except ValueError:
        return None
    return row if whole else None


def rows_for(
    number: int, values: Mapping[str, str], incident: bytes | None
) -> list[Row]:
    """Rows for the values of one entry, in the order of their fields."""
    named: dict[str, str | None] = dict(values)
    if incident is not None:
        named[INCIDENT] = None
    return [Row.new(Key(number, field), named[field]) for field in sorted(named)]
