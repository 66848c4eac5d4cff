"""Fields: who else was told, what was done first, what the forged mail looked like.

Under item 7-3 the authority asks for a report to the police and to IPA: that there is none
on record is said, not passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from honmono.incident.case.fakes import Trait
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.forms._core import Entry, Fill, Form, held, labelled
from honmono.incident.documents.forms.fields.happening import dated, events
from honmono.incident.documents.forms.words import (
    day_of,
    in_brackets,
    kind_in_words,
    told,
)
from honmono.incident.documents.masking import without_links

_FIRST_AID: Final = (
    *("pc_isolated", "pc_powered_off", "pc_out_of_use", "pc_sent_for_forensics"),
    *("pc_destroyed", "pc_reinstalled", "evidence_kept", "malware_removed"),
    *("malware_removal_in_progress", "scan_started", "scan_all_pcs"),
    *("scan_result_clean", "password_changed", "account_changed", "account_stopped"),
    *("sessions_revoked", "auth_method_disabled", "forwarding_rule_removed"),
    *("queue_purged", "mail_host_contacted", "mail_service_checked", "log_checked"),
    *("outside_investigation_requested", "partner_warned", "internal_alert"),
)
"""Kinds of events that are first aid: what was done against it, and for its traces."""

_OTHER_BODIES: Final = ("jpcert_report", "ministry_report", "delegator_told")


def _events(form: Form, kinds: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(dated(form, event) for event in events(form, kinds))


def _issued_or_events(
    form: Form, kinds: Iterable[str], document: str
) -> tuple[Entry, ...]:
    """A sheet that went out counts too; the same day's event is not told twice."""
    entries = list(_events(form, kinds))
    for one in held(form.incident.issued):
        if one.kind == document and not entries:
            when = day_of(form.brief, one, one.when)
            entries.append(form.told("sheet-went-out", one, when=when))
    return tuple(entries)


def _traits(form: Form) -> tuple[Entry, ...]:
    """The forged mail: sender, subject, file; addresses whole, no link that works."""
    return tuple(
        labelled(
            Entry(_trait(form, trait)),
            Sentence(kind_in_words(form.brief, "traits", trait.kind), (trait.id,)),
        )
        for trait in held(form.incident.traits)
    )


def _trait(form: Form, trait: Trait) -> Sentence:
    parts = [without_links(part) for part in (trait.shown, trait.address) if part]
    text = told(form.brief, trait.text)
    unknown = form.say("data-unknown", trait)
    known = [*parts, text] if text else parts
    first, *rest = known or [unknown.text]
    more = in_brackets(form.brief, *rest, told(form.brief, trait.note))
    if trait.ours:
        more += in_brackets(form.brief, form.say("trait-ours").text)
    return Sentence(first + more, (trait.id,), lacks=() if known else unknown.lacks)


FILLS: Final[dict[str, Fill]] = {
    "police": partial(_events, kinds=("police_consulted",)),
    "ipa": partial(
        _issued_or_events,
        kinds=("ipa_report",),
        document="police-ipa-sheet",
    ),
    "other-bodies": partial(_events, kinds=_OTHER_BODIES),
    "first-aid": partial(_events, kinds=_FIRST_AID),
    "traits": _traits,
}
