"""Addresses for programs that watch the desk."""

from __future__ import annotations

from django.urls import path

from honmono.web.watching import views

app_name = "watching"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
