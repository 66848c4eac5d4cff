"""Sets of tables with known thefts: an archive, and scenarios of forged mails.

    SET/archives/NAME/{org.json, messages.jsonl.gz, mailboxes.jsonl.gz, contacts.jsonl.gz}
    SET/NAME.scenarios.jsonl

Read for `honmono bench trace`; the truth beside them is for whoever scores the answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honmono.trace.archive._core import Level
from honmono.trace.archive.tables import load, rows_of
from honmono.trace.archive.writer import Writer
from honmono.trace.forgery import Forgery
from honmono.trace.forgery import Path as MailPath


class SetError(Exception):
    """A set is missing or broken; the message names the file.  Nothing was answered."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Forged mails that were reported together."""

    id: str
    as_of: int
    forgeries: tuple[Forgery, ...]


@dataclass(frozen=True, slots=True)
class RawScenario:
    """Reports that lie in a folder as they were handed in."""

    id: str
    as_of: int
    folder: Path


def raw_scenarios(folder: Path) -> tuple[RawScenario, ...]:
    """The scenarios of a set of raw mail, which has a folder for itself."""
    path = folder / f"{folder.name}.scenarios.jsonl"
    try:
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return tuple(
            RawScenario(row["id"], row["as_of"], folder / row["folder"]) for row in rows
        )
    except OSError as error:
        raise SetError(
            f"{error.filename}: {error.strerror}: is {folder} a set of raw mail?"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f"{path}: not scenarios of raw mail ({error!r})") from None


def read_set(
    path: Path, level: Level, store: Path, key: bytes | None = None
) -> tuple[Scenario, ...]:
    """Read the set DIR/NAME as far as a level of knowledge may; its mail into a store.

    Args:
        path: DIR/NAME.
        level: of knowledge.
        store: a folder for the archive.
        key: by which it is keyed.

    """
    scenarios = path.parent / f"{path.name}.scenarios.jsonl"
    folder = path.parent / "archives" / path.name
    try:
        org = json.loads((folder / "org.json").read_text("utf-8"))
        with Writer(store, key) as writer:
            load(folder, writer, level)
        with scenarios.open(encoding="utf-8") as lines:
            return tuple(_scenario(json.loads(line), org) for line in lines)
    except OSError as error:
        raise SetError(
            f"{error.filename}: {error.strerror}: is {path} a set?"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f"{path}: not a set of tables ({error!r})") from None


def _scenario(row: Mapping[str, Any], org: Mapping[str, Any]) -> Scenario:
    forgeries = tuple(_forgery(report, org) for report in row["reports"])
    return Scenario(row["id"], row["as_of"], forgeries)


def _forgery(row: Mapping[str, Any], org: Mapping[str, Any]) -> Forgery:
    ids = [row["in_reply_to"], *reversed(row["references"])]
    path = _path(row, org)
    return Forgery(
        source=row["rid"],
        date=row["date"],
        shown=row["from_display"] or row["from_addr"],
        address=row["from_addr"].lower(),
        recipients=tuple(dict.fromkeys(address.lower() for address in row["to"])),
        subject=row["subject"],
        references=tuple(dict.fromkeys(i.strip("<>") for i in ids if i)),
        quoted=row["quoted"] or "",
        path=path,
        account=row["from_addr"].lower() if path is MailPath.OURS else "",
    )


def _path(row: Mapping[str, Any], org: Mapping[str, Any]) -> MailPath:
    """Ours when our host handed it on, or our domain's SPF or DKIM passed."""
    auth = row["auth"] or {}
    passed = "pass" in (auth.get("spf"), auth.get("dkim"))
    hosts = " ".join(row["received"])
    if any(host in hosts for host in org["mail_hosts"]):
        return MailPath.OURS
    if passed and auth.get("domain") in org["domains"]:
        return MailPath.OURS
    return MailPath.FOREIGN if auth or hosts else MailPath.UNKNOWN


def addresses_in(path: Path) -> frozenset[str]:
    """Every address in the archive of the set DIR/NAME, lower case."""
    folder = path.parent / "archives" / path.name
    org = json.loads((folder / "org.json").read_text("utf-8"))
    boxes = {box["addr"] for box in org["mailboxes"]}
    known = {row["addr"] for row in rows_of(folder / "contacts.jsonl.gz")}
    people = {
        person["addr"]
        for row in rows_of(folder / "messages.jsonl.gz")
        for person in (row["from"], *row["to"], *row["cc"])
    }
    return frozenset(address.lower() for address in boxes | known | people)
