"""What honmono.toml knows of us, as an incident begins with it.

    names, addresses, phones, urls, offices, timezone   →   organization
    domains, hosts of urls                              →   signs of our real mail

The telephone is that of our signatures, which stood there before the fake.  People stay
out: who signs a notice is for people to say.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from honmono.check.org import Organization
from honmono.incident.case.identity import text_of

_POSTAL: Final = re.compile(r"〒?\s*(\d{3}-\d{4})\s+(?=\S)")
_DESK: Final = {"ja": "お問い合わせ窓口", "en": "Inquiry desk"}


def organization_of(us: Organization) -> dict[str, Any]:
    """The organization's fields; what the file does not say is left out."""
    found: dict[str, Any] = {
        "name": _in_each_language(us.names, us.language),
        "timezone": us.timezone,
        "offices": [
            {"id": office.id, "name": text_of(office.name or office.id, us.language)}
            for office in us.offices
        ],
    }
    if us.addresses:
        postal = _POSTAL.match(us.addresses[0])
        if postal:
            found["postal_code"] = postal[1]
        place = us.addresses[0][postal.end() if postal else 0 :]
        found["address"] = text_of(place, us.language)
    if us.urls:
        found["url"] = us.urls[0]
    if us.phones:
        found["desk"] = {"name": _DESK, "phone": us.phones[0]}
    return found


def genuine_of(us: Organization) -> list[dict[str, Any]]:
    """Domains of our addresses, and those of our pages that are not among them."""
    hosts = dict.fromkeys(_host(url) for url in us.urls)
    links = [host for host in hosts if host and not us.holds(host)]
    kinds = [("domain", one) for one in us.domains] + [
        ("link-domain", h) for h in links
    ]
    return [
        {"id": f"genuine-{n}", "source": "machine", "kind": kind, "value": value}
        for n, (kind, value) in enumerate(kinds, 1)
    ]


def _in_each_language(names: tuple[str, ...], language: str) -> dict[str, str]:
    """The formal name, and the first one in the other language beside it."""
    found: dict[str, str] = {}
    for name in names:
        for one, text in text_of(name, language).items():
            found.setdefault(one, text)
    return found


def _host(url: str) -> str:
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
