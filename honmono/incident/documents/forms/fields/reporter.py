"""Fields: who reports.  The reporter is the business, not the clerk who types.

    報告者の名称   社会保険労務士法人 ○○      担当者   総務部 ○○（報告の連絡先として）

The contact person is named because the form asks for one; nobody else of ours is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from honmono.incident.case.organization import Contact, Organization
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.forms._core import Entry, Fill, Form
from honmono.incident.documents.forms.words import joined

_Ask = Callable[[Organization, str], str | None]


def _entered(form: Form, ask: _Ask) -> tuple[Entry, ...]:
    """What stands in the organization's own description: no record, so no fact."""
    value = ask(form.incident.organization, form.brief.language)
    return (Entry(Sentence(value)),) if value else ()


def _address(organization: Organization, language: str) -> str | None:
    where = organization.address
    if where is None:
        return None
    parts = (organization.postal_code, where.in_language(language))
    mark = "〒" if language == "ja" and organization.postal_code else ""
    return mark + " ".join(part for part in parts if part)


def _representative(organization: Organization, language: str) -> str | None:
    who = organization.representative
    return f"{who.title.in_language(language)} {who.name}" if who else None


def _contact(
    ask: Callable[[Contact, str], str | None], organization: Organization, language: str
) -> str | None:
    return ask(organization.contact, language) if organization.contact else None


def _department(contact: Contact, language: str) -> str | None:
    return contact.department.in_language(language) if contact.department else None


def _desk(form: Form) -> tuple[Entry, ...]:
    """Where persons can ask; the same as in every notice."""
    desk = form.incident.organization.desk
    if desk is None:
        return ()
    language = form.brief.language
    hours = desk.hours.in_language(language) if desk.hours else ""
    parts = (desk.name.in_language(language), desk.phone, desk.mail, desk.url, hours)
    return (Entry(Sentence(joined(form.brief, (part or "" for part in parts)))),)


def _public_body(form: Form) -> tuple[Entry, ...]:
    said = form.incident.organization.public_body
    if said is None:
        return ()
    return (form.told("public-body" if said else "private-business"),)


_ENTERED: Final[Mapping[str, _Ask]] = {
    "business-name": lambda o, language: o.name.in_language(language),
    "corporate-number": lambda o, _: o.corporate_number,
    "sector": lambda o, _: o.sector,
    "address": _address,
    "representative": _representative,
    "contact-department": partial(_contact, _department),
    "contact-name": partial(_contact, lambda c, _: c.name),
    "contact-phone": partial(_contact, lambda c, _: c.phone),
    "contact-mail": partial(_contact, lambda c, _: c.mail),
}

FILLS: Final[dict[str, Fill]] = {
    **{code: partial(_entered, ask=ask) for code, ask in _ENTERED.items()},
    "desk": _desk,
    "public-body": _public_body,
}
