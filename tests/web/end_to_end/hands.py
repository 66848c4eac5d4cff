"""What hands do beside clicking: drop files, press keys."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Final

from playwright.sync_api import Page

_DROP: Final = """([names, texts]) => {
  const given = new DataTransfer();
  names.forEach((name, i) => given.items.add(new File(
    [Uint8Array.from(atob(texts[i]), (each) => each.charCodeAt(0))], name)));
  for (const what of ["dragover", "drop"]) window.dispatchEvent(
    new DragEvent(what, { dataTransfer: given, bubbles: true, cancelable: true }));
}"""

_OUTLINED: Final = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def drop(page: Page, files: Mapping[str, bytes]) -> None:
    """Drop files, by name."""
    texts = [base64.b64encode(data).decode() for data in files.values()]
    page.evaluate(_DROP, [list(files), texts])


def tab_to(page: Page, wanted: str) -> None:
    """Tab as far as it; whatever has the focus on the way can be seen to have it."""
    for n in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(_OUTLINED), f"Tab {n}: " + page.evaluate(
            "document.activeElement.outerHTML.slice(0, 300)"
        )
        if page.evaluate("css => document.activeElement.matches(css)", wanted):
            return
    raise AssertionError(f"no key leads to {wanted}")
