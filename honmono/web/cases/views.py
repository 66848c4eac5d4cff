"""The list of incidents, the language of pages, jobs of an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from honmono.text import say
from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language as words
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.listed import STATES, heads_for, lines_of
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import cases_for
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.rights import Right

PER_PAGE: Final = 25


@door(Right.READ)
def list_(request: StaffRequest) -> HttpResponse:
    """The incidents that this person may see; first what is due first."""
    state, text = request.GET.get("state", ""), request.GET.get("q", "")[:200]
    state = state if state in STATES else STATES[0]
    page = Paginator(heads_for(request.user, state, text), PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = {
        "page": page,
        "lines": lines_of(request.user, page.object_list, timezone.now()),
        "state": state,
        "states": [(s, say("web/cases", f"state-{s}", words())) for s in STATES],
        "text": text,
        "any": bool(page.object_list) or cases_for(request.user).exists(),
        "may_open": request.user.may(Right.HANDLE),
        "may_administer": request.user.may(Right.ADMINISTER),
        "knows_us": (Path(settings.HOME) / "honmono.toml").exists(),
    }
    return render(request, "cases/list.html", shown)


@door(Right.ANYBODY)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show pages in another language from now on."""
    following = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}):
        following = "/"
    response = HttpResponseRedirect(following)  # an address, never a view's name
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 86_400,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


@case_door(Right.READ)
def progress(request: StaffRequest, case: Case, job_id: int) -> HttpResponse:
    """How far a job of this incident is; a part of a page that asks again by itself."""
    job = get_object_or_404(Job, pk=job_id, case=case.name)
    page = "parts/job.html" if request.htmx else "cases/job.html"
    return render(request, page, {"job": job})


@case_door(Right.HANDLE)
@require_POST
def stop_job(request: StaffRequest, case: Case, job_id: int) -> HttpResponse:
    """No more of a job; what it has stored stays."""
    job = get_object_or_404(Job, pk=job_id, case=case.name)
    jobs.stop(job.pk, timezone.now())
    return redirect("cases:job", case.name, job.pk)
