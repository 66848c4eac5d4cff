r"""Outlook files as other programs and older Outlooks write them.

Written from [MS-OXMSG], [MS-OXPROPS], [MS-OXRTFEX] and [MS-OXTNEF] by somebody who had not
written the reader.
"""

from __future__ import annotations

import email
import email.policy
import struct
from email.message import Message
from typing import Final

import pytest

from honmono.mail.outlook import jobs
from tests.mail.outlook.build import of_msg, of_tnef, people
from tests.mail.outlook.make_msg import (
    Parts,
    Value,
    attribute,
    file,
    inner,
    mail,
    mela,
    msg,
    values,
)

EX: Final = "/O=REIJI/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=YAMADA"
SMTP: Final = "yamada@example.co.jp"
HTML: Final = "<html><body>こんにちは 世界</body></html>"


def parts(answer: bytes) -> tuple[Message, list[tuple[str | None, str | bytes]]]:
    """The mail, and (file name, text or bytes) of each leaf."""
    whole = email.message_from_bytes(
        answer.partition(b"\n")[2], policy=email.policy.SMTP
    )
    found: list[tuple[str | None, str | bytes]] = []
    for part in whole.walk():
        if not part.is_multipart():
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            text = part.get_content_maintype() == "text" and not part.get_filename()
            label = str(part.get_content_charset() or "utf-8")
            found.append((part.get_filename(), data.decode(label) if text else data))
    return whole, found


def last_text(**named: Value) -> str | bytes:
    return parts(jobs.mail_of_msg(msg(mail(SUBJECT="s", **named))))[1][-1][1]


# texts that are not Unicode


@pytest.mark.parametrize(
    "said",
    [{}, {"MESSAGE_CODEPAGE": 932}, {"MESSAGE_LOCALE_ID": 0x411}, {"INTERNET_CODEPAGE": 50220}],
    ids=str,
)  # fmt: skip
def test_outlook_2003_in_japan(said: dict[str, int]) -> None:
    data = msg(
        mail("cp932", SUBJECT="件名", SENDER_NAME="山田 太郎", SENDER_ADDRESS_TYPE="SMTP", SENDER_EMAIL_ADDRESS=SMTP, BODY="お世話に①なります。", **said),
        [values("cp932", DISPLAY_NAME="田中", ADDRESS_TYPE="SMTP", EMAIL_ADDRESS="t@example.co.jp", RECIPIENT_TYPE=1)],
        [(values("cp932", ATTACH_METHOD=1, ATTACH_LONG_FILENAME="見積書.xls", ATTACH_DATA=b"x"), None)],
    )  # fmt: skip
    read = of_msg(data)

    assert read.subject.text == "件名"
    assert people(read, "from") == [("山田 太郎", SMTP)]
    assert people(read, "to") == [("田中", "t@example.co.jp")]
    assert parts(jobs.mail_of_msg(data))[1] == [
        (None, "お世話に①なります。"),
        ("見積書.xls", b"x"),
    ]


@pytest.mark.parametrize(
    ("charset", "text", "said"),
    [
        ("cp932", "ｱｲｳ 髙橋", {"INTERNET_CODEPAGE": 50222}),
        ("cp932", "件名", {"INTERNET_CODEPAGE": 51932}),
        ("cp932", "件名です", {"INTERNET_CODEPAGE": 65001}),
        ("cp932", "件名です", {"MESSAGE_CODEPAGE": 1252}),
        ("utf-8", "件名です", {"INTERNET_CODEPAGE": 65001}),
        ("cp950", "繁體中文測試信件主旨", {"INTERNET_CODEPAGE": 950}),
        ("cp936", "简体中文测试邮件标题", {"INTERNET_CODEPAGE": 52936}),
        ("cp949", "한국어 제목입니다 안녕", {"INTERNET_CODEPAGE": 51949}),
        ("cp1251", "Тема письма по-русски", {"INTERNET_CODEPAGE": 20866}),
        ("cp1250", "Příliš žluťoučký kůň", {"INTERNET_CODEPAGE": 28592}),
        ("cp1252", "Größe und Übergabe", {"INTERNET_CODEPAGE": 28591}),
    ],
)
def test_the_charset_of_travel_tells_the_language(
    charset: str, text: str, said: dict[str, int]
) -> None:
    assert of_msg(msg(mail(charset, SUBJECT=text, **said))).subject.text == text


