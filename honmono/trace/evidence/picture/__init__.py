"""A trace as a picture: mailbox → mail it was made from → forged mail → recipient.

`draw` lays it out once; `to_svg` writes it for a browser, and `to_png` has that very SVG
rendered, so that both show the same.
"""

from honmono.trace.evidence.picture._core import Picture
from honmono.trace.evidence.picture.layout import draw
from honmono.trace.evidence.picture.png import to_png
from honmono.trace.evidence.picture.svg import to_svg

__all__ = ["Picture", "draw", "to_png", "to_svg"]
