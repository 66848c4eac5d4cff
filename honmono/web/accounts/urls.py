"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from honmono.web.accounts import views
from honmono.web.accounts.first_run import first

app_name = "people"
urlpatterns = [
    path("first/", first, name="first"),
    path("own/", views.own, name="own"),
    path("own/sessions/", views.end_sessions, name="end-sessions"),
    path("users/", views.list_, name="list"),
    path("users/new/", views.new, name="new"),
    path("users/sign-ins/", views.sign_ins, name="sign-ins"),
    path("users/reads/", views.reads, name="reads"),
    path("users/<int:user_id>/", views.person, name="person"),
    path("users/<int:user_id>/role/", views.role, name="role"),
    path("users/<int:user_id>/active/", views.active, name="active"),
    path("users/<int:user_id>/factor/", views.second_factor, name="second-factor"),
    path("users/<int:user_id>/password/", views.password, name="password"),
]
