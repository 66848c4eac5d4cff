"""Hosts that no list knows: to be added, or a PC under another name."""

from __future__ import annotations

from honmono.sweep.inventory.proposals import Seen, added, linked, proposals, renamed
from honmono.sweep.scan import Extent, Outcome, Scan
from tests.sweep.inventory.rows import NOW, pc


def seen(host: str, *ids: str, office: str = "") -> Seen:
    scan = Scan(host, "defender", Outcome.CLEAN, Extent.FULL, started=NOW, ids=ids)
    return Seen(scan, office)


def test_a_host_that_nobody_knows_is_proposed_for_the_office_of_its_results() -> None:
    both = [seen("OSK-PC1", office="osaka"), seen("osk-pc1.example.jp", office="osaka")]

    (one,) = proposals([*both, seen("")], [pc("a", "PC1")])

    assert (one.scans, one.office, one.renamed) == (2, "osaka", ())
    made = added(one, "osaka", {"osk-pc1"})
    assert (made.office, made.id != "osk-pc1") == ("osaka", True)


def test_numbers_of_a_pc_say_that_it_has_another_name() -> None:
    there = pc("a", "TKY-PC014", ids=("serial:5CG1",))

    (one,) = proposals([seen("TKY-PC020", "serial:5CG1")], [there])

    assert one.renamed == ("a",)
    assert renamed(there, one).host == "TKY-PC020"
    assert renamed(there, one).names == ("TKY-PC014",)
    assert linked(there, one).names == ("TKY-PC020",)
    assert linked(linked(there, one), one) == linked(there, one)


def test_a_number_that_does_not_last_says_nothing() -> None:
    there = pc("a", "TKY-PC014", ids=("computer:C1",))

    (one,) = proposals([seen("TKY-PC020", "computer:C1")], [there])

    assert one.renamed == ()


def test_a_name_that_several_have_names_them() -> None:
    there = [pc("a", "TOKYO-SALES-PC-01"), pc("b", "TOKYO-SALES-PC-02")]

    (one,) = proposals([seen("TOKYO-SALES-PC-")], there)

    assert one.ambiguous == ("a", "b")


def test_a_new_pc_does_not_take_the_numbers_of_another() -> None:
    there = pc("a", "TKY-PC014", ids=("serial:5CG1",))
    (one,) = proposals([seen("TKY-PC020", "serial:5CG1")], [there])

    assert added(one, "", {"a"}).ids == ()
