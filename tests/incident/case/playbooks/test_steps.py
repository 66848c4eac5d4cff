"""Next steps: what may begin, what waits, what can never begin."""

from __future__ import annotations

from honmono.incident.case import Answer, Moment, Text
from honmono.incident.case.investigation import Finding, OutsideReport
from honmono.incident.case.playbooks import Readiness, circles, next_steps, start
from honmono.incident.case.playbooks.steps import on_question
from honmono.incident.case.questions import Done, Task
from tests.incident.case.make_case import NOW, event, incident

DONE = Done(when=Moment("2022-05-18"), by="Sato")


def task(name: str, *after: str, due: str | None = None, **more: object) -> Task:
    when = Moment(due) if due else None
    return Task(id=name, kind="other", after=after, due=when, **more)  # type: ignore[arg-type]


def readiness(*tasks: Task) -> dict[str, Readiness]:
    steps = next_steps(incident(tasks=tasks), NOW)
    return {step.task.id: step.readiness for step in steps}


def test_a_task_waits_until_what_comes_before_is_done() -> None:
    assert readiness(task("a"), task("b", "a")) == {
        "a": Readiness.READY,
        "b": Readiness.WAITING,
    }
    assert readiness(task("a", done=DONE), task("b", "a")) == {"b": Readiness.READY}


def test_a_dropped_task_holds_nobody_up() -> None:
    dropped = task("a", dropped=Text(en="no PC was infected"))

    assert readiness(dropped, task("b", "a")) == {"b": Readiness.READY}


def test_a_task_is_overdue_on_the_day_after() -> None:
    tasks = task("a", due="2022-05-19"), task("b", due="2022-05-20")

    assert readiness(*tasks) == {"a": Readiness.OVERDUE, "b": Readiness.READY}


def test_the_day_is_that_of_the_organization() -> None:
    late = NOW.replace(hour=15)  # 00:00 of the 21st in Tokyo
    (step,) = next_steps(incident(tasks=(task("a", due="2022-05-20"),)), late)

    assert step.readiness is Readiness.OVERDUE


def test_who_waits_for_himself_is_stuck_and_named() -> None:
    tasks = task("a", "c"), task("b", "a"), task("c", "b"), task("d", "c"), task("e")

    assert readiness(*tasks) == {
        "e": Readiness.READY,
        "d": Readiness.WAITING,
        **dict.fromkeys("abc", Readiness.STUCK),
    }
    assert [set(c) for c in circles(incident(tasks=tasks))] == [{"a", "b", "c"}]


def test_two_circles_are_two_and_waiting_for_oneself_is_one() -> None:
    tasks = task("a", "b"), task("b", "a"), task("c", "c"), task("d", "a", "c")

    assert sorted(map(sorted, circles(incident(tasks=tasks)))) == [["a", "b"], ["c"]]


def test_a_task_behind_a_name_that_is_on_no_record_is_stuck() -> None:
    assert readiness(task("a", "lost")) == {"a": Readiness.STUCK}


def test_a_long_chain_is_no_circle() -> None:
    chain = (task("t0"), *(task(f"t{n}", f"t{n - 1}") for n in range(1, 20_000)))

    assert circles(incident(tasks=chain)) == ()


def test_a_record_that_looks_like_it_is_shown_and_decides_nothing() -> None:
    begun = start(incident(event("pc_isolated", "2022-05-18")), "emotet")
    (step,) = (s for s in next_steps(begun, NOW) if s.task.kind == "isolate-pc")

    assert step.readiness is Readiness.READY
    assert step.on_record == ("pc-isolated",)


def test_the_first_steps_of_a_stolen_mailbox_are_those_of_the_first_hour() -> None:
    begun = start(incident(), "emotet")
    ready = [s.task.kind for s in next_steps(begun, NOW) if not s.waits_for]

    assert ready[0] in {"ask-named-person", "collect-originals", "keep-logs"} | {
        *("note-awareness", "warn-staff", "open-desk", "count-pcs")
    }
    assert "wipe-pc" not in ready


def test_what_bears_on_a_question_is_found_by_kind_and_by_name() -> None:
    begun = start(incident(event("infection_found")), "emotet")
    (infected,) = (q for q in begun.questions if q.kind == "own-pc-infected")
    found = (
        Finding(kind="pc-infection", answer=Answer.NO),
        Finding(kind="other", answer=Answer.NO, question=infected.id),
    )
    begun = begun.put("outside_reports", OutsideReport(id="report", findings=found))

    assert on_question(begun, infected) == ("infection-found", "report")
