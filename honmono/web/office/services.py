"""What can be done with the organization file.  Every write to it passes through here.

The new text is checked as the command line checks it; a version of it goes into the
database; then the file is replaced, whole or not at all.  If the machine dies between the
two, the file is the truth: the next write keeps what it finds as a version, too.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from honmono import config
from honmono.config_edit import LayoutError
from honmono.config_tables import Value, with_changes, with_entry, without_entry
from honmono.locking import HeldError, held
from honmono.setup.draft import drafted
from honmono.setup.mail_systems import WRITES_RESULTS
from honmono.setup.merging import NotMergedError
from honmono.setup.writing import written
from honmono.web.accounts.models import User
from honmono.web.office import file, reading
from honmono.web.office.errors import OfficeError
from honmono.web.office.models import FileVersion, PeopleList
from honmono.web.office.parts import Part

Edit = Callable[[str], str]

_WAITS: Final = timedelta(days=1)
"""How long a list waits to be taken; it holds personal data."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done, by whom, when."""

    what: str
    by: User
    now: datetime
    part: str = ""


def change(edit: Edit, doing: Doing) -> bool:
    """Change the file; it is so when this returns.  False: there was nothing to change.

    Raises:
        ConfigError: the new text is no organization, or cannot be written.
        OfficeError: somebody else is changing it, or `edit` says so.

    """
    with _alone():
        old = config.read_text(file.path())
        try:
            new = edit(old)
        except LayoutError:
            raise OfficeError("cannot-be-edited") from None
        if new == old:
            return False
        config.parse_organization(new, file.path())
        with transaction.atomic():
            _keep_found(old, doing.now)
            _keep(new, doing)
            config.save_organization(file.path(), old, new)
    return True


def begin(
    *,
    names: list[str],
    domains: list[str],
    system: str,
    authserv_ids: list[str],
    language: str,
    doing: Doing,
) -> None:
    """Write the first file: who we are, as little as is needed.

    Raises:
        ConfigError: it would be no organization, or there is one already.
        OfficeError: somebody else is writing it.

    """
    ids = authserv_ids or WRITES_RESULTS[system]
    draft = drafted(names, domains, (), authserv_ids=ids, language=language)
    new = written(draft)
    with _alone():
        config.parse_organization(new, file.path())
        with transaction.atomic():
            _keep(new, doing)
            config.create_organization(file.path(), new)


def put_entry(
    part: Part, number: int, shown: str, changes: Mapping[str, Value], doing: Doing
) -> bool:
    """Say one table anew.

    Raises:
        OfficeError: it says something else now than the page showed.
        ConfigError: as for `change`.

    """

    def edit(text: str) -> str:
        return with_changes(
            text, part.table, _where(text, part, number, shown), changes
        )

    return change(edit, doing)


def add_entry(part: Part, entry: Mapping[str, Value], doing: Doing) -> bool:
    """Add a table behind the others of its kind."""
    return change(lambda text: with_entry(text, part.table, entry), doing)


def remove_entry(part: Part, number: int, shown: str, doing: Doing) -> bool:
    """Take a table out.

    Raises:
        OfficeError: it says something else now than the page showed.

    """

    def edit(text: str) -> str:
        return without_entry(text, part.table, _where(text, part, number, shown))

    return change(edit, doing)


def put_text(text: str, shown: str, doing: Doing) -> bool:
    """Put a whole text in the place of the one that the page showed.

    Raises:
        OfficeError: the file is another one now.
        ConfigError: as for `change`.

    """

    def edit(old: str) -> str:
        if file.sha256_of(old) != shown:
            raise OfficeError("changed-meanwhile")
        plain = text.replace("\r\n", "\n")
        windows = "\r\n" in old and old.count("\r\n") == old.count("\n")
        return plain.replace("\n", "\r\n") if windows else plain

    return change(edit, doing)


def keep_list(*, name: str, content: bytes, by: User, now: datetime) -> PeopleList:
    """Keep a list of people until somebody has looked at what it would add."""
    PeopleList.objects.filter(at__lt=now - _WAITS).delete()
    return PeopleList.objects.create(
        at=now, by=by, name=name[:255], content=zlib.compress(content)
    )


def take_list(people: PeopleList, doing: Doing) -> bool:
    """Write the people of a list who are not in the file yet behind the others.

    Raises:
        OfficeError: the file is laid out so that nothing can be put behind it.
        ConfigError: as for `change`.

    """

    def edit(text: str) -> str:
        try:
            return reading.read(people, text).merged.text
        except NotMergedError:
            raise OfficeError("cannot-be-edited") from None

    changed = change(edit, doing)
    people.delete()
    return changed


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else writes the file meanwhile, whatever database there is."""
    try:
        with held(file.path().with_name("honmono.toml.lock")):
            yield
    except HeldError:
        raise OfficeError("being-changed") from None


def _where(text: str, part: Part, number: int, shown: str) -> int:
    """Where the entry of a page stands now; others may have come or gone before it."""
    data: Any = file.tables_of(text).get(part.table, [])
    entries = data if isinstance(data, list) else [data]
    prints = [file.fingerprint(entry) for entry in entries]
    if number < len(prints) and prints[number] == shown:
        return number
    if prints.count(shown) == 1:
        return prints.index(shown)
    raise OfficeError("entry-changed")


def _keep(text: str, doing: Doing) -> FileVersion:
    return FileVersion.objects.create(
        at=doing.now,
        by=doing.by,
        what=doing.what,
        part=doing.part,
        sha256=file.sha256_of(text),
        content=zlib.compress(text.encode()),
    )


def _keep_found(text: str, now: datetime) -> None:
    """Keep what somebody wrote without the desk, before it is changed."""
    last = FileVersion.objects.first()
    if last is None or last.sha256 != file.sha256_of(text):
        FileVersion.objects.create(
            at=now,
            what="found",
            sha256=file.sha256_of(text),
            content=zlib.compress(text.encode()),
        )
