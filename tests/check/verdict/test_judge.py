"""The contract's table, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import judge
from honmono.check.signals import ALL, Exhibit, Finding, Role, Signal
from honmono.check.verdict import Verdict, decide
from honmono.mail.source import RawMail
from tests.make import INSIDE, ORG, OUTSIDE, US, exhibit, mail

OURS = '"田中 花子" <tanaka@example.co.jp>'
PRIVATE = '"田中 花子" <hanako.home@example.org>'
STRANGER = '"田中 花子" <xk3@mail.example.net>'
PASS = "dmarc=pass header.from=example.co.jp"
FAIL = "dmarc=fail header.from=example.co.jp"

ROWS = [
    ("ours", "ours", {"from_": OURS, "results": PASS}),
    ("own network", "ours", {"from_": OURS, "received": INSIDE}),
    ("failed", "forged", {"from_": OURS, "results": FAIL}),
    ("parked", "forged", {"from_": "<a@example-parked.jp>"}),
    ("not looked", "unproven", {"from_": OURS}),
    (
        "not looked, outside our networks",
        "forged",
        {"from_": OURS, "received": OUTSIDE},
    ),
    ("two authors", "forged", {"from_": f"{OURS}, <a@example.net>", "results": PASS}),
    (
        "private, verified",
        "ours",
        {"from_": PRIVATE, "results": "dkim=pass header.d=example.org"},
    ),
    ("private", "unproven", {"from_": PRIVATE}),
    (
        "own list, verified",
        "ours",
        {
            "from_": "<sales@lists.example.co.jp>",
            "results": "dkim=pass header.d=lists.example.co.jp",
        },
    ),
    ("own list", "unproven", {"from_": "<sales@lists.example.co.jp>"}),
    (
        "list that shows us",
        "unproven",
        {
            "from_": '"田中 花子 via x" <x@forum.example>',
            "results": "dkim=pass header.d=forum.example",
        },
    ),
    (
        "list that does not",
        "unrelated",
        {"from_": "<x@forum.example>", "results": "dkim=pass header.d=forum.example"},
    ),
    (
        "service that failed",
        "forged",
        {
            "from_": '"田中 花子" <n@tickets.example>',
            "results": "dmarc=fail header.from=tickets.example",
        },
    ),
    ("stranger who shows us", "forged", {"from_": STRANGER}),
    (
        "namesake at a partner",
        "unproven",
        {
            "from_": '"田中 花子" <h@kita.example>',
            "results": "dkim=pass header.d=kita.example",
        },
    ),
    (
        "namesake at a company",
        "unproven",
        {
            "from_": '"田中 花子" <h-tanaka@hospital.example.com>',
            "results": "dkim=pass header.d=hospital.example.com",
        },
    ),
    (
        "namesake who shows our address",
        "forged",
        {
            "from_": '"田中 花子 tanaka@example.co.jp" <h-tanaka@hospital.example.com>',
            "results": "dkim=pass header.d=hospital.example.com",
        },
    ),
    (
        "partner's namesake who shows our address",
        "forged",
        {
            "from_": '"田中 花子 (tanaka@example.co.jp)" <h@kita.example>',
            "results": "dkim=pass header.d=kita.example",
        },
    ),
    ("nickname", "unproven", {"from_": '"タロちゃん" <xk3@mail.stranger.example>'}),
    (
        "nickname, at a domain near ours",
        "forged",
        {"from_": '"タロちゃん" <xk3@mail.example.net>'},
    ),
    ("stranger", "unrelated", {"from_": '"Sato Ken" <ken@example.net>'}),
    ("no From", "unrelated", {"from_": None}),
]


def test_without_named_networks_a_host_outside_is_no_more_than_a_hint() -> None:
    us = Portrait(replace(ORG, networks=()))

    verdict = judge(RawMail(mail(OURS, received=OUTSIDE), "a.eml"), us).verdict

    assert verdict.answer.value == "unproven"


@pytest.mark.parametrize(
    ("answer", "fields"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_table_answers(answer: str, fields: dict[str, str]) -> None:
    verdict = judge(RawMail(mail(**fields), "a.eml"), US).verdict

    assert verdict.answer.value == answer
    assert 1 <= len(verdict.reasons.ja) <= 3
    assert len(verdict.reasons.ja) == len(verdict.reasons.en)


@pytest.mark.parametrize(
    "results", ["", PASS, FAIL, "spf=pass smtp.mailfrom=example.co.jp"]
)
@pytest.mark.parametrize(
    "from_",
    [
        STRANGER,
        '"tanaka@example.co.jp" <xk3@mail.example.net>',
        f"{OURS}, <a@example.net>",
        "<tanaka@example.co.jp> <a@example.net>",
        "tanaka@example.co.jp <a@example.net>",
        '"group": <tanaka@example.co.jp>, <a@example.net>;',
        "a@example.net (tanaka@example.co.jp)",
        "<@example.co.jp:a@example.net>",
        "<tanaka@example.co.jp",
        "<tanaka@example.co.jp@example.net>",
        "<info@example-parked.jp>",
        "<a@example.co.jp.example.net>",
    ],
)
def test_no_trick_with_from_makes_it_ours(from_: str, results: str) -> None:
    verdict = judge(RawMail(mail(from_, results=results), "a.eml"), US).verdict

    assert verdict.answer.value != "ours"


def test_the_reason_can_be_repeated_on_the_phone() -> None:
    verdict = judge(RawMail(mail(STRANGER), "a.eml"), US).verdict

    assert verdict.reasons.ja[0] == (
        "差出人名は『田中 花子』ですが、実際のアドレスは xk3@mail.example.net で、"
        "当社のものではありません。"
    )
    assert verdict.kinds == ("display-name",)
    assert verdict.probability > 0.9


def test_the_prior_moves_the_probability_but_not_the_answer() -> None:
    rare = judge(RawMail(mail(STRANGER), "a.eml"), US, prior=0.01).verdict
    even = judge(RawMail(mail(STRANGER), "a.eml"), US).verdict

    assert rare.probability < even.probability
    assert rare.answer is even.answer


def of(fields: dict[str, str]) -> Exhibit:
    """All that a signal may look at, of the mail of a row."""
    results, received = fields.get("results", ""), fields.get("received", "")
    return exhibit(fields["from_"], results=results, received=received)


def judged(value: Exhibit, *hazards: Signal) -> Verdict:
    """Decide with what the signals about identity find, and these hazards found."""
    found = [
        (signal, finding)
        for signal in ALL
        if signal.role is not Role.HAZARD and (finding := signal.check(value))
    ]
    found += [(h, Finding(h.name, "attachment", "a.zip", "a.exe")) for h in hazards]
    return decide(value, tuple(found), prior=0.5)


HAZARDS = tuple(signal for signal in ALL if signal.role is Role.HAZARD)


@pytest.mark.parametrize("fields", [row[2] for row in ROWS], ids=[r[0] for r in ROWS])
def test_hazards_stand_beside_every_answer_and_change_none(
    fields: dict[str, str],
) -> None:
    value = of(fields)
    calm, dangerous = judged(value), judged(value, *HAZARDS)

    assert dangerous.answer is calm.answer
    assert dangerous.probability == calm.probability
    assert dangerous.kinds == calm.kinds
    assert calm.hazards == ()
    assert dangerous.hazards == tuple(signal.hazard for signal in HAZARDS)
    assert dangerous.findings[: len(calm.findings)] == calm.findings
    assert {w.weight_db for w in dangerous.findings[len(calm.findings) :]} == {0.0}


@pytest.mark.parametrize("fields", [row[2] for row in ROWS], ids=[r[0] for r in ROWS])
def test_hazards_take_only_the_places_that_identity_leaves(
    fields: dict[str, str],
) -> None:
    value = of(fields)
    calm, dangerous = judged(value).reasons, judged(value, *HAZARDS).reasons
    unrelated = len(calm.ja) - 1 if judged(value).answer.value == "unrelated" else None

    assert len(dangerous.ja) == len(dangerous.en) == 3
    assert dangerous.ja != calm.ja or len(calm.ja) == 3
    assert dangerous.ja[: len(calm.ja)][:unrelated] == calm.ja[:unrelated]


def test_an_unrelated_mail_with_a_hazard_is_not_called_harmless() -> None:
    value = exhibit('"Sato Ken" <ken@example.net>')
    reasons = judged(value, HAZARDS[0]).reasons

    assert "安全という意味ではありません" in reasons.ja[1]
    assert "does not make it safe" in reasons.en[1]
    assert len(reasons.ja) == 3
