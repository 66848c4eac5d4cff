"""The index of our own mail, which a trace asks: is it there, whole, and of everybody?

    OK      自社メールの索引: メール 396 通、メールボックス 8 個、2026-10-12 まで
    助言    自社メールの索引: メールボックスが入っていない人: 齋藤 美咲
            → honmono index で読み込む

Looked at is the one in the home; `honmono index --status` tells of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from honmono.check.org import Organization
from honmono.cli._core import archive_folder
from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.config import ConfigError, load_organization

_NAMED: Final = 5


def archive(patient: Patient) -> Iterator[Diagnosis]:
    """What a trace can rely on; without an archive nothing is wrong."""
    folder, what = archive_folder(patient.home), patient.say("archive")
    if not folder.is_dir():
        found = patient.say("archive-not-there")
        yield Diagnosis(what, State.OK, f"{folder} ({found})")
        return
    # Not above: whoever has no archive need not wait for all of it.
    from honmono.trace.archive.database import ArchiveError
    from honmono.trace.archive.status import condition, status

    try:
        seen, held = condition(folder), status(folder)
    except ArchiveError as error:
        yield Diagnosis(what, State.WRONG, error.told(patient.language))
        return
    if not seen.has_mail:
        mend = patient.say("archive-mend")
        yield Diagnosis(what, State.ADVICE, patient.say("archive-empty"), mend)
        return
    last = f"{datetime.fromtimestamp(held.last, UTC):%Y-%m-%d}" if held.last else "?"
    counts = {"messages": f"{held.messages:,}", "boxes": len(held.boxes), "last": last}
    yield Diagnosis(what, State.OK, patient.say("archive-counts", **counts))
    if seen.unfinished:
        found = patient.say("archive-unfinished", count=f"{seen.unfinished:,}")
        yield Diagnosis(what, State.ADVICE, found, patient.say("archive-mend"))
    indexed = {box.address for box in held.boxes if box.messages}
    if missing := _missing(patient, indexed):
        names = patient.say("comma").join(missing[:_NAMED])
        found = patient.say("archive-missing", count=len(missing), names=names)
        yield Diagnosis(what, State.ADVICE, found, patient.say("archive-mend"))


def _missing(patient: Patient, indexed: set[str]) -> list[str]:
    """Our people whose mailbox is not in it."""
    try:
        org: Organization = load_organization(patient.organization)
    except (ConfigError, OSError):  # said by the check of the organization file
        return []
    return [
        person.name
        for person in org.people
        if person.addresses
        and not any(address.lower() in indexed for address in person.addresses)
    ]
