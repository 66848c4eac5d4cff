"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.documents import doing, views

_ALL = "cases/<case:name>/documents/"
_ONE = _ALL + "<int:draft_id>/"

app_name = "documents"
urlpatterns = [
    path(_ALL, views.list_, name="list"),
    path(_ALL + "new/", views.new, name="new"),
    path(_ONE, views.draft, name="draft"),
    path(_ONE + "files/<code:language>/<code:form>/", views.file, name="file"),
    path(_ONE + "kept/<sha256:original>/", views.kept, name="kept"),
    path(_ONE + "words/<code:key>/", doing.words, name="words"),
    path(_ONE + "anew/", doing.anew, name="anew"),
    path(_ONE + "review/", doing.review, name="review"),
    path(_ONE + "approve/", doing.approve, name="approve"),
    path(_ONE + "outside/", doing.outside, name="outside"),
    path(_ONE + "return/", doing.send_back, name="return"),
    path(_ONE + "withdraw/", doing.withdraw, name="withdraw"),
    path(_ONE + "issue/", doing.issue, name="issue"),
]
