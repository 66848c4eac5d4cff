"""Signature blocks in the manners of different offices."""

from __future__ import annotations

from random import Random
from typing import Final

from benchmarks.offices._core import Who


def _ruled(who: Who) -> str:
    line = "*" * 38
    return "\n".join(
        (
            line,
            f"{who.firm}",
            f"{who.title}　{who.name}",
            f"住所：{who.postal}",
            f"電話：{who.phone}",
            f"E-mail：{who.address}",
            line,
        )
    )


def _boxed(who: Who) -> str:
    return (
        f"┏━━━━━━━━━━━━━━━━┓\n{who.name}（{who.title}）\n{who.firm}\n{who.postal}\n"
        f"TEL {who.phone} / {who.address}\n┗━━━━━━━━━━━━━━━━┛"
    )


def _dashed(who: Who) -> str:
    return f"-- \n{who.name}\n{who.firm}\n{who.postal}\nTel. {who.phone}"


def _pipes(who: Who) -> str:
    return f"{who.name} | {who.title}\n{who.firm} | {who.postal}\nT {who.phone} | {who.address}"


def _plain(who: Who) -> str:
    return f"{who.name}\n{who.title}, {who.firm}\n{who.postal}\nPhone: {who.phone}"


def _colons(who: Who) -> str:
    return (
        f"::::::::::::::::::\n{who.firm}\n{who.name}\n:: {who.postal}\n:: {who.phone}"
    )


STYLES: Final = {
    "ja": (_ruled, _boxed, _dashed, _colons),
    "en": (_pipes, _plain, _dashed),
    "de": (_plain, _dashed),
}


def signed(who: Who, random: Random) -> str:
    """The block below somebody's letters; his bare name when he has no firm."""
    if not who.firm:
        return who.name
    return random.choice(STYLES[who.language])(who)
