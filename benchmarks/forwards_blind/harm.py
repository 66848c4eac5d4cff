"""Damages that change where the lines of a head end, or what is left of them.

From: A <a@x.example>        label and value apart, a label lost, no empty line
Sent: Monday …               before the letter, lines set again to a width
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from typing import Final

_LINE: Final = re.compile(r"^([^\W\d_][^:：\d]{0,22}?\s?[:：])\s*(\S.*)$")
_FROM_OR_SENT: Final = re.compile(
    r"^(From|Sent|Date|差出人|送信日時|日付|Von|Gesendet|Datum)\s?[:：]\s*(?=.*\d)"
)


def _head(forward: str) -> tuple[str, str, str]:
    """Cut behind the head; a mark alone above an empty line is not the head."""
    blocks = forward.split("\n\n")
    taken = next(
        (
            place
            for place, block in enumerate(blocks)
            if sum(bool(_LINE.match(line)) for line in block.split("\n")) >= 2
        ),
        0,
    )
    return (
        "".join(block + "\n\n" for block in blocks[:taken]),
        blocks[taken],
        "\n\n".join(blocks[taken + 1 :]),
    )


def _value_below(forward: str, dice: random.Random) -> str:
    del dice
    above, head, body = _head(forward)
    lines = [_LINE.sub(r"\1\n\2", line) for line in head.split("\n")]
    return above + "\n".join(lines) + "\n\n" + body


def _lost_label(forward: str, dice: random.Random) -> str:
    above, head, body = _head(forward)
    lines = head.split("\n")
    ours = [place for place, line in enumerate(lines) if _FROM_OR_SENT.match(line)]
    if ours:
        place = dice.choice(ours)
        lines[place] = _FROM_OR_SENT.sub("", lines[place])
    return above + "\n".join(lines) + "\n\n" + body


def _no_gap(forward: str, dice: random.Random) -> str:
    del dice
    above, head, body = _head(forward)
    return above + head + "\n" + body.lstrip("\n")


def _narrow(forward: str, dice: random.Random) -> str:
    """Set every line to a width, as gateways and telephones do."""
    width = dice.choice((40, 56, 72))
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) or ""
        for line in forward.split("\n")
    )


def _partly_quoted(forward: str, dice: random.Random) -> str:
    above, head, body = _head(forward)
    lines = (head + "\n\n" + body).split("\n")
    return above + "\n".join(f"> {x}" if dice.random() < 0.6 else x for x in lines)


def _one_line(forward: str, dice: random.Random) -> str:
    """Run mark, head and letter together, as some webmail of telephones does."""
    del dice
    above, head, body = _head(forward)
    return above.replace("\n\n", " ") + head.replace("\n", " ") + "\n" + body


def _nbsp(forward: str, dice: random.Random) -> str:
    del dice
    above, head, body = _head(forward)
    lines = [_LINE.sub("\\1\u00a0\\2", line) for line in head.split("\n")]
    return above + "\n".join(lines).replace(" <", "\u00a0<") + "\n\u00a0\n" + body


HARMS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "value-below": _value_below,
    "lost-label": _lost_label,
    "no-gap": _no_gap,
    "narrow": _narrow,
    "partly-quoted": _partly_quoted,
    "one-line": _one_line,
    "nbsp-all": _nbsp,
}
