"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.facts import views

app_name = "facts"
urlpatterns = [
    path("cases/<case:name>/timeline/", views.timeline, name="timeline"),
    path("cases/<case:name>/records/", views.parts, name="parts"),
    path("cases/<case:name>/records/<code:part>/new/", views.add, name="add"),
    path("cases/<case:name>/records/<record:record>/", views.record, name="record"),
    path("cases/<case:name>/records/<record:record>/edit/", views.edit, name="edit"),
]
