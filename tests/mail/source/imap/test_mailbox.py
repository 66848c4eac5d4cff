"""A mailbox over several connections, and its folders."""

from __future__ import annotations

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable, find
from honmono.mail.source.imap import Mailbox, understood
from honmono.mail.source.imap import find as find_with
from honmono.mail.source.imap._core import CutError, Pace, RefusedError
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot
from tests.mail.source.imap.fake import CLOSE, Fake

MAILS = {1: mail()}


def sources(server: Dovecot, folder: str) -> list[str]:
    found = list(find(server.url(folder), server.access))
    assert all(isinstance(each, RawMail) for each in found), found
    return [understood(each.source).folder for each in found]


def refused(server: Dovecot, folder: str) -> Unreadable:
    (found,) = find(server.url(folder), server.access)
    assert isinstance(found, Unreadable)
    return found


def test_folders_by_name_and_pattern(dovecot: Dovecot) -> None:
    for folder in (
        "Kita",
        "Kita.2025",
        "Kita.2025.spring",
        "受信 トレイ",
        "Tom & Jerry",
    ):
        dovecot.deliver(mail(folder), folder)

    assert sources(dovecot, "Kita*") == ["Kita", "Kita.2025", "Kita.2025.spring"]
    assert sources(dovecot, "Kita.%") == ["Kita.2025"]
    assert sources(dovecot, "Kita.%25") == ["Kita.2025"]
    assert sources(dovecot, "受信 トレイ") == ["受信 トレイ"]
    assert sources(dovecot, "%E5%8F%97%E4%BF%A1*") == ["受信 トレイ"]
    assert sources(dovecot, "Tom & Jerry") == ["Tom & Jerry"]


def test_a_folder_that_is_not_there_names_the_nearest(dovecot: Dovecot) -> None:
    dovecot.deliver(mail(), "Archiv.2024")

    for wrong in ("Archive.2024", "archiv.2024", "Archiv/2024"):
        found = refused(dovecot, wrong)
        assert found.trouble is Trouble.MISSING
        assert "the nearest is Archiv.2024" in found.detail
    assert refused(dovecot, "Zzz*").trouble is Trouble.MISSING
    assert "no folder fits" in refused(dovecot, "Zzz*").detail


def test_a_folder_that_the_server_spells_otherwise() -> None:
    raw = "受信".encode()
    script = {
        b"LIST": b'* LIST () "/" "%b"\r\n%%TAG%% OK\r\n' % raw,
        b'EXAMINE "&': b"%TAG% NO unknown\r\n",
    }
    with Fake(MAILS, script) as server:
        (found,) = find(server.url("受信"), server.access)

    assert isinstance(found, RawMail)
    assert b'EXAMINE "%b"' % raw in server.heard


def test_a_folder_that_cannot_be_opened_costs_no_other() -> None:
    listing = b"".join(
        b'* LIST (%b) "/" "%b"\r\n' % (flags, name)
        for flags, name in (
            (b"", b"b"),
            (b"\\Noselect", b"x"),
            (b"", b"a"),
            (b"", b"a"),
        )
    )
    script = {
        b"LIST": listing + b"%TAG% OK\r\n",
        b'EXAMINE "a"': b"%TAG% NO [NOPERM] not yours\r\n",
    }
    with Fake(MAILS, script) as server:
        no, yes = find(server.url("*"), server.access)

    assert isinstance(no, Unreadable)
    assert no.trouble is Trouble.NO_ACCESS
    assert "not yours" in no.detail
    assert isinstance(yes, RawMail)
    assert understood(yes.source).folder == "b"


def test_when_the_server_is_gone_the_folders_that_are_left_are_counted() -> None:
    listing = b"".join(b'* LIST () "/" "%b"\r\n' % name for name in (b"a", b"b", b"c"))
    script = {b"LIST": listing + b"%TAG% OK\r\n", b'EXAMINE "b"': CLOSE}
    with Fake(MAILS, script) as server:
        found = list(find_with(server.url("*"), server.access, Pace(waits=(0,))))

    assert isinstance(found[0], RawMail)
    assert isinstance(found[1], Unreadable)
    assert "1 more folders" in found[1].detail
    assert len(found) == 2


def test_a_server_that_lists_without_end() -> None:
    line = b'* LIST () "/" "a"\r\n'
    with Fake(MAILS, {b"LIST": line * 40_000}) as server:
        (found,) = find_with(server.url("*"), server.access, Pace(waits=()))

    assert isinstance(found, Unreadable)
    assert "without end" in found.detail


def test_a_folder_without_lasting_numbers_is_refused() -> None:
    with Fake(MAILS, uidvalidity=lambda _: 0) as server:
        (found,) = find(server.url(), server.access)

    assert isinstance(found, Unreadable)
    assert found.trouble is Trouble.NOT_SUPPORTED


def test_coming_back_waits_longer_each_time_and_ends() -> None:
    waited: list[float] = []
    with Fake(MAILS) as server:
        place = understood(server.url())
        with Mailbox(place, server.access, Pace(waits=(1, 2, 4)), waited.append) as box:
            box.session()
            for _ in range(3):
                box.was_cut(CutError("x"))
            with pytest.raises(RefusedError, match="4 times"):
                box.was_cut(CutError("x"))
            assert waited == [1, 2, 4]
            box.went_on()
            box.was_cut(CutError("x"))
            assert waited == [1, 2, 4, 1]


def test_what_is_wrong_at_first_is_said_at_once() -> None:
    waited: list[float] = []
    with Fake(MAILS, greeting=CLOSE) as server:
        place = understood(server.url())
        with (
            Mailbox(place, server.access, wait=waited.append) as box,
            pytest.raises(RefusedError, match="cannot be read"),
        ):
            box.session()
    assert waited == []