def test_the_header_tells_the_language_where_nothing_else_does() -> None:
    header = (
        "Received: by x.example; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
        'Content-Type: text/plain; charset="big5"\r\n'
    )
    data = msg(
        mail("cp950", SUBJECT="繁體中文測試信件", TRANSPORT_MESSAGE_HEADERS=header)
    )

    assert of_msg(data).subject.text == "繁體中文測試信件"


# who wrote


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"SENT_REPRESENTING_EMAIL_ADDRESS": EX, "SENDER_EMAIL_ADDRESS": EX.lower()}, SMTP),
        ({"SENT_REPRESENTING_EMAIL_ADDRESS": EX, "SENDER_EMAIL_ADDRESS": EX + "2"}, ""),
        ({"SENT_REPRESENTING_EMAIL_ADDRESS": EX}, ""),
        ({}, SMTP),
        ({"SENDER_NAME": "秘書"}, ""),
    ],
    ids=["one mailbox", "two", "one is not told", "one name", "two names"],
)  # fmt: skip
def test_an_address_that_stands_beside_the_sender_alone(
    given: dict[str, Value], expected: str
) -> None:
    all_of_it = {
        "SENT_REPRESENTING_NAME": "山田 太郎",
        "SENDER_NAME": "山田 太郎",
        "SENDER_SMTP_ADDRESS": SMTP,
        **given,
    }

    assert people(of_msg(msg(mail(**all_of_it))), "from") == [("山田 太郎", expected)]


# fields


def test_a_name_without_an_address_keeps_to_itself() -> None:
    read = of_msg(msg(mail(SUBJECT="s", DISPLAY_TO="田中 花子; sato@example.net")))

    assert people(read, "to") == [
        ("田中 花子", ""),
        ("sato@example.net", "sato@example.net"),
    ]


def test_outlooks_own_line_above_the_header() -> None:
    header = (
        "Microsoft Mail Internet Headers Version 2.0\r\n"
        "Received: from relay.example ([192.0.2.7]) by mx.example.jp; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
        "From: Sato <sato@example.net>\r\nSubject: s\r\n"
    )
    read = of_msg(msg(mail(SUBJECT="s", TRANSPORT_MESSAGE_HEADERS=header)))

    assert people(read, "from") == [("Sato", "sato@example.net")]
    assert len(read.hops) == 1


def test_a_header_of_the_body_alone_is_none() -> None:
    header = "Content-Type: text/plain\r\nMIME-Version: 1.0\r\n\r\n"
    read = of_msg(
        msg(
            mail(SUBJECT="題", SENDER_NAME="山田", SENDER_SMTP_ADDRESS=SMTP, TRANSPORT_MESSAGE_HEADERS=header)
        )
    )  # fmt: skip

    assert (read.subject.text, people(read, "from")) == ("題", [("山田", SMTP)])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"SUBJECT_PREFIX": "RE: ", "NORMALIZED_SUBJECT": "件名"}, "RE: 件名"),
        ({"NORMALIZED_SUBJECT": "件名"}, "件名"),
        ({"SUBJECT": "\x01\x05RE: 件名"}, "RE: 件名"),
    ],
)
def test_a_subject_in_pieces(said: dict[str, Value], expected: str) -> None:
    assert of_msg(msg(mail(**said))).subject.text == expected


def test_files_of_every_kind() -> None:
    data = msg(
        mail(SUBJECT="s", BODY="b"),
        (),
        [
            (values(ATTACH_METHOD=4, ATTACH_LONG_FILENAME="elsewhere.xlsx"), None),
            file("empty.txt", b""),
            (values(ATTACH_METHOD=1, ATTACH_DATA=b"z"), None),
            file("a b 表.doc", b"q", ATTACH_FILENAME="A~1.DOC"),
        ],
    )

    assert parts(jobs.mail_of_msg(data))[1] == [
        (None, "b"),
        ("elsewhere.xlsx", b""),
        ("empty.txt", b""),
        (None, b"z"),
        ("a b 表.doc", b"q"),
    ]


