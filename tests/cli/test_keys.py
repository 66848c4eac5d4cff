"""honmono keys: learn, list, forget; and `check --verify` with what was learned."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from honmono.cli import keys_learn, main
from honmono.mail.auth.own.key_file import KeyFile
from honmono.mail.auth.own.questions import FAILED, Answer, Kind, Question, State
from tests.sign import OTHER, RECORD, signed

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
language = "en"
"""
LETTER = b"From: <tanaka@example.co.jp>\r\nSubject: hi\r\nDate: Mon, 6 Apr 2026 09:00:00 +0900\r\n\r\nHello\r\n"
TABLE = {
    "s1._domainkey.example.co.jp": Answer(State.FOUND, (RECORD,)),
    "dead._domainkey.example.co.jp": FAILED,
}


class Names:
    """The DNS of these tests; what is not in the table is gone."""

    asked: list[str]

    def __init__(self, *_: object, **__: object) -> None:
        Names.asked = []

    async def answer(self, question: Question) -> Answer:
        assert question.kind is Kind.TXT
        Names.asked.append(question.name)
        return TABLE.get(question.name, Answer(State.NO_NAME))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    mails = {
        "new": signed(LETTER),
        "again": signed(LETTER.replace(b"Hello", b"Hi")),
        "gone": signed(LETTER, selector="old"),
        "theirs": signed(LETTER, OTHER, domain="kita.example"),
        "plain": LETTER,
    }
    (tmp_path / "mail").mkdir()
    for name, data in mails.items():
        (tmp_path / "mail" / f"{name}.eml").write_bytes(data)
    monkeypatch.setattr(keys_learn, "NameServers", Names)
    return tmp_path


def run(home: Path, *words: str) -> int:
    sys.argv = ["honmono", *words, "--home", str(home)]
    if words[0] == "keys" and "--org" not in words:
        sys.argv += ["--lang", "en"]
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def answers(
    home: Path, verify: str, capsys: pytest.CaptureFixture[str]
) -> dict[str, str]:
    capsys.readouterr()
    mail = str(home / "mail")
    run(
        home,
        "check",
        "--format",
        "jsonl",
        "--verify",
        verify,
        "--org",
        str(home / "honmono.toml"),
        mail,
    )
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {Path(row["source"]).stem: row["answer"] for row in rows}


def test_keys_of_our_own_signatures_are_learned(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(
        home, "keys", "learn", "--org", str(home / "honmono.toml"), str(home / "mail")
    )
    said = capsys.readouterr().out

    assert status == 0
    assert "s1._domainkey.example.co.jp: new" in said
    assert "old._domainkey.example.co.jp: gone" in said
    assert "5 mails, 2 keys: 1 new, 0 known, 1 gone, 0 without an answer" in said
    assert sorted(Names.asked) == [
        "old._domainkey.example.co.jp",
        "s1._domainkey.example.co.jp",
    ]
    assert [key.name for key in KeyFile(home / "keys.sqlite").all()] == [
        "s1._domainkey.example.co.jp"
    ]

    run(home, "keys", "learn", "--all", str(home / "mail"))
    assert "1 known" in capsys.readouterr().out
    assert "s1._domainkey.kita.example" in Names.asked


def test_learned_keys_prove_old_mail_without_a_network(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answers(home, "keys", capsys)["new"] == "unproven"
    run(home, "keys", "learn", "--org", str(home / "honmono.toml"), str(home / "mail"))

    found = answers(home, "keys", capsys)

    assert found["new"] == found["again"] == "ours"
    assert found["gone"] == found["theirs"] == found["plain"] == "unproven"
    assert answers(home, "off", capsys)["new"] == "unproven"


def test_several_processes_have_a_verifier_each(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(home, "keys", "learn", "--org", str(home / "honmono.toml"), str(home / "mail"))
    (home / "settings.toml").write_text('[verify]\nmode = "keys"\n')
    capsys.readouterr()

    run(
        home,
        "check",
        "--format",
        "jsonl",
        "--jobs",
        "2",
        "--org",
        str(home / "honmono.toml"),
        str(home / "mail"),
    )

    rows = list(map(json.loads, capsys.readouterr().out.splitlines()))
    assert sorted(row["answer"] for row in rows) == ["ours", "ours", *["unproven"] * 3]


def test_nobody_answers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "mail" / "dead.eml").write_bytes(signed(LETTER, selector="dead"))

    assert (
        run(
            home,
            "keys",
            "learn",
            "--org",
            str(home / "honmono.toml"),
            str(home / "mail"),
        )
        == 1
    )
    assert "nobody answered" in capsys.readouterr().out


def test_list_and_forget(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "keys", "learn", "--org", str(home / "honmono.toml"), str(home / "mail"))
    capsys.readouterr()

    assert run(home, "keys", "list") == 0
    listed = capsys.readouterr().out
    assert "usable  dns s1._domainkey.example.co.jp" in listed
    assert "1 keys" in listed

    assert run(home, "keys", "forget", "s1._domainkey.example.co.jp") == 0
    assert "1 dropped" in capsys.readouterr().out
    run(home, "keys", "list")
    assert "0 keys" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", [("keys", "list"), ("check", "--verify", "keys", "x")]
)
def test_a_broken_key_file_is_one_clear_line(
    home: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    (home / "keys.sqlite").write_bytes(b"no database at all" * 99)
    org = ("--org", str(home / "honmono.toml")) if command[0] == "check" else ()

    assert run(home, *command, *org) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "keys.sqlite" in error


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[verify]\nmode = "sometimes"\n', "off, keys, dns"),
        ('[verify]\nnameservers = ["ns.example"]\n', "no IP address"),
        ("[verify]\ntimeout = 0\n", "between 0.1 and 60"),
        ("[verify]\ntimeout = true\n", "number of seconds"),
        ("[verify]\nnameserver = []\n", "did you mean 'nameservers'"),
    ],
)
def test_settings_are_checked(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (home / "settings.toml").write_text(text)

    assert (
        run(home, "check", "--org", str(home / "honmono.toml"), str(home / "mail")) == 2
    )
    assert told in capsys.readouterr().err


def test_a_key_that_is_gone_and_was_kept_is_said_to_be_used(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learn = ("keys", "learn", "--org", str(home / "honmono.toml"), str(home / "mail"))
    kept = Answer(State.FOUND, (RECORD,))
    file = KeyFile(home / "keys.sqlite")
    file.learn("old._domainkey.example.co.jp", kept, datetime.now(UTC))

    run(home, *learn)
    assert "gone from the DNS; the kept one is used" in capsys.readouterr().out
    run(home, *learn, "--lang", "ja")
    assert "登録済みの鍵を使います" in capsys.readouterr().out


def test_a_name_that_is_not_kept_cannot_be_forgotten(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "keys", "forget", "s9._domainkey.example.co.jp") == 0
    assert "not known (honmono keys list" in capsys.readouterr().out
