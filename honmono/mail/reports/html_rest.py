r"""The HTML of a mail below a line of its text: the forwarded letter with its links.

    <p>FYI</p><p><b>From:</b> Taro…</p><p>See <a href="https://x3.example.net/">here</a></p>
    text above: "FYI\nFrom: Taro…"     →     <p>See <a href="https://x3.example.net/">…

The letters of the text above are looked for in the source, one after the other, and what
follows the last is the rest.  Hidden letters between them are passed over.

It leaves alone: elements that were opened above; programs close them, too, where they
are not open.
"""

from __future__ import annotations

from honmono.mail.message.tags import unescaped
from honmono.mail.message.text import pieces_of


def html_below(html: str, above: str) -> str:
    """The part of the source behind the letters of `above`; empty where it has them not."""
    wanted = "".join(c for c in above if not c.isspace() and c != ">")
    at = 0
    pieces = pieces_of(html)
    for number in range(0, len(pieces), 2):
        text = unescaped(pieces[number])
        for place, letter in enumerate(text):
            if at == len(wanted):
                return text[place:] + "".join(pieces[number + 1 :])
            if letter == wanted[at]:
                at += 1
        if at == len(wanted):
            return "".join(pieces[number + 1 :])
    return ""
