"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.evidence import views, views_exchange, views_log

_CASE = "cases/<case:name>/evidence/"

app_name = "evidence"
urlpatterns = [
    path(_CASE, views.list_, name="list"),
    path(f"{_CASE}add/", views.add, name="add"),
    path(f"{_CASE}erase/", views.erase, name="erase"),
    path(f"{_CASE}exports/", views_exchange.exports, name="exports"),
    path(f"{_CASE}exports/bundle/", views_exchange.bundle, name="bundle"),
    path(
        f"{_CASE}exports/incident/",
        views_exchange.export_incident,
        name="export-incident",
    ),
    path(
        f"{_CASE}exports/<int:export_id>/",
        views_exchange.take_export,
        name="take-export",
    ),
    path(
        f"{_CASE}exports/<int:export_id>/remove/",
        views_exchange.remove_export,
        name="remove-export",
    ),
    path(f"{_CASE}originals/<sha256:sha256>/", views.original, name="original"),
    path(
        f"{_CASE}originals/<sha256:sha256>/take-out/",
        views.take_out,
        name="take-out",
    ),
    path("cases/<case:name>/log/", views_log.log, name="log"),
    path("cases/<case:name>/log/table/", views_log.table, name="log-table"),
    path("cases/<case:name>/log/check/", views_log.check, name="check"),
    path("cases/<case:name>/log/<int:number>/", views_log.entry, name="entry"),
    path("import/", views_exchange.import_, name="import"),
    path("import/<int:job_id>/", views_exchange.import_job, name="import-job"),
]
