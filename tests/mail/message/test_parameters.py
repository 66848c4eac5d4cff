"""Parameters of Content-Type and Content-Disposition."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.mail.message import parameters as module
from honmono.mail.message.model import Defect
from honmono.mail.message.parameters import parameters


@pytest.mark.parametrize(
    ("value", "kind", "params"),
    [
        (b" text/plain", "text/plain", {}),
        (b"Text/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        (b'text/plain;\r\n\tcharset="utf-8"', "text/plain", {"charset": "utf-8"}),
        (b"text/plain charset=utf-8", "text/plain", {"charset": "utf-8"}),
        (b"text / plain;charset = utf-8 ;", "text/plain", {"charset": "utf-8"}),
        (b"text/plain (words); charset=x (y)", "text/plain", {"charset": "x"}),
        (b"a/b; (note) charset=x", "a/b", {"charset": "x"}),
        (
            b'multipart/mixed; boundary="a;b=c"',
            "multipart/mixed",
            {"boundary": "a;b=c"},
        ),
        (b'a/b; boundary="=?x?Q?y?="', "a/b", {"boundary": "=?x?Q?y?="}),
        (b"a/b; ;; x=1;; y", "a/b", {"x": "1", "y": ""}),
        (b'a/b; x="q\\"q\\\\"; y="', "a/b", {"x": 'q"q\\', "y": ""}),
        (b'a/b; x="never closed; y=1', "a/b", {"x": "never closed; y=1"}),
        (b"a/b; x=1; X=2", "a/b", {"x": "1"}),
        (b"", "", {}),
        (b";", "", {}),
        (b"=", "=", {}),
    ],
)
def test_values_are_read_as_programs_read_them(
    value: bytes, kind: str, params: dict[str, str]
) -> None:
    assert parameters(value) == (kind, params, ())


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b'"a b.pdf"', "a b.pdf"),
        (b"a b (1).pdf; size=3", "a b (1).pdf"),
        (b'"C:\\temp\\a.pdf"', "C:\\temp\\a.pdf"),
        (b'"=?utf-8?B?6KuL5rGC?=\r\n =?utf-8?B?5pu4LnBkZg==?="', "請求書.pdf"),
        (b"=?utf-8?B?6KuL5rGC?= =?utf-8?B?5pu4LnBkZg==?=", "請求書.pdf"),
        ('"請求書.pdf"'.encode(), "請求書.pdf"),
        ('"請求書.pdf"'.encode("cp932"), "請求書.pdf"),
        ('"見積表.pdf"; size=3'.encode("cp932"), "見積表.pdf"),
        ('"請求書.pdf"'.encode("iso2022_jp"), "請求書.pdf"),
        (b'"a\r\n b.pdf"', "a b.pdf"),
        (b'"a\x07b.pdf"', "a b.pdf"),
        ('"\u202efdp.exe"'.encode(), "\u202efdp.exe"),
    ],
)
def test_a_file_name_is_what_a_reader_sees(value: bytes, name: str) -> None:
    assert parameters(b"attachment; filename=" + value)[1]["filename"] == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b"filename*=utf-8''%E8%AB%8B.pdf", "請.pdf"),
        (b"filename*=UTF-8'ja'%e8%ab%8b.pdf", "請.pdf"),
        (b"filename*=\"utf-8''%E8%AB%8B.pdf\"", "請.pdf"),
        (b"filename*=%E8%AB%8B.pdf", "請.pdf"),
        (b"filename*=''it's.pdf", "it's.pdf"),
        (b"filename*=iso-2022-jp''%1B%24B%40A%1B%28B.pdf", "請.pdf"),
        (b"filename*0*=utf-8''%E8; filename*1*=%AB%8B; filename*2=.pdf", "請.pdf"),
        (b"filename*1=.pdf; filename*0=a", "a.pdf"),
        (b"filename*1=.pdf", ".pdf"),
        (b'filename*0="=?utf-8?B?6KuL"; filename*1="?=.pdf"', "請.pdf"),
        (b"filename=x.pdf; filename*=utf-8''%E8%AB%8B.pdf", "請.pdf"),
        (b"filename*0*=utf-8''%E8%AB%8B.pdf; filename=x.pdf", "請.pdf"),
        (b"filename*=utf-8''a%0D%0Ab.pdf", "a  b.pdf"),
        (b"filename*=utf-8''a%.pdf", "a%.pdf"),
    ],
)
def test_rfc_2231(value: bytes, name: str) -> None:
    _, params, defects = parameters(b"attachment; " + value)

    assert params["filename"] == name
    assert defects == ()


@pytest.mark.parametrize(
    "value",
    [
        b"filename=a.txt; filename=b.exe",
        b"filename=a.txt; filename*=utf-8''a.exe",
        b"name*0=a.txt; name=a.txt.lnk",
        b"filename*0=in; filename*1=v.pdf; filename*3=.exe",
    ],
)
def test_two_endings_of_one_file_are_told(value: bytes) -> None:
    assert parameters(b"attachment; " + value)[2] == (Defect.FILE_NAMES_DIFFER,)


@pytest.mark.parametrize(
    "value",
    [
        b"filename=a.pdf; filename=b.PDF",
        b"filename=a.pdf; filename*=utf-8''b.pdf.",
        b"x=a.pdf; x=b.exe",
    ],
)
def test_two_names_of_one_kind_are_usual(value: bytes) -> None:
    assert parameters(b"attachment; " + value)[2] == ()


def test_what_is_wrong_with_characters_is_told() -> None:
    assert parameters(b"a; filename*=x-nope''a")[2] == (Defect.CHARSET_UNKNOWN,)
    assert parameters(b"a; name==?x?q?a?=")[2] == (Defect.CHARSET_UNKNOWN,)


@pytest.mark.parametrize(
    "value",
    [
        b"a;" + b"x=y;" * 25_000,
        b"a;" + b"".join(b"f*%d=x;" % (n % 10_000) for n in range(25_000)),
        b"a;" + b'filename="b.c";' * 10_000,
        b'a;x="' + b'\\"' * 50_000,
        b"a;x=" + b" (" * 32_000,
        b"a;x" + b" " * 62_000 + b"=y(",
        b"a;x*=''" + b"%" * 62_000,
        b"a;" + b"(" * 62_000,
        b" /" * 32_000,
        b";" * 62_000,
        b'"' * 62_000,
    ],
)
def test_any_value_takes_little_time(value: bytes) -> None:
    start = process_time()
    parameters(value)

    assert process_time() - start < 10


FRAGMENTS = st.sampled_from(
    [
        *("text/plain", "attachment", ";", "; ", "charset=", "name=", "filename=", "="),
        *("utf-8", '"a b"', '"a;b=c"', '""', '"', "\\", "(x)", "*", "=?a?b?", "\r\n "),
        *("A", "/", " ", "\t", "\0", "é", "'", "filename*=utf-8''a"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_the_short_way_and_the_long_way_agree(text: str) -> None:
    value = text.encode()

    assert parameters(value) == module._untidy(value)
