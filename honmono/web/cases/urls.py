"""Addresses of incidents and of the language."""

from __future__ import annotations

from django.urls import path

from honmono.web.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.list_, name="list"),
    path("language/", views.language, name="language"),
    path("cases/<case:name>/jobs/<int:job_id>/", views.progress, name="job"),
    path("cases/<case:name>/jobs/<int:job_id>/stop/", views.stop_job, name="stop-job"),
]
