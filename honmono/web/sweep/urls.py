"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.sweep import views

app_name = "sweep"
urlpatterns = [
    path("cases/<case:name>/sweep/", views.board, name="board"),
]
