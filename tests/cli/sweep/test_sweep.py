"""honmono sweep, as somebody runs it: in, out, and what it says where it cannot."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from honmono.cli.sweep import _core
from honmono.incident.case import Incident
from honmono.sweep import importers
from honmono.sweep.pc import Kind, Pc, Presence
from honmono.sweep.scan import Detection, Outcome
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.sweep.models import Kit, ReportFile, Scan, StandingRule
from honmono.web.sweep.services import put_pc
from tests.cli.command import Done, run_apart, run_here
from tests.sweep.founding import antivirus, at, emocheck, own_scanner
from tests.sweep.founding import incident as founding
from tests.sweep.scan_files import IMPORTER, scan_file

NOW = datetime(2022, 5, 18, 12, tzinfo=UTC)
Run = Callable[..., Done]
REAL = importers.ALL


@pytest.fixture
def sweep(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the database of the test."""
    monkeypatch.setattr(_core, "_boot", lambda *_, **__: None)
    monkeypatch.setattr(importers, "ALL", (IMPORTER,))

    def run(*words: str, stdin: bytes = b"") -> Done:
        env = {"HONMONO_HOME": str(tmp_path), "USER": "clerk"}
        return run_here(tmp_path, ["sweep", *words], env, stdin)

    return run


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create(username="u", shown="佐藤")


def opened(by: User, **changed: object) -> Case:
    return open_case(founding().model_copy(update=changed), Doing("opened", by, NOW))


def listed() -> None:
    for office in ("tokyo", "osaka", "nagoya"):
        pc = Pc(id=office, host=f"{office}-1", office=office, user="田中")
        put_pc(pc, "added", by="", now=NOW)


def results(folder: Path, *offices: str) -> Path:
    place = folder / "results"
    place.mkdir(exist_ok=True)
    for office in offices:
        when = at(18, "12:00")
        scans = antivirus(f"{office}-1", when), own_scanner(f"{office}-1", when)
        (place / f"{office}.txt").write_bytes(scan_file(*scans))
    return place


