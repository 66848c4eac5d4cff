"""A mail that is rebuilt keeps the sha256 of its file."""

from __future__ import annotations

import hashlib

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable, rebuild
from honmono.mail.source._core import Span

SPAN = Span("letter.msg", 0, 4, rebuild="test")


def test_the_sha256_is_that_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rebuild.ALL, "test", "honmono.mail.sandbox.probe:same")
    data = b"rebuilt\nFrom: a"
    mail = rebuild.rebuilt(SPAN, data)
    sha256 = hashlib.sha256(data).hexdigest()
    assert mail == RawMail(b"From: a", "letter.msg", sha256, ("rebuilt",))


def test_what_cannot_be_rebuilt_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rebuild.ALL, "test", "honmono.mail.sandbox.probe:no_such_thing")
    mail = rebuild.rebuilt(SPAN, b"data")
    assert isinstance(mail, Unreadable)
    assert mail.trouble is Trouble.BROKEN_CONTAINER
    assert mail.sha256 == hashlib.sha256(b"data").hexdigest()
