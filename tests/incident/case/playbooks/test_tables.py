"""The rows of the playbooks: each has its words, and none waits for itself."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from honmono.incident.case import PARTS
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks import PLAYBOOKS, UnknownStyleError, playbook_of
from honmono.incident.case.playbooks._core import (
    questions,
    questions_of,
    tasks,
    tasks_of,
)
from honmono.tables import rows
from honmono.text import keys


def test_every_style_has_a_playbook_that_exists() -> None:
    styles = {row[0]: row[1] for row in rows("playbook_styles.tsv")}

    assert set(styles) == set(known("styles"))
    assert set(styles.values()) == set(PLAYBOOKS)


def test_a_style_that_nobody_knows_is_named_with_the_nearest_one() -> None:
    with pytest.raises(UnknownStyleError, match="did you mean `emotet_style`"):
        playbook_of("emotet_stile")


def test_every_question_has_words_an_approach_and_evidence() -> None:
    assert {*questions(), "other"} == set(known("questions"))
    assert set(questions()) == set(keys("playbooks/approaches"))
    for row in questions().values():
        assert row.answered_by
        assert set(row.answered_by) <= set(known("evidence")), row.kind


def test_every_task_has_words_and_a_reason() -> None:
    assert {*tasks(), "other"} == set(known("tasks"))
    assert set(tasks()) == set(keys("playbooks/reasons"))


def test_every_kind_of_evidence_answers_something() -> None:
    used = {kind for row in questions().values() for kind in row.answered_by}

    assert used == set(known("evidence"))


def test_a_row_names_only_what_exists() -> None:
    for row in tasks().values():
        assert set(row.after) <= set(tasks()), row.kind
        assert row.question is None or row.question in questions(), row.kind
    words = [w for r in questions().values() for w in r.bears_on]
    words += [w for r in tasks().values() for w in r.seen_by]
    vocabularies = {"event": "events", "finding": "findings", "trait": "traits"}
    for word in words:
        part, _, kind = word.partition(":")
        assert kind in known(vocabularies[part]) if kind else part in PARTS, word


def test_playbooks_are_those_that_exist() -> None:
    rows_ = [(q.kind, q.playbooks) for q in questions().values()]
    rows_ += [(t.kind, t.playbooks) for t in tasks().values()]
    for kind, playbooks in rows_:
        assert set(playbooks) <= set(PLAYBOOKS), kind


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_what_must_come_before_stands_in_no_later_step(playbook: str) -> None:
    those = {row.kind: row for row in tasks_of(playbook)}
    for row in those.values():
        for kind in row.after:
            if kind in those:
                before = those[kind]
                assert before.step <= row.step, (kind, row.kind)
                if None not in (before.days, row.days):
                    assert (before.days or 0) <= (row.days or 0), (kind, row.kind)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_every_question_of_a_playbook_has_a_task_that_helps_to_answer_it(
    playbook: str,
) -> None:
    asked = {row.kind for row in questions_of(playbook)}
    helped = {row.question for row in tasks_of(playbook)}

    assert asked <= helped


@pytest.mark.parametrize(
    "catalogue",
    [
        *("kinds/questions", "kinds/tasks", "kinds/evidence"),
        *("playbooks/approaches", "playbooks/reasons", "playbooks/warnings"),
        "hypotheses",
    ],
)
def test_words_stand_in_both_languages(catalogue: str) -> None:
    text = files("honmono.text").joinpath(f"{catalogue}.toml").read_text("utf-8")
    for key, sentence in tomllib.loads(text).items():
        assert set(sentence) == {"ja", "en"}, key
        assert not sentence["ja"].isascii(), key
        assert sentence["en"].isascii(), key
