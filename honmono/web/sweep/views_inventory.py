"""Pages of lists of PCs: hand one in, say what its columns hold, choose, apply."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.sweep.inventory import (
    Choice,
    Decided,
    Field,
    InventoryError,
    Mapping,
    Table,
    Trouble,
    What,
    fitting,
    listed,
    mapping_from_json,
    read_table,
)
from honmono.sweep.inventory.difference import (
    CHOICES,
    Difference,
    difference_from_json,
)
from honmono.sweep.inventory.table import MAX_FILE
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.jobs.models import Job
from honmono.web.rights import Right
from honmono.web.sweep import services_inventory as services
from honmono.web.sweep.forms_inventory import WORDS, ColumnsForm, ListForm, chosen
from honmono.web.sweep.models import InventoryFile, InventoryMapping, InventoryRow
from honmono.web.sweep.selectors_pcs import office_called, office_choices, offices_of

PAGE: Final = 50
_LOOKED_AT: Final = 5_000
"""Rows in which words are sought that nobody knows."""

_FIRST: Final = (
    *(What.UNSURE, What.NEW, What.RENAMED, What.REIMAGED, What.CHANGED),
    *(What.MISSING, What.NO_PC, What.UNCHANGED),
)
"""In the order of the page: what a person must decide comes first."""


def _word(key: str, **values: object) -> str:
    return say(WORDS, key, language(), **values)


@case_door(Right.HANDLE)
def inventory(request: StaffRequest, case: Case) -> HttpResponse:
    """Hand in a list of PCs; lists that were handed in before."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            if given.size > MAX_FILE:
                raise InventoryError("too-long", most=str(MAX_FILE >> 20))
            file = services.keep(
                case=case,
                name=given.name.replace("\0", ""),
                content=given.read(),
                by=request.user.called,
                now=timezone.now(),
            )
        except InventoryError as error:
            form.add_error("file", error.told(language()))
        else:
            return redirect("sweep:inventory-columns", case.name, file.pk)
    files = InventoryFile.objects.filter(case=case).defer("content", "troubles")[:20]
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "files": files}
    return render(request, "sweep/inventory.html", context, status=status)


