"""Services of the sweep: PCs and results, each once, and every PC judged."""

from __future__ import annotations

import json
import random
import zlib
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honmono.web.cases.models import Case
from honmono.web.sweep.errors import PcChangedError
from honmono.web.sweep.models import (
    Kit,
    Pc,
    PcChange,
    PcState,
    ReportFile,
    Scan,
    Sweep,
    Way,
)
from honmono.web.sweep.selectors import totals_of, unlisted
from honmono.web.sweep.services import keep, put_pc, put_pcs, take
from honmono.web.sweep.storing import Brought
from tests.web.sweep.conftest import BROUGHT
from tests.web.sweep.told import HEAD, NOW, RULE, file, pc, report

pytestmark = pytest.mark.django_db


def put(*pcs: object) -> int:
    return put_pcs([(one, "added") for one in pcs], by="山田", now=NOW)  # type: ignore[misc]


def a_kit(sweep: Sweep, name: str = "k1", office: str = "") -> Kit:
    given = {"case": sweep.case, "key": "0" * 64, "at": NOW, "most": 9}
    return Kit.objects.create(name=name, office=office, until=timezone.now(), **given)


def states() -> dict[str, str]:
    return dict(PcState.objects.values_list("host", "state"))


def test_two_scanners_cover_a_pc_that_is_listed_first(sweep: Sweep) -> None:
    put(pc("TKY-PC01"))
    take([report("TKY-PC01"), report("tky-pc01", "defender")], BROUGHT)

    assert states() == {"TKY-PC01": "covered"}


def test_a_pc_that_is_listed_after_its_results_finds_them(sweep: Sweep) -> None:
    take([report("TKY-PC01"), report("TKY-PC01", "defender")], BROUGHT)
    assert [one.host for one in unlisted()] == ["TKY-PC01"]

    put_pc(pc("TKY-PC01"), "added", by="山田", now=NOW)

    assert states() == {"TKY-PC01": "covered"}
    assert unlisted() == ()


def test_the_same_bytes_count_once_in_a_batch_and_in_two(sweep: Sweep) -> None:
    one = report("A")
    first = take([one, report("A", name="copy.told"), report("B")], BROUGHT)
    second = take([one], BROUGHT)

    assert [taken.new for taken in first + second] == [True, False, True, False]
    assert (ReportFile.objects.count(), Scan.objects.count()) == (2, 2)


def test_the_bytes_are_kept_as_they_came(sweep: Sweep) -> None:
    data = b"\xff\x00 nobody knows such a file"
    (taken,) = take([file(data, "x\x00\ud800.bin")], BROUGHT)

    row = ReportFile.objects.get()
    assert zlib.decompress(bytes(row.content)) == data
    assert (taken.scans, taken.troubles[0]["code"]) == (0, "unknown-form")


def test_what_cannot_be_read_counts_for_nothing(sweep: Sweep) -> None:
    put(pc("A"))
    take([file(HEAD + b"A emocheck\nA emocheck maybe now - -")], BROUGHT)

    row = ReportFile.objects.get()
    assert (row.scans, row.troubled, len(row.troubles)) == (0, True, 2)
    assert states() == {"A": "not-seen"}


def test_bad_news_of_an_odd_report_is_believed(sweep: Sweep) -> None:
    put(pc("A"))
    odd = report(
        "A",
        "weird\x00\N{REPLACEMENT CHARACTER}",
        "found",
        at="0001-01-01T00:00:00+14:00",
    )
    take([odd], BROUGHT)

    assert states() == {"A": "detected"}


def test_one_bad_report_does_not_hide_its_neighbours(sweep: Sweep) -> None:
    put(pc("A"))
    take(
        [file(b""), report("A"), file(HEAD + b"\x00"), report("A", "defender")], BROUGHT
    )

    assert states() == {"A": "covered"}


def test_of_two_pcs_with_one_name_a_number_decides(sweep: Sweep) -> None:
    put(pc("A", ids=("serial:111",)), pc("B", names=("A",), ids=("serial:222",)))
    take([report("A", ids="serial:222"), report("A", "defender")], BROUGHT)

    linked = {row.product: row.pc and row.pc.key for row in Scan.objects.all()}
    assert linked == {"emocheck": "b", "defender": None}
    assert [(one.host, one.ambiguous) for one in unlisted()] == [("A", True)]


def test_another_machine_of_the_same_name_covers_nothing(sweep: Sweep) -> None:
    put(pc("A", ids=("serial:111",)))
    take([report("A"), report("A", "defender", ids="serial:999")], BROUGHT)

    assert states() == {"A": "one-scanner"}
    assert [one.scans for one in unlisted()] == [1]


def test_of_two_long_names_that_begin_alike_each_has_its_own(sweep: Sweep) -> None:
    sato, kato = "MACBOOK-PRO-OF-SATO", "MACBOOK-PRO-OF-KATO"
    put(pc(sato))
    take([report(kato), report(kato, "defender")], BROUGHT)

    assert states() == {sato: "not-seen"}
    assert [one.scans for one in unlisted()] == [2]

    put(pc(kato))

    assert states() == {sato: "not-seen", kato: "covered"}
    assert not unlisted()


