"""What the sandbox's job says of an archive; here without the sandbox."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from typing import Final

import pytest

from benchmarks.zip_bombs import Part, archive_of
from honmono.mail.sandbox import FailureKind, Refused
from honmono.mail.source.zipped_members import members, shown, warm_up
from tests.mail.source.zips import PASSWORD, aes, zip_crypto, zipped

TWO: Final = {"a.eml": b"one", "b/": b"", "b/b.eml": b"two"}


def labels(data: bytes, **arguments: str) -> list[dict[str, object]]:
    return [
        json.loads(item.label) | ({"data": item.data} if item.data else {})
        for item in members(io.BytesIO(data), most="100", **arguments)
    ]


def test_the_number_of_files_comes_first_then_each() -> None:
    assert labels(zipped(TWO)) == [
        {"files": 2},
        {"name": "a.eml", "size": 3, "data": b"one"},
        {"name": "b/b.eml", "size": 3, "data": b"two"},
    ]


def test_it_may_be_gone_on_with_from_anywhere() -> None:
    assert [label.get("data") for label in labels(zipped(TWO), start="1")] == [
        *(None, b"two"),
    ]
    assert labels(zipped(TWO), start="2") == [{"files": 2}]


def test_what_is_locked_is_passed_over_and_counted() -> None:
    data = zip_crypto({"a": b"one"}, plain={"b": b"two"})
    first, second, third = labels(data, locked="skip")
    assert (first, second["data"], third["skipped"]) == ({"files": 2}, b"two", True)


@pytest.mark.parametrize("locked", [aes({"a": b"one"}), zip_crypto({"a": b"one"})])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_password_that_does_not_fit_is_refused(locked: bytes, password: str) -> None:
    with pytest.raises(Refused) as refused:
        labels(locked, password=password)
    assert refused.value.kind is FailureKind.LOCKED
    assert labels(locked, password=PASSWORD)[1]["data"] == b"one"


def test_the_ciphers_are_there_before_the_door_closes() -> None:
    warm_up()


@pytest.mark.parametrize("name", ["請求書.eml", "plain.eml", "ｶﾅ/①髙.eml"])
def test_names_are_shown_as_they_were_meant(name: str) -> None:
    """UTF-8 as zips say it, and the Japanese of Windows, which says nothing."""
    for data in (zipped({name: b"x"}), zip_crypto({}, plain={name: b"x"})):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert [shown(member) for member in archive.infolist()] == [name]


def test_a_long_name_shows_its_end() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"x" * 5000 + ".eml": b""}))) as archive:
        (name,) = [shown(member) for member in archive.infolist()]
    assert len(name) == 120
    assert name.endswith("x.eml")


@pytest.mark.parametrize("name", ["", "a\0b", "/", "\\"])
def test_any_name_will_do(name: str) -> None:
    data = archive_of([Part(name, b"", 0, 0), Part("b", b"", 0, 0)])
    assert labels(data)[0]["files"] in (1, 2)


def test_damage_is_refused_whatever_a_library_raises() -> None:
    """Found by the fuzzer: pyzipper has exceptions of its own, and forgets to check."""
    data = aes({"a": b"one"})
    for at in range(len(data)):
        damaged = data[:at] + b"\xff" + data[at + 1 :]
        with suppress(Refused):
            labels(damaged, password=PASSWORD)
