"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.mails import upload_views, views

app_name = "mails"
urlpatterns = [
    path("cases/<case:name>/mails/", views.list_, name="list"),
    path("cases/<case:name>/mails/days/", views.days, name="days"),
    path("cases/<case:name>/mails/changed/", views.changed, name="changed"),
    path("cases/<case:name>/mails/days.json", views.days_data, name="days-data"),
    path("cases/<case:name>/mails/<int:mail_id>/", views.mail, name="mail"),
    path("cases/<case:name>/mails/<int:mail_id>/aside/", views.aside, name="aside"),
    path("cases/<case:name>/mails/<int:mail_id>/take/", views.take, name="take"),
    path(
        "cases/<case:name>/mails/<int:mail_id>/original/",
        views.original,
        name="original",
    ),
    path("cases/<case:name>/mails/upload/", upload_views.upload, name="upload"),
    path("cases/<case:name>/mails/upload/begin/", upload_views.begin, name="begin"),
    path(
        "cases/<case:name>/mails/upload/progress/",
        upload_views.progress,
        name="progress",
    ),
    path(
        "cases/<case:name>/mails/upload/piece/<code:token>/",
        upload_views.piece,
        name="piece",
    ),
    path(
        "cases/<case:name>/mails/upload/<int:upload_id>/as-report/",
        upload_views.as_report,
        name="as-report",
    ),
    path("cases/<case:name>/mails/unlock/", upload_views.unlock, name="unlock"),
    path(
        "cases/<case:name>/mails/originals/",
        upload_views.originals,
        name="originals",
    ),
    path(
        "cases/<case:name>/mails/anew/",
        upload_views.anew,
        name="anew",
    ),
    path(
        "cases/<case:name>/mails/upload/<int:upload_id>/again/",
        upload_views.again,
        name="again",
    ),
]
