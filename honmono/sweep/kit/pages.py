"""A page of instructions as a value, and as HTML and plain text.

One file each, readable without a network: pictures stand in the page, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from honmono.sweep.kit.look import STYLE


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it."""

    heading: str
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    code: str = ""
    """Lines to be typed or copied as they are."""

    picture: str = ""
    """SVG of ours."""

    caption: str = ""
    """What the picture shows, for whoever does not see it."""

    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Title, first sentences, parts."""

    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]


_WIDTH: Final = 60


def as_html(page: Page, language: str) -> str:
    """One file."""
    body = "\n".join(_html_lines(page))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_lines(page: Page) -> Iterator[str]:
    yield f"<h1>{escape(page.title)}</h1>"
    yield from (f'<p class="lead">{escape(text)}</p>' for text in page.lead)
    for part in page.parts:
        yield '<section class="urgent">' if part.urgent else "<section>"
        yield f"<h2>{escape(part.heading)}</h2>"
        if part.picture:
            yield f'<figure role="img" aria-label="{escape(part.caption)}">'
            yield f"{part.picture}</figure>"
        yield from (f"<p>{escape(text)}</p>" for text in part.texts)
        if part.points:
            yield "<ul>"
            yield from (f"<li>{escape(point)}</li>" for point in part.points)
            yield "</ul>"
        if part.code:
            yield f"<pre>{escape(part.code)}</pre>"
        yield "</section>"


def as_text(page: Page) -> str:
    """The same without pictures."""
    return "\n".join(_text_lines(page)) + "\n"


def _text_lines(page: Page) -> Iterator[str]:
    yield page.title
    yield "=" * _WIDTH
    yield from page.lead
    for part in page.parts:
        yield ""
        yield f"!! {part.heading} !!" if part.urgent else part.heading
        yield "-" * _WIDTH
        yield from part.texts
        yield from (f"  - {point}" for point in part.points)
        if part.code:
            yield ""
            yield from (f"    {line}" for line in part.code.split("\n"))
