"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.today import views

app_name = "today"
urlpatterns = [
    path("cases/<case:name>/", views.today, name="today"),
    path("cases/<case:name>/clocks/", views.clocks, name="clocks"),
    path("cases/<case:name>/clocks/answer/", views.answer, name="answer"),
    path("cases/<case:name>/clocks/aware/", views.aware, name="aware"),
    path("cases/<case:name>/unusual/", views.unusual, name="unusual"),
]
