"""The state of the sweep at one moment, kept for good: what documents cite.

freeze            Snapshot: the value of `status.status`, with its hash
put_on_record     sweep-20220519-180000.json        an original of the incident
coverage: sweep-20220519-180000   31 of 31; cites the original
tasks                             for PCs on which something was found
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from honmono.incident.case import Incident
from honmono.incident.case.playbooks.starting import Names
from honmono.incident.evidence import durable
from honmono.incident.exchange.sweep import (
    State,
    coverage_of,
    read_state,
    with_state,
)
from honmono.web.accounts.models import User
from honmono.web.base.moment import one_moment
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named, keep
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.sweep.errors import SweepError
from honmono.web.sweep.looking import Looked, look
from honmono.web.sweep.models import Snapshot
from honmono.web.sweep.proposing import rule_from

_AT_ONCE: Final = 10_000
"""Pieces of JSON, a few characters each."""


def freeze(case: Case, *, as_of: datetime, by: User | None, now: datetime) -> Snapshot:
    """Keep the state at a moment; nothing of the incident changes.

    Args:
        case: whose rule and offices count.
        as_of: the moment of the state.
        by: in whose name.
        now: aware.

    Raises:
        SweepError: the moment is still to come.

    """
    if as_of > now:
        raise SweepError("in-future")
    looked = looked_at(case, as_of)
    sha256, packed = _packed(looked.as_json())
    return Snapshot.objects.create(
        case=case,
        as_of=as_of,
        at=now,
        by=by,
        sha256=sha256,
        content=packed,
        total=looked.totals.total,
        covered=looked.totals.covered,
        complete=looked.totals.is_all,
    )


def _packed(value: dict[str, Any]) -> tuple[str, bytes]:
    """Hash and zlib of its JSON, piece by piece: of 60,000 PCs the text alone is large."""
    digest, packer, made = hashlib.sha256(), zlib.compressobj(), list[bytes]()
    parts = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(value)
    while some := "".join(islice(parts, _AT_ONCE)).encode():
        digest.update(some)
        made.append(packer.compress(some))
    return digest.hexdigest(), b"".join([*made, packer.flush()])


def state_at(
    case: Case, as_of: datetime, *, office: str | None = None
) -> dict[str, Any]:
    """How every PC of an incident stood at a moment, or those of one office alone."""
    value = looked_at(case, as_of).as_json()
    if office is not None:
        value["pcs"] = [pc for pc in value["pcs"] if pc["office"] == office]
    return value


def looked_at(case: Case, as_of: datetime) -> Looked:
    """The same as values; a file that is read meanwhile is in all of it or in none."""
    with one_moment():
        incident = incident_of(case)
        offices = [office.id for office in incident.organization.offices]
        return look(rule_from(incident), offices, as_of)


def put_on_record(case: Case, row: Snapshot, *, by: User, now: datetime) -> str:
    """Make the incident's record of the scans from it, once; the id of the record.

    The JSON becomes an original of the incident, which the record cites; what was found
    becomes tasks.

    Raises:
        SweepError: the file could not be kept.

    """
    content = content_of(row)
    state = read_state(content)
    name = f"sweep-{row.as_of.astimezone(UTC):%Y%m%d-%H%M%S}"
    kept = _kept(case, f"{name}.json", content)
    about: dict[str, Any] = {
        "sha256": row.sha256,
        "total": row.total,
        "covered": row.covered,
        "complete": row.complete,
    }
    with transaction.atomic():
        row = Snapshot.objects.select_for_update().get(pk=row.pk)
        if row.record:
            return row.record

        def edit(before: Incident) -> Incident:
            row.record = Names(before).free(name)
            zone = ZoneInfo(before.organization.timezone)
            record = coverage_of(state, content, name=row.record, zone=zone)
            record = record.model_copy(update={"by": by.called, "recorded": now})
            earlier = list(_earlier(case, before))
            return with_state(before, record, state, earlier, by=by.called, at=now)

        change(case.pk, edit, Doing("sweep-frozen", by, now, about), originals=kept)
        row.save(update_fields=["record"])
    return row.record


def content_of(snapshot: Snapshot) -> bytes:
    """The JSON as it was kept."""
    return zlib.decompress(bytes(snapshot.content))


def value_of(snapshot: Snapshot) -> dict[str, Any]:
    """The state that was frozen."""
    value: dict[str, Any] = json.loads(content_of(snapshot))
    return value


def _earlier(case: Case, incident: Incident) -> Iterator[tuple[str, State]]:
    """Records of earlier snapshots that tell of a detection, with their states."""
    telling = {record.id for record in incident.coverage if record.detected}
    for row in Snapshot.objects.filter(case=case, record__in=telling).order_by("as_of"):
        yield row.record, read_state(content_of(row))


def _kept(case: Case, name: str, content: bytes) -> list[Named]:
    path = Path(settings.HOME) / "incoming" / f"{secrets.token_hex(8)}.json"
    durable.make_folder(path.parent)
    try:
        durable.write(path, [content])
        kept, failed = keep(case.name, [(path, name)], "evidence")
    except OSError as error:
        raise SweepError("not-kept", why=error.strerror or "") from None
    finally:
        with suppress(OSError):
            path.unlink()
    if failed:
        raise SweepError("not-kept", why="")
    return kept
