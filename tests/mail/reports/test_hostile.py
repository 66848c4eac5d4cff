"""Reports: what an attacker writes into one ends, and soon."""

from __future__ import annotations

import random

import pytest

from honmono.mail.reports.inline import MAX_HEADS
from tests.mail.reports.make import forward, inside
from tests.mail.reports.test_inline import HEADS

MARK = "---------- Forwarded message ---------\n"

HOSTILE = {
    "marks": MARK * 50_000,
    "labels": "From: a\n" * 50_000,
    "pairs": "From: a\nTo: b@c.example,\n" * 30_000,
    "recipients": "From: x\nTo: b@c.example,\n" + "x@y.example,\n" * 50_000,
    "labels in a line": ("From: a" + " Sent: To: Subject: " * 90 + "\n") * 500,
    "brackets": MARK + "From: " + "<" * 1_000 + "a@b.example" * 50 + "\nDate: x\n",
    "gaps": (MARK + "From: <" + "a " * 900 + "@b.example>\nDate: 1\n\n") * 500,
    "a chain": (HEADS["Gmail"] + "\n") * 5_000,
    "attributions": "On Mon, 8 Jun 2026 Taro <t@b.example> wrote:\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_report_is_a_value(text: str) -> None:
    assert len(inside(forward(text))) <= MAX_HEADS


def test_mutated_heads_never_raise() -> None:
    dice = random.Random(20261125)  # noqa: S311 - no secret
    for head in HEADS.values():
        for _ in range(40):
            letters = list(f"{head}\nPlease pay.\n")
            for _ in range(dice.randrange(1, 12)):
                at = dice.randrange(len(letters))
                letters[at] = dice.choice(
                    ["", "\n", "\0", "<", ">", "@", ":", "　", "\u202e", "É"]
                )
            subject = dice.choice(["Fwd: Invoice", "Fwd:", "", "Fwd: : :"])
            kind = dice.choice(["plain", "html"])
            inside(forward("".join(letters), kind=kind, subject=subject))
