"""Whatever a report holds: no exception, and nothing that grows without bound."""

from __future__ import annotations

import pytest

from honmono.trace.forgery import Forgery
from honmono.trace.reports.quotation import MAX_HEADS, MAX_QUOTED
from tests.trace.reports.make import eml, found, report

MANY = 20_000
TEXTS = {
    "heads": "From: x <x@y.example>\nSent: June 8, 2026 10:15 AM\nTo: a\nSubject: b\n\nc\n",
    "marks": "-----Original Message-----\nSubject: x\n\n",
    "marks inside": "a -----Original Message----- b ",
    "signs": "> > > > > > > >\n> a=20\n",
    "attributions": "On Mon, Jun 8, 2026 at 10:15 AM x <x@y.example> wrote:\n> a\n",
    "colons": "a wrote:\n",
    "people": "From: x <x@y.example>\nTo: " + "a/b/c/d@e, " * 500 + "\nSubject: b\n\n",
    "no line ends": "a@" * 50,
    "cells": "<table><tr><td>From: a<br>Sent: b<br>",
    "boxes": "<blockquote>From: x<br>",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("form", ["plain", "html", "report"])
def test_many_of_each(text: str, form: str) -> None:
    many = text * (MANY // max(1, text.count("\n")) // 4)
    data = (
        report(many)
        if form == "report"
        else eml("a", html=many if form == "html" else "")
    )
    data = eml(many) if form == "plain" else data

    for one in found(data):
        if isinstance(one, Forgery):
            assert len(one.quoted) <= MAX_QUOTED
            assert len(one.heads) <= MAX_HEADS


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"From:\xff\xfe <", b"Content-Type: message/rfc822\n\n\n"],
)
def test_no_mail_at_all(data: bytes) -> None:
    assert len(found(data)) == 1