def test_a_name_that_was_cut_is_found_by_its_first_letters(sweep: Sweep) -> None:
    put(pc("MACBOOK-PRO-OF-SATO"), pc("WORKSTATION-OF-"))
    take([report("MACBOOK-PRO-OF-"), report("workstation-of-kato.local")], BROUGHT)

    assert set(states().values()) == {"one-scanner"}


def test_a_renamed_pc_is_found_by_its_number(sweep: Sweep) -> None:
    put(pc("OLD", ids=("serial:111",)))
    take([report("NEW", ids="serial:111,uuid:9")], BROUGHT)

    assert Scan.objects.get().pc == Pc.objects.get()


def test_a_second_pc_of_a_name_takes_the_certainty_away(sweep: Sweep) -> None:
    put(pc("A"))
    take([report("A"), report("A", "defender")], BROUGHT)
    put(pc("B", names=("A",)))

    assert states() == {"A": "not-seen", "B": "not-seen"}
    put(pc("B"))
    assert states() == {"A": "covered", "B": "not-seen"}


def test_a_change_of_office_moves_the_tile(sweep: Sweep) -> None:
    put(pc("A", "tokyo"))
    put(pc("A", "osaka"))

    assert list(PcState.objects.values_list("office", flat=True)) == ["osaka"]
    assert PcChange.objects.count() == 2


def test_what_is_so_already_is_not_changed(sweep: Sweep) -> None:
    put(pc("A"))

    assert put(pc("A")) == 0
    assert PcChange.objects.count() == 1


def test_somebody_was_faster_and_nothing_is_changed(sweep: Sweep) -> None:
    put_pc(pc("A"), "added", by="a", now=NOW, version=0)
    with pytest.raises(PcChangedError):
        put_pc(pc("A", "osaka"), "changed", by="b", now=NOW, version=0)

    assert Pc.objects.get().office == "tokyo"


def test_questions_do_not_grow_with_the_files(sweep: Sweep) -> None:
    put(*(pc(f"PC{n}") for n in range(60)))

    def asked(some: range) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            take([report(f"PC{n}", "defender") for n in some], BROUGHT)
        return len(seen)

    assert asked(range(3)) == asked(range(3, 60))


def test_a_signed_report_counts_once_by_its_number(sweep: Sweep) -> None:
    a_kit(sweep)
    put(pc("A"), pc("B"))
    take([report("A", "honmono-scanner", number="k1/77")], BROUGHT)
    (again,) = take([report("B", "honmono-scanner", number="k1/77")], BROUGHT)

    assert (again.scans, again.troubles[-1]["code"]) == (0, "already-received")
    assert states()["B"] == "not-seen"


def test_order_and_cuts_of_imports_change_nothing(sweep: Sweep) -> None:
    files = [
        report(f"PC{n}", product, outcome)
        for n in range(5)
        for product in ("emocheck", "defender")
        for outcome in ("clean", "partial")
    ] + [report("PC3", "defender", "found", at="2022-05-19T11:00:00+00:00")]
    put(*(pc(f"PC{n}") for n in range(3)))
    dice = random.Random(7)  # noqa: S311 - an order, no secret
    dice.shuffle(files)
    for start in range(0, len(files), 4):
        take(files[start : start + 4], BROUGHT)
        if start == 8:
            put(*(pc(f"PC{n}") for n in range(5)))

    wanted = dict.fromkeys((f"PC{n}" for n in range(5)), "covered")
    assert states() == wanted | {"PC3": "detected"}


def test_a_closed_incident_is_judged_when_it_is_opened_again(sweep: Sweep) -> None:
    Sweep.objects.update(judged_by="x")
    Case.objects.update(closed=NOW)
    put(pc("A"))

    assert Sweep.objects.get().judged_by == ""
    assert not PcState.objects.exists()


def test_a_file_that_is_kept_waits_to_be_read(sweep: Sweep) -> None:
    row, new = keep("a.told", b"told 1\n", BROUGHT)
    again, second = keep("b.told", b"told 1\n", BROUGHT)

    assert (new, second, row.waiting) == (True, False, True)
    assert again.pk == row.pk


def test_a_pc_that_nobody_has_judged_yet_is_counted(sweep: Sweep) -> None:
    put(pc("TKY-PC01"), pc("TKY-PC02"))
    take([report("TKY-PC01"), report("TKY-PC01", "defender")], BROUGHT)
    PcState.objects.filter(host="TKY-PC02").delete()

    found = totals_of(sweep, RULE, ["tokyo"], NOW)

    assert (found.covered, found.total) == (1, 2)
    assert "gap-not-seen" in [why.code for why in found.gaps]


