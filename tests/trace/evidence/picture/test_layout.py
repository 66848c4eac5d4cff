"""Nothing overlaps, nothing leaves its box, and what cannot be drawn is told."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from honmono.fonts import lacking, width
from honmono.trace.evidence.picture import Picture, draw
from honmono.trace.evidence.picture._core import Label
from honmono.trace.evidence.picture.layout import LOOKS
from tests.trace.evidence.traces import HAND_MADE, hostile, office

PICTURES = [(name, language) for name in HAND_MADE for language in ("ja", "en")]


def picture(name: str, language: str) -> Picture:
    return draw(HAND_MADE[name], language)


def rectangle(label: Label) -> tuple[float, float, float, float]:
    return (
        label.x,
        label.y - label.size * 0.8,
        label.x + label.width,
        label.y + label.size * 0.1,
    )


def overlap(
    one: tuple[float, float, float, float], two: tuple[float, float, float, float]
) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


@pytest.mark.parametrize(("name", "language"), PICTURES)
def test_no_text_overlaps_another(name: str, language: str) -> None:
    made = picture(name, language)
    labels = [*made.labels, *(label for box in made.boxes for label in box.labels)]
    dots = [
        (dot.x - 9, dot.y - 9, dot.x + 9, dot.y + 9)
        for box in made.boxes
        for dot in box.dots
    ]
    places = [*map(rectangle, labels), *dots]

    assert [pair for pair in combinations(places, 2) if overlap(*pair)] == []


@pytest.mark.parametrize(("name", "language"), PICTURES)
def test_no_box_overlaps_another_and_all_are_on_the_page(
    name: str, language: str
) -> None:
    made = picture(name, language)
    boxes = [(b.x, b.y, b.x + b.width, b.y + b.height) for b in made.boxes]

    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= made.width
        assert bottom <= made.height


@pytest.mark.parametrize(("name", "language"), PICTURES)
def test_every_text_stays_in_its_box(name: str, language: str) -> None:
    for box in picture(name, language).boxes:
        for label in box.labels:
            assert label.x + label.width <= box.x + box.width
            assert label.y <= box.y + box.height
            assert label.width == width(label.text, label.size, bold=label.bold)


@pytest.mark.parametrize(("name", "language"), PICTURES)
def test_every_letter_is_in_the_font(name: str, language: str) -> None:
    made = picture(name, language)
    labels = [*made.labels, *(label for box in made.boxes for label in box.labels)]

    assert lacking("".join(label.text for label in labels)) == ()


def test_what_the_font_lacks_is_named_below() -> None:
    made = draw(hostile(), "ja")

    assert "𠮷" in made.missing
    assert any("U+20BB7" in label.text for label in made.labels)


def test_a_long_subject_is_cut_and_whole_in_the_title() -> None:
    made = draw(office(3), "ja")
    cut = [box for box in made.boxes if box.labels[0].text.startswith("Re: 四月分")]

    assert cut
    assert cut[0].labels[0].text.endswith("…")
    assert "四月分請求書送付のお願い（至急ご確認ください）" in cut[0].title


def test_suspects_differ_also_in_grey() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    shades = sorted(grey(look.strong) for look in LOOKS)

    assert all(b - a > 40 for a, b in pairwise(shades))
