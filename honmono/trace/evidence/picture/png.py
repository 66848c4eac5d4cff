"""Renders a picture as PNG, with the typeface of the package, on every system alike.

The SVG is rendered by Typst, which also makes the documents: one wheel for Linux, macOS
and Windows, no program to install, and no font of the system is looked at.
"""

from __future__ import annotations

from typing import Final

from honmono import fonts
from honmono.trace.evidence.picture._core import Picture
from honmono.trace.evidence.picture.svg import to_svg

_SHARP: Final = 2.0
"""Pixels of the file for one of the picture: sharp in print and when enlarged."""

_PAGE: Final = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt)
"""


def to_png(picture: Picture) -> bytes:
    """Make the file's bytes."""
    import typst  # 30 MB that nobody else needs to load

    page = _PAGE.format(width=picture.width, height=picture.height)
    made = typst.compile(
        page.encode(),
        sys_inputs={"svg": to_svg(picture)},
        font_paths=typst.Fonts(False, False, [fonts.FOLDER]),
        ignore_system_fonts=True,
        format="png",
        ppi=72 * _SHARP,
    )
    if not isinstance(made, bytes):  # one page makes one file
        raise TypeError("Typst made more than one page")
    return made
