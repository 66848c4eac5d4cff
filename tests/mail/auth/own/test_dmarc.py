"""DMARC: who belongs to whom, told by the DNS itself."""

from __future__ import annotations

import pytest

from honmono.mail.auth.own.dmarc import discover, evaluate, names_above
from tests.verify import run

PLAIN = "v=DMARC1; p=reject"


def records(**given: str) -> dict[str, str]:
    return {f"_dmarc.{name.replace('_', '.')}": text for name, text in given.items()}


def test_the_way_up() -> None:
    assert names_above("example.jp") == ("example.jp", "jp")
    assert names_above("a.b.c.d.e.f.g.h.i.example.jp") == (
        "a.b.c.d.e.f.g.h.i.example.jp",
        *("e.f.g.h.i.example.jp", "f.g.h.i.example.jp", "g.h.i.example.jp"),
        *("h.i.example.jp", "i.example.jp", "example.jp", "jp"),
    )


@pytest.mark.parametrize(
    ("domain", "table", "organization"),
    [
        ("a.example.jp", records(example_jp=PLAIN), "example.jp"),
        ("a.example.jp", records(a_example_jp=PLAIN, example_jp=PLAIN), "example.jp"),
        ("a.example.jp", records(a_example_jp=PLAIN), "a.example.jp"),
        ("a.example.jp", records(a_example_jp=PLAIN + "; psd=n", example_jp=PLAIN), "a.example.jp"),
        ("b.a.example.jp", records(a_example_jp=PLAIN + "; psd=n", example_jp=PLAIN), "a.example.jp"),
        ("b.a.co.jp", records(co_jp=PLAIN + "; psd=y"), "a.co.jp"),
        ("co.jp", records(co_jp=PLAIN + "; psd=y"), "co.jp"),
        ("a.example.jp", {}, "a.example.jp"),
        ("a.example.jp", records(example_jp="v=DMARC2; p=none"), "a.example.jp"),
    ],
)  # fmt: skip
def test_the_organizational_domain(
    domain: str, table: dict[str, str], organization: str
) -> None:
    assert run(discover(domain), table).organization == organization


@pytest.mark.parametrize(
    ("dkim", "spf", "table", "outcome"),
    [
        (("a.example.jp",), "", records(a_example_jp=PLAIN), "pass"),
        (("example.jp",), "", records(example_jp=PLAIN), "pass"),
        (("b.example.jp",), "", records(example_jp=PLAIN), "pass"),
        (("b.example.jp",), "", records(example_jp=PLAIN + "; adkim=s"), "fail"),
        ((), "b.example.jp", records(example_jp=PLAIN + "; adkim=s"), "pass"),
        ((), "b.example.jp", records(example_jp=PLAIN + "; aspf=s"), "fail"),
        (("evil.example",), "evil.example", records(example_jp=PLAIN), "fail"),
        (("evil.jp",), "", records(jp=PLAIN + "; psd=y", example_jp=PLAIN), "fail"),
        (("a.example.jp",), "", {}, "none"),
        (("a.example.jp",), "", records(example_jp="v=DMARC1; p=none; junk"), "permerror"),
        (("evil.example",), "", records(example_jp="v=DMARC1"), "none"),
        (("evil.example",), "", records(example_jp="v=DMARC1; rua=mailto:a@b.jp"), "fail"),
    ],
)  # fmt: skip
def test_alignment(
    dkim: tuple[str, ...], spf: str, table: dict[str, str], outcome: str
) -> None:
    asking = evaluate("a.example.jp", dkim, spf, undecided=False)

    assert run(asking, table).value == outcome


def test_what_nobody_could_tell_is_no_failure() -> None:
    asking = evaluate("example.jp", (), "", undecided=True)

    assert run(asking, records(example_jp=PLAIN)).value == "temperror"


def test_a_mail_without_author() -> None:
    assert run(evaluate("", (), "", undecided=False), {}).value == "permerror"
