"""The sweep from the list of PCs to the sentence in a public notice, as people go it."""

from __future__ import annotations

import io
import json
import platform
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.end_to_end.desk import Desk, context_of, running, watched
from tests.web.end_to_end.hands import drop
from tests.web.end_to_end.seeding import CASE, sign_in
from tests.web.end_to_end.steps import SEND, come_back, looked_at
from tests.web.end_to_end.sweeping import (
    PCS,
    by_defender,
    by_emocheck,
    by_emocheck_infected,
    by_our_scanner,
    list_of_pcs,
    seed_the_sweep,
    zip_of,
)

ALL_CLEAN = {
    "ja": "すべてのパソコンの検査を終え、感染は検出されておりません",
    "en": "All computers have been scanned, and no infection was detected",
}
STATED = {"ja": "（うち1台は、", "en": " (for 1 of them, "}
"""What follows at once: of TKY-PC003 one result is somebody's word."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Into which other scanners write."""
    return tmp_path_factory.mktemp("share")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Desk]:
    """A desk that offices can reach, and that watches a folder."""
    home = tmp_path_factory.mktemp("desk")
    seed_the_sweep(home)
    (home / "settings.toml").write_text(f"[sweep]\nwatch = {json.dumps(str(folder))}\n")
    with running(home, HONMONO_HOSTS="desk.example.jp") as started:
        yield started


