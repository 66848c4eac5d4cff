"""The measurement of formats: it counts, compares, and does not explain by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import formats, suites_james, suites_mimekit, suites_stalwart
from benchmarks.formats import EXPLAINED, SUITES, Explanation
from benchmarks.suites_core import Comparison, tidy
from honmono.mail.message import Message
from honmono.mail.source import RawMail

MAIL = b"""\
From: Taro Yamada <taro@example.jp>
To: Hanako <hanako@example.jp>
Subject: Two parts
Date: Mon, 6 Apr 2026 09:12:44 +0900
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

Good morning
--x
Content-Type: image/png; name="a.png"
Content-Transfer-Encoding: base64

AAEC
--x--
"""


def field(name: str, value: Any) -> dict[str, Any]:
    return {"name": name, "value": value}


def kind(main: str, sub: str, **attributes: str) -> Any:
    told = [{"name": name, "value": value} for name, value in attributes.items()]
    return {"ContentType": {"c_type": main, "c_subtype": sub, "attributes": told}}


def someone(name: str, address: str) -> Any:
    return {"Address": {"List": [{"name": name, "address": address}]}}


def expected() -> dict[str, Any]:
    """`MAIL` as the reader of the suite writes it down."""
    date = {"year": 2026, "month": 4, "day": 6, "hour": 9, "minute": 12, "second": 44}
    zone = {"tz_before_gmt": False, "tz_hour": 9, "tz_minute": 0}
    root = [
        field("from", someone("Taro Yamada", "taro@example.jp")),
        field("to", someone("Hanako", "hanako@example.jp")),
        field("subject", {"Text": "Two parts"}),
        field("date", {"DateTime": {**date, **zone}}),
        field("content_type", kind("multipart", "mixed", boundary="x")),
    ]
    text = [field("content_type", kind("text", "plain"))]
    image = [field("content_type", kind("image", "png", name="a.png"))]
    return {
        "text_body": [1],
        "html_body": [1],
        "attachments": [2],
        "parts": [
            {"headers": root, "body": {"Multipart": [1, 2]}},
            {"headers": text, "body": {"Text": "Good morning"}},
            {"headers": image, "body": {"InlineBinary": [0, 1, 2]}},
        ],
    }


def different(found: list[tuple[str, str, str]]) -> list[str]:
    return [name for name, theirs, ours in found if tidy(theirs) != tidy(ours)]


# --- every file ----------------------------------------------------------------------


def test_every_file_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.eml").write_bytes(MAIL)
    (tmp_path / "none.bin").write_bytes(b"\x00\x01 nothing of a mail")
    (tmp_path / "empty").write_bytes(b"")

    counts = formats.every_file(tmp_path)

    assert (counts.files, counts.read, counts.mails) == (3, 1, 1)
    assert counts.refused == {"not-a-mail": 1, "empty": 1}
    assert counts.failures == ()


def test_an_exception_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(raw: RawMail) -> Message:
        raise ZeroDivisionError(raw.source)

    (tmp_path / "one.eml").write_bytes(MAIL)
    monkeypatch.setattr(formats, "parse", broken)

    counts = formats.every_file(tmp_path)

    assert (counts.read, len(counts.failures)) == (0, 1)
    assert "ZeroDivisionError" in counts.failures[0]


# --- charset cases -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "answer", "right"),
    [
        pytest.param("subject", "見積", True, id="right"),
        pytest.param("subject", "見積書", False, id="wrong"),
    ],
)
def test_a_charset_case_is_right_or_wrong(
    tmp_path: Path, case: str, answer: str, right: bool
) -> None:
    told = {"file": "a.eml", "case": case, "look_at": "subject", "expected": answer}
    (tmp_path / "cases.jsonl").write_text(json.dumps(told), "utf-8")
    (tmp_path / "a.eml").write_bytes("Subject: 見積\n\n".encode())

    (found,) = formats.charset_cases(tmp_path)

    assert (found.ours, found.right) == ("見積", right)


@pytest.mark.parametrize(
    ("names", "right"),
    [
        pytest.param("filename=a.pdf", True, id="the plain name"),
        pytest.param("filename*=utf-8''%E8%AB%8B.pdf", True, id="the encoded one"),
        pytest.param("filename*=utf-8''%E6%B1%82.pdf", False, id="neither"),
    ],
)
def test_where_programs_differ_the_plain_name_counts_too(
    tmp_path: Path, names: str, right: bool
) -> None:
    told = {"file": "a.eml", "case": formats.EITHER_NAME, "look_at": "file name"}
    line = json.dumps({**told, "expected": "請.pdf"})
    (tmp_path / "cases.jsonl").write_text(line, "utf-8")
    mail = f"Content-Type: image/png\nContent-Disposition: attachment; {names}\n\n"
    (tmp_path / "a.eml").write_text(mail, "utf-8")

    (found,) = formats.charset_cases(tmp_path)

    assert found.right is right


# --- suites ----------------------------------------------------------------------------


def test_two_readers_agree() -> None:
    found = list(suites_stalwart.compare(MAIL, expected()))

    assert different(found) == []
    assert {name for name, _, _ in found} >= {
        *("subject", "from", "to", "date", "tree", "shown", "files"),
        *("text 1", "name 2", "bytes 2"),
    }


@pytest.mark.parametrize(
    ("ours", "fields"),
    [
        pytest.param(MAIL.replace(b"Two", b"No"), ["subject"], id="subject"),
        pytest.param(MAIL.replace(b"Taro Y", b"T. Y"), ["from"], id="name"),
        pytest.param(MAIL.replace(b"taro@", b"jiro@"), ["from"], id="address"),
        pytest.param(MAIL.replace(b"+0900", b"+0000"), ["date"], id="date"),
        pytest.param(MAIL.replace(b"image/png", b"image/gif"), ["tree"], id="type"),
        pytest.param(MAIL.replace(b"Good", b"Bad"), ["text 1"], id="text"),
        pytest.param(MAIL.replace(b"a.png", b"b.png"), ["name 2"], id="file name"),
        pytest.param(MAIL.replace(b"AAEC", b"AAED"), ["bytes 2"], id="file"),
        pytest.param(MAIL.replace(b"\n", b"\r\n"), [], id="line ends do not count"),
    ],
)
def test_a_difference_has_its_field(ours: bytes, fields: list[str]) -> None:
    assert different(list(suites_stalwart.compare(ours, expected()))) == fields


def test_an_attached_mail_is_compared_like_one_that_came_alone() -> None:
    data = b"Content-Type: message/rfc822\n\nSubject: inner\n\nHello\n"
    inner = {
        "headers": [field("subject", {"Text": "another"})],
        "body": {"Text": "Hello"},
    }
    lists: dict[str, Any] = {"text_body": [0], "html_body": [0], "attachments": []}
    outer = {
        "headers": [field("content_type", kind("message", "rfc822"))],
        "body": {"Message": {**lists, "parts": [inner]}},
    }
    theirs = {"text_body": [], "html_body": [], "attachments": [0], "parts": [outer]}

    found = list(suites_stalwart.compare(data, theirs))

    assert different(found) == ["0/subject"]


def test_a_suite_of_mails_and_readings_is_found_by_its_names(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    for name in ("a.json", "a.crlf.json", "without-mail.json"):
        (tmp_path / name).write_text(json.dumps(expected()), "utf-8")

    found = list(suites_stalwart.comparisons(tmp_path))

    assert {each.file for each in found} == {"a.json", "a.crlf.json"}
    assert all(each.same for each in found)


XML = """\
<message>
<header>
<field>
Subject: two parts</field>
<field>
Content-Type: multipart/mixed; boundary=x</field>
</header>
<multipart>
<preamble>
</preamble>
<body-part><header></header>
<body>
Good morning</body></body-part>
<body-part><header><field>
Content-Type: image/png</field></header>
<binary-body name="a.bin"/></body-part>
</multipart>
</message>
"""

PLAIN = b"""\
Subject: two
 parts
