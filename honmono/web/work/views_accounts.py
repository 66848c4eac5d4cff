"""Accounts and the change of their passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import Incident, NoSuchRecordError
from honmono.incident.case.accounts import Account, AccountKind
from honmono.incident.case.rotation import State
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Right
from honmono.web.work import selectors_accounts as selectors
from honmono.web.work import services_accounts as services
from honmono.web.work.checked import RefusedError
from honmono.web.work.forms_accounts import MOST, RotatedForm, SeveralForm, chosen
from honmono.web.work.telling import hold_on, refused, renew

_PAGE: Final = 50


@case_door(Right.READ)
def accounts(request: StaffRequest, case: Case) -> HttpResponse:
    """Whose password is to be changed, in the order of work."""
    return _accounts(request, case)


@case_door(Right.READ)
def account(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """One account."""
    return _account(request, case, record)


@case_door(Right.HANDLE)
@require_POST
def changed(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Its password was changed: when, how we know, what was left behind."""
    held = _named(incident_of(case), record)
    form = RotatedForm(request.POST, request.FILES, case=case, account=held)
    if not form.is_valid() or (proof := form.kept()) is None:
        return _account(request, case, record, form, 422)
    shown = form.cleaned_data["shown"]
    try:
        services.rotate(
            case=case,
            account=record,
            shown=shown,
            known=form.known(proof),
            by=request.user,
            now=timezone.now(),
        )
    except NoSuchRecordError:
        raise Http404 from None
    except (CaseError, RefusedError) as error:
        status = refused(form, error)
        case.refresh_from_db()
        return _account(request, case, record, form, status)
    messages.success(request, say("web/work_accounts", "stored", language()))
    return redirect("work:account", case.name, record)


@case_door(Right.HANDLE)
@require_POST
def several(request: StaffRequest, case: Case) -> HttpResponse:
    """The same about several accounts: asked, or changed."""
    form, shown = SeveralForm(request.POST), chosen(request.POST)
    if not 0 < len(shown) <= MOST:
        key = "none-chosen" if not shown else "too-many"
        form.add_error(None, say("web/work_accounts", key, language(), most=MOST))
    if not form.is_valid():
        return _accounts(request, case, form, 422, marked=set(shown))
    now = timezone.now()
    try:
        services.rotate_several(
            case=case, several=form.several(shown), by=request.user, now=now
        )
    except NoSuchRecordError:
        raise Http404 from None
    except (CaseError, RefusedError) as error:
        status = refused(form, error)
        case.refresh_from_db()
        return _accounts(request, case, form, status, marked=set(shown))
    told = say("web/work_accounts", "stored-several", language(), count=len(shown))
    messages.success(request, told)
    return redirect("work:accounts", case.name)


def _accounts(
    request: StaffRequest,
    case: Case,
    form: SeveralForm | None = None,
    status: int = 200,
    marked: set[str] | None = None,
) -> HttpResponse:
    incident, words = incident_of(case), language()
    wanted = {name: request.GET.get(name, "") for name in ("state", "kind", "text")}
    found = selectors.filtered(selectors.lines(incident, words), **wanted)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    if found:
        note_reading(
            request, "accounts", case=case.name, detail=str(len(page.object_list))
        )
    context = {
        "page": page,
        "overview": selectors.overview(incident),
        "wanted": wanted,
        "states": [(s.value, f"password-{s.value}") for s in State],
        "kinds": [(k.value, f"kind-{k.value}") for k in AccountKind],
        "form": form or SeveralForm(initial={"day": _now(request).date()}),
        "marked": marked or set(),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/accounts.html", context, status=status)


def _account(
    request: StaffRequest,
    case: Case,
    record: str,
    form: RotatedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    incident = incident_of(case)
    held = _named(incident, record)
    line = next(
        one for one in selectors.lines(incident, language()) if one.account.id == record
    )
    note_reading(request, "accounts", case=case.name, detail=record)
    if form is not None:
        renew({"form": form}, line.shown, status)
        hold_on({"form": form}, request.user)
    initial: dict[str, Any] = {"shown": line.shown}
    context = {
        "line": line,
        "form": form or RotatedForm(case=case, account=held, initial=initial),
        "overview": selectors.overview(incident),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/account.html", context, status=status)


def _named(incident: Incident, name: str) -> Account:
    for one in incident.accounts:
        if one.id == name:
            return one
    raise Http404


def _now(request: StaffRequest) -> datetime:
    return timezone.now().astimezone(request.zone)
