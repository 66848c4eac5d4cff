"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.tracing import archive_views, views

app_name = "tracing"

_BASE = "cases/<case:name>/trace/"

urlpatterns = [
    path(_BASE, views.overview, name="overview"),
    path(f"{_BASE}ask/", views.ask, name="ask"),
    path(f"{_BASE}reports/", views.reports, name="reports"),
    path(f"{_BASE}reports/use/", views.use, name="use"),
    path(f"{_BASE}<int:trace_id>/", views.result, name="result"),
    path(f"{_BASE}<int:trace_id>/picture.svg", views.picture, name="picture"),
    path(f"{_BASE}<int:trace_id>/answer.jsonl", views.download, name="download"),
    path(f"{_BASE}<int:trace_id>/record/", views.take, name="take"),
    path(f"{_BASE}<int:trace_id>/record/put/", views.put, name="put"),
    path(f"{_BASE}archive/", archive_views.archive, name="archive"),
    path(f"{_BASE}archive/progress/", archive_views.progress, name="progress"),
    path(f"{_BASE}archive/index/", archive_views.index, name="index"),
    path(f"{_BASE}archive/forget/", archive_views.forget, name="forget"),
    path(f"{_BASE}archive/upload/", archive_views.upload, name="upload"),
    path(f"{_BASE}archive/upload/put/", archive_views.add, name="add"),
    path(f"{_BASE}archive/<sha256:key>/", archive_views.owner, name="owner"),
    path(f"{_BASE}archive/<sha256:key>/put/", archive_views.assign, name="assign"),
]
