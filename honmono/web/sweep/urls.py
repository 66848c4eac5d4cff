"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.sweep import kit_views, upload_views, views

app_name = "sweep"
urlpatterns = [
    path("cases/<case:name>/sweep/", views.board, name="board"),
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
]