@case_door(Right.HANDLE)
def columns(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """Which column holds what?  Then the list is compared."""
    file = get_object_or_404(InventoryFile, case=case, pk=number)
    table = read_table(zlib.decompress(file.content))
    form = _columns_form(request, case, file, table)
    if request.method == "POST" and form.is_valid():
        _save_by_name(request, form)
        if "look" not in request.POST:
            services.compare(
                file=file,
                mapping=form.mapping(),
                whole=form.cleaned_data["whole"],
                language=language(),
                rows=len(table.rows),
                now=timezone.now(),
            )
            return redirect("sweep:inventory-difference", case.name, file.pk)
        form = _columns_form(request, case, file, table, form)
    context = {
        "form": form,
        "columns": [f for f in form if f.name.startswith("column-")],
        "words": [f for f in form if f.name in form.words],
        "file": file,
        "headers": table.headers,
        "sample": table.sample,
        "count": len(table.rows),
        "saved": InventoryMapping.objects.all()[:50],
        "used": request.GET.get("saved", ""),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "sweep/inventory_columns.html", context, status=status)


def _columns_form(
    request: StaffRequest,
    case: Case,
    file: InventoryFile,
    table: Table,
    looked: ColumnsForm | None = None,
) -> ColumnsForm:
    """The form; after `look`, with the words of the columns that were chosen."""
    mapping = mapping_from_json(file.mapping)
    if looked is not None:
        mapping = looked.mapping()
    elif saved := request.GET.get("saved", "").replace("\0", "")[:80]:
        kept = InventoryMapping.objects.filter(name=saved).first()
        mapping = mapping_from_json(kept.value) if kept else mapping
    mapping = fitting(mapping, table.headers)
    typed = request.POST if request.method == "POST" and looked is None else None
    if typed is not None:
        given = {f: typed.get(f"column-{f.value}", "") for f in Field}
        columns = {f: header for f, header in given.items() if header in table.headers}
        mapping = Mapping(columns, mapping.meanings)
    whole = looked.cleaned_data["whole"] if looked else file.whole
    return ColumnsForm(
        typed,
        initial={"whole": whole},
        table=table,
        mapping=mapping,
        unknown=_unknown(case, table, mapping),
        offices=offices_of(case),
        office_names=office_choices(case),
    )


def _unknown(case: Case, table: Table, mapping: Mapping) -> Any:
    some = replace(table, rows=table.rows[:_LOOKED_AT])
    try:
        return listed(some, mapping, offices_of(case), zone_of(case)).unknown
    except InventoryError:
        return {}


def _save_by_name(request: StaffRequest, form: ColumnsForm) -> None:
    if name := form.cleaned_data["save_as"].strip():
        services.save_mapping(
            name=name,
            mapping=form.mapping(),
            by=request.user.called,
            now=timezone.now(),
        )
        messages.success(request, _word("mapping-saved", name=name))


@case_door(Right.HANDLE)
def difference(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """What the list changes; what of it is wanted is kept page by page."""
    file = get_object_or_404(InventoryFile, case=case, pk=number)
    if request.method == "POST":
        return _chosen(request, case, file)
    if file.state == file.State.COLUMNS:
        return redirect("sweep:inventory-columns", case.name, file.pk)
    counts = {what: file.counts.get(what.value, 0) for what in _FIRST}
    there = [what for what in _FIRST if counts[what]]
    asked = request.GET.get("what", "")
    what = next((w for w in _FIRST if w.value == asked), (there or [What.NEW])[0])
    rows = file.rows.filter(what=what.value).order_by("number")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = dict(office_choices(case))
    context = {
        "file": file,
        "what": what.value,
        "kinds": [(w.value, counts[w]) for w in there],
        "page": page,
        "rows": [_shown(row, names) for row in page.object_list],
        "all_choices": [c.value for c in CHOICES[what] if what is not What.UNSURE],
        "troubles": [_told(one) for one in file.troubles],
        "waiting": services.waiting(file).count(),
        "job": Job.objects.filter(key=f"inventory:{file.pk}", case=case.name).last(),
    }
    return render(request, "sweep/inventory_difference.html", context)


def _shown(row: InventoryRow, names: dict[str, str]) -> dict[str, Any]:
    one = difference_from_json(row.value)
    pc = one.after or one.before
    fields = [
        (
            _word(f"column-{_COLUMN.get(field.name, field.name)}"),
            _value(field.name, field.before, names),
            _value(field.name, field.after, names),
        )
        for field in one.fields
    ]
    return {
        "row": row,
        "line": one.line,
        "pc": pc,
        "host": one.listed.pc.host if one.listed else pc and pc.host,
        "office": office_called(pc.office, names) if pc else "",
        "fields": fields,
        "why": [trouble.told(language()) for trouble in one.why],
        "choices": list(_choices(row, one)),
    }


_COLUMN: Final = {"ids": "marks", "absent_until": "absent-until", "names": "former"}
"""Words of a field where they are not those of its column."""


def _value(field: str, value: str, names: dict[str, str]) -> str:
    if field == "office":
        return names.get(value, value)
    if field in ("kind", "presence") and value:
        return _word(f"{field}-{value}")
    return value


def _choices(row: InventoryRow, one: Difference) -> Any:
    """Value, words, and whether it is chosen."""
    for choice in one.choices:
        if choice in (Choice.SAME, Choice.FORMER):
            for of in one.candidates:
                is_it = row.choice == choice.value and row.of == of
                yield f"{choice.value}:{of}", _word(f"choice-{choice}", name=of), is_it
        else:
            key = f"choice-{one.what.value}-{choice.value}"
            yield choice.value, _word(key), row.choice == choice.value


def _told(one: dict[str, Any]) -> str:
    return Trouble(one["line"], one["code"], one["values"]).told(language())


def _chosen(request: StaffRequest, case: Case, file: InventoryFile) -> HttpResponse:
    """Keep the choices of a page, or one for all rows of a kind."""
    what = next((w for w in What if w.value == request.POST.get("what")), None)
    wanted = request.POST.get("all", "")
    if what is not None and wanted in {choice.value for choice in Choice}:
        count = services.choose_all(file=file, what=what, choice=Choice(wanted))
    else:
        count = services.choose(file=file, chosen=_of_page(request))
    messages.success(request, _word("choices-kept", count=count))
    response = redirect("sweep:inventory-difference", case.name, file.pk)
    page = request.POST.get("page", "")
    query = f"?what={what.value}" if what else "?"
    response["Location"] += query + (f"&page={page}" if _is_number(page) else "")
    return response


def _of_page(request: StaffRequest) -> dict[int, Decided]:
    """What was chosen on a page, also when the next button was pressed at once."""
    numbers = [int(n) for n in request.POST.getlist("row")[:PAGE] if _is_number(n)]
    return chosen(request.POST, numbers)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 8


@case_door(Right.HANDLE)
@require_POST
def apply(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """What was chosen becomes so, with the choices of the page that was open."""
    file = get_object_or_404(InventoryFile, case=case, pk=number)
    services.choose(file=file, chosen=_of_page(request))
    if not services.apply(file=file, by=request.user.called, now=timezone.now()):
        messages.info(request, _word("not-applied"))
    return redirect("sweep:inventory-difference", case.name, file.pk)
