"""Output: --explain, the findings and their sum."""

from __future__ import annotations

import re

import pytest

from honmono.check.pipeline import judge
from honmono.check.record import record as record_of
from honmono.check.verdict.weights import BASE, weights
from honmono.cli.output.view import mail as view
from honmono.mail.source import RawMail
from tests.cli.output.records import layout
from tests.make import US, mail

PASS = "dmarc=pass header.from=example.co.jp"


@pytest.mark.parametrize("prior", [0.5, 0.01])
@pytest.mark.parametrize(
    ("from_", "results"),
    [
        ('"田中 花子" <xk3@mail.example.net>', ""),
        ('"tanaka@example.co.jp" <xk3@mail.example.net>', ""),
        ('"田中 花子" <tanaka@example.co.jp>', PASS),
        ('"Sato" <ken@example.org>', ""),
    ],
    ids=["forged", "address in name", "ours", "nothing found"],
)
def test_the_terms_add_up_to_the_sum_and_the_sum_is_the_probability(
    from_: str, results: str, prior: float
) -> None:
    raw = RawMail(mail(from_, results=results), "a.eml")
    record = record_of(judge(raw, US, prior=prior))
    shown = view(record, layout(120, "en", explain=True, prior=prior))

    *terms, total = map(float, re.findall(r"([+-] *[0-9.]+) dB", shown))
    assert len(terms) == len(record["findings"]) + 2
    assert terms[0] == pytest.approx(weights()[BASE], abs=0.05)
    assert sum(terms) == pytest.approx(total, abs=0.05 * len(terms) + 0.05)
    assert f"{record['probability']:g}" in shown.splitlines()[-2]
    odds = 10 ** (total / 10)
    expected = min(max(odds / (1 + odds), 0.001), 0.999)
    assert record["probability"] == pytest.approx(expected, abs=0.004)
    for finding in record["findings"]:
        assert f"{finding['signal']} ({finding['where']})" in shown


def test_without_it_no_weight_is_shown() -> None:
    raw = RawMail(mail('"田中 花子" <xk3@mail.example.net>'), "a.eml")

    assert " dB" not in view(record_of(judge(raw, US)), layout(120))
