"""What is typed into pages about accounts."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError

from honmono.text import harmless
from honmono.web.accounts import first_code
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.base.templatetags.desk import say_kind
from honmono.web.base.worded_form import WordedForm
from honmono.web.rights import Role


def _username() -> forms.CharField:
    return forms.CharField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )


def _password() -> forms.CharField:
    return forms.CharField(
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class _Form(WordedForm):
    catalogue = "web/accounts"

    def clean_username(self) -> str:
        """One form of each letter: two names that look alike are not two accounts."""
        name = unicodedata.normalize("NFKC", self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(self.say("username-taken", name=name))
        return name

    def clean_shown(self) -> str:
        """One line, without characters that nobody sees."""
        name = harmless(self.cleaned_data["shown"], 100)
        if not name:
            raise ValidationError(self.say("name-empty"))
        return name


class FirstForm(_Form):
    """The first account."""

    code = forms.CharField(
        max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    username = _username()
    shown = forms.CharField(max_length=100)
    password1 = _password()
    password2 = _password()

    def __init__(self, *args: Any, asks_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        """Only who sits at the server can read it."""
        if not first_code.is_right(self.cleaned_data["code"]):
            raise ValidationError(self.say("code-wrong", file=first_code.NAME))
        return ""

    def clean(self) -> dict[str, Any]:
        """Twice the same, and no password that many people have."""
        data = super().clean() or self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", self.say("passwords-differ"))
        elif first:
            user = User(
                username=data.get("username", ""), first_name=data.get("shown", "")
            )
            try:
                validate_password(first, user)
            except ValidationError as error:
                self.add_error("password1", error)
        return data


class RoleForm(_Form):
    """Another role."""

    role = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(r.value, self.say(f"role-{r.value}")) for r in Role]


class AccountForm(RoleForm):
    """A new account."""

    username = _username()
    shown = forms.CharField(max_length=100)
    role = forms.ChoiceField(initial=Role.HANDLER.value)
    field_order = ("username", "shown", "role")


class NameForm(_Form):
    """Another name in the log."""

    shown = forms.CharField(max_length=100)


class _Person(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """Somebody with an account, by the name that the log shows."""

    def label_from_instance(self, obj: User) -> str:
        """As the log calls him."""
        return obj.called


class ReadsForm(_Form):
    """Which reads are listed."""

    by = _Person(User.objects.order_by("username"), required=False)
    case = forms.CharField(max_length=80, required=False)
    what = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = PersonalRead.objects.values_list("what", flat=True).distinct()
        what, by = self.fields["what"], self.fields["by"]
        if isinstance(what, forms.ChoiceField):
            some = [(code, say_kind("reads", code)) for code in codes.order_by("what")]
            what.choices = [("", self.say("any")), *some]
        if isinstance(by, forms.ModelChoiceField):
            by.empty_label = self.say("any")
