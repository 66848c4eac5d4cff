"""Pages of PCs: the list, the form, decisions, hosts that no list knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from honmono.sweep.pc import Kind, Presence, Release
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Extent, Outcome, Scan, scan_as_json
from honmono.web.cases.models import Case
from honmono.web.sweep import models
from honmono.web.sweep.judging import judge
from honmono.web.sweep.models import Pc
from honmono.web.sweep.services import pc_of, put_pc, put_rule
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


def made(host: str, **fields: Any) -> Pc:
    """A PC that is there."""
    value = PcValue(id=host.lower(), host=host, **fields)
    return put_pc(value, "added", by="山田", now=NOW)


def seen(
    host: str, *, found: bool = False, ids: tuple[str, ...] = (), pc: Pc | None = None
) -> None:
    """A result of a host."""
    now = timezone.now()
    file, _ = models.ReportFile.objects.get_or_create(
        sha256="a" * 64,
        defaults={"name": "a", "size": 1, "content": b"", "at": now, "way": "dropped"},
    )
    outcome = Outcome.FOUND if found else Outcome.CLEAN
    scan = Scan(
        host,
        "defender",
        outcome,
        Extent.FULL,
        started=now - timedelta(hours=1),
        ids=ids,
    )
    models.Scan.objects.create(
        file=file, item=file.scan_set.count(), mark=f"host:{host}", product="defender",
        at=scan.at, found=found, value=scan_as_json(scan), pc=pc,
    )  # fmt: skip


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """The browser of a handler."""
    return signed_in()


def page_of(
    client: Client, address: str, case: Case, *args: object, **query: str
) -> str:
    answer = client.get(reverse(address, args=[case.name, *args]), query)
    assert answer.status_code == 200
    return answer.content.decode()


FORM = {
    "version": "0", "host": "TKY-PC020", "office": "tokyo", "user": "山田", "kind": "home",
    "presence": "absent", "absent_until": "2026-11-30", "serial": "5cg1, 5CG2", "asset": "",
    "uuid": "", "os": "Windows 11", "names": "TKY-OLD", "installed": "2026-10-01",
    "installed_time": "", "note": "窓際",
}  # fmt: skip


def test_a_pc_is_added_by_hand_with_all_that_was_typed(
    client: Client, case: Case
) -> None:
    answer = client.post(reverse("sweep:pc-new", args=[case.name]), FORM)

    assert answer.status_code == 302
    value = pc_of(Pc.objects.get())
    assert (value.id, value.host, value.office) == ("5cg1", "TKY-PC020", "tokyo")
    assert (value.kind, value.presence) == (Kind.HOME, Presence.ABSENT)
    assert value.ids == ("serial:5CG1", "serial:5CG2")
    assert value.names == ("TKY-OLD",)
    assert value.installed == datetime(2026, 10, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"host": ""}, "host"),
        ({"host": "a b"}, "host"),
        ({"host": "TKY-PC001"}, "host"),
        ({"serial": "S1"}, "serial"),
        ({"presence": "present"}, "absent_until"),
        ({"office": "paris"}, "office"),
        ({"kind": "ghost"}, "kind"),
        ({"installed": "", "installed_time": "09:00"}, "installed"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    wrong: dict[str, str], mistake: str, client: Client, case: Case
) -> None:
    made("TKY-PC001", ids=("serial:S1",))

    answer = client.post(reverse("sweep:pc-new", args=[case.name]), {**FORM, **wrong})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [mistake]
    assert "窓際" in answer.content.decode()
    assert Pc.objects.count() == 1


def test_a_new_name_keeps_the_old_one(client: Client, case: Case) -> None:
    made("TKY-PC001", ids=("serial:S1", "computer:C1"), installed=NOW)
    address = reverse("sweep:pc-edit", args=[case.name, "tky-pc001"])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(address, {**typed, "host": "TKY-PC099"})

    assert answer.status_code == 302
    value = pc_of(Pc.objects.get())
    assert (value.host, value.names) == ("TKY-PC099", ("TKY-PC001",))
    assert value.ids == ("serial:S1", "computer:C1")
    assert value.installed == NOW


def test_who_comes_second_changes_nothing_and_loses_nothing(
    client: Client, case: Case
) -> None:
    made("TKY-PC001")
    put_pc(PcValue("tky-pc001", "TKY-PC001", user="佐藤"), "changed", by="x", now=NOW)
    typed = {**FORM, "version": "1", "host": "TKY-PC001", "serial": ""}

    answer = client.post(reverse("sweep:pc-edit", args=[case.name, "tky-pc001"]), typed)

    assert answer.status_code == 422
    assert "窓際" in answer.content.decode()
    assert pc_of(Pc.objects.get()).user == "佐藤"


def decide(client: Client, case: Case, what: str, **fields: str) -> Any:
    row = Pc.objects.get()
    given = {"what": what, "version": str(row.version), "reason": "育休中", **fields}
    return client.post(reverse("sweep:pc-decide", args=[case.name, row.key]), given)


def in_days(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


def test_an_exception_names_who_why_and_until(client: Client, case: Case) -> None:
    made("PC1")

    assert decide(client, case, "excepted", until=in_days(30)).status_code == 302

    (one,) = pc_of(Pc.objects.get()).released
    assert one.release is Release.EXCEPTION
    assert one.reason == "育休中"
    assert "花子" in one.by
    page = page_of(client, "sweep:pc-decide", case, "pc1")
    assert "育休中" in page


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("excepted", {"until": ""}),
        ("excepted", {"until": "2020-01-01"}),
        ("excepted", {"until": "2030-01-01"}),
        ("excepted", {"until": "9999-12-31"}),
        ("excepted", {"until": in_days(30), "reason": " "}),
        ("not-ours", {"reason": ""}),
        ("handled", {"verdict": ""}),
        ("counted", {}),
        ("nonsense", {}),
        ("not-ours", {"version": "7"}),
    ],
)
def test_a_decision_that_may_not_be_changes_nothing(
    what: str, fields: dict[str, str], client: Client, case: Case
) -> None:
    before = made("PC1").value

    assert decide(client, case, what, **fields).status_code == 422
    assert Pc.objects.get().value == before


@pytest.mark.parametrize("with_rule", [True, False])
def test_what_was_found_is_handled_before_anything_is_left_out(
    with_rule: bool, client: Client, case: Case
) -> None:
    if with_rule:
        put_rule(
            case, Rule(since=timezone.now() - timedelta(days=2)), now=timezone.now()
        )
    row = made("PC1")
    seen("PC1", found=True, pc=row)
    for sweep in models.Sweep.objects.all():
        judge(sweep, [row.pk], timezone.now())

    page = page_of(client, "sweep:pc-decide", case, "pc1")
    assert 'value="handled"' in page
    assert 'value="excepted"' not in page  # nothing is offered that would be refused
    assert 'value="not-ours"' not in page
    assert decide(client, case, "excepted", until=in_days(30)).status_code == 422
    assert decide(client, case, "not-ours").status_code == 422
    assert decide(client, case, "handled", verdict="cleaned").status_code == 302
    assert decide(client, case, "excepted", until=in_days(30)).status_code == 302


def test_what_is_not_ours_can_be_counted_again(client: Client, case: Case) -> None:
    made("PC1")
    decide(client, case, "not-ours")
    assert decide(client, case, "counted").status_code == 302

    value = pc_of(Pc.objects.get())
    assert value.release(timezone.now()) is None
    assert len(value.released) == 1


def test_a_reader_sees_the_list_and_may_change_nothing(
    signed_in: Callable[..., Client], case: Case
) -> None:
    from honmono.web.rights import Role

    made("PC1")
    reader = signed_in(Role.READER)

    assert "PC1" in page_of(reader, "sweep:pcs", case)
    assert decide(reader, case, "not-ours").status_code == 403


@pytest.mark.parametrize(
    ("query", "hosts"),
    [
        ({}, ["PC1", "PC2", "PC3"]),
        ({"office": "tokyo"}, ["PC1"]),
        ({"office": "-"}, ["PC3"]),
        ({"kind": "home"}, ["PC2"]),
        ({"kind": "fixed"}, ["PC1", "PC3"]),
        ({"q": "山田"}, ["PC1"]),
        ({"q": "5cg2"}, ["PC2"]),
        ({"q": '"kind":"home"'}, []),
        ({"state": "covered"}, []),
        ({"state": "not-seen"}, ["PC1", "PC2", "PC3"]),
        ({"state": "nonsense", "page": "x"}, ["PC1", "PC2", "PC3"]),
    ],
)
def test_the_list_shows_what_fits(
    query: dict[str, str], hosts: list[str], client: Client, case: Case
) -> None:
    put_rule(case, Rule(), now=NOW)
    made("PC1", office="tokyo", user="山田")
    made("PC2", office="yokohama", kind=Kind.HOME, ids=("serial:5CG2",))
    made("PC3")

    page = client.get(reverse("sweep:pcs", args=[case.name]), query)

    assert sorted(line.pc.host for line in page.context["lines"]) == hosts


def test_a_long_list_asks_the_database_no_more_often(
    client: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(60):
        made(f"PC{n:02}", office="tokyo")
        seen(f"NEW{n:02}")

    with django_assert_max_num_queries(16):
        page_of(client, "sweep:pcs", case)
    with django_assert_max_num_queries(16):
        page_of(client, "sweep:unlisted", case)


def take_up(
    client: Client, case: Case, *rows: tuple[str, str, str, str], **more: str
) -> Any:
    given = dict(more)
    for n, (mark, action, office, pc) in enumerate(rows):
        given |= {
            f"mark-{n}": mark,
            f"action-{n}": action,
            f"office-{n}": office,
            f"pc-{n}": pc,
        }
    return client.post(reverse("sweep:unlisted", args=[case.name]), given)


def test_hosts_that_no_list_knows_are_taken_up_many_at_once(
    client: Client, case: Case
) -> None:
    made("PC1", office="tokyo")
    for host in ("NEW1", "NEW2", "NEW3", "NEW4"):
        seen(host)

    answer = take_up(
        client, case,
        ("host:NEW1", "add", "tokyo", ""), ("host:NEW2", "same", "", "pc1"),
        ("host:NEW3", "not-ours", "", ""), ("host:NEW4", "", "yokohama", ""),
        reason="取引先の PC",
    )  # fmt: skip

    assert answer.status_code == 302
    pcs = {row.host: pc_of(row) for row in Pc.objects.all()}
    assert pcs["NEW1"].office == "tokyo"
    assert pcs["PC1"].names == ("NEW2",)
    assert pcs["NEW3"].released[0].reason == "取引先の PC"
    assert "NEW4" not in pcs
    assert models.Scan.objects.filter(pc=None).count() == 1
    take_up(client, case, ("host:NEW4", "", "yokohama", ""), all="add")
    assert pc_of(Pc.objects.get(host="NEW4")).office == "yokohama"


def test_what_cannot_be_taken_up_says_why_and_keeps_what_was_typed(
    client: Client, case: Case
) -> None:
    seen("NEW1")
    seen("NEW2", found=True)
    seen("NEW3")

    answer = take_up(
        client, case,
        ("host:NEW1", "same", "", "nobody"), ("host:NEW2", "not-ours", "", ""),
        ("host:NEW3", "not-ours", "", ""), ("host:GONE", "add", "", ""), reason="",
    )  # fmt: skip

    assert answer.status_code == 422
    assert not Pc.objects.exists()
    assert 'value="nobody"' in answer.content.decode()
    assert len([1 for _, refused, _ in answer.context["hosts"] if refused]) == 3


def test_a_machine_with_another_number_is_not_taken_for_a_pc_of_the_list(
    client: Client, case: Case
) -> None:
    made("PC1", office="tokyo", ids=("serial:5CG1",))
    seen("SPARE", ids=("serial:5CG2",))

    answer = take_up(client, case, ("host:SPARE", "same", "", "pc1"), reason="x")

    assert answer.status_code == 422
    assert pc_of(Pc.objects.get()).names == ()


def test_a_result_without_a_host_is_counted_beside_the_list(
    client: Client, case: Case
) -> None:
    seen("X")
    models.Scan.objects.update(mark="")

    assert "1" in page_of(client, "sweep:unlisted", case)
    assert (
        client.get(reverse("sweep:unlisted", args=[case.name])).context["nameless"] == 1
    )
