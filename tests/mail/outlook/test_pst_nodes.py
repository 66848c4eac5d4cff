"""The nodes of a data file: found where they are, and nowhere else."""

from __future__ import annotations

import io

import pytest

from honmono.mail.outlook import pst_nodes
from tests.mail.outlook.make_msg import mail
from tests.mail.outlook.make_pst import Part, pst, values_of

ITEMS = {
    n: Part(values_of(mail(SUBJECT=f"item {n}"))) for n in range(0x200004, 0x200104, 32)
}


@pytest.mark.parametrize("wide", [True, False])
def test_each_item_has_its_own_block(wide: bool) -> None:
    nodes = pst_nodes.opened(io.BytesIO(pst(ITEMS, wide=wide)))

    for number, part in ITEMS.items():
        assert b"".join(nodes.blocks(nodes.item(number).data)) == part.heap
    assert nodes.item(4) == pst_nodes.Node(0, 0)
    assert list(nodes.blocks(0)) == [b""]
    assert nodes.below(nodes.item(0x200004)) == {}


def test_a_block_that_lists_itself_ends() -> None:
    nodes = pst_nodes.opened(
        io.BytesIO(pst({4: Part(b"x", below={37: b"two halves"})}))
    )
    (listed,) = nodes.below(nodes.item(4)).values()

    assert b"".join(nodes.blocks(listed.data)) == b"two halves"


def test_high_encryption_undoes_itself() -> None:
    data = bytes(range(256)) * 3

    assert pst_nodes._cyclic(pst_nodes._cyclic(data, 0x12345), 0x12345) == data
    assert pst_nodes._cyclic(data, 0x12345) != data
