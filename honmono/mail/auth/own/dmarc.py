"""DMARC: does the domain in From stand behind the mail (RFC 9989, before it RFC 7489)?

    _dmarc.example.co.jp TXT "v=DMARC1; p=reject; adkim=s"

DKIM or SPF passed for a domain, and that domain belongs to the one in From.  Who belongs
to whom is told by the DNS itself (§4.10): the records on the way up from a domain are
read, and the highest of them, or one that says so by `psd=`, is the organization's.

A record that is no list of tags decides nothing (`permerror`), and one without a policy
or an address for reports is as good as none (RFC 7489 §6.6.3): who cannot be sure what an
owner meant must not call a mail failed.

What an owner wishes for mail that fails (`p=`, `sp=`, `np=`) is his business and read by
nobody here; nor is where he wants reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own.questions import Answer, Asking, Kind, State, ask_all
from honmono.mail.auth.own.tags import tags_of

MAX_LABELS: Final = 8
"""§4.10: above a longer name the walk goes on with its last seven labels."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the way up from one domain shows."""

    organization: str
    """The organizational domain."""

    record: dict[str, str] | None = None
    """The record that speaks for the domain; None when nobody publishes one."""

    failed: bool = False
    """Somebody did not answer."""


def names_above(domain: str) -> tuple[str, ...]:
    """The domain, and those above it that are asked, from the lowest."""
    labels = domain.split(".")
    above = labels[1:] if len(labels) < MAX_LABELS else labels[1 - MAX_LABELS :]
    return (domain, *(".".join(above[n:]) for n in range(len(above))))


def discover(domain: str) -> Asking[Found]:
    """Walk up from a domain."""
    names = names_above(domain)
    answers = yield from ask_all(tuple(f"_dmarc.{name}" for name in names), Kind.TXT)
    records: dict[str, dict[str, str]] = {}
    for name, answer in zip(names, answers, strict=True):
        if answer.state is State.FAILED:
            return Found(domain, failed=True)
        record = _record(answer)
        if record is None:
            continue
        records[name] = record
        if record.get("psd", "").lower() in ("y", "n"):
            break
    organization = _organization(domain, records)
    by_right = (domain, organization, *reversed(records))
    return Found(
        organization, next((records[n] for n in by_right if n in records), None)
    )


_VERSION: Final = re.compile(r"[ \t]*+v[ \t]*+=[ \t]*+DMARC1[ \t]*+(?:;|\Z)")
_SEVERAL_ENDS: Final = re.compile(r";(?:[ \t]*+;)++")
"""`p=reject;;` is wrong, frequent, and leaves no doubt."""

_MALFORMED: Final = {"v": "DMARC1", "p": ""}
"""Stands for a record that begins as one and is no list of tags."""

_POLICIES: Final = ("none", "quarantine", "reject")


def _record(answer: Answer) -> dict[str, str] | None:
    """The one record of a name; None without one, and with several."""
    texts = [text for text in answer.records if _VERSION.match(text)]
    if len(texts) != 1:
        return None
    return tags_of(_SEVERAL_ENDS.sub(";", texts[0])) or _MALFORMED


def _organization(domain: str, records: dict[str, dict[str, str]]) -> str:
    """Choose among the names with a record, from the longest (§4.10.2)."""
    below = domain
    for name in names_above(domain):
        psd = records.get(name, {}).get("psd", "").lower()
        if psd == "n":
            return name
        if psd == "y" and name != domain:
            return below
        below = name
    return next(reversed(records), domain)


def evaluate(
    author: str, dkim: tuple[str, ...], spf: str, *, undecided: bool
) -> Asking[Outcome]:
    """Say whether the author's domain stands behind the mail.

    Args:
        author: domain of From; empty when it has none.
        dkim: domains of the signatures that passed.
        spf: domain of the envelope when it passed; else empty.
        undecided: a signature or the envelope could not be checked.

    """
    if not author:
        return Outcome.PERMERROR
    found = yield from discover(author)
    if found.failed:
        return Outcome.TEMPERROR
    if found.record is None:
        return Outcome.NONE
    if found.record is _MALFORMED:
        return Outcome.PERMERROR
    if found.record.get("p", "").lower() not in _POLICIES and "rua" not in found.record:
        return Outcome.NONE
    for domains, mode in ((dkim, "adkim"), ((spf,) if spf else (), "aspf")):
        strict = found.record.get(mode, "r").lower() == "s"
        for domain in domains:
            if domain == author:
                return Outcome.PASS
            if strict:
                continue
            other = yield from discover(domain)
            if not other.failed and other.organization == found.organization:
                return Outcome.PASS
            undecided = undecided or other.failed
    return Outcome.TEMPERROR if undecided else Outcome.FAIL
