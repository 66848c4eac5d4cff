"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.tracing import views

app_name = "tracing"
urlpatterns = [
    path("cases/<case:name>/trace/", views.overview, name="overview"),
]
