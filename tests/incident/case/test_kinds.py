"""Kinds of events under headings."""

from __future__ import annotations

from honmono.incident.case.kinds import groups_of_events, known


def test_every_kind_of_event_stands_under_one_heading() -> None:
    listed = [kind for kinds in groups_of_events().values() for kind in kinds]

    assert len(listed) == len(set(listed))
    assert set(listed) == set(known("events"))


def test_headings_come_in_the_order_in_which_people_look() -> None:
    groups = groups_of_events()

    assert list(groups) == ["happened", "found", "done", "told", "end"]
    assert groups["happened"][0] == "spoof_mail_reported_by_outsider"
    assert groups["end"][-1] == "other"
