"""Archives of mails: as people make them, as attackers make them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from honmono.mail.sandbox import warm
from honmono.mail.source import Access, RawMail, Trouble, Unreadable, read, read_bytes
from honmono.mail.source import zipped as archives
from tests.mail.source.build import crlf, mail, write
from tests.mail.source.zips import (
    PASSWORD,
    aes,
    overlapping,
    streamed,
    with_sizes,
    zip_crypto,
    zipped,
)

ONE, TWO, THREE = mail("one"), crlf(mail("two")), mail("three", "予定\n")
MBOX: Final = b"From a@example.net Mon Apr  6 09:12:44 2026\n%s\n" * 2 % (ONE, THREE)
PICTURE: Final = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture(autouse=True)
def _nobody_waits_afterwards() -> Iterator[None]:
    yield
    warm.end_all()


class Asked:
    """Knows passwords, and remembers what it was asked for."""

    def __init__(self, *known: str | None) -> None:
        self.known, self.names = list(known), list[str]()

    def password_for(self, what: str) -> str | None:
        self.names.append(what)
        return self.known.pop(0) if self.known else None


def of(
    data: bytes, *passwords: str, source: str = "a.zip"
) -> list[RawMail | Unreadable]:
    access = Access(password_for=Asked(*passwords).password_for)
    return list(read_bytes(data, source, access))


def lines(data: bytes, *passwords: str) -> list[tuple[str, str]]:
    """Source and what was found: the subject, or the refusal."""
    return [
        (each.source, _subject(each.data) if isinstance(each, RawMail) else str(each))
        for each in of(data, *passwords)
    ]


def _subject(data: bytes) -> str:
    return data.split(b"Subject: ")[1].splitlines()[0].decode()


def only(data: bytes, *passwords: str) -> str:
    """The one line that there is, about the archive as a whole."""
    ((source, line),) = lines(data, *passwords)
    assert source == "a.zip"
    return line


@pytest.mark.parametrize(
    "method",
    [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
)
def test_mails_come_in_the_order_of_the_directory(method: int) -> None:
    data = zipped({"b.eml": ONE, "a.eml": TWO, "dir/": b"", "dir/c": THREE}, method)
    assert lines(data) == [("a.zip#0", "one"), ("a.zip#1", "two"), ("a.zip#2", "three")]


def test_bytes_and_hash_are_those_of_the_member(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", zipped({"a.eml": TWO}))
    (found,) = read(path)
    assert isinstance(found, RawMail)
    assert (found.data, found.source) == (TWO, f"{path}#0")
    assert found.sha256 == hashlib.sha256(TWO).hexdigest()


def test_members_are_told_by_content_and_numbered_flat() -> None:
    inner = zipped({"c.eml": THREE, "deeper.bin": zipped({"x": ONE})})
    emlx = b"%d\n%s" % (len(ONE), ONE)
    data = zipped({"old": MBOX, "a.jpg": emlx, "in.dat": inner, "last.eml": TWO})
    subjects = ["one", "three", "one", "three", "one", "two"]
    assert lines(data) == [(f"a.zip#{n}", s) for n, s in enumerate(subjects)]


def test_what_is_no_mail_has_its_line_and_name() -> None:
    data = zipped({"メモ.txt": b"call me", "a.eml": ONE, "b\x1b[31m.png": PICTURE})
    assert lines(data) == [
        ("a.zip#0", "not-a-mail: メモ.txt: looks like text without a mail's header"),
        ("a.zip#1", "one"),
        ("a.zip#2", "not-a-mail: b [31m.png: looks like a picture (PNG)"),
    ]


def test_what_systems_put_beside_files_is_silent_unless_it_is_mail() -> None:
    data = zipped(
        {
            "__MACOSX/._a.eml": b"\0\5\x16\7" + bytes(50),
            ".DS_Store": b"\0\0\0\1Bud1",
            "Thumbs.db": b"\xd0\xcf\x11",
            "Maildir/dovecot.index.log": b"\1\2\3",
            "Maildir/.Sent/cur/1.M1.mx:2,S": ONE,
        }
    )
    assert lines(data) == [("a.zip#0", "one")]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "empty: a ZIP archive without files"),
        ({".DS_Store": b"\0\0"}, "empty: a ZIP archive without files"),
        (
            {"[Content_Types].xml": b"<?xml", "word/document.xml": b"<?xml"},
            "not-a-mail: looks like an Office document",
        ),
        (
            {
                "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n",
                "A.class": b"\xca\xfe",
            },
            "not-a-mail: looks like a Java program or a signed archive",
        ),
        (
            {"a.png": PICTURE, "b.txt": b"x"},
            (
                "not-a-mail: a ZIP archive of 2 files, none of them a mail "
                "(the first, a.png: looks like a picture (PNG))"
            ),
        ),
    ],
)
def test_an_archive_without_mail_is_one_line(
    members: dict[str, bytes], words: str
) -> None:
    assert only(zipped(members)) == words


def test_a_document_in_an_archive_is_one_line() -> None:
    docx = zipped({"[Content_Types].xml": b"<?xml", "word/document.xml": b"<?xml"})
    assert lines(zipped({"a.docx": docx, "a.eml": ONE})) == [
        ("a.zip#0", "not-a-mail: a.docx: looks like an Office document"),
        ("a.zip#1", "one"),
    ]


def test_what_could_hold_mail_is_never_summed_up() -> None:
    data = zipped({"a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20), "a.txt": b"x"})
    ((_, first), _) = lines(data)
    assert first.startswith("not-supported: a.7z: looks like a 7z archive")


# Forms of archives


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_forms_that_programs_write() -> None:
    plain = zipped({"a.eml": ONE, "b.eml": TWO})
    both = [("a.zip#0", "one"), ("a.zip#1", "two")]
    assert lines(streamed({"a.eml": ONE, "b.eml": TWO})) == both
    assert (
        lines(zipped([("a.eml", ONE), ("a.eml", TWO)])) == both
    )  # the same name twice
    before = zipped({"x.bin": b"x"})[:40]
    assert lines(before + plain) == both  # bytes before the archive
    assert lines(plain + b"\0" * 100) == both  # and after it

    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in (("a.eml", ONE), ("b.eml", TWO)):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    assert lines(kept.getvalue()) == both


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\a.eml", "a\0b"]
)
def test_a_name_is_never_a_path(name: str, tmp_path: Path) -> None:
    data = zipped({name: ONE, "photo.png": PICTURE})
    path = write(tmp_path / "in" / "a.zip", data)
    first, _ = read(path)
    assert isinstance(first, RawMail)
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.zip"]


# Passwords


@pytest.mark.parametrize("locked", [aes, zip_crypto])
def test_a_locked_archive_is_read_with_its_password(locked: object) -> None:
    data = locked({"a.eml": ONE, "b.eml": TWO})  # type: ignore[operator]
    both = [("a.zip#0", "one"), ("a.zip#1", "two")]
    assert lines(data, PASSWORD) == both
    assert lines(data, "wrong", PASSWORD) == both


@pytest.mark.parametrize("locked", [aes, zip_crypto])
def test_without_its_password_it_is_one_line(locked: object) -> None:
    data = locked({"a.eml": ONE, "b.eml": TWO})  # type: ignore[operator]
    what = "locked: 2 of its 2 files are locked with a password"
    mend = "give it in HONMONO_ZIP_PASSWORD, or on a terminal, which asks for it"
    assert only(data) == f"{what}: {mend}"
    wrong = "and the one given does not open them"
    assert only(data, "wrong") == f"{what}, {wrong}: {mend}"
    assert PASSWORD not in only(data, PASSWORD[:-1])


def test_wrong_passwords_that_look_right_at_first_open_nothing() -> None:
    """One of 256 fits the header of ZipCrypto."""
    data = zip_crypto({"a.eml": ONE})
    for number in range(0, 600, 5):
        some = [f"wrong-{n}" for n in range(number, number + 5)]
        assert only(data, *some).startswith("locked: ")


def test_passwords_may_be_japanese() -> None:
    both = [("a.zip#0", "one")]
    assert lines(aes({"a.eml": ONE}, "合言葉"), "合言葉") == both
    locked = zip_crypto({"a.eml": ONE}, "合言葉".encode("cp932"))
    assert lines(locked, "合言葉") == both


def test_what_is_not_locked_is_read_in_any_case() -> None:
    data = zip_crypto({"b.eml": TWO}, plain={"a.eml": ONE})
    (source, refusal), mail_ = lines(data)
    assert (source, refusal[:35]) == ("a.zip", "locked: 1 of its 2 files are locked")
    assert mail_ == ("a.zip#0", "one")
    assert lines(data, PASSWORD) == [("a.zip#0", "one"), ("a.zip#1", "two")]


def test_the_password_is_asked_for_by_the_name_of_the_archive() -> None:
    asked = Asked("wrong", None)
    inner = zipped({"in.zip": aes({"a.eml": ONE}), "b.eml": TWO})
    found = list(read_bytes(inner, "a.zip", Access(password_for=asked.password_for)))
    assert asked.names == ["a.zip: in.zip"] * 2
    assert [each.source for each in found] == ["a.zip#0", "a.zip#1"]
    assert str(found[0]).startswith("locked: in.zip: 1 of its 1 files")


def test_somebody_who_always_says_the_same_is_not_asked_forever() -> None:
    asked = Asked(*["wrong"] * 10)
    list(read_bytes(aes({"a": ONE}), "a.zip", Access(password_for=asked.password_for)))
    assert len(asked.names) == 2


# Attacks


def test_damage_to_one_member_leaves_the_others() -> None:
    data = bytearray(zipped({"a.eml": ONE, "b.eml": TWO, "c.eml": THREE}))
    at = data.index(b"b.eml") + 5
    data[at : at + 20] = b"\xff" * 20
    first, (source, second), third = lines(bytes(data))
    assert (first[1], third[1]) == ("one", "three")
    assert source == "a.zip#1"
    assert second.startswith("broken-container: b.eml: damaged")


def test_a_wrong_checksum_is_damage() -> None:
    data = bytearray(zipped({"a.eml": ONE}, zipfile.ZIP_STORED))
    data[data.index(b"Good")] ^= 1
    ((_, line),) = lines(bytes(data))
    assert line.startswith("broken-container: a.eml: damaged: Bad CRC-32")


@pytest.mark.parametrize("cut", [30, 60, -1, -10, -22, -40])
def test_a_cut_archive_is_one_line(cut: int) -> None:
    data = zipped({"a.eml": ONE, "b.eml": TWO})[:cut]
    assert only(data) == (
        "broken-container: a ZIP archive without a directory at its end: "
        "cut off, or damaged"
    )


def test_bombs_are_refused_by_name() -> None:
    bomb = zipped({"bomb.txt": bytes(129 * 2**20), "a.eml": ONE})
    (_, first), (_, second) = lines(bomb)
    assert first.startswith("too-large: bomb.txt: 135,266,304 bytes or more; up to")
    assert second == "one"
    (_, lie), _ = lines(with_sizes(bomb, 500))
    assert lie.startswith("broken-container: bomb.txt: damaged")


def test_an_archive_unpacks_to_so_much_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "ALWAYS", 2**20)
    pieces = {f"{n}.txt": bytes(2**18) for n in range(20)}
    *_, (source, last) = lines(zipped({"a.eml": ONE, **pieces}))
    assert source == "a.zip"
    assert (
        last
        == "too-large: unpacks to more than 50 times its size: the rest is not read"
    )
    inner = zipped({f"{n}.zip": zipped(pieces) for n in range(20)} | {"a.eml": ONE})
    assert len(inner) < 100_000
    assert str(lines(inner)).count("unpacks to more than 50 times") >= 1


def test_members_that_share_bytes_are_refused() -> None:
    *shared, last = lines(overlapping(ONE, 50))
    assert len(shared) == 49
    assert all("it shares its bytes with another" in line for _, line in shared)
    assert last[1] == "one"


def test_archives_in_archives_are_opened_so_deep() -> None:
    data = zipped({"a.eml": ONE})
    for _ in range(archives.MAX_DEPTH - 1):
        data = zipped({"in.zip": data})
    assert lines(data) == [("a.zip#0", "one")]
    ((_, line),) = lines(zipped({"in.zip": data}))
    assert line.endswith("archives in archives are opened 3 deep; unpack it first")
    assert line.startswith("not-supported: in.zip/in.zip/in.zip: ")


def test_an_archive_has_so_many_files() -> None:
    many = zipped({str(n): b"" for n in range(100_001)}, zipfile.ZIP_STORED)
    assert only(many).startswith("too-large: 100,001 files in one archive")


def test_kinds_of_locks_and_packing_that_nobody_reads() -> None:
    strong = zip_crypto({"a.eml": ONE}, flags=1 | 0x40)
    assert only(strong, PASSWORD).startswith("not-supported: strong encryption")
    data = bytearray(zipped({"a.eml": ONE, "b.eml": TWO}))
    at = data.index(b"PK\1\2")
    data[at + 10] = data[data.index(b"PK\3\4") + 8] = 9  # Deflate64
    (_, first), (_, second) = lines(bytes(data))
    assert first.startswith("not-supported: a.eml: That compression method is not")
    assert second == "two"


def test_a_large_member_fits_into_the_worker() -> None:
    large = ONE + b"x" * (128 * 2**20 - len(ONE))
    (found,) = of(zipped({"a.eml": large}, zipfile.ZIP_STORED))
    assert isinstance(found, RawMail)
    assert found.data == large


def hungry(names: str) -> bytes:
    """LZMA members that want 4 GB of memory, but those in capital letters."""
    data = bytearray()
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), ONE, zipfile.ZIP_LZMA)
        kept = archive.fp
    assert isinstance(kept, io.BytesIO)
    data += kept.getvalue()
    for name in names:
        if name.islower():
            at = data.index(name.encode() + b"\x09\x04\x05\0") + 1
            data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    return bytes(data)


def test_a_member_that_ends_its_reader_costs_itself_alone() -> None:
    first, (source, second), third = lines(hungry("AbC"))
    assert (first[1], third[1]) == ("one", "one")
    assert source == "a.zip#1"
    assert second == (
        "too-large: file 2 of the archive: needs more than 512 MB of memory"
    )


def test_a_reader_dies_so_often_and_no_more() -> None:
    *some, (source, last) = lines(hungry("abcdE"))
    assert len(some) == archives.MAX_DEATHS
    assert source == "a.zip"
    assert last == (
        "broken-container: 2 files of the archive end its reader; the rest is not read"
    )


def test_formats_are_told_by_their_first_bytes() -> None:
    assert archives.fits(zipped({"a": b"x"}))
    assert archives.fits(zipped({}))
    assert not archives.fits(b"PK is a name\n")
    assert Trouble.LOCKED.value == "locked"


def test_archives_of_one_name_are_asked_for_one_by_one() -> None:
    asked = Asked(PASSWORD, "another")
    name = "報告" * 80  # is cut where it is shown
    two = {f"{name}1.zip": aes({"a": ONE}), f"{name}2.zip": aes({"b": TWO}, "another")}

    found = list(read_bytes(zipped(two), "a.zip", Access(asked.password_for)))

    assert len(set(asked.names)) == 2
    assert [type(each) for each in found] == [RawMail, RawMail]
