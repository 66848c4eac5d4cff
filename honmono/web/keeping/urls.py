"""Addresses of backups."""

from __future__ import annotations

from django.urls import path

from honmono.web.keeping import views

app_name = "keeping"
urlpatterns = [
    path("backups/", views.page, name="page"),
    path("backups/now/", views.now, name="now"),
]
