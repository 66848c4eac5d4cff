"""Suspects that cannot be told apart are one."""

from __future__ import annotations

from honmono.trace.evidence.suspects import clusters
from honmono.trace.traced import Suspect
from tests.trace.evidence.traces import traced


def test_a_group_has_the_sum_of_its_members() -> None:
    found = clusters(
        traced(
            (),
            suspects=(
                Suspect("c@x.example", "", False, 0.4),
                Suspect(
                    "a@x.example", "", True, 0.3, ("b@x.example", "gone@x.example")
                ),
                Suspect("b@x.example", "", True, 0.25, ("a@x.example",)),
            ),
        )
    )

    assert [c.persons[0] for c in found] == ["a@x.example", "c@x.example"]
    assert round(found[0].probability, 6) == 0.55
    assert found[0].persons == ("a@x.example", "b@x.example", "gone@x.example")
    assert (found[0].ours, found[1].ours) == (True, False)


def test_what_is_not_a_number_weighs_nothing() -> None:
    found = clusters(traced((), suspects=(Suspect("a", "", True, float("nan")),)))

    assert found[0].probability == 0
