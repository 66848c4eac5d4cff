"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.facts import views, views_timeline, views_writing

app_name = "facts"
urlpatterns = [
    path("cases/<case:name>/timeline/", views_timeline.timeline, name="timeline"),
    path("cases/<case:name>/problems/", views.problems, name="problems"),
    path("cases/<case:name>/moment/", views.moment, name="moment"),
    path("cases/<case:name>/records/", views.parts, name="parts"),
    path("cases/<case:name>/records/of/<code:part>/", views.part, name="part"),
    path("cases/<case:name>/records/<code:part>/new/", views_writing.add, name="add"),
    path("cases/<case:name>/records/<record:record>/", views.record, name="record"),
    path(
        "cases/<case:name>/records/<record:record>/edit/",
        views_writing.edit,
        name="edit",
    ),
    path(
        "cases/<case:name>/records/<record:record>/withdraw/",
        views_writing.withdraw,
        name="withdraw",
    ),
]