Content-Type: multipart/mixed; boundary=x

--x

Good morning
--x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAEC
--x--
"""


def test_a_structure_in_xml_and_its_files_are_compared(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(PLAIN)
    (tmp_path / "a.xml").write_text(XML, "utf-8")
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x03")

    found = list(suites_james.comparisons(tmp_path))

    assert [each.field for each in found] == ["header", "tree", "body 1", "bytes 2"]
    assert [each.field for each in found if not each.same] == ["bytes 2"]


def test_a_mail_means_the_same_after_another_program_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(PLAIN)
    (tmp_path / "a.out").write_bytes(PLAIN.replace(b"two\n parts", b"two parts"))
    (tmp_path / "b.msg").write_bytes(PLAIN)
    (tmp_path / "b.out").write_bytes(PLAIN.replace(b"Good", b"Bad"))

    found = list(suites_james.comparisons(tmp_path))

    different = [(each.file, each.field) for each in found if not each.same]
    assert different == [("b.out", "texts")]


def test_an_mbox_is_compared_with_its_messages(tmp_path: Path) -> None:
    separator = b"From a@example.jp Mon Apr  6 09:12:44 2026\n"
    (tmp_path / "mbox.rlug").write_bytes(
        separator + b"Subject: 1\n\none\n\n" + separator + b"Subject: 2\n\ntwo\n"
    )
    (tmp_path / "mbox.rlug-0").write_bytes(b"Subject: 1\n\none\n")
    (tmp_path / "mbox.rlug-1").write_bytes(b"Subject: 2\n\nthree\n")

    found = list(suites_james.comparisons(tmp_path))

    assert [each.same for each in found] == [True, False]


def test_an_mbox_is_compared_with_its_summary(tmp_path: Path) -> None:
    (tmp_path / "x.mbox.txt").write_bytes(
        b"From a@example.jp Mon Apr  6 09:12:44 2026\n" + MAIL
    )
    (tmp_path / "x-summary.txt").write_text(
        "From 1@xxx\n"
        'From: "Taro Yamada" <taro@example.jp>\n'
        "To: Hanako <hanako@example.jp>\n"
        "Subject: Two parts\n"
        "Date: Mon, 6 Apr 2026 09:12:44 +0900\n"
        "Content-Type: multipart/mixed\n"
        "   Content-Type: text/plain\n"
        "   Content-Type: image/gif\n\n",
        "utf-8",
    )

    found = list(suites_mimekit.comparisons(tmp_path))

    assert len(found) == 6
    assert [each.field for each in found if not each.same] == ["0/tree"]


def test_structure_outlives_the_letters(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "a.anonymized.eml").write_bytes(MAIL.replace(b"Good", b"Xxxx"))

    found = list(suites_mimekit.comparisons(tmp_path))

    assert [(each.field, each.same) for each in found] == [
        *[("header", True), ("tree", True), ("date", True)]
    ]


# --- explanations ----------------------------------------------------------------------


def test_only_the_reading_that_was_explained_is_explained() -> None:
    agreed = Comparison("s", "a", "subject", "x", "x \r\n")
    known = Comparison("s", "b", "subject", "x", "y")
    changed = Comparison("s", "c", "subject", "x", "z")
    table = [
        Explanation("s", file, "subject", "class", formats.fingerprint("y"), "why")
        for file in ("b", "c", "gone")
    ]

    told = formats.differences([agreed, known, changed], table)

    assert told.compared == 3
    assert told.explained == (known,)
    assert told.unexplained == (changed,)
    assert [row.file for row in told.stale] == ["c", "gone"]


def test_every_explanation_has_a_class_that_the_head_explains() -> None:
    head = EXPLAINED.read_text("utf-8")
    rows = list(formats.explanations())

    assert rows
    assert {row.suite for row in rows} <= set(SUITES)
    assert [row for row in rows if f"\n# {row.kind} " not in head] == []
    assert [row for row in rows if len(row.why.split()) < 5] == []
    assert len({row[:3] for row in rows}) == len(rows)
