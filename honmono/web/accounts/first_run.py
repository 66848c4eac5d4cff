"""The first page: while nobody has an account, whoever sits here makes the first one.

Where others can reach the desk as well, only who knows the code of `first_code.py`.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from honmono.web.accounts import first_code, services
from honmono.web.accounts.doors import door
from honmono.web.accounts.errors import FoundedAlreadyError
from honmono.web.accounts.forms import FirstForm
from honmono.web.accounts.models import User
from honmono.web.rights import Right


@door(Right.ANYBODY)
@sensitive_post_parameters()
def first(request: HttpRequest) -> HttpResponse:
    """Make the first account; afterwards this page is not there."""
    if User.objects.exists():
        raise Http404
    if not settings.HOSTS_CONFIGURED and not _is_here(request.META.get("REMOTE_ADDR")):
        raise PermissionDenied
    if first_code.is_asked():
        first_code.put_down()
    form = FirstForm(request.POST or None, asks_code=first_code.is_asked())
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/first.html", {"form": form}, status=status)
    data = form.cleaned_data
    try:
        user = services.found(
            username=data["username"],
            shown=data["shown"],
            password=data["password1"],
            now=timezone.now(),
        )
    except FoundedAlreadyError:
        return redirect("account_login")
    first_code.take_away()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("office:begin")


def _is_here(address: Any) -> bool:
    """Does somebody of this machine ask?"""
    try:
        return ip_address(str(address)).is_loopback
    except ValueError:
        return False
