"""What comes from forms and addresses, checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from honmono.text import keys, say
from honmono.web.base.context import language
from honmono.web.mails.models import Answer
from honmono.web.mails.passwords import LONGEST
from honmono.web.mails.selectors import KINDS, SHOWN, Wanted


class Filters(forms.Form):
    """What a list is narrowed to; what makes no sense narrows nothing."""

    show = forms.ChoiceField(required=False)
    answer = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    hazard = forms.ChoiceField(required=False)
    reporter = forms.CharField(required=False, max_length=320)
    text = forms.CharField(required=False, max_length=200)
    upload = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        words = language()

        def of(key: str) -> str:
            return say("web/mails", key, words)

        def choose(name: str, pairs: list[tuple[str, str]], first: str = "any") -> None:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = [("", of(first)), *pairs]

        for name in self.fields:
            self.fields[name].label = of(f"filter-{name}")
        choose("show", [(s, of(f"show-{s}")) for s in SHOWN[1:]], "show-mails")
        answers = [(a, say("cli", f"answer-{a}", words)) for a in Answer.values]
        choose("answer", answers)
        choose("kind", [(kind, of(f"kind-{kind}")) for kind in KINDS])
        hazards = [(h, say("hazards", h, words)) for h in keys("hazards")]
        choose("hazard", hazards)

    def wanted(self) -> Wanted:
        """The filters that make sense."""
        self.is_valid()
        found = {k: v for k, v in self.cleaned_data.items() if v not in ("", None)}
        return Wanted(**found)


class ComingForm(forms.Form):
    """A file that a browser announces."""

    name = forms.CharField(max_length=1_000, strip=False)
    size = forms.IntegerField(min_value=0, max_value=2**53)
    modified = forms.IntegerField(min_value=-(2**53), max_value=2**53, required=False)
    is_report = forms.BooleanField(required=False)
    mark = forms.RegexField(r"[0-9a-f]{0,40}", required=False)
    password = forms.CharField(max_length=LONGEST, required=False, strip=False)


class UnlockForm(forms.Form):
    """Locked files, and a password for them."""

    upload = forms.TypedMultipleChoiceField(coerce=int, required=False)
    password = forms.CharField(max_length=LONGEST, required=False, strip=False)

    def __init__(self, data: QueryDict) -> None:
        """Whose files these are the service asks; here they need only be numbers."""
        super().__init__(data)
        given = [n for n in data.getlist("upload") if n.isascii() and n.isdigit()]
        field = self.fields["upload"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - for mypy
        field.choices = [(n, n) for n in given if len(n) < 16]


class OriginalsForm(forms.Form):
    """Which files of the evidence are judged as mails, and what they are."""

    sha256 = forms.RegexField(r"[0-9a-f]{64}", required=False)
    is_report = forms.BooleanField(required=False)
