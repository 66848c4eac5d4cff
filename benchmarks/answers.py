"""The bars of `honmono check`: how right it answers on the labelled sets.

    python -m benchmarks.exam --only answers

The figures are those of the sets' own scorer (`benchmarks/check.py`); here stand the bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.check import SETS, answers_of, score

_LISTS: Final = "list_"
"""Variants that begin so are mailing lists, where names pass through rightly."""


def measure(work: Path) -> Iterator[Result]:
    """Every bar about answers, kinds and hazards."""
    figures = {name: score(name, work) for name in SETS}
    synthetic, brands, ham = (figures[name] for name in SETS)
    yield from _forged(synthetic)
    yield from _honest(synthetic)
    wrong = sum(f["wrong_ours"] for f in figures.values())
    yield Result("all sets: forged mail called ours", "0", str(wrong), wrong == 0)
    yield _least("brands: forged mail found", brands["recall"], 0.985)
    yield _none("brands: false alarms", brands["false_alarms"])
    rate = ham["false_alarms"] / ham["legitimate"]
    yield Result(
        "ham: false alarms",
        "≤ 1 in 6,000",
        f"{ham['false_alarms']} of {ham['legitimate']}",
        rate <= 1 / 6000,
    )
    share = _unproven_outside_lists(work)
    yield Result(
        "ham: unrelated mail answered unproven, outside lists",
        "≤ 3 %",
        f"{share:.1%}",
        share <= 0.03,
    )
    yield _least(
        "synthetic: kinds all right, of the found", synthetic["kinds_exact"], 0.9
    )
    precision, recall = synthetic["hazard_precision"], synthetic["hazard_recall"]
    yield Result(
        "synthetic: hazards, precision and recall",
        "≥ 0.95, ≥ 0.90",
        f"{precision}, {recall}",
        (precision or 0) >= 0.95 and (recall or 0) >= 0.90,
    )
    unread = sum(f["missing"] for f in figures.values())
    yield _none("all sets: mails without an answer", unread)


def _forged(figures: dict[str, Any]) -> Iterator[Result]:
    for what, key, bar in (
        ("forged, no other answer right: found", "recall_only_forged", 0.98),
        ("forged: found or acceptable", "recall_or_acceptable", 0.99),
        ("forged: found", "recall", 0.93),
    ):
        yield _least(f"synthetic: {what}", figures[key], bar)
    share, variant = figures["worst_variant"]
    yield _least(f"synthetic: worst family ({variant})", share, 0.75)


def _honest(figures: dict[str, Any]) -> Iterator[Result]:
    rate = figures["false_alarm_rate"]
    easy = figures["false_alarm_rate_not_hard"]
    yield Result(
        "synthetic: false alarms; of the not hard",
        "≤ 0.025; 0",
        f"{rate:.4f}; {easy:.4f}",
        rate <= 0.025 and easy == 0,
    )
    for what, key, bar in (
        ("only right answer is ours", "ours_only", 0.95),
        ("legitimate answered acceptably", "legitimate_acceptable", 0.97),
        ("legitimate answered exactly", "legitimate_exact", 0.85),
    ):
        yield _least(f"synthetic: {what}", figures[key], bar)
    yield _none("synthetic: unproven called ours", figures["unproven_as_ours"])


def _unproven_outside_lists(work: Path) -> float:
    """Share of honest unrelated mail that is answered `unproven`."""
    answers: Counter[str] = Counter(
        answer.get("answer", "")
        for label, answer in answers_of("ham", work)
        if label["answer"] == "unrelated" and not label["variant"].startswith(_LISTS)
    )
    return answers["unproven"] / answers.total()


def _least(what: str, figure: float, bar: float) -> Result:
    return Result(what, f"≥ {bar}", f"{figure:.4f}", figure >= bar)


def _none(what: str, figure: float) -> Result:
    return Result(what, "0", f"{figure:g}", figure == 0)
