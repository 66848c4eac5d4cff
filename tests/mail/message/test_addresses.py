"""Address fields: what programs show, and where they disagree about the author."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from honmono.mail.message import addresses
from honmono.mail.message.addresses import read_addresses, read_return_path
from honmono.mail.message.limits import MAX_ADDRESSES, MAX_FIELD, MAX_NAME
from honmono.mail.message.model import AMBIGUOUS_FROM, Defect

OURS = "a@ours.example"
EVIL = "b@evil.example"


def encoded(text: str) -> str:
    return f"=?utf-8?B?{b64encode(text.encode()).decode()}?="


def shown(value: str | bytes) -> list[tuple[str, str]]:
    raw = value if isinstance(value, bytes) else value.encode()
    return [(box.name, box.address) for box in read_addresses(raw).mailboxes]


def everybody(value: str | bytes) -> set[str]:
    """Every address that some program takes for the author."""
    raw = value if isinstance(value, bytes) else value.encode()
    field = read_addresses(raw)
    return {box.address for box in (*field.mailboxes, *field.others)} - {""}


def defects(value: str | bytes) -> set[Defect]:
    raw = value if isinstance(value, bytes) else value.encode()
    return set(read_addresses(raw).defects)


# --- well-formed fields ------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (EVIL, [("", EVIL)]),
        (f"<{EVIL}>", [("", EVIL)]),
        (f"  Taro Yamada\t<{EVIL}> ", [("Taro Yamada", EVIL)]),
        (f"Taro Y. Yamada <{EVIL}>", [("Taro Y. Yamada", EVIL)]),
        (f'"Yamada, Taro" <{EVIL}>', [("Yamada, Taro", EVIL)]),
        (rf'"Taro \"T\" \\ Yamada" <{EVIL}>', [(r'Taro "T" \ Yamada', EVIL)]),
        (f'"{OURS}" <{EVIL}>', [(OURS, EVIL)]),
        (f'"Name <{OURS}>" <{EVIL}>', [(f"Name <{OURS}>", EVIL)]),
        (f'"Name, {OURS}, (" <{EVIL}>', [(f"Name, {OURS}, (", EVIL)]),
        (f"{EVIL} (Taro Yamada)", [("Taro Yamada", EVIL)]),
        (f"<{EVIL}> (Taro (the elder))", [("Taro (the elder)", EVIL)]),
        (f"Taro <{EVIL}> (Tokyo)", [("Taro (Tokyo)", EVIL)]),
        (f"Taro (Tokyo) Yamada <{EVIL}>", [("Taro (Tokyo) Yamada", EVIL)]),
        (f"{encoded('山田 太郎')} <{EVIL}>", [("山田 太郎", EVIL)]),
        (f'"{encoded("山田")}" <{EVIL}>', [("山田", EVIL)]),
        (
            f"{encoded('山田')}\r\n {encoded('太郎')}\r\n\t<{EVIL}>",
            [("山田太郎", EVIL)],
        ),
        (f"山田　太郎 <{EVIL}>", [("山田　太郎", EVIL)]),
        (f"\u00a0山田\u00a0 太郎\u3000 <{EVIL}>", [("山田 太郎", EVIL)]),
        (f"Name ＜a＠ours.example＞ <{EVIL}>", [("Name ＜a＠ours.example＞", EVIL)]),
        (f"[list] Taro <{EVIL}>", [("[list] Taro", EVIL)]),
        (f"Re: Taro <{EVIL}>", [("Re: Taro", EVIL)]),
        (f"Yamada, Taro <{EVIL}>", [("Yamada, Taro", EVIL)]),
        ("a%ours.example@evil.example", [("", "a%ours.example@evil.example")]),
        ('"taro..y."@evil.example', [("", '"taro..y."@evil.example')]),
        ("利用者@例え.jp", [("", "利用者@例え.jp")]),
        ("<a@[192.0.2.1]>", [("", "a@[192.0.2.1]")]),
        ("a@[IPv6:2001:db8::1]", [("", "a@[IPv6:2001:db8::1]")]),
    ],
)
def test_well_formed_fields_are_read_and_silent(
    value: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(value) == expected
    assert defects(value) == set()
    assert not read_addresses(value.encode()).others


@pytest.mark.parametrize(
    ("written", "name", "charset"),
    [
        ("表 太郎", "表 太郎", "cp932"),
        ('"山田太郎 表"', "山田太郎 表", "cp932"),
        ('"表示ソ能"', "表示ソ能", "cp932"),
        ("愛い、ゼ「だ", "愛い、ゼ「だ", "iso-2022-jp"),
        ('"愛い、ゼ「だ"', "愛い、ゼ「だ", "iso-2022-jp"),
        ('"山田 表"', "山田 表", "utf-8"),
    ],
)
def test_bytes_inside_characters_are_no_structure(
    written: str, name: str, charset: str
) -> None:
    field = read_addresses(f"{written} <{EVIL}>".encode(charset))

    assert [(box.name, box.address) for box in field.mailboxes] == [(name, EVIL)]
    assert (field.others, field.defects) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Tanaka, Taro",
        'Taro "T" Yamada',
        "Taro <Tokyo>",
        "(Taro; Tokyo:",
        "I <3 you",
        OURS,
        f"{OURS} via Example",
    ],
)
def test_decoded_text_is_never_taken_for_structure(text: str) -> None:
    value = f"{encoded(text)} <{EVIL}>"

    assert shown(value) == [(text, EVIL)]
    assert defects(value) == set()


def test_names_are_bounded_and_hold_no_control_characters() -> None:
    (long,) = read_addresses(b"x" * 5_000 + b" <b@evil.example>").mailboxes
    hiding = encoded("a\0b\nc")
    (hidden,) = read_addresses(f"{hiding} <{EVIL}>".encode()).mailboxes

    assert long.name == "x" * MAX_NAME
    assert hidden.name.isprintable()


# --- lists -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            f'{OURS}, Bob <{EVIL}>,\r\n "C, D" <c@d.example>',
            [("", OURS), ("Bob", EVIL), ("C, D", "c@d.example")],
        ),
        (f"{OURS}; {EVIL}", [("", OURS), ("", EVIL)]),
        (f",, {OURS} , ,{EVIL},", [("", OURS), ("", EVIL)]),
        (f"Friends: {OURS}, Bob <{EVIL}>;", [("", OURS), ("Bob", EVIL)]),
        ("undisclosed-recipients:;", []),
        (f"A, B <{EVIL}>, C, D <{OURS}>", [("A, B", EVIL), ("C, D", OURS)]),
        (f"{EVIL}, Bob", [("", EVIL), ("Bob", "")]),
        ("", []),
    ],
)
def test_lists_keep_their_order(value: str, expected: list[tuple[str, str]]) -> None:
    assert shown(value) == expected


def test_the_number_of_mailboxes_is_bounded() -> None:
    many = b", ".join([b"a%d@b.example" % number for number in range(3_000)])
    field = read_addresses(many)

    assert len(field.mailboxes) == MAX_ADDRESSES
    assert Defect.TOO_MANY_ADDRESSES in field.defects


# --- where programs disagree -------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "defect"),
    [
        (f"{OURS} <{EVIL}>", Defect.FROM_ADDRESS_OUTSIDE_BRACKETS),
        (f"Name {OURS} <{EVIL}>", Defect.FROM_ADDRESS_OUTSIDE_BRACKETS),
        (f"'{OURS}' <{EVIL}>", Defect.FROM_ADDRESS_OUTSIDE_BRACKETS),
        (f"{OURS} (comment) <{EVIL}>", Defect.FROM_ADDRESS_OUTSIDE_BRACKETS),
        (f"<{EVIL}> {OURS}", Defect.FROM_ADDRESS_OUTSIDE_BRACKETS),
        (
            f'"a"@ours.example <b@evil.example>{OURS}',
            Defect.FROM_ADDRESS_OUTSIDE_BRACKETS,
        ),
        (f"<{OURS}> <{EVIL}>", Defect.FROM_SEVERAL_BRACKETS),
        (f"Name <nick> <{EVIL}> <{OURS}>", Defect.FROM_SEVERAL_BRACKETS),
        (f"Name <{OURS} <{EVIL}>", Defect.FROM_SEVERAL_BRACKETS),
        (f"<{OURS}, <{EVIL}>", Defect.FROM_SEVERAL_BRACKETS),
        (f"<{OURS}>, <{EVIL}>", Defect.FROM_SEVERAL_AUTHORS),
        (f"{OURS};{EVIL}", Defect.FROM_SEVERAL_AUTHORS),
        (f"{EVIL} ({OURS})", Defect.FROM_ADDRESS_IN_COMMENT),
        (f"<{EVIL}> (x (<{OURS}>))", Defect.FROM_ADDRESS_IN_COMMENT),
        (f"<b({OURS})@evil.example>", Defect.FROM_ADDRESS_IN_COMMENT),
        ("b@evil.example, (a@ours.example)", Defect.FROM_ADDRESS_IN_COMMENT),
        ("a@ours.example(x).evil.example", Defect.FROM_SPACE_IN_ADDRESS),
        ('"a\\"@ours.example"@evil.example', Defect.FROM_QUOTED_LOCAL_PART),
        ('<"a@ours.example"@evil.example>', Defect.FROM_QUOTED_LOCAL_PART),
        ('<"a@ours.example">', Defect.FROM_QUOTED_LOCAL_PART),
        ("a@ours.example@evil.example", Defect.FROM_LOCAL_PART_WITH_AT),
        ("<a＠ours.example@evil.example>", Defect.FROM_LOCAL_PART_WITH_AT),
        ("<a@ours.example＠evil.example>", Defect.FROM_LOCAL_PART_WITH_AT),
        (f"<{OURS},{EVIL}>", Defect.FROM_LOCAL_PART_WITH_AT),
        (f"{OURS}: {EVIL};", Defect.FROM_GROUP),
        (f'"group": {OURS}, {EVIL};', Defect.FROM_GROUP),
        (f"<{OURS}\0@evil.example>", Defect.FROM_CONTROL_CHARACTER),
        (f"<{OURS}\0.evil.example>", Defect.FROM_CONTROL_CHARACTER),
        (f"{OURS}\0 <{EVIL}>", Defect.FROM_CONTROL_CHARACTER),
        (f"\x1b$B<{OURS}> <{EVIL}>", Defect.FROM_CONTROL_CHARACTER),
        (f"\x1b$B<{OURS}>\x1b(B <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        (f"Name <{OURS}", Defect.FROM_UNCLOSED),
        (f'"Name <{OURS}>', Defect.FROM_UNCLOSED),
        (f"Name ({OURS} <{EVIL}>", Defect.FROM_UNCLOSED),
        (f"{OURS}>", Defect.FROM_UNCLOSED),
        (encoded(OURS), Defect.FROM_ENCODED_ADDRESS),
        (f"<{encoded(OURS)}>", Defect.FROM_ENCODED_ADDRESS),
        (f"{encoded(OURS)}@evil.example", Defect.FROM_ENCODED_ADDRESS),
        (f"{encoded(f'{OURS} <')} <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        (f"{encoded(f'x <{OURS}>')} <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        ('"' + encoded(f'" <{OURS}>, "') + f'" <{EVIL}>', Defect.FROM_ENCODED_ADDRESS),
        (f"{encoded(f'{OURS}, x')} <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        (f"=?utf-8?Q?<{OURS}>?= <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        (f"{encoded('x' * 5_000 + f'<{OURS}>')} <{EVIL}>", Defect.FROM_ENCODED_ADDRESS),
        (
            f"{encoded('x' * 50_000 + f'<{OURS}>')} <{EVIL}>",
            Defect.FROM_ENCODED_ADDRESS,
        ),
        (f"<{OURS} {EVIL}>", Defect.FROM_SPACE_IN_ADDRESS),
        (f"{OURS} {EVIL}", Defect.FROM_SPACE_IN_ADDRESS),
        (f"<x {OURS}>", Defect.FROM_SPACE_IN_ADDRESS),
        (f"<{OURS}\u3000.evil.example>", Defect.FROM_SPACE_IN_ADDRESS),
        (f"Taro Yamada {OURS}", Defect.FROM_SPACE_IN_ADDRESS),
        ("a＠ours.example", Defect.FROM_UNPARSABLE),
        ("a@ours.example..", Defect.FROM_UNPARSABLE),
        ("<a@ours.example,>", Defect.FROM_UNPARSABLE),
        (f'"{OURS}"', Defect.FROM_UNPARSABLE),
        (f"Your bank, <{OURS}>", Defect.FROM_UNPARSABLE),
        (f"Your bank,(<{OURS}>)", Defect.FROM_UNPARSABLE),
    ],
)
def test_who_can_be_taken_for_the_author_is_found(value: str, defect: Defect) -> None:
    assert defect in defects(value)
    assert OURS in everybody(value)
    assert "evil" not in value or any(
        a.endswith("evil.example") for a in everybody(value)
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("(Taro Yamada)", [("Taro Yamada", "")]),
        (f"({encoded('山田 太郎')})", [("山田 太郎", "")]),
        ("(Taro), (Hanako)", [("Taro Hanako", "")]),
        ("()", []),
        (f"{EVIL}, (and others)", [("", EVIL)]),
        ("undisclosed-recipients:; (no To-header on input)", []),
    ],
)
def test_a_comment_is_the_name_where_nothing_else_stands(
    value: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(value) == expected


def test_a_route_is_not_the_author() -> None:
    field = read_addresses(b"<@ours.example,@x.example:b@evil.example>")

    assert [box.address for box in field.mailboxes] == [EVIL]
    assert [box.domain for box in field.others] == ["ours.example", "x.example"]
    assert field.defects == (Defect.FROM_ROUTE,)


@pytest.mark.parametrize(
    "value",
    [
        f"{EVIL} <{EVIL}>",
        f"'{EVIL}' <B@Evil.example>",
        f"{EVIL} ({EVIL})",
        f"<{EVIL}>, {EVIL}",
        f"Joe @joe <{EVIL}>",
        f"Lunch @ Joe's <{EVIL}>",
        f'"I <3 you" <{EVIL}>',
    ],
)
def test_the_same_address_twice_is_no_disagreement(value: str) -> None:
    assert not defects(value) & AMBIGUOUS_FROM
    assert not read_addresses(value.encode()).others


@pytest.mark.parametrize(
    "value", ["Taro Yamada", "<>", "Taro <>", "", "<root>", "a@", "@", "<@b.example>"]
)
def test_a_field_without_an_address_says_so(value: str) -> None:
    assert Defect.FROM_UNPARSABLE in defects(value)


def test_what_stands_behind_the_bound_is_not_denied() -> None:
    value = f"<{OURS}>,".encode() + b" " * MAX_FIELD + f"<{EVIL}>".encode()

    assert {Defect.FROM_UNPARSABLE, Defect.HEADER_TOO_LONG} <= defects(value)


# --- Return-Path -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b" <b@evil.example>", (EVIL, "evil.example")),
        (b"b@Evil.example ", (EVIL.replace("evil", "Evil"), "evil.example")),
        (b" <>\r\n", ("", "")),
        (b"<MAILER-DAEMON>", ("MAILER-DAEMON", "")),
    ],
)
def test_a_return_path_is_one_address(value: bytes, expected: tuple[str, str]) -> None:
    path = read_return_path(value)

    assert path is not None
    assert (path.name, path.address, path.domain) == ("", *expected)


@pytest.mark.parametrize("value", [b"", b"  ", b"nobody knows"])
def test_an_unreadable_return_path_is_none(value: bytes) -> None:
    assert read_return_path(value) is None


# --- nothing breaks it -------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        *("a@ours.example", "b@evil.example", "Taro", "Y.", "@", "=?utf-8?Q?x=40y?="),
        *('"', '"x, y"', "\\", "(", ")", "<", ">", ",", ";", ":", "[", "]", "=?", "?="),
        *(" ", "\t", "\r\n ", "\r", "\n", "\0", "\x7f", "\x1b$B", "\x1b(B", "%", "é"),
        *("表", "＠", "\u3000", "\u200b", ".", "..", "-", "=?x?B?w5g=?=", "'", "ß"),
    ]
)
FIELDS = st.lists(FRAGMENTS | st.text(max_size=3), max_size=12).map("".join)


@given(FIELDS)
@settings(max_examples=400, deadline=None)
@example("=?utf-8?Q?a<b@c.example>,x?=<d@e.example>")
@example('"=?utf-8?Q?a"<b@c.example>,"x?="<d@e.example>')
@example("a@b.example,")
@example("a@b.example, a@B.example")
@example("\u0085Taro\u2028 <a@b.example>")
@example("Your bank, <a@b.example>")
@example('"Your", "bank" of, <a@b.example>')
@example("a@b.example <A@b.example>")
@example("'a@b.example' <a@b.example>")
@example("a@b@c.example, d@e.example, f g@h.example, <i@j@k.example>")
@example("a@b@c.example, d (e), f@g.example")
@example("a@b.example (Taro, c <d>;)")
@example(" undisclosed recipients: ;")
def test_the_short_way_and_the_long_way_agree(text: str) -> None:
    value = text.encode()
    short = addresses._read_simple(value)

    assert short is None or short == addresses._read_anything(value)


WORDS = st.sampled_from(["Taro", "Y.", "=?utf-8?Q?x=2C_y?=", "山田", "'x'", "", "=?a"])
SIMPLE = st.one_of(
    st.builds(
        "{} {} <{}@Ours.Example.>".format, WORDS, WORDS, st.text("ab.-=?", min_size=1)
    ),
    st.builds('"{}, {}" <a@b.example>'.format, WORDS, st.text(max_size=6)),
    st.builds("{}@b.example".format, st.text("ab.+=?", min_size=1, max_size=5)),
    st.builds("{}, {} < a@b.example >".format, WORDS, WORDS),
    st.builds('"{}"{} <a@b.example>'.format, WORDS, WORDS),
    st.builds("a@b.example ({})".format, st.text('ab ,;:<"', max_size=5)),
    st.builds("{}@b.example <a@B.example>".format, st.text("ab.'", max_size=3)),
    st.builds("<a@{}b@c.example>{}".format, WORDS, WORDS),
    st.builds("a@{} b@c.example".format, WORDS),
    st.sampled_from(["", " ", "undisclosed-recipients:;", "Recipients", '"a@b"']),
)


@given(st.lists(SIMPLE, min_size=1, max_size=3).map(", ".join))
@settings(max_examples=300, deadline=None)
def test_they_agree_on_what_the_short_way_is_for(text: str) -> None:
    value = text.encode("utf-8", "replace")
    short = addresses._read_simple(value)

    assert short is None or short == addresses._read_anything(value)


@given(
    st.binary(max_size=80) | FIELDS.map(lambda text: text.encode("cp932", "replace"))
)
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reading(value: bytes) -> None:
    field = read_addresses(value)
    order = list(Defect)

    assert list(field.defects) == sorted(set(field.defects), key=order.index)
    assert len(field.others) <= MAX_ADDRESSES
    assert all(box.name == box.name.strip() for box in field.mailboxes)
    read_return_path(value)


@pytest.mark.parametrize(
    "value",
    [
        b"(" * 10**6,
        b'"' + b"\\\\" * 500_000,
        b'"' * 10**6,
        b"<" * 10**6,
        b"a@" * 500_000,
        "é@".encode() * 80_000,
        b"\0" * 10**6,
        b"\x1b$B" * 300_000,
        b"=?a?b?=" * 140_000,
        b":" * 500_000 + b";" * 500_000,
        b"[a" * 500_000,
        b"<a@b>" * 200_000,
        b'a@b <c@d> (e@f) "g@h"@i ' * 20_000,
        b", ".join([b"Bob <a@b.example>"] * 100_000),
        b"a@b.example (x)," * 60_000,
        "a@\u0301\u0316".encode() + "\u0301\u0316".encode() * 60_000,
    ],
    ids=[
        *(
            "parentheses",
            "backslashes",
            "quotes",
            "brackets",
            "at signs",
            "accented at",
        ),
        *("nul", "escapes", "encoded words", "colons", "square", "several brackets"),
        *("mixture", "recipients", "recipients with comments", "combining marks"),
    ],
)
def test_a_hostile_field_takes_bounded_time(value: bytes) -> None:
    start = time.process_time()
    read_addresses(value)

    assert time.process_time() - start < 10  # quadratic time would take minutes
