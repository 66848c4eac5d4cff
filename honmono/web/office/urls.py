"""Addresses of settings."""

from __future__ import annotations

from django.urls import path

from honmono.web.office import views

app_name = "office"
urlpatterns = [
    path("settings/", views.overview, name="overview"),
]
