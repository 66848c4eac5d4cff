"""A document went out: on record in the incident, so that its clocks stop.

One record for each duty that it meets; a notice on the web is a publication as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from honmono.incident.case import Answer, Incident, Moment, Text
from honmono.incident.case.duties import Issued
from honmono.incident.case.publications import Publication
from honmono.incident.case.questions import Done
from honmono.incident.case.records import new_id
from honmono.web.accounts.models import User
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named, names_of
from honmono.web.cases.services import Doing
from honmono.web.documents.checking import must_be, says
from honmono.web.documents.errors import DraftError
from honmono.web.documents.models import Draft, State, Step
from honmono.web.documents.selectors import approved_files, steps_of
from honmono.web.documents.serving import tasks_of
from honmono.web.documents.steps import held

_PUBLISHED = "public-notice"


@dataclass(frozen=True, slots=True)
class GoneOut:
    """How a document went out, as somebody states it."""

    when: Moment
    to: Text | None
    way: str
    receipt: str
    duties: tuple[str, ...]
    clients: tuple[str, ...]
    files: tuple[str, ...]
    """Hashes of the approved files that were sent."""

    signed: Answer = Answer.NOT_LOOKED
    url: str = ""
    tasks: tuple[str, ...] = ()
    """Tasks that are done with it."""


def issue(
    case: Case,
    draft_id: int,
    gone: GoneOut,
    *,
    digest: str,
    by: User,
    now: datetime,
    more: Sequence[Named] = (),
) -> Draft:
    """Put on record that it went out.

    Args:
        case: of the document.
        draft_id: of the document, which is approved.
        gone: how it went out.
        digest: what the page showed.
        by: who says so.
        now: aware.
        more: a signed copy, a receipt: files that are kept already.

    Raises:
        DraftError: it is not approved, has gone out, or is another by now.

    """
    with held(case, draft_id) as (case, draft):
        must_be(draft, State.APPROVED)
        _is_approved(draft, digest, gone.files)
        shown = tuple(names_of(more))
        records: list[str] = []

        def edit(incident: Incident) -> Incident:
            return _on_record(incident, draft, gone, shown, records, by, now)

        about = {
            "document": draft.pk,
            "kind": draft.kind,
            "digest": draft.digest,
            "base": draft.base,
            "files": [*gone.files, *shown],
        }
        doing = Doing("document-issued", by, now, about)
        cases.change(case.pk, edit, doing, originals=more)
        draft.state = State.ISSUED
        draft.save()
        Step.objects.create(
            draft=draft,
            at=now,
            by=by,
            what="issued",
            digest=draft.digest,
            base=draft.base,
            words={"records": records, "when": str(gone.when)},
        )
        return draft


def _is_approved(draft: Draft, digest: str, files: Sequence[str]) -> None:
    """Is it what the page showed, and are these its files?"""
    says(draft, digest)
    made = {file.sha256 for file in approved_files(steps_of(draft))}
    if not set(files) <= made:
        raise DraftError("changed-meanwhile", by=draft.author.called, at=draft.changed)


def _on_record(
    incident: Incident,
    draft: Draft,
    gone: GoneOut,
    shown: Sequence[str],
    records: list[str],
    by: User,
    now: datetime,
) -> Incident:
    for duty in gone.duties or (None,):
        record = Issued(
            id=new_id(incident, "issued"),
            kind=draft.kind,
            duty=duty,
            clients=gone.clients,
            when=gone.when,
            to=gone.to,
            way=gone.way or None,
            receipt=gone.receipt or None,
            sha256=gone.files,
            evidence=tuple(shown),
            signed=gone.signed,
            by=by.called,
            recorded=now,
        )
        incident = incident.put("issued", record)
        records.append(record.id)
    if draft.kind == _PUBLISHED and gone.url:
        notice = Publication(
            id=new_id(incident, "publications"),
            number=draft.number or None,
            when=gone.when,
            url=gone.url,
            origin="original",
            by=by.called,
            recorded=now,
        )
        incident = incident.put("publications", notice)
        records.append(notice.id)
    return _tasks_done(incident, draft.kind, gone, by, now)


def _tasks_done(
    incident: Incident, kind: str, gone: GoneOut, by: User, now: datetime
) -> Incident:
    for task in tasks_of(kind, incident):
        if task.id in gone.tasks:
            done = Done(when=gone.when, by=by.called)
            new = task.model_copy(update={"done": done})
            incident = incident.correct(new, by=by.called, at=now)
    return incident
