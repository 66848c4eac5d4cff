"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.sweep import (
    column_views,
    kit_views,
    result_views,
    snapshot_views,
    upload_views,
    views,
    views_inventory,
    views_pcs,
)

app_name = "sweep"

_BASE = "cases/<case:name>/sweep/"
_FILE = f"{_BASE}results/<sha256:sha256>/"
_SNAPSHOT = f"{_BASE}snapshots/<int:number>/"
_LIST = f"{_BASE}inventory/<int:number>/"
_KIT = f"{_BASE}kits/<slug:kit>/"

urlpatterns = [
    path(_BASE, views.board, name="board"),
    path(f"{_BASE}judge/", views.judge, name="judge"),
    path(f"{_BASE}results/", result_views.results, name="results"),
    path(f"{_BASE}results/progress/", result_views.progress, name="results-progress"),
    path(f"{_BASE}results/drop/", result_views.drop, name="drop"),
    path(f"{_BASE}results/statement/", result_views.statement, name="statement"),
    path(_FILE, result_views.file, name="file"),
    path(f"{_FILE}columns/", column_views.columns, name="columns"),
    path(f"{_FILE}original/", result_views.original, name="original"),
    path(f"{_BASE}snapshots/", snapshot_views.list_, name="snapshots"),
    path(f"{_BASE}snapshots/freeze/", snapshot_views.freeze, name="freeze"),
    path(_SNAPSHOT, snapshot_views.one, name="snapshot"),
    path(f"{_SNAPSHOT}record/", snapshot_views.record, name="record"),
    path(f"{_SNAPSHOT}state.<code:form>", snapshot_views.download, name="download"),
    path(f"{_BASE}progress/", snapshot_views.progress, name="progress"),
    path(f"{_BASE}progress.json", snapshot_views.progress_data, name="progress-data"),
    path(f"{_BASE}sheet.pdf", snapshot_views.sheet, name="sheet"),
    path(f"{_BASE}kits/", kit_views.kits, name="kits"),
    path(f"{_BASE}kits/indicators/", kit_views.indicators, name="indicators"),
    path(f"{_BASE}kits/new/", kit_views.make, name="kit-make"),
    path(f"{_KIT}zip/", kit_views.download, name="kit-zip"),
    path(f"{_KIT}revoke/", kit_views.revoke, name="kit-revoke"),
    path("sweep/upload/<slug:kit>/", upload_views.upload, name="upload"),
    path(f"{_BASE}pcs/", views_pcs.pcs, name="pcs"),
    path(f"{_BASE}pc-new/", views_pcs.new, name="pc-new"),
    path(f"{_BASE}pcs/<record:key>/edit/", views_pcs.edit, name="pc-edit"),
    path(f"{_BASE}pcs/<record:key>/decide/", views_pcs.decide, name="pc-decide"),
    path(f"{_BASE}unlisted/", views_pcs.unlisted, name="unlisted"),
    path(f"{_BASE}inventory/", views_inventory.inventory, name="inventory"),
    path(f"{_LIST}columns/", views_inventory.columns, name="inventory-columns"),
    path(_LIST, views_inventory.difference, name="inventory-difference"),
    path(f"{_LIST}apply/", views_inventory.apply, name="inventory-apply"),
    path(f"{_BASE}pcs/<str:key>/", views.pc, name="pc"),  # after every other pcs/…
]
