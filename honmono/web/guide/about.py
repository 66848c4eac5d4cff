"""What the incident and the organization are called, who may see it, and its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import Incident, IncidentFileError
from honmono.incident.case.identity import Form, fields, identity, with_identity
from honmono.incident.evidence.chain import canonical
from honmono.web.accounts.http import StaffRequest
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, zone_of
from honmono.web.cases.services import Doing, change
from honmono.web.guide import services
from honmono.web.guide.forms import words
from honmono.web.guide.left_open import left_open
from honmono.web.rights import Right

_LANGUAGES = ("ja", "en")

_GROUPS = (
    ("incident", ("title",)),
    ("us", ("name", "short", "itself", "representative", "public_body", "sector")),
    ("place", ("postal_code", "address", "corporate_number", "url")),
    ("desk", ("desk",)),
    ("staff-desk", ("staff_desk",)),
    ("contact", ("contact",)),
    ("writing", ("timezone", "era")),
)
"""Fields that belong together, by the first word of their names."""


class AboutForm(forms.Form):
    """Every field of an incident that is no record; texts in both languages."""

    def __init__(self, incident: Incident, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = identity(incident)
        for name, form in fields().items():
            if name == "style":
                continue
            for part in self._parts(name, form):
                self.fields[part] = self._field(part, form, said.get(part, ""))
        self.fields["shown"] = forms.CharField(
            widget=forms.HiddenInput, initial=_shown(incident), required=False
        )

    @staticmethod
    def _parts(name: str, form: Form) -> list[str]:
        if form is Form.TEXT:
            return [f"{name}.{one}" for one in _LANGUAGES]
        return [name]

    @staticmethod
    def _field(name: str, form: Form, said: str) -> forms.Field:
        if form is Form.FLAG:
            choices = [
                (one, words(f"flag-{one or 'unsaid'}")) for one in ("", "yes", "no")
            ]
            field: forms.Field = forms.ChoiceField(choices=choices, required=False)
        else:
            field = forms.CharField(required=False, max_length=2_000)
        stem, _, tail = name.rpartition(".")
        in_words = stem if tail in _LANGUAGES else name
        label = words("about-" + in_words.replace(".", "-").replace("_", "-"))
        tongue = words(f"in-{tail}") if tail in _LANGUAGES else ""
        field.label = f"{label}{tongue}"
        field.initial = said
        return field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields in groups, as the page shows them."""
        return [
            (key, [self[n] for n in self.fields if n.partition(".")[0] in firsts])
            for key, firsts in _GROUPS
        ]

    def changes(self, incident: Incident) -> list[tuple[str, str]]:
        """Fields that say something else than the incident."""
        said = identity(incident)
        return [
            (name, value.strip())
            for name, value in self.cleaned_data.items()
            if name != "shown" and value.strip() != said.get(name, "")
        ]


def _shown(incident: Incident) -> str:
    """Names what the page showed, so that nobody overwrites unseen."""
    import hashlib

    return hashlib.sha256(canonical(identity(incident))).hexdigest()[:16]


@case_door(Right.READ)
def about(request: StaffRequest, case: Case) -> HttpResponse:
    """Show them."""
    return _page(request, case, AboutForm(incident_of(case)))


@case_door(Right.HANDLE)
@require_POST
def change_names(request: StaffRequest, case: Case) -> HttpResponse:
    """Change them."""
    form = AboutForm(incident_of(case), request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    shown = form.cleaned_data["shown"]

    def edit(now: Incident) -> Incident:
        if _shown(now) != shown:
            raise CaseError("changed-meanwhile", record=words("about"))
        return with_identity(now, form.changes(now), language())

    try:
        doing = Doing("identity-changed", request.user, timezone.now())
        change(case.pk, edit, doing)
    except IncidentFileError as error:
        for each in error.mistakes:
            here = each.place in form.fields
            told = each.words(language()) if here else each.told(language())
            form.add_error(each.place if here else None, told)
        return _page(request, case, form, status=422)
    except CaseError:
        form.add_error(None, words("about-changed-meanwhile"))
        return _page(request, case, form, status=409)
    messages.success(request, words("saved"))
    return redirect("guide:about", case.name)


@case_door(Right.HANDLE)
@require_POST
def close(request: StaffRequest, case: Case) -> HttpResponse:
    """The incident is over, or goes on."""
    services.close(
        case.pk,
        by=request.user,
        now=timezone.now(),
        closed=request.POST.get("closed") == "yes",
    )
    return redirect("guide:about", case.name)


@case_door(Right.ADMINISTER)
@require_POST
def access(request: StaffRequest, case: Case) -> HttpResponse:
    """Who may see the incident."""
    given = request.POST.getlist("members")
    wanted = [n for n in given if n.isascii() and n.isdigit() and len(n) < 16]
    services.set_access(
        case.pk,
        restricted=request.POST.get("restricted") == "yes",
        members=list(User.objects.filter(pk__in=wanted[:1_000], is_active=True)),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, words("saved"))
    return redirect("guide:about", case.name)


def _page(
    request: StaffRequest, case: Case, form: AboutForm, status: int = 200
) -> HttpResponse:
    may_set = request.user.may(Right.ADMINISTER)
    now = timezone.now().astimezone(zone_of(case))
    context = {
        "left": None if case.closed else left_open(case, now, language()),
        "form": form,
        "people": User.objects.filter(is_active=True).order_by("username")
        if may_set
        else (),
        "members": set(case.members.values_list("pk", flat=True)),
        "may_change": request.user.may(Right.HANDLE),
        "may_set": may_set,
    }
    return render(request, "guide/about.html", context, status=status)
