"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.documents import views

app_name = "documents"
urlpatterns = [
    path("cases/<case:name>/documents/", views.list_, name="list"),
    path("cases/<case:name>/documents/<int:draft_id>/", views.draft, name="draft"),
    path("cases/<case:name>/documents/new/", views.new, name="new"),
]
