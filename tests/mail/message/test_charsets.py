"""Bytes → text: labels as mails write them, and bytes that contradict them."""

from __future__ import annotations

import binascii
import json
from pathlib import Path
from typing import Final

import pytest

from honmono.mail.message.charsets import decode, guess
from honmono.mail.message.headers import (
    decode_words,
    parameters,
    split_headers,
)
from honmono.mail.message.model import Defect
from honmono.tables import rows

FOLDER: Final = Path(__file__).parent / "charsets"
CASES: Final = [
    json.loads(line)
    for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()
]


def _shown(mail: bytes, look_at: str) -> str:
    """What a reader sees of a small mail, by the functions under test alone."""
    block = split_headers(mail)
    fields = {header.name.lower(): header.value for header in block.headers}
    if look_at == "subject":
        return decode_words(fields["subject"])[0]
    if look_at == "text":
        body = mail[block.body_start :]
        encoding = fields.get("content-transfer-encoding", b"").strip()
        if encoding == b"base64":
            body = binascii.a2b_base64(body)
        elif encoding == b"quoted-printable":
            body = binascii.a2b_qp(body)
        charset = parameters(fields["content-type"])[1].get("charset", "")
        return decode(body, charset)[0].rstrip("\r\n")
    part = mail.rindex(b"Content-Type: application/octet-stream")
    fields = {h.name: h.value for h in split_headers(mail, part).headers}
    return parameters(fields["Content-Disposition"])[1]["filename"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_reader_sees_what_the_case_says(case: dict[str, str]) -> None:
    mail = (FOLDER / case["file"]).read_bytes()

    assert _shown(mail, case["look_at"]) == case["expected"]


NAME: Final = "髙橋①㈱"
"""Characters that Windows has and the standards do not."""

LONG: Final = "日本経済です" * 4

CP932: Final = NAME.encode("cp932")
JIS: Final = b"\x1b$B\x7cb66-!-j\x1b(B"
EUC: Final = bytes(byte | 0x80 for byte in b"\x7cb66-!-j")


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (CP932, "Shift_JIS"),
        (CP932, "x-sjis"),
        (CP932, "MS_Kanji"),
        (CP932, "Windows-31J"),
        (CP932, "cp932"),
        (CP932, '"shift_jis"'),
        (CP932, " charset=Shift-JIS ; format=flowed"),
        (CP932, "shift_jis*ja"),
        (JIS, "ISO-2022-JP"),
        (JIS, "iso-2022-jp-ms"),
        (JIS, "cp50220"),
        (JIS, "_iso-2022-jp$ESC"),
        (EUC, "EUC-JP"),
        (EUC, "eucJP-ms"),
        (EUC, "CP51932"),
        (NAME.encode(), "UTF-8"),
        (NAME.encode(), "utf8"),
        (NAME.encode(), "unicode-1-1-utf-8"),
        (NAME.encode("utf-8-sig"), "utf-8"),
        (NAME.encode("utf-16"), "utf-16"),
        (NAME.encode("utf-16-le"), "utf-16le"),
        (NAME.encode("utf-16-be"), "UTF-16"),
        (NAME.encode("utf-7"), "utf-7"),
        (NAME.encode("gb18030"), "gb18030"),
    ],
)
def test_a_name_is_the_same_in_every_charset(data: bytes, label: str) -> None:
    assert decode(data, label) == (NAME, None)


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"caf\xe9 \x93q\x94", "iso-8859-1", "café “q”"),
        (b"caf\xe9", "Latin1", "café"),
        (b"\x81\x8d", "windows-1252", "\x81\x8d"),
        ("龙".encode("gbk"), "gb2312", "龙"),
        ("똠".encode("cp949"), "ks_c_5601-1987", "똠"),
        ("Привет".encode("koi8-r"), "KOI8-R", "Привет"),
        ("İş".encode("cp1254"), "iso-8859-9", "İş"),
        ("中文".encode("big5"), "Big5", "中文"),
        (b"It\x92s \x93fine\x94, don\x92t", "iso-8859-1", "It’s “fine”, don’t"),
        (b"caf\xc3", "iso-8859-1", "cafÃ"),
        (b"\xa1\xa1Hola!", "iso-8859-1", "¡¡Hola!"),
    ],
)
def test_a_label_is_read_as_windows_reads_it(
    data: bytes, label: str, text: str
) -> None:
    assert decode(data, label) == (text, None)


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        ("日本経済".encode(), "us-ascii", "日本経済"),
        ("日本経済".encode(), "iso-8859-1", "日本経済"),
        ("日本経済".encode("cp932"), "iso-8859-1", "日本経済"),
        ("日本経済".encode("cp932"), "us-ascii", "日本経済"),
        ("日本経済です".encode("euc-jp"), "iso-8859-1", "日本経済です"),
        ("日本経済です".encode("cp932"), "utf-8", "日本経済です"),
        ("日本経済です".encode(), "Shift_JIS", "日本経済です"),
        ("日本経済です".encode(), "iso-2022-jp", "日本経済です"),
        (b"\x1b$BF|K\\\x1b(B", "us-ascii", "日本"),
        (b"\x1b$BF|K\\\x1b(B", "utf-8", "日本"),
        (b"plain words", "utf-16", "plain words"),
        (LONG.encode(), "utf-16", LONG),
        ("\ufeff日本".encode(), "Shift_JIS", "日本"),
        (b"caf\xe9", "us-ascii", "café"),
    ],
)
def test_bytes_that_contradict_their_label_are_read_as_what_they_are(
    data: bytes, label: str, text: str
) -> None:
    assert decode(data, label) == (text, Defect.CHARSET_WRONG)