def status(run: Run, *words: str) -> dict[str, object]:
    done = run("status", "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_all_is_taken_in_and_shown(sweep: Run, by: User, tmp_path: Path) -> None:
    opened(by)
    listed()
    place = results(tmp_path, "tokyo", "osaka", "nagoya")

    done = sweep("import", "--lang", "en", str(place))

    assert done.returncode == 0
    assert b"3 files (3 of them new): 6 results were taken in" in done.stdout
    assert done.stderr == b""
    found = status(sweep)
    assert found["complete"] is True
    assert found["offices"] == [
        {
            "id": o,
            "total": 1,
            "covered": 1,
            "done": 1,
            "states": {**_none(), "covered": 1},
        }
        for o in ("tokyo", "osaka", "nagoya")
    ]
    text = sweep("status", "--lang", "en").stdout.decode()
    assert "all 3 PCs are covered by two independent scanners" in text
    assert "1/1" in text


def _none() -> dict[str, int]:
    states = ("covered", "one-scanner", "weak", "stale", "failed", "not-seen")
    return dict.fromkeys((*states, "exception", "detected"), 0)


def test_the_contracts_form(sweep: Run, by: User, tmp_path: Path) -> None:
    opened(by)
    listed()
    sweep("import", str(results(tmp_path, "tokyo")))

    found = status(sweep)

    assert {"as_of", "offices", "pcs"} <= set(found)
    row = {p["id"]: p for p in found["pcs"]}["tokyo"]  # type: ignore[attr-defined]
    assert (row["office"], row["state"]) == ("tokyo", "covered")
    (sha256,) = row["evidence"]
    assert ReportFile.objects.filter(sha256=sha256).exists()


def test_what_came_twice_counts_once(sweep: Run, by: User, tmp_path: Path) -> None:
    opened(by)
    place = str(results(tmp_path, "tokyo"))
    sweep("import", place)

    done = sweep("import", "--lang", "en", place)

    assert b"1 files (0 of them new): 0 results" in done.stdout
    assert ReportFile.objects.count() == 1


def test_what_is_missing_says_why_and_what_helps(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    listed()
    sweep("import", str(results(tmp_path, "tokyo")))

    text = sweep("status", "--lang", "en").stdout.decode()

    assert "1 of 3 PCs are covered; nobody may say `all` yet" in text
    assert "osaka-1" in text
    assert "No result has come." in text
    assert "→ Update the antivirus, run a full scan" in text
    assert "tokyo-1 " not in text


def test_a_part_that_cannot_be_read_is_told_and_the_rest_taken_in(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    place = results(tmp_path, "tokyo")
    (place / "photo.txt").write_bytes(b"no result")
    (place / "a.txt").write_bytes(scan_file(emocheck("x", at(18, "12:00"))) + b"\nzzz")

    done = sweep("import", "--lang", "en", str(place), str(tmp_path / "nowhere"))

    assert done.returncode == 1
    told = done.stderr.decode()
    assert "photo.txt: " in told
    assert "a.txt: line 4: " in told
    assert "nowhere: is not there" in told
    assert "3 files hold something that could not be read" in told
    assert b"4 files (3 of them new): 3 results" in done.stdout


def test_a_zip_of_results_is_taken_in(sweep: Run, by: User, tmp_path: Path) -> None:
    opened(by)
    listed()
    place = results(tmp_path, "tokyo", "osaka")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for file in place.iterdir():
            packed.write(file, file.name)
        packed.writestr("photo.txt", b"no result")

    done = sweep("import", "--lang", "en", str(tmp_path / "all.zip"))
    again = sweep("import", "--lang", "en", str(tmp_path / "all.zip"))

    assert b"1 file (1 of them new): 4 results" in done.stdout.replace(
        b"files", b"file"
    )
    assert "all.zip: photo.txt: " in done.stderr.decode()
    assert (done.returncode, again.returncode) == (1, 1)
    assert b"(0 of them new): 0 results" in again.stdout
    offices = status(sweep)["offices"]
    assert isinstance(offices, list)
    assert [(one["id"], one["covered"]) for one in offices] == [
        *[("tokyo", 1), ("osaka", 1), ("nagoya", 0)],
    ]


def test_hosts_that_no_list_holds_are_named(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)

    done = sweep("import", "--lang", "en", str(results(tmp_path, "tokyo")))

    assert done.returncode == 0
    assert b"PCs that no list knows (1): TOKYO-1" in done.stderr
    text = sweep("status", "--lang", "en").stdout.decode()
    assert "TOKYO-1: 2 results; add it to the list" in text


def test_pasted_text_is_about_the_pc_that_is_said(sweep: Run, by: User) -> None:
    opened(by)
    data = scan_file(emocheck("x", at(18, "12:00")))

    done = sweep("import", "--host", "X", "-", stdin=data)

    assert done.returncode == 0
    assert ReportFile.objects.get().name == "pasted.txt"


def test_hidden_files_and_links_are_nobodys_results(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    place = results(tmp_path, "tokyo")
    (place / ".DS_Store").write_bytes(b"x")
    (place / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"x")
    (place / "link.txt").symlink_to(tmp_path / "secret")

    done = sweep("import", str(place))

    assert done.returncode == 0
    assert ReportFile.objects.count() == 1


def test_without_an_incident_nothing_is_called_complete(
    sweep: Run, tmp_path: Path
) -> None:
    listed()
    sweep("import", str(results(tmp_path, "tokyo", "osaka", "nagoya")))

    done = sweep("status", "--format", "json", "--lang", "en")

    found = json.loads(done.stdout)
    assert found["rule"]["since"] is None
    assert found["complete"] is False
    assert b"dates are not checked" in done.stderr


def test_a_standing_rule_is_kept_where_there_is_no_incident(
    sweep: Run, tmp_path: Path
) -> None:
    listed()
    sweep("import", str(results(tmp_path, "tokyo", "osaka", "nagoya")))

    done = sweep(
        "rule", "--since", "2022-05-18T08:40", "--first-report", "2022-05-18T09:12",
        "--style", "emotet", "--lang", "en",
    )  # fmt: skip

    assert done.returncode == 0
    assert b"first forged mail: 2022-05-18 08:40" in done.stdout
    assert StandingRule.objects.count() == 1
    found = json.loads(sweep("status", "--format", "json").stdout)
    assert found["complete"] is True
    sweep("rule", "--since", "2022-05-19")
    found = json.loads(sweep("status", "--format", "json").stdout)
    assert found["complete"] is False
    assert found["rule"]["style"] == "emotet"


def test_the_incidents_rule_is_changed_in_the_incident(sweep: Run, by: User) -> None:
    opened(by)

    done = sweep("rule", "--since", "2022-05-01", "--lang", "en")
    shown = sweep("rule", "--format", "json")

    assert done.returncode == 2
    assert b"founding-2022-05" in done.stderr
    assert not StandingRule.objects.exists()
    assert json.loads(shown.stdout)["since"] == "2022-05-17T23:40:00+00:00"


def test_of_several_incidents_one_must_be_said(sweep: Run, by: User) -> None:
    opened(by)
    other = founding().model_copy(update={"id": "other"})
    open_case(Incident.model_validate(other), Doing("opened", by, NOW))

    done = sweep("status", "--lang", "en")

    assert done.returncode == 2
    assert b"--case: " in done.stderr
    assert b"other" in done.stderr
    assert status(sweep, "--case", "other")["complete"] is False
    assert sweep("status", "--case", "nobody").returncode == 2


def test_a_closed_incident_is_not_the_open_one(sweep: Run, by: User) -> None:
    case = opened(by)
    case.closed = NOW
    case.save()

    assert status(sweep)["rule"]["since"] is None  # type: ignore[index]
    assert status(sweep, "--case", case.name)["rule"]["since"]  # type: ignore[index]


def test_as_it_was_at_a_moment(sweep: Run, by: User, tmp_path: Path) -> None:
    opened(by)
    listed()
    sweep("import", str(results(tmp_path, "tokyo", "osaka", "nagoya")))

    before = status(sweep, "--as-of", "2022-05-18T11:59")
    while_it_ran = status(sweep, "--as-of", "2022-05-18T12:49")
    after = status(sweep, "--as-of", "2022-05-18T12:50+09:00")

    assert [o["covered"] for o in before["offices"]] == [0, 0, 0]  # type: ignore[attr-defined]
    assert [o["covered"] for o in while_it_ran["offices"]] == [0, 0, 0]  # type: ignore[attr-defined]
    assert [o["covered"] for o in after["offices"]] == [1, 1, 1]  # type: ignore[attr-defined]
    assert after["as_of"] == "2022-05-18T03:50:00+00:00"


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--as-of", "yesterday"),
        ("status", "--as-of", "2999-01-01"),
        ("status", "--as-of", "0001-01-01T00:00"),
        ("rule", "--since", "2022-13-01"),
        ("rule", "--since", "XXXX-05-18"),
        ("rule", "--style", "emotett"),
        ("list", "--office", "kyoto"),
        ("import",),
        ("watch", "/nowhere"),
        ("kit", "--office", "kyoto", "--out", "x.zip"),
        ("sheet", "--office", "kyoto", "--out", "x.pdf"),
    ],
)
def test_what_makes_no_sense_is_refused(sweep: Run, words: tuple[str, ...]) -> None:
    done = sweep(*words)

    assert done.returncode == 2
    assert done.stderr.startswith(b"honmono: ")
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_something_found_comes_before_everything(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    listed()
    thing = Detection("Trojan:Win32/Emotet\x1b[31m", "C:\\x.exe", at(18, "12:00"))
    scan = antivirus(
        "osaka-1", at(18, "12:00"), outcome=Outcome.FOUND, detections=(thing,)
    )
    (tmp_path / "x.txt").write_bytes(scan_file(scan))
    sweep("import", str(tmp_path / "x.txt"))

    text = sweep("status", "--lang", "en").stdout.decode()

    assert "detected" in text
    assert "do not power it off or wipe it" in text
    assert "\x1b" not in text


def test_the_list_of_pcs(sweep: Run, by: User) -> None:
    opened(by)
    listed()
    away = Pc(id="z", host="Z-1", office="", kind=Kind.LENT, presence=Presence.ABSENT)
    put_pc(away, "added", by="", now=NOW)

    lines = sweep("list", "--lang", "en").stdout.decode().splitlines()
    rows = json.loads(sweep("list", "--format", "json", "--office", "osaka").stdout)

    assert len(lines) == 4
    assert "(no office)" in lines[0]
    assert "lent" in lines[0]
    assert lines[0].endswith("away")
    assert [row["id"] for row in rows] == ["osaka"]
    assert rows[0]["state"] == "not-seen"


def test_columns_of_a_csv_file_are_said_in_a_file(
    sweep: Run, by: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(by)
    seen = []

    def read(file: importers.ReportFile) -> importers.Read:
        seen.append(dict(file.columns))
        return importers.Read("x")

    monkeypatch.setattr(
        importers, "ALL", (importers.Importer("x", lambda _: True, read),)
    )
    (tmp_path / "map.json").write_text('{"host": "PC 名"}', "utf-8")
    (tmp_path / "bad.json").write_text("[" * 100_000, "utf-8")
    (tmp_path / "r.csv").write_text("PC 名\nA\n", "utf-8")

    good = sweep("import", "--columns", "map.json", "r.csv")
    bad = sweep("import", "--columns", "bad.json", "r.csv")

    assert (good.returncode, bad.returncode) == (0, 2)
    assert seen == [{"map": {"host": "PC 名"}}]


def test_a_home_of_its_own_is_made_and_a_wrong_one_is_not(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    (tmp_path / "x.txt").write_bytes(b"no result")
    home = ["--home", str(tmp_path / "home"), "--lang", "en"]

    before = run_apart(tmp_path, ["sweep", "status", *home], env)
    done = run_apart(tmp_path, ["sweep", "import", *home, "x.txt"], env)
    after = run_apart(tmp_path, ["sweep", "status", "--format", "json", *home], env)

    assert before.returncode == 2
    assert b"nothing was taken in" in before.stderr
    assert done.returncode == 1
    assert (tmp_path / "home/desk.sqlite3").stat().st_mode & 0o077 == 0
    assert after.returncode == 0
    assert json.loads(after.stdout)["complete"] is False


CSV = """コンピューター名,シリアル番号,拠点,利用者
TOKYO-1,5CG1234XYZ,tokyo,田中
OSAKA-1,5CG1234XYA,osaka,鈴木
,,osaka,誰か
"""


def test_the_list_is_taken_in_and_its_columns_shown(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    (tmp_path / "pcs.csv").write_bytes(CSV.encode("cp932"))
    place = str(results(tmp_path, "tokyo", "osaka"))

    done = sweep("import", "--inventory", "pcs.csv", place, "--lang", "en")
    again = sweep("import", "--inventory", "pcs.csv", "--lang", "en")

    told = done.stderr.decode()
    assert "コンピューター名 → host" in told
    assert "pcs.csv: " in told.split("→", 1)[1]
    assert done.returncode == 1  # a row names no PC
    assert b"list of PCs: 2 added, 0 changed, 0 as they were" in done.stdout
    assert b"0 added, 0 changed, 2 as they were" in again.stdout
    found = status(sweep)
    assert {p["host"]: p["state"] for p in found["pcs"]} == {  # type: ignore[attr-defined]
        "TOKYO-1": "covered",
        "OSAKA-1": "covered",
    }
    assert found["complete"] is False  # nagoya has none


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xx", b"a,b\n1,2\n"])
def test_what_is_no_list_of_pcs_is_refused(
    sweep: Run, by: User, tmp_path: Path, content: bytes
) -> None:
    opened(by)
    (tmp_path / "pcs.csv").write_bytes(content)

    done = sweep("import", "--inventory", "pcs.csv")
    gone = sweep("import", "--inventory", "nowhere.csv")

    assert (done.returncode, gone.returncode) == (2, 2)
    assert done.stderr.startswith(b"honmono: ")
    assert b"Traceback" not in done.stderr + gone.stderr


def test_a_kit_is_written_once_and_never_over_another(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    none = sweep("kit", "--office", "osaka", "--out", "osaka.zip", "--lang", "en")
    opened(by)

    done = sweep("kit", "--office", "osaka", "--out", "osaka.zip", "--lang", "en")
    again = sweep("kit", "--office", "osaka", "--out", "osaka.zip", "--lang", "en")

    assert (none.returncode, done.returncode, again.returncode) == (2, 0, 2)
    assert b"a kit belongs to an incident" in none.stderr
    assert b"is there already" in again.stderr
    kit = Kit.objects.get()  # the third call drew no token
    assert (kit.office, kit.by) == ("osaka", None)
    with zipfile.ZipFile(tmp_path / "osaka.zip") as archive:
        told = json.loads(archive.read("honmono-kit/kit.json"))
    assert hashlib.sha256(told["token"].encode()).hexdigest() == kit.key
    assert told["token"].encode() not in done.stdout + done.stderr
    assert (tmp_path / "osaka.zip").stat().st_mode & 0o077 == 0


def test_a_sheet_is_a_pdf(sweep: Run, by: User, tmp_path: Path) -> None:
    pytest.importorskip("honmono.incident.documents.scan_sheet")
    opened(by)
    listed()

    done = sweep("sheet", "--office", "osaka", "--out", "osaka.pdf")

    assert done.returncode == 0
    assert (tmp_path / "osaka.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_without_files_is_told_and_is_no_success(
    sweep: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()

    done = sweep("import", "--lang", "en", "empty")

    assert done.returncode == 1
    assert b"empty: the folder holds no file" in done.stderr


def test_a_list_without_a_pcs_name_says_what_to_call_a_column(
    sweep: Run, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes("機種,色\nA,黒\n".encode())

    done = sweep("import", "--lang", "ja", "--inventory", "list.csv")

    assert done.returncode == 2
    told = done.stderr.decode()
    assert "「コンピューター名」" in told
    assert "機種, 色" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("status", "--as-of", "2199-01-01"), "--as-of 2199-01-01: まだ来ていない"),
        (("rule", "--style", "odd"), "--style odd: そのような手口のコードはありません"),
        (
            ("status", "--case", "odd"),
            "「odd」というインシデントはありません。あるもの",
        ),
        (
            ("import", "--inventory", "odd.csv"),
            "odd.csv を読めません（見つかりません）",
        ),
        (("watch", "odd"), "odd というフォルダーはありません"),
    ],
)
def test_wrong_words_are_told_in_japanese_with_what_to_do(
    sweep: Run, words: tuple[str, ...], told: str
) -> None:
    done = sweep(*words, "--lang", "ja")

    assert done.returncode == 2
    assert told in done.stderr.decode()


def test_a_style_is_told_by_its_name(sweep: Run) -> None:
    sweep("rule", "--since", "2022-05-18T08:40", "--style", "emotet_style")

    assert "返信や実在の名前を装うウイルスメール" in sweep("rule").stdout.decode()
    assert "返信や実在の名前を装うウイルスメール" in sweep("status").stdout.decode()


def test_many_hosts_that_no_list_holds_are_counted_not_cut_off(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    scans = [antivirus(f"odd-{n}", at(18, "12:00")) for n in range(23)]
    (tmp_path / "odd.txt").write_bytes(scan_file(*scans))
    sweep("import", "odd.txt")

    short = sweep("status", "--lang", "en").stdout.decode()
    long = sweep("status", "--lang", "en", "--all").stdout.decode()

    assert "and 3 more; --all names them" in short
    assert (short.count(": 1 results"), long.count(": 1 results")) == (20, 23)


@pytest.fixture
def reads_all(sweep: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "ALL", REAL)


ESET = (
    "マシン,判定,検査日時,種別,ソフト\n"
    "tokyo-1,検出なし,2022-05-18 12:00,フルスキャン,ESET Endpoint Security\n"
)
MAP = {
    "host": "マシン",
    "outcome": "判定",
    "ended": "検査日時",
    "extent": "種別",
    "product": "ソフト",
}


@pytest.mark.usefixtures("reads_all")
def test_a_list_is_read_anew_once_somebody_says_what_its_columns_mean(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    listed()
    (tmp_path / "eset.csv").write_bytes(ESET.encode())
    (tmp_path / "map.json").write_text(json.dumps(MAP))

    first = sweep("import", "--lang", "en", "eset.csv")
    second = sweep("import", "--lang", "en", "--columns", "map.json", "eset.csv")
    third = sweep("import", "--lang", "en", "--columns", "map.json", "eset.csv")

    assert (first.returncode, second.returncode, third.returncode) == (1, 0, 0)
    assert b"--columns" in first.stderr
    assert b"1 results were taken in" in second.stdout
    assert b"0 results were taken in" in third.stdout
    assert (ReportFile.objects.count(), Scan.objects.count()) == (1, 1)
    assert not ReportFile.objects.get().troubled


@pytest.mark.usefixtures("reads_all")
def test_a_report_is_read_anew_once_somebody_says_which_pc_it_was(
    sweep: Run, by: User, tmp_path: Path
) -> None:
    opened(by)
    listed()
    words = "[EmoCheck v2.2]", "Scan time: 2022-05-18 12:00:00", "_" * 52, ""
    text = "\r\n".join((*words, "[Result] ", "Emotet was not detected.", ""))
    (tmp_path / "console.txt").write_bytes(text.encode())

    first = sweep("import", "console.txt")
    second = sweep("import", "--host", "tokyo-1", "console.txt")
    other = sweep("import", "--host", "osaka-1", "console.txt")

    assert (first.returncode, second.returncode, other.returncode) == (1, 0, 0)
    # Whoever names another PC later changes nothing: it was told whose it is.
    assert Scan.objects.get().mark == "host:TOKYO-1"
