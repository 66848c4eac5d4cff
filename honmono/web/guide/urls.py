"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.guide import views

app_name = "guide"
urlpatterns = [
    path("cases/<case:name>/first-day/", views.first_day, name="first-day"),
]
