"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.work import views, views_inquiries, views_measures

app_name = "work"
urlpatterns = [
    path("cases/<case:name>/tasks/", views.tasks, name="tasks"),
    path("cases/<case:name>/questions/", views.questions, name="questions"),
    path("cases/<case:name>/accounts/", views.accounts, name="accounts"),
    path("cases/<case:name>/people/", views.people, name="people"),
    path("cases/<case:name>/inquiries/", views_inquiries.inquiries, name="inquiries"),
    path("cases/<case:name>/measures/", views_measures.measures, name="measures"),
]
