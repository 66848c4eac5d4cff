"""The list of incidents, the language of pages, jobs of an incident."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import cases_for
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.rights import Right


@door(Right.READ)
def list_(request: StaffRequest) -> HttpResponse:
    """Every incident that this person may see, the open ones first."""
    seen = cases_for(request.user).defer("content")
    return render(
        request,
        "cases/list.html",
        {
            "open": seen.filter(closed=None),
            "closed": seen.exclude(closed=None),
            "may_open": request.user.may(Right.HANDLE),
            "may_administer": request.user.may(Right.ADMINISTER),
            "knows_us": (Path(settings.HOME) / "honmono.toml").exists(),
        },
    )


@door(Right.ANYBODY)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show pages in another language from now on."""
    following = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}):
        following = "/"
    response = redirect(following)
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
