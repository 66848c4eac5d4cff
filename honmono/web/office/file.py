"""The organization file as it is now: its text, what it says, or what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from honmono.check.org import Organization
from honmono.config import ConfigError, parse_organization, read_text


@dataclass(frozen=True, slots=True)
class Now:
    """The file in this moment."""

    text: str
    organization: Organization | None = None
    """None: it cannot be read as one, `error` says why."""

    data: dict[str, Any] = field(default_factory=dict)
    """Its tables, as they are written."""

    error: ConfigError | None = None

    @property
    def sha256(self) -> str:
        """Names the text; a form carries it."""
        return sha256_of(self.text)

    def entries(self, table: str) -> list[dict[str, Any]]:
        """All entries of a kind, in the order of the file; one of the organization."""
        value = self.data.get(table, [])
        return value if isinstance(value, list) else [value]


def path() -> Path:
    """Where it lies."""
    return Path(settings.HOME) / "honmono.toml"


def there() -> bool:
    """Is there one?"""
    return path().exists()


def now() -> Now | None:
    """The file as it is; None where there is none."""
    if not there():
        return None
    try:
        return _read(read_text(path()))
    except ConfigError as error:
        return Now("", error=error)


@lru_cache(maxsize=4)
def _read(text: str) -> Now:
    """Thousands of people are not read anew for every page."""
    try:
        organization = parse_organization(text, path())
    except ConfigError as error:
        return Now(text, error=error)
    return Now(text, organization, tables_of(text))


def tables_of(text: str) -> dict[str, Any]:
    """Its tables, as they are written; of a text that `config` has read."""
    return tomllib.loads(text.removeprefix("\ufeff"))


def sha256_of(text: str) -> str:
    """Names a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(entry: dict[str, Any]) -> str:
    """Names what an entry says; a form carries it, so that nobody overwrites unseen."""
    said = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return sha256_of(said)[:16]
