"""ZIP files: everything in them is read or told, and nothing is opened by name."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest

from honmono.sweep.importers import Member, bundle, members, read
from tests.sweep.importers.made import CLAMAV, file


def zipped(**files: bytes) -> bytes:
    return zip_of({name.replace("__", "."): data for name, data in files.items()})


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def told(found: list[Member]) -> list[str]:
    return [one.trouble.code for one in found if one.trouble]


def test_a_file_that_is_no_zip_is_its_own_member() -> None:
    assert list(members("a/b.log", b"x")) == [Member("b.log", "a/b.log", b"x")]


def test_every_file_of_a_zip_is_had_with_its_place() -> None:
    data = zip_of({"floor2/TKY-PC014_clamscan.log": CLAMAV, "x/": b"", "b.log": b"y"})
    found = list(members("tokyo.zip", data))

    assert [(one.name, one.place) for one in found] == [
        ("TKY-PC014_clamscan.log", "tokyo.zip/floor2/TKY-PC014_clamscan.log"),
        ("b.log", "tokyo.zip/b.log"),
    ]
    assert read(file(found[0].data, found[0].name)).scans[0].host == "TKY-PC014"


def test_a_zip_in_a_zip_is_opened_and_one_in_that_is_not() -> None:
    inner = zipped(a__log=b"1")
    two = zipped(inner__zip=inner)
    three = zipped(two__zip=two)

    assert [one.place for one in members("x.zip", two)] == ["x.zip/inner.zip/a.log"]
    assert told(list(members("x.zip", three))) == ["bundle-too-deep"]


@pytest.mark.parametrize(
    "name", ["../a.log", "/etc/passwd", "a/../../b", "C:/a.log", "..\\a.log"]
)
def test_a_name_that_leads_outside_is_told_and_not_read(name: str) -> None:
    found = list(members("x.zip", zip_of({name: b"1", "b.log": b"2"})))

    assert told(found) == ["bundle-name"]
    assert [one.data for one in found if not one.trouble] == [b"2"]


def test_a_link_in_a_zip_is_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert told(list(members("x.zip", out.getvalue()))) == ["bundle-name"]


def test_japanese_names_of_windows_are_readable() -> None:
    data = bytearray(zip_of({"aaaaaaaaaaaa.log": b"1"}))
    name = "東京支店です".encode("cp932")
    data = data.replace(b"aaaaaaaaaaaa", name)

    assert [one.name for one in members("x.zip", bytes(data))] == ["東京支店です.log"]


def encrypted() -> bytes:
    """A member with the bit that says so; what is in it does not matter here."""
    data = bytearray(zip_of({"a.log": b"1" * 20}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark) + at
        data[place] |= 1
    return bytes(data)


def test_an_encrypted_member_asks_for_its_password() -> None:
    assert told(list(members("x.zip", encrypted()))) == ["bundle-encrypted"]


def test_a_wrong_password_is_told() -> None:
    assert told(list(members("x.zip", encrypted(), "x"))) in (
        ["bundle-password"],
        ["bundle-broken"],
    )


def test_other_methods_than_those_of_windows_are_told() -> None:
    data = zip_of({"a.log": b"1" * 99}, zipfile.ZIP_BZIP2)

    assert told(list(members("x.zip", data))) == ["bundle-method"]


def test_a_list_of_excel_is_told_as_one() -> None:
    data = zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})

    assert told(list(members("x.xlsx", data))) == ["office-file"]


def test_an_empty_zip_is_told() -> None:
    assert told(list(members("x.zip", zip_of({})))) == ["bundle-empty"]


def test_what_systems_put_there_by_themselves_is_left_out() -> None:
    data = zip_of({"__MACOSX/._a": b"1", "Thumbs.db": b"1", "a.log": b"1"})

    assert [one.name for one in members("x.zip", data)] == ["a.log"]


def test_a_bomb_is_stopped_by_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LARGEST", 1_000)
    monkeypatch.setattr(bundle, "MOST_UNPACKED", 2_500)
    data = zip_of({str(n): b"\0" * 900 for n in range(9)} | {"big": b"\0" * 10**6})
    left = bundle._Left(unpacked=2_500)

    found = list(bundle._unpacked("x.zip", data, "", left, is_inner=False))

    assert sum(len(one.data) for one in found) <= 2_500
    assert told(found)[-1] == "bundle-too-much"


def test_a_member_that_lies_about_its_size_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "LARGEST", 1_000)

    assert told(list(members("x.zip", zip_of({"a": b"\0" * 10**6})))) == ["too-large"]


def test_a_hundred_thousand_members_are_the_most() -> None:
    left = bundle._Left(members=2)
    data = zip_of({str(n): b"x" for n in range(5)})

    found = list(bundle._unpacked("x.zip", data, "", left, is_inner=False))

    assert [one.data for one in found] == [b"x", b"x", b""]
    assert told(found) == ["bundle-too-much"]


def test_a_directory_that_is_too_large_is_not_even_listed() -> None:
    data = bytearray(zip_of({"a": b"x"}))
    data[-10:-6] = struct.pack("<I", 1 << 28)

    assert told(list(members("x.zip", bytes(data)))) == ["bundle-too-much"]


@pytest.mark.parametrize("kind", ["deflated", "stored"])
def test_cut_or_mutated_at_any_byte_nothing_raises(kind: str) -> None:
    method = zipfile.ZIP_DEFLATED if kind == "deflated" else zipfile.ZIP_STORED
    data = zip_of({"a.log": b"abcabc" * 9, "b/c.log": b"x"}, method)
    begin = time.process_time()
    for at in range(len(data)):
        for changed in (
            data[:at],
            data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :],
        ):
            assert list(members("x.zip", changed))
    assert time.process_time() - begin < 20


def test_names_are_shown_and_harmless() -> None:
    assert bundle.shown("a\nb\u202egpj.exe\0") == "a\ufffdb\ufffdgpj.exe\ufffd"
    assert len(bundle.shown("x" * 9_999)) == 200


def test_an_entry_without_a_name_stops_nothing() -> None:
    data = zip_of({"a": CLAMAV})
    directory = data.index(b"PK\x01\x02")  # of its one entry: cut the name away
    length = directory + 28
    data = data[:length] + b"\x00\x00" + data[length + 2 :]
    data = data[: directory + 46] + data[directory + 47 :]
    end = data.index(b"PK\x05\x06")
    size = struct.pack("<I", end - directory)
    data = data[: end + 12] + size + data[end + 16 :]
    with pytest.raises(IndexError):
        zipfile.ZipFile(io.BytesIO(data)).infolist()[0].is_dir()

    assert all(isinstance(one, Member) for one in members("x.zip", data))
