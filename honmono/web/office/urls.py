"""Addresses of settings."""

from __future__ import annotations

from django.urls import path

from honmono.web.office import entries, lists, views

app_name = "office"
urlpatterns = [
    path("settings/", views.overview, name="overview"),
    path("settings/begin/", views.begin, name="begin"),
    path("settings/text/", views.text, name="text"),
    path("settings/history/", views.history, name="history"),
    path("settings/history/<int:version_id>/", views.version, name="version"),
    path("settings/history/<int:version_id>/back/", views.put_back, name="put-back"),
    path("settings/organization/", entries.organization, name="organization"),
    path("settings/upload/", lists.upload, name="upload"),
    path("settings/upload/<int:list_id>/", lists.look, name="look"),
    path("settings/upload/<int:list_id>/take/", lists.take, name="take"),
    path("settings/upload/<int:list_id>/discard/", lists.discard, name="discard"),
    path("settings/<code:part>/", entries.list_, name="list"),
    path("settings/<code:part>/add/", entries.add, name="add"),
    path("settings/<code:part>/<int:number>/", entries.edit, name="edit"),
    path("settings/<code:part>/<int:number>/remove/", entries.remove, name="remove"),
]
