"""What pages of the settings share: what went wrong, in words, at its field."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from honmono.config import ConfigError
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.office.errors import OfficeError


def words_of(error: ConfigError | OfficeError) -> str:
    """One sentence in the language of the page; with the line, where there is one."""
    if isinstance(error, OfficeError):
        return say("web/office", error.key, language(), **error.values)
    sentence = error.without_place(language())
    if not error.line:
        return sentence
    return say("web/office", "line", language(), line=error.line) + sentence


def refuse(form: forms.Form, error: ConfigError | OfficeError) -> None:
    """Say it at the field that it is about, else above the form."""
    if isinstance(error, ConfigError) and error.key in form.fields:
        form.add_error(error.key, error.without_place(language()))
    else:
        form.add_error(None, words_of(error))


def tell(request: HttpRequest, key: str, **values: object) -> None:
    """Say on the next page what was done."""
    messages.success(request, say("web/office", key, language(), **values))
