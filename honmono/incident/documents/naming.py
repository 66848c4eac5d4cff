"""How an organization calls itself: 当社, 当法人, 本学 …; in English, we.

    社会保険労務士法人 例示センター → 当法人       例示大学 → 本学

Told by the ending or the beginning of the formal name; `organization.itself` in the file
says it where a table cannot know.
"""

from __future__ import annotations

from functools import cache

from honmono.incident.case.organization import Organization
from honmono.tables import rows


def itself(organization: Organization, language: str) -> str:
    """The word with which the organization speaks of itself in a document."""
    if organization.itself is not None:
        return organization.itself.in_language(language)
    if language == "en":
        return "we"
    name = organization.name.in_language("ja").replace("　", " ").strip()
    for part, word in _words():
        if name.startswith(part) or name.endswith(part):
            return word
    return "当方"


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((part, word) for part, word in rows("self_names.tsv"))
