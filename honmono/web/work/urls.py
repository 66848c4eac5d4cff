"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.work import views

app_name = "work"
urlpatterns = [
    path("cases/<case:name>/tasks/", views.tasks, name="tasks"),
    path("cases/<case:name>/questions/", views.questions, name="questions"),
    path("cases/<case:name>/accounts/", views.accounts, name="accounts"),
    path("cases/<case:name>/people/", views.people, name="people"),
    path("cases/<case:name>/inquiries/", views.inquiries, name="inquiries"),
    path("cases/<case:name>/measures/", views.measures, name="measures"),
]