# HTML


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (50220, "iso2022_jp"), (50222, "iso2022_jp"), (65001, "utf-8"), (932, "cp932"),
        (51932, "euc_jp"), (20932, "euc_jp"), (1200, "utf-16-le"), (65000, "utf-7"), (0, "utf-8"),
    ],
)  # fmt: skip
def test_html_as_bytes(page: int, charset: str) -> None:
    for end in (b"", b"\0\0"):
        data = HTML.encode(charset) + end
        assert last_text(HTML=data, INTERNET_CODEPAGE=page) == HTML


def test_html_as_text() -> None:
    assert last_text(HTML=HTML) == HTML


# rich text

HEAD: Final = (
    rb"{\rtf1\ansi\ansicpg932\fromhtml1 \deff0{\fonttbl{\f0\fswiss\fcharset128 MS PGothic;}"
    rb"{\f1\fmodern Courier New;}}{\*\htmltag19 <p>}\htmlrtf \pard\f0 \htmlrtf0 "
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (rb"\'82\'a0\'82\'a2\'95\'5c", "あい表"),
        (rb"\'95\\\'8e\'a6", "表示"),
        (b"\\'82\r\n\\'a0", "あ"),
        (rb"\u12354?\u-26936\'3f", "あ\u96c8"),
        (rb"{\uc0\u12354\u12356}x", "あいx"),
        (rb"{\uc2\u12354\'82\'a0}x", "あx"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"a\htmlrtf \par\htmlrtf0{\*\htmltag116 <br>}\par b", "a<br>\nb"),
        (rb"a{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 b", "a&nbsp;b"),
        (rb"&lt;\{x\}&gt;", "&lt;{x}&gt;"),
        (rb"{\*\mhtmltag64 <img src=x>}{\*\htmltag64 <img src=y>}", "<img src=y>"),
        (rb'{\*\htmltag84 <img alt="\'8e\'ca\'90\'5e">}', '<img alt="写真">'),
        (rb"\ldblquote a\rdblquote\emdash b", "“a”—b"),
        (
            (
                rb'{\htmlrtf {\field{\*\fldinst{HYPERLINK "http://x.example/"}}{\fldrslt\cf1 \htmlrtf0 '
                rb'{\*\htmltag84 <a href="http://x.example/">}link{\*\htmltag92 </a>}'
                rb"\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0 }"
            ),
            '<a href="http://x.example/">link</a>',
        ),
    ],
)
def test_html_in_rich_text(inside: bytes, expected: str) -> None:
    assert last_text(RTF_COMPRESSED=mela(HEAD + inside + b"}")) == f"<p>{expected}"


# mails in mails, and the file system


def test_a_mail_inside_has_a_code_page_of_its_own_or_none() -> None:
    inside = Parts(
        mail("cp932", SUBJECT="転送", SENDER_NAME="佐藤", SENDER_EMAIL_ADDRESS="s@example.net", BODY="本文"),
        [values("cp932", DISPLAY_NAME="鈴木", EMAIL_ADDRESS="z@example.net", RECIPIENT_TYPE=1)],
        [file("a.pdf", b"PDF")],
    )  # fmt: skip
    whole, found = parts(
        jobs.mail_of_msg(msg(mail(SUBJECT="外"), (), [inner("転送", inside)]))
    )
    (wrapper,) = (p for p in whole.walk() if p.get_content_type() == "message/rfc822")
    passed_on = wrapper.get_payload(0)

    assert isinstance(passed_on, Message)
    assert (passed_on["Subject"], passed_on["From"]) == ("転送", "佐藤 <s@example.net>")
    assert (None, "本文") in found
    assert ("a.pdf", b"PDF") in found


@pytest.mark.parametrize(
    "message_class",
    [
        "REPORT.IPM.Note.IPNRN", "REPORT.IPM.Note.NDR", "IPM.Schedule.Meeting.Request",
        "IPM.Schedule.Meeting.Resp.Pos", "IPM.Post", "IPM.TaskRequest", "IPM.Outlook.Recall",
        "IPM.Microsoft Mail.Note", "ipm.note", "IPM", "",
    ],
)  # fmt: skip
def test_classes_of_mail(message_class: str) -> None:
    assert (
        of_msg(msg(values(MESSAGE_CLASS=message_class, SUBJECT="x"))).subject.text
        == "x"
    )


