"""Source: standard input."""

from __future__ import annotations

import io
import sys

import pytest

from honmono.mail.source import Trouble, stdin, survey
from tests.mail.source.build import mail, mails, refused

FROM = b"From t@example.net Mon Apr  6 09:12:44 2026\n"


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("before", [b"", FROM], ids=["plain", "with From_ line"])
def test_one_message_is_the_dash(
    monkeypatch: pytest.MonkeyPatch, before: bytes
) -> None:
    give(monkeypatch, before + mail())

    assert [(each.source, each.data) for each in mails("-")] == [("-", before + mail())]


def test_an_mbox_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, FROM + mail() + b"\n" + FROM + mail("two"))

    assert [each.source for each in mails("-")] == ["-#0", "-#1"]


def test_more_than_fits_into_memory_goes_through_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stdin, "_IN_MEMORY", 10)
    give(monkeypatch, mail())

    assert mails("-")[0].data == mail()


def test_endless_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stdin, "MAX_INPUT", 10)
    give(monkeypatch, mail())

    assert refused("-").trouble is Trouble.TOO_LARGE


def test_no_input_is_empty_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b"")
    assert refused("-").trouble is Trouble.EMPTY

    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-").trouble is Trouble.MISSING


def test_survey_cannot_say() -> None:
    assert survey("-") == 0
