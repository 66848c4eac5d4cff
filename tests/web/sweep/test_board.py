"""The board: every PC, what is missing, and no word too good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser, LexborNode

from honmono.incident.case import Incident, Moment
from honmono.incident.case.records import record_of
from honmono.sweep.pc import Release, Released
from honmono.sweep.scan import Detection, Extent, Handling, Outcome
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, change
from honmono.web.jobs import services as jobs
from honmono.web.jobs.worker import do
from honmono.web.rights import Role
from honmono.web.sweep import finding, opening
from honmono.web.sweep.models import Pc, PcState, Sweep
from tests.web.conftest import NOW
from tests.web.made import somebody
from tests.web.sweep import make

SignedIn = Callable[..., Client]


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first that a selector names."""
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def board(case: Case, client: Client, **query: str) -> tuple[LexborHTMLParser, Any]:
    answer = client.get(reverse("sweep:board", args=[case.name]), query)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode()), answer


def work() -> None:
    while job := jobs.claim(timezone.now()):
        do(job, lambda: False)


def tiles(page: LexborHTMLParser) -> dict[str, str]:
    return {
        one(tile, "a").text(): tile.attributes["class"] or ""
        for tile in page.css("li.pc")
    }


def test_without_pcs_it_says_how_to_begin(case: Case, signed_in: SignedIn) -> None:
    page, _ = board(case, signed_in())

    steps = [a.attributes["href"] or "" for a in page.css(".steps > li a")]
    ways = ("inventory", "kits", "drop", "snapshots")
    assert [one.rstrip("/").rpartition("/")[2] for one in steps] == list(ways)
    assert not page.css("li.pc")
    assert not Sweep.objects.exists()


