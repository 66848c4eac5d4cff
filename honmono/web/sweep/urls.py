"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.sweep import kit_views, upload_views, views, views_inventory, views_pcs

app_name = "sweep"

_SWEEP = "cases/<case:name>/sweep/"
_LIST = f"{_SWEEP}inventory/<int:number>/"

urlpatterns = [
    path("cases/<case:name>/sweep/kits/", kit_views.kits, name="kits"),
    path("cases/<case:name>/sweep/kits/new/", kit_views.make, name="kit-make"),
    path(
        "cases/<case:name>/sweep/kits/<slug:kit>/zip/",
        kit_views.download,
        name="kit-zip",
    ),
    path(
        "cases/<case:name>/sweep/kits/<slug:kit>/revoke/",
        kit_views.revoke,
        name="kit-revoke",
    ),
    path("sweep/upload/<slug:kit>/", upload_views.upload, name="upload"),
    path(_SWEEP, views.board, name="board"),
    path(f"{_SWEEP}pcs/", views_pcs.pcs, name="pcs"),
    path(f"{_SWEEP}pc-new/", views_pcs.new, name="pc-new"),
    path(f"{_SWEEP}pcs/<record:key>/edit/", views_pcs.edit, name="pc-edit"),
    path(f"{_SWEEP}pcs/<record:key>/decide/", views_pcs.decide, name="pc-decide"),
    path(f"{_SWEEP}unlisted/", views_pcs.unlisted, name="unlisted"),
    path(f"{_SWEEP}inventory/", views_inventory.inventory, name="inventory"),
    path(f"{_LIST}columns/", views_inventory.columns, name="inventory-columns"),
    path(_LIST, views_inventory.difference, name="inventory-difference"),
    path(f"{_LIST}apply/", views_inventory.apply, name="inventory-apply"),
    path(f"{_SWEEP}pcs/<str:key>/", views.pc, name="pc"),
]
