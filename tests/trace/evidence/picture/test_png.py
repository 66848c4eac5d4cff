"""The PNG shows what the SVG says, in the typeface of the package."""

from __future__ import annotations

from struct import unpack

import pytest

from honmono.trace.evidence.picture import draw, to_png
from tests.trace.evidence.traces import HAND_MADE, hostile, office


@pytest.mark.parametrize("name", ["one", "three hundred", "hostile", "empty", "keyed"])
def test_it_is_a_png_twice_as_sharp_as_the_picture(name: str) -> None:
    picture = draw(HAND_MADE[name], "ja")
    made = to_png(picture)

    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", made[16:24])
    assert abs(width - 2 * picture.width) <= 1
    assert abs(height - 2 * picture.height) <= 1


def test_the_same_picture_is_the_same_file() -> None:
    assert to_png(draw(office(3), "ja")) == to_png(draw(office(3), "ja"))
    assert to_png(draw(office(3), "ja")) != to_png(draw(office(3), "en"))


def test_text_for_typst_stays_text() -> None:
    assert len(to_png(draw(hostile(), "en"))) < 2_000_000
