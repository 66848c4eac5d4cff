"""Something was found on PCs: one set of tasks, in the order that keeps evidence."""

from __future__ import annotations

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.playbooks import next_steps, start, tasks_of, words_of
from honmono.incident.case.playbooks.found_pcs import OF_ALL, OF_EACH_PC, tasks_for_pcs
from honmono.incident.case.questions import Done, Task
from tests.incident.case.make_case import NOW, incident


def of_kind(found: Incident, kind: str) -> list[Task]:
    return [task for task in found.tasks if task.kind == kind]


def test_nothing_found_is_nothing_to_do() -> None:
    assert tasks_for_pcs(incident(), []) == incident()


def test_the_tasks_name_the_pcs_and_stand_in_the_order_of_the_table() -> None:
    found = tasks_for_pcs(incident(), ["TKY-PC003", "OSK-PC011"])

    kinds = [task.kind for task in found.tasks]
    steps = {row.kind: row.step for row in tasks_of("stolen-mail")}
    assert set(kinds) == {*OF_EACH_PC, *OF_ALL}
    assert [steps[kind] for kind in kinds] == sorted(steps[kind] for kind in kinds)
    (isolate,) = of_kind(found, "isolate-pc")
    assert isolate.about == ("TKY-PC003", "OSK-PC011")
    (scan,) = of_kind(found, "scan-all-pcs")
    assert scan.about == ()


def test_evidence_is_kept_before_anything_is_wiped() -> None:
    found = tasks_for_pcs(incident(), ["TKY-PC003"])
    first = next_steps(found, NOW)[0]
    after = {task.id: task.after for task in found.tasks}

    assert first.task.kind == "isolate-pc"
    assert "t-isolate-pc" in after["t-keep-evidence"]
    assert {"t-keep-evidence", "t-look-for-more-malware"} <= set(after["t-wipe-pc"])


def test_the_same_again_changes_nothing() -> None:
    once = tasks_for_pcs(incident(), ["TKY-PC003"])

    assert tasks_for_pcs(once, ["TKY-PC003"]) == once


def test_an_open_task_is_told_of_one_more() -> None:
    once = tasks_for_pcs(incident(), ["TKY-PC003"])
    twice = tasks_for_pcs(once, ["NGO-PC002", "TKY-PC003"])

    assert len(twice.tasks) == len(once.tasks)
    assert of_kind(twice, "isolate-pc")[0].about == ("TKY-PC003", "NGO-PC002")


def test_a_task_that_is_done_stays_done_and_another_comes() -> None:
    once = tasks_for_pcs(incident(), ["TKY-PC003"])
    (isolate,) = of_kind(once, "isolate-pc")
    done = Done(when=Moment("2022-05-19"), by="佐藤")
    once = once.put("tasks", isolate.model_copy(update={"done": done}))

    twice = tasks_for_pcs(once, ["TKY-PC003", "NGO-PC002"])

    assert [task.about for task in of_kind(twice, "isolate-pc")] == [
        ("TKY-PC003",),
        ("NGO-PC002",),
    ]
    assert of_kind(twice, "isolate-pc")[0].done == done


def test_a_task_that_was_dropped_is_not_asked_again() -> None:
    once = tasks_for_pcs(incident(), ["TKY-PC003"])
    (wipe,) = of_kind(once, "wipe-pc")
    why = Text(ja="廃棄する")
    once = once.put("tasks", wipe.model_copy(update={"dropped": why}))

    assert tasks_for_pcs(once, ["TKY-PC003"]) == once


def test_the_tasks_of_a_playbook_are_used_and_not_doubled() -> None:
    begun = start(incident(), "emotet")
    found = tasks_for_pcs(begun, ["TKY-PC003"])

    assert len(found.tasks) == len(begun.tasks)
    assert of_kind(found, "isolate-pc")[0].about == ("TKY-PC003",)


def test_people_read_which_pcs_it_is_about() -> None:
    found = tasks_for_pcs(incident(), [f"PC{n}" for n in range(1, 6)])
    (isolate,) = of_kind(found, "isolate-pc")
    (scan,) = of_kind(found, "scan-all-pcs")

    assert words_of(isolate).in_language("ja").endswith("（PC1、PC2、PC3 ほか2台）")
    assert words_of(isolate).in_language("en").endswith(" (PC1, PC2, PC3 and 2 more)")
    assert "PC1" not in words_of(scan).in_language("en")


def test_many_pcs_are_one_set_of_tasks() -> None:
    found = tasks_for_pcs(incident(), [f"PC{n}" for n in range(500)])

    assert len(found.tasks) == len(OF_EACH_PC) + len(OF_ALL)
