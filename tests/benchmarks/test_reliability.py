"""The reliability diagram as text and as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.reliability import as_svg, as_text, bins

SAID = [0.1] * 10 + [0.9] * 10
HITS = [True] + [False] * 9 + [True] * 9 + [False]


def test_bins_hold_equally_many_from_unsure_to_sure() -> None:
    found = list(bins(SAID, HITS))

    assert [one.of for one in found] == [2] * 10
    assert found[0].said == 0.1
    assert found[-1].right == 1


def test_a_line_shows_what_was_said_and_what_was_right() -> None:
    first = as_text(list(bins(SAID, HITS))).splitlines()[1]

    assert first.startswith("0.10  █")
    assert first.endswith("0.00 of 2")
    assert first.index("|") == len("0.10  ") + 4


def test_the_picture_is_xml_with_a_point_for_each_bin_and_an_escaped_title() -> None:
    picture = as_svg(list(bins(SAID, HITS)), "a <b> & c")

    root = ElementTree.fromstring(picture)  # noqa: S314  # our own text

    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 10
    assert root[0].text == "a <b> & c"


def test_nothing_to_show_is_an_empty_diagram() -> None:
    assert list(bins([], [])) == []
    assert as_text([]).count("\n") == 0
