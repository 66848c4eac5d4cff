"""One run of `honmono index --resolve`: what ids of a keyed archive are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from honmono.check.org import Organization
from honmono.cli._core import SOME_UNREAD, complain, stop
from honmono.mail.source import Access
from honmono.text import harmless, say
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import script_in
from honmono.trace.archive.owners import owners_named
from honmono.trace.archive.resolving import Found, digits_of, resolved
from honmono.trace.archive.script import Keyed
from honmono.trace.people.directory import of_organization


def run(
    archive: Path,
    key: bytes | None,
    ids: Sequence[str],
    sources: Sequence[str],
    org: Organization | None,
    access: Access,
    language: str,
) -> int:
    """Print a line for each text that was found; return the exit status."""
    for wanted in ids:
        if not digits_of(wanted):
            stop(say("usage", "resolve-no-id", language, id=wanted))
    owners = [*of_organization(org)[1]] if org else []
    owners += [name for each in sources for name in owners_named(each, org)]
    found, unread = set[str](), 0
    try:
        for each in resolved(
            ids, sources, _script(archive, key, language), access, owners
        ):
            if isinstance(each, Found):
                found.add(each.id)
                sys.stdout.write(f"{each.id}\t{harmless(each.text, 300)}\n")
            else:
                unread += 1
                complain(f"{harmless(each.source, 300)}: {harmless(str(each), 300)}")
    except ArchiveError as error:
        stop(error.told(language))
    missing = [asked for asked in dict.fromkeys(ids) if asked not in found]
    for asked in missing:
        complain(say("index", "not-resolved", language, id=asked))
    return SOME_UNREAD if unread or missing else 0


def _script(archive: Path, key: bytes | None, language: str) -> Keyed:
    script = script_in(archive, key)
    if not isinstance(script, Keyed):
        stop(say("usage", "resolve-not-keyed", language, archive=archive))
    return script
