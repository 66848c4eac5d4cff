"""Source: Outlook's data file; mails are read, the rest is counted, breakdowns are passed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from honmono.mail import sandbox
from honmono.mail.sandbox import Failure, FailureKind, Item
from honmono.mail.source import (
    Access,
    RawMail,
    Trouble,
    Unreadable,
    pst,
    read_bytes,
)
from honmono.mail.source._core import Opened

MAIL = b"From: a@example.net\nSubject: x\n\n"


def item(number: int, data: bytes = MAIL, **said: str) -> Item:
    label = {"number": number, "folder": "Inbox", "notes": "rebuilt", **said}
    return Item(json.dumps(label), data)


def found_in(
    monkeypatch: pytest.MonkeyPatch, runs: list[list[Item | Failure]]
) -> tuple[list[RawMail | Unreadable], list[str], list[str]]:
    """What comes out when the worker answers so, run by run; what was told; the starts."""
    told: list[str] = []
    starts: list[str] = []
    left = iter(runs)

    def stream(job: str, file: object, start: str) -> Iterator[Item | Failure]:
        del job, file
        starts.append(start)
        yield from next(left)

    monkeypatch.setattr(sandbox, "stream", stream)
    opened = Opened(io.BytesIO(b""), "a.pst", 0, b"", Access(tell=told.append))
    return list(pst.find(opened)), told, starts


def test_mails_are_counted_from_zero_and_the_rest_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run: list[Item | Failure] = [
        item(0),
        item(1, b"", not_mail="contact"),
        item(2),
        item(3, b"", error="page 7"),
    ]
    found, told, _ = found_in(monkeypatch, [run])

    assert [each.source for each in found] == ["a.pst#0", "a.pst#1", "a.pst#2"]
    assert found[0] == RawMail(MAIL, "a.pst#0", notes=("rebuilt",))
    assert isinstance(found[2], Unreadable)
    assert found[2].trouble is Trouble.BROKEN_CONTAINER
    assert told == ["a.pst: passed over, as it is no mail: contact: 1"]


def test_behind_a_breakdown_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    crash = Failure(FailureKind.CRASHED, "signal 11")
    found, _, starts = found_in(monkeypatch, [[item(0), crash], [crash], [item(3)]])

    assert [type(each) for each in found] == [RawMail, Unreadable, Unreadable, RawMail]
    assert [each.source for each in found] == [f"a.pst#{n}" for n in range(4)]
    assert starts == ["0", "2", "3"]


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        (FailureKind.CRASHED, pst.MAX_BREAKDOWNS),
        (FailureKind.TOO_MUCH_MEMORY, pst.MAX_BREAKDOWNS),
        (FailureKind.TIMED_OUT, pst.MAX_TIME_OUTS),
    ],
)
def test_breakdowns_have_an_end(
    monkeypatch: pytest.MonkeyPatch, kind: FailureKind, most: int
) -> None:
    found, _, starts = found_in(monkeypatch, [[Failure(kind, "why")]] * 100)

    assert len(starts) == most
    assert len(found) == most + 1
    assert "given up" in str(found[-1])


@pytest.mark.parametrize(
    "label",
    ["", "[]", "{", "{}", '{"number": "1"}', '{"number": -1}', "[" * 60_000],
)
def test_what_a_captured_worker_says_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    found, _, _ = found_in(monkeypatch, [[Item(label, MAIL)]])

    assert [type(each) for each in found] == [Unreadable]


def test_a_worker_that_runs_in_a_circle_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, _, _ = found_in(monkeypatch, [[item(5), item(5), item(5)]])

    assert [type(each) for each in found] == [RawMail, Unreadable]


def test_what_a_worker_says_is_one_printable_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, _, _ = found_in(monkeypatch, [[item(0, b"", error="a\nb\x1b[31m" * 200)]])

    assert isinstance(found[0], Unreadable)
    assert found[0].detail.isprintable()
    assert len(found[0].detail) <= 200


@pytest.mark.parametrize(
    ("kind", "trouble", "said"),
    [
        (FailureKind.BROKEN, Trouble.BROKEN_CONTAINER, "page"),
        (
            FailureKind.NOT_INSTALLED,
            Trouble.NOT_SUPPORTED,
            'pip install "honmono[pst]"',
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_line(
    monkeypatch: pytest.MonkeyPatch, kind: FailureKind, trouble: Trouble, said: str
) -> None:
    found, _, _ = found_in(monkeypatch, [[Failure(kind, "page 7")]])

    assert isinstance(found[0], Unreadable)
    assert found[0].source == "a.pst"
    assert found[0].trouble is trouble
    assert said in found[0].detail


def test_a_file_without_mail_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    found, told, _ = found_in(monkeypatch, [[item(0, b"", not_mail="contact")]])

    assert [str(each) for each in found] == [
        "empty: the data file holds no mail (contact: 1)"
    ]
    assert told == []


def test_a_broken_one_is_refused_by_the_library() -> None:
    (found,) = read_bytes(b"!BDN" + bytes(2_000), "a.pst")

    assert isinstance(found, Unreadable)
    assert found.trouble is Trouble.BROKEN_CONTAINER
