"""Signal: namesake at a company."""

from __future__ import annotations

import pytest

from honmono.check.signals.namesake_at_company import check
from tests.make import exhibit

NAME = '"田中 花子"'


def passing(domain: str) -> str:
    return f"dkim=pass header.d={domain}"


@pytest.mark.parametrize(
    "local", ["h.tanaka", "h-tanaka", "tanaka.h2", "hanako", "hanako_tanaka"]
)
def test_a_verified_address_that_spells_the_name_is_found(local: str) -> None:
    from_ = f"{NAME} <{local}@hospital.example.com>"
    finding = check(exhibit(from_, results=passing("hospital.example.com")))

    assert finding is not None
    assert finding.actual == f"{local}@hospital.example.com"


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (f"{NAME} <xk3@hospital.example.com>", passing("hospital.example.com")),
        (f"{NAME} <h.tanaka@hospital.example.com>", ""),
        (f"{NAME} <h.tanaka@hospital.example.com>", "spf=pass smtp.mailfrom=example.com"),
        (f"{NAME} <tanaka@hospital.example.com>", passing("hospital.example.com")),
        (f"{NAME} <h.tanaka@gmail.com>", passing("gmail.com")),
        (f"{NAME} <htanakaxx@hospital.example.com>", passing("hospital.example.com")),
        ('"例示株式会社" <tanaka2@a.example.com>', passing("a.example.com")),
        ('"例示株式会社 田中花子" <h.tanaka@a.example.com>', passing("a.example.com")),
        ('"佐藤 健" <sato@a.example.com>', passing("a.example.com")),
    ],
    ids=[
        "other word", "not looked", "spf alone", "our own local part", "free mail",
        "no word", "firm", "firm and person", "own name",
    ],
)  # fmt: skip
def test_everything_else_is_silent(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None
