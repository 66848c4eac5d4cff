"""Who is next: the people to be warned first, likeliest first.

    suspect (0.8) ── 41 mails, last week ──▶ ito@partner.example        first
                  ── 2 mails, a year ago ──▶ abe@supplier.example       far behind

A thief writes to those whom his victim writes with: often, then likely; lately, then
likelier, since thieves take new mail first.  The victim himself takes part in all his
threads and mostly gets a fake, too.  Of a partner we do not see whom else he writes to:
his colleagues whom we know may be among them, and stand at the end.

Left out: who has got one already, whatever of it was reported.  Whether the thief goes by
threads or by address book changes no order within one mailbox: who is in more threads is
in front either way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final

from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth.alignment import organizational_domain
from honmono.trace.archive._core import Archive, Contact
from honmono.trace.exposure.chances import LOOK_BACK
from honmono.trace.exposure.suspected import suspected
from honmono.trace.forgery import Forgery
from honmono.trace.traced import Case, Suspect, Traced

MOST: Final = 20
"""People who are named."""

_LEADING: Final = 25
"""Suspects whose contacts are looked at; the others change nothing at the front."""

_FAKES: Final = 20
"""Fakes that are still to come, for whose recipients chances are given."""

_OLD: Final = 0.4
"""Weight of a contact that rests since longer than thieves look back, over another.

This and the roots below are rounded from logistic fits to the two sets of tables; each fit
did as well on the other set as the one that was fitted there (recall 0.83 and 0.86)."""

_OWNER: Final = 0.9
"""Chance of the victim himself."""

_COLLEAGUES_OF: Final = 10
"""People of ours whose address books are asked for a partner's colleagues."""


def next_recipients(
    traced: Traced, archive: Archive, forgeries: Sequence[Forgery]
) -> tuple[str, ...]:
    """Name at most 20 people; none, when nobody is under suspicion."""
    dates = [each.date for each in forgeries if each.date is not None]
    first, until = (min(dates), max(dates)) if dates else (2**53, 2**53)
    served = {archive.person_of(a) or a for each in forgeries for a in each.recipients}
    chances: dict[str, float] = {}
    for suspect in suspected(traced, archive)[:_LEADING]:
        # whoever has no probability of his own is the account that sends the fakes
        weight = suspect.probability or traced.cases.get(Case.SERVER, 0.0)
        for person, chance in _of(suspect, archive, first, until).items():
            if person not in served:
                chances[person] = chances.get(person, 0.0) + weight * chance
    return tuple(sorted(chances, key=lambda each: (-chances[each], each))[:MOST])


def _of(
    suspect: Suspect, archive: Archive, first: int, until: int
) -> Mapping[str, float]:
    """Chance of each person to get one of the next fakes, if this mailbox was stolen."""
    contacts = archive.contacts_of(suspect.person, until)
    weights = {person: _weight(each, first) for person, each in contacts.items()}
    if not suspect.ours:
        for person in _colleagues(suspect.person, contacts, archive, until):
            weights.setdefault(person, _OLD)
    whole = sum(weights.values())
    found = {p: 1 - (1 - weight / whole) ** _FAKES for p, weight in weights.items()}
    return {**found, suspect.person: _OWNER}


def _weight(contact: Contact, first: int) -> float:
    weight = sqrt(1 + contact.sent) * sqrt(1 + contact.received)
    return weight if contact.last >= first - LOOK_BACK else weight * _OLD


def _colleagues(
    partner: str, contacts: Mapping[str, Contact], archive: Archive, until: int
) -> list[str]:
    """Others of the partner's domain, whom his nearest contacts know."""
    domain = partner.rpartition("@")[2]
    if not domain or is_free_mail(organizational_domain(domain)):
        return []
    nearest = sorted(contacts, key=lambda each: (-contacts[each].received, each))
    found: dict[str, None] = {}
    for person in nearest[:_COLLEAGUES_OF]:
        for other in archive.contacts_of(person, until):
            if other != partner and other.rpartition("@")[2] == domain:
                found.setdefault(other)
    return list(found)
