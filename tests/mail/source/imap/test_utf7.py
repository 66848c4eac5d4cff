"""Folder names on the wire."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.mail.source.imap.utf7 import decode, encode

NAMES = [
    ("INBOX", b"INBOX"),
    ("受信トレイ", b"&U9dP4TDIMOwwpA-"),
    ("Tom & Jerry", b"Tom &- Jerry"),
    ("~peter/mail/台北/日本語", b"~peter/mail/&U,BTFw-/&ZeVnLIqe-"),  # RFC 3501 §5.1.3
    ("𠮷野", b"&2ELft5HO-"),
]


@pytest.mark.parametrize(("name", "raw"), NAMES)
def test_names_go_there_and_back(name: str, raw: bytes) -> None:
    assert encode(name) == raw
    assert decode(raw) == name


@given(st.text())
def test_any_text_comes_back(name: str) -> None:
    assert decode(encode(name)) == name


@pytest.mark.parametrize(
    "raw", [b"&", b"&x", b"&U9-", b"\xe5\x8f", b"&2EI-", b"&,,,,,-"]
)
def test_what_is_no_such_name_is_shown_all_the_same(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


@given(st.binary(max_size=40))
def test_no_bytes_are_a_fault(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


def test_names_in_plain_utf8_are_read() -> None:
    assert decode("受信".encode()) == "受信"
