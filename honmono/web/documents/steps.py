"""One step in the life of a document: a row of its own, and an entry of the log.

with held(case, draft_id) as (case, draft):
draft.state = State.WITHDRAWN
draft.save()
put(draft, Act("withdrawn", by, now))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from honmono.web.accounts.models import User
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing
from honmono.web.documents.filing import Filed
from honmono.web.documents.models import Draft, File, Step


@dataclass(frozen=True, slots=True)
class Stated:
    """An approval that was given elsewhere, as somebody states it."""

    who: str
    role: str
    day: date
    way: str

    @property
    def as_json(self) -> dict[str, str]:
        """As it stands in the step's row and in the log."""
        return {
            "who": self.who,
            "role": self.role,
            "day": self.day.isoformat(),
            "way": self.way,
        }


@dataclass(frozen=True, slots=True)
class Act:
    """One step: what is done, by whom, when."""

    what: str
    by: User
    now: datetime
    note: str = ""
    approval: str = ""
    despite: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


class held:  # noqa: N801 - reads as a verb in `with`
    """A transaction that holds the incident's row and the document's."""

    def __init__(self, case: Case, draft_id: int) -> None:
        self._case, self._draft = case, draft_id
        self._around = transaction.atomic()

    def __enter__(self) -> tuple[Case, Draft]:
        self._around.__enter__()
        try:
            case = cases.locked(self._case.pk)
            rows = Draft.objects.select_for_update().filter(case=case)
            return case, rows.get(pk=self._draft)
        except BaseException as error:
            self._around.__exit__(type(error), error, error.__traceback__)
            raise

    def __exit__(self, *error: Any) -> None:
        self._around.__exit__(*error)


def put(draft: Draft, act: Act) -> Step:
    """A row, and an entry of the incident's log."""
    values = {k: v for k, v in {**act.values, "note": act.note}.items() if v}
    about = {
        "document": draft.pk,
        "kind": draft.kind,
        "digest": draft.digest,
        "base": draft.base,
        **act.about,
    }
    doing = Doing(f"document-{act.what}", act.by, act.now, about, values)
    cases.record(draft.case_id, doing)
    return Step.objects.create(
        draft=draft,
        at=act.now,
        by=act.by,
        what=act.what,
        digest=draft.digest,
        base=draft.base,
        approval=act.approval,
        despite=act.despite,
        note=act.note,
        words=dict(act.words),
    )


def put_files(step: Step, files: Sequence[Filed]) -> None:
    """The files that an approval has made."""
    File.objects.bulk_create(
        File(
            step=step,
            language=one.language,
            form=one.form,
            sha256=one.named.kept.sha256,
            size=one.named.kept.size,
        )
        for one in files
    )