def test_counts_in_the_head_and_the_root_that_are_wrong() -> None:
    data = bytearray(msg(mail(SUBJECT="ルート", BODY="b")))
    (folder,) = struct.unpack_from("<I", data, 48)
    struct.pack_into("<Q", data, (folder + 1) * 512 + 120, 0)  # size of the root
    for count, wrong in ((44, 0), (64, 0), (72, 77)):  # sectors of the three tables
        struct.pack_into("<I", data, count, wrong)

        assert of_msg(bytes(data)).subject.text == "ルート"


# TNEF


def old(number: int, text: str) -> bytes:
    return attribute(1, number, text.encode("cp932") + b"\0")


def writer(name: str, address: str) -> bytes:
    """AttFrom: lengths, name, address ([MS-OXTNEF] §2.1.3.3.1, a triple)."""
    shown, mailbox = name.encode("cp932") + b"\0", address.encode() + b"\0"
    size = 8 + len(shown) + len(mailbox)
    head = struct.pack("<4H", 4, size, len(shown), len(mailbox))
    return head + shown + mailbox + bytes(8)


def capsule(*attributes: bytes) -> bytes:
    page = attribute(1, 0x00069007, struct.pack("<II", 932, 0))
    return bytes.fromhex("789F3E22") + b"\1\0" + page + b"".join(attributes)


OLD: Final = capsule(
    old(0x00078008, "IPM.Microsoft Mail.Note"),
    old(0x00018004, "件名"),
    attribute(1, 0x00008000, writer("山田", f"SMTP:{SMTP}")),
    attribute(1, 0x00038005, struct.pack("<7H", 2026, 4, 6, 9, 0, 0, 1)),
    old(0x0002800C, "本文です"),
    attribute(2, 0x00069002, bytes(14)),
    attribute(2, 0x0006800F, b"DATA"),
    attribute(2, 0x00018010, "表.xls".encode("cp932") + b"\0"),
    attribute(2, 0x00069002, bytes(14)),
    attribute(2, 0x00018010, b"b.txt\0"),
    attribute(2, 0x0006800F, b"B"),
)


def test_a_capsule_of_the_old_form_alone() -> None:
    for data in (OLD, OLD[:-1] + b"\xff"):  # the last sum is wrong
        read = of_tnef(data)

        assert read.subject.text == "件名"
        assert people(read, "from") == [("山田", SMTP)]
        assert read.date
        assert read.date.isoformat() == "2026-04-06T09:00:00+00:00"
        assert parts(jobs.mail_of_tnef(data))[1] == [
            (None, "本文です"),
            ("表.xls", b"DATA"),
            ("b.txt", b"B"),
        ]


def test_values_of_every_type_stand_before_the_text() -> None:
    guid, name = bytes(range(16)), "abcd\0".encode("utf-16-le")
    rows = [
        struct.pack("<HH16sIII", 0x0003, 0x8001, guid, 0, 0x8501, 5),
        struct.pack("<HH16sII", 0x101F, 0x8002, guid, 1, len(name)) + name + b"\0\0"
        + struct.pack("<II4sI6s2x", 2, 4, b"a\0\0\0", 6, b"b\0c\0\0\0"),
        struct.pack("<HH3I", 0x1003, 0x6001, 2, 1, 2),
        struct.pack("<HH16s", 0x0048, 0x6002, guid),
        struct.pack("<HHI32s", 0x1048, 0x6003, 2, guid * 2),
        struct.pack("<HHI", 0x0002, 0x6004, 3),
        struct.pack("<HHI12s", 0x1002, 0x6007, 3, b""),
        struct.pack("<HH", 0x0001, 0x6008),
        struct.pack("<HHI8s", 0x1040, 0x6009, 1, b""),
        struct.pack("<HHII8s", 0x001F, 0x1000, 1, 8, "本文だ\0".encode("utf-16-le")),
    ]  # fmt: skip
    data = capsule(
        attribute(1, 0x00069003, struct.pack("<I", len(rows)) + b"".join(rows))
    )

    assert parts(jobs.mail_of_tnef(data))[1] == [(None, "本文だ")]
