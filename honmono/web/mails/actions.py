"""What somebody does with one mail: set it aside, take what it shows into the incident."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from honmono.incident.case import Incident, IncidentFileError, Record
from honmono.incident.case.records import new_id, record_of
from honmono.web.accounts.models import User
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing
from honmono.web.mails.errors import MailsError
from honmono.web.mails.models import Answer, Mail, Sought

CHOICES: Final = ("event", "sender", "subject", "attachment")
"""What can be taken over: that it came, and what is seen on it."""

MAX_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    part: str
    fields: dict[str, Any]


@transaction.atomic
def set_aside(case: Case, mail: Mail, aside: bool, *, by: User, now: datetime) -> None:
    """Say that a mail is not about this incident, or that it is after all; logged."""
    row = Mail.objects.select_for_update().get(pk=mail.pk, case=case)
    if row.aside == aside:
        return
    row.aside = aside
    row.counts = row.asked and not aside
    row.save(update_fields=["aside", "counts"])
    Sought.objects.filter(mail=row).update(counts=row.counts)
    what = "mail-set-aside" if aside else "mail-taken-back"
    about = {"mail": row.sha256, "upload": row.upload_id, "number": row.pk}
    cases.record(case.pk, Doing(what, by, now, about))


def take_over(
    case: Case,
    mail: Mail,
    view: dict[str, Any],
    choices: Collection[str],
    *,
    by: User,
    now: datetime,
) -> list[str]:
    """Put on record what a mail shows; what is on record already is not put twice.

    Returns:
        Names of the new records.

    Raises:
        MailsError: nothing was chosen, or all of it is on record.

    """
    wanted = [each for each in _wanted(mail, view, now) if each[0] in choices]
    if not wanted:
        raise MailsError("nothing-chosen")
    common = {
        "source": "machine",
        "evidence": [mail.upload.sha256],
        "by": by.called,
        "recorded": now.isoformat(timespec="seconds"),
    }
    made: list[str] = []

    def edit(incident: Incident) -> Incident:
        made.clear()
        for _, want in wanted:
            name = new_id(incident, want.part)
            record = record_of(want.part, {"id": name, **want.fields, **common})
            if not _is_there(incident, want.part, record):
                incident = incident.put(want.part, record)
                made.append(name)
        return incident

    about = {"mail": mail.sha256, "number": mail.pk, "choices": sorted(choices)}
    try:
        cases.change(case.pk, edit, Doing("mail-taken-over", by, now, about))
    except IncidentFileError:  # a text of the mail that no record may hold
        raise MailsError("cannot-take-over") from None
    if not made:
        raise MailsError("on-record-already")
    return made


def _wanted(
    mail: Mail, view: dict[str, Any], now: datetime
) -> list[tuple[str, _Wanted]]:
    """What could be taken over, by choice."""
    forged = mail.answer == Answer.FORGED
    kind = "spoof_mail_observed" if forged else "suspicious_mail_received"
    found = [("event", _Wanted("events", {"kind": kind, "when": _moment(mail, now)}))]
    if mail.from_address or mail.from_name:
        sender = {"shown": mail.from_name, "address": mail.from_address}
        fields = {"kind": "sender", **{k: v for k, v in sender.items() if v}}
        found.append(("sender", _Wanted("traits", fields)))
    if mail.subject:
        found.append(("subject", _Wanted("traits", _text("subject", mail.subject))))
    for file in view.get("files", ())[:MAX_FILES]:
        if file["name"]:
            trait = _text("attachment", file["name"])
            found.append(("attachment", _Wanted("traits", trait)))
    return found


def _text(kind: str, text: str) -> dict[str, Any]:
    return {"kind": kind, "text": {"ja": text, "en": text}}


def _moment(mail: Mail, now: datetime) -> str:
    at = min(mail.at, now)
    return at.strftime("%Y-%m-%dT%H:%MZ")


def _is_there(incident: Incident, part: str, record: Record) -> bool:
    """Does a record say the same, whoever put it there and on whatever evidence?"""
    apart = (
        {"id", "by", "recorded", "evidence"}
        if part == "traits"
        else {"id", "by", "recorded"}
    )
    said = record.model_dump(exclude=apart)
    return any(
        each.model_dump(exclude=apart) == said for each in getattr(incident, part)
    )