@pytest.mark.parametrize(
    "label",
    [
        *("idna", "punycode", "base64", "zip", "bz2", "rot13", "hex", "quopri"),
        *("unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "uu"),
        *("x-nope", "\0", "charset=nope", "日本語", "a" * 100_000),
    ],
)
def test_only_charsets_of_the_table_exist(label: str) -> None:
    assert decode(b"ABC\\u0041=41", label) == (
        "ABC\\u0041=41",
        Defect.CHARSET_UNKNOWN,
    )


@pytest.mark.parametrize("label", ["", '""', " ", "charset="])
def test_without_a_label_the_bytes_speak(label: str) -> None:
    assert decode(b"plain", label) == ("plain", None)
    assert decode("請求書".encode(), label) == ("請求書", Defect.CHARSET_UNKNOWN)
    assert decode(b"", label) == ("", None)


@pytest.mark.parametrize(
    "text",
    ["請求書", "日本経済大学 学長 高橋", "これはテストです", "【重要】ご案内(2)"],
)
@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc-jp", "iso2022_jp"])
def test_japanese_without_a_label_is_recognised(text: str, charset: str) -> None:
    assert guess(text.encode(charset)) == text


def test_a_single_kanji_with_a_backslash_in_it_is_recognised() -> None:
    assert guess(b"\x95\\.doc") == "表.doc"


@pytest.mark.xfail(reason="one EUC-JP kanji can be valid UTF-8: C9 BD", strict=True)
def test_known_miss() -> None:
    assert guess("表.doc".encode("euc-jp")) == "表.doc"


@pytest.mark.parametrize(
    "data",
    [
        "It’s “fine”, don’t – café".encode("cp1252"),
        b"regards,\n\n\x97\x97\x97\x97\x97\x97\x97\x97\n\nZentrum f\xfcr Luft",
        "Müller, Größe, naïve Ähre".encode("latin-1"),
        "Привет мир как дела".encode("koi8-r"),
        "안녕하세요 광고입니다".encode("cp949"),
        "您的邮箱空间已满请验证".encode("gbk"),
    ],
    ids=["quotes", "dashes", "German", "Russian", "Korean", "Chinese"],
)
def test_what_is_not_japanese_is_not_taken_for_it(data: bytes) -> None:
    assert all(ord(char) < 0x3000 for char in guess(data))


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"\x81", "cp932", "\ufffd"),
        (b"a\xffb", "utf-8", "a\ufffdb"),
        (b"\xe6\x97", "utf-8", "\ufffd"),
        (b"\x1b$BF", "iso-2022-jp", "\ufffd"),
        (b"\xa4", "euc-jp", "\ufffd"),
        (b"+2AA-x", "utf-7", "\ufffdx"),
        (b"\0\xd8\0a", "utf-16-le", "\ufffd\u6100"),
    ],
)
def test_a_byte_without_meaning_becomes_a_replacement_character(
    data: bytes, label: str, text: str
) -> None:
    shown, defect = decode(data, label)

    assert shown == text
    assert defect is Defect.CHARSET_WRONG


def test_nul_is_taken_out_and_told() -> None:
    assert decode(b"Tan\0aka", "utf-8") == ("Tanaka", Defect.NUL_BYTE)
    assert decode(b"Tan\0aka", "x-nope") == ("Tanaka", Defect.CHARSET_UNKNOWN)


LABELS: Final = [row[0] for row in rows("charset_labels.tsv")]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"\x1b$B" * 50,
        b"\x8f\xa1" * 50,
        b"\xff\xfe\0\xd8" * 9,
        b"+2AD-~{\x0e\x1b$)C" * 9,
    ],
)
def test_nothing_that_a_mail_can_hold_raises(data: bytes) -> None:
    for label in [*LABELS, "", "nope"]:
        text, _ = decode(data, label)
        text.encode()  # raises for half of a surrogate pair
        assert "\0" not in text
