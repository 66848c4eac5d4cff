"""Where mails come from, and what the border finds out about them."""

from __future__ import annotations

from random import Random
from typing import Final

from benchmarks.offices._core import Auth

TAKEN: Final = (
    *("contato@clinica-azahar6017.com.br", "office@hotel-brezina4420.cz"),
    *("info@tarumaya-shokudo2275.jp", "sales3@kinh-bac-steel8861.vn"),
    *(
        "j7kq0x@gmail.com",
        "marketing@dar-al-nakhil3904.ae",
        "noreply@vps21-hoster5573.net",
    ),
    *(
        "account@yuyintrading7150.cn",
        "admin@skolkovo-les1168.ru",
        "q.8814.r@outlook.com",
    ),
    *("secretaria@colegio-horizonte9327.pt", "tanaka.y.0011@yahoo.co.jp"),
)
"""Addresses from which forgers write: taken mailboxes, rented hosts, free mail."""


def passes(domain: str) -> Auth:
    """Everything right, as most honest mail."""
    return Auth(("pass", domain), ("pass", domain), "pass")


def usual(domain: str, random: Random) -> Auth:
    """What honest firms and taken mailboxes have; small firms lack one or the other."""
    return random.choice(
        (
            passes(domain),
            passes(domain),
            passes(domain),
            Auth(("pass", domain), ("none", ""), "pass"),
            Auth(("pass", domain), ("none", ""), "none"),
            Auth(("none", domain), ("none", ""), "none"),
        )
    )


def poor(domain: str, random: Random) -> Auth:
    """What forgers' hosts have: anything, also nothing."""
    return random.choice(
        (
            passes(domain),
            Auth(("pass", domain), ("none", ""), "none"),
            Auth(("softfail", domain), ("none", ""), "none"),
            Auth(("fail", domain), ("none", ""), "fail"),
            Auth(),
        )
    )
