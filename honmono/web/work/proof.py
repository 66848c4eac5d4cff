"""Proof that somebody attaches to what he did: originals that are kept, or a new file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import QueryDict

from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.base.worded_form import WordedForm
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import Named, keep, names_of
from honmono.web.cases.services import Doing, add_originals

_MOST: Final = 64 * 2**20
"""Bytes of one file: a screenshot, an export, a scan of a letter."""

_CHOICES: Final = 50
"""Originals that are offered, the newest first; others are cited in the record's form."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Hashes that a record cites, and files that are kept for it just now."""

    hashes: tuple[str, ...] = ()
    new: tuple[Named, ...] = ()


def _choices_of_originals() -> forms.MultipleChoiceField:
    widget = forms.SelectMultiple(attrs={"size": 4})
    return forms.MultipleChoiceField(required=False, widget=widget)


class ProofForm(WordedForm):
    """Part of a form: which originals show it."""

    proof = _choices_of_originals()
    file = forms.FileField(required=False, allow_empty_file=True)

    def __init__(self, *args: Any, case: Case, **how: Any) -> None:
        super().__init__(*args, **how)
        self._case = case
        self.fields["file"].label = say("web/work_tasks", "proof-file", language())
        self.fields["file"].help_text = say("web/work_tasks", "proof-help", language())
        if not self._offer():
            del self.fields["proof"]

    def _offer(self) -> bool:
        """Originals of this incident; False where there are none."""
        offered: Sequence[tuple[str, str]] = [
            (one.sha256, f"{one.name} ({one.sha256[:8]})")
            for one in Original.objects.filter(case=self._case)
            .exclude(kind__in=("mail", "list"))
            .order_by("-added", "-id")[:_CHOICES]
        ]
        self.offer("proof", offered)
        self.fields["proof"].label = say("web/work_tasks", "proof", language())
        return bool(offered)

    def clean_file(self) -> Any:
        """A file of a size that a desk needs."""
        file = self.cleaned_data.get("file")
        if file and (file.size or 0) > _MOST:
            raise forms.ValidationError(
                say("web/work_tasks", "file-too-long", language(), most=_MOST >> 20)
            )
        return file

    def kept(self) -> Proof | None:
        """Keep the file, if there is one; None where the disk does not take it.

        It is there to stay when this returns, before any row says so.
        """
        hashes = tuple(self.cleaned_data.get("proof", ()))
        file = self.cleaned_data.get("file")
        if not isinstance(file, TemporaryUploadedFile):
            return Proof(hashes)
        path = Path(file.temporary_file_path())
        new, lost = keep(self._case.name, [(path, file.name or "file")], "evidence")
        if lost:
            self.add_error("file", lost[0].told(language()))
            return None
        return Proof(tuple(dict.fromkeys((*hashes, *names_of(new)))), tuple(new))

    def hold_on(self, by: User, now: datetime) -> None:
        """The form is shown again: its file is kept, and chosen in the list of originals.

        No browser sends a file twice by itself, and what somebody gave is not lost.
        """
        if not self.cleaned_data.get("file") or (proof := self.kept()) is None:
            return
        if proof.new:
            add_originals(self._case.pk, proof.new, Doing("added", by, now))
        data = cast("QueryDict", self.data).copy()
        data.setlist("proof", list(proof.hashes))
        self.data = data
        if "proof" not in self.fields:
            self.fields["proof"] = _choices_of_originals()
        self._offer()
