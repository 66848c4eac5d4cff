"""A mail attached to a mail in a data file, in both word sizes and all encodings."""

from __future__ import annotations

import io
import random
import struct
from time import process_time

import pytest

from honmono.mail.outlook import pst_nodes
from honmono.mail.outlook.properties import Tag, Type
from honmono.mail.outlook.pst_values import attached, mail_of
from honmono.mail.sandbox import Refused
from tests.mail.outlook.make_msg import mail, values
from tests.mail.outlook.make_pst import Part, pst, table_of, values_of

ITEM, FILE, INNER, LONG = 0x200024, 0x8025, 0x8044, 0x805F

TO = [
    values(DISPLAY_NAME="佐藤", SMTP_ADDRESS="sato@example.net", RECIPIENT_TYPE=1),
    values(DISPLAY_NAME="鈴木", RECIPIENT_TYPE=2),
]
BODY = "本文です。" * 900

DEEPEST = Part(
    values_of(
        values(ATTACH_LONG_FILENAME="a.txt", ATTACH_METHOD=1, ATTACH_DATA=b"hello")
    )
)
LETTER = Part(
    values_of(mail(SUBJECT="inner", BODY=BODY), nodes={int(Tag.BODY): LONG}),
    below={0x692: Part(table_of(TO)), LONG: BODY.encode("utf-16-le"), 0x8065: DEEPEST},
)
OBJECT = {int(Tag.ATTACH_DATA): (int(Type.OBJECT), struct.pack("<II", INNER, 99))}
ATTACHED = Part(
    values_of(values(DISPLAY_NAME="inner", ATTACH_METHOD=5) | OBJECT),
    below={INNER: LETTER},
)
OUTER = Part(values_of(mail(SUBJECT="outer")), below={FILE: ATTACHED})


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("method", [0, 1, 2])
def test_the_attached_mail_is_whole(wide: bool, method: int) -> None:
    nodes = pst_nodes.opened(io.BytesIO(pst({ITEM: OUTER}, wide=wide, method=method)))
    found = attached(nodes, ITEM, FILE)

    assert found is not None
    assert found.properties.text(Tag.SUBJECT) == "inner"
    assert found.properties.text(Tag.BODY) == BODY
    assert [r.text(Tag.DISPLAY_NAME) for r in found.recipients] == ["佐藤", "鈴木"]
    assert [r.text(Tag.SMTP_ADDRESS) for r in found.recipients] == [
        "sato@example.net",
        "",
    ]
    assert [r.number(Tag.RECIPIENT_TYPE) for r in found.recipients] == [1, 2]
    assert [f.data for f in found.files] == [b"hello"]
    assert not found.cut


def test_the_place_in_the_file_is_put_back() -> None:
    file = io.BytesIO(pst({ITEM: OUTER}))
    file.seek(77)
    attached(pst_nodes.opened(file), ITEM, FILE)

    assert file.tell() == 77


def test_what_is_not_there_is_nothing() -> None:
    nodes = pst_nodes.opened(io.BytesIO(pst({ITEM: OUTER})))

    assert attached(nodes, ITEM + 32, FILE) is None
    assert attached(nodes, ITEM, FILE + 32) is None


def test_a_budget_that_is_used_up_is_said() -> None:
    nodes = pst_nodes.opened(io.BytesIO(pst({ITEM: OUTER})))
    nodes.left = 3_000

    assert mail_of(nodes, nodes.item(ITEM)).cut


def test_a_mail_that_contains_itself_ends() -> None:
    data = pst({ITEM: OUTER})
    nodes = pst_nodes.opened(io.BytesIO(data))
    circle = pst_nodes.Node(nodes.item(ITEM).data, nodes.item(ITEM).below)
    start = process_time()
    mail_of(nodes, circle)

    assert process_time() - start < 5


@pytest.mark.parametrize("data", [b"", b"!BDN" * 200, pst({ITEM: OUTER})[:500]])
def test_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        pst_nodes.opened(io.BytesIO(data))


@pytest.mark.parametrize("wide", [True, False])
def test_whatever_is_changed_is_a_value(wide: bool) -> None:
    whole, chance = pst({ITEM: OUTER}, wide=wide), random.Random(9)  # noqa: S311
    start = process_time()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(160, len(data))
            data[at] = chance.choice((0, 1, 5, 0x7C, 0xFF, data[at] ^ 4))
        cut = bytes(data[: chance.randint(1_100, len(data))])
        nodes = pst_nodes.opened(io.BytesIO(cut))
        attached(nodes, ITEM, FILE)
        mail_of(nodes, nodes.item(ITEM))
    assert process_time() - start < 120
