"""A list of people and the file → what the list would add, before anything is written."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from honmono.config import parse_organization
from honmono.setup.draft import Draft, drafted
from honmono.setup.exports import Export, people_in
from honmono.setup.merging import Merged, merged
from honmono.setup.person_names import is_cjk
from honmono.web.office import file
from honmono.web.office.models import PeopleList


@dataclass(frozen=True, slots=True)
class Read:
    """A list, read against the file."""

    export: Export
    draft: Draft
    merged: Merged

    @property
    def unparted(self) -> list[str]:
        """Names without a blank between family and given name."""
        return [
            p.name for p in self.export.people if is_cjk(p.name) and " " not in p.name
        ]


def read(people: PeopleList, text: str) -> Read:
    """What it would add.

    Raises:
        ConfigError: the file is no organization.
        NotMergedError: nothing can be put behind the file.

    """
    org = parse_organization(text, file.path())
    export = people_in(zlib.decompress(people.content), people.name)
    draft = drafted(
        org.names,
        org.domains,
        [export],
        offices=org.offices,
        authserv_ids=org.authserv_ids,
        language=org.language,
    )
    return Read(export, draft, merged(text, org, draft))
