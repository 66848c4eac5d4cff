"""An object in a mail: the file in it, else what there is."""

from __future__ import annotations

import pytest

from honmono.mail.outlook.ole_object import content

HEAD = b"\x2f\0\0\0\2\0"


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        ({}, b""),
        ({"CONTENTS": b"%PDF", "other": b"longer"}, b"%PDF"),
        ({"Package": b"PK"}, b"PK"),
        ({"a": b"x", "b": b"longest"}, b"longest"),
        ({"\x01Ole10Native": HEAD + b"a\0b\0\0\0\3\0\2\0\0\0c\0\3\0\0\0abc"}, b"abc"),
        ({"\x01Ole10Native": b"\4\0\0\0rest"}, b"rest"),
        ({"\x01Ole10Native": HEAD + b"a" * 5_000}, b"\2\0" + b"a" * 5_000),
        (
            {"\x01Ole10Native": HEAD + b"a\0b\0\0\0\3\0\xff\xff\xff\x7f"},
            b"\2\0a\0b\0\0\0\3\0\xff\xff\xff\x7f",
        ),
    ],
)
def test_what_is_in_it(streams: dict[str, bytes], expected: bytes) -> None:
    assert content(streams) == expected
