"""Pages about accounts: one's own, and for administrators everybody's."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.text import say
from honmono.web.accounts import selectors, services, sessions
from honmono.web.accounts.doors import confirmed, door
from honmono.web.accounts.errors import AccountError
from honmono.web.accounts.forms import AccountForm, NameForm, ReadsForm, RoleForm
from honmono.web.accounts.http import StaffRequest
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.rights import Right


@door(Right.ANYBODY)
def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """A page of the library that is not for us."""
    raise Http404


# -- one's own


@door(Right.OWN)
def own(request: StaffRequest) -> HttpResponse:
    """One's own account."""
    user = request.user
    form = NameForm(request.POST or None, initial={"shown": user.called})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename(
                user_id=user.pk, shown=form.cleaned_data["shown"], now=timezone.now()
            )
            _tell(request, "renamed")
            return redirect("people:own")
        except AccountError as error:
            form.add_error("shown", _words(error))
    key, now = request.session.session_key, timezone.now()
    page = {
        "form": form,
        "factors": selectors.factors_of(user),
        "signed_in": sessions.of(user, key, now),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/own.html", page, status=status)


@door(Right.OWN)
@require_POST
def end_sessions(request: StaffRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user = services.end_sessions(
        user_id=request.user.pk, now=timezone.now(), but=request.session.session_key
    )
    sessions.go_on(request, user)
    _tell(request, "sessions-ended")
    return redirect("people:own")


# -- everybody's


@door(Right.ADMINISTER)
def list_(request: StaffRequest) -> HttpResponse:
    """All accounts."""
    asked = request.GET.get("q", "")[:100]
    pages = Paginator(selectors.accounts(asked), 50)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/list.html", {"page": page, "asked": asked})


@door(Right.ADMINISTER)
@confirmed
def new(request: StaffRequest) -> HttpResponse:
    """Make an account; its one-time password is shown in the answer and nowhere else."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = services.make_account(
                **form.cleaned_data, by=request.user, now=timezone.now()
            )
            return _shown_once(request, given)
        except AccountError as error:
            form.add_error("username", _words(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/new.html", {"form": form}, status=status)


@door(Right.ADMINISTER)
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """One account: what it may, what happened to it."""
    return _person(request, get_object_or_404(User, pk=user_id))


def _person(
    request: StaffRequest, user: User, form: RoleForm | None = None, status: int = 200
) -> HttpResponse:
    pages = Paginator(selectors.events_of(user), 30)
    page = {
        "person": user,
        "form": form or RoleForm(initial={"role": user.role}),
        "factors": selectors.factors_of(user),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "accounts/person.html", page, status=status)


@door(Right.ADMINISTER)
@require_POST
@confirmed
def role(request: StaffRequest, user_id: int) -> HttpResponse:
    """Give somebody another role."""
    user = get_object_or_404(User, pk=user_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            changed = services.set_role(
                user_id=user.pk,
                role=form.cleaned_data["role"],
                by=request.user,
                now=timezone.now(),
                but=request.session.session_key,
            )
            if changed == request.user:  # goes on in this browser alone
                sessions.go_on(request, changed)
            _tell(request, "role-changed", name=user.called)
            return redirect("people:person", user.pk)
        except AccountError as error:
            form.add_error("role", _words(error))
    return _person(request, user, form, 422)


@door(Right.ADMINISTER)
@require_POST
@confirmed
def active(request: StaffRequest, user_id: int) -> HttpResponse:
    """Close an account (`active` is empty), or open it again."""
    user = get_object_or_404(User, pk=user_id)
    wanted = request.POST.get("active") == "yes"
    try:
        services.set_active(
            user_id=user.pk, active=wanted, by=request.user, now=timezone.now()
        )
        _tell(
            request, "account-opened" if wanted else "account-closed", name=user.called
        )
    except AccountError as error:
        messages.error(request, _words(error))
    return redirect("people:person", user.pk)


@door(Right.ADMINISTER)
@require_POST
@confirmed
def second_factor(request: StaffRequest, user_id: int) -> HttpResponse:
    """Take away the second factor of somebody who lost it."""
    user = get_object_or_404(User, pk=user_id)
    services.reset_second_factor(user_id=user.pk, by=request.user, now=timezone.now())
    _tell(request, "factor-taken", name=user.called)
    return redirect("people:person", user.pk)


@door(Right.ADMINISTER)
@require_POST
@confirmed
def password(request: StaffRequest, user_id: int) -> HttpResponse:
    """Give a new one-time password to somebody who forgot the own one."""
    user = get_object_or_404(User, pk=user_id)
    given = services.give_password(user_id=user.pk, by=request.user, now=timezone.now())
    return _shown_once(request, given)


@door(Right.ADMINISTER)
def reads(request: StaffRequest) -> HttpResponse:
    """Who read what about other people."""
    form = ReadsForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    pages = Paginator(selectors.reads(wanted), 100)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/reads.html", {"form": form, "page": page})


@door(Right.ADMINISTER)
def sign_ins(request: StaffRequest) -> HttpResponse:
    """Who signed in, and who tried to."""
    pages = Paginator(selectors.sign_ins(), 100)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/sign_ins.html", {"page": page})


def _shown_once(request: StaffRequest, given: services.Given) -> HttpResponse:
    """The one answer that holds a password.

    No redirect: the password would have to be kept for the page that follows.
    """
    return render(request, "accounts/given.html", {"given": given})


def _words(error: AccountError) -> str:
    return say("web/accounts", error.key, language(), **error.values)


def _tell(request: HttpRequest, key: str, **values: object) -> None:
    messages.success(request, say("web/accounts", key, language(), **values))
