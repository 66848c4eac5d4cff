"""One answered incident, and the figures of several; also against the sets' own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data import data_folder
from benchmarks.trace_answers import CASES, MISSED, Answered, paired
from benchmarks.trace_scores import honesty, score

SCORER = data_folder() / "trace" / "score_submission.py"


def truth(
    case: str = "1", *stolen: str, k: int = 5, coming: tuple[str, ...] = ()
) -> Any:
    return {
        "id": "x-1",
        "case": case,
        "k": k,
        "stolen": [{"addr": address} for address in stolen],
        "abused_account": "abused@o.example" if case == "3" else None,
        "next_recipients": list(coming),
    }


def one(truth: Any, *candidates: tuple[str, float], **answer: Any) -> Answered:
    return Answered("x", truth, {"id": "x-1", "candidates": candidates, **answer})


def test_the_stolen_mailbox_has_a_rank_whatever_its_case_is() -> None:
    got = one(truth("1", "a@o.example"), ("b@o.example", 0.6), ("A@O.example", 0.3))

    assert got.rank == 1
    assert not got.top_right
    assert got.top == 0.6


def test_who_is_not_named_among_the_first_25_is_missed() -> None:
    many = [(f"p{n}@o.example", 0.02) for n in range(25)]

    assert one(truth("1", "a@o.example"), *many, ("a@o.example", 0.01)).rank == MISSED


@pytest.mark.parametrize(
    ("chances", "covered"),
    [((0.5, 0.41), False), ((0.5, 0.39), True), ((0.5, 0.4, 0.1), False)],
)
def test_the_credible_set_ends_where_it_reaches_nine_tenths(
    chances: tuple[float, ...], covered: bool
) -> None:
    others = [(f"p{n}@o.example", chance) for n, chance in enumerate(chances)]

    got = one(truth("1", "a@o.example"), *others, ("a@o.example", 0.01))

    assert got.covered is covered


def test_no_answer_is_wrong_everywhere_and_knows_no_case() -> None:
    got = Answered("x", truth("2", "a@o.example", coming=("b@o.example",)), {})

    assert (got.rank, got.top, got.top_right, got.covered) == (MISSED, 0, False, False)
    assert got.cases == {case: pytest.approx(0.2) for case in CASES}
    assert got.next_recall == 0


def test_the_cases_answered_are_made_to_sum_to_one() -> None:
    got = one(truth("2", "a@p.example"), case={"1": 1, "2": 3, "3": -5})

    assert got.cases["2"] == pytest.approx(0.75)
    assert got.cases["3"] == 0
    assert got.case_right
    assert got.side_right


def test_next_recipients_are_counted_against_twenty_at_most() -> None:
    coming = tuple(f"p{n}@o.example" for n in range(40))

    assert (
        one(truth("1", "a@o.example", coming=coming), next=coming[:10]).next_recall
        == 0.5
    )
    assert one(truth("1", "a@o.example", coming=coming), next=coming).next_recall == 1
    assert one(truth("1", "a@o.example")).next_recall is None


def test_of_two_stolen_mailboxes_the_first_two_candidates_count() -> None:
    both = truth("1+2", "a@o.example", "b@p.example")

    got = one(both, ("b@p.example", 0.9), ("c@o.example", 0.5), ("a@o.example", 0.4))

    assert got.both_found == 0.5
    assert got.top_right


def test_figures_of_four_incidents_by_hand() -> None:
    got = score(
        [
            one(truth("1", "a@o.example", k=1), ("a@o.example", 0.96), case={"1": 1}),
            one(truth("2", "b@p.example"), ("a@o.example", 0.97), case={"1": 1}),
            one(truth("0"), ("a@o.example", 0.99), case={"0": 1}),
            one(truth("3"), abused_account="Abused@o.example", case={"3": 1}),
        ]
    )

    assert got.top1.value == 0.5
    assert (got.own.value, got.partner.value, got.many.value) == (1, 0, 0)
    assert {k: first.value for k, (first, _) in got.by_k.items()} == {1: 1, 5: 0}
    assert {case: figure.value for case, figure in got.cases.items()} == {
        "0": 1,
        "1": 1,
        "2": 0,
        "3": 1,
    }
    assert got.macro.value == 0.75
    assert got.account.value == 1
    assert (got.honest.claims, got.honest.wrong, got.honest.bound) == (3, 2, 1)
    assert not got.honest.few_wrong
    assert got.precision.value == pytest.approx(1 / 3)
    assert got.claimed.value == 1
    assert got.accused.value == 0.5
    # Sorted: 0 missed, 0.96 hit, 0.97 missed, 0.99 missed; each in a bin of its own.
    assert got.honest.ece == pytest.approx((0 + 0.04 + 0.97 + 0.99) / 4)


def answerer(rng: random.Random, boast: float) -> list[Answered]:
    """Half a thousand thefts; its chances are right but for what it boasts."""
    made = []
    for _ in range(500):
        chance = rng.choice((0.3, 0.6, 0.8, 0.95, 0.99))
        first = "a" if rng.random() < chance - boast else "b"
        made.append(one(truth("1", "a@o.example"), (f"{first}@o.example", chance)))
    return made


@pytest.mark.parametrize("seed", range(4))
def test_an_honest_answerer_passes(seed: int) -> None:
    got = honesty(answerer(random.Random(seed), 0))

    assert got.calibrated
    assert got.few_wrong


@pytest.mark.parametrize("seed", range(4))
def test_one_who_boasts_fails(seed: int) -> None:
    got = honesty(answerer(random.Random(seed), 0.15))

    assert not got.calibrated
    assert not got.few_wrong


def test_one_who_is_too_modest_is_not_calibrated_but_claims_nothing_wrongly() -> None:
    got = honesty(answerer(random.Random(1), -0.2))

    assert not got.calibrated
    assert got.few_wrong


def made_set(rng: random.Random, folder: Path) -> tuple[Path, list[dict[str, Any]]]:
    """A set of 300 truths as a file, and careless answers: some missing, some malformed."""
    people = [f"p{n}@o.example" for n in range(40)]
    truths, answers = [], []
    for n in range(300):
        case = rng.choice(CASES)
        count = {"1": 1, "2": 1, "1+2": 2}.get(case, 0)
        made = truth(case, *rng.sample(people, count), k=rng.choice((1, 2, 5)))
        made["id"] = f"x-{n}"
        made["next_recipients"] = rng.sample(people, rng.choice((0, 3, 30)))
        truths.append(made)
        if rng.random() < 0.1:
            continue
        named = rng.sample(people, rng.randrange(30))
        likely = [t["addr"].upper() for t in made["stolen"] if rng.random() < 0.7]
        candidates = [[p, rng.random() ** 3] for p in (*likely, *named)]
        if candidates:
            candidates[0][1] = rng.choice((0.5, 0.95, 0.97, 1.2))
        answers.append(
            {
                "id": f"x-{n}",
                "case": rng.choice((None, {c: rng.random() - 0.1 for c in CASES})),
                "candidates": candidates or None,
                "abused_account": rng.choice((None, "ABUSED@o.example")),
                "next": rng.sample(people, rng.choice((0, 20, 35))),
            }
        )
    path = folder / "x.truth.jsonl"
    path.write_text("\n".join(map(json.dumps, truths)), encoding="utf-8")
    return folder / "x", answers


@pytest.mark.skipif(
    not SCORER.exists(), reason="the sets' scorer is not part of the project"
)
def test_figures_agree_with_the_sets_own_scorer(tmp_path: Path) -> None:
    set_, answers = made_set(random.Random(3), tmp_path)
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(tmp_path / "x.truth.jsonl"), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)

    got = score(paired(set_, answers))

    ours: dict[str, Any] = {
        "answered": got.answered,
        "stolen_top1": got.top1.value,
        "stolen_top3": got.top3.value,
        "own_vs_partner": got.side.value,
        "case_macro": got.macro.value,
        "case_nll": got.nll,
        "case_brier": got.brier,
        "ece_top1": got.honest_single.ece,
        "cred90_coverage": got.coverage.value,
        "cred90_median_size": got.credible_size,
        "false_accusation95": got.accused.value,
        "both_top2_recall": got.both.value,
        "abused_account": got.account.value,
        "next_recall20": got.next.value,
        "sure95_share": got.honest_single.claims / got.top1.of,
        "sure95_precision": 1 - got.honest_single.wrong / got.honest_single.claims,
    }
    assert {k: theirs[k] for k in ours} == {
        k: pytest.approx(v, abs=6e-4) for k, v in ours.items()
    }
    assert theirs["case_accuracy"] == {
        case: pytest.approx(figure.value, abs=6e-4)
        for case, figure in got.cases.items()
    }
    assert theirs["stolen_by_k_top1_top3"] == {
        str(k): [pytest.approx(f.value, abs=6e-4) for f in pair]
        for k, pair in got.by_k.items()
    }


def test_nothing_answered_is_no_figure() -> None:
    assert isnan(score([]).top1.value)
    assert str(score([]).top1) == "–"
