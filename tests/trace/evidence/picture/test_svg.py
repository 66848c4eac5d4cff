"""The SVG is a strict subset, whatever an attacker wrote."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from honmono.trace.evidence.picture import draw, to_svg
from tests.trace.evidence.traces import HAND_MADE, hostile, office

NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
ATTRIBUTES = {
    *("viewBox", "width", "height", "role", "font-family", "font-size", "font-weight"),
    *("x", "y", "cx", "cy", "r", "rx", "d", "fill", "stroke", "stroke-width"),
    *("stroke-opacity", "stroke-dasharray", "textLength", "lengthAdjust"),
    "{http://www.w3.org/XML/1998/namespace}lang",
}
MAX_BYTES = 100_000


def svg(name: str, language: str = "ja") -> str:
    return to_svg(draw(HAND_MADE[name], language))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", HAND_MADE)
def test_nothing_but_the_subset_is_written(name: str, language: str) -> None:
    for element in ElementTree.fromstring(svg(name, language)).iter():  # noqa: S314 - ours
        assert element.tag.removeprefix(NAMESPACE) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert not any("url(" in v or "//" in v for v in element.attrib.values())


@pytest.mark.parametrize("name", HAND_MADE)
def test_the_file_is_bounded(name: str) -> None:
    assert len(svg(name).encode()) < MAX_BYTES


def test_an_attacker_s_text_is_text() -> None:
    made = to_svg(draw(hostile(), "ja"))

    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert not set(made) & set("\x00\x1b\u202e\ufffe")


def test_the_answer_is_there_for_those_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(to_svg(draw(office(3), "ja")))  # noqa: S314 - ours
    summary = root.find(f"{NAMESPACE}desc")

    assert summary is not None
    assert "佐藤 花子" in (summary.text or "")
