"""The register of our real mail for programs: the same facts as the page, as JSON.

    {"format": "honmono-genuine-1", "as_of": "2026-05-26",
     "organization": {"name": {"ja": "…"}, "url": "https://www.minato-seiki.example/"},
     "domains": [{"value": "minato-seiki.example", "selector": "s2025", "in_use": true}],
     "domain_abuse": "not-on-record", "how_to_check": {"ja": "…", "en": "…"}, …}

It stands beside the page, so that a partner's program can read it.  It never says that a
mail from a listed domain is genuine: addresses can be forged.  Where an account or the
domain itself was abused (C3, C6), `domain_abuse` says so, and a program must not go by
the domain at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, Literal

from pydantic.json_schema import GenerateJsonSchema

from honmono.incident.case import Incident, Moment, Text, Value
from honmono.incident.case._core import Line, Prose
from honmono.incident.case.hypotheses import Standing
from honmono.incident.case.organization import Genuine
from honmono.incident.documents.naming import itself
from honmono.incident.documents.standing import abused_domain
from honmono.text import LANGUAGES, say

FORMAT: Final = "honmono-genuine-1"
SCHEMA_URL: Final = "https://json-schema.org/draft/2020-12/schema"

PARTS: Final = {
    "domain": "domains",
    "address": "addresses",
    "service": "services",
    "link-domain": "link_domains",
    "phone": "phones",
    "practice": "practices",
}
"""For each kind of sign: the list in which it stands; any other stands in `others`."""


class Entry(Value):
    """One sign of our real mail."""

    kind: Line
    value: Line | None = None
    """The domain, address or number itself; null for a practice in words."""

    purpose: Text | None = None
    """What it is for; of a practice, the practice."""

    selector: Line | None = None
    """DKIM selector."""

    since: Line | None = None
    until: Line | None = None
    """As precisely as known: 2026-05-26, 2026-05, 2026."""

    in_use: bool
    """On the day of the register."""


class Names(Value):
    """Who it is."""

    name: Text
    short: Text | None = None
    url: Line | None = None
    corporate_number: Line | None = None


class Both(Value):
    """The same words in both languages."""

    ja: Prose
    en: Prose


class Register(Value):
    """The whole register."""

    format: Literal["honmono-genuine-1"] = FORMAT
    as_of: date
    organization: Names
    domains: tuple[Entry, ...] = ()
    addresses: tuple[Entry, ...] = ()
    services: tuple[Entry, ...] = ()
    """Others' servers that send in our name, and for others, too: weaker than a domain."""

    link_domains: tuple[Entry, ...] = ()
    phones: tuple[Entry, ...] = ()
    practices: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    domain_abuse: Literal["established", "suspected", "not-on-record"]
    """Is an account, a server or the domain of ours abused?  There is no `no`: an address
    alone never proves that a mail is genuine."""

    how_to_check: Both


def register_of(incident: Incident, day: date) -> Register:
    """The register as of a day."""
    organization = incident.organization
    entries = [_entry(sign, day) for sign in incident.genuine]
    return Register(
        as_of=day,
        organization=Names(
            name=organization.name,
            short=organization.short,
            url=organization.url,
            corporate_number=organization.corporate_number,
        ),
        domains=_of_kind(entries, "domains"),
        addresses=_of_kind(entries, "addresses"),
        services=_of_kind(entries, "services"),
        link_domains=_of_kind(entries, "link_domains"),
        phones=_of_kind(entries, "phones"),
        practices=_of_kind(entries, "practices"),
        others=_of_kind(entries, "others"),
        domain_abuse=_domain_abuse(incident),
        how_to_check=_how_to_check(incident),
    )


def register_as_json(register: Register) -> bytes:
    """Write it; what nobody said is left out, except what a program must see."""
    data = register.model_dump(mode="json", exclude_none=True)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def register_schema() -> dict[str, Any]:
    """The JSON Schema of a register."""
    schema = Register.model_json_schema(
        mode="serialization", schema_generator=GenerateJsonSchema
    )
    return {"$schema": SCHEMA_URL, **schema}


def _of_kind(entries: Iterable[Entry], part: str) -> tuple[Entry, ...]:
    return tuple(e for e in entries if PARTS.get(e.kind, "others") == part)


def _entry(sign: Genuine, day: date) -> Entry:
    return Entry(
        kind=sign.kind,
        value=sign.value,
        purpose=sign.text,
        selector=sign.selector,
        since=_said(sign.since),
        until=_said(sign.until),
        in_use=sign.has_begun(day) and not sign.has_ended(day),
    )


def _said(moment: Moment | None) -> str | None:
    return None if moment is None else str(moment)


def _domain_abuse(
    incident: Incident,
) -> Literal["established", "suspected", "not-on-record"]:
    named = abused_domain(incident)
    held = [case.standing for case in incident.hypotheses if case.id in named]
    if Standing.ESTABLISHED in held:
        return "established"
    return "suspected" if held else "not-on-record"


def _how_to_check(incident: Incident) -> Both:
    """The words of the page, and of every notice."""
    caution = "caution-abused" if abused_domain(incident) else "caution"
    words = {}
    for language in LANGUAGES:
        we = itself(incident.organization, language)
        parts = (
            say("documents/notice", key, language, we=we)
            for key in ("name-proves-nothing", caution)
        )
        words[language] = ("" if language == "ja" else " ").join(parts)
    return Both(**words)
