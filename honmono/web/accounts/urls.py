"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from honmono.web.accounts import views

app_name = "people"
urlpatterns = [
    path("users/", views.list_, name="list"),
    path("own/", views.own, name="own"),
]
