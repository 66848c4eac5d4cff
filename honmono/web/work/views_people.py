"""Pages of the people affected: groups, the list that names them, a new list."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.exchange.persons import (
    LIST,
    MAX_FILE,
    PersonsError,
    Preview,
    preview,
)
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases import handed_in
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.lists import file_of
from honmono.web.cases.models import Case, ListFile
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.rights import Right
from honmono.web.work import persons
from honmono.web.work.forms_people import FileForm, MappingForm, word

PAGE = 50


@case_door(Right.READ)
def people(request: StaffRequest, case: Case) -> HttpResponse:
    """Whose data it is about: groups on record, and how many a list names."""
    return _people(request, case, FileForm())


def _people(
    request: StaffRequest, case: Case, form: FileForm, status: int = 200
) -> HttpResponse:
    incident = incident_of(case)
    file = file_of(case, incident, LIST)
    named = next((one for one in incident.lists if one.name == LIST), None)
    context = {
        "groups": persons.groups(incident, file),
        "file": file,
        "is_lost": named is not None and file is None,
        "reach": persons.reach(file) if file else None,
        "job": Job.objects.filter(case=case.name, kind="list-persons").last(),
        "form": form,
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/people.html", context, status=status)


@case_door(Right.READ)
def listed(request: StaffRequest, case: Case) -> HttpResponse:
    """Everybody on the list; that somebody looked is noted."""
    file = _file(case)
    text = request.GET.get("q", "").strip()[:100]
    group, sure = request.GET.get("group", ""), request.GET.get("certainty", "")
    found = persons.persons(file, text, group, sure)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    note_reading(request, "persons", case=case.name, detail=f"page {page.number}")
    groups, certainties = persons.kinds_in(file)
    context = {
        "page": page,
        "people": list(persons.read(page.object_list)),
        "groups": groups,
        "certainties": certainties,
        "text": text,
        "group": group,
        "certainty": sure,
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/people_list.html", context)


@case_door(Right.HANDLE)
@require_POST
def export(request: StaffRequest, case: Case) -> StreamingHttpResponse:
    """The list as a table for a spreadsheet; that somebody took it is noted."""
    file = _file(case)
    note_reading(request, "persons-export", case=case.name, detail=file.sha256)
    rows = persons.persons(file).iterator(2_000)
    response = StreamingHttpResponse(
        persons.as_csv(rows, language()), content_type="text/csv; charset=utf-8"
    )
    name = f"{case.name}-persons.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@case_door(Right.HANDLE)
@require_POST
def upload(request: StaffRequest, case: Case) -> HttpResponse:
    """Take a file with persons; the next page asks which column holds what."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            token = handed_in.receive(file, MAX_FILE, timezone.now())
            _preview(token)
        except handed_in.TooLargeError as error:
            form.add_error("file", word("file-too-long", most=error.most >> 20))
        except OSError:
            form.add_error("file", word("not-stored"))
        except PersonsError as error:
            handed_in.drop(token)
            form.add_error("file", error.text(language()))
        else:
            ticket = persons.ticket(case, request.user.pk, token, file.name)
            return redirect("work:people-columns", case.name, ticket)
    return _people(request, case, form, status=422)


@case_door(Right.HANDLE)
def columns(request: StaffRequest, case: Case, ticket: str) -> HttpResponse:
    """Which column holds what?  Then a job takes the list over."""
    found = persons.read_ticket(case, request.user.pk, ticket)
    if found is None or handed_in.path_of(found[0]) is None:
        raise Http404
    token, name = found
    shown = _preview(token)
    form = MappingForm(shown, request.POST if request.method == "POST" else None)
    note_reading(request, "persons", case=case.name, detail="preview")
    if request.method == "POST" and form.is_valid():
        if _put(request, case, token, form):
            return redirect("work:people", case.name)
        messages.error(request, word("another-is-open"))
    context = {"form": form, "shown": shown, "name": name}
    status = 422 if request.method == "POST" else 200
    return render(request, "work/people_columns.html", context, status=status)


def _put(request: StaffRequest, case: Case, token: str, form: MappingForm) -> bool:
    """Put the job down; False where another list is being taken over."""
    given = form.cleaned_data
    handed_in.settle(token)
    job = jobs.put(
        "list-persons",
        f"list-persons:{case.pk}",
        now=timezone.now(),
        case=case.name,
        by=request.user.called,
        token=token,
        user=request.user.pk,
        language=language(),
        mapping=form.mapping(),
        group=given.get("group", "other"),
        data=given.get("kinds", []),
        certainty=given.get("certainty", "possible"),
    )
    return bool(job.payload["token"] == token)


def _preview(token: str) -> Preview:
    path = handed_in.path_of(token)
    if path is None:
        raise Http404
    return preview(path.read_bytes())


def _file(case: Case) -> ListFile:
    file = file_of(case, incident_of(case), LIST)
    if file is None:
        raise Http404
    return file
