"""What is typed into pages of the settings."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from honmono.check.org.additions.model import Kind, RefusedError
from honmono.check.org.additions.understand import understand
from honmono.check.org.model import Office, Organization
from honmono.config_tables import Value
from honmono.setup.mail_systems import SYSTEMS
from honmono.text import keys, say
from honmono.web.base.context import language
from honmono.web.base.worded_form import WordedForm
from honmono.web.office.parts import Key, Part, Shape

MAX_TEXT: Final = 4 * 2**20
"""Characters of the organization file; 10,000 people with all their keys have 3 MB."""

MAX_LIST: Final = 8 * 2**20
"""Bytes of a list of people that is read while somebody waits; 15,000 people have 8 MB."""


class _Form(WordedForm):
    catalogue = "web/office"


class EntryForm(_Form):
    """One table of the file.  Types and domains are checked by `config`, as everywhere."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    """Fingerprint of the entry as the page showed it."""

    def __init__(
        self, part: Part, offices: tuple[Office, ...], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._part = part
        for key in part.keys:
            value = self.data.get(key.name) or self.initial.get(key.name, "")
            self.fields[key.name] = _field(key, offices, str(value))
        self.put_words()
        for key in part.keys:  # words of this part, where they differ
            field, own = self.fields[key.name], f"{part.table}-{key.name}"
            if f"field-{own}" in keys(self.catalogue):
                field.label, field.help_text = (
                    self.say(f"field-{own}"),
                    self.say(f"help-{own}"),
                )

    def changes(self) -> dict[str, Value]:
        """Keys and values as the file has them."""
        lines = {key.name for key in self._part.keys if key.shape is Shape.LINES}
        return {
            key.name: _lines(self.cleaned_data[key.name])
            if key.name in lines
            else str(self.cleaned_data[key.name])
            for key in self._part.keys
        }


def initial_of(part: Part, entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as a form shows it."""
    return {
        key.name: "\n".join(entry.get(key.name, []))
        if key.shape is Shape.LINES
        else entry.get(key.name, "")
        for key in part.keys
    }


class BeginForm(_Form):
    """Who are we?  As little as the desk needs to begin."""

    names = forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    domains = forms.CharField(
        max_length=5_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    system = forms.ChoiceField(widget=forms.RadioSelect)
    authserv_ids = forms.CharField(
        max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        system = self.fields["system"]
        if isinstance(system, forms.ChoiceField):
            words = [(s, say("setup", f"system-{s}", language())) for s in SYSTEMS]
            system.choices = words

    def clean_names(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["names"])

    def clean_authserv_ids(self) -> list[str]:
        """One a line."""
        return [
            v.lower().rstrip(".") for v in _lines(self.cleaned_data["authserv_ids"])
        ]

    def clean_domains(self) -> list[str]:
        """One a line; what belongs to everybody is not ours."""
        nobody = Organization(names=("",), domains=())
        domains: list[str] = []
        for typed in _lines(self.cleaned_data["domains"]):
            try:
                found = understand(Kind.DOMAIN, [typed], nobody)
            except RefusedError as error:
                words = say("org", error.reason, language(), where="", **error.values)
                raise ValidationError(words) from None
            domains += found.values
        return list(dict.fromkeys(domains))


class TextForm(_Form):
    """The whole file."""

    text = forms.CharField(
        strip=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(
            attrs={"rows": 30, "spellcheck": "false", "class": "code"}
        ),
    )
    shown = forms.CharField(widget=forms.HiddenInput)
    """Hash of the text that the page showed."""


class ListForm(_Form):
    """A list of people."""

    file = forms.FileField(max_length=255)

    def clean_file(self) -> UploadedFile[bytes]:
        """Small enough to be read while somebody waits."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_LIST:
            raise ValidationError(self.say("list-too-long", most=MAX_LIST >> 20))
        return file


def _field(key: Key, offices: tuple[Office, ...], value: str) -> forms.Field:
    if key.shape is Shape.LINES:
        return forms.CharField(
            required=key.needed,
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    if key.shape is Shape.OFFICE:
        known = {"": "–", **{office.id: office.name or office.id for office in offices}}
        known.setdefault(value, value)  # one that the file does not name stays
        return forms.ChoiceField(required=False, choices=list(known.items()))
    if key.shape is Shape.LANGUAGE:
        languages = [("", "–"), ("ja", "日本語"), ("en", "English")]
        return forms.ChoiceField(required=False, choices=languages)
    return forms.CharField(required=key.needed, max_length=300)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
