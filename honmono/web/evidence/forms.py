"""What people fill in about evidence."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.days import POSSIBLE
from honmono.web.evidence.exchange import MAX_ZIP
from honmono.web.evidence.sealed import CUSTOMARY

MAX_FILE: Final = 512 * 2**20
"""Bytes of one file that is added; a disk image does not belong here."""

MOST_FILES: Final = 1_000


def word(key: str, **values: object) -> str:
    """A sentence of these pages."""
    return say("web/evidence", key, language(), **values)


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, at least one, none too long."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Look at each."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(word("choose-a-file"))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(word("too-many-files", most=MOST_FILES))
        for file in files:
            if (file.size or 0) > MAX_FILE:
                raise forms.ValidationError(
                    word("file-too-long", name=file.name, most=MAX_FILE >> 20)
                )
        return list(files)


class AddForm(forms.Form):
    """Files, and why they are added."""

    file = FilesField()
    note = forms.CharField(
        required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = word("files")
        self.fields["file"].help_text = word("files-help", most=MAX_FILE >> 20)
        self.fields["note"].label = word("note")
        self.fields["note"].help_text = word("note-help")


class TakeOutForm(forms.Form):
    """A password for what leaves the desk, and that somebody means it."""

    password = forms.CharField(
        min_length=4,
        max_length=100,
        initial=CUSTOMARY,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = word("zip-password")
        self.fields["password"].help_text = word("zip-password-help")
        self.fields["sure"].label = word("take-out-sure")


class TakeExportForm(forms.Form):
    """A password for a bundle or folder, if somebody wants one."""

    password = forms.CharField(
        required=False,
        min_length=4,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LogForm(forms.Form):
    """Which entries of the log to see."""

    what = forms.CharField(required=False, max_length=40)
    by = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    part = forms.CharField(required=False, max_length=40)
    title = forms.CharField(required=False, max_length=200)
    record = forms.CharField(required=False, max_length=80)
    since = forms.DateField(required=False, validators=POSSIBLE)
    until = forms.DateField(required=False, validators=POSSIBLE)


class EraseForm(forms.Form):
    """What goes for good."""

    original = forms.RegexField(r"[0-9a-f]{64}", required=False)
    before = forms.DateField(required=False, validators=POSSIBLE)
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = word("erase-sure")
        self.fields["sure"].error_messages["required"] = word("erase-say-sure")


class ImportForm(forms.Form):
    """An incident file, or a folder in a ZIP."""

    file = forms.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = word("import-file")
        self.fields["file"].help_text = word("import-file-help", most=MAX_ZIP >> 30)
        self.fields["file"].error_messages["required"] = word("choose-a-file")
        self.fields["file"].error_messages["empty"] = word("file-empty")
