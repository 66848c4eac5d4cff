"""Addresses of the guide."""

from __future__ import annotations

from django.urls import path

from honmono.web.guide import about, opening, views

app_name = "guide"
urlpatterns = [
    path("new/", opening.new, name="new"),
    path("cases/<case:name>/first-day/", views.first_day, name="first-day"),
    path("cases/<case:name>/first-day/<code:question>/", views.answer, name="answer"),
    path(
        "cases/<case:name>/first-day/tasks/<record:record>/done/",
        views.task_done,
        name="task-done",
    ),
    path(
        "cases/<case:name>/first-day/tasks/<record:record>/dropped/",
        views.task_dropped,
        name="task-dropped",
    ),
    path("cases/<case:name>/about/", about.about, name="about"),
    path("cases/<case:name>/about/names/", about.change_names, name="names"),
    path("cases/<case:name>/about/closed/", about.close, name="close"),
    path("cases/<case:name>/about/access/", about.access, name="access"),
]
