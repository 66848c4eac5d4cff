"""What outsiders never read: names of our people, strangers' addresses, live links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from honmono.incident.case import Incident, Record
from honmono.tables import rows

_ADDRESS: Final = re.compile(
    r"([\w.+%-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})", re.ASCII
)
_URL: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"'、。（）「」]+", re.IGNORECASE)
_NAMES: Final = ("by", "who", "owner", "signed_by", "contact")
"""Fields of records that hold persons of ours, finders, inquirers."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What tells whether a text for outsiders says too much."""

    own: frozenset[str]
    """Hosts of ours."""

    linked: frozenset[str]
    """Hosts that a link may lead to: ours, and public bodies'."""

    people: frozenset[str]

    def broken_by(self, text: str) -> Iterator[str]:
        """Yield the names of the rules that a text for outsiders breaks."""
        addresses = _ADDRESS.findall(text)
        if any(not _is_under(host, self.own) for _, host in addresses):
            yield "stranger-address"
        if any(not _is_under(_host(url), self.linked) for url in _URL.findall(text)):
            yield "live-link"
        words = _in_one_spelling(text)
        if any(_occurs(name, words) for name in self.people):
            yield "person"


def secrets_of(incident: Incident) -> Secrets:
    """What outsiders must not read of this incident."""
    own = frozenset(own_hosts(incident))
    return Secrets(own, own | _references(), people(incident))


def people(incident: Incident) -> frozenset[str]:
    """Names that stand on record and in no document for outsiders."""
    public = _in_one_spelling(" ".join(_public_words(incident)))
    contact = incident.organization.contact
    written = [contact.name] if contact is not None and contact.name else []
    written += [n for _, record in incident.records() for n in _names_in(record)]
    names = {_in_one_spelling(name) for name in written}
    return frozenset(n for n in names if len(n) > 1 and not _occurs(n, public))


def _in_one_spelling(text: str) -> str:
    """Full and half width alike, and no blank in Japanese: 山田　太郎 is 山田太郎."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])", "", text)


def _occurs(name: str, text: str) -> bool:
    """Does the name stand there?  Of Latin letters as words: `it` is not in `with`."""
    if name not in text:
        return False
    before, after = (
        r"\b" if end.isascii() and end.isalnum() else "" for end in (name[0], name[-1])
    )
    return re.search(before + re.escape(name) + after, text, re.ASCII) is not None


def own_hosts(incident: Incident) -> Iterator[str]:
    """Hosts and domains of ours, in small letters."""
    organization = incident.organization
    desk = organization.desk
    for url in (organization.url, desk.url if desk else None):
        if url:
            yield _host(url)
    addresses = [sign.value or "" for sign in incident.genuine]
    addresses += [trait.address or "" for trait in incident.traits if trait.ours]
    addresses.append((desk.mail or "") if desk else "")
    for value in addresses:
        host = value.rpartition("@")[2].split()[:1]
        if host and "." in host[0]:
            yield host[0].casefold()


def _names_in(record: Record) -> Iterator[str]:
    for field in _NAMES:
        value = getattr(record, field, None)
        if isinstance(value, str):
            yield value
    for part in ("conclusion", "done"):
        inner = getattr(record, part, None)
        for field in _NAMES:
            value = getattr(inner, field, None)
            if isinstance(value, str):
                yield value


def _public_words(incident: Incident) -> Iterator[str]:
    """Words of the organization that stand on every notice."""
    organization = incident.organization
    texts = [organization.name, organization.short]
    if organization.representative is not None:
        yield organization.representative.name
    if organization.desk is not None:
        texts.append(organization.desk.name)
    for text in texts:
        if text is not None:
            yield f"{text.ja or ''} {text.en or ''}"


def _references() -> frozenset[str]:
    return frozenset(_host(row[3]) for row in rows("references.tsv"))


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").casefold()
    except ValueError:
        return ""


def _is_under(host: str, hosts: frozenset[str]) -> bool:
    name = host.casefold()
    return any(name == own or name.endswith(f".{own}") for own in hosts)
