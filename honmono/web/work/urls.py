"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.work import views, views_people

app_name = "work"
urlpatterns = [
    path("cases/<case:name>/tasks/", views.tasks, name="tasks"),
    path("cases/<case:name>/questions/", views.questions, name="questions"),
    path("cases/<case:name>/accounts/", views.accounts, name="accounts"),
    path("cases/<case:name>/people/", views_people.people, name="people"),
    path("cases/<case:name>/people/list/", views_people.listed, name="people-list"),
    path("cases/<case:name>/people/export/", views_people.export, name="people-export"),
    path("cases/<case:name>/people/upload/", views_people.upload, name="people-upload"),
    path(
        "cases/<case:name>/people/columns/<str:ticket>/",
        views_people.columns,
        name="people-columns",
    ),
    path("cases/<case:name>/inquiries/", views.inquiries, name="inquiries"),
    path("cases/<case:name>/measures/", views.measures, name="measures"),
]