def test_every_pc_is_a_tile_in_its_state(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    make.result(make.scan("TKY-PC002", extent=Extent.QUICK))
    make.pc("YKH-PC001", "yokohama")
    make.judged(case)

    page, _ = board(case, signed_in())

    assert tiles(page) == {
        "TKY-PC001": "pc covered",
        "TKY-PC002": "pc weak",
        "YKH-PC001": "pc not-seen",
    }
    heads = [one.text() for one in page.css(".office-head strong")]
    assert heads == ["2 台中 1 台", "1 台中 0 台"]


def test_a_mark_has_shape_word_person_and_time(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.judged(case)

    page, _ = board(case, signed_in())
    tile = one(page, "li.pc")

    assert [s.attributes["class"] for s in tile.css(".sign")] == ["sign strong"] * 2
    assert "Microsoft Defender 有効" in tile.text()
    assert "2026-10-14 11:00 加藤 大輔" in tile.text()


def test_only_what_is_missing(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    make.judged(case)

    page, answer = board(case, signed_in(), missing="on")

    assert set(tiles(page)) == {"TKY-PC002"}
    assert "2 台中 1 台" in answer.content.decode()  # the denominator stays


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"office": "yokohama"}, {"YKH-PC001"}),
        ({"state": "covered"}, {"TKY-PC001"}),
        ({"text": "ykh"}, {"YKH-PC001"}),
        ({"text": "次郎"}, {"YKH-PC001"}),
        ({"text": '"user'}, set()),
        ({"text": ".*"}, set()),
        ({"text": "fixed"}, set()),
        ({"office": "atlantis"}, {"TKY-PC001", "YKH-PC001"}),
    ],
    ids=lambda one: str(one) if isinstance(one, dict) else "",
)
def test_filters(
    query: dict[str, str], found: set[str], case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.pc("YKH-PC001", "yokohama", user="鈴木 次郎")
    make.judged(case)

    page, _ = board(case, signed_in(), **query)

    assert set(tiles(page)) == found


def test_gaps_stand_with_their_way_until_there_are_none(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.covered("YKH-PC001", "yokohama")
    late = make.pc("YKH-PC002", "yokohama")
    make.judged(case)

    page, answer = board(case, signed_in())
    links = [a.attributes["href"] for a in page.css("#gaps ~ ul a")]
    assert links == [reverse("sweep:board", args=[case.name]) + "?state=not-seen"]
    assert "確認が済んでいます" not in answer.content.decode()

    make.result(make.scan(late.host))
    make.result(make.scan(late.host, "honmono"))
    make.judged(case)
    page, answer = board(case, signed_in())
    assert "全 3 台の確認が済んでいます" in answer.content.decode()
    assert not page.css("#gaps")


def test_a_pc_that_nobody_judged_yet_keeps_all_from_being_said(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.covered("YKH-PC001", "yokohama")
    make.judged(case)
    make.pc("YKH-PC002", "yokohama")
    PcState.objects.filter(pc__host="YKH-PC002").delete()

    _, answer = board(case, signed_in())

    assert "判定し直す PC が 1 台" in answer.content.decode()
    assert "確認が済んでいます" not in answer.content.decode()


def test_a_judgement_that_has_run_out_is_told(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    sweep = make.judged(case)
    PcState.objects.update(until=NOW - timedelta(days=400))

    assert opening.unjudged(case, sweep, NOW).count == 1
    assert "まだ判定していない" in board(case, signed_in())[1].content.decode()


def test_gaps_stay_while_one_judgement_has_run_out(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    make.judged(case)
    work()
    PcState.objects.filter(pc__host="TKY-PC001").update(until=NOW - timedelta(days=400))

    page, _ = board(case, signed_in())

    assert page.css("form[action$='/judge/']")
    assert "1 台は、検査結果がまだ届いていません" in one(page, "#gaps ~ ul").text()


def test_without_any_judgement_no_number_of_it_is_told(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    Sweep.objects.all().delete()

    page, answer = board(case, signed_in())

    assert "まだ一度も判定していません" in answer.content.decode()
    assert page.css("#gaps ~ ul li")
    assert not page.css("#gaps ~ ul a[href*='state=']")


def test_a_first_fake_that_nobody_knows_leads_to_the_facts(
    case: Case, signed_in: SignedIn
) -> None:
    def forget(incident: Incident) -> Incident:
        return incident.model_copy(update={"events": ()})

    change(case.pk, forget, Doing("changed", somebody(), NOW))
    case.refresh_from_db()
    make.covered("TKY-PC001")
    make.covered("YKH-PC001", "yokohama")
    make.judged(case)

    page, _ = board(case, signed_in())

    links = [a.attributes["href"] for a in page.css("#gaps ~ ul a")]
    assert reverse("facts:add", args=[case.name, "events"]) in links


def test_what_was_found_comes_first_and_says_what_to_do(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    found = Detection("Trojan:Win32/Emotet.A", handling=Handling.REMOVED)
    make.result(make.scan("TKY-PC002", outcome=Outcome.REMOVED, detections=(found,)))
    make.judged(case)

    page, _ = board(case, signed_in())
    first = one(page, "main section")

    assert "TKY-PC002" in first.text()
    assert "電源は切らず、初期化もしない" in first.text()


def test_unlisted_hosts_and_left_out_pcs_are_told(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    gone = Released(Release.NOT_OURS, "返却済み", "髙橋", NOW - timedelta(days=1))
    make.pc("TKY-PC009", released=(gone,))
    make.result(make.scan("KEIRI-NOTE"))
    make.judged(case)

    page, _ = board(case, signed_in())

    assert "KEIRI-NOTE" in one(page, "#unlisted").text()
    assert "TKY-PC009" not in tiles(page)
    assert "TKY-PC009" in one(page, "#left-out ~ details ul").text()


def test_very_many_pcs_are_rows_of_offices(
    case: Case, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "ONE_PAGE", 2)
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    for n in range(3):
        make.pc(f"TKY-PC00{n}")
    make.judged(case)

    page, _ = board(case, signed_in())
    assert not page.css("li.pc")
    row = one(page, "table.offices-table tbody tr")
    assert "3 台中 0 台" in row.text()
    assert one(row, "rect").attributes["width"] == "100.00"

    page, _ = board(case, signed_in(), office="tokyo")
    assert len(tiles(page)) == 2  # and the rest on the next page


def test_hostile_names_are_text(case: Case, signed_in: SignedIn) -> None:
    make.pc("<SCRIPT>X", user="<img src=x onerror=alert(1)>")
    make.judged(case)

    _, answer = board(case, signed_in())

    assert b"<img src=x" not in answer.content
    assert b"&lt;img src=x" in answer.content


def test_judging_is_for_those_who_handle(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    address = reverse("sweep:judge", args=[case.name])

    assert signed_in(Role.READER).post(address).status_code == 403
    assert not Sweep.objects.exists()
    assert signed_in().post(address).status_code == 302
    work()
    assert PcState.objects.get().state == "covered"


def test_facts_that_changed_ask_for_a_new_judgement(
    case: Case, signed_in: SignedIn
) -> None:
    make.covered("TKY-PC001")
    make.covered("YKH-PC001", "yokohama")
    make.judged(case)
    late = record_of("events", {"id": "seen", "kind": "spoof_mail_observed"})

    def later(incident: Incident) -> Incident:
        moved = late.model_copy(update={"when": Moment("2026-10-14T11:30")})
        return incident.model_copy(update={"events": (moved,)})

    change(case.pk, later, Doing("changed", somebody(), NOW))
    client = signed_in()

    page, answer = board(case, client)
    assert "確認が済んでいます" not in answer.content.decode()
    assert "いま判定しています" in answer.content.decode()
    assert not page.css("form[action$='/judge/']")
    work()
    page, answer = board(case, client)
    assert "まだ判定していない" not in answer.content.decode()
    assert set(tiles(page).values()) == {"pc one-scanner"}


def test_four_hundred_tiles_stay_below_300_kb(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    sweep = make.judged(case)
    first = PcState.objects.get()
    pcs = Pc.objects.bulk_create(
        Pc(key=f"p{n}", host=f"TKY-PC{n}", value="{}", changed=NOW) for n in range(399)
    )
    PcState.objects.bulk_create(
        PcState(sweep=sweep, pc=one, office="tokyo", state=first.state, row=first.row)
        for one in pcs
    )

    page, answer = board(case, signed_in())

    assert len(page.css("li.pc")) == 400
    assert len(answer.content) < 300_000
