"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.mails import views

app_name = "mails"
urlpatterns = [
    path("cases/<case:name>/mails/", views.list_, name="list"),
    path("cases/<case:name>/mails/<int:mail_id>/", views.mail, name="mail"),
    path("cases/<case:name>/mails/upload/", views.upload, name="upload"),
]
