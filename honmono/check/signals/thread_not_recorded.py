"""Thread not recorded: it quotes a mail of ours, and nothing says how he got it.

    Subject: Fwd: 見積の件                           he says that he forwards it
    From: 佐藤 <s.ichiro@gmail.com>                 it went to sato@kita.example
    To: all@forum.example                          whoever reads that list has it

A customer may well have passed it on, or answer from another address; so may a thief.  It
makes no mail forged.  Without it such a mail would be called unrelated to us.

Silent on purpose: where everybody who got it is known (`thread-of-others`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind
from honmono.check.signals._recalled import Stands, stands

NAME: Final = "thread-not-recorded"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author whom our archive does not tie to the thread he quotes."""
    if stands(exhibit) is not Stands.DOUBTFUL:
        return None
    thread = exhibit.recalled
    author = thread.author if thread else ""
    return Finding(NAME, "quote", author, behind(exhibit.sender.address))


SIGNAL: Final = Signal(
    name=NAME,
    question="Does it quote a mail of ours that our archive did not send him?",
    check=check,
    archive=True,
)
