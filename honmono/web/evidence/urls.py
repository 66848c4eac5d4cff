"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.evidence import views

app_name = "evidence"
urlpatterns = [
    path("cases/<case:name>/evidence/", views.list_, name="list"),
    path("cases/<case:name>/log/", views.log, name="log"),
    path("cases/<case:name>/evidence/add/", views.add, name="add"),
]