def test_bad_news_with_a_number_that_somebody_took_first_is_believed(
    sweep: Sweep,
) -> None:
    put(pc("A"))
    a_kit(sweep)
    take([report("A", "honmono-scanner", number="k1/78")], BROUGHT)
    bad = report("A", "honmono-scanner", "found", number="k1/78")
    (late,) = take([bad], BROUGHT)

    assert (late.scans, late.troubles[-1]["code"]) == (1, "already-received")
    assert states()["A"] == "detected"


def test_what_was_found_comes_once_although_its_line_ends_were_changed(
    sweep: Sweep,
) -> None:
    put(pc("A"))
    a_kit(sweep)
    bad = report("A", "honmono-scanner", "found", number="k1/79")
    take([bad], BROUGHT)
    (again,) = take([replace(bad, data=bad.data + b"\r\n")], BROUGHT)

    assert (again.new, again.scans) == (True, 0)


@pytest.mark.parametrize(
    ("kit", "told"), [("", "covered"), ("tokyo", "covered"), ("osaka", "one-scanner")]
)
def test_the_kit_of_an_office_vouches_for_the_pcs_of_that_office(
    sweep: Sweep, kit: str, told: str
) -> None:
    put(pc("A", office="tokyo"))
    by = Brought(Way.KIT, "k1", NOW, a_kit(sweep, office=kit))
    take([report("A", "defender")], BROUGHT)
    take([report("A")], by)

    assert states() == {"A": told}


def test_a_report_that_another_offices_kit_signed_is_weak_by_whichever_way_it_came(
    sweep: Sweep,
) -> None:
    put(pc("A", office="tokyo"))
    a_kit(sweep, office="osaka")
    take([report("A", "defender"), report("A", number="k1/80")], BROUGHT)

    row = json.loads(PcState.objects.get().row)
    assert row["state"] == "one-scanner"
    assert "other-office" in [why["code"] for why in row["why"]]


def test_what_another_offices_kit_found_is_believed(sweep: Sweep) -> None:
    put(pc("A", office="tokyo"))
    by = Brought(Way.KIT, "k1", NOW, a_kit(sweep, office="osaka"))
    take([report("A", outcome="found")], by)

    assert states() == {"A": "detected"}


def test_two_long_names_that_begin_alike_are_two_machines(sweep: Sweep) -> None:
    put(pc("tanaka-no-MacBook-Pro"))
    both = [report("tanaka-no-MacBook-Air"), report("tanaka-no-MacBook-Air", "eset")]
    take(both, BROUGHT)
    assert states() == {"tanaka-no-MacBook-Pro": "not-seen"}
    assert [one.scans for one in unlisted()] == [2]

    put(pc("tanaka-no-MacBook-Air"))
    assert states()["tanaka-no-MacBook-Pro"] == "not-seen"
    assert states()["tanaka-no-MacBook-Air"] == "covered"


def test_a_name_that_was_cut_is_that_of_the_one_long_name_that_begins_so(
    sweep: Sweep,
) -> None:
    put(pc("tky-accounting-pc01"))
    take([report("TKY-ACCOUNTING-"), report("tky-accounting-pc01", "eset")], BROUGHT)
    assert states() == {"tky-accounting-pc01": "covered"}

    put(pc("tky-accounting-pc02"))
    assert states()["tky-accounting-pc01"] == "one-scanner", "whose is the cut one?"


def test_a_long_name_does_not_hide_that_the_number_is_anothers(sweep: Sweep) -> None:
    put(pc("tky-accounting-pc01", ids=("serial:5CG1",)))
    take([report("tky-accounting-pc01", ids="serial:5CG2")], BROUGHT)

    assert [one.host for one in unlisted()] == ["TKY-ACCOUNTING-"]


MSERT = (
    "Microsoft Safety Scanner v1.367, (build 1.367.123.0)\r\n"
    "Started On Thu May 19 10:00:00 2022\r\n\r\nResults Summary:\r\n"
    "----------------\r\nFound Trojan:Win32/Emotet.PA!MTB, partially removed.\r\n"
    "Finished On Thu May 19 10:30:00 2022\r\nReturn code: 7 (0x7)\r\n"
).encode("utf-16")


def test_what_was_found_on_a_pc_that_nobody_names_stands_in_the_way(
    sweep: Sweep,
) -> None:
    (taken,) = take([file(MSERT, "msert.log")], BROUGHT)

    assert [one["code"] for one in taken.troubles] == ["no-host-but-found"]
    assert [one.host for one in unlisted()] == [""]


def test_a_file_that_comes_again_with_the_name_of_its_pc_counts_for_it(
    sweep: Sweep,
) -> None:
    put(pc("A"))
    given = file(MSERT, "msert.log")
    take([given], BROUGHT)
    (again,) = take([replace(given, host="A")], BROUGHT)

    assert (again.new, again.scans, again.troubles) == (True, 1, ())
    assert states() == {"A": "detected"}
    assert unlisted() == ()
    (third,) = take([replace(given, host="B")], BROUGHT)
    assert (third.scans, states()) == (1, {"A": "detected"}), "it has its PC"
