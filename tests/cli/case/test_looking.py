"""honmono case show, check, clocks, schema, and the views."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from honmono.cli.case.looking import VIEWS
from honmono.cli.case.views import ALL
from honmono.incident.case import PARTS
from honmono.text import LANGUAGES, say
from tests.cli.case.make import Desk, opened
from tests.incident.case.checks.make import A

FULL: dict[str, Any] = {
    "events": [
        {"id": "late", "kind": "publication", "when": "2022-06-10"},
        {"id": "seen", "kind": "spoof_mail_observed", "when": "2022-05-18T11:14",
         "scope": {"offices": ["tokyo"]}, "note": {"ja": "九通", "en": "nine of them"}},
        {"id": "odd", "kind": "other", "named": "tea was made"},
        {"id": "evil", "kind": "other", "named": "\u202eexe.\u200bx"},
    ],
    "tasks": [
        {"id": "tell", "kind": "other", "title": {"en": "tell them"}, "after": ["scan"]},
        {"id": "scan", "kind": "other", "title": {"en": "scan"}, "due": "2022-05-20"},
        {"id": "ask", "kind": "other", "title": {"en": "ask"}, "owner": "Sato"},
        {"id": "kept", "kind": "other", "title": {"en": "keep"},
         "done": {"when": "2022-05-18", "by": "Sato"}},
        {"id": "gone", "kind": "other", "title": {"en": "x"}, "dropped": {"en": "y"}},
    ],
    "questions": [
        {"id": "q1", "kind": "other", "text": {"en": "Did any PC run it?"},
         "conclusion": {"answer": "no", "text": {"en": "none"}, "signed_by": "Sato",
                        "signed": "2022-05-30"}},
        {"id": "q2", "kind": "other", "text": {"en": "Was the server used?"}},
    ],
    "hypotheses": [
        {"id": "c1", "code": "C1", "probability": 0.4, "arguments": [
            {"speaks": "against", "text": {"en": "scans clean"}, "cites": ["seen"]}]},
    ],
    "decisions": [{"id": "d", "kind": "leak-possible", "when": "2022-05-19"}],
    "affected": [
        {"id": "a", "group": "customers", "client": "Kita KK", "data": ["mail-address"],
         "persons": {"at_least": 40, "at_most": 71}, "certainty": "possible"},
    ],
    "accounts": [
        {"id": "m1", "kind": "mailbox", "name": "a@reiji.example",
         "rotation": {"changed": "2022-05-19", "how": "stated", "sessions": "yes"}},
        {"id": "m2", "kind": "mailbox", "name": "b@reiji.example", "owner": "Mori"},
    ],
    "coverage": [
        {"id": "cov", "as_of": "2022-05-19", "scanners": [{"name": "EmoCheck"}],
         "offices": [{"office": "tokyo", "total": 20, "covered": 18},
                     {"office": "osaka", "covered": 3}], "detected": 0},
    ],
    "inquiries": [
        {"id": "i1", "way": "phone", "when": "2022-05-20", "received": "yes",
         "opened": "no"},
        {"id": "i2", "way": "mail", "received": "yes", "opened": "yes",
         "follow_up": "2022-06-01", "asked": {"en": "What now?"}},
    ],
    "measures": [
        {"id": "r1", "kind": "mfa", "done": "2022-05-25"},
        {"id": "r2", "kind": "edr", "is_done": False, "due": "2022-09"},
        {"id": "r3", "kind": "dmarc"},
    ],
}  # fmt: skip
OFFICES = [{"id": n, "name": {"ja": f"{n}事務所", "en": n}} for n in ("tokyo", "osaka")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = opened(tmp_path)
    organization = desk.data()["organization"] | {"offices": OFFICES}
    desk.put(**FULL, organization=organization)
    return desk


def lines(desk: Desk, view: str, lang: str = "en") -> list[str]:
    printed = desk.right(view, "--as-of", "2022-06-01", lang=lang)
    return [" ".join(line.split()) for line in printed.splitlines()]


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, honmono.cli.case; sys.exit('pydantic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_view_has_its_command() -> None:
    assert [view.name for view in ALL] == [command.__name__ for command in VIEWS]


def test_the_timeline_is_in_the_order_of_time(desk: Desk) -> None:
    assert lines(desk, "timeline") == [
        "18 May 2022, 11:14 Forged mail in our name was observed [seen]",
        "tokyo",
        "nine of them",
        "10 June 2022 A notice was published [late]",
        "not known when tea was made [odd]",
        "not known when exe. x [evil]",
    ]
    assert lines(desk, "timeline", "ja")[:2] == [
        "2022年5月18日 11時14分 不審なメール（なりすましメール）を確認 [seen]",
        "tokyo事務所",
    ]


def test_tasks_by_what_can_be_done(desk: Desk) -> None:
    assert lines(desk, "tasks") == [
        "overdue scan [scan]",
        "due 20 May 2022",
        "ready ask [ask]",
        "owner: Sato",
        "waiting tell them [tell]",
        "waits for scan",
        "done keep [kept]",
        "done 18 May 2022 by Sato",
        "dropped x [gone]",
        "y",
    ]


def test_open_questions_come_first(desk: Desk) -> None:
    assert lines(desk, "questions") == [
        "open Was the server used? [q2]",
        "no Did any PC run it? [q1]",
        "none",
        "signed 30 May 2022 by Sato",
    ]


def test_a_probability_is_no_proof(desk: Desk) -> None:
    assert lines(desk, "hypotheses") == [
        "C1 open a PC of ours was infected [c1]",
        "probability 0.40 by trace (no proof)",
        "against: scans clean [seen]",
        "decided Data may have leaked [d]",
        "19 May 2022",
    ]


def test_what_cannot_be_said_is_no_zero(desk: Desk) -> None:
    assert lines(desk, "affected") == [
        "possible customers (of Kita KK) [a]",
        "mail addresses",
        "persons: at least 40, likely ?, at most 71",
    ]


def test_accounts_that_are_open_come_first(desk: Desk) -> None:
    assert lines(desk, "accounts") == [
        "in all passwords changed after the first fake, on record: 0 of 2 accounts",
        "changed, according to its owner a@reiji.example [m1]",
        "19 May 2022",
        "according to its owner",
        "sessions were revoked",
        "not started b@reiji.example [m2]",
        "owner: Mori",
    ]


def test_a_password_older_than_the_fake_is_not_changed(desk: Desk) -> None:
    rotation = {"changed": "2022-05-01", "how": "directory"}
    account = {"id": "m1", "kind": "mailbox", "name": "a@x", "rotation": rotation}
    desk.put(accounts=[account])

    total, first, *_ = lines(desk, "accounts")
    assert total.endswith("0 of 1 accounts")
    assert first == "changed before the first fake a@x [m1]"


def test_one_office_is_not_all_of_them(desk: Desk) -> None:
    whole = {"office": "tokyo", "total": 20, "covered": 20}
    desk.put(coverage=[{"id": "c", "offices": [whole]}])

    assert "not every PC" in lines(desk, "coverage")[0]


def test_coverage_with_a_total_that_nobody_knows(desk: Desk) -> None:
    assert lines(desk, "coverage") == [
        "19 May 2022 not every PC was scanned, or nobody has counted them [cov]",
        "tokyo 18/20, osaka 3/?",
        "EmoCheck",
        "detected on 0",
    ]


def test_who_is_to_be_called_back_comes_first(desk: Desk) -> None:
    assert lines(desk, "inquiries") == [
        "in all 2 (got a fake 2, opened it 1, enabled content 0, not known of 2)",
        "not known when mail [i2]",
        "call back: 1 June 2022",
        "got a fake, opened it",
        "What now?",
        "20 May 2022 phone [i1]",
        "got a fake",
    ]


def test_a_measure_of_which_nobody_says_that_it_is_done(desk: Desk) -> None:
    heads = [line.split()[0] for line in lines(desk, "measures") if "[" in line]

    assert heads == ["planned", "progress", "done"]


@pytest.mark.parametrize("view", [view.name for view in ALL])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_view_speaks_both_languages_and_to_programs(
    desk: Desk, view: str, lang: str
) -> None:
    assert desk.right(view, lang=lang)
    rows = desk.right(view, "--format", "jsonl").splitlines()
    records = [json.loads(row) for row in rows]

    parts = next(one.parts for one in ALL if one.name == view)
    assert [r["id"] for r in records] == [r["id"] for p in parts for r in FULL[p]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_has_words(lang: str) -> None:
    for part in PARTS:
        assert say("case", f"part-{part}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_incident_says_so(tmp_path: Path, lang: str) -> None:
    desk = opened(tmp_path)

    for view in ALL:
        assert len(desk.right(view.name, lang=lang).splitlines()) == 1
    assert "例示事務所" in desk.right("show", lang=lang)


def test_show_counts_and_names_what_is_due(desk: Desk) -> None:
    printed = desk.right("show", "--as-of", "2022-05-19")

    assert "events" in printed
    assert "Preliminary report to the authority" in printed


def test_check_names_place_and_record(desk: Desk) -> None:
    desk.put(tasks=[{"id": "t", "kind": "x", "after": ["b"]}])
    done = desk.at("check", "--as-of", "2022-06-20")

    assert done.returncode == 1
    assert (
        "error   x › Tasks to finish first no. 1 [tasks[0].after[0] (t)]: there is no record `b`"
        in done.stdout.decode()
    )
    rows = desk.at("check", "--format", "jsonl").stdout.splitlines()
    found = [json.loads(row) for row in rows]
    assert found[0]["code"] == "no-record"
    assert set(found[0]["text"]) == set(LANGUAGES)


def test_warnings_are_no_failure(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    desk.right("add", "events", "--kind", "tea_was_made")

    assert "0 errors, 1 warnings" in desk.right("check")


def test_check_looks_at_lists_row_by_row(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    (tmp_path / "p.jsonl").write_text('{"x": 1}\n' * 30, "utf-8")
    desk.right("attach", "other", "p.jsonl")
    (one,) = desk.data()["lists"]
    (tmp_path / "x" / "lists" / f"other-{one['sha256']}.jsonl").rename(
        tmp_path / "x" / "lists" / f"persons-{one['sha256']}.jsonl"
    )
    desk.put(lists=[one | {"name": "persons"}])

    done = desk.at("check")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert "row 1: x: is not known here" in told[0]
    assert told[-1] == "honmono: 10 more rows cannot be read"
    (tmp_path / "x" / "lists" / f"persons-{one['sha256']}.jsonl").unlink()
    assert b"its file is missing" in desk.at("check").stdout


def test_a_log_that_does_not_hold_is_told(desk: Desk) -> None:
    log = desk.folder / "x" / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"opened", b"opemed"))

    done = desk.at("check")
    assert done.returncode == 1
    assert b"log" in done.stderr


def test_clocks_for_programs(desk: Desk) -> None:
    desk.put(awareness=[{"id": "w", "when": "2022-05-18"}])
    clocks = json.loads(desk.right("clocks", "--format", "json"))

    wanted = {"duty", "starts", "due", "latest", "article", "unconfirmed", "why"}
    assert wanted <= set(clocks[0])
    first = next(clock for clock in clocks if clock["duty"] == "ppc-preliminary")
    assert (first["due"], first["latest"]) == ("2022-05-20", "2022-05-22")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_day_before_every_law_is_no_answer(desk: Desk, form: str) -> None:
    desk.put(awareness=[{"id": "w", "when": "1926-05-18"}])

    done = desk.at("clocks", "--format", form)
    assert done.returncode == 1
    assert b"cannot be told" in done.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_clocks_for_people(desk: Desk, lang: str) -> None:
    printed = desk.right("clocks", "--as-of", "2022-05-21", lang=lang)

    assert {"ja": "監督機関への確報", "en": "Final report to the authority"}[
        lang
    ] in printed
    assert ("法的助言" if lang == "ja" else "not legal advice") in printed
    heads = ("もとになっている事実", "決まり") if lang == "ja" else ("facts", "rule")
    assert all(head in printed for head in heads)


def test_clocks_that_one_answer_settles_stand_below_it_and_none_is_left_out(
    desk: Desk,
) -> None:
    desk.put(awareness=[{"id": "w", "when": "2022-05-18"}])

    printed = desk.right("clocks", "--as-of", "2022-06-30", lang="en")
    head, _, below = printed.partition("depend on the answer to “Has the organization")
    assert head
    assert "overdue if they apply: 1" in below
    assert "honmono case answer gdpr-applies yes" in below
    assert "overdue, if it applies" in below
    names = [
        c["why"]["en"] for c in json.loads(desk.right("clocks", "--format", "json"))
    ]
    assert printed.count("because") + printed.count("promptly") >= len(names)


def test_clocks_name_their_facts_by_title_and_day(desk: Desk) -> None:
    desk.put(awareness=[{"id": "w", "when": "2022-05-18"}])

    printed = desk.right("clocks", "--as-of", "2022-05-21", lang="en")
    assert "when we became aware: becoming aware (18 May 2022) [w]" in printed
    assert "(record w)" not in printed
    (first, *_) = json.loads(desk.right("clocks", "--format", "json"))
    assert first["layers"]["ja"]["sentence"].endswith("。")


def test_the_schema_takes_an_incident(desk: Desk) -> None:
    schema = json.loads(desk.run("schema").stdout)

    jsonschema.Draft202012Validator(schema).validate(desk.data())
    rows = json.loads(desk.run("schema", "--list", "persons").stdout)
    assert "mail" in rows["properties"]
    assert desk.run("schema", "--list", "x").returncode == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "nothing"), "there is no record nothing"),
        (("timeline", "--as-of", "tomorrow"), "--as-of tomorrow: must be a day"),
    ],
)
def test_what_is_asked_wrongly(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert told in desk.wrong(*words)[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = Desk(tmp_path).at("show")

    assert done.returncode == 2
    assert b"x.json" in done.stderr


def test_a_fact_may_cite_an_original_that_was_kept(desk: Desk) -> None:
    desk.put(events=[{"id": "e", "kind": "infection", "evidence": [A]}])

    assert b"is not in the evidence store" in desk.at("check").stdout
