"""Files that are dropped on a page."""

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


def drop(page: Page, files: Mapping[str, bytes]) -> None:
    """Drop files, by name."""
    texts = [base64.b64encode(data).decode() for data in files.values()]
    page.evaluate(_DROP, [list(files), texts])
