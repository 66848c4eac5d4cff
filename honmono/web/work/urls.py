"""Addresses of this folder."""

from __future__ import annotations

from django.urls import path

from honmono.web.work import (
    views_accounts,
    views_inquiries,
    views_measures,
    views_people,
    views_questions,
    views_tasks,
)

app_name = "work"
urlpatterns = [
    path("cases/<case:name>/tasks/", views_tasks.tasks, name="tasks"),
    path("cases/<case:name>/add-task/", views_tasks.add, name="task-add"),
    path("cases/<case:name>/tasks/<record:record>/", views_tasks.task, name="task"),
    path(
        "cases/<case:name>/tasks/<record:record>/done/",
        views_tasks.done,
        name="task-done",
    ),
    path(
        "cases/<case:name>/tasks/<record:record>/drop/",
        views_tasks.drop,
        name="task-drop",
    ),
    path(
        "cases/<case:name>/tasks/<record:record>/reopen/",
        views_tasks.reopen,
        name="task-reopen",
    ),
    path(
        "cases/<case:name>/tasks/<record:record>/plan/",
        views_tasks.plan,
        name="task-plan",
    ),
    path("cases/<case:name>/playbook/", views_tasks.playbook, name="playbook"),
    path("cases/<case:name>/playbook/begin/", views_tasks.begin, name="begin"),
    path("cases/<case:name>/questions/", views_questions.questions, name="questions"),
    path(
        "cases/<case:name>/questions/<record:record>/",
        views_questions.question,
        name="question",
    ),
    path(
        "cases/<case:name>/questions/<record:record>/conclude/",
        views_questions.conclude,
        name="conclude",
    ),
    path(
        "cases/<case:name>/hypotheses/<record:record>/",
        views_questions.hypothesis,
        name="hypothesis",
    ),
    path(
        "cases/<case:name>/hypotheses/<record:record>/hold/",
        views_questions.hold,
        name="hold",
    ),
    path("cases/<case:name>/decide/", views_questions.decide, name="decide"),
    path("cases/<case:name>/accounts/", views_accounts.accounts, name="accounts"),
    path(
        "cases/<case:name>/several-accounts/",
        views_accounts.several,
        name="accounts-several",
    ),
    path(
        "cases/<case:name>/accounts/<record:record>/",
        views_accounts.account,
        name="account",
    ),
    path(
        "cases/<case:name>/accounts/<record:record>/changed/",
        views_accounts.changed,
        name="account-changed",
    ),
    path("cases/<case:name>/people/", views_people.people, name="people"),
    path("cases/<case:name>/people/list/", views_people.listed, name="people-list"),
    path("cases/<case:name>/people/export/", views_people.export, name="people-export"),
    path("cases/<case:name>/people/upload/", views_people.upload, name="people-upload"),
    path(
        "cases/<case:name>/people/columns/<str:ticket>/",
        views_people.columns,
        name="people-columns",
    ),
    path("cases/<case:name>/inquiries/", views_inquiries.inquiries, name="inquiries"),
    path("cases/<case:name>/measures/", views_measures.measures, name="measures"),
]