def test_from_the_list_to_the_sentence_in_the_notice(
    browser: Browser, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    (folder / "TKY-PC001.json").write_bytes(by_defender("TKY-PC001"))
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    here = f"{desk.address}/cases/{CASE}/sweep/"
    sign_in(page, desk)
    page.goto(here)
    found = looked_at(page, "empty board")

    found += _take_in_the_list(page, here, tmp_path)
    kit, token, address, archive = _make_a_kit(page, here, tmp_path)
    report = _scan_this_pc(archive, tmp_path)
    _hand_in_as_a_stranger(browser, desk, address, token, report)
    _read(page, here, report.name)
    _leave_out_this_pc(page, here)

    _drop_results(page, here)
    come_back(page, here + "?state=covered", _tiles(page, "YKH-PC001"))
    come_back(page, here, page.locator("section.card.bad a", has_text="TKY-PC002"))
    found += looked_at(page, "board with a detection")
    _call_it_a_false_alarm(page, here)
    _state_a_scan(page, here, "TKY-PC003")
    _except(page, here, "YKH-PC002")
    come_back(
        page, here + "?state=covered", _tiles(page), 4
    )  # TKY-PC001: of the folder
    expect(page.locator(".sum-up")).to_contain_text("4 of 5")
    found += looked_at(page, "board")

    first = _freeze_and_put_on_record(page, here)
    expect(page.locator("main")).to_contain_text(first)
    for language, sentence in ALL_CLEAN.items():
        text = _public_notice(page, here, language)
        assert sentence not in text
        assert {"ja": "5台のうち4台", "en": "Of 5 computers, 4"}[language] in text

    _count_again(page, here, "YKH-PC002")
    files = [tmp_path / "YKH-PC002.json", tmp_path / "report.json"]
    files[0].write_bytes(by_defender("YKH-PC002"))
    files[1].write_bytes(by_our_scanner("YKH-PC002", kit, token))
    page.goto(here + "results/drop/")
    page.set_input_files("#files", files)
    page.click("#send")
    page.wait_for_url(here + "results/")
    come_back(page, here + "?state=covered", _tiles(page), 5)
    expect(page.locator(".note.good")).to_contain_text("5")
    found += looked_at(page, "complete board")
    _freeze_and_put_on_record(page, here)
    for language, sentence in ALL_CLEAN.items():
        text = _public_notice(page, here, language)
        assert sentence + STATED[language] in text
        assert {"ja": "5台のうち5台", "en": "Of 5 computers, 5"}[language] in text
    _sheet_names_every_pc(page, here)
    context.close()

    assert found == []
    assert watch.found == []


MANY = 600
"""More than one turn of storing takes."""


def test_a_desk_that_is_ended_in_the_middle_loses_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    home, share = tmp_path / "home", tmp_path / "share"
    home.mkdir()
    share.mkdir()
    seed_the_sweep(home)
    (home / "settings.toml").write_text(f"[sweep]\nwatch = {json.dumps(str(share))}\n")
    (share / "YKH-PC001.json").write_bytes(by_defender("YKH-PC001"))
    names = [f"OSK-PC{n:03}" for n in range(MANY)]
    path = f"/cases/{CASE}/sweep/results/"
    with running(home) as desk:
        context = context_of(browser, "en", phone=False)
        page, watch = watched(context, desk)
        sign_in(page, desk)
        page.goto(desk.address + path + "drop/")
        drop(page, {"osaka.zip": zip_of(dict(map(by_emocheck, names)))})
        page.wait_for_url(desk.address + path)
        context.close()  # it would ask on, of a desk that is gone
    assert desk.process.returncode == 0

    with running(home) as desk:
        context = context_of(browser, "en", phone=False)
        page, other = watched(context, desk)
        sign_in(page, desk)
        whole = f"{MANY + 2}"  # those of the ZIP, the ZIP, that of the folder
        all_ = page.locator("p.row a", has_text=whole)
        come_back(page, desk.address + path, all_)
        page.goto(desk.address + f"/cases/{CASE}/sweep/unlisted/")
        expect(page.locator("main")).to_contain_text(f"Computers: {MANY + 1}")
        context.close()
    assert watch.found == other.found == []


def _tiles(page: Page, host: str = "") -> Locator:
    return page.locator("ul.tiles li.pc.covered", has_text=host)


def _take_in_the_list(page: Page, here: str, folder: Path) -> list[str]:
    file = folder / "台帳.csv"
    file.write_bytes(list_of_pcs())
    page.goto(here + "inventory/")
    found = looked_at(page, "list")
    page.set_input_files("input[name=file]", file)
    page.click(SEND)
    page.wait_for_url("**/columns/")
    found += looked_at(page, "columns")
    expect(page.locator("select[name=column-host]")).to_have_value("PC名")
    expect(page.locator("select[name=column-office]")).to_have_value("拠点")
    expect(page.locator("table")).to_contain_text("髙橋 1")
    page.locator("form.broad button").first.click()
    page.wait_for_url(lambda url: not url.endswith("/columns/"))
    come_back(page, page.url, page.locator("button[formaction$='/apply/']"))
    expect(page.locator("#rows tbody tr")).to_have_count(len(PCS))
    found += looked_at(page, "difference")
    page.click("button[formaction$='/apply/']")
    come_back(page, page.url, page.locator(".note.good"))
    return found


def _make_a_kit(page: Page, here: str, folder: Path) -> tuple[str, str, str, Path]:
    page.goto(here + "kits/")
    page.select_option("select[name=office]", "")  # PCs of both offices use it
    page.fill("input[name=days]", "3")
    page.click(SEND)
    page.wait_for_url("**/kits/new/")
    assert looked_at(page, "kit") == []
    token = page.input_value("input[name=token]")
    address = page.locator("main .code").last.inner_text()
    with page.expect_download() as coming:
        page.click("form[action$='/zip/'] button")
    archive = folder / "kit.zip"
    coming.value.save_as(archive)
    return address.rstrip("/").rpartition("/")[2], token, address, archive


def _scan_this_pc(archive: Path, folder: Path) -> Path:
    """As the office does it: unpack, run, and there is a report beside it."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    kit = folder / "honmono-kit"
    out = folder / "out"
    out.mkdir()
    scanner = kit / "honmono-scan.pyz"
    command = [sys.executable, "-I", str(scanner), "--lang", "ja", "--out", str(out)]
    run = subprocess.run(command, cwd=kit, capture_output=True, check=False)
    assert run.stderr == b""
    assert run.returncode in (0, 1, 3)
    (report,) = out.iterdir()
    value = json.loads(report.read_bytes())
    assert value["host"]["os"] == platform.system().lower().replace("darwin", "macos")
    assert value["signature"]["method"] == "HMAC-SHA256"
    assert value["office"] == "All offices"
    assert {one["outcome"] for one in value["checks"]} & {
        "not-looked",
        "could-not-look",
    }
    known = json.loads((kit / "knowledge.json").read_bytes())
    assert known["indicators"]
    return report


def _hand_in_as_a_stranger(
    browser: Browser, desk: Desk, address: str, token: str, report: Path
) -> None:
    context = context_of(browser, "ja", phone=True)
    page, watch = watched(context, desk)
    page.goto(desk.address + urlsplit(address).path)
    assert looked_at(page, "upload") == []
    for given, told in (
        (token[:-1] + ("B" if token.endswith("A") else "A"), ".note.error"),
        ("-".join((token[:28].lower(), token[28:])), "section[role=status]"),
        (token, "section[role=status]"),
    ):
        page.set_input_files("#files", report)
        page.fill("#token", given)
        page.click(SEND)
        expect(page.locator(told)).to_be_visible()
        assert looked_at(page, "upload, answered") == []
    expect(page.locator("section[role=status]")).to_contain_text("すでに")
    context.close()
    assert watch.found == []


def _read(page: Page, here: str, name: str) -> None:
    row = page.locator("table.fold tbody tr", has_text=name)
    come_back(page, here + "results/", row.locator(".number", has_text="1"))


def _leave_out_this_pc(page: Page, here: str) -> None:
    """The PC that runs the tests is in no list: a finding, and then not ours."""
    page.goto(here + "unlisted/")
    assert looked_at(page, "unlisted") == []
    page.select_option("select[name=action-0]", "not-ours")
    page.fill("[name=reason]", "It runs the tests.")
    page.locator("main form button").first.click()
    expect(page.locator("select[name=action-0]")).to_have_count(0)


def _drop_results(page: Page, here: str) -> None:
    """Many files and a ZIP, dropped on the page at once."""
    zipped = zip_of(
        {
            "a/YKH-PC001.json": by_defender("YKH-PC001"),
            **dict([by_emocheck("YKH-PC001")]),
        }
    )
    page.goto(here + "results/drop/")
    drop(
        page,
        {
            "TKY-PC002.json": by_defender("TKY-PC002"),
            "TKY-PC003.json": by_defender("TKY-PC003"),
            **dict([by_emocheck("TKY-PC001"), by_emocheck_infected("TKY-PC002")]),
            "yokohama.zip": zipped,
            "letter.txt": "何かの手紙".encode(),
        },
    )
    page.wait_for_url(here + "results/")
    expect(page.locator("#reading .note")).to_have_count(0)
    page.goto(here + "results/?troubled=1")
    expect(page.locator("main tbody")).to_contain_text("letter.txt")
    assert looked_at(page, "troubles") == []


def _call_it_a_false_alarm(page: Page, here: str) -> None:
    page.goto(here)
    page.locator("section.card.bad a", has_text="TKY-PC002").click()
    page.wait_for_url("**/pcs/**")
    expect(page.locator("main")).to_contain_text("mspaint.exe")
    assert looked_at(page, "PC with a detection") == []
    page.click("a[href$='/decide/']")
    form = page.locator("form", has=page.locator("input[value=handled]"))
    form.locator("select[name=verdict]").select_option("false-alarm")
    form.locator("textarea").fill("The maker said so.")
    form.locator("button").click()
    expect(page.locator("main .head .badge")).to_have_text("covered")


def _state_a_scan(page: Page, here: str, host: str) -> None:
    page.goto(f"{here}results/statement/?host={host}")
    page.select_option("select[name=product]", "emocheck")
    page.fill("input[name=product_version]", "2.4")
    page.select_option("select[name=extent]", "checks")
    page.fill("input[name=day]", "2023-04-11")
    page.fill("input[name=begin]", "12:00")
    page.fill("input[name=end]", "12:01")
    page.select_option("select[name=outcome]", "clean")
    assert looked_at(page, "statement") == []
    page.click(SEND)
    page.wait_for_url(here + "results/")
    expect(page.locator("tbody tr").first).to_contain_text("statement")


def _decide(page: Page, here: str, host: str) -> None:
    page.goto(here + "pcs/")
    page.locator("main table a", has_text=host).first.click()
    page.wait_for_url("**/pcs/*/")
    page.click("a[href$='/decide/']")


def _except(page: Page, here: str, host: str) -> None:
    _decide(page, here, host)
    form = page.locator("form", has=page.locator("input[value=excepted]"))
    form.locator("[name=until]").fill(_soon())
    form.locator("textarea").fill("At the maker's for repair.")
    assert looked_at(page, "decide") == []
    form.locator("button").click()
    expect(page.locator("main .head .badge")).to_have_text("exception")


def _soon() -> str:
    return f"{datetime.now().astimezone() + timedelta(days=5):%Y-%m-%d}"


def _count_again(page: Page, here: str, host: str) -> None:
    _decide(page, here, host)
    form = page.locator("form", has=page.locator("input[value=counted]"))
    form.locator("textarea").fill("It is back.")
    form.locator("button").click()
    expect(page.locator("main .head .badge")).to_have_text("not seen")


def _freeze_and_put_on_record(page: Page, here: str) -> str:
    page.goto(here + "snapshots/")
    page.locator("form[action$='/freeze/'] button").click()
    page.wait_for_url("**/snapshots/*/")
    assert looked_at(page, "snapshot") == []
    page.locator("form[action$='/record/'] button").click()
    page.wait_for_url(lambda url: "/sweep/" not in url)
    return page.url.rstrip("/").rpartition("/")[2]


def _public_notice(page: Page, here: str, language: str) -> str:
    page.goto(here.replace("/sweep/", "/documents/new/"))
    page.select_option("select[name=what]", "public-notice/follow-up")
    page.click(SEND)
    page.wait_for_url(lambda url: "/documents/new/" not in url)
    page.goto(f"{page.url.partition('?')[0]}?show={language}")
    return page.locator("main").inner_text()


def _sheet_names_every_pc(page: Page, here: str) -> None:
    """Of each office its own PCs, and how they stand."""
    page.goto(here)
    for link in page.locator("a[href*='sheet.pdf']").all():
        with page.expect_download() as coming:
            link.click()
        pages = pypdf.PdfReader(
            io.BytesIO(Path(coming.value.path()).read_bytes())
        ).pages
        text = "".join(one.extract_text() for one in pages)
        own = "TKY" if "office=tokyo" in (link.get_attribute("href") or "") else "YKH"
        for host in PCS:
            assert (host in text) == host.startswith(own)
        assert "EmoCheck" in text
