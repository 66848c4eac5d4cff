"""One run of `honmono bench trace`: the set is stored, each scenario is traced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory
from typing import Any

from honmono.check.org.portrait import Portrait
from honmono.cli._core import stop
from honmono.config import ConfigError, load_organization
from honmono.mail.source import NO_ACCESS, read
from honmono.trace.archive._core import Level
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import read as read_key
from honmono.trace.archive.partitions import opened
from honmono.trace.archive.store import Store
from honmono.trace.evidence.record import answer
from honmono.trace.forgery import Forgery
from honmono.trace.pipeline import trace
from honmono.trace.reports import forgeries_in, joined
from honmono.trace.sets import SetError, addresses_in, raw_scenarios, read_set


def answered(
    set_: Path, level: str, *, keyed: bool = False
) -> Iterator[Mapping[str, object]]:
    """Answer a set of tables."""
    known = Level(level)
    key = token_bytes(32) if keyed else None
    with TemporaryDirectory(prefix="honmono-bench-") as folder:
        try:
            scenarios = read_set(set_, known, Path(folder), key)
        except SetError as error:
            stop(str(error))
        with Store(Path(folder), key=key) as store:
            names = _resolved(set_, store) if keyed else {}
            for told in scenarios:
                traced = trace(told.forgeries, store, known, told.as_of)
                yield {"id": told.id, **_named(answer(traced), names)}


def _resolved(set_: Path, store: Store) -> Mapping[str, str]:
    """Who a keyed address is; the set's owner has the mail, and can tell."""
    return {store.script.address(address): address for address in addresses_in(set_)}


def _named(answer: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, object]:
    """An answer with addresses in the place of keyed ones."""

    def name(person: str | None) -> str | None:
        return names.get(person, person) if person else person

    return {
        **answer,
        "candidates": [[name(who), chance] for who, chance in answer["candidates"]],
        "abused_account": name(answer["abused_account"]),
        "next": [name(who) for who in answer["next"]],
    }


def of_raw(
    set_: Path, level: str, archive: Path, key_file: Path | None
) -> Iterator[Mapping[str, object]]:
    """Answer a set of raw mail, whose mailboxes were indexed before."""
    known = Level(level)
    try:
        org = load_organization(set_ / "honmono.toml")
        scenarios = raw_scenarios(set_)
        key = read_key(key_file) if key_file else None
        with opened(archive, org, key=key) as store:
            us = Portrait(org)
            for told in scenarios:
                found = forgeries_in(read(str(told.folder), NO_ACCESS), us)
                forgeries = joined([f for f in found if isinstance(f, Forgery)])
                traced = trace(forgeries, store, known, told.as_of)
                yield {"id": told.id, **answer(traced)}
    except (SetError, ConfigError, ArchiveError) as error:
        stop(str(error))
