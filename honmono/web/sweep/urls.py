"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.sweep import result_views, snapshot_views, views

app_name = "sweep"

_BASE = "cases/<case:name>/sweep/"
_FILE = f"{_BASE}results/<sha256:sha256>/"
_SNAPSHOT = f"{_BASE}snapshots/<int:number>/"

urlpatterns = [
    path(_BASE, views.board, name="board"),
    path(f"{_BASE}judge/", views.judge, name="judge"),
    path(f"{_BASE}results/", result_views.results, name="results"),
    path(f"{_BASE}results/progress/", result_views.progress, name="results-progress"),
    path(f"{_BASE}results/drop/", result_views.drop, name="drop"),
    path(f"{_BASE}results/statement/", result_views.statement, name="statement"),
    path(_FILE, result_views.file, name="file"),
    path(f"{_FILE}original/", result_views.original, name="original"),
    path(f"{_BASE}snapshots/", snapshot_views.list_, name="snapshots"),
    path(f"{_BASE}snapshots/freeze/", snapshot_views.freeze, name="freeze"),
    path(_SNAPSHOT, snapshot_views.one, name="snapshot"),
    path(f"{_SNAPSHOT}record/", snapshot_views.record, name="record"),
    path(f"{_SNAPSHOT}state.<code:form>", snapshot_views.download, name="download"),
    path(f"{_BASE}progress/", snapshot_views.progress, name="progress"),
    path(f"{_BASE}progress.json", snapshot_views.progress_data, name="progress-data"),
    path(f"{_BASE}sheet.pdf", snapshot_views.sheet, name="sheet"),
    path(f"{_BASE}pcs/<str:key>/", views.pc, name="pc"),  # after every other pcs/…
]
